"""What is asked for in a why-not: a status, perhaps with a value or at least some value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yiju.asp.completions import Explored, Picks, plainness
from yiju.asp.world import World
from yiju.asp.worlds import Deciding
from yiju.case.answer import Outcome, Status
from yiju.case.model import Duration, Fact

Found = Mapping[tuple[str, tuple[object, ...]], object]  # (kind, key) of an item → its choice


@dataclass(frozen=True)
class Goal:
    """A status of one conclusion of one record; docs/semantics.md §18.

    `value`: exactly this. `least`: this or more; an amount, a ratio, a number or a duration.
    """

    conclusion: str
    record: int
    status: Status = "成立"
    value: Fact | None = None
    least: Fact | None = None

    @property
    def priced(self) -> bool:
        """Whether a value is asked for."""
        return self.value is not None or self.least is not None

    def met(self, outcome: Outcome) -> bool:
        """Whether one completion is as asked."""
        if outcome.status != self.status:
            return False
        if self.value is not None and outcome.value != self.value:
            return False
        return self.least is None or reaches(outcome.value, self.least)

    def missed(self, deciding: Deciding) -> list[Found] | None:
        """Completions in which it is not met; None when it is met in all of them.

        Of many, the plainest and the one furthest from it. Empty when not all were tried: then
        nothing is known to be met, and nothing is learnt.
        """
        explored = deciding.explorer.explore(self.conclusion, self.record)
        plainest = sorted(explored.picks, key=plainness)
        if not plainest:  # nothing that can be: nothing is met by it
            return []
        missing = (picks for picks in plainest if not self._holds(deciding, explored, picks))
        first = next(missing, None)
        if first is None:
            return None if explored.exhaustive else []
        furthest = (p for p in reversed(plainest) if not self._holds(deciding, explored, p))
        return [_found(deciding, explored, p) for p in dict.fromkeys((first, next(furthest)))]

    def missing(self, deciding: Deciding) -> World | None:
        """The plainest world in which it is not met; None when there is none."""
        explored = deciding.explorer.explore(self.conclusion, self.record)
        for picks in sorted(explored.picks, key=plainness):
            if not self._holds(deciding, explored, picks):
                return deciding.world_at(explored, picks)
        return None

    def _holds(self, deciding: Deciding, explored: Explored, picks: Picks) -> bool:
        world = deciding.world_at(explored, picks)
        return self.met(deciding.reader.outcome(world, self.conclusion, self.record))


def _found(deciding: Deciding, explored: Explored, picks: Picks) -> Found:
    items = (deciding.opened.items[j] for j in explored.items)
    return {
        (item.kind, item.key): item.choices[k or 0] for item, k in zip(items, picks, strict=True)
    }


def reaches(value: Fact | None, least: Fact) -> bool:
    """Whether a value is at least another; lengths only of one kind."""
    if isinstance(value, Duration) and isinstance(least, Duration):
        return value.unit == least.unit and value.n >= least.n
    return value is not None and value >= least  # type: ignore[operator]
