"""Loading a corpus is linear in its size: by calls, which are the same on every machine."""

from __future__ import annotations

import cProfile
import pstats
import sys
from pathlib import Path

from yiju.pipeline import read_policy

sys.path.insert(0, str(Path(__file__).parent))
import reading


def calls(clauses: int) -> int:
    """How many functions are called in reading and resolving so many clauses."""
    sources = reading.corpus(clauses, reading.SHORT)
    read_policy(sources)  # what is made once is made
    profile = cProfile.Profile()
    profile.enable()
    read_policy(sources)
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_loading_is_linear() -> None:
    small, middle, large = calls(100), calls(300), calls(700)
    grown, again = (middle - small) / 200, (large - middle) / 400
    assert again < 1.05 * grown


def test_the_corpora_are_sound() -> None:
    for card in (reading.SHORT, reading.LONG):
        policy, found = read_policy(reading.corpus(30, card))
        assert found == []
        assert len(policy.clauses) >= 30
