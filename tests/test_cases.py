"""Every hand-worked case comes out of the engine as it was worked."""

from __future__ import annotations

from pathlib import Path

import pytest

import yiju
from yiju.expect import run
from yiju.source import Source

POLICY = Path(__file__).parents[1] / "policy"
FILES = sorted(POLICY.rglob("cases/*.yaml"))


@pytest.fixture(scope="module")
def policy() -> yiju.Policy:
    return yiju.load(POLICY)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parts[-3]}/{f.stem}")
def test_hand_worked(file: Path, policy: yiju.Policy) -> None:
    tests, found = policy.reader.read_tests(Source(str(file), file.read_text(encoding="utf-8")))
    assert found == []
    verdicts = [run(policy.engine, test) for test in tests]
    wrong = {v.test.name: v.differences for v in verdicts if not v.passed}
    assert wrong == {}


def test_there_are_enough_of_them(policy: yiju.Policy) -> None:
    tests = [
        test
        for file in FILES
        for test in policy.reader.read_tests(Source(str(file), file.read_text(encoding="utf-8")))[0]
    ]
    assert len(tests) >= 300
    assert sum(t.from_text_only for t in tests) * 4 >= len(tests)
    statuses = {e.status for t in tests for e in t.expectations}
    # No 冲突: the second reading found none left in this slice; tests/cli has one of its own.
    assert {"成立", "不成立", "无规定", "未定"} <= statuses
