"""Engine and interpreter agree on random policies and cases; `run.py` is the long run of the same."""

from __future__ import annotations

import pytest
from agreement.compare import SMALL, disagreements
from agreement.generate import CASES, pairs
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.pipeline import Engine

PAIRS = 1000
CHUNKS = 20
SEEDS = PAIRS // CASES // CHUNKS


def _agree(seed: int) -> None:
    made = pairs(seed)
    engine = Engine(made[0].policy)
    for number, pair in enumerate(made):
        found = disagreements(engine, pair.case, pair.given, pair.about, SMALL)
        assert not found, f"seed {seed}, case {number}: {found}"


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_same_pairs_every_time(chunk: int) -> None:
    """A thousand pairs that stay the same from run to run."""
    for seed in range(chunk * SEEDS, (chunk + 1) * SEEDS):
        _agree(seed)


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=10**6, max_value=10**9))
def test_other_pairs(seed: int) -> None:
    """A few that Hypothesis picks."""
    _agree(seed)
