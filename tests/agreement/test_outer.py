"""外界: no completion that either program tries has a value outside; semantics §6."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from agreement.generate import Pair, pairs
from length import tried

from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer, Outer
from yiju.diagnostic import YijuError
from yiju.interp import decide
from yiju.ir.model import PERSON
from yiju.pipeline import Engine
from yiju.values.spans import Span

FEW = 12  # completions that are tried before an answer is 未穷尽
MOST = 40  # completions looked at for one answer
SEEDS = range(300, 300 + tried(12, 400))


def _decidings(seed: int) -> Iterator[tuple[Pair, Deciding]]:
    made = pairs(seed)
    engine = Engine(made[0].policy)
    for pair in made:
        try:
            deciding = Deciding(engine.resident, pair.case, pair.given)
        except YijuError:  # a case that breaks a constraint
            continue
        if deciding.opened.items:
            yield pair, deciding


def _values(deciding: Deciding, name: str, record: int) -> Iterator[object]:
    """What the engine gives in completions spread over all of them."""
    explored = deciding.explorer.explore(name, record)
    for picks in explored.picks[:: len(explored.picks) // MOST + 1]:
        world = deciding.world_at(explored, picks)
        yield deciding.reader.outcome(world, name, record).value


def _told(answer: Answer) -> Iterator[object]:
    """The values that an answer tells."""
    yield answer.value
    for part in answer.possible:
        yield from (part.low, part.high)


def _title(pair: Pair, cls: str, record: int) -> str:
    return "" if cls == PERSON else pair.case.title(pair.case.records[cls][record - 1])


def _inside(outer: Outer, value: object) -> bool:
    return value is None or value in Span(outer.low, outer.high)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_value_lies_outside(seed: int) -> None:
    """Neither a value of a completion of the engine, nor an end that the interpreter finds."""
    for pair, deciding in _decidings(seed):
        told = {}
        if len(deciding.opened.items) < 6:
            told = {
                (a.conclusion, a.record): list(_told(a))
                for a in decide(pair.policy, pair.case, pair.given, pair.about)
            }
        for head in pair.policy.conclusions:
            if head.name not in pair.about or head.members:
                continue
            rows = deciding.opened.env.facts[head.cls]
            for record in [0] if head.cls == PERSON else range(1, len(rows) + 1):
                outer = deciding.bounding.outer(head.name, record)
                if outer is None:
                    continue
                found = list(_values(deciding, head.name, record))
                for value in (*found, *told.get((head.name, _title(pair, head.cls, record)), ())):
                    assert _inside(outer, value), (head.name, record, value, outer)


@pytest.mark.parametrize("seed", SEEDS[::3])
def test_what_is_not_exhausted_has_a_bound(seed: int) -> None:
    """An answer of which a few completions were tried: the ends of all of them lie inside."""
    for pair, deciding in _decidings(seed):
        few = Deciding(deciding.resident, pair.case, pair.given, FEW)
        for hasty, whole in zip(few.answers(pair.about), deciding.answers(pair.about), strict=True):
            if hasty.exhaustive or hasty.outer is None or not whole.exhaustive:
                continue
            for value in (*_told(hasty), *_told(whole)):
                assert _inside(hasty.outer, value), (hasty.conclusion, value, hasty.outer)


@pytest.mark.parametrize("seed", SEEDS[::3])
def test_totals_lie_inside(seed: int) -> None:
    """The total of a year, in every completion."""
    for pair, deciding in _decidings(seed):
        for name, pool in deciding.program.pools.items():
            if name not in pair.about or not pool.years:
                continue
            cls = deciding.program.compiler.conclusions[name].cls
            if len(deciding.opened.env.facts[cls]) < 2:
                continue
            for year, ends in deciding.totals(name).items():
                outer = deciding.bounding.total(name, year)
                assert all(_inside(outer, end) for end in ends), (name, year, ends, outer)
