"""The resolved policy: what the notices mean, typed and with every name bound. It knows no clingo.

The waist of the glass: `from_syntax` makes it, `asp`, `values`, `interp`, `explain` read it.
Nodes are immutable and serialise to JSON (msgspec), so the disk cache executes no code.
The meaning of each node is in docs/semantics.md; the section is named at each class.
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
    """X 的 次日／当月1日／次月1日／次年1月1日. For `next_day` month and day are 0.

    `this_month`, `next_month` use `day`; `this_year`, `next_year` use `month` and `day`.
    """

    base: Expr
    which: Literal["next_day", "this_month", "next_month", "this_year", "next_year"]
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


class MonthsApart(Node, frozen=True):
    """later 与 earlier 相隔月数: difference of calendar months, days ignored; a Months value."""

    earlier: Expr
    later: Expr


class AsMonths(Node, frozen=True):
    """N 个月, where N is a computed whole number."""

    item: Expr


Expr = (
    Money | Rational | Months | Days | Date | Year | Window | Word
    | Attr | Parameter | ConclusionValue | Arithmetic | Extreme | Floor | Anchor | PeriodEnd | Shift
    | MonthsApart | AsMonths
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
    """X 在 Y 起 N 内 (`after=False`: Y ≤ X ≤ Y+N) or 后 (`after=True`: X > Y+N)."""

    what: Expr
    base: Expr
    length: Expr
    after: bool = False
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

# ── effects ──────────────────────────────────────────────────────────────────


class CapRange(msgspec.Struct, frozen=True, array_like=True):
    """What an annual cap adds up, under `when`: 'row' = this effect only, 'all' = the conclusion."""

    when: Cond
    what: Literal["row", "all"]


class CapKey(msgspec.Struct, frozen=True, array_like=True):
    """The date attribute that gives year and order, under `when`."""

    when: Cond
    attribute: str


class Cap(Node, frozen=True):
    """年度累计 不超过 limit; semantics §9. Exactly one range and one key hold in a completion."""

    limit: Expr
    ranges: tuple[CapRange, ...]
    keys: tuple[CapKey, ...]


class Effect(Node, frozen=True):
    """One conclusion of a clause.

    mode: 'affirm' 正面, 'deny' 反面 (不视为、不设), 'value' 为, 'floor' 不低于 base×ratio,
    'forbid' 不得 X, 'strike' 不得计入 attribute `conclusion` of the record: `value`.
    """

    id: int
    clause: int
    conclusion: str
    mode: Literal["affirm", "deny", "value", "floor", "forbid", "strike"]
    when: Cond = ALWAYS  # reading guard of the line
    value: Expr | None = None  # for 'floor': the base, before the ratio
    ratio: str = ""  # for 'floor': the parameter that holds the local ratio
    cap: Cap | None = None
    text: str = ""


class Exception_(Node, frozen=True):
    """除非."""

    cond: Cond
    text: str = ""


class Clause(Node, frozen=True):
    """A card, or one row of a table; semantics §2."""

    id: int
    notice: int
    locator: str
    title: str
    cls: str  # the record class it speaks about; 人 when none
    kind: Literal["rule", "define"] = "rule"
    scope: Cond = ALWAYS
    condition: Cond = ALWAYS
    exceptions: tuple[Exception_, ...] = ()
    effects: tuple[Effect, ...] = ()
    over: tuple[int, ...] = ()  # clauses this one prevails over, 优先于
    presumptions: tuple[str, ...] = ()  # 推定: what the text does not say and the encoding takes
    fingerprint: str = ""  # sha256 of the normalised source unit
    scope_text: tuple[str, ...] = ()
    condition_text: tuple[str, ...] = ()


# ── declarations ─────────────────────────────────────────────────────────────


class Attribute(Node, frozen=True):
    """A fact of a class (档案)."""

    cls: str
    name: str
    kind: Kind
    domain: tuple[str, ...] = ()
    open: bool = False  # 等: values beyond the list are possible
    negative: str = ""  # 否称
    presumed_false: bool = False  # 缺省为否
    authorities: tuple[str, ...] = ()  # 认定，由


class Conclusion(Node, frozen=True):
    """A head. A definition (`defined`) is a 是否 conclusion made by its card."""

    name: str
    cls: str
    kind: Kind
    domain: tuple[str, ...] = ()
    combine: Literal["unique", "max", "min", "sum"] = "unique"
    event: str = ""  # date attribute of `cls` that decides force; empty: the day of judgement
    matter: str = ""  # 事项
    excludes: tuple[str, ...] = ()  # 互斥
    members: tuple[str, ...] = ()  # 含: a head that only groups others
    negative: str = ""
    defined: bool = False
    notice: int = -1  # of a definition


class MaxChoice(msgspec.Struct, frozen=True, array_like=True):
    """Under `when`, 就高 compares this."""

    when: Cond
    measure: Literal["amount", "ratio", "cap", "year_total"]


class MaxRule(Node, frozen=True):
    """A clause that says what 就高 compares for a conclusion; semantics §7."""

    conclusion: str
    clause: int
    choices: tuple[MaxChoice, ...]


class ParameterValue(msgspec.Struct, frozen=True, array_like=True):
    """A dated value of a parameter; `since` empty means from the start."""

    value: Literal_
    since: str = ""
    in_principle: bool = False  # 原则上: a yearly document may replace it


class ParameterDecl(Node, frozen=True):
    """A parameter; with `floor`/`ceiling` when the text bounds an open value (地方比例)."""

    name: str
    kind: Kind
    notice: int
    locator: str
    basis: str = ""  # the document that has the value
    values: tuple[ParameterValue, ...] = ()
    floor: Rational | Money | None = None
    ceiling: Rational | Money | None = None
    local: bool = False  # a ratio made by 不低于


class Option(msgspec.Struct, frozen=True, array_like=True):
    """An answer to a question of reading."""

    key: str
    text: str


class Question(Node, frozen=True):
    """读法: a named question with its answers."""

    id: int
    notice: int
    locator: str
    name: str
    options: tuple[Option, ...]


class Gap(Node, frozen=True):
    """缺文 (missing text) or 未编 (a unit not yet encoded, only reported)."""

    id: int
    notice: int
    locator: str
    title: str
    affects: tuple[str, ...]
    missing: bool = True  # False: 未编


class Notice(Node, frozen=True):
    """A document."""

    id: int
    name: str
    short: str  # 简称, used in citations
    kind: Literal["notice", "vocabulary"] = "notice"
    issuers: tuple[str, ...] = ()
    territory: str = ""
    issued: str = ""
    effective: str = ""  # ISO; empty = the source has no date (未定)
    expires: str = ""
    effective_basis: str = ""  # locator that states it
    prevails: str = ""  # locator of 以本通知为准; empty = none
    prevails_by_matter: Cond | None = None  # when inconsistency is judged per matter


class Policy(Node, frozen=True):
    """Everything that was loaded, all names bound."""

    notices: tuple[Notice, ...]
    attributes: tuple[Attribute, ...]
    conclusions: tuple[Conclusion, ...]
    parameters: tuple[ParameterDecl, ...]
    questions: tuple[Question, ...]
    gaps: tuple[Gap, ...]
    clauses: tuple[Clause, ...]
    max_rules: tuple[MaxRule, ...]
    regions: tuple[tuple[str, str], ...]  # (inner, outer)
    strata: tuple[tuple[str, ...], ...]  # conclusions, each stratum may use those before it

    @property
    def classes(self) -> tuple[str, ...]:
        """Record classes in order of declaration, 人 first."""
        return tuple(dict.fromkeys([PERSON, *(a.cls for a in self.attributes)]))

    def cite(self, clause: Clause) -> str:
        """`阜阳办法第十二条（二）1`."""
        return self.notices[clause.notice].short + clause.locator
