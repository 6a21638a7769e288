"""The smallest changes under which a goal is met; docs/semantics.md §18.

clingo proposes the smallest change that meets the goal in the worlds looked at so far; the engine
decides the changed case in all its completions; where it misses the goal, the completion that does
is one more world to look at (counterexample-guided search). What is returned was replayed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from yiju.asp.behind import formula_facts
from yiju.asp.goal import Found, Goal
from yiju.asp.levers import Lever, Picks, applied, levers
from yiju.asp.repair_program import RepairProgram
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.case.model import Duration
from yiju.diagnostic import YijuError

TRIES = 200  # changes replayed
SHOWN = 3  # repairs returned
_ENOUGH = 40  # changes replayed after as many repairs as are shown were found
_ALIKE = 24  # repairs of one size looked for, so that the choice of three does not hang on order
_STEPS = 64  # replays to find the end of one stretch between two values
_WHOLE = 40  # days of a stretch looked at one by one
_WALK = 8  # values of a lever looked at on either side of the one found


@dataclass(frozen=True)
class Change:
    """One thing changed or set.

    `low`, `high`: the stretch around `value` that was seen to do as well, for ordered values. Where
    it is known that a value just beyond does not, `closed_below`, `closed_above`.
    """

    lever: Lever
    value: object
    low: object = None
    high: object = None
    closed_below: bool = False
    closed_above: bool = False


@dataclass(frozen=True)
class Repair:
    """A change, and what the engine then answers."""

    changes: tuple[Change, ...]
    answer: Answer


@dataclass(frozen=True)
class Repairs:
    """The smallest changes. `more`: others of the same size. `tried`: changes replayed.

    `complete`: nothing within the bounds was left out.
    """

    found: tuple[Repair, ...]
    more: int
    tried: int
    complete: bool


class Repairing:
    """Searches the smallest changes for one goal that a decided case misses."""

    def __init__(self, deciding: Deciding, goal: Goal, tries: int = TRIES) -> None:
        self.deciding = deciding
        self.goal = goal
        self.tries = tries
        self.levers = levers(deciding, goal.conclusion, goal.record)
        self.formulas = formula_facts(deciding.program, goal.conclusion)
        self.program = RepairProgram(deciding, goal, self.levers)

    def search(self) -> Repairs:
        """The smallest changes, those that change less of what is known first."""
        self._learn(self.goal.missed(self.deciding))
        found: list[dict[int, int]] = []
        tried, bound, complete = 0, self.tries, True
        while (picks := self.program.best()) is not None:
            if found and (self._size(picks) > self._size(found[0]) or len(found) == _ALIKE):
                break
            if tried == bound:
                complete = False
                break
            tried += 1
            missed = self._missed(self._values(picks))
            if missed is None:
                found.append(picks)
                if len(found) == SHOWN:
                    bound = min(bound, tried + _ENOUGH)
                self.program.pass_over(picks)
            else:
                self._learn(missed)
                self.program.block(picks)
        found.sort(key=self._order)
        shown = tuple(self._repair(picks) for picks in found[:SHOWN])
        return Repairs(shown, len(found) - len(shown), tried, complete)

    def _learn(self, missed: list[Found] | None) -> None:
        for found in missed or ():
            self.program.add_world(found)

    def _size(self, picks: dict[int, int]) -> tuple[int, ...]:
        """How many texts, settings and facts a change takes."""
        levels = [self.levers[j].level for j in picks]
        return tuple(levels.count(level) for level in ("text", "setting", "fact"))

    def _order(self, picks: dict[int, int]) -> tuple[int, list[tuple[str, ...]]]:
        """Less of what is known first, then by name: never by place in the case."""
        known = sum(self.levers[j].now is not None for j in picks)
        items = (self.levers[j].item for j in picks)
        return known, sorted((item.name, *map(str, item.key[3:])) for item in items)

    def _values(self, picks: dict[int, int]) -> dict[int, object]:
        return {j: self.levers[j].item.choices[k] for j, k in picks.items()}

    def _replay(self, values: Picks) -> Deciding:
        case, given = applied(self.deciding.case, self.deciding.given, self.levers, values)
        return Deciding(self.deciding.resident, case, given, self.deciding.limit)

    def _missed(self, values: Picks) -> list[Found] | None:
        """What misses the goal in the changed case; one that cannot be meets nothing."""
        try:
            return self.goal.missed(self._replay(values))
        except YijuError:  # the facts break a constraint
            return []

    def _at(self, values: Picks, j: int) -> Callable[[object], bool]:
        """Whether the goal is met with one lever at another value."""
        return lambda value: self._missed({**values, j: value}) is None

    def _repair(self, picks: dict[int, int]) -> Repair:
        values = self._values(picks)
        changes = []
        for j in sorted(picks):
            change = Change(self.levers[j], values[j])
            if change.lever.item.ordered:
                change = self._stretch(change, self._at(values, j), picks[j])
                values[j] = change.value
            changes.append(change)
        return Repair(tuple(changes), self._answer(values))

    def _answer(self, values: Picks) -> Answer:
        again = self._replay(values)
        head = next(c for c in again.policy.conclusions if c.name == self.goal.conclusion)
        return again.answer(head, self.goal.record)

    def _stretch(self, change: Change, meets: Callable[[object], bool], at: int) -> Change:
        """The stretch of values around the one found, and of it the value nearest to the case's."""
        choices = change.lever.item.choices
        low, below = _end(list(reversed(choices[:at])), change.value, meets)
        high, above = _end(list(choices[at + 1 :]), change.value, meets)
        now = change.lever.now
        nearest = change.value if now is None else low if now < at else high
        cls, _, name = change.lever.item.key if change.lever.level == "fact" else ("", 0, "")
        if (cls, name) in self.formulas and not _every(low, high, meets):
            edge = now is not None and (below if now < at else above)
            upward = now is not None and now < at
            return Change(
                change.lever, nearest, nearest, nearest, edge and upward, edge and not upward
            )
        return Change(change.lever, nearest, low, high, below, above)


