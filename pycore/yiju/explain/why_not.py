"""Why an answer is not what was asked for: how far each clause got, and the smallest change."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.asp.goal import Goal
from yiju.asp.repairs import TRIES, Repairing, Repairs
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.explain.obstacles import Obstacle, Surveyor
from yiju.explain.proof import Prover
from yiju.explain.steps import Derived, Proof


@dataclass(frozen=True)
class WhyNot:
    """Why one conclusion of one record misses a goal.

    `answer`: what holds, under the assumptions if there are any. `obstacles`: of one world that
    misses the goal, which `proof` explains. `repairs` is None where the goal is met.
    """

    goal: Goal
    answer: Answer
    proof: Proof | None = None
    obstacles: tuple[Obstacle, ...] = ()
    derived: tuple[Derived, ...] = ()
    repairs: Repairs | None = None

    @property
    def met(self) -> bool:
        """Whether there is nothing to explain: the goal is met in every completion."""
        return self.repairs is None


def why_not(deciding: Deciding, answer: Answer, goal: Goal, tries: int = TRIES) -> WhyNot:
    """Explain why a goal is missed, and search the smallest changes under which it is met.

    :param tries: how many changes are replayed at most.
    """
    world = goal.missing(deciding)
    if world is None:  # met in all that were tried, which may not be all
        return WhyNot(goal, answer, repairs=None if answer.exhaustive else UNTRIED)
    prover = Prover(deciding)
    outcome = deciding.reader.outcome(world, goal.conclusion, goal.record)
    obstacles = Surveyor(prover, goal, world, outcome).survey()
    near = {o.step.clause for o in obstacles[:NEAREST]}
    derived = prover.asked_by(near, goal.conclusion, goal.record, world)
    repairs = Repairing(deciding, goal, tries).search()
    return WhyNot(goal, answer, prover.prove(answer, world), obstacles, derived, repairs)


UNTRIED = Repairs((), 0, 0, complete=False)
NEAREST = 6  # obstacles told in full; of the others the clause alone
