"""Finds the open items of a case, with their representatives."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.asp.constraints import Constraints
from yiju.asp.from_ir import Program
from yiju.asp.items import Item, Opened, environment, settings, ties, turns
from yiju.asp.leaves import Leaf, days_of
from yiju.asp.representatives import Representatives, Source
from yiju.case.model import Case, Given, Many
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.values.evaluate import Env, open_years

ORDERED = ("money", "ratio", "number", "duration", "year", "date")


class Finder:
    """Finds the open items of cases under one program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.representatives = Representatives(program)
        self.attributes = self.representatives.attributes
        self.parameters = self.representatives.parameters
        self.capped = self.representatives.capped
        self.constraints = Constraints(program)
        caps = [(program.clause_of[e.id].cls, cap) for e in self.capped for cap in e.caps]
        self.order_keys: dict[str, list[str]] = {}
        for cls, attribute in sorted({(c, key.attribute) for c, cap in caps for key in cap.order}):
            self.order_keys.setdefault(cls, []).append(attribute)

    def find(self, case: Case, given: Given) -> Opened:
        """All open items, and which open leaf each one touches."""
        opened = Opened(environment(self.program, case, given))
        opened.items = settings(self.program, given)
        for cls, attributes in self.order_keys.items():
            opened.items += ties(opened.env, cls, attributes)
        opened.items += turns(self.program, opened.env)
        sources: dict[Source, list[tuple[Leaf, int]]] = {}
        joint: list[tuple[Leaf, int, list[Source]]] = []
        tests = list(self._open_leaves(opened.env, opened.settled))
        operands = list(self._unknown_operands(opened.env))
        tests += self._tied(opened.env, {s for _, _, found in tests for s in found} | {*operands})
        for leaf, r, found in tests:
            several = self._jointly(leaf, found)
            if several:  # no representatives can be told for two quantities at once
                joint.append((leaf, r, found))
            for source in found:
                if several and self._is_ordered(source):
                    continue
                sources.setdefault(source, []).append((leaf, r))
        for source in operands:
            sources.setdefault(source, [])
        tried = [s for _, _, found in joint for s in found if s[0] != "holidays"]
        for source in tried:
            sources.setdefault(source, [])
        for source, leaves in sources.items():
            number = len(opened.items)
            opened.items.append(self.representatives.item(opened.env, source, leaves, case))
            for leaf, r in leaves:
                opened.touches.setdefault((leaf.id, r), []).append(number)
        for leaf, r, found in joint:
            names = tuple(self.representatives.name(opened.env, s) for s in found)
            opened.touches[leaf.id, r] = [len(opened.items)]
            free = Item("free", "、".join(names), (leaf.id, r), (True, False), parts=names)
            opened.items.append(free)
        return opened

    def kind_of(self, item: Item) -> ir.Kind | None:
        """The kind of the value that an item stands for; None where it is none of a case."""
        if item.kind == "fact":
            return self.attributes[str(item.key[0]), str(item.key[2])].kind
        return self.parameters[str(item.key[0])].kind if item.kind == "parameter" else None

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

    def _tied(self, env: Env, open_: set[Source]) -> list[tuple[Leaf, int, list[Source]]]:
        """The open tests of constraints that bear on what is open, directly or by others."""
        waiting = []
        for _, tests in self.constraints.pairs(env):
            found = [
                (leaf, r, list(dict.fromkeys(self._sources(leaf, r, env))))
                for leaf, r in tests
                if leaf.test(env, r) is None
            ]
            if found:
                waiting.append(found)
        tied: dict[tuple[int, int], tuple[Leaf, int, list[Source]]] = {}
        while True:
            now = [t for t in waiting if any(open_.intersection(found) for _, _, found in t)]
            if not now:
                return list(tied.values())
            waiting = [t for t in waiting if t not in now]
            for leaf, r, sources in (test for t in now for test in t):
                tied[leaf.id, r] = (leaf, r, sources)
                open_.update(sources)

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
        for cls, name in sorted(self.representatives.in_formulas):
            for index, facts in enumerate(env.facts[cls]):
                if facts.get(name) is None:
                    yield "fact", (cls, index, name)
        for name in sorted(self.representatives.parameters_in_formulas):
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
