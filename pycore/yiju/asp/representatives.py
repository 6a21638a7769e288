"""Representatives of an open quantity: the values of it that can make a difference.

One value for each stretch in which no leaf changes its truth; where a formula reads it too, both
ends of each stretch and a value between them; docs/semantics.md §6.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import groupby, pairwise
from math import floor
from typing import Any

from yiju.asp.exhausted import exhausted
from yiju.asp.from_ir import Program, followed
from yiju.asp.items import OTHER, Item, Key, bound, moved, overlay, question_name
from yiju.asp.leaves import Leaf
from yiju.asp.meetings import Meetings
from yiju.asp.reach import reach
from yiju.case.model import ABSENT, Case, Duration
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import effect_expressions, leaf_operands, walk
from yiju.values.evaluate import Env, ValueOf
from yiju.values.reads import tests

IN_DAYS = ("gapdays", "daysum")  # what stretches come to in days; the rest in months
HUGE = 10**13  # 分; an amount that grows past this has no upper end
ORDERED = ("money", "ratio", "number", "duration", "year", "date")
Source = tuple[str, Key]  # kind of item, key


class Representatives:
    """Makes the items of one program: what is open, with the values to try."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.attributes = program.compiler.attributes
        self.parameters = {p.name: p for p in program.policy.parameters}
        self.capped = [e for e in program.effects.values() if e.caps]
        caps = [(program.clause_of[e.id].cls, cap) for e in self.capped for cap in e.caps]
        # (class, attribute) of dates that an accumulation reads
        self.keys = {(cls, name) for cls, cap in caps for name in cap.attributes}
        heads = program.policy.conclusions
        self.keys |= {(head.cls, head.order) for head in heads if head.order}
        facts: set[tuple[str, str]] = set(self.keys)
        names: set[str] = {e.ratio for e in program.effects.values() if e.ratio}
        for effect in program.effects.values():
            for node in effect_expressions(effect):
                read, parameters = leaf_operands(node)
                facts |= read
                names |= parameters
        for leaf in program.leaves:
            if leaf.conclusions:  # tested on values that formulas make
                facts |= leaf.reads
                names |= leaf.parameters
        self.in_formulas, self.parameters_in_formulas = followed(program.policy, facts)[0], names
        said: list[tuple[ir.Node, str]] = [
            (leaf.cond, leaf.cls) for leaf in program.leaves if isinstance(leaf.cond, ir.Node)
        ]
        for e in program.effects.values():
            said += [(node, program.clause_of[e.id].cls) for node in effect_expressions(e)]
        self.dated = [
            (part, cls) for node, cls in said for part in walk(node) if isinstance(part, ir.Dated)
        ]
        self.meetings = Meetings(program)
        # Days that constraints compare with: beyond them nothing may be thought impossible.
        self.constrained = [
            date.fromisoformat(node.iso)
            for constraint in program.policy.constraints
            for node in walk(constraint.violated)
            if isinstance(node, ir.Date)
        ]

    @cached_property
    def counting(self) -> list[tuple[ir.Node, str]]:
        """Formulas over records, or over facts that may follow from records, with their class."""
        program = self.program
        placed = [
            (node, program.clause_of[e.id].cls)
            for e in program.effects.values()
            for node in effect_expressions(e)
        ]
        placed += [
            (leaf.cond, leaf.cls)
            for leaf in program.leaves
            if leaf.conclusions and isinstance(leaf.cond, ir.Node)
        ]
        return [(node, cls) for node, cls in placed if program.counts(node)]

    def name(self, env: Env, source: Source) -> str:
        """The name of a 待定项."""
        kind, key = source
        if kind == "list":
            _, at, _, cls = key
            owner = self.program.policy.owners.get(str(cls), "")
            before = env.record(owner, int(at) - 1) if owner else ""  # type: ignore[call-overload]
            return f"{before}{cls} 有哪些"
        if kind == "reading":
            policy = self.program.policy
            return f"读法 {question_name(policy, policy.questions[int(str(key[0]))])}"
        if kind in ("effective", "expiry"):
            word = "施行日" if kind == "effective" else "失效日"
            return f"{word} {self.program.policy.notices[key[0]].short}"  # type: ignore[call-overload]
        if kind == "holidays":
            return f"节假日 {key[0]}年"
        if kind == "parameter":
            local = self.parameters[str(key[0])].local
            return f"{'比例' if local else '参数'} {key[0]}"
        return env.item(str(key[0]), int(key[1]), str(key[2]))  # type: ignore[call-overload]

    def item(self, env: Env, source: Source, leaves: list[tuple[Leaf, int]], case: Case) -> Item:
        """An open item with its representatives; `leaves`: the tests that turn on it alone."""
        kind, key = source
        blank = Item(kind, self.name(env, source), key, ())  # type: ignore[arg-type]
        if kind == "member":
            return replace(blank, choices=(False, True))
        if kind in ("effective", "expiry"):
            days = sorted(self._effective_days(env, leaves))
            return self._runs(env, blank, days, leaves, ends=False)
        value_kind, domain = self._kind(source)
        if kind == "parameter" and self.parameters[str(key[0])].local:
            return replace(blank, choices=tuple(self._ratios(env, str(key[0]))), ordered=True)
        if value_kind in ("bool", "finding"):
            return replace(blank, choices=(False, True))
        if value_kind in ("one", "scale"):
            return replace(blank, choices=domain)
        formula = self._in_formula(source)
        if value_kind == "date":
            days = list(self._days(env, case, leaves))
            return replace(self._runs(env, blank, days, leaves, ends=formula), unbounded=True)
        if kind == "list" and value_kind == "duration":
            lengths = self._lengths(env, case, str(key[0][1]) in IN_DAYS)  # type: ignore[index]
            return replace(self._runs(env, blank, lengths, leaves, ends=formula), unbounded=True)
        values = sorted(self._numbers(env, value_kind, leaves, blank), key=_rank)
        return replace(self._runs(env, blank, values, leaves, ends=formula), unbounded=True)

    def stretches(self, env: Env, case: Case, key: Key) -> Item:
        """A fact, known or not, as an item with both ends of every stretch of its values.

        Other facts stay as they are. A 单选 or 等级 has its declared values.
        """
        cls, index, name = key
        known = env.facts[str(cls)][int(index)].get(str(name))  # type: ignore[call-overload]
        leaves = [
            (leaf, r)
            for leaf in self.program.leaves
            if (cls, name) in leaf.reads and not leaf.conclusions
            for r in self._rows_reading(env, leaf.cls, str(cls), int(index))  # type: ignore[call-overload]
        ]
        kind, domain = self._kind(("fact", key))
        blank = Item("fact", self.name(env, ("fact", key)), key, ())
        if kind in ("bool", "finding"):
            return replace(blank, choices=(False, True))
        if kind not in ORDERED:
            return replace(blank, choices=tuple(dict.fromkeys((*domain, known or domain[0]))))
        values: Iterable[object]
        if kind == "date":
            values = self._days(env, case, leaves)
        else:
            values = sorted(self._numbers(env, kind, leaves, blank), key=_rank)
        return self._runs(env, blank, values, leaves, ends=True)

    def _rows_reading(self, env: Env, leaf_cls: str, cls: str, index: int) -> Iterable[int]:
        """The records at which a leaf reads a fact."""
        if leaf_cls == PERSON:
            return (0,)
        return (index + 1,) if cls == leaf_cls else range(1, len(env.facts[leaf_cls]) + 1)

    def _kind(self, source: Source) -> tuple[ir.Kind, tuple[str, ...]]:
        kind, key = source
        if kind == "list":
            return key[2], ()  # type: ignore[return-value]
        if kind == "parameter":
            return self.parameters[str(key[0])].kind, ()
        attribute = self.attributes[str(key[0]), str(key[2])]
        return attribute.kind, (*attribute.domain, *((OTHER,) if attribute.open else ()))

    def _in_formula(self, source: Source) -> bool:
        kind, key = source
        if kind == "list":
            return True
        if kind == "parameter":
            return key[0] in self.parameters_in_formulas
        return (str(key[0]), str(key[2])) in self.in_formulas

    def _runs(
        self,
        env: Env,
        blank: Item,
        values: Iterable[object],
        leaves: list[tuple[Leaf, int]],
        *,
        ends: bool,
    ) -> Item:
        """One value for each stretch in which no leaf changes; both its ends for a formula."""
        siblings = self._sibling_days(env, blank)
        rivals = self.meetings.rivals(env, blank)
        at, tests = moved(env, blank), [(leaf.test, r) for leaf, r in leaves]

        def vector(value: object) -> tuple[object, ...]:
            probe = at(value)
            truths: tuple[object, ...] = tuple([test(probe, r) for test, r in tests])
            truths += tuple([rival.equal(probe) for rival in rivals])
            if isinstance(value, date):
                truths += self._of_their_time(probe)
            if not isinstance(value, (date, int)) or not siblings:
                return truths
            order = tuple((value > day) - (value < day) for day in siblings)
            return (*truths, *order, value.year if isinstance(value, date) else 0)

        choices: list[object] = []
        for _, run in groupby(values, key=vector):
            stretch = list(run)
            choices += dict.fromkeys(_tried(stretch, self._samples(blank)) if ends else stretch[:1])
        return replace(blank, choices=tuple(choices), ordered=True)

    def _samples(self, blank: Item) -> Sequence[object]:
        """Ratios that are tried whatever is told of them."""
        if blank.kind not in ("fact", "parameter"):
            return ()
        return _SAMPLES["ratio"] if self._kind((blank.kind, blank.key))[0] == "ratio" else ()

    def _of_their_time(self, env: Env) -> tuple[object, ...]:
        """What parameters in periods come to in formulas: neither end of a stretch may show it."""
        return tuple(
            self.program.compiler.value(node)(env, r)
            for node, cls in self.dated
            for r in ((0,) if cls == PERSON else range(1, len(env.facts[cls]) + 1))
        )

    def _sibling_days(self, env: Env, blank: Item) -> list[Any]:
        """Days or years of the other records that are put in order with this one."""
        if blank.kind != "fact" or (blank.key[0], blank.key[2]) not in self.keys:
            return []
        cls, index, name = blank.key
        rows = env.facts[str(cls)]
        days = [f.get(str(name)) for k, f in enumerate(rows) if k != index]
        years = sorted({y for y in days if isinstance(y, int) and not isinstance(y, bool)})
        return years or sorted({d for d in days if isinstance(d, date)})

    def _unknown_siblings(self, env: Env, blank: Item) -> int:
        """How many records may stand between two that are known, this one among them."""
        if blank.kind != "fact" or (blank.key[0], blank.key[2]) not in self.keys:
            return 0
        rows = env.facts[str(blank.key[0])]
        return sum(row.get(str(blank.key[2])) is None for row in rows)

    def _effective_days(self, env: Env, leaves: list[tuple[Leaf, int]]) -> set[date]:
        stated = (*env.effective.values(), *env.expiry.values())
        days = {env.judged, *(d for d in stated if d is not None)}
        for leaf, r in leaves:
            for cls, name in leaf.reads:
                day = env.facts[cls][0 if cls == PERSON else r - 1].get(name)
                if isinstance(day, date):
                    days.add(day)
        return {d + timedelta(days=n) for d in days for n in (-1, 0, 1)}

    def _days(
        self, env: Env, case: Case, leaves: list[tuple[Leaf, int]] | None = None
    ) -> Iterable[date]:
        """Every day near the case: rules about months, windows and years are not monotone."""
        start, last = self.near(env, case, leaves or [])
        return (start + timedelta(days=n) for n in range((last - start).days + 1))

    def near(self, env: Env, case: Case, leaves: list[tuple[Leaf, int]]) -> tuple[date, date]:
        """The first and the last day between which a day on which the leaves turn is taken."""
        further = reach(self.program.compiler, env, leaves)
        known = [case.judged, *(d for d in env.effective.values() if d is not None)]
        known += [
            v for rows in env.facts.values() for f in rows for v in f.values()
            if isinstance(v, date)
        ]  # fmt: skip
        known += self.constrained
        start = date(max(min(d.year for d in known) - 1 - further, 1), 1, 1)
        last = date(min(max(d.year for d in known) + 1 + further, date.max.year), 12, 31)
        return start, last

    def _lengths(self, env: Env, case: Case, days: bool) -> list[object]:
        """Every length that stretches near the case can come to."""
        first, *_, last = self._days(env, case)
        if days:
            return [Duration(n, "days") for n in range((last - first).days + 2)]
        return [Duration(n, "months") for n in range((last.year - first.year + 1) * 12 + 2)]

    def _numbers(
        self, env: Env, kind: ir.Kind, leaves: list[tuple[Leaf, int]], blank: Item
    ) -> set[object]:
        """Thresholds it is compared with, one unit to either side, and samples for formulas."""
        found: set[object] = set(_SAMPLES.get(kind, ()))
        if kind == "year":
            near = [env.judged.year, *self._sibling_days(env, blank)]
            apart = max(1, self._unknown_siblings(env, blank))
            found |= {year + n for year in near for n in range(-apart, apart + 1)}
        inner = {value for leaf, r in leaves for value in self._inner(env, leaf, r)}
        found |= inner
        for leaf, r in leaves:
            if isinstance(leaf.cond, ir.Compare):
                found |= self._sides(env, leaf.cond, r)
                if kind in ("money", "ratio", "number"):
                    found |= self._roots(env, kind, leaf.cond, r, blank, inner)
            elif isinstance(leaf.cond, ir.Within):
                found |= {Duration(n, "months") for n in range(121)}
        if kind in ("money", "ratio", "number"):
            found = {_rank(v) for v in found}
        found |= self.meetings.points(env, blank, kind, sorted(found, key=_rank))
        if kind in _BOUNDS:
            low, high = _BOUNDS[kind]
            found = {v for v in found if low <= _rank(v) <= high}
        if kind in ("ratio", "number"):  # a stretch between two thresholds has a value of its own
            known = sorted(_rank(v) for v in found)
            found |= {(a + b) / 2 for a, b in pairwise(known)}
        units = {v.unit for v in found if isinstance(v, Duration)}
        if len(units) > 1:  # compared by days: the month samples do not belong
            found = {v for v in found if isinstance(v, Duration) and v.unit == "days"}
        return found

    def _sides(self, env: Env, cond: ir.Compare, r: int) -> set[object]:
        """What a comparison compares with, and one unit to either side."""
        found: set[object] = set()
        for side in (cond.left, cond.right):
            value = self.program.compiler.value(side)(env, r)
            if value is not None and value is not ABSENT and not isinstance(value, (bool, str)):
                found |= {_moved(value, n) for n in (-1, 0, 1)}
        return found

    def _inner(self, env: Env, leaf: Leaf, r: int) -> set[object]:
        """The thresholds in the brackets of what counts records."""
        if not isinstance(leaf.cond, ir.Node):
            return set()
        inner = tests(env, leaf.cond, r)
        return {
            value
            for cond, s in inner
            if isinstance(cond, ir.Compare)
            for value in self._sides(env, cond, s)
            if not isinstance(value, date)
        }

    def _roots(
        self, env: Env, kind: ir.Kind, cond: ir.Compare, r: int, blank: Item, inner: set[object]
    ) -> set[object]:
        """Where the sides of a comparison are equal, when their difference is linear in the item."""
        sides = [self.program.compiler.value(side) for side in (cond.left, cond.right)]
        starts = {Fraction(0)}
        if kind == "money":  # sums over picked records are linear between the thresholds that pick
            starts |= {Fraction(floor(_rank(v)) + 1) for v in inner}
        roots = (self._root(env, sides, r, blank, start) for start in sorted(starts))
        found = {root for root in roots if root is not None}
        if kind != "money":
            return {*found}
        return {Fraction(floor(x) + n) for x in found for n in (-1, 0, 1, 2)}

    @staticmethod
    def _root(
        env: Env, sides: list[ValueOf], r: int, blank: Item, start: Fraction
    ) -> Fraction | None:
        """Where the line through three values from `start` on crosses zero."""
        gaps = []
        for x in range(3):
            left, right = (side(overlay(env, [(blank, start + x)]), r) for side in sides)
            if not isinstance(left, (int, Fraction)) or not isinstance(right, (int, Fraction)):
                return None
            gaps.append(Fraction(left) - right)
        slope = gaps[1] - gaps[0]
        if not slope or gaps[2] - gaps[1] != slope:
            return None
        return start - gaps[0] / slope

    def _ratios(self, env: Env, name: str) -> list[Fraction]:
        """The ends of a local ratio, and where a year's cap is just used up (docs §10).

        A single bill under a shared cap is largest where the cap runs out on it, not at an end.
        """
        decl = self.parameters[name]
        low, high = bound(decl.floor, 0), bound(decl.ceiling, 1)
        found = {low, high}
        for effect in self.capped:
            if effect.ratio == name and effect.value is not None:
                for cap in effect.caps:
                    found |= set(exhausted(self.program, env, effect, cap))
        blank = Item("parameter", name, (name,), ())
        found |= self.meetings.points(env, blank, "ratio", sorted(found))  # type: ignore[arg-type]
        return sorted(r for r in found if low <= r <= high)


