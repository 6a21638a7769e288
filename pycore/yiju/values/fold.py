"""The fold of one accumulation: bills in order, caps by year, what each candidate would get.

The fold has to know who wins a bill before it can go on to the next; it takes the highest by the
same comparison that it reports to the logic layer as `gt`, and clingo derives the winner from it
(docs/semantics.md §7, §9). `resident` checks that both agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from yiju.values.evaluate import round_half_up

Rank = tuple[int, Fraction | int]  # the first sets apart what has no ratio, or no limit
Measure = Literal["amount", "ratio", "cap", "year_total"]


@dataclass(frozen=True)
class Candidate:
    """A support for an amount on one bill, before its cap."""

    effect: int
    record: int
    gross: int  # 分, rounded
    limit: int | None  # 年限额, 分
    ratio: Fraction | None  # None: no ratio, ranks below all of them
    whole: bool  # the cap adds up the whole conclusion, not only this effect
    day: date | None  # gives year and order


@dataclass(frozen=True)
class Folded:
    """What a candidate gets on its bill, and what 就高 compares."""

    amount: int
    rank: tuple[Rank, int]


def fold(
    candidates: Sequence[Candidate], measure: Measure, order: Mapping[int, int]
) -> dict[tuple[int, int], Folded]:
    """(effect, record) → what it gets. `order` breaks ties between bills of one day."""
    by_record: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_record.setdefault(candidate.record, []).append(candidate)
    totals = _alone(candidates, order) if measure == "year_total" else {}
    used: dict[tuple[int, int], int] = {}  # (effect or -1 for all, year) → 分
    result: dict[tuple[int, int], Folded] = {}
    for record in sorted(by_record, key=lambda r: _place(by_record[r], r, order)):
        found = []
        for c in by_record[record]:
            amount = _capped(c, used)
            total = totals.get((c.effect, _year(c)), 0)
            rank = (_measured(c, measure, amount, total), amount)
            result[c.effect, record] = Folded(amount, rank)
            found.append((rank, c, amount))
        best = max(rank for rank, _, _ in found)
        winners = [(c, amount) for rank, c, amount in found if rank == best]
        for c, amount in winners:
            _book(used, c.effect, c, amount)
        _book(used, -1, winners[0][0], winners[0][1])
    return result


def _place(
    candidates: Sequence[Candidate], record: int, order: Mapping[int, int]
) -> tuple[date, int]:
    days = [c.day for c in candidates if c.day is not None]
    return (min(days, default=date.min), order.get(record, record))


def _book(used: dict[tuple[int, int], int], key: int, c: Candidate, amount: int) -> None:
    if c.day is not None:
        used[key, c.day.year] = used.get((key, c.day.year), 0) + amount


def _year(c: Candidate) -> int:
    """A bill that has no such day is a year of its own (§9)."""
    return c.day.year if c.day else -c.record


def _capped(c: Candidate, used: Mapping[tuple[int, int], int]) -> int:
    if c.limit is None:
        return c.gross
    spent = used.get((-1 if c.whole else c.effect, _year(c)), 0)
    return max(0, min(c.gross, c.limit - spent))


def _measured(c: Candidate, measure: Measure, amount: int, total: int) -> Rank:
    match measure:
        case "ratio":
            return (0, 0) if c.ratio is None else (1, c.ratio)
        case "cap":
            return (1, 0) if c.limit is None else (0, c.limit)
        case "year_total":
            return (0, total)
        case _:
            return (0, amount)


def _alone(candidates: Sequence[Candidate], order: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """全年合计 of each effect if it alone governed: (effect, year) → 分."""
    totals: dict[tuple[int, int], int] = {}
    for effect in dict.fromkeys(c.effect for c in candidates):
        own = [c for c in candidates if c.effect == effect]
        spent: dict[tuple[int, int], int] = {}
        for c in sorted(own, key=lambda c: _place([c], c.record, order)):
            year = _year(c)
            room = c.gross if c.limit is None else max(0, c.limit - spent.get((effect, year), 0))
            amount = min(c.gross, room)
            spent[effect, year] = spent.get((effect, year), 0) + amount
            totals[effect, year] = totals.get((effect, year), 0) + amount
    return totals


def gross(base: Fraction | int, ratio: Fraction | int) -> int:
    """应得额: base × ratio, half up to the 分."""
    return round_half_up(base * ratio)
