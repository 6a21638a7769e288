"""Putting completions together: certain, or 未定 with what it depends on (docs/semantics.md §6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import prod

from yiju.asp.completions import Picks
from yiju.asp.items import Item
from yiju.asp.representatives import HUGE
from yiju.case.answer import Answer, Outcome, Possible, Status
from yiju.case.model import Duration
from yiju.values.operations import Value

READINGS = 64  # combinations of readings that are put side by side
STATUSES: tuple[Status, ...] = ("成立", "不成立", "无规定", "冲突")
Label = tuple[tuple[str, str], ...]  # (question, option)…


@dataclass(frozen=True)
class Seen:
    """One completion and what it says."""

    picks: Picks
    outcome: Outcome

    @property
    def key(self) -> tuple[Status, object]:
        """What has to be equal for two completions to agree."""
        return (self.outcome.status, self.outcome.value)


@dataclass(frozen=True)
class Judge:
    """Judges the completions of one answer."""

    base: Answer
    is_day: bool  # the value is a date or a duration
    exhaustive: bool
    cite: Callable[[Outcome], tuple[str, ...]]

    def judge(self, seen: Sequence[Seen], items: Sequence[Item]) -> Answer:
        """The answer over all completions seen; `items` in the order of the picks."""
        first = seen[0].outcome
        if len({s.key for s in seen}) == 1 and self.exhaustive:
            return replace(
                self.base,
                status=first.status,
                value=first.value,
                outcome=first,
                grounds=self.cite(first),
            )
        essential = [k for k in range(len(items)) if _matters(seen, k)]
        names = {part for k in essential for part in items[k].name.split("、")}
        vague = any(items[k].unbounded for k in essential)
        return replace(
            self.base,
            status="未定",
            possible=_possible([s.outcome for s in seen], self.is_day and vague, vague),
            depends=tuple(sorted(names)),
            by_reading=self._by_reading(seen, items, essential) if self.exhaustive else (),
            exhaustive=self.exhaustive,
            outcome=first,
        )

    def _by_reading(
        self, seen: Sequence[Seen], items: Sequence[Item], essential: list[int]
    ) -> tuple[tuple[Label, Answer], ...]:
        """Side by side: the answer under each combination of the readings that matter."""
        questions = [k for k in essential if items[k].kind == "reading"]
        questions.sort(key=lambda k: items[k].number)
        if not questions or prod(len(items[k].choices) for k in questions) > READINGS:
            return ()
        rest = [k for k in range(len(items)) if k not in questions]
        result = []
        for picks in product(*(range(len(items[k].choices)) for k in questions)):
            chosen = list(zip(questions, picks, strict=True))
            part = [
                replace(s, picks=tuple(s.picks[k] for k in rest))
                for s in seen
                if all(s.picks[k] in (choice, None) for k, choice in chosen)
            ]
            label = tuple(
                (items[k].name.removeprefix("读法 "), str(items[k].choices[c])) for k, c in chosen
            )
            result.append((label, self.judge(part, [items[k] for k in rest])))
        return tuple(result)


def _matters(seen: Sequence[Seen], k: int) -> bool:
    """Whether two completions that differ only in item k give different answers."""
    by_places: dict[tuple[int, ...], list[Seen]] = {}  # places that are not left open
    for s in seen:
        if s.picks[k] is not None:
            places = tuple(p for p, pick in enumerate(s.picks) if pick is not None)
            by_places.setdefault(places, []).append(s)
    return any(
        _differ(by_places[one], by_places[other], [p for p in one if p in other and p != k], k)
        for one, other in combinations_with_replacement(by_places, 2)
    )


def _differ(some: list[Seen], others: list[Seen], common: list[int], k: int) -> bool:
    """Whether one of each differ in answer and in item k, and are the same in all common places."""
    told: dict[Picks, dict[tuple[Status, object], set[int | None]]] = {}
    for s in some:
        answers = told.setdefault(tuple(s.picks[p] for p in common), {})
        answers.setdefault(s.key, set()).add(s.picks[k])
    return any(
        key != s.key and picks != {s.picks[k]}
        for s in others
        for key, picks in told.get(tuple(s.picks[p] for p in common), {}).items()
    )


def _possible(outcomes: list[Outcome], no_ends: bool, vague: bool) -> tuple[Possible, ...]:
    """The statuses that occur, each with the ends of its value where they are true bounds."""
    result = []
    for status in STATUSES:
        values = [o.value for o in outcomes if o.status == status]
        if not values:
            continue
        known = [v for v in values if v is not None]
        if len(known) < len(values) or no_ends:
            result.append(Possible(status))
            continue
        low, high = min(known, key=_order), max(known, key=_order)
        grows = vague and isinstance(high, (int, Fraction)) and high >= HUGE // 100
        result.append(Possible(status, low, None if grows else high))
    return tuple(result)


def _order(value: Value) -> Value:
    return (value.unit, value.n) if isinstance(value, Duration) else value
