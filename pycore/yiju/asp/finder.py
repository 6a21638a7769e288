"""Finds the open items of a case, with their representatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from math import floor
from typing import Any

from yiju.asp.exhausted import exhausted
from yiju.asp.from_ir import Program
from yiju.asp.items import (
    Item,
    Key,
    Opened,
    bound,
    environment,
    overlay,
    settings,
    ties,
    turns,
)
from yiju.asp.leaves import Leaf, days_of
from yiju.asp.reach import reach
from yiju.case.model import Case, Duration, Given, Many
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import effect_expressions, leaf_operands
from yiju.values.evaluate import Env, open_years

ORDERED = ("money", "ratio", "number", "duration", "year", "date")
HUGE = 10**13  # 分; an amount that grows past this has no upper end
Source = tuple[str, Key]  # kind of item, key


class Finder:
    """Finds the open items of cases under one program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.attributes = program.compiler.attributes
        self.parameters = {p.name: p for p in program.policy.parameters}
        self.capped = [e for e in program.effects.values() if e.caps]
        caps = [(program.clause_of[e.id].cls, cap) for e in self.capped for cap in e.caps]
        # (class, attribute) of dates that an accumulation reads, and of those that give its order
        self.keys = {(cls, name) for cls, cap in caps for name in cap.attributes}
        heads = program.policy.conclusions
        self.keys |= {(head.cls, head.order) for head in heads if head.order}
        self.order_keys: dict[str, list[str]] = {}
        for cls, attribute in sorted({(c, key.attribute) for c, cap in caps for key in cap.order}):
            self.order_keys.setdefault(cls, []).append(attribute)
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
        self.in_formulas, self.parameters_in_formulas = facts, names

    def find(self, case: Case, given: Given) -> Opened:
        """All open items, and which open leaf each one touches."""
        opened = Opened(environment(self.program, case, given))
        opened.items = settings(self.program, given)
        for cls, attributes in self.order_keys.items():
            opened.items += ties(opened.env, cls, attributes)
        opened.items += turns(self.program, opened.env)
        sources: dict[Source, list[tuple[Leaf, int]]] = {}
        joint: list[tuple[Leaf, int, list[Source]]] = []
        for leaf, r, found in self._open_leaves(opened.env, opened.settled):
            several = self._jointly(leaf, found)
            if several:  # no representatives can be told for two quantities at once
                joint.append((leaf, r, found))
            for source in found:
                if several and self._is_ordered(source):
                    continue
                sources.setdefault(source, []).append((leaf, r))
        for source in self._unknown_operands(opened.env):
            sources.setdefault(source, [])
        tried = [s for _, _, found in joint for s in found if s[0] != "holidays"]
        for source in tried:
            sources.setdefault(source, [])
        for source, leaves in sources.items():
            number = len(opened.items)
            opened.items.append(self._item(opened.env, source, leaves, case))
            for leaf, r in leaves:
                opened.touches.setdefault((leaf.id, r), []).append(number)
        for leaf, r, found in joint:
            name = "、".join(self._name(opened.env, s) for s in found)
            opened.touches[leaf.id, r] = [len(opened.items)]
            opened.items.append(Item("free", name, (leaf.id, r), (True, False)))
        return opened

    # ── what is open ────────────────────────────────────────────────────────

    def _open_leaves(
        self, env: Env, settled: dict[tuple[int, int], bool]
    ) -> Iterator[tuple[Leaf, int, list[Source]]]:
        """Those that nothing settles; the truths of the others go into `settled`."""
        for leaf in self.program.leaves:
            rows = [0] if leaf.cls == PERSON else range(1, len(env.facts[leaf.cls]) + 1)
            for r in rows:
                if leaf.conclusions:  # waits for a value
                    continue
                truth = leaf.test(env, r)
                if truth is None:
                    yield leaf, r, list(dict.fromkeys(self._sources(leaf, r, env)))
                else:
                    settled[leaf.id, r] = truth

    def _sources(self, leaf: Leaf, r: int, env: Env) -> Iterator[Source]:
        for cls, name in sorted(leaf.reads):
            index = 0 if cls == PERSON else r - 1
            fact = env.facts[cls][index].get(name)
            if isinstance(leaf.cond, ir.Among) and self.attributes[cls, name].kind == "many":
                many = fact if isinstance(fact, Many) else Many(frozenset(), complete=False)
                for value in leaf.cond.values:
                    if many.has(value) is None:
                        yield "member", (cls, index, name, value)
            elif fact is None:
                yield "fact", (cls, index, name)
        for name in sorted(leaf.parameters):
            if env.parameters.get(name) is None:
                yield "parameter", (name,)
        if isinstance(leaf.cond, ir.Within) and leaf.cond.roll:
            for year in open_years(self.program.compiler, leaf.cond, r, env):
                yield "holidays", (year,)
        for kind, notice in days_of(leaf.cond):
            known = env.effective if kind == "effective" else env.expiry
            if known.get(notice) is None:
                yield kind, (notice,)

    def _unknown_operands(self, env: Env) -> Iterator[Source]:
        """What formulas read and nobody knows."""
        for cls, name in sorted(self.in_formulas):
            for index, facts in enumerate(env.facts[cls]):
                if facts.get(name) is None:
                    yield "fact", (cls, index, name)
        for name in sorted(self.parameters_in_formulas):
            if env.parameters.get(name) is None:
                yield "parameter", (name,)

    def _jointly(self, leaf: Leaf, found: list[Source]) -> bool:
        """Whether no one quantity tells the truth of an open leaf: it is tried both ways."""
        rolled = isinstance(leaf.cond, ir.Within) and bool(leaf.cond.roll)
        return rolled or sum(self._is_ordered(s) for s in found) > 1

    def _is_ordered(self, source: Source) -> bool:
        kind, key = source
        if kind == "fact":
            return self.attributes[str(key[0]), str(key[2])].kind in ORDERED
        if kind == "parameter":
            return self.parameters[str(key[0])].kind in ORDERED
        return kind in ("effective", "expiry", "holidays")

    def _name(self, env: Env, source: Source) -> str:
        kind, key = source
        if kind in ("effective", "expiry"):
            word = "施行日" if kind == "effective" else "失效日"
            return f"{word} {self.program.policy.notices[key[0]].short}"  # type: ignore[call-overload]
        if kind == "holidays":
            return f"节假日 {key[0]}年"
        if kind == "parameter":
            local = self.parameters[str(key[0])].local
            return f"{'比例' if local else '参数'} {key[0]}"
        return env.item(str(key[0]), int(key[1]), str(key[2]))  # type: ignore[call-overload]

    # ── representatives ─────────────────────────────────────────────────────

    def _item(self, env: Env, source: Source, leaves: list[tuple[Leaf, int]], case: Case) -> Item:
        kind, key = source
        blank = Item(kind, self._name(env, source), key, ())  # type: ignore[arg-type]
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
        values = sorted(self._numbers(env, value_kind, leaves, blank), key=_rank)
        return replace(self._runs(env, blank, values, leaves, ends=formula), unbounded=True)

    def _kind(self, source: Source) -> tuple[ir.Kind, tuple[str, ...]]:
        kind, key = source
        if kind == "parameter":
            return self.parameters[str(key[0])].kind, ()
        attribute = self.attributes[str(key[0]), str(key[2])]
        return attribute.kind, (*attribute.domain, *(("其他",) if attribute.open else ()))

    def _in_formula(self, source: Source) -> bool:
        kind, key = source
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

        def vector(value: object) -> tuple[object, ...]:
            probe = overlay(env, [(blank, value)])
            truths = tuple(leaf.test(probe, r) for leaf, r in leaves)
            if not isinstance(value, (date, int)) or not siblings:
                return truths
            order = tuple((value > day) - (value < day) for day in siblings)
            return (*truths, *order, value.year if isinstance(value, date) else 0)

        choices: list[object] = []
        for _, run in groupby(values, key=vector):
            stretch = list(run)
            choices += dict.fromkeys((stretch[0], stretch[-1]) if ends else stretch[:1])
        return replace(blank, choices=tuple(choices), ordered=True)

    def _sibling_days(self, env: Env, blank: Item) -> list[Any]:
        """Days or years of the other records that are put in order with this one."""
        if blank.kind != "fact" or (blank.key[0], blank.key[2]) not in self.keys:
            return []
        cls, index, name = blank.key
        rows = env.facts[str(cls)]
        days = [f.get(str(name)) for k, f in enumerate(rows) if k != index]
        years = sorted({y for y in days if isinstance(y, int) and not isinstance(y, bool)})
        return years or sorted({d for d in days if isinstance(d, date)})

    def _effective_days(self, env: Env, leaves: list[tuple[Leaf, int]]) -> set[date]:
        stated = (*env.effective.values(), *env.expiry.values())
        days = {env.judged, *(d for d in stated if d is not None)}
        for leaf, r in leaves:
            for cls, name in leaf.reads:
                day = env.facts[cls][0 if cls == PERSON else r - 1].get(name)
                if isinstance(day, date):
                    days.add(day)
        return {d + timedelta(days=n) for d in days for n in (-1, 0, 1)}

    def _days(self, env: Env, case: Case, leaves: list[tuple[Leaf, int]]) -> Iterable[date]:
        """Every day near the case: rules about months, windows and years are not monotone."""
        further = reach(self.program.compiler, env, leaves)
        known = [case.judged, *(d for d in env.effective.values() if d is not None)]
        known += [
            v for rows in env.facts.values() for f in rows for v in f.values()
            if isinstance(v, date)
        ]  # fmt: skip
        start = date(min(d.year for d in known) - 1 - further, 1, 1)
        last = date(max(d.year for d in known) + 1 + further, 12, 31)
        return (start + timedelta(days=n) for n in range((last - start).days + 1))

    def _numbers(
        self, env: Env, kind: ir.Kind, leaves: list[tuple[Leaf, int]], blank: Item
    ) -> set[object]:
        """Thresholds it is compared with, one unit to either side, and samples for formulas."""
        found: set[object] = set(_SAMPLES.get(kind, ()))
        if kind == "year":
            near = [env.judged.year, *self._sibling_days(env, blank)]
            found |= {year + n for year in near for n in (-1, 0, 1)}
        for leaf, r in leaves:
            if isinstance(leaf.cond, ir.Compare):
                for side in (leaf.cond.left, leaf.cond.right):
                    value = self.program.compiler.value(side)(env, r)
                    if value is not None and not isinstance(value, (bool, str)):
                        found |= {_moved(value, n) for n in (-1, 0, 1)}
                if kind in ("money", "ratio", "number"):
                    found |= self._roots(env, kind, leaf.cond, r, blank)
            elif isinstance(leaf.cond, ir.Within):
                found |= {Duration(n, "months") for n in range(121)}
        if kind == "money":
            found = {v for v in found if _rank(v) >= 0}
        if kind in ("ratio", "number"):  # a stretch between two thresholds has a value of its own
            known = sorted(_rank(v) for v in found)
            found |= {(a + b) / 2 for a, b in pairwise(known)}
        units = {v.unit for v in found if isinstance(v, Duration)}
        if len(units) > 1:  # compared by days: the month samples do not belong
            found = {v for v in found if isinstance(v, Duration) and v.unit == "days"}
        return found

    def _roots(self, env: Env, kind: ir.Kind, cond: ir.Compare, r: int, blank: Item) -> set[object]:
        """Where the sides of a comparison are equal, when their difference is linear in the item."""
        sides = [self.program.compiler.value(side) for side in (cond.left, cond.right)]
        gaps = []
        for x in range(3):
            left, right = (side(overlay(env, [(blank, Fraction(x))]), r) for side in sides)
            if not isinstance(left, (int, Fraction)) or not isinstance(right, (int, Fraction)):
                return set()
            gaps.append(Fraction(left) - right)
        slope = gaps[1] - gaps[0]
        if not slope or gaps[2] - gaps[1] != slope:
            return set()
        root = -gaps[0] / slope
        return {Fraction(floor(root) + n) for n in (-1, 0, 1, 2)} if kind == "money" else {root}

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
        return sorted(r for r in found if low <= r <= high)


_SAMPLES: dict[str, tuple[object, ...]] = {
    "money": (Fraction(0), Fraction(100), Fraction(HUGE), Fraction(HUGE * 10)),
    "ratio": (Fraction(0), Fraction(1, 2), Fraction(1)),
    "number": (Fraction(0), Fraction(1), Fraction(2), Fraction(10**6)),
    "duration": tuple(Duration(n, "months") for n in (1, 2, 3, 6)),
}


def _moved(value: object, by: int) -> object:
    if isinstance(value, Duration):
        return Duration(value.n + by, value.unit)
    return value + by  # type: ignore[operator]


def _rank(value: object) -> Fraction:
    found: Fraction = Fraction(value.n if isinstance(value, Duration) else value)  # type: ignore[call-overload]
    return found
