"""Which completions of a case have to be looked at for one answer: all that can differ, no more.

The relevant items are first split on those that close whole branches (a date of effect, a missing
text, a fact, a reading): in each branch relevance is asked again, and what no longer matters is
left open (None: any choice gives the same). What remains is enumerated by the solver.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from random import Random

from yiju.asp.constraints import Bounds
from yiju.asp.from_ir import Program
from yiju.asp.items import ASKED, Opened
from yiju.asp.opening import choices
from yiju.asp.parts import Part
from yiju.asp.relevance import Relevance
from yiju.asp.solver import enumerate_models
from yiju.case.model import Given

LIMIT = 4096
FEW = 32  # completions worth deciding rather than grounding to see what matters
BRANCH = 192  # completions worth deciding rather than grounding once more to split them
SEEN = 8  # branches, before the number of all completions is judged by those found in them
HOPELESS = 4  # times the limit: so many expected, no more branches are looked at
SAMPLE = 1024  # completions tried where there are more than the limit
_GATES = ("effective", "expiry", "gap", "list", "fact", "member", *ASKED)
Picks = tuple[int | None, ...]  # a choice for each relevant item; None: it makes no difference here


def plainness(picks: Picks) -> list[int]:
    """First choices first."""
    return [k or 0 for k in picks]


@dataclass(frozen=True)
class Explored:
    """The completions of one answer. `items` are numbers of items, in the order of the picks."""

    items: tuple[int, ...]
    picks: tuple[Picks, ...]
    exhaustive: bool


class _TooMany(Exception):
    """More completions than the limit."""


class Explorer:
    """Explores the completions of one case."""

    def __init__(
        self, program: Program, opened: Opened, given: Given, limit: int, bounds: Bounds
    ) -> None:
        self.bounds = bounds
        self.program = program
        self.opened = opened
        self.given = given
        self.limit = limit
        self._relevance: dict[tuple[int, frozenset[tuple[int, int]]], Relevance] = {}
        self._nearby: dict[int, list[int]] = {}
        self._explored: dict[tuple[str, int], Explored] = {}

    def relevant(self, name: str, record: int, fixed: dict[int, int]) -> list[int]:
        """The items that the answer can still depend on when some are fixed.

        Where trying all that come near costs less than grounding, some may make no difference.
        """
        part = self.program.parts[name]
        near = [j for j in self.near(part) if j not in fixed]
        if prod(len(self.opened.items[j].choices) for j in near) <= FEW:
            return near
        found = self._grounded(part, fixed).items(name, record)
        return [j for j in found if j not in fixed]

    def supports(self, name: str) -> set[tuple[int, int]]:
        """(effect, record): the supports of a conclusion that some completion may let stand."""
        if name not in self.program.heads:  # no clause speaks of it
            return set()
        return self._grounded(self.program.parts[name], {}).standing(name)

    def _grounded(self, part: Part, fixed: dict[int, int]) -> Relevance:
        key = (id(part), frozenset(fixed.items()))
        if key not in self._relevance:
            gaps = frozenset(g for g, applies in self.given.gaps.items() if applies)
            readings = dict(self.given.readings)
            self._relevance[key] = Relevance(self.program, self.opened, readings, gaps, fixed, part)
        return self._relevance[key]

    def near(self, part: Part) -> list[int]:
        """The items that something in the part reads, whatever else is known."""
        if id(part) not in self._nearby:
            leaves = {leaf.id for leaf in part.leaves}
            touching = {
                j for (leaf, _), js in self.opened.touches.items() if leaf in leaves for j in js
            }
            self._nearby[id(part)] = [
                j
                for j, item in enumerate(self.opened.items)
                if j in touching
                or (item.kind in ASKED and item.number in part.questions)
                or (item.kind == "gap" and item.number in part.gaps)
                or item.kind in ("order", "list")
                or (item.kind == "turn" and not part.names.isdisjoint(item.key))
                or (item.kind == "fact" and (item.key[0], item.key[2]) in part.facts)
                or (item.kind == "parameter" and item.key[0] in part.parameters)
            ]
        return self._nearby[id(part)]

    def explore(self, name: str, record: int) -> Explored:
        """The completions to look at for one answer."""
        if not self.opened.items:
            return Explored((), ((),), True)
        if (name, record) not in self._explored:
            self._explored[name, record] = self._explore(name, record)
        return self._explored[name, record]

    def _explore(self, name: str, record: int) -> Explored:
        first = self.relevant(name, record, {})
        # What a constraint ties stays together: none of it is left open in any branch.
        tied = self.bounds.closure(first)
        first = sorted({*first, *tied})
        found: list[dict[int, int]] = []
        covered = Fraction(0)
        try:
            if any(self.opened.items[j].partial for j in first):
                raise _TooMany
            for number, (branch, share) in enumerate(self._branches(name, record, first, {}, tied)):
                found += branch
                covered += share
                hopeless = number > SEEN and len(found) > HOPELESS * self.limit * covered
                if len(found) > self.limit or hopeless:
                    raise _TooMany
        except _TooMany:
            return Explored(tuple(first), tuple(self._sample(first, tied)), False)
        items = tuple(sorted({j for chosen in found for j in chosen}))
        return Explored(items, tuple(tuple(c.get(j) for j in items) for c in found), True)

    def _branches(
        self,
        name: str,
        record: int,
        relevant: list[int],
        fixed: dict[int, int],
        tied: frozenset[int],
        share: Fraction = Fraction(1),
    ) -> Iterator[tuple[list[dict[int, int]], Fraction]]:
        """Splits until a branch is small, then all its completions, and its share of the whole."""
        count = prod(len(self.opened.items[j].choices) for j in relevant)
        gate = self._gate(relevant) if count > BRANCH else None
        if gate is None:
            if count > self.limit:
                raise _TooMany
            tie = tied.intersection(relevant) or tied.intersection(fixed)
            few = self.bounds.completions(relevant, fixed) if tie else self._product(relevant)
            yield [{**fixed, **chosen} for chosen in few], share
            return
        several = len(self.opened.items[gate].choices)
        for choice in range(several):
            narrowed = {**fixed, gate: choice}
            left = {*self.relevant(name, record, narrowed), *tied} - narrowed.keys()
            yield from self._branches(name, record, sorted(left), narrowed, tied, share / several)

    def _gate(self, relevant: list[int]) -> int | None:
        for kind in _GATES:
            for j in relevant:
                if self.opened.items[j].kind == kind:
                    return j
        return None

    def _product(self, relevant: list[int]) -> Iterator[dict[int, int]]:
        """All completions of the items, enumerated by the solver."""
        if not relevant:
            yield {}
            return
        shown = [*choices([self.opened.items[j] for j in relevant]), "#show v/2."]
        for atoms in enumerate_models("\n".join(shown)):
            yield {relevant[k]: choice for _, (k, choice) in atoms}

    def _sample(self, relevant: list[int], tied: frozenset[int]) -> Iterator[Picks]:
        """Drawn completions, each with those that differ from it in one item only.

        Drawn from a fixed seed, so that an answer never changes from run to run.
        """
        sizes = [len(self.opened.items[j].choices) for j in relevant]
        draw = Random(len(sizes))
        done: set[Picks] = set()
        while len(done) < min(SAMPLE, self.limit, prod(sizes)):
            anchor = tuple(draw.randrange(n) for n in sizes)
            for k, n in enumerate(sizes):
                # an item of very many choices must not use up the sample before the others
                for choice in range(n) if n <= FEW else draw.sample(range(n), FEW):
                    picks = (*anchor[:k], choice, *anchor[k + 1 :])
                    if picks not in done:
                        done.add(picks)
                        if not tied or self.bounds.fits(dict(zip(relevant, picks, strict=True))):
                            yield picks
