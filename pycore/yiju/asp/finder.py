"""Finds the open items of a case, with their representatives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yiju.asp.abreast import abreast
from yiju.asp.constraints import Constraints
from yiju.asp.from_ir import Program
from yiju.asp.items import Item, Opened, environment, settings, ties, turns
from yiju.asp.leaves import Leaf, OfNotice, Unlisted, days_of
from yiju.asp.outer import Bounding
from yiju.asp.representatives import Representatives, Source
from yiju.case.model import Case, Given, Many
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.values.evaluate import Env, open_years
from yiju.values.reads import Read, Reads
from yiju.values.records import list_kind
from yiju.values.structure import structure

MOST = 8  # open things in one leaf that are tried one by one; beyond, it is true or false freely
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
        opened.items += self._ties(opened)
        opened.items += turns(self.program, opened.env)
        for number, item in enumerate(opened.items):
            opened.numbers[item.kind, item.key] = number
        sources, joint = self._sorted(opened)
        varying = self._varying(opened.env)
        for source, leaves in sources.items():
            number = opened.numbers.get(source, len(opened.items))
            if number == len(opened.items):
                told = [*leaves, *varying.get(source, ())]
                opened.items.append(self.representatives.item(opened.env, source, told, case))
                opened.numbers[source] = number
            for leaf, r in leaves:
                opened.touches.setdefault((leaf.id, r), []).append(number)
        for leaf, r, found in joint:
            names = tuple(self.representatives.name(opened.env, s) for s in found)
            opened.touches[leaf.id, r] = [len(opened.items)]
            free = Item("free", "、".join(names), (leaf.id, r), (True, False), parts=names)
            opened.items.append(free)
        abreast(opened, self.representatives.keys, self.order_keys)
        return opened

    def _ties(self, opened: Opened) -> Iterator[Item]:
        """同日先后, where a cap may run out on one of the records: else their order is no matter."""

        def supports(name: str) -> set[tuple[int, int]]:
            """All there could be: what the logic layer says of them is not known yet."""
            found = [e for e in self.program.effects.values() if e.conclusion == name]
            return {(e.id, r) for e in found for r in opened.rows(self.program.clause_of[e.id].cls)}

        bounding = Bounding(self.program, opened, supports, (date.min, date.max))
        for cls, attributes in self.order_keys.items():
            for item in ties(opened.env, cls, attributes):
                if bounding.binds(item.choices[0], cls):  # type: ignore[arg-type]
                    yield item

    def _sorted(
        self, opened: Opened
    ) -> tuple[dict[Source, list[tuple[Leaf, int]]], list[tuple[Leaf, int, list[Source]]]]:
        """What is open, with the leaves that turn on it; and the leaves that turn on too much.

        No representatives can be told for a quantity while another open thing bears on the leaf.
        """
        sources: dict[Source, list[tuple[Leaf, int]]] = {}
        joint: list[tuple[Leaf, int, list[Source]]] = []
        tests = list(self._open_leaves(opened.env, opened.settled))
        operands = list(self._unknown_operands(opened.env))
        tests += self._tied(opened.env, {s for _, _, found in tests for s in found} | {*operands})
        for leaf, r, found in tests:
            if self._jointly(leaf, found):
                joint.append((leaf, r, found))
            else:
                for source in found:
                    sources.setdefault(source, []).append((leaf, r))
        for source in operands:
            sources.setdefault(source, [])
        tried = [s for _, _, found in joint for s in found if s[0] != "holidays"]
        for source in tried:
            sources.setdefault(source, [])
        return sources, joint

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
        """What is open in a leaf, by class and name."""
        if isinstance(leaf.cond, Unlisted):
            owner = r if leaf.cond.owner else 0
            yield "list", (leaf.cond.key, owner, "bool", leaf.cond.cls)
            return
        nodes: list[ir.Node] = []
        if isinstance(leaf.cond, ir.Node):
            nodes = [leaf.cond]
        elif isinstance(leaf.cond, OfNotice):
            nodes = [ir.Attr(cls=cls, name=name) for cls, name in sorted(leaf.reads)]
        for node in nodes:
            yield from self._open(env, node, r)
        if isinstance(leaf.cond, ir.Within) and leaf.cond.roll:
            for year in open_years(self.program.compiler, leaf.cond, r, env):
                yield "holidays", (year,)
        for kind, notice in days_of(leaf.cond):
            known = env.effective if kind == "effective" else env.expiry
            if known.get(notice) is None:
                yield kind, (notice,)

    def _open(self, env: Env, node: ir.Node, r: int) -> Iterator[Source]:
        """What a node reads from a record and the case does not say."""
        found = list(dict.fromkeys(Reads(self.program.compiler, env).of(node, r)))
        facts = sorted((f for f in found if f.what == "fact"), key=lambda f: f.key)
        for read in (*facts, *(f for f in found if f.what != "fact")):
            match read.what:
                case "fact":
                    yield from self._open_fact(env, read)
                case "parameter" if env.parameters.get(str(read.key[0])) is None:
                    yield "parameter", read.key
                case "reading":
                    yield "reading", read.key
                case "list":
                    assert read.node is not None
                    kind = list_kind(self.program.compiler, read.node)
                    yield "list", (*read.key, kind, read.node.cls)

    def _open_fact(self, env: Env, read: Read) -> Iterator[Source]:
        cls, index, name = str(read.key[0]), int(str(read.key[1])), str(read.key[2])
        fact = env.facts[cls][index].get(name)
        if read.values and self.attributes[cls, name].kind == "many":
            many = fact if isinstance(fact, Many) else Many(frozenset(), complete=False)
            for value in read.values:
                if many.has(value) is None:
                    yield "member", (cls, index, name, value)
        elif fact is None:
            yield "fact", (cls, index, name)

    def _unknown_operands(self, env: Env) -> Iterator[Source]:
        """What formulas read and nobody knows."""
        for cls, name in sorted(self.representatives.in_formulas):
            for index in range(len(env.facts[cls])):
                if (cls, index, name) not in env.inferred:
                    yield from self._open_fact(env, Read("fact", (cls, index, name)))
        for name in sorted(self.representatives.parameters_in_formulas):
            if env.parameters.get(name) is None:
                yield "parameter", (name,)
        for node, r in self._counting(env):
            yield from (s for s in self._open(env, node, r) if s[0] in ("list", "reading"))

    def _counting(self, env: Env) -> Iterator[tuple[ir.Node, int]]:
        """Formulas that count records or read what follows from them, each at its records."""
        for node, cls in self.representatives.counting:
            for r in [0] if cls == PERSON else range(1, len(env.facts[cls]) + 1):
                yield node, r

    def _varying(self, env: Env) -> dict[Source, list[tuple[Leaf, int]]]:
        """For each open quantity in those formulas, what tells where they stop varying evenly."""
        found: dict[Source, list[tuple[Leaf, int]]] = {}
        for node, r in self._counting(env):
            test = structure(self.program.compiler, node)
            leaf = Leaf(-1, "", node, test, frozenset(), frozenset(), frozenset())  # type: ignore[arg-type]
            for source in self._open(env, node, r):
                found.setdefault(source, []).append((leaf, r))
        return found

    def _jointly(self, leaf: Leaf, found: list[Source]) -> bool:
        """Whether no one quantity tells the truth of an open leaf: it is tried both ways."""
        rolled = isinstance(leaf.cond, ir.Within) and bool(leaf.cond.roll)
        mixed = len(found) > 1 and any(map(self._is_ordered, found))
        return rolled or mixed or len(found) > MOST

    def _is_ordered(self, source: Source) -> bool:
        kind, key = source
        if kind == "fact":
            return self.attributes[str(key[0]), str(key[2])].kind in ORDERED
        if kind == "parameter":
            return self.parameters[str(key[0])].kind in ORDERED
        dated = kind in ("effective", "expiry", "holidays")
        return dated or (kind == "list" and key[2] in ORDERED)
