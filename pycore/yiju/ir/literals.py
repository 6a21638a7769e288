"""Literals: tree → IR, with the bounds of what can be meant."""

from __future__ import annotations

from fractions import Fraction

from yiju.diagnostic import Diagnostic
from yiju.ir import errors, kinds
from yiju.ir import model as ir
from yiju.ir.model import Kind
from yiju.ir.scope import Scope
from yiju.source import Span
from yiju.syntax import tree

# The same bounds as of facts in a case (case/scalars.py).
MOST_YUAN, MOST_YEARS, FIRST_YEAR, LAST_YEAR = 10**14, 300, 1900, 2100

TRUTHS = ("是", "否")


def unusable(scope: Scope, node: tree.Literal_) -> Diagnostic | None:
    """What is wrong with a number that is well written: no whole 分, or no such quantity."""
    value, bounds = node.value, ""
    text = scope.text(node.span)
    if node.kind == "money" and Fraction(value) * 100 % 1:  # type: ignore[arg-type]
        return errors.FractionOfCent(span=node.span, text=text)
    match node.kind:
        case "money" if value > MOST_YUAN:  # type: ignore[operator]
            bounds = "金额不超过 100万亿元"
        case "percent" | "number" if value > MOST_YUAN:  # type: ignore[operator]
            bounds = "数不超过 100万亿"
        case "months" if value > 12 * MOST_YEARS:  # type: ignore[operator]
            bounds = f"时长不超过 {MOST_YEARS}年"
        case "days" if value > 366 * MOST_YEARS:  # type: ignore[operator]
            bounds = f"时长不超过 {MOST_YEARS}年"
        case "year" if not FIRST_YEAR <= value <= LAST_YEAR:  # type: ignore[operator]
            bounds = f"年份从 {FIRST_YEAR} 到 {LAST_YEAR}"
        case "date" if not FIRST_YEAR <= value.year <= LAST_YEAR:  # type: ignore[union-attr]
            bounds = f"年份从 {FIRST_YEAR} 到 {LAST_YEAR}"
    return errors.OutOfReach(span=node.span, text=text, bounds=bounds) if bounds else None


def parameter_value(node: tree.Node, kind: Kind) -> ir.Expr | None:
    """A value as it is written in 【参数】; None when it is not one of that kind."""
    if isinstance(node, tree.Name) and node.name in TRUTHS:
        return ir.Word(text=node.name, span=node.span) if kind == "bool" else None
    if isinstance(node, tree.Window) and kind == "window":
        return window(node.start, node.end, node.wraps, node.span)
    if isinstance(node, tree.Literal_):
        found, found_kind = literal(node)
        return found if kinds.comparable(found_kind, kind) else None
    return None


def ordinal(expr: ir.Expr) -> Fraction | str | None:
    """What orders literals of one kind and unit; None for anything else."""
    match expr:
        case ir.Money(fen=n) | ir.Months(n=n) | ir.Days(n=n) | ir.Year(n=n):
            return Fraction(n)
        case ir.Rational(num=num, den=den):
            return Fraction(num, den)
        case ir.Date(iso=iso):
            return iso
        case _:
            return None


def window(start: tuple[int, int], end: tuple[int, int], wraps: bool, span: Span) -> ir.Window:
    """A yearly stretch; it wraps when said so, or when it ends before it starts."""
    return ir.Window(
        from_month=start[0],
        from_day=start[1],
        to_month=end[0],
        to_day=end[1],
        wraps=wraps or end < start,
        span=span,
    )


def literal(node: tree.Literal_) -> tuple[ir.Expr, Kind]:
    """A literal with its kind. Money in the tree is in yuan, in the IR in 分."""
    value, span = node.value, node.span
    match node.kind:
        case "money":
            fen = Fraction(value) * 100  # type: ignore[arg-type]
            return ir.Money(fen=int(fen), span=span), "money"
        case "percent":
            ratio = Fraction(value)  # type: ignore[arg-type]
            return ir.Rational(
                num=ratio.numerator, den=ratio.denominator, percent=True, span=span
            ), "ratio"
        case "number":
            number = Fraction(value)  # type: ignore[arg-type]
            return ir.Rational(num=number.numerator, den=number.denominator, span=span), "number"
        case "months":
            return ir.Months(n=int(value), span=span), "duration"  # type: ignore[arg-type]
        case "days":
            return ir.Days(n=int(value), span=span), "duration"  # type: ignore[arg-type]
        case "year":
            return ir.Year(n=int(value), span=span), "year"  # type: ignore[arg-type]
        case "date":
            return ir.Date(iso=str(value), span=span), "date"
        case _:
            month, day = value  # type: ignore[misc]
            return window((month, day), (month, day), False, span), "window"
