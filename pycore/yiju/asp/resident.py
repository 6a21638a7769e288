"""The policy grounded once, deciding one completion of a case after another by its externals.

One completion: every leaf has a truth, every reading an answer. The value layer sets the leaves,
clingo decides which clauses apply, the value layer computes what they give and which is higher,
clingo decides who wins; stage by stage (see `stages`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yiju.asp.build import build
from yiju.asp.finder import Finder
from yiju.asp.from_ir import option_number
from yiju.asp.outcome import Reader
from yiju.asp.rooms import KEPT, Layout, Rooms, Target
from yiju.asp.stages import Stage, stages
from yiju.asp.weigh import Weigher
from yiju.asp.world import Completion, Open, World
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.values.evaluate import Env, TestOf

Place = tuple[int, int]  # leaf, record
SETTLED: Mapping[Place, bool] = {}


@dataclass(frozen=True)
class Plan:
    """What is the same for every completion of a case.

    By stage: the externals of leaves known to be true, and the leaves that are still to be tested.
    """

    layout: Layout
    counts: dict[str, int]
    settled: Mapping[Place, bool]
    stages: tuple[tuple[list[Target], list[tuple[Place, tuple[Target, ...], TestOf, int]]], ...]


class Resident:
    """Decides completions of cases under one policy."""

    def __init__(self, policy: ir.Policy) -> None:
        self.program = build(policy)
        self.stages: tuple[Stage, ...] = stages(self.program)
        self.weigher = Weigher(self.program)
        self.reader = Reader(self.program)
        self.finder = Finder(self.program)
        self.rooms = Rooms(self.program)
        self.citations = {c.id: policy.cite(c) for c in policy.clauses}
        self._plans: dict[tuple[int, ...], Plan] = {}

    def plan(self, env: Env, settled: Mapping[Place, bool] = SETTLED) -> Plan:
        """A plan for all completions of a case; `settled`: leaves that none of them changes."""
        counts = {cls: len(env.facts.get(cls, ())) for cls in self.program.classes}
        if settled:
            return self._planned(counts, settled)
        key = tuple(counts.values())
        if key not in self._plans:
            if len(self._plans) >= KEPT:
                self._plans.clear()
            self._plans[key] = self._planned(counts, settled)
        return self._plans[key]

    def _planned(self, counts: dict[str, int], settled: Mapping[Place, bool]) -> Plan:
        layout = self.rooms.layout(counts)
        parts = []
        for stage in self.stages:
            places = [
                ((leaf.id, r), layout.targets(leaf.cls, "l", leaf.id, record=r), leaf.test, r)
                for leaf in stage.leaves
                for r in ((0,) if leaf.cls == PERSON else range(1, counts[leaf.cls] + 1))
            ]
            known = [t for place, targets, _, _ in places if settled.get(place) for t in targets]
            parts.append((known, [p for p in places if p[0] not in settled]))
        return Plan(layout, counts, settled, tuple(parts))

    def decide(self, env: Env, completion: Completion, plan: Plan | None = None) -> World:
        """Decide one completion.

        :raises Open: when something the policy reads is unknown.
        """
        if plan is None:
            plan = self.plan(env)
        counts = plan.counts
        env.derived.clear()
        env.struck.clear()
        world = World(env, completion, plan.layout, dict(plan.settled))
        self._set(world, counts)
        for stage, (known, tests) in zip(self.stages, plan.stages, strict=True):
            for at, literal in known:
                world.told[at].append(literal)
            _test(tests, world)
            world.solve()
            for compare in (self.weigher.differ, self.weigher.rank):
                if compare(stage.conclusions, world, counts):
                    world.solve()
            self.weigher.derive(stage.conclusions, world, counts)
        return world

    def _set(self, world: World, counts: Mapping[str, int]) -> None:
        """The externals of the records present, of the readings chosen and of the gaps that apply."""
        for cls, number in self.program.classes.items():
            for r in (0,) if cls == PERSON else range(1, counts[cls] + 1):
                world.tell(cls, "at", number, record=r)
        for cls in sorted(self.program.owned):  # which record belongs to which
            owner, number = self.program.policy.owners[cls], self.program.classes[cls]
            for s, r in enumerate(world.env.parents.get(cls, ()), 1):
                world.tell(owner, "own", number, s, record=r)
        chosen = [("sel", q, option_number(o)) for q, o in world.completion.readings.items()]
        for name, *numbers in (*chosen, *(("gap", gap) for gap in world.completion.gaps)):
            for at, literal in world.layout.everywhere(str(name), *map(int, numbers)):
                world.told[at].append(literal)


def _test(tests: list[tuple[Place, tuple[Target, ...], TestOf, int]], world: World) -> None:
    openings, env, leaves, told = world.completion.openings, world.env, world.leaves, world.told
    for place, targets, test, r in tests:
        truth = openings.get(place) if openings else None
        if truth is None:
            truth = test(env, r)
        if truth is None:
            raise Open(place)
        leaves[place] = truth
        if truth:
            for at, literal in targets:
                told[at].append(literal)
