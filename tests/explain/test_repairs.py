"""The smallest change against brute force, on small random policies; every repair replayed twice.

Brute force tries every change of one lever, then of two, in order of size, with the interpreter as
judge of what the engine says of the repairs shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from random import Random

import pytest
from agreement.generate import Pair, pairs
from length import tried

from yiju.asp.goal import Goal
from yiju.asp.levers import Lever, applied
from yiju.asp.repairs import Repairing
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer, Status
from yiju.case.model import Case, Given
from yiju.diagnostic import YijuError
from yiju.interp import decide
from yiju.pipeline import Engine

SEEDS = range(tried(12, 40))
PAIRS_OF_LEVERS = 60  # changes of two levers tried for each goal, drawn from a fixed seed


def _asked(seed: int) -> Iterator[tuple[Pair, Deciding, Answer, Goal]]:
    """Questions that a random case leaves to ask: one status it does not have for each answer."""
    rng = Random(seed)
    pair = pairs(seed)[seed % 4]
    deciding = Deciding(Engine(pair.policy).resident, pair.case, pair.given)
    for answer in deciding.answers(pair.about):
        statuses: list[Status] = ["成立", "不成立", "无规定", "冲突"]
        wanted = rng.choice(statuses[:1] * 4 + statuses)
        goal = Goal(answer.conclusion, answer.record, wanted)
        if goal.missed(deciding) is not None and rng.random() < 0.3:
            yield pair, deciding, answer, goal


def _size(levers: list[Lever], picks: tuple[int, ...]) -> tuple[int, int, int]:
    levels = [levers[j].level for j in picks]
    return levels.count("text"), levels.count("setting"), levels.count("fact")


def _smaller(levers: list[Lever], size: tuple[int, ...], seed: int) -> Iterator[dict[int, object]]:
    """Changes of one lever, and some of two, that are smaller than a size."""
    drawn = list(combinations(range(len(levers)), 2))
    Random(seed).shuffle(drawn)
    for picks in [*((j,) for j in range(len(levers))), *drawn[:PAIRS_OF_LEVERS]]:
        if _size(levers, picks) < size:
            choices = [[c for c in levers[j].item.choices if c != levers[j].present] for j in picks]
            for values in product(*choices):
                yield dict(zip(picks, values, strict=True))


def _met(deciding: Deciding, goal: Goal, levers: list[Lever], picks: dict[int, object]) -> bool:
    case, given = applied(deciding.case, deciding.given, levers, picks)
    try:
        return goal.missed(Deciding(deciding.resident, case, given)) is None
    except YijuError:  # the facts break a constraint
        return False


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_smaller_does(seed: int) -> None:
    for _, deciding, _, goal in _asked(seed):
        repairing = Repairing(deciding, goal)
        found = repairing.search()
        levers = repairing.levers
        size: tuple[int, ...] = (9, 9, 9)
        if found.found:
            places = [levers.index(c.lever) for c in found.found[0].changes]
            size = _size(levers, tuple(places))
        elif not found.complete:
            continue
        for picks in _smaller(levers, size, seed):
            if not _met(deciding, goal, levers, picks):
                continue
            pytest.fail(f"{goal}: {[(levers[j].item.name, v) for j, v in picks.items()]} does")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_repair_replays_in_the_interpreter_too(seed: int) -> None:
    for pair, deciding, _, goal in _asked(seed):
        repairing = Repairing(deciding, goal)
        for repair in repairing.search().found:
            picks = {repairing.levers.index(c.lever): c.value for c in repair.changes}
            case, given = applied(deciding.case, deciding.given, repairing.levers, picks)
            assert _interpreted(pair, case, given, repair.answer) == {goal.status}


def _interpreted(pair: Pair, case: Case, given: Given, told: Answer) -> set[Status]:
    """The statuses that the interpreter finds possible."""
    for answer in decide(pair.policy, case, given, [told.conclusion]):
        if answer.record_name == told.record_name:
            return {p.status for p in answer.possible} or {answer.status}
    return set()
