"""仅当, 当且仅当: what a fact tells of the 是否 it hangs on, and the other way; docs/semantics.md §1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yiju.case.model import ABSENT, Fact
from yiju.ir.model import PERSON, Attribute

Row = dict[str, Fact]


def fill(attributes: Mapping[tuple[str, str], Attribute], facts: Mapping[str, list[Row]]) -> None:
    """Put in what the stated facts leave no choice about; one step, from what is stated alone.

    中断缴费 否: 中断起始日 is 无; under 当且仅当 the other way too. A day beside a 是否 that is not
    known says what holds if it is 是.
    """
    found: list[tuple[Row, str, Fact]] = []
    for a in attributes.values():
        if a.only_if:
            own = (a.cls, a.only_if) in attributes
            for row in facts[a.cls]:
                found += _follows(a, row, row if own else facts[PERSON][0])
    for row, name, fact in found:
        row.setdefault(name, fact)


def _follows(a: Attribute, row: Row, flags: Row) -> Iterator[tuple[Row, str, Fact]]:
    fact, flag = row.get(a.name), flags.get(a.only_if)
    if fact is None and flag is False:
        yield row, a.name, ABSENT
    elif fact is ABSENT and a.always_if:
        yield flags, a.only_if, False
