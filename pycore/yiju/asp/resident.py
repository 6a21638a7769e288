"""The policy grounded once, deciding one completion of a case after another by its externals.

One completion: every leaf has a truth, every reading an answer. The value layer sets the leaves,
clingo decides which clauses apply, the value layer computes what they give and which is higher,
clingo decides who wins; stage by stage (see `stages`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yiju.asp.build import build
from yiju.asp.finder import Finder
from yiju.asp.outcome import Reader
from yiju.asp.slots import Slots
from yiju.asp.solver import Truth
from yiju.asp.stages import Stage, stages
from yiju.asp.weigh import Weigher
from yiju.asp.world import Completion, Open, World
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.values.evaluate import Env, TestOf

CAPACITIES = (0, 1, 4, 12, 40, 120, 400)
Place = tuple[int, int]  # leaf, record
SETTLED: Mapping[Place, bool] = {}


@dataclass(frozen=True)
class Plan:
    """What is the same for every completion of a case.

    By stage: the literals of leaves known to be true, and the leaves that are still to be tested.
    """

    slots: Slots
    counts: dict[str, int]
    settled: Mapping[Place, bool]
    stages: tuple[tuple[list[int], list[tuple[Place, int | None, TestOf, int]]], ...]


class Resident:
    """Decides completions of cases under one policy."""

    def __init__(self, policy: ir.Policy) -> None:
        self.program = build(policy)
        self.stages: tuple[Stage, ...] = stages(self.program, self.program.contested)
        self.weigher = Weigher(self.program)
        self.reader = Reader(self.program)
        self.finder = Finder(self.program)
        self.citations = {c.id: policy.cite(c) for c in policy.clauses}
        self._slots: dict[tuple[int, ...], Slots] = {}
        self._plans: dict[tuple[int, ...], Plan] = {}

    def slots(self, counts: dict[str, int]) -> Slots:
        """The grounding whose capacity holds these numbers of records."""
        capacity = {cls: _capacity(n) for cls, n in counts.items()}
        key = tuple(capacity.values())
        if key not in self._slots:
            self._slots[key] = Slots(self.program, capacity)
        return self._slots[key]

    def plan(self, env: Env, settled: Mapping[Place, bool] = SETTLED) -> Plan:
        """A plan for all completions of a case; `settled`: leaves that none of them changes."""
        counts = {cls: len(env.facts.get(cls, ())) for cls in self.program.classes}
        key = tuple(counts.values())
        if settled:
            return self._planned(counts, settled)
        if key not in self._plans:
            self._plans[key] = self._planned(counts, settled)
        return self._plans[key]

    def _planned(self, counts: dict[str, int], settled: Mapping[Place, bool]) -> Plan:
        slots = self.slots(counts)
        parts = []
        for stage in self.stages:
            places = [
                ((leaf.id, r), slots.leaves[leaf.id, r], leaf.test, r)
                for leaf in stage.leaves
                for r in ((0,) if leaf.cls == PERSON else range(1, counts[leaf.cls] + 1))
            ]
            known = [lit for place, lit, _, _ in places if lit and settled.get(place)]
            parts.append((known, [p for p in places if p[0] not in settled]))
        return Plan(slots, counts, settled, tuple(parts))

    def decide(self, env: Env, completion: Completion, plan: Plan | None = None) -> World:
        """Decide one completion.

        :raises Open: when something the policy reads is unknown.
        """
        if plan is None:
            plan = self.plan(env)
        slots, counts = plan.slots, plan.counts
        env.derived.clear()
        env.struck.clear()
        world = World(env, completion, Truth(set()), slots, dict(plan.settled), {})
        world.true += _settings(slots, counts, completion)
        for stage, (known, tests) in zip(self.stages, plan.stages, strict=True):
            world.true += known
            _test(tests, world)
            world.truth = slots.solve(world.true, counts)
            for compare in (self.weigher.differ, self.weigher.rank):
                if compare(stage.conclusions, world, counts):
                    world.truth = slots.solve(world.true, counts)
            self.weigher.derive(stage.conclusions, world, counts)
        return world


def _settings(slots: Slots, counts: dict[str, int], completion: Completion) -> Iterator[int]:
    """The externals of the records present, of the readings chosen and of the gaps that apply."""
    for (cls, r), literal in slots.present.items():
        if literal and r <= counts[cls]:
            yield literal
    for question, option in completion.readings.items():
        if literal := slots.readings.get((question, option)):
            yield literal
    for gap in completion.gaps:
        if literal := slots.gaps.get(gap):
            yield literal


def _test(tests: list[tuple[Place, int | None, TestOf, int]], world: World) -> None:
    openings, env, leaves, true = world.completion.openings, world.env, world.leaves, world.true
    for place, literal, test, r in tests:
        truth = openings.get(place) if openings else None
        if truth is None:
            truth = test(env, r)
        if truth is None:
            raise Open(place)
        leaves[place] = truth
        if truth and literal:
            true.append(literal)


def _capacity(n: int) -> int:
    return next((size for size in CAPACITIES if size >= n), n)
