"""The fold of a counter: records in order, back to zero, then added to; docs/semantics.md §16.

Whether a record adds and whether it sets back is decided by the logic layer; here it is summed up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

Amount = int | Fraction


@dataclass(frozen=True)
class Mark:
    """What one record does to a counter. `when` None: it has no such day and stands alone."""

    when: date | int | None
    reset: bool = False
    added: Amount = 0
    limit: Amount | None = None  # the count is not raised above this


def count(marks: Sequence[Mark]) -> list[Amount]:
    """The count after each record. Records of one day are taken together, so they say the same."""
    days = sorted({m.when for m in marks if m.when is not None})
    after: dict[date | int, Amount] = {}
    value: Amount = 0
    for day in days:
        value = _step(value, [m for m in marks if m.when == day])
        after[day] = value
    return [_step(0, [m]) if m.when is None else after[m.when] for m in marks]


def _step(value: Amount, together: Sequence[Mark]) -> Amount:
    """先清零，后增加; a limit stops the raising, it takes nothing away."""
    start: Amount = 0 if any(m.reset for m in together) else value
    raised = start + sum(m.added for m in together)
    limits = [m.limit for m in together if m.limit is not None]
    return max(start, min([raised, *limits]))
