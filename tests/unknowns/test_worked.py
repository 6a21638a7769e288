"""Choices, constraints and what settles an answer, on a trial encoding of 23号文三、（二）."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from agreement.compare import disagreements

import yiju
from yiju import YijuError
from yiju.case.tests_file import TestCase
from yiju.expect import run
from yiju.pipeline import Engine, load_policy
from yiju.source import Source

HERE = Path(__file__).parent / "policy"
ENGINE = Engine(load_policy([HERE], cache=False))
FILE = HERE / "cases" / "choices.yaml"
CASES, FOUND = ENGINE.reader.read_tests(Source(FILE.name, FILE.read_text("utf-8")))
POLICY = yiju.load(HERE, cache=False)
CHILD: dict[str, Any] = {
    "判定日": "2025-06-30",
    "地域": "开州区",
    "人": {"新生儿": "是", "独立参保": "否", "第一监护人已参保缴费": "是"},
}


def test_the_cases_are_read() -> None:
    assert FOUND == []
    assert len(CASES) >= 12


@pytest.mark.parametrize("test", CASES, ids=lambda t: t.name)
def test_hand_worked(test: TestCase) -> None:
    """Engine as reckoned by hand, interpreter as the engine."""
    verdict = run(ENGINE, test)
    assert [f"{d.what} {d.wanted} {d.found}" for d in verdict.differences] == []
    assert disagreements(ENGINE, test.case, test.assumptions) == []


def test_a_final_choice_binds() -> None:
    """An assumption against it is an error that names both options."""
    case = {**CHILD, "选择": {"随哪一位监护人": "甲"}}
    with pytest.raises(YijuError) as error:
        POLICY.decide(case, assume=["选择 随哪一位监护人=乙"])
    assert [d.code for d in error.value.diagnostics] == ["Y573"]
    assert "甲" in error.value.diagnostics[0].what


def test_a_case_that_breaks_a_constraint_is_refused() -> None:
    """Both facts are named; also where an assumption breaks it."""
    for case, assume in (
        ({**CHILD, "人": {"新生儿": "否", "独立参保": "是"}}, None),
        ({**CHILD, "人": {"新生儿": "否"}}, ["人 独立参保=是"]),
    ):
        with pytest.raises(YijuError) as error:
            POLICY.decide(case, assume=assume)
        (told,) = error.value.diagnostics
        assert told.code == "Y574"
        assert "人 新生儿 否" in told.what
        assert "人 独立参保 是" in told.what


def test_each_option_is_told_side_by_side() -> None:
    """可选得 with what every option gives, in text and JSON."""
    why = POLICY.why(CHILD, "随同参保")
    text = "\n".join(line.text for line in why.lines)
    assert "答：可选得" in text
    assert "  随哪一位监护人＝甲：成立" in why.text()
    answer = POLICY.as_json(why)["answers"][0]
    assert [part["answer"]["status"] for part in answer["by_choice"]] == ["成立", "未定"]
    assert {d["if"] for d in answer["decisive"]} == {
        "人 第二监护人已参保缴费 为 是",
        "选择 随哪一位监护人 为 甲",
    }


def test_assumptions_that_are_used_are_told_with_the_answer() -> None:
    """And those that are not used, apart."""
    assume = ["人 第二监护人已参保缴费=是", "人 出生日=2025-03-08"]
    decided = POLICY.decide(CHILD, assume=assume, about=["随同参保"])
    (answer,) = decided.told
    assert answer.status == "成立"
    assert answer.assumed == ("人 第二监护人已参保缴费：是",)
    assert decided.unused == ("人 出生日：2025-03-08",)
