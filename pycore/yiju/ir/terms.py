"""Terms of the resolved policy: values, expressions and conditions, typed, every name bound.

Part of the waist of the glass; clauses and declarations are in `model`, which shows these too.
Nodes are immutable and serialise to JSON (msgspec), so the disk cache executes no code.
The meaning of each node is in docs/semantics.md.
"""

from __future__ import annotations

from typing import Literal

from yiju.ir.constants import *

# ── expressions (a value, of one record or of the person) ────────────────────


class Attr(Node, frozen=True):
    """A fact of the record at hand, or of the person (`cls` = 人)."""

    cls: str
    name: str


class Parameter(Node, frozen=True):
    """A named parameter, 未定 until a document, a parameter file or an assumption gives it."""

    name: str


class ConclusionValue(Node, frozen=True):
    """The value of another conclusion on the same record (or the person)."""

    name: str


class Paid(Node, frozen=True):
    """What another conclusion on the same record gives: its value, 0 where it does not hold.

    It has no value where the conclusion is contested (冲突); semantics §15.
    """

    name: str


class Arithmetic(Node, frozen=True):
    """left op right; exact rationals."""

    op: Literal["+", "-", "*", "/"]
    left: Expr
    right: Expr


class Extreme(Node, frozen=True):
    """较大／较小（…）."""

    which: Literal["max", "min"]
    items: tuple[Expr, ...]


class Floor(Node, frozen=True):
    """取整（…）: the largest whole number not above."""

    item: Expr


class Anchor(Node, frozen=True):
    """X 的 次日／当月1日／次月1日／次年1月1日／季末. For `next_day`, `quarter_end` both are 0.

    Those of a month use `day`, those of a year `month` and `day`; day 31 is the month's last.
    """

    base: Expr
    which: Literal[
        "next_day",
        "this_month",
        "next_month",
        "last_month",
        "this_year",
        "next_year",
        "last_year",
        "quarter_end",
    ]
    month: int = 0
    day: int = 0


class PeriodEnd(Node, frozen=True):
    """X 起 满 N 之日 (`whole=False`) or 整月之日 (`whole=True`); semantics §5."""

    base: Expr
    length: Expr
    whole: bool = False


class Shift(Node, frozen=True):
    """X 加 N: month addition clamps to the month's last day."""

    base: Expr
    length: Expr


class Apart(Node, frozen=True):
    """later 与 earlier 相隔…; semantics §5. No value when `later` lies before `earlier`.

    months: difference of calendar months, days ignored; full: completed months; natural: complete
    calendar months between; years: completed years; days. These are durations.
    on_birthday, on_morrow: 周岁 reached on the birthday itself or the day after; a number.
    """

    earlier: Expr
    later: Expr
    measure: Literal["months", "full", "natural", "years", "days", "on_birthday", "on_morrow"] = (
        "months"
    )


class YearOf(Node, frozen=True):
    """X 的 当年度／上一年度／下一年度: the year of a day, or a 年度, `by` years on."""

    base: Expr
    by: int = 0


class Dated(Node, frozen=True):
    """A parameter whose value goes by the day of a record: that of the last `since` not after it.

    `since` are ISO dates from early to late, "" for the value from the start; one for each of `values`.
    """

    base: Expr
    name: str
    since: tuple[str, ...]
    values: tuple[Literal_, ...]


class AsMonths(Node, frozen=True):
    """N 个月, where N is a computed whole number."""

    item: Expr


# ── over the records of a class; semantics §14 ───────────────────────────────


class Outer(Node, frozen=True, kw_only=True):
    """Inside the brackets of an aggregate: a value of the record outside them."""

    item: Expr


class Aggregate(Node, frozen=True, kw_only=True):
    """个数／合计／最早／最晚 over the records of `cls` that `where` picks.

    `owner`: the class a record of which has them as its own (`属于`); empty: all of the case.
    `where` is made of facts and comparisons only.
    """

    op: Literal["count", "sum", "earliest", "latest"]
    cls: str
    owner: str = ""
    of: Expr | None = None  # empty for 个数
    where: Cond
    text: str = ""


