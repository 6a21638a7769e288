"""The compiled program and the engine give the same answers to the hand-worked cases.

Every case is completed: what its 假定 leave open takes its first choice, so that both have exactly
one world to decide. Statuses, values and winning clauses have to be the same.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from compile.completed import FILES, compiled, differences, given_of, inputs_of, whole_policy

from yiju.source import Source


def pairs(file: Path) -> list[tuple[str, object]]:
    engine = whole_policy()
    tests, found = engine.reader.read_tests(Source(file.name, file.read_text(encoding="utf-8")))
    assert found == []
    return [(t.name, inputs_of(engine, t.case, given_of(t))) for t in tests]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parts[-3]}/{f.stem}")
def test_same_answers(file: Path) -> None:
    engine, program = whole_policy(), compiled().program
    wrong = {}
    for name, inputs in pairs(file):
        found = list(differences(engine, program, inputs))  # type: ignore[arg-type]
        if found:
            wrong[name] = found
    assert wrong == {}


def test_there_are_enough_of_them() -> None:
    assert sum(len(pairs(file)) for file in FILES) >= 150
