"""`why` and `why-not` explain every answer: clauses that exist, no placeholder, nothing foreign."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from agreement.generate import pairs
from length import tried

import yiju
from yiju.asp.decided import Decided
from yiju.case.combine import merge
from yiju.case.model import Given
from yiju.explain.steps import Proof, Step

FILES = sorted((Path(__file__).parents[2] / "policy").rglob("cases/*.yaml"))
SEEDS = tried(20, 125)  # of four pairs each
CASES = tried(3, 1000)  # of every file
# `{三属: 否}` is how an assumption is written; an unfilled place holds Latin letters or nothing.
_FOREIGN = re.compile(r"[A-Za-z_]{2,}|[<>]|\{\}")


@cache
def _shipped() -> yiju.Policy:
    return yiju.load(cache=False)


def _explained(policy: yiju.Policy, decided: Decided) -> None:
    """Everything that can be asked about a decided case, looked at."""
    why = policy.explain(decided)
    known = {policy.model.cite(c) for c in policy.model.clauses}
    for proof in why.proofs:
        assert _cited(proof) <= known
    for line in why.lines:
        assert not _FOREIGN.search(line.text), line.text
    policy.as_json(why)


def _cited(proof: Proof) -> set[str]:
    steps: list[Step] = [*proof.steps, *(s for d in proof.derived for s in d.steps)]
    return {s.citation for s in steps} | {c for s in steps for c in s.by}


def _asked(policy: yiju.Policy, decided: Decided) -> None:
    asked = policy.explain_not(decided, tries=12)
    known = {policy.model.cite(c) for c in policy.model.clauses}
    for told in asked.found:
        for obstacle in told.obstacles:
            assert obstacle.away >= 1
            assert {s.citation for s in (obstacle.step, *obstacle.against)} <= known
    for line in asked.lines:
        assert not _FOREIGN.search(line.text), line.text
    policy.as_json(asked)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parents[1].name}/{f.stem}")
def test_every_shipped_case(file: Path) -> None:
    """`why` of every answer (all cases in the long run); `why-not` of the first case of the file."""
    policy = _shipped()
    tests, _ = policy.reader.read_tests(yiju.source(file))
    for number, test in enumerate(tests[:CASES]):
        names = sorted({e.conclusion for e in test.expectations})
        decided = policy.engine.decide(
            test.case, merge(test.parameters, test.assumptions), Given(), names
        )
        _explained(policy, decided)
        if not number:
            _asked(policy, decided)


@pytest.mark.parametrize("chunk", range(5))
def test_random_pairs(chunk: int) -> None:
    """`why` of random pairs (five hundred in the long run), `why-not` of one in eight of them."""
    for seed in range(chunk * SEEDS // 5, (chunk + 1) * SEEDS // 5):
        for number, pair in enumerate(pairs(seed)):
            policy = yiju.Policy(pair.policy)
            try:
                decided = policy.engine.decide(pair.case, pair.given, Given(), pair.about)
            except yiju.YijuError:  # facts that break a constraint are refused
                continue
            _explained(policy, decided)
            if not number and not seed % 2:
                _asked(policy, decided)
