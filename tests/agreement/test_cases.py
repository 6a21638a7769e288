"""Engine and interpreter agree on every case that was worked by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from agreement.compare import disagreements

from yiju.case.combine import merge
from yiju.pipeline import Engine, load_policy
from yiju.source import Source

POLICY = Path(__file__).parents[2] / "policy"
FILES = sorted(POLICY.rglob("cases/*.yaml"))
FEW = 8  # completions: the interpreter tries them one by one, and CI does not wait for thousands
MANY = 48


@cache
def _engine() -> Engine:
    return Engine(load_policy([POLICY], cache=False))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parents[1].name}/{f.stem}")
def test_worked_cases(file: Path) -> None:
    """Under the assumptions of the case, and without them where few things are open."""
    engine = _engine()
    tests, wrong = engine.reader.read_tests(Source(str(file), file.read_text("utf-8")))
    assert tests and not wrong
    for test in tests:
        names = sorted({e.conclusion for e in test.expectations})
        under = merge(test.parameters, test.assumptions)
        assert not disagreements(engine, test.case, under, names, MANY), test.name
        if test.assumptions:
            assert not disagreements(engine, test.case, test.parameters, names, FEW), test.name
