"""Unknown days that put several records in order: every order among them is tried; semantics §6.

Alone, an unknown day needs a representative for each stretch in which no test tells. Two of them
are also held against each other: each takes the representatives of all, and where they come to
one day an item says which is first. A counter takes the records of one day together, so three of
them need three days of one stretch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from yiju.asp.items import Item, Opened
from yiju.asp.orders import orders


def abreast(
    opened: Opened, keys: Iterable[tuple[str, str]], order_keys: Mapping[str, Sequence[str]]
) -> None:
    """Completes the items of a case.

    :param keys: (class, attribute) of the days and years that an accumulation reads.
    :param order_keys: class → the days by which it puts records in order one by one.
    """
    for cls, name in sorted(keys):
        together = _unknown(opened, cls, name)
        if len(together) < 2:
            continue
        values = tuple(_values([opened.items[j] for j in together.values()]))
        for j in together.values():
            opened.items[j] = replace(opened.items[j], choices=values)
        if name in order_keys.get(cls, ()):
            opened.items.append(_turns(opened, cls, name, together))


def _unknown(opened: Opened, cls: str, name: str) -> dict[int, int]:
    """The records whose day nobody knows → their items."""
    rows = range(len(opened.env.facts[cls]))
    found = {i + 1: opened.numbers.get(("fact", (cls, i, name))) for i in rows}
    return {record: j for record, j in found.items() if j is not None}


def _values(items: Sequence[Item]) -> Iterator[object]:
    """The values of all, and where three or more may stand in one stretch, some between."""
    ends: list[Any] = sorted({choice for item in items for choice in item.choices})
    for one, other in pairwise(ends):
        yield one
        gap = (other - one).days if isinstance(one, date) else other - one
        for n in range(1, min(len(items) - 1, gap)):
            yield one + timedelta(days=n) if isinstance(one, date) else one + n
    yield ends[-1]


def _turns(opened: Opened, cls: str, name: str, together: Mapping[int, int]) -> Item:
    """Which comes first where they come to one day; to know it, one knows the days."""
    parts = tuple(opened.items[j].name for j in together.values())
    choices, complete = orders(sorted(together))
    return Item("order", "、".join(parts), (name, cls), choices, partial=not complete, parts=parts)
