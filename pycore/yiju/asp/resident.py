"""The policy grounded once, deciding one completion of a case after another by its externals.

One completion: every leaf has a truth, every reading an answer. The value layer sets the leaves,
clingo decides which clauses apply, the value layer computes what they give and which is higher,
clingo decides who wins; stage by stage (see `stages`).
"""

from __future__ import annotations

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
from yiju.values.evaluate import Env

CAPACITIES = (0, 1, 4, 12, 40, 120, 400)


class Resident:
    """Decides completions of cases under one policy."""

    def __init__(self, policy: ir.Policy) -> None:
        self.program = build(policy)
        self.stages: tuple[Stage, ...] = stages(self.program, self.program.contested)
        self.weigher = Weigher(self.program)
        self.reader = Reader(self.program)
        self.finder = Finder(self.program)
        self._slots: dict[tuple[int, ...], Slots] = {}

    def slots(self, counts: dict[str, int]) -> Slots:
        """The grounding whose capacity holds these numbers of records."""
        capacity = {cls: _capacity(n) for cls, n in counts.items()}
        key = tuple(capacity.values())
        if key not in self._slots:
            self._slots[key] = Slots(self.program, capacity)
        return self._slots[key]

    def decide(self, env: Env, completion: Completion) -> World:
        """Decide one completion.

        :raises Open: when something the policy reads is unknown.
        """
        counts = {cls: len(env.facts.get(cls, ())) for cls in self.program.classes}
        slots = self.slots(counts)
        env.derived.clear()
        env.struck.clear()
        world = World(env, completion, Truth(set()), slots, {}, {})
        self._enter(slots, counts, completion)
        self.weigher.clear(slots)
        wanted = slots.wanted(counts)
        for stage in self.stages:
            self._test(stage, world, counts)
            world.truth = slots.grounded.solve(wanted)
            if self.weigher.weigh(stage.conclusions, world, counts):
                world.truth = slots.grounded.solve(wanted)
            self.weigher.derive(stage.conclusions, world, counts)
        return world

    def _enter(self, slots: Slots, counts: dict[str, int], completion: Completion) -> None:
        for (cls, r), literal in slots.present.items():
            slots.assign(literal, r <= counts[cls])
        for (question, option), literal in slots.readings.items():
            slots.assign(literal, completion.readings.get(question) == option)
        for gap, literal in slots.gaps.items():
            slots.assign(literal, gap in completion.gaps)

    def _test(self, stage: Stage, world: World, counts: dict[str, int]) -> None:
        openings = world.completion.openings
        literals, assign, env = world.slots.leaves, world.slots.assign, world.env
        for leaf in stage.leaves:
            number, test = leaf.id, leaf.test
            for r in (0,) if leaf.cls == PERSON else range(1, counts[leaf.cls] + 1):
                key = (number, r)
                truth = openings.get(key) if openings else None
                if truth is None:
                    truth = test(env, r)
                if truth is None:
                    raise Open(key)
                world.leaves[key] = truth
                assign(literals[key], truth)


def _capacity(n: int) -> int:
    return next((size for size in CAPACITIES if size >= n), n)
