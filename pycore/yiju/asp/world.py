"""One completion of a case and what was decided in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yiju.asp.slots import Slots
from yiju.asp.solver import Truth
from yiju.ir import model as ir
from yiju.values.evaluate import Env


class Open(Exception):
    """A leaf is open: something is unknown that no item of the completion settles."""


@dataclass(frozen=True)
class Completion:
    """One way to fill what is not a fact or a value: readings, gaps, orders of one day.

    `openings` are truths of leaves with several unknown quantities, tried both ways.
    """

    openings: Mapping[tuple[int, int], bool] = field(default_factory=dict)  # (leaf, record)
    readings: Mapping[int, str] = field(default_factory=dict)
    gaps: frozenset[int] = frozenset()
    order: Mapping[int, int] = field(default_factory=dict)  # record → place among its day


@dataclass
class World:
    """What was decided in one completion."""

    env: Env
    completion: Completion
    truth: Truth
    slots: Slots
    leaves: dict[tuple[int, int], bool]  # (leaf, record)
    values: dict[tuple[int, int], object]  # (effect, record) → value of a candidate
    true: list[int] = field(default_factory=list)  # externals told to the solver

    def holds(self, name: str, number: int, record: int) -> bool:
        """Whether `name(number, record)` holds: ef ca lv wi cv xc by effect, ps ng cl hv by head."""
        literal = self.slots.results[name].get((number, record))
        return literal in self.truth.true or literal == 0


def selected(when: ir.Cond, completion: Completion) -> bool:
    """Whether the reading guard of a line is chosen; guards are made of readings only."""
    if isinstance(when, ir.Reading):
        return completion.readings.get(when.question) == when.option
    if isinstance(when, ir.AnyOf):
        return any(selected(item, completion) for item in when.items)
    return isinstance(when, ir.Const) and when.value
