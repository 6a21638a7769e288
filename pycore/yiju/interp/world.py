"""One completion in the making: conditions are read here, and a 待定项 not yet fixed is asked for.

Asking raises `Need`; `completions` then tries every value. So exactly those items are tried that
the answer comes to read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from yiju.case.answer import Status, Support
from yiju.case.model import Duration
from yiju.interp import dates
from yiju.interp.evaluate import (
    Item,
    Known,
    Leaf,
    Open,
    Place,
    Value,
    evaluate,
    last_of,
    opened,
    operands,
    shape,
    sources,
    truth,
)
from yiju.interp.known import Facts, at
from yiju.interp.readers import InCondition, InFormula, Struck
from yiju.interp.records import list_item, outermost, reaches_out, spots
from yiju.interp.segments import ORDERED, Segment, Segments
from yiju.ir.model import (
    ALWAYS,
    PERSON,
    All,
    Among,
    AnyOf,
    Attr,
    Compare,
    ConclusionValue,
    Cond,
    Const,
    Derivation,
    DerivedLine,
    Expr,
    Flag,
    Gap,
    Holds,
    InWindow,
    Not,
    Parameter,
    Quantified,
    Reading,
    Within,
)

T = TypeVar("T")


class Need(Exception):
    """The completion has no value yet for `key`; `items` are the 待定项 it belongs to.

    `known` is what was worked out before: it holds whatever value `key` takes.
    """

    def __init__(
        self,
        key: Hashable,
        items: frozenset[Item],
        domain: tuple[object, ...],
        known: Mapping[Hashable, object],
    ) -> None:
        super().__init__(key)
        self.key, self.items, self.domain, self.known = key, items, domain, known


@dataclass(frozen=True)
class Result:
    """A conclusion in one completion. `denied`: there is a live support for its denial."""

    status: Status
    value: Value = None
    supports: tuple[Support, ...] = ()
    denied: bool = False
    grounds: tuple[int, ...] = ()  # clause ids

    @property
    def holds(self) -> bool:
        """Whether a condition may count on it."""
        return self.status in ("成立", "冲突")


class Conclude(Protocol):
    """What decides a conclusion (`combine.conclude`)."""

    def __call__(self, world: World, name: str, place: Place, /) -> Result:
        """The conclusion at the place."""


class World:
    """A completion: the values fixed so far over what is known."""

    def __init__(
        self,
        segments: Segments,
        fixed: Mapping[Hashable, object],
        conclude: Conclude,
        known: Mapping[Hashable, object],
    ) -> None:
        self.facts: Facts = segments.facts
        self.segments = segments
        self._fixed = fixed
        self._conclude = conclude
        self._memo: dict[Hashable, object] = dict(known)
        self._busy: set[Hashable] = set()

    # ── 待定项 ───────────────────────────────────────────────────────────────

    def ask(self, key: Hashable, items: Iterable[Item], domain: tuple[T, ...]) -> T:
        """The value of `key` in this completion."""
        if len(domain) == 1:
            return domain[0]
        if key not in self._fixed:
            raise Need(key, frozenset(items), domain, self._memo)
        return self._fixed[key]  # type: ignore[return-value]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """`make()`, remembered for this completion."""
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]  # type: ignore[return-value]

    def segment(self, item: Item) -> Segment:
        """The segment an ordered unknown lies in."""
        choices = self.segments.of(item)
        return choices[self.ask((item.key, "segment"), [item], tuple(range(len(choices))))]

    def listed(self, item: Item) -> bool | str:
        """The value of an unknown that has few values."""
        options: tuple[bool | str, ...] = self.facts.options(item)
        return self.ask((item.key, "value"), [item], options)

    def settled(self, item: Item) -> Value:
        """The value of an unknown in a formula."""
        if self.facts.options(item):
            return self.listed(item)
        if item.kind not in ORDERED:
            return Open(frozenset([item]), item.key)
        segment = self.segment(item)
        return self.ask((item.key, "end", segment.value), [item], segment.ends)

    def gap(self, gap: Gap) -> bool:
        """Whether the missing text applies (excludes)."""
        if gap.id in self.facts.given.gaps:
            return self.facts.given.gaps[gap.id]
        return self.ask((("gap", gap.id), "value"), [self.facts.gap_item(gap)], (True, False))

    def reading(self, question_id: int) -> str:
        """The reading taken, or the option chosen."""
        if question_id in self.facts.given.readings:
            return self.facts.given.readings[question_id]
        if question_id in self.facts.case.chosen:
            return self.facts.case.chosen[question_id]
        question = self.facts.questions[question_id]
        options = tuple(option.key for option in question.options)
        item = self.facts.reading_item(question)
        return self.ask((item.key, "value"), [item], options)

    # ── conditions ───────────────────────────────────────────────────────────

    def true(self, cond: Cond, place: Place) -> bool:
        """Whether the condition holds there."""
        match cond:
            case Const(value=value):
                return value
            case All(items=items):
                return all(self.true(c, place) for c in items)
            case AnyOf(items=items):
                return any(self.true(c, place) for c in items)
            case Not(item=item):
                return not self.true(item, place)
            case Flag():
                return self._flag(cond, place)
            case Among():
                return self._among(cond, place)
            case Holds(name=name, denied=denied):
                result = self.conclude(name, place)
                return result.denied if denied else result.holds
            case Reading(question=question, option=option):
                return self.reading(question) == option
            case Compare() | Within() | InWindow():
                return self._leaf(cond, place)
            case Quantified():
                return self._quantified(cond, place)

    def _quantified(self, cond: Quantified, place: Place) -> bool:
        """存在: some record makes it hold; 每个: every one does."""
        found = spots(self.facts.case, cond, place)
        if found is None:
            item = list_item(self.facts.case, self.facts.policy, cond, place)
            return self.listed(item) is True
        each = [self.true(cond.item, spot) for spot in found]
        return all(each) if cond.every else any(each)

    def _flag(self, cond: Flag, place: Place) -> bool:
        if (
            cond.cls,
            cond.name,
        ) not in self.facts.attributes and cond.name in self.facts.parameters:
            found = self.facts.look(Parameter(name=cond.name), place)
        else:
            found = self.facts.look(Attr(cls=cond.cls, name=cond.name), place)
        if isinstance(found, Derivation):
            line = self.line(found, place)
            return line is not None and self.true(line.cond or ALWAYS, place) is cond.value
        return (self.listed(found) if isinstance(found, Item) else found) is cond.value

    def _among(self, cond: Among, place: Place) -> bool:
        where = at(cond.cls, place)
        if self.facts.attributes[cond.cls, cond.name].kind == "many":
            return any(self.has(where, cond.name, value) for value in cond.values)
        found = self.facts.look(Attr(cls=cond.cls, name=cond.name), place)
        assert not isinstance(found, Derivation), "no 单选 is derived"
        value = self.listed(found) if isinstance(found, Item) else found
        return value in cond.values

    def line(self, derivation: Derivation, place: Place) -> DerivedLine | None:
        """The line of a 推算 that the readings taken choose."""
        return next((x for x in derivation.lines if self.true(x.when, place)), None)

    def has(self, where: Place, name: str, value: str) -> bool:
        """Whether a 多选 has the value."""
        found = self.facts.member(where, name, value)
        return self.listed(found) is True if isinstance(found, Item) else found

    def _leaf(self, leaf: Leaf, place: Place) -> bool:
        """A comparison; with two unknowns in it, or an open value, it is true or false freely."""
        free = ("free", shape(leaf), self._where(leaf, place))
        items = self.segments.lines.unknowns(leaf, place)
        if any(i.key[0] == "reading" for i in items) and any(i.kind in ORDERED for i in items):
            return self.ask(free, items, (True, False))  # a quantity, and how it is reckoned
        reader = InCondition(self, place, self._tried(leaf, place))
        values = [evaluate(o, reader) for o in operands(leaf)]
        if any(v is None for v in values):
            return False
        if any(isinstance(v, Open) for v in values):
            return self.ask(free, opened("", values).causes, (True, False))
        known: list[Known] = [v for v in values if v is not None and not isinstance(v, Open)]
        if isinstance(leaf, Within) and leaf.roll:
            return self._rolled(leaf, known, place)
        try:
            return truth(leaf, known, self.domain(leaf))
        except (OverflowError, ValueError):
            return False

    def _rolled(self, leaf: Within, known: list[Known], place: Place) -> bool:
        """遇节假日顺延; where the holidays of a year are not known, true or false freely."""
        what, base, length = known
        if not (isinstance(what, date) and isinstance(base, date) and isinstance(length, Duration)):
            return False
        end = last_of(base, length, leaf.counted)
        if what <= end:
            return not leaf.after and base <= what
        moved = dates.moved(end, what, leaf.roll, self.facts.holidays)
        if isinstance(moved, set):
            items = [self.facts.holiday_item(year) for year in sorted(moved)]
            return self.ask(("free", shape(leaf), place), items, (True, False))
        return not moved if leaf.after else moved and base <= what

    def _where(self, leaf: Leaf, place: Place) -> Place:
        """The record that a comparison is about; the person where it reads nothing of the record."""
        here = any(self._local(s) for s in sources(leaf))
        for node in outermost(leaf):
            here = here or bool(node.owner) or reaches_out(node)
        return place if here else (PERSON, 0)

    def _tried(self, leaf: Leaf, place: Place) -> bool:
        """Whether every unknown in the comparison takes a value here rather than stays open."""
        items = self.segments.lines.unknowns(leaf, place)
        listed = all(item.key[0] == "reading" or self.facts.options(item) for item in items)
        return listed or self.segments.telling(leaf, place) is not None

    def _local(self, source: Attr | Parameter | ConclusionValue) -> bool:
        match source:
            case Attr(cls=cls):
                return cls != PERSON
            case ConclusionValue(name=name):
                return self.facts.conclusions[name].cls != PERSON
        return False

    def domain(self, leaf: Leaf) -> tuple[str, ...]:
        """The grades that a comparison is of, if it is of grades."""
        for source in sources(leaf):
            match source:
                case Attr(cls=cls, name=name) if self.facts.attributes[cls, name].kind == "scale":
                    return self.facts.attributes[cls, name].domain
                case ConclusionValue(name=name) if self.facts.conclusions[name].kind == "scale":
                    return self.facts.conclusions[name].domain
        return ()

    # ── conclusions ──────────────────────────────────────────────────────────

    def conclude(self, name: str, place: Place) -> Result:
        """The conclusion at the place, or at the person when it is the person's."""
        where = at(self.facts.conclusions[name].cls, place)
        key = ("conclude", name, where)
        if key in self._busy:
            raise RecursionError(f"{name} depends on itself")
        self._busy.add(key)
        result = self.once(key, lambda: self._conclude(self, name, where))
        self._busy.discard(key)
        return result

    def formula(self, expr: Expr, place: Place, struck: Struck | None = None) -> Value:
        """The value of a formula, some attributes reduced by 不得计入."""
        return evaluate(expr, InFormula(self, place, struck or {}))
