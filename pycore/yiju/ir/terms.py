"""Terms of the resolved policy: values, expressions and conditions, typed, every name bound.

Part of the waist of the glass; clauses and declarations are in `model`, which shows these too.
Nodes are immutable and serialise to JSON (msgspec), so the disk cache executes no code.
The meaning of each node is in docs/semantics.md.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from yiju.source import NOWHERE, Span

Kind = Literal[
    "bool",  # 是否
    "finding",  # 认定：三值，由有权机关作出
    "one",  # 单选
    "many",  # 多选
    "scale",  # 等级：domain in order, first = rank 1
    "money",  # 金额：整数分
    "ratio",  # 比例：有理数
    "number",  # 数：有理数
    "duration",  # 时长：Months 或 Days
    "year",  # 年度：整数
    "date",  # 日期
    "window",  # 时段：每年的一段
]
PERSON = "人"


class Node(
    msgspec.Struct, frozen=True, cache_hash=True, tag=True, kw_only=True, omit_defaults=True
):
    """Base of all nodes; `span` is where it is written."""

    span: Span = NOWHERE


# ── values that stand in a policy ────────────────────────────────────────────


class Money(Node, frozen=True):
    """An amount in 分 (fen). Exact; may be a fraction of a fen only inside a computation."""

    fen: int


class Rational(Node, frozen=True):
    """A ratio (50% = 1/2) or a plain number."""

    num: int
    den: int = 1
    percent: bool = False


class Months(Node, frozen=True):
    """A duration counted by months; 2年 is 24."""

    n: int


class Days(Node, frozen=True):
    """A duration counted by days."""

    n: int


class Date(Node, frozen=True):
    """A calendar day, ISO text."""

    iso: str


class Year(Node, frozen=True):
    """A 年度."""

    n: int


class Window(Node, frozen=True):
    """A stretch of every year, both ends in it. Day 31 means the month's last day (末日).

    When `wraps`, it runs from this year's start to next year's end.
    """

    from_month: int
    from_day: int
    to_month: int
    to_day: int
    wraps: bool = False


class Word(Node, frozen=True):
    """A member of an enumeration or a grade of a scale."""

    text: str


Literal_ = Money | Rational | Months | Days | Date | Year | Window | Word

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


class AsMonths(Node, frozen=True):
    """N 个月, where N is a computed whole number."""

    item: Expr


Expr = (
    Money | Rational | Months | Days | Date | Year | Window | Word
    | Attr | Parameter | ConclusionValue | Paid | Arithmetic | Extreme | Floor | Anchor | PeriodEnd | Shift
    | Apart | YearOf | AsMonths
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


Cond = Const | All | AnyOf | Not | Flag | Among | Compare | Within | InWindow | Holds | Reading
ALWAYS = Const(value=True)
