"""Random policies read back: nothing raises, and every combination of readings has one version."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from agreement.generate import pairs
from length import tried

from yiju.ir import model as ir
from yiju.prose import Restated, Restater, Sentence, Version, lines


def _all(policy: ir.Policy) -> tuple[Restated, ...]:
    return Restater(policy).restate()


def _combinations(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Which answers each version stands for, spelt out over the questions of the sentence."""
    asked: dict[str, set[str]] = {}
    for version in sentence.versions:
        for takings in version.under:
            for taking in takings:
                asked.setdefault(taking.question, set()).update(k for k, _ in taking.options)
    for version in sentence.versions:
        for takings in version.under or ((),):
            taken = {t.question: [k for k, _ in t.options] for t in takings}
            yield from product(*(taken.get(q, sorted(keys)) for q, keys in asked.items()))


def _under(policy: ir.Policy, version: Version) -> dict[int, str]:
    """One way to take the readings of a version."""
    takings = version.under[0] if version.under else ()
    named = {(t.notice, t.question): t.options[0][0] for t in takings}
    return {
        q.id: named[policy.notices[q.notice].short, q.name]
        for q in policy.questions
        if (policy.notices[q.notice].short, q.name) in named
    }


def _holding(told: tuple[Restated, ...], version: Version) -> bool:
    """Whether a version stands in a restatement, whatever else is asked about it."""
    return any(v.said == version.said for one in told for s in one.sentences for v in s.versions)


@pytest.mark.parametrize("seed", range(tried(6, 60)))
def test_a_version_is_what_is_said_when_its_readings_are_taken(seed: int) -> None:
    policy = pairs(seed)[0].policy
    for one in _all(policy):
        for sentence in one.sentences:
            for version in sentence.versions if len(sentence.versions) > 1 else ():
                taken = Restater(policy, _under(policy, version)).restate()
                assert _holding(taken, version)


@pytest.mark.parametrize("seed", range(tried(30, 400)))
def test_a_random_policy_reads(seed: int) -> None:
    policy = pairs(seed)[0].policy
    told = _all(policy)
    assert list(lines(told))
    for one in told:
        for sentence in one.sentences:
            spelt = list(_combinations(sentence))
            assert len(spelt) == len(set(spelt))
            assert len({v.said for v in sentence.versions}) == len(sentence.versions)
