"""A case: facts about one person and their records, and what is given beside it. Exact values only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from yiju.ir.model import PERSON, HolidayYear
from yiju.source import Span


@dataclass(frozen=True)
class Duration:
    """A duration: exactly one of the two is meant, by `unit`."""

    n: int
    unit: Literal["months", "days"]


@dataclass(frozen=True)
class Many:
    """A 多选: the members known to be 是; `complete` = every other member is known to be 否.

    When not complete, `no` are the members known to be 否 and the rest are unknown.
    """

    yes: frozenset[str]
    complete: bool = True
    no: frozenset[str] = frozenset()

    def has(self, value: str) -> bool | None:
        """Whether the member belongs; None when unknown."""
        if value in self.yes:
            return True
        return False if self.complete or value in self.no else None


class _Absent:
    """无: the thing is known not to exist (no such day). Comparisons with it are false."""

    def __repr__(self) -> str:
        return "无"


ABSENT = _Absent()

# bool 是否/认定; str 单选, 等级; Many 多选; int 年度; date; Fraction: money in 分, ratio, number
Fact = bool | str | Many | int | date | Fraction | Duration | _Absent


@dataclass(frozen=True)
class Origin:
    """Where a fact comes from; shown in explanations, never in solver symbols."""

    document: str = ""
    by: str = ""
    day: str = ""


@dataclass(frozen=True)
class Record:
    """One record of a class, or the person (`cls` 人, one record). A missing name is unknown."""

    cls: str
    name: str
    facts: Mapping[str, Fact]
    origins: Mapping[str, Origin] = field(default_factory=dict)
    owner: str = ""  # class of the record it belongs to; empty: the person's
    parent: int = 0  # number of that record, from 1


@dataclass(frozen=True)
class Given:
    """Values for 待定项 from a parameter file or an assumption; keys as in docs/semantics.md §6.

    `floors`: every local ratio not named is taken at its floor (比例: 按下限).
    """

    parameters: Mapping[str, Fact] = field(
        default_factory=dict
    )  # parameter name → value (ratios too)
    readings: Mapping[int, str] = field(default_factory=dict)  # question id → option
    gaps: Mapping[int, bool] = field(default_factory=dict)  # gap id → 适用
    effective: Mapping[int, date] = field(default_factory=dict)  # notice id → 施行日
    facts: Mapping[tuple[str, int, str], Fact] = field(
        default_factory=dict
    )  # (class, record, name)
    floors: bool = False
    labels: tuple[str, ...] = ()  # as written, for the answer: 「施行日 阜阳办法：2023-07-01」
    used: str = ""  # name of the file it came from
    expiry: Mapping[int, date] = field(default_factory=dict)  # notice id → 失效日
    holidays: Mapping[int, HolidayYear] = field(default_factory=dict)  # by year
    adopted: Mapping[str, str] = field(default_factory=dict)  # name of a reading → by whom and why

    def __bool__(self) -> bool:
        return bool(self.labels)


@dataclass(frozen=True)
class Case:
    """What is judged. `records[cls]` in the order written; `records[人]` has one.

    `unlisted`: (class, number of the owner or 0) of the lists that the case does not give, so that
    it is not known which records there are. `locate`: where a part is written.
    """

    judged: date
    region: str
    records: Mapping[str, tuple[Record, ...]]
    chosen: Mapping[int, str] = field(default_factory=dict)  # question id of a 选择 → its option
    unlisted: frozenset[tuple[str, int]] = frozenset()
    locate: Callable[[tuple[str | int, ...]], Span] | None = field(
        default=None, compare=False, repr=False
    )

    @property
    def person(self) -> Record:
        """The one record of class 人."""
        return self.records[PERSON][0]

    def derived_stated(self, derived: Collection[tuple[str, str]]) -> bool:
        """Whether some fact that may follow from others is stated."""
        rows = (r for cls in {c for c, _ in derived} for r in self.records.get(cls, ()))
        return any((r.cls, name) in derived for r in rows for name in r.facts)

    def title(self, record: Record) -> str:
        """The name of a record, behind that of the record it belongs to: `甲·1`."""
        if not record.owner:
            return record.name
        return f"{self.title(self.records[record.owner][record.parent - 1])}·{record.name}"

    def label(self, record: Record) -> str:
        """`账单「甲」明细「1」`; `人 ` for the person."""
        if record.cls == PERSON:
            return f"{PERSON} "
        before = self.label(self.records[record.owner][record.parent - 1]) if record.owner else ""
        return f"{before}{record.cls}「{record.name}」"

    def path(self, record: Record) -> tuple[str | int, ...]:
        """Where a record stands in the text of the case."""
        if record.cls == PERSON:
            return (PERSON,)
        siblings = [
            r
            for r in self.records[record.cls]
            if (r.owner, r.parent) == (record.owner, record.parent)
        ]
        above: tuple[str | int, ...] = ()
        if record.owner:
            above = self.path(self.records[record.owner][record.parent - 1])
        return (*above, record.cls, next(n for n, r in enumerate(siblings) if r is record))
