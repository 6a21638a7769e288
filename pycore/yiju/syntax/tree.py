"""What the author wrote: cards, lines, expressions, each with its span. Names are not yet bound.

A file that cannot be read in full still gives a tree: the faulty cards are left out and told
as diagnostics. Literals are exact; keywords are already token ids (grammar/keywords.toml).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiju.syntax.tasks import *
from yiju.syntax.terms import *

# ── lines of a card ──────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Alternative(Node):
    """`- 条件` under 下列之一, with its mark."""

    mark: Mark | None
    cond: Cond


@dataclass(frozen=True, kw_only=True)
class Condition(Node):
    """对象／适用于／若／且／除非／指／必有. `alternatives` for 下列之一, else one `cond`; `text` as written.

    For 对象 the cond is a Both('or') of names or one Name: each an identity value or a definition.
    """

    label: Literal["WHO", "SCOPE", "IF", "AND", "UNLESS", "MEANS", "ALWAYS"]
    mark: Mark | None
    cond: Cond | None
    alternatives: tuple[Alternative, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class Result(Node):
    """则. One of:

    form 'holds' X；'deem' 视为 X；'notdeem' 不视为 X；'none' 不设 X；'forbid' 不得 X；'like' 参照 X (an identity)；
    'set' X 为 式；'set_open' X 为 未定；'in_turn' X 为 总额 依次减去 `payers`；'adds' X 增加 式；'resets' X 清零；'keeps' X 不清零；'at_least' X 不低于 式；
    'includes' X 含 `items`；'includes_any' X 含 其一 或 其二；'excludes' X 不含 `items`；
    'strike' 不得计入 A：式 (conclusion = A)；'highest' X 按 measure 就高
    with measure: 'amount' 实得额, 'ratio' 比例, 'cap' 年限额, 'year_total' 全年合计.
    """

    form: str
    mark: Mark | None
    conclusion: Name
    value: Expr | None = None
    measure: str = ""
    payers: tuple[Name, ...] = ()
    items: tuple[Name, ...] = ()
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class CapLine(Node):
    """限额：年度累计 不超过 式，含 某结论、某结论.

    period: 'year' 年度累计, 'life' 历年累计, 'each' 每笔, 'count' 计数. `names`: what it adds up, () for 本目,
    None where the 累计 line says it.
    """

    mark: Mark | None
    limit: Expr
    period: Literal["year", "life", "each", "count"] = "year"
    names: tuple[Name, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class CapRangeLine(Node):
    """累计（甲）：本目 | 某结论、某结论. No `names` for 本目."""

    mark: Mark | None
    names: tuple[Name, ...]


@dataclass(frozen=True, kw_only=True)
class CapKeyLine(Node):
    """年度依（丙）：某日期项, or 次序依 when `order`."""

    mark: Mark | None
    attribute: Name
    order: bool = False


@dataclass(frozen=True, kw_only=True)
class OverLine(Node):
    """优先于／特别于／补充：位置；位置. A place without locator is the whole document.

    In a 【文件】 card `prior` (优先于：以往规定) with its ground.
    """

    mark: Mark | None
    places: tuple[Place, ...]
    prior: bool = False
    basis: str = ""
    relation: Literal["over", "special", "adds"] = "over"


@dataclass(frozen=True, kw_only=True)
class ReadingOption(Node):
    """甲「…」（无此行）."""

    key: str
    text: str
    silent: bool


@dataclass(frozen=True, kw_only=True)
class ReadingLine(Node):
    """读法「问题」：甲「…」；乙「…」, or 沿用 位置 (then `options` is empty).

    A 选择 is such a line too (`choice`): `chooser` who chooses, `final` 不可撤回.
    """

    question: str
    options: tuple[ReadingOption, ...]
    follows: Place | None = None
    choice: bool = False
    chooser: tuple[str, ...] = ()
    final: bool = False


@dataclass(frozen=True, kw_only=True)
class PresumptionLine(Node):
    """推定：「…」."""

    text: str


@dataclass(frozen=True, kw_only=True)
class BasisLine(Node):
    """依据：「文件」第X条；…"""

    places: tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class AtLine(Node):
    """条文：位置."""

    place: Place


@dataclass(frozen=True, kw_only=True)
class FingerprintLine(Node):
    """原文：sha256 of the normalised source unit, 64 hex digits."""

    digest: str


@dataclass(frozen=True, kw_only=True)
class TypeLine(Node):
    """类型：金额."""

    kind: str  # token id of the type: BOOL FINDING ONE MANY SCALE MONEY RATIO INT SPAN YEAR DATE WINDOW


@dataclass(frozen=True, kw_only=True)
class ValueLine(Node):
    """取值：未定 | 式，自 日期 起，原则上. `value` None = 未定; bounds after 未定，不低于／不超过."""

    value: Expr | None
    since: Literal_ | None = None
    in_principle: bool = False
    floor: Expr | None = None
    ceiling: Expr | None = None


@dataclass(frozen=True, kw_only=True)
class PeriodKeyLine(Node):
    """分期依：某日期项: the day of a record that says which of the dated values counts."""

    attribute: Name


@dataclass(frozen=True, kw_only=True)
class DerivedLine(Node):
    """取值（甲）：式 or 条件, in 【推算】; `value` is bound by the kind of what is derived."""

    mark: Mark | None
    value: Expr | Cond
    text: str


@dataclass(frozen=True, kw_only=True)
class AffectsLine(Node):
    """影响：结论、定义."""

    names: tuple[Name, ...]


@dataclass(frozen=True, kw_only=True)
class HeaderLine(Node):
    """Lines of 【文件】. field: EDITION 版本, SHORT 简称, ORGAN 机关, TERR 地域, ISSUED 发布, FORCE 施行, EXPIRES 失效,
    USE 引用, PREVAIL_MODE 不一致（甲）：按事项／按逐项结论 (values[0] = 'matter' | 'effect'),
    REVIVAL 除外的（甲）：按旧规定／不按旧规定 (values[0] = 'restores' | 'keeps').
    Of 【先后理由】: PREMISE 前提 (ids of [premise]). Of 【裁决】: REASONS 理由, DECIDERS 裁决机关.

    `values`: texts, or the ISO date, or empty for 未定; `basis`: locator after 依据.
    """

    field: str
    mark: Mark | None
    values: tuple[str, ...]
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class RepealLine(Node):
    """废止：「文件」、「文件」，自 某日 起. `since` is an ISO date, empty for this notice's own 施行日."""

    documents: tuple[Text, ...]
    since: str = ""
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Stretch(Node):
    """某日, or 某日 至 某日, both ends in it."""

    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class HolidayLine(Node):
    """放假：…；… (`off`) or 上班：…."""

    off: bool
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, kw_only=True)
class StartLine(Node):
    """适用自（甲）：某日或某年度，依 某项; `until` for 适用至. `at` is a date or a year."""

    mark: Mark | None
    until: bool
    at: Literal_
    attribute: Name | None = None


