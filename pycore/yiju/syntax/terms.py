"""Expressions and conditions as the author wrote them; the lines that hold them are in `tree`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from yiju.source import Span


@dataclass(frozen=True, kw_only=True)
class Node:
    """Base of all nodes."""

    span: Span


@dataclass(frozen=True, kw_only=True)
class Text(Node):
    """A quoted text 「…」 or 《…》 without its quotes, or a bare declared word."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Mark(Node):
    """（甲）: the line exists only under these answers."""

    keys: tuple[str, ...]


# ── expressions and conditions (one ladder) ──────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Name(Node):
    """A declared name: an attribute, a value, a conclusion, a parameter, a definition."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Literal_(Node):
    """A number with its unit. `value`: Fraction for money (yuan), percent and number; int for the rest.

    kind 'monthday': (month, day), day 31 = 末日. 'months'/'days'/'year': int. 'date': date.
    """

    kind: Literal["money", "percent", "number", "months", "days", "year", "date", "monthday"]
    value: Fraction | int | date | tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Binary(Node):
    """+ − × ÷."""

    op: Literal["+", "-", "*", "/"]
    left: Expr
    right: Expr


@dataclass(frozen=True, kw_only=True)
class Call(Node):
    """较大（…）、较小（…）、取整（…）."""

    function: Literal["max", "min", "floor"]
    items: tuple[Expr, ...]


@dataclass(frozen=True, kw_only=True)
class Anchored(Node):
    """X 的 次日／当月1日／次月1日／当年1月1日／次年1月1日／季末; month, day 0 where they do not count."""

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


@dataclass(frozen=True, kw_only=True)
class PeriodEnd(Node):
    """X 起 满 N 之日 / 整月之日."""

    base: Expr
    length: Expr
    whole: bool


@dataclass(frozen=True, kw_only=True)
class Shifted(Node):
    """X 后 N: the day N after X (`X 加 N`)."""

    base: Expr
    length: Expr


@dataclass(frozen=True, kw_only=True)
class Apart(Node):
    """X 与 Y 相隔月数／整月数／自然月数／整年数／天数／周岁; `measure` is the keyword's id in lower case."""

    left: Expr
    right: Expr
    measure: Literal["months", "full", "natural", "years", "days", "on_birthday", "on_morrow"]


@dataclass(frozen=True, kw_only=True)
class YearOf(Node):
    """X 的 当年度／上一年度／下一年度: the year of X, `by` years on."""

    base: Expr
    by: int


@dataclass(frozen=True, kw_only=True)
class AsMonths(Node):
    """（式）个月."""

    item: Expr


@dataclass(frozen=True, kw_only=True)
class Window(Node):
    """每年 9月1日 至 次年 2月末日."""

    start: tuple[int, int]
    end: tuple[int, int]
    wraps: bool


@dataclass(frozen=True, kw_only=True)
class Both(Node):
    """且 or 或 at one level."""

    op: Literal["and", "or"]
    items: tuple[Cond, ...]


@dataclass(frozen=True, kw_only=True)
class Negation(Node):
    """非."""

    item: Cond


@dataclass(frozen=True, kw_only=True)
class Comparison(Node):
    """不低于 ge, 不超过 le, 超过 gt, 低于 lt."""

    op: Literal["ge", "le", "gt", "lt"]
    left: Expr
    right: Expr


@dataclass(frozen=True, kw_only=True)
class Membership(Node):
    """X 为／不为／属于／不属于／含／不含 甲、乙. `word` is the token id: IS ISNT IN NOTIN HAS HASNT."""

    word: str
    left: Expr
    values: tuple[Expr, ...]


@dataclass(frozen=True, kw_only=True)
class Between(Node):
    """X 在（不在）A 至 B: both ends in it; over a scale, dates, or 月日 of every year."""

    left: Expr
    low: Expr
    high: Expr
    wraps: bool = False
    negated: bool = False


@dataclass(frozen=True, kw_only=True)
class InWindow(Node):
    """X 在（不在）某时段 内."""

    left: Expr
    window: Expr
    negated: bool = False


@dataclass(frozen=True, kw_only=True)
class Since(Node):
    """X 在（不在）Y 起 N 内／后. `counted`: 当日起 or 起满, Y itself is the first day of the N.

    `roll`: 遇节假日顺延, days of rest or days of 放假 only.
    """

    left: Expr
    base: Expr
    length: Expr
    after: bool
    negated: bool = False
    counted: bool = False
    roll: Literal["", "rest", "holiday"] = ""


@dataclass(frozen=True, kw_only=True)
class InQuarterMonth(Node):
    """X 在（不在）每季度末月."""

    left: Expr
    negated: bool = False


# ── over the records of a class ──────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Quantified(Node):
    """存在／每个 参保段 满足（条件）."""

    every: bool
    cls: Name
    cond: Cond


@dataclass(frozen=True, kw_only=True)
class Aggregate(Node):
    """个数（明细，条件）、合计／最早／最晚（明细 的 式，条件）. `of` is None for 个数."""

    function: Literal["count", "sum", "earliest", "latest"]
    cls: Name
    of: Expr | None
    where: Cond | None


@dataclass(frozen=True, kw_only=True)
class Overlap(Node):
    """重叠（参保段，条件）."""

    cls: Name
    where: Cond | None


@dataclass(frozen=True, kw_only=True)
class Lasting(Node):
    """间断首日 gapday, 间断天数 gapdays, 间断月数 gapmonths, 缺缴月数 missed, 连续时长 run, 覆盖天数 daysum,
    覆盖月数 monthsum（参保段，某日 前，容许 时长，条件）."""

    function: str
    cls: Name
    where: Cond | None
    until: Expr
    tolerance: Expr | None


Expr = (
    Name | Literal_ | Binary | Call | Anchored | PeriodEnd | Shifted | Apart | YearOf | AsMonths
    | Window | Aggregate | Lasting
)  # fmt: skip
Cond = (
    Name | Both | Negation | Comparison | Membership | Between | InWindow | InQuarterMonth | Since
    | Quantified | Overlap
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Place(Node):
    """「文件」 第十二条（二）1「题目」: document and title may be absent."""

    document: str = ""
    locator: str = ""
    title: str = ""
