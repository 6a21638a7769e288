"""Formulas in words: for explanations, with the numbers put in, and for the compiled program."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from yiju.case.scalars import show_fact
from yiju.ir import model as ir
from yiju.values.operations import literal, operands

_SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
_ANCHORS = {
    "next_day": "次日",
    "this_month": "当月{day}",
    "next_month": "次月{day}",
    "last_month": "上月{day}",
    "this_year": "当年{month}月{day}",
    "next_year": "次年{month}月{day}",
    "last_year": "上年{month}月{day}",
    "quarter_end": "季末",
}
_APART = {
    "months": "相隔月数",
    "full": "相隔整月数",
    "natural": "相隔自然月数",
    "years": "相隔整年数",
    "days": "相隔天数",
    "on_birthday": "相隔周岁（按生日）",
    "on_morrow": "相隔周岁（按次日）",
}
_YEARS = {-1: "上一年度", 0: "当年度", 1: "下一年度"}


Named = ir.Attr | ir.Parameter | ir.Dated | ir.ConclusionValue | ir.Paid


def words(expr: ir.Expr, named: Callable[[Named], str] = lambda node: node.name) -> str:
    """The expression as a notice would write it; `named` tells how a name is shown."""
    match expr:
        case ir.Attr() | ir.Parameter() | ir.Dated() | ir.ConclusionValue() | ir.Paid():
            return named(expr)
        case ir.Money():
            return show_fact(Fraction(expr.fen), "money")
        case ir.Rational():
            value = Fraction(expr.num, expr.den)
            return show_fact(value, "ratio" if expr.percent else "number")
        case ir.Year():
            return show_fact(expr.n, "year")
        case ir.Word():
            return expr.text
        case ir.Outer():
            return words(expr.item, named)
        case ir.Aggregate() | ir.Stretch():
            return expr.text
        case _:
            return _operation(expr, [_part(expr, part, named) for part in operands(expr)])


def _part(whole: ir.Expr, part: ir.Expr, named: Callable[[Named], str]) -> str:
    """An operand; one that is itself a sum or a product within another stands in brackets."""
    said = words(part, named)
    nested = isinstance(whole, ir.Arithmetic) and isinstance(part, ir.Arithmetic)
    return f"（{said}）" if nested else said


def _operation(expr: ir.Expr, parts: list[str]) -> str:
    match expr:
        case ir.Arithmetic():
            return f"{parts[0]} {_SIGNS[expr.op]} {parts[1]}"
        case ir.Extreme():
            return f"{'较大' if expr.which == 'max' else '较小'}（{'，'.join(parts)}）"
        case ir.Floor():
            return f"取整（{parts[0]}）"
        case ir.AsMonths():
            return f"（{parts[0]}）个月"
        case ir.Anchor():
            day = "末日" if expr.day == 31 else f"{expr.day}日"
            return f"{parts[0]} 的 " + _ANCHORS[expr.which].format(month=expr.month, day=day)
        case ir.PeriodEnd():
            return f"{parts[0]} 起 满 {parts[1]} {'整月之日' if expr.whole else '之日'}"
        case ir.Shift():
            return f"{parts[0]} 加 {parts[1]}"
        case ir.Apart():
            return f"{parts[1]} 与 {parts[0]} {_APART[expr.measure]}"
        case ir.YearOf():
            return f"{parts[0]} 的 {_YEARS[expr.by]}"
        case _:
            assert isinstance(expr, ir.Literal_)
            return show_fact(literal(expr))


def ratio(declared: ir.ParameterDecl) -> str:
    """The range of a local ratio: `地方比例（90% 至 100%）`."""
    low = words(declared.floor) if declared.floor else "0"
    high = words(declared.ceiling) if declared.ceiling else "100%"
    return f"地方比例（{low} 至 {high}）"
