"""One completion of a case, decided by the engine and by the compiled program, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yiju
from yiju._artefact import run
from yiju.asp.artefact import Artefact, compile_policy
from yiju.asp.items import overlay
from yiju.asp.world import Completion
from yiju.case.combine import merge
from yiju.case.model import Case, Given
from yiju.case.tests_file import TestCase
from yiju.ir import model as ir
from yiju.pipeline import Engine

POLICY = Path(__file__).parents[2] / "policy"
FILES = sorted(POLICY.rglob("cases/*.yaml"))


@cache
def whole_policy() -> Engine:
    """The engine of all notices."""
    return yiju.load(POLICY).engine


@cache
def compiled() -> Artefact:
    """All notices, compiled."""
    return compile_policy(whole_policy().policy)


@dataclass(frozen=True)
class Difference:
    """One answer that is not the same."""

    conclusion: str
    record: int
    engine: tuple[Any, ...]
    compiled: tuple[Any, ...]


def inputs_of(engine: Engine, case: Case, given: Given, seed: int | None = None) -> run.Inputs:
    """The case with every open item settled: by its first choice, or by chance."""
    opened = engine.resident.finder.find(case, given)
    rng = Random(seed)
    chosen = [
        (item, item.choices[0] if seed is None else rng.choice(item.choices))
        for item in opened.items
    ]
    readings = dict(given.readings)
    gaps = {gap for gap, applies in given.gaps.items() if applies}
    order: dict[int, int] = {}
    for item, choice in chosen:
        if item.kind == "reading":
            readings[item.number] = str(choice)
        elif item.kind == "gap" and choice:
            gaps.add(item.number)
        elif item.kind == "order":
            order.update({record: place for place, record in enumerate(choice)})
    env = overlay(opened.env, chosen)
    return run.Inputs(engine.policy, env, readings, frozenset(gaps), order)


def differences(engine: Engine, program: str, inputs: run.Inputs) -> Iterator[Difference]:
    """Decide with both."""
    completion = Completion({}, inputs.readings, inputs.gaps, inputs.order)
    env = replace(inputs.env, derived={}, struck={})
    world = engine.resident.decide(env, completion)
    for result in run.solve(program, inputs):
        outcome = engine.resident.reader.outcome(world, result.conclusion, result.record)
        won = tuple(sorted(s.effect for s in outcome.supports if s.state == "won"))
        one = (outcome.status, outcome.value, won)
        other = (result.status, result.value, result.winners)
        if one != other:
            yield Difference(result.conclusion, result.record, one, other)


def results(policy: ir.Policy, case: Case, given: Given) -> dict[tuple[str, int], run.Result]:
    """The compiled program's answers, by conclusion and record."""
    inputs = inputs_of(Engine(policy), case, given)
    found = run.solve(compile_policy(policy).program, inputs)
    return {(result.conclusion, result.record): result for result in found}


def given_of(test: TestCase) -> Given:
    """All that a hand-worked case is given."""
    return merge(test.parameters, test.assumptions)
