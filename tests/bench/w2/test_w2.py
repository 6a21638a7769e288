"""The policy of workload W2 says what the plain Python of it says, known facts and unknown ones."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from w2.case_of import case_text, given, result_of  # noqa: E402
from w2.workload import READINGS, Person, decide, forgetful, population, possible  # noqa: E402
from yiju.case.model import Case  # noqa: E402
from yiju.pipeline import Engine, load_policy  # noqa: E402
from yiju.source import Source  # noqa: E402

ENGINE = Engine(load_policy([HERE / "policy"], cache=False))


def _case(person: Person) -> Case:
    case, found = ENGINE.reader.read_text(Source("w2.json", case_text(person)))
    assert case is not None, found
    return case


def test_policy_and_plain_python_agree_where_everything_is_known() -> None:
    for k, person in enumerate(population(100)):
        readings = READINGS[k % len(READINGS)]
        decided = ENGINE.decide(_case(person), given(ENGINE.policy, readings))
        assert result_of(decided.answers) == decide(person, readings), person


def test_policy_and_plain_python_agree_where_something_is_not() -> None:
    undetermined = 0
    for k, known in enumerate(population(12, bills=4)):
        person = forgetful(known, 3, k)
        told = possible(person)
        for answer in ENGINE.decide(_case(person)).answers:
            can_be = told[answer.conclusion, answer.record]
            if len(can_be) == 1:
                assert {(answer.status, answer.value)} == can_be, person
                continue
            undetermined += 1
            assert answer.status == "未定"
            assert {p.status for p in answer.possible} == {status for status, _ in can_be}
            for p in answer.possible:
                values = {value for status, value in can_be if status == p.status}
                if p.low is not None:
                    assert {p.low, p.high} == {min(values), max(values)}, person  # type: ignore[type-var]
    assert undetermined > 20


def test_population_reaches_every_outcome() -> None:
    found = [decide(person, ("甲", "甲")) for person in population(100)]
    assert {f["待遇起始日", 0][0] for f in found} == {"成立", "冲突"}
    assert {status for f in found for (name, _), (status, _) in f.items() if name == "补助"} == {
        "成立",
        "不成立",
        "无规定",
    }
    used_up = sum(told == ("成立", 0) for f in found for told in f.values())
    assert used_up > 20
