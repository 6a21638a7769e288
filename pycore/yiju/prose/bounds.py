"""Comparisons and periods as phrases, each with what becomes of its boundary."""

from __future__ import annotations

from yiju.ir import model as ir
from yiju.ir.kinds import unit
from yiju.prose.literals import literal
from yiju.prose.values import Values

_DAYS = {"ge": "不早于", "le": "不晚于", "gt": "晚于", "lt": "早于"}
_AMOUNTS = {"ge": "不低于", "le": "不超过", "gt": "超过", "lt": "低于"}
_COUNTS = {"ge": "不少于", "le": "不超过", "gt": "超过", "lt": "少于"}
_AGES = {"ge": "已满", "le": "不超过", "gt": "超过", "lt": "未满"}
_ROLLS = {"": "", "rest": "，遇节假日顺延", "holiday": "，遇法定节假日顺延（双休日不算）"}
_GRADES = {"ge": "为{}以及列在它后面的各级", "le": "为{}以及列在它前面的各级",
           "gt": "为列在{}后面的各级", "lt": "为列在{}前面的各级"}  # fmt: skip
_TRUTHS = {"是": "否", "否": "是"}
Literals = (ir.Money, ir.Rational, ir.Months, ir.Days, ir.Date, ir.Year)


class Bounds(Values):
    """Words what compares."""

    def compared(self, cond: ir.Compare, within: str = "", *, holds: bool = True) -> str:
        """A comparison: 连续时长不少于2年（含2年）; when not `holds`, that it fails."""
        months = _quarter(cond)
        if months is not None:
            no = "" if holds else "不"
            return f"{self.value(months, within)}{no}在3月、6月、9月或者12月"
        if isinstance(cond.left, ir.Stretch) and cond.left.op == "overlaps":
            stretch = cond.left
            records = self.records(stretch.cls, stretch.owner, stretch.where)
            return f"{records}{'有两段含同一天' if holds else '没有两段含同一天'}"
        if not holds and cond.op not in ("eq", "ne"):
            return f"并非{self._ordered(cond, within)}"
        if cond.op not in ("eq", "ne"):
            return self._ordered(cond, within)
        left, right = self.value(cond.left, within), self.value(cond.right, within)
        same = (cond.op == "eq") == holds
        if right in _TRUTHS and self.kind(cond.left) in ("bool", "finding"):
            return f"{left}为{right if same else _TRUTHS[right]}"
        return f"{left}{'为' if same else '不为'}{self.aged(cond, right)}"

    def _ordered(self, cond: ir.Compare, within: str) -> str:
        left = self.value(cond.left, within)
        if isinstance(cond.right, ir.Word):
            return left + _GRADES[cond.op].format(literal(cond.right))
        kind = self.kind(cond.left)
        words = _AGES if _is_age(cond.left) else _COUNTS
        if kind in ("date", "year"):
            words = _DAYS
        elif kind in ("money", "ratio"):
            words = _AMOUNTS
        right = self.aged(cond, self.value(cond.right, within))
        return f"{left}{words[cond.op]}{right}{self._edge(cond, right)}"

    @staticmethod
    def aged(cond: ir.Compare, right: str) -> str:
        """A plain number beside an age is one of years of age."""
        plain = isinstance(cond.right, ir.Rational) and not cond.right.percent
        return f"{right}周岁" if plain and _is_age(cond.left) else right

    def _edge(self, cond: ir.Compare, right: str) -> str:
        inside = "含" if cond.op in ("ge", "le") else "不含"
        if self.kind(cond.left) == "date":
            return f"（{inside}当日）"
        if not isinstance(cond.right, Literals):
            return "（含相等）" if inside == "含" else "（不含相等）"
        return "" if _is_nought(cond.right) else f"（{inside}{right}）"

    def between(self, low: ir.Compare, high: ir.Compare, within: str, *, holds: bool = True) -> str:
        """Both ends in it: 伤残等级在七级至十级之间（含七级、十级）."""
        start, end = self.part(low.right, within), self.part(high.right, within)
        word = "在" if holds else "不在"
        edge = f"两头都含：{start}、{end}" if isinstance(low.right, ir.Word) else "两头都含"
        return f"{self.part(low.left, within)}{word}{start}至{end}之间（{edge}）"

    def in_window(self, cond: ir.InWindow, within: str, *, holds: bool = True) -> str:
        """A day in a stretch of every year."""
        what, window = self.part(cond.what, within), self.value(cond.window, within)
        word = "在" if holds else "不在"
        if isinstance(cond.window, ir.Window):
            return f"{what}{word}{window}之间（首尾两日都含）"
        return f"{what}{word}{window}之内（首尾两日都含）"

    def period(self, cond: ir.Within, within: str, *, holds: bool = True) -> str:
        """In or after a period that runs from a day."""
        word = "在" if holds else "不在"
        since = "当日起" if cond.counted else "起"
        what, base = self.part(cond.what, within), self.part(cond.base, within)
        end = (
            f"（不含期满当日{_ROLLS[cond.roll]}）"
            if cond.after
            else f"（含期满当日{_ROLLS[cond.roll]}）"
        )
        length = self.part(cond.length, within)
        return f"{what}{word}{base}{since}{length}{'后' if cond.after else '内'}{end}"

    # ── notes ───────────────────────────────────────────────────────────────

    def apart_note(self, apart: ir.Apart) -> str:
        """That there is no distance backwards (docs/semantics.md §5)."""
        start, end = self.part(apart.earlier), self.part(apart.later)
        return f"“从{start}到{end}”：{end}早于{start}的，没有这个数，同它比的不成立"

    def day_note(self, day: ir.PeriodEnd | ir.Shift) -> str:
        """Which day a sum of a day and a length is, where that is not plain."""
        if isinstance(day, ir.PeriodEnd) and day.whole:
            return ""
        if isinstance(day, ir.Shift) and unit(day.length) == "days":
            return ""
        sum_ = f"{self.part(day.base)}加{self.part(day.length)}"
        last = _last(sum_, day.length, counted=isinstance(day, ir.PeriodEnd))
        said = self.value(day)
        if isinstance(day, ir.PeriodEnd):  # without what stands in brackets at its end
            said = said[: said.rindex("（")]
        return f"“{said}”：是{last}"

    def period_note(self, cond: ir.Within) -> str:
        """From when to when a period runs, to the day."""
        base, length = self.part(cond.base), self.part(cond.length)
        since = "当日起" if cond.counted else "起"
        name = f"“{base}{since}{length}{'后' if cond.after else '内'}”"
        last = _last(f"{base}加{length}", cond.length, counted=cond.counted)
        roll = "；最后一日休息的，顺延到休息以后的第一天" if cond.roll else ""
        if cond.after:
            return f"{name}：期间的最后一日是{last}{roll}，从第二天起才算“后”"
        first = "是第一天" if cond.counted else "当天也在期间之内"
        return f"{name}：{base}{first}；最后一日是{last}，这一天也在内{roll}"


