"""Expressions as phrases: 医保报销后合规余额的90%, 缴费日的次年1月1日."""

from __future__ import annotations

from functools import cached_property

from yiju.ir import model as ir
from yiju.ir.kinds import unit
from yiju.ir.model import PERSON
from yiju.prose.literals import literal, of_month
from yiju.prose.names import quoted

_SIGNS = {"+": "加上", "-": "减去", "*": "乘以", "/": "除以"}
_MONTHS = {"this_month": "当月", "next_month": "次月", "last_month": "上月"}
_YEARS = {"this_year": "当年", "next_year": "次年", "last_year": "上年"}
_APART = {
    "months": "相差的月数（只看月份，不看日）",
    "full": "满了的整月数",
    "natural": "之间完整的自然月数",
    "years": "满了的整年数",
    "days": "相隔的天数",
    "on_birthday": "的周岁（生日当天满一岁）",
    "on_morrow": "的周岁（生日的第二天满一岁）",
}
_WRAPPED = (ir.Arithmetic, ir.Extreme, ir.Apart, ir.Aggregate, ir.Stretch, ir.Floor)


class Values:
    """Words expressions of one policy."""

    def __init__(self, policy: ir.Policy) -> None:
        self.policy = policy

    @cached_property
    def attributes(self) -> dict[tuple[str, str], ir.Attribute]:
        """By class and name."""
        return {(a.cls, a.name): a for a in self.policy.attributes}

    @cached_property
    def heads(self) -> dict[str, ir.Conclusion]:
        """The conclusions and definitions by name."""
        return {c.name: c for c in self.policy.conclusions}

    @cached_property
    def parameters(self) -> dict[str, ir.ParameterDecl]:
        """By name."""
        return {p.name: p for p in self.policy.parameters}

    def value(self, expr: ir.Expr, within: str = "") -> str:
        """The expression in words. `within`: the class of records that a count goes through."""
        match expr:
            case ir.Attr():
                return f"本人的{expr.name}" if within and expr.cls == PERSON else expr.name
            case ir.Parameter() | ir.ConclusionValue():
                return quoted(expr.name)
            case ir.Paid():
                return f"{quoted(expr.name)}实付的数"
            case ir.Outer():
                return self._outer(expr.item)
            case ir.Aggregate():
                return self._aggregate(expr)
            case ir.Stretch():
                return self._stretch(expr)
            case (
                ir.Money() | ir.Rational() | ir.Months() | ir.Days() | ir.Date() | ir.Year()
                | ir.Window() | ir.Word()
            ):  # fmt: skip
                return literal(expr)
            case _:
                return self._operation(expr, within)

    def _outer(self, item: ir.Expr) -> str:
        said = self.value(item)
        if isinstance(item, ir.Attr):
            return f"{'本人' if item.cls == PERSON else '该' + item.cls}的{said}"
        return said

    def part(self, expr: ir.Expr, within: str = "") -> str:
        """An operand; one that is itself a computation stands in brackets."""
        said = self.value(expr, within)
        return f"（{said}）" if isinstance(expr, _WRAPPED) else said

    def _operation(self, expr: ir.Expr, within: str) -> str:
        match expr:
            case ir.Arithmetic():
                left = self.part(expr.left, within)
                if expr.op == "*" and isinstance(expr.right, ir.Rational) and expr.right.percent:
                    return f"{left}的{literal(expr.right)}"
                return f"{left}{_SIGNS[expr.op]}{self.part(expr.right, within)}"
            case ir.Extreme():
                return self._extreme(expr, within)
            case ir.Floor():
                return f"{self.part(expr.item, within)}向下取整"
            case ir.AsMonths():
                return f"（{self.value(expr.item, within)}）个月"
            case ir.Apart():
                start, end = self.part(expr.earlier, within), self.part(expr.later, within)
                return f"从{start}到{end}{_APART[expr.measure]}"
            case ir.YearOf():
                base = self.part(expr.base, within)
                if expr.by == 0:
                    return base if self.kind(expr.base) == "year" else f"{base}所在的年度"
                return f"{base}的{'上一' if expr.by < 0 else '下一'}年度"
            case ir.Dated():
                return self._of_its_time(expr, within)
            case _:
                return self._day(expr, within)

    def _of_its_time(self, expr: ir.Dated, within: str) -> str:
        """A parameter in periods; which those are is told where it is declared."""
        return f"{self.part(expr.base, within)}那天的{quoted(expr.name)}"

    def _day(self, expr: ir.Expr, within: str) -> str:
        """A day that follows from another."""
        match expr:
            case ir.Anchor():
                return self._anchor(expr, self.part(expr.base, within))
            case ir.PeriodEnd():
                start, length = self.part(expr.base, within), self.value(expr.length, within)
                counted = f"{start}算第一天"
                if expr.whole:
                    counted = "只数完整的自然月：起算日不是1日的，从次月数起"
                return f"自{start}起满{length}的最后一天（{counted}）"
            case ir.Shift():
                base, length = self.part(expr.base, within), self.value(expr.length, within)
                if unit(expr.length) == "months":
                    return f"{base}之后{length}的对应日"
                return f"{base}之后{length}的那一天"
            case _:
                raise TypeError(type(expr).__name__)

    def _extreme(self, expr: ir.Extreme, within: str) -> str:
        dates = self.kind(expr) == "date"
        larger, smaller = ("较晚的一天", "较早的一天") if dates else ("较大的", "较小的")
        items = "、".join(self.part(item, within) for item in expr.items)
        return f"{items}中{larger if expr.which == 'max' else smaller}"

    @staticmethod
    def _anchor(expr: ir.Anchor, base: str) -> str:
        if expr.which == "next_day":
            return f"{base}的次日"
        if expr.which == "quarter_end":
            return f"{base}所在季度的末日"
        if expr.which in _MONTHS:
            return f"{base}的{_MONTHS[expr.which]}{'末' if expr.day == 31 else expr.day}日"
        return f"{base}的{_YEARS[expr.which]}{of_month(expr.month, expr.day)}"

    # ── over records ────────────────────────────────────────────────────────

    def records(self, cls: str, owner: str, where: ir.Cond, each: str = "") -> str:
        """The records that a count goes through: 该账单各条明细（只看“在医保目录内”的）."""
        whose = f"该{owner}的{each}" if owner else each
        if isinstance(where, ir.Const) and where.value:
            return whose + cls
        return f"{whose}{cls}（只看“{self.inside(where, cls)}”的）"

    def inside(self, cond: ir.Cond, within: str) -> str:
        """A condition on the records counted; `Conditions` words it."""
        raise NotImplementedError

    def _aggregate(self, expr: ir.Aggregate) -> str:
        records = self.records(expr.cls, expr.owner, expr.where, "各条" if expr.of else "")
        if expr.of is None:
            return f"{records}的条数"
        of = self.part(expr.of, expr.cls)
        match expr.op:
            case "earliest":
                return f"{records}的{of}中最早的一天"
            case "latest":
                return f"{records}的{of}中最晚的一天"
            case _:
                return f"{records}的{of}之和"

    def _stretch(self, expr: ir.Stretch) -> str:
        records = self.records(expr.cls, expr.owner, expr.where)
        if expr.op == "overlaps" or expr.until is None:
            return f"{records}中有同一天的对数"
        day = self.part(expr.until)
        upto = f"{records}到{day}的前一天为止"
        match expr.op:
            case "gapday":
                return f"{upto}的最后一日的次日"
            case "gapdays":
                return f"{upto}间断的天数"
            case "gapmonths":
                return f"{upto}间断的月数（按日历距离，不足一个月算一个月）"
            case "missed":
                return f"{records}最后一日所在的月与{day}所在的月之间隔着的自然月数"
            case "run":
                allowed = "间断一天也不算连续"
                if expr.tolerance is not None:
                    allowed = f"间断不超过{self.value(expr.tolerance)}的算连续"
                return f"{upto}连续的时长（{allowed}）"
            case "daysum":
                return f"{upto}覆盖了的天数（重叠的只算一次）"
            case _:
                return f"{upto}覆盖了的自然月数（有一天也算一个月，重叠的只算一次）"

    # ── kinds ───────────────────────────────────────────────────────────────

    def kind(self, expr: ir.Expr) -> ir.Kind | None:
        """The kind of a value, as far as words depend on it."""
        match expr:
            case ir.Attr():
                found = self.attributes.get((expr.cls, expr.name))
                return found.kind if found else None
            case ir.Parameter() | ir.Dated():
                declared = self.parameters.get(expr.name)
                return declared.kind if declared else None
            case ir.ConclusionValue() | ir.Paid():
                head = self.heads.get(expr.name)
                return head.kind if head else None
            case ir.Outer():
                return self.kind(expr.item)
            case ir.Extreme():
                return self.kind(expr.items[0])
            case ir.Aggregate():
                return "number" if expr.of is None else self.kind(expr.of)
            case ir.Arithmetic():
                kinds = {self.kind(expr.left), self.kind(expr.right)}
                return "money" if "money" in kinds else "number"
            case _:
                return _made(expr)


def _made(expr: ir.Expr) -> ir.Kind | None:
    """The kind that the form of an expression tells."""
    match expr:
        case ir.Money():
            return "money"
        case ir.Rational():
            return "ratio" if expr.percent else "number"
        case ir.Year() | ir.YearOf():
            return "year"
        case ir.Date() | ir.Anchor() | ir.PeriodEnd() | ir.Shift() | ir.Stretch(op="gapday"):
            return "date"
        case ir.Months() | ir.Days() | ir.AsMonths() | ir.Stretch():
            return "duration"
        case ir.Apart():
            return "number" if expr.measure.startswith("on_") else "duration"
        case _:
            return None