_SAMPLES: dict[str, tuple[object, ...]] = {
    "money": (Fraction(0), Fraction(100), Fraction(HUGE), Fraction(HUGE * 10)),
    "ratio": (Fraction(0), Fraction(1, 2), Fraction(1), Fraction(10)),
    "number": (Fraction(0), Fraction(1), Fraction(2), Fraction(10**6)),
    "duration": tuple(Duration(n, "months") for n in (1, 2, 3, 6)),
}

# What a case file may say; beyond it no completion could be told as an assumption.
_BOUNDS: dict[str, tuple[Fraction, Fraction]] = {
    "money": (Fraction(0), Fraction(10**16)),
    "ratio": (Fraction(0), Fraction(10)),
    "duration": (Fraction(0), Fraction(10**16)),
}


def _tried(stretch: list[object], samples: Sequence[object]) -> list[object]:
    """Both ends of a stretch that a formula reads, and an amount or some ratios between them."""
    first, last = stretch[0], stretch[-1]
    if samples:
        return [first, *(v for v in stretch if v in samples), last]
    if not isinstance(first, Fraction) or not isinstance(last, Fraction) or last - first < 2:
        return [first, last]
    half = (last - first) / 2
    inner = Fraction(floor(first + min(Fraction(100), half)))
    return [first, inner, last]


def _moved(value: object, by: int) -> object:
    if isinstance(value, Duration):
        return Duration(value.n + by, value.unit)
    return value + by  # type: ignore[operator]


def _rank(value: object) -> Fraction:
    found: Fraction = Fraction(value.n if isinstance(value, Duration) else value)  # type: ignore[call-overload]
    return found