def _last(sum_: str, length: ir.Expr, *, counted: bool) -> str:
    """The last day of a period; where the day itself is the first, a day less (民法典第二百零二条)."""
    by_days = f"{sum_}的前一天" if counted else sum_
    if unit(length) == "days":
        return by_days
    by_months = f"{sum_}的对应日（那个月没有对应日的，取月末）"
    if counted:
        by_months = f"{sum_}的对应日的前一天（那个月没有对应日的，就是月末）"
    return by_months if unit(length) else f"{by_months}；时长按天数的，是{by_days}"


def _is_age(expr: ir.Expr) -> bool:
    return isinstance(expr, ir.Apart) and expr.measure.startswith("on_")


def _is_nought(expr: ir.Expr) -> bool:
    match expr:
        case ir.Money():
            return expr.fen == 0
        case ir.Rational():
            return expr.num == 0
        case ir.Months() | ir.Days():
            return expr.n == 0
    return False


def _quarter(cond: ir.Compare) -> ir.Expr | None:
    """The day of which it is asked whether it lies in the last month of a quarter."""
    left, right = cond.left, cond.right
    if (
        cond.op == "eq"
        and isinstance(left, ir.Anchor)
        and isinstance(right, ir.Anchor)
        and right.which == "quarter_end"
        and (left.which, left.day) == ("this_month", 31)
    ):
        return left.base
    return None
