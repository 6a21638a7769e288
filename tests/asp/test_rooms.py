"""Records decided each alone say what they say when they are decided together."""

from __future__ import annotations

import pytest
from agreement.generate import pairs

from yiju.asp.modules import crosses
from yiju.diagnostic import YijuError
from yiju.pipeline import Engine


@pytest.mark.parametrize(
    "rule",
    [
        "sc(7,R) :- at(1,R), l(3,0), not l(4,R).",
        "lo(F,R) :- st(E,F,R), lv(E,R).",
        "h(2,R) :- at(1,R), sel(3,30002), not gap(4), #false.",
    ],
)
def test_rules_about_one_record_and_the_person(rule: str) -> None:
    assert not crosses(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "h(2,0) :- at(1,S), l(3,S).",
        "h(2,R) :- at(1,R), own(R,S), at(2,S), l(5,S).",
        "h(2,R) :- at(1,R), l(5,S) : at(2,S).",
        "h(2,0) :- #count { S : l(5,S) } > 2.",
        "wi(4,R) :- lv(4,R), lv(4,R+1).",
        "nx(3,R,S) :- at(1,R), at(1,S).",
    ],
)
def test_rules_that_look_from_one_record_to_another(rule: str) -> None:
    assert crosses(rule)


@pytest.mark.parametrize("seed", range(12))
def test_alone_and_together(seed: int) -> None:
    made = pairs(seed)
    alone, together = Engine(made[0].policy), Engine(made[0].policy)
    together.resident.rooms.joined = set(range(len(together.resident.rooms.modules)))
    for pair in made:
        try:
            first = alone.decide(pair.case, pair.given, about=pair.about)
        except YijuError:  # a stated fact that does not follow from the records
            continue
        second = together.decide(pair.case, pair.given, about=pair.about)
        assert first.answers == second.answers
