"""The smallest change against brute force, on small random policies; every repair replayed twice.

Brute force tries every change of one lever, then of two, in order of size, with the interpreter as
judge of what the engine says of the repairs shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from random import Random
from typing import Any

import pytest
from agreement.generate import Pair, pairs
from length import tried

from yiju.asp.goal import Goal
from yiju.asp.levers import Lever, applied
from yiju.asp.repairs import Repairing
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer, Outcome, Possible, Status
from yiju.case.model import Case, Duration, Given
from yiju.diagnostic import YijuError
from yiju.interp import decide
from yiju.pipeline import Engine

SEEDS = range(tried(12, 40))
TRIES = tried(30, 200)  # changes replayed in one search
PAIRS_OF_LEVERS = 60  # changes of two levers tried for each goal, drawn from a fixed seed


def _asked(seed: int) -> Iterator[tuple[Pair, Deciding, Answer, Goal]]:
    """Questions that a random case leaves to ask: one status it does not have for each answer."""
    rng = Random(seed)
    pair = pairs(seed)[seed % 4]
    deciding = Deciding(Engine(pair.policy).resident, pair.case, pair.given)
    for answer in deciding.answers(pair.about):
        statuses: list[Status] = ["成立", "不成立", "无规定", "冲突"]
        wanted = rng.choice(statuses[:1] * 4 + statuses)
        goal = _priced(Goal(answer.conclusion, answer.record, wanted), pair, rng)
        if goal.missed(deciding) is not None and rng.random() < 0.3:
            yield pair, deciding, answer, goal


_LEAST: dict[str, tuple[object, ...]] = {
    "money": (1, 10_000, 300_000),
    "ratio": (Fraction(1, 10), Fraction(1, 2)),
    "number": (Fraction(1), Fraction(3)),
    "duration": (Duration(1, "months"), Duration(6, "months")),
}


def _priced(goal: Goal, pair: Pair, rng: Random) -> Goal:
    """Of every other question whether it holds: with a value, or with at least a value."""
    kind = next(c.kind for c in pair.policy.conclusions if c.name == goal.conclusion)
    if goal.status != "成立" or kind not in _LEAST or rng.random() < 0.5:
        return goal
    wanted: Any = rng.choice(_LEAST[kind])
    exactly = rng.random() < 0.3
    return replace(goal, value=wanted) if exactly else replace(goal, least=wanted)


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
        repairing = Repairing(deciding, goal, TRIES)
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
        repairing = Repairing(deciding, goal, TRIES)
        for repair in repairing.search().found:
            picks = {repairing.levers.index(c.lever): c.value for c in repair.changes}
            case, given = applied(deciding.case, deciding.given, repairing.levers, picks)
            assert _interpreted(pair, case, given, repair.answer, goal)


def _interpreted(pair: Pair, case: Case, given: Given, told: Answer, goal: Goal) -> bool:
    """Whether whatever the interpreter finds possible is as asked for."""
    for answer in decide(pair.policy, case, given, [told.conclusion]):
        if answer.record_name == told.record_name:
            certain = (Possible(answer.status, answer.value, answer.value),)
            possible = answer.possible or certain
            ends = [(p.status, end) for p in possible for end in (p.low, p.high)]
            return all(goal.met(Outcome(status, end, ())) for status, end in ends)
    return False
