"""The ends of an open amount: what is told to attain them does, when it is assumed."""

from __future__ import annotations

from agreement.generate import pairs

from yiju.asp.worlds import Deciding
from yiju.case.combine import merge
from yiju.pipeline import Engine

SEEDS = range(0, 120)


def test_ends_replay() -> None:
    """Every end of an answer comes out under the assumptions that are told with it."""
    tried = 0
    for seed in SEEDS:
        for pair in pairs(seed)[:2]:
            engine = Engine(pair.policy)
            if pair.policy.constraints:
                continue
            for answer in Deciding(engine.resident, pair.case, pair.given).answers(pair.about):
                for part in answer.possible:
                    for value, at in ((part.low, part.low_at), (part.high, part.high_at)):
                        if value is None or not at:
                            continue
                        items = [f"{name}={said}" for name, said in at]
                        assumed, found = engine.reader.read_given_items(items, pair.case)
                        assert assumed is not None, (seed, found)
                        again = Deciding(
                            engine.resident, pair.case, merge(pair.given, assumed)
                        ).answers([answer.conclusion])
                        same = next(a for a in again if a.record == answer.record)
                        assert (same.status, same.value) == (part.status, value), (seed, items)
                        tried += 1
    assert tried > 20