# ── tables ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Column(Node):
    """A table column. kind: LOC 目, WHO 对象, IF 若 (whole condition), TEST 若 某量, SCOPETEST 适用于 某量,
    FILL 填 名, READ 读法, RANK 顺位. `subject` for TEST/SCOPETEST, `name` for FILL."""

    kind: Literal["LOC", "WHO", "IF", "TEST", "SCOPETEST", "FILL", "READ", "RANK"]
    subject: Expr | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell(Node):
    """One cell; all fields empty = `—`. TEST cells give `cond` already joined with the column's subject."""

    cond: Cond | None = None  # WHO, IF, TEST, SCOPETEST
    value: Expr | None = None  # FILL; None with is_open = 未定
    is_open: bool = False
    text: str = ""  # LOC: the locator; READ: the key; RANK: the number; else as written
    blank: bool = False


@dataclass(frozen=True, kw_only=True)
class Row(Node):
    """One row, cells in column order."""

    cells: tuple[Cell, ...]


Line = (
    Condition | Result | CapLine | CapRangeLine | CapKeyLine | OverLine | ReadingLine | PresumptionLine
    | BasisLine | AtLine | FingerprintLine | TypeLine | ValueLine | PeriodKeyLine | AffectsLine | HeaderLine
    | RepealLine | StartLine | HolidayLine | DerivedLine | Agents | Act | Trigger | DueLine | Step
)  # fmt: skip


# ── cards ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Declaration(Node):
    """`- 名称：类型〔…〕，属性` in 【档案】【结论】【行政区划】.

    kind: token id of the type, HAS for 含〔…〕, PAPERS for 材料〔…〕. attributes: UNIQUE HIGH LOW ADD ACROSS → ('', ), PER → (class,), COUNTBY 计数依 → (attribute,),
    EVENT 依 → (attribute,), MATTER 事项 → (name,), EXCLUSIVE 与…互斥 → (conclusion,), ANTI 否称 → (name,),
    CLOSED 缺省为否 → (), BYWHOM 由 → names, NOTBEFORE 不早于 → dates,
    ONLYIF 仅当, IFFONLY 当且仅当 → (attribute,), FIRST 一级最重 → (value,).
    """

    name: str
    kind: str
    members: tuple[Text, ...]
    open: bool
    attributes: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Card(Node):
    """One card. head: FILE VOCAB CLASS CONCL REGION ORGANS RULE TABLE DEF DERIVE PARAM BOUND GAP
    UNCODED HOLIDAY PREC RULING PARTIES DUTY STEPS CHAPTER.

    `name` for FILE VOCAB CLASS DEF DERIVE PARAM BOUND PREC RULING HOLIDAY (the year); `locator`
    and `title` for RULE TABLE GAP UNCODED DUTY STEPS CHAPTER. `attributes` of a CLASS: OWNER 属于, START 起,
    STOP 止 → (name,).
    """

    head: str
    name: str = ""
    locator: str = ""
    title: str = ""
    attributes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    lines: tuple[Line, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document(Node):
    """One file."""

    cards: tuple[Card, ...]