def _every(low: object, high: object, meets: Callable[[object], bool]) -> bool:
    """Whether every day of a short stretch meets the goal.

    Between the values looked at no condition turns, but what a formula makes of them does.
    """
    if not isinstance(low, date) or not isinstance(high, date):
        return low == high
    days = (high - low).days
    return days <= _WHOLE and all(meets(low + timedelta(days=n)) for n in range(days))


def _end(
    beyond: list[object], start: object, meets: Callable[[object], bool]
) -> tuple[object, bool]:
    """The last value on one side that is known to meet the goal; whether the next one misses it."""
    last = start
    for value in beyond[:_WALK]:
        if not meets(value):
            return _between(last, value, meets), True
        last = value
    return last, False


def _between(good: object, bad: object, meets: Callable[[object], bool]) -> object:
    """The value next to `bad` that is still good, when the goal turns once between the two."""
    for _ in range(_STEPS):
        middle = _middle(good, bad)
        if middle is None:
            break
        if meets(middle):
            good = middle
        else:
            bad = middle
    return good


def _middle(a: object, b: object) -> object:
    """A value strictly between two; None where there is none, or no step is the smallest."""
    match a, b:
        case date(), date():
            middle: object = date.fromordinal((a.toordinal() + b.toordinal()) // 2)
        case Duration(), Duration() if a.unit == b.unit:
            middle = Duration((a.n + b.n) // 2, a.unit)
        case Fraction() | int(), Fraction() | int():
            if Fraction(a).denominator != 1 or Fraction(b).denominator != 1:
                return None
            middle = type(a)((int(a) + int(b)) // 2)
        case _:
            return None
    return None if middle in (a, b) else middle