class Stretch(Node, frozen=True, kw_only=True):
    """What the records of `cls`, as stretches of days from `start` to `end`, come to before a day.

    gapday 间断首日 (date), gapdays 间断天数 (days), gapmonths 间断月数, missed 缺缴月数, run 连续时长,
    monthsum 覆盖月数 (months), daysum 覆盖天数 (days), overlaps 重叠 (number of pairs).
    """

    op: Literal["gapday", "gapdays", "gapmonths", "missed", "run", "daysum", "monthsum", "overlaps"]
    cls: str
    owner: str = ""
    start: str
    end: str
    where: Cond
    until: Expr | None = None  # empty for overlaps only
    tolerance: Expr | None = None  # 连续时长: gaps up to this are none
    text: str = ""


Expr = (
    Money | Rational | Months | Days | Date | Year | Window | Word
    | Attr | Parameter | ConclusionValue | Paid | Arithmetic | Extreme | Floor | Anchor | PeriodEnd | Shift
    | Apart | YearOf | Dated | AsMonths | Outer | Aggregate | Stretch
)  # fmt: skip

# ── conditions ───────────────────────────────────────────────────────────────


class Const(Node, frozen=True):
    """Always or never."""

    value: bool


class All(Node, frozen=True):
    """且."""

    items: tuple[Cond, ...]


class AnyOf(Node, frozen=True):
    """或, 下列之一."""

    items: tuple[Cond, ...]


class Not(Node, frozen=True):
    """非: classical, inside one completion."""

    item: Cond


class Flag(Node, frozen=True):
    """A 是否 or 认定 fact is 是 (`value`) or 否 (its 否称)."""

    cls: str
    name: str
    value: bool = True
    text: str = ""


class Among(Node, frozen=True):
    """A 单选 is one of the values, or a 多选 has one of them. Grades go through Compare."""

    cls: str
    name: str
    values: tuple[str, ...]
    text: str = ""


class Compare(Node, frozen=True):
    """left op right over ordered values. Grades compare by rank (first declared = 1)."""

    op: Literal["ge", "le", "gt", "lt", "eq", "ne"]
    left: Expr
    right: Expr
    text: str = ""


class Within(Node, frozen=True):
    """X 在 Y 起 N 内 (`after=False`: Y ≤ X ≤ the last day) or 后 (X > the last day).

    The last day is Y+N; when `counted` (当日起、起满) Y is the first of the N and it is a day less.
    `roll` (遇节假日顺延): a last day that is a day of rest moves to the day after the rest;
    'holiday': days of 放假 only, not every Saturday and Sunday.
    """

    what: Expr
    base: Expr
    length: Expr
    after: bool = False
    counted: bool = False
    roll: Literal["", "rest", "holiday"] = ""
    text: str = ""


class InWindow(Node, frozen=True):
    """X 在 某时段 内, every year."""

    what: Expr
    window: Expr
    text: str = ""


class Holds(Node, frozen=True):
    """Another 是否 conclusion or definition, on the same record or the person.

    `denied=False`: it holds (成立 or 冲突). `denied=True`: there is live support for its denial.
    """

    name: str
    denied: bool = False
    text: str = ""


class Reading(Node, frozen=True):
    """The question is answered by this option."""

    question: int
    option: str


class Quantified(Node, frozen=True, kw_only=True):
    """存在／每个 … 满足（…）: some record of `cls`, or every one, makes `item` hold; semantics §14."""

    every: bool
    cls: str
    owner: str = ""
    item: Cond
    text: str = ""


Counted = Aggregate | Stretch | Quantified  # what ranges over records
Cond = (
    Const
    | All
    | AnyOf
    | Not
    | Flag
    | Among
    | Compare
    | Within
    | InWindow
    | Holds
    | Reading
    | Quantified
)
ALWAYS = Const(value=True)
