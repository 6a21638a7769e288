"""The orders that the records of one day may have come in (docs/semantics.md §9)."""

from __future__ import annotations

from itertools import permutations
from random import Random

ALL = 6  # records of one day whose orders are all tried: 720
DRAWN = 720  # orders drawn where there are more records than that

Order = tuple[int, ...]


def orders(records: list[int]) -> tuple[tuple[Order, ...], bool]:
    """Orders to try, and whether they are all there are.

    Drawn from a fixed seed, so that an answer never changes from run to run; each record stands
    in every place.
    """
    if len(records) <= ALL:
        return tuple(permutations(records)), True
    draw = Random(len(records))
    turns = len(records)
    drawn: set[Order] = set()
    while len(drawn) < DRAWN:
        order = draw.sample(records, turns)
        drawn.update(tuple(order[k:] + order[:k]) for k in range(turns))
    return tuple(sorted(drawn)), False
