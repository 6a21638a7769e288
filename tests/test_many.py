"""Many cases say what each says alone, whatever was decided before them."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

import pytest
from agreement.generate import pairs
from test_api import ASSUMED, CASE

import yiju
from yiju.asp import slots
from yiju.pipeline import Engine
from yiju.source import Source

sys.path.insert(0, str(Path(__file__).parent / "bench"))

from case_of import case_text
from reference.workload import population

W = Path(__file__).parent / "bench" / "policy"
WRONG = {**CASE, "人": {"身分": []}}


@pytest.fixture(scope="module")
def policy() -> yiju.Policy:
    return yiju.load()


def test_in_order_and_the_wrong_ones_in_their_place(policy: yiju.Policy, tmp_path: Path) -> None:
    absent = tmp_path / "没有.yaml"
    cases: list[Any] = [CASE, WRONG, policy.read_case(CASE), absent, CASE]
    found = list(policy.decide_many(cases, assume=ASSUMED, about=iter(["住院医疗补助"])))
    assert [isinstance(one, yiju.Decided) for one in found] == [True, False, True, False, True]
    for case, one in zip(cases, found, strict=True):
        if isinstance(one, yiju.Decided):
            alone = policy.decide(case, assume=ASSUMED, about=["住院医疗补助"])
            assert (one.answers, one.conditional) == (alone.answers, alone.conditional)
            why = policy.why(case, "住院医疗补助", assume=ASSUMED)
            assert policy.explain(one).text() == why.text()
        else:
            with pytest.raises(yiju.YijuError) as caught:
                policy.decide(case, assume=ASSUMED)
            assert one.diagnostics == tuple(caught.value.diagnostics)


def test_each_case_is_decided_when_it_is_asked_for(policy: yiju.Policy) -> None:
    def endless() -> Any:
        while True:
            yield CASE

    found = policy.decide_many(endless(), about=["住院医疗补助"])
    assert isinstance(next(found), yiju.Decided)


def test_wrong_parameters_are_told_at_once(policy: yiju.Policy) -> None:
    with pytest.raises(yiju.YijuError):
        policy.decide_many([CASE], parameters={"没有这个参数": "1"})


def test_assumptions_about_a_record_are_held_against_each_case(policy: yiju.Policy) -> None:
    """甲 is a bill of the first case only."""
    other = {**CASE, "账单": [{**CASE["账单"][0], "名称": "乙"}]}  # type: ignore[dict-item,index]
    assumed = {"账单「甲」医疗费用已由他方负担": "是"}
    first = list(policy.decide_many([CASE, other], assume=assumed))
    second = []
    for case in (CASE, other):
        try:
            second.append(policy.decide(case, assume=assumed).told)
        except yiju.YijuError as error:
            second.append(tuple(error.diagnostics))  # type: ignore[arg-type]
    assert [
        one.told if isinstance(one, yiju.Decided) else one.diagnostics for one in first
    ] == second


@pytest.mark.parametrize("file", sorted(yiju.shipped().rglob("cases/*.yaml")), ids=lambda f: f.stem)
def test_shipped_cases(policy: yiju.Policy, file: Path) -> None:
    """The first cases of every test file, after all the others, as in a session of their own."""
    tests = policy.reader.read_tests(Source(str(file), file.read_text("utf-8")))[0][:2]
    for one, test in zip(policy.decide_many([t.case for t in tests]), tests, strict=True):
        assert isinstance(one, yiju.Decided)
        assert one.answers == Engine(policy.model).decide(test.case).answers


@pytest.mark.parametrize("seed", range(300, 312))
def test_random_pairs_in_any_order(seed: int) -> None:
    made = pairs(seed)
    policy = yiju.Policy(made[0].policy)
    for pair in (*made, *reversed(made)):
        (one,) = policy.decide_many([pair.case], parameters=pair.given, about=pair.about)
        try:
            alone = Engine(pair.policy).decide(pair.case, pair.given, about=pair.about)
        except yiju.YijuError as error:  # what is stated does not follow from the records
            assert isinstance(one, yiju.Refused)
            assert one.diagnostics == tuple(error.diagnostics)
        else:
            assert isinstance(one, yiju.Decided)
            assert one.answers == alone.answers


def test_a_long_session_does_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is dropped when it is much; objects do not pile up."""
    monkeypatch.setattr(slots, "ROOM", 2_000)
    policy = yiju.load(W, cache=False)
    people = [Source("w.json", case_text(p)) for p in population(600)]
    counts = []
    for _ in range(3):
        for one in policy.decide_many(people):
            assert isinstance(one, yiju.Decided)
        del one
        gc.collect()
        counts.append(len(gc.get_objects()))
    assert counts[2] < counts[1] * 1.05
    kept = policy.engine.resident.rooms.kept()
    assert kept <= len(policy.engine.resident.rooms.modules) * 2_100
