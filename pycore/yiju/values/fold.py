"""The fold of one accumulation: records in order, caps, what each candidate would get.

The fold has to know who wins a record before it can go on to the next; it takes the winners by the
same comparison that it reports to the logic layer as `gt`, and clingo derives them from it
(docs/semantics.md §7, §9).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from yiju.values.evaluate import round_half_up

Rank = tuple[int, Fraction | int]  # the first sets apart what has no ratio, or no limit
Measure = Literal["amount", "ratio", "cap", "year_total"]
Combine = Literal["max", "min", "sum"]
Account = int | str  # what a cap adds up: an effect, or all that a conclusion gives
LIFE = "life"  # the period of a cap that no year ends


@dataclass(frozen=True)
class Limit:
    """A cap on one record. `period` None: the record by itself (每笔)."""

    amount: int  # 分
    accounts: tuple[Account, ...] = ()
    period: Hashable = None
    yearly: bool = False  # 年限额, which 就高 may compare


@dataclass(frozen=True)
class Candidate:
    """A support for an amount on one record, before its caps."""

    effect: int
    head: str
    record: int
    gross: int  # 分, rounded
    limits: tuple[Limit, ...]
    ratio: Fraction | None  # None: no ratio, ranks below all of them
    year: Hashable  # of 全年合计; a record that has no such day is a year of its own

    @property
    def yearly(self) -> int | None:
        """年限额: the lowest, where there are several."""
        return min((x.amount for x in self.limits if x.yearly), default=None)


@dataclass(frozen=True)
class Place:
    """Where a record stands: its day, and the periods that what it gets is booked in."""

    day: date | None
    periods: tuple[Hashable, ...]


@dataclass(frozen=True)
class Rule:
    """How the candidates of a conclusion combine."""

    combine: Combine
    measure: Measure = "amount"


Days = tuple[int, ...]  # 分 that an effect alone would give, day by day of its year


@dataclass(frozen=True)
class Folded:
    """What a candidate gets on its record, and what is compared."""

    amount: int
    rank: tuple[Rank, Days, int]
    spent: tuple[int, ...]  # 此前已得 under each of its caps


@dataclass(frozen=True)
class Order:
    """What puts records in order besides their days.

    `places` breaks ties between records of one day, `turns` between conclusions on one record.
    """

    places: Mapping[int, int] = field(default_factory=dict)
    turns: Mapping[str, int] = field(default_factory=dict)


def fold(
    candidates: Sequence[Candidate],
    rules: Mapping[str, Rule],
    where: Mapping[int, Place],
    order: Order,
) -> dict[tuple[int, int], Folded]:
    """(effect, record) → what it gets. All conclusions that one cap adds up are folded together."""
    found: dict[tuple[int, str], list[Candidate]] = {}
    for c in candidates:
        found.setdefault((c.record, c.head), []).append(c)
    compared = {c.head for c in candidates if rules[c.head].measure == "year_total"}
    alone = _alone([c for c in candidates if c.head in compared], where, order)
    used: dict[tuple[Account, Hashable], int] = {}  # 分 booked
    result: dict[tuple[int, int], Folded] = {}

    def when(key: tuple[int, str]) -> tuple[date, int, int]:
        return (*_place(where[key[0]], key[0], order), order.turns.get(key[1], 0))

    for record, head in sorted(found, key=when):
        rule = rules[head]
        ranked = []
        for c in found[record, head]:
            spent = _spent(c, used)
            amount = _capped(c, spent)
            days = alone.get((c.effect, c.year), ())
            rank = (_measured(c, rule, amount, sum(days)), days, _signed(rule, amount))
            result[c.effect, record] = Folded(amount, rank, spent)
            ranked.append((rank, c, amount))
        best = max(rank for rank, _, _ in ranked)
        won = [(c, a) for rank, c, a in ranked if rule.combine == "sum" or rank == best]
        whole = sum(a for _, a in won) if rule.combine == "sum" else won[0][1]
        booked: list[tuple[Account, int]] = [(head, whole), *((c.effect, a) for c, a in won)]
        for account, amount in booked:
            for period in where[record].periods:
                used[account, period] = used.get((account, period), 0) + amount
    return result


def _place(place: Place, record: int, order: Order) -> tuple[date, int]:
    return (place.day or date.min, order.places.get(record, record))


def _signed(rule: Rule, amount: int) -> int:
    """就低: the lowest comes first."""
    return -amount if rule.combine == "min" else amount


def _spent(c: Candidate, used: Mapping[tuple[Account, Hashable], int]) -> tuple[int, ...]:
    """What has been got before, as each cap adds it up."""
    return tuple(sum(used.get((a, x.period), 0) for a in x.accounts) for x in c.limits)


def _capped(c: Candidate, spent: tuple[int, ...]) -> int:
    """较小（应得，限额－已得）, for every cap; not below zero."""
    if not c.limits:
        return c.gross
    rooms = (x.amount - s for x, s in zip(c.limits, spent, strict=True))
    return max(0, min(c.gross, *rooms))


def _measured(c: Candidate, rule: Rule, amount: int, total: int) -> Rank:
    match rule.measure:
        case "ratio":
            return (0, 0) if c.ratio is None else (1, c.ratio)
        case "cap":
            return (1, 0) if c.yearly is None else (0, c.yearly)
        case "year_total":
            return (0, total)
        case _:
            return (0, _signed(rule, amount))


def _alone(
    candidates: Sequence[Candidate], where: Mapping[int, Place], order: Order
) -> dict[tuple[int, Hashable], Days]:
    """What each effect would give if it alone governed: (effect, year) → 分, day by day.

    The sum is 全年合计. Of equal sums, the days tell which effect governs the year: were the records
    compared one by one, two effects could share it and give more than either.
    """
    days = sorted({where[c.record].day or date.min for c in candidates})
    given: dict[tuple[int, Hashable], dict[date, int]] = {}
    by_effect: dict[int, list[Candidate]] = {}
    for c in candidates:
        by_effect.setdefault(c.effect, []).append(c)
    for effect, own in by_effect.items():
        used: dict[tuple[Account, Hashable], int] = {}
        for c in sorted(own, key=lambda c: _place(where[c.record], c.record, order)):
            amount = _capped(c, _spent(c, used))
            year = given.setdefault((effect, c.year), {})
            day = where[c.record].day or date.min
            year[day] = year.get(day, 0) + amount
            for period in where[c.record].periods:
                for account in (effect, c.head):
                    used[account, period] = used.get((account, period), 0) + amount
    return {key: tuple(year.get(day, 0) for day in days) for key, year in given.items()}


def gross(base: Fraction | int, ratio: Fraction | int) -> int:
    """应得额: base × ratio, half up to the 分."""
    return round_half_up(base * ratio)
