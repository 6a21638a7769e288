"""The policy of workload W says what the plain Python of it says, so timings compare equal work."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from case_of import case_text, result_of  # noqa: E402
from reference.workload import decide, population  # noqa: E402

from yiju.pipeline import Engine, load_policy  # noqa: E402
from yiju.source import Source  # noqa: E402


def test_policy_and_plain_python_agree_on_300_persons() -> None:
    engine = Engine(load_policy([HERE / "policy"], cache=False))
    for person in population(300):
        case, found = engine.reader.read_text(Source("w.json", case_text(person)))
        assert case is not None, found
        assert result_of(engine.decide(case).answers) == decide(person), person


def test_population_reaches_every_outcome() -> None:
    results = [decide(person) for person in population(300)]
    assert {excluded for excluded, *_ in results} == {True, False}
    assert {waiting for *_, waiting, _ in results} == {True, False}
    assert sum(amount > 0 for *_, amount in results) > 50
