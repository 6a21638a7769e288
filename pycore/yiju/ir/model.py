"""The resolved policy: what the notices mean, typed and with every name bound. It knows no clingo.

The waist of the glass: `from_syntax` makes it, `asp`, `values`, `interp`, `explain` read it.
Nodes are immutable and serialise to JSON (msgspec), so the disk cache executes no code.
The meaning of each node is in docs/semantics.md; the section is named at each class.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from yiju.ir.precedence import *
from yiju.ir.tasks import *
from yiju.ir.terms import *

# ── effects ──────────────────────────────────────────────────────────────────


class CapRange(msgspec.Struct, frozen=True, array_like=True):
    """What a cap adds up, under `when`: 'row' = this effect only, 'all' = the conclusion.

    With 'all', what the conclusions `others` give on records of the class is added up too.
    """

    when: Cond
    what: Literal["row", "all"]
    others: tuple[str, ...] = ()


class CapKey(msgspec.Struct, frozen=True, array_like=True):
    """A date attribute that gives year or order, under `when`."""

    when: Cond
    attribute: str


class Cap(Node, frozen=True):
    """限额 不超过 limit; semantics §9. Exactly one range, key and order hold in a completion.

    period: 'year' 年度累计, 'life' 历年累计 (no year), 'each' 每笔 (each record by itself), 'count'
    计数 (what a counter is not raised above); the last two have no range and no key. Records are taken in order of `orders`, or where the text names none, of `keys`.
    """

    limit: Expr
    ranges: tuple[CapRange, ...] = ()
    keys: tuple[CapKey, ...] = ()
    orders: tuple[CapKey, ...] = ()
    period: Literal["year", "life", "each", "count"] = "year"

    @property
    def order(self) -> tuple[CapKey, ...]:
        """The dates by which records are put in order."""
        return self.orders or self.keys

    @property
    def guards(self) -> tuple[Cond, ...]:
        """The conditions (made of readings) under which its lines hold."""
        return tuple(x.when for part in (self.ranges, self.keys, self.orders) for x in part)

    @property
    def attributes(self) -> frozenset[str]:
        """The dates it reads."""
        return frozenset(key.attribute for part in (self.keys, self.orders) for key in part)


class Effect(Node, frozen=True):
    """One conclusion of a clause.

    mode: 'affirm' 正面, 'deny' 反面 (不视为、不设), 'value' 为, 'floor' 不低于 base×ratio,
    'add' 增加, 'reset' 清零, 'keep' 不清零 (of a counter), 'forbid' 不得 X, 'strike' 不得计入 attribute `conclusion` of the record: `value`.
    """

    id: int
    clause: int
    conclusion: str
    mode: Literal["affirm", "deny", "value", "floor", "forbid", "strike", "add", "reset", "keep"]
    when: Cond = ALWAYS  # reading guard of the line
    value: Expr | None = None  # for 'floor': the base, before the ratio
    ratio: str = ""  # for 'floor': the parameter that holds the local ratio
    caps: tuple[Cap, ...] = ()
    total: Expr | None = None  # 依次减去: what the payers pay of, in turn; `value` is what is left
    payers: tuple[str, ...] = ()
    text: str = ""


class Start(Node, frozen=True):
    """适用自 or 适用至, under `when`: a day or a 年度 of the record against the clause's own.

    `test` None: the day of judgement against it.
    """

    at: Date | Year
    when: Cond = ALWAYS
    test: Compare | None = None


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
    starts: tuple[Start, ...] = ()  # 适用自: instead of the notice's 施行日
    ends: tuple[Start, ...] = ()  # 适用至, that day included
    over: tuple[int, ...] = ()  # clauses this one prevails over, 优先于
    rank: int = 0  # 顺位 among the rows of its table; 0: it takes no turn
    table: int = -1  # the table, where its rows have ranks
    special: tuple[int, ...] = ()  # clauses to which this one is the special rule, 特别于
    adds: tuple[int, ...] = ()  # clauses this one supplements, 补充
    presumptions: tuple[str, ...] = ()  # 推定: what the text does not say and the encoding takes
    inherited: tuple[str, ...] = ()  # 章: chapters whose scope and conditions it shares
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
    not_before: tuple[str, ...] = ()  # 不早于: dates of the class or the person
    only_if: str = ""  # 仅当: a 是否 without which there is no such thing
    always_if: bool = False  # 当且仅当: and with which there always is


class RecordClass(Node, frozen=True):
    """A class of records (档案): whose they are, and what makes them stretches; semantics §14."""

    name: str
    owner: str = ""  # 属于; empty: the person's
    start: str = ""  # 起, 止: dates of the class
    end: str = ""


class DerivedLine(msgspec.Struct, frozen=True, array_like=True):
    """Under `when` (readings only) the fact is `value`, or whether `cond` holds."""

    when: Cond
    value: Expr | None = None
    cond: Cond | None = None
    text: str = ""


class Derivation(Node, frozen=True):
    """推算: how a fact of a class follows from others; semantics §14."""

    cls: str
    name: str
    notice: int
    locator: str
    lines: tuple[DerivedLine, ...]
    presumptions: tuple[str, ...] = ()


class Conclusion(Node, frozen=True):
    """A head. A definition (`defined`) is a 是否 conclusion made by its card."""

    name: str
    cls: str
    kind: Kind
    domain: tuple[str, ...] = ()
    combine: Literal["unique", "max", "min", "sum", "count", "pick"] = "unique"
    order: str = ""  # of a counter: the date or year that puts its records in order
    across: bool = False  # 跨文件: supports of several notices are combined
    event: str = ""  # date attribute of `cls` that decides force; empty: the day of judgement
    matter: str = ""  # 事项
    excludes: tuple[str, ...] = ()  # 互斥
    members: tuple[str, ...] = ()  # 含: a head that only groups others
    negative: str = ""
    defined: bool = False
    notice: int = -1  # of a definition
    papers: tuple[str, ...] = ()  # 材料: what the set can have; of an element, the alternatives
    group: str = ""  # of an element: its set
    like: str = ""  # 参照: holds of whom the notice treats like this identity


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
    presumptions: tuple[str, ...] = ()
    by: str = ""  # 分期依: the date by which one of the dated values counts


class Option(msgspec.Struct, frozen=True, array_like=True):
    """An answer to a question of reading."""

    key: str
    text: str


class Question(Node, frozen=True):
    """读法: a named question with its answers. Also a 选择, whose answer somebody chooses."""

    id: int
    notice: int
    locator: str
    name: str
    options: tuple[Option, ...]
    chooser: tuple[str, ...] = ()  # of a choice (选择): who chooses; semantics §12
    final: bool = False  # 不可撤回
    # Of 任选: the conclusion of which one support is picked, and the clause of each option.
    picks: str = ""
    clauses: tuple[int, ...] = ()

    @property
    def is_choice(self) -> bool:
        """Whether somebody chooses the answer, rather than the text being read so."""
        return bool(self.chooser)


class Constraint(Node, frozen=True):
    """约束: what facts always have to do with one another; semantics §6.

    `violated`: the condition under which they do not; a fact that is 无 violates nothing.
    """

    id: int
    notice: int
    cls: str
    title: str
    violated: Cond
    text: str = ""  # premise and content as written


class Gap(Node, frozen=True):
    """缺文 (missing text) or 未编 (a unit not yet encoded, only reported)."""

    id: int
    notice: int
    locator: str
    title: str
    affects: tuple[str, ...]
    missing: bool = True  # False: 未编


class Repeal(msgspec.Struct, frozen=True, array_like=True):
    """A notice that another one repeals; `since` empty: from that one's 施行日 on."""

    notice: int
    since: str = ""
    basis: str = ""


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
    expires_open: bool = False  # 失效：未定, it is no longer in force and the source has no date
    expires_basis: str = ""
    repeals: tuple[Repeal, ...] = ()  # 废止
    effective_basis: str = ""  # locator that states it
    prevails: str = ""  # locator of 以本通知为准; empty = none
    prevails_by_matter: Cond | None = None  # when inconsistency is judged per matter
    keeps_excepted: Cond | None = None  # when whom its clauses except is not under earlier rules
    presumptions: tuple[str, ...] = ()


class HolidayYear(Node, frozen=True):
    """The days of 放假 and of 调休上班 of one year, as ISO dates; 民法典第二百零三条."""

    year: int
    off: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    basis: str = ""


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
    constraints: tuple[Constraint, ...] = ()
    holidays: tuple[HolidayYear, ...] = ()
    record_classes: tuple[RecordClass, ...] = ()  # 档案 other than 人
    derivations: tuple[Derivation, ...] = ()  # one after all those it uses
    organs: tuple[tuple[str, str], ...] = ()  # (lower, upper)
    grounds: tuple[Ground, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    parties: tuple[Party, ...] = ()
    duties: tuple[Duty, ...] = ()
    procedures: tuple[Procedure, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """Record classes in order of declaration, 人 first."""
        return tuple(dict.fromkeys([PERSON, *(a.cls for a in self.attributes)]))

    @property
    def owners(self) -> dict[str, str]:
        """The class that the records of a class belong to, for those that belong to one."""
        return {c.name: c.owner for c in self.record_classes if c.owner}

    def cite(self, clause: Clause) -> str:
        """`阜阳办法第十二条（二）1`."""
        return self.notices[clause.notice].short + clause.locator
