"""Workload W2: a seeded population of persons with bills, and the rules in plain Python.

What W leaves out: bills in order under one yearly cap, a newer notice that prevails where it is
inconsistent with the older one, two questions of wording, facts that are not known. The generator
aims at boundaries: caps that run out, gaps of 3 and 6 months, days around the start and the turn
of the year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from random import Random

from reference.workload import IDENTITIES, INSURANCES, TARIFF, first_of_month

YEAR_BY, EXCUSE = "年度依哪一天", "精神病除外及于何者"  # the two questions, options 甲 and 乙
READINGS = tuple(product("甲乙", repeat=2))
FLAGS = {  # name in the case → share of bills
    "定点外就医": 0.03, "目录外费用": 0.03, "自残": 0.06, "自杀": 0.05, "精神病所致": 0.3,
    "斗殴": 0.02, "酗酒": 0.02, "违法": 0.01,
}  # fmt: skip
EXCLUDING = ("定点外就医", "目录外费用", "斗殴", "酗酒", "违法")
NEWER_FROM = date(2024, 7, 1)  # 施行 of the newer notice
UNKNOWN = None
Found = dict[tuple[str, int], tuple[str, object]]  # (conclusion, record) → status, value


@dataclass(frozen=True)
class Bill:
    """One bill; a flag that is None is not known."""

    day: date
    settled: date
    remainder: int  # 分
    flags: dict[str, bool | None]


@dataclass(frozen=True)
class Person:
    """One person; a fact that is None is not known."""

    identities: tuple[str, ...]
    insurance: str
    gap: int
    back_paid: bool | None
    pay: date
    newborn: bool | None
    birth: date
    bills: tuple[Bill, ...]


def population(count: int, bills: int = 12, seed: int = 20260102) -> list[Person]:
    """Persons of whom everything is known, the same for the same seed."""
    random = Random(seed)
    return [_person(random, bills) for _ in range(count)]


def _person(random: Random, bills: int) -> Person:
    number = random.choices((0, 1, 2, 3), (3, 50, 32, 15))[0]
    chosen = {random.choice(IDENTITIES) for _ in range(number)}
    pay = date(2023, 7, 1) + timedelta(random.randrange(700))
    newborn = random.random() < 0.1
    age = random.randint(88, 92) if random.random() < 0.4 else random.randrange(181)
    order = [date(2024, 1, 1) + timedelta(d) for d in sorted(random.sample(range(730), bills))]
    after = _apart([day + timedelta(random.randint(5, 65)) for day in order])
    most = 9_600_000 // bills
    made = [_bill(random, d, s, most) for d, s in zip(order, after, strict=True)]
    random.shuffle(made)
    return Person(
        tuple(i for i in IDENTITIES if i in chosen),
        random.choice(INSURANCES),
        random.choice((0, 0, 0, 1, 2, 3, 4, 6, 7, random.randint(8, 60))),
        random.random() < 0.5,
        pay,
        newborn,
        pay - timedelta(age) if newborn else date(1935, 1, 1) + timedelta(random.randrange(25_000)),
        tuple(made),
    )


def _apart(days: list[date]) -> list[date]:
    """The days, moved on where two are the same: two orders of one day would be a 待定项."""
    found: list[date] = []
    for day in days:
        free = (day + timedelta(n) for n in range(len(days)))
        found.append(next(d for d in free if d not in found))
    return found


def _bill(random: Random, day: date, settled: date, most: int) -> Bill:
    flags = {flag: random.random() < share for flag, share in FLAGS.items()}
    return Bill(day, settled, random.randrange(1, most), flags)


def forgetful(person: Person, unknowns: int, seed: int) -> Person:
    """The person with some facts unknown: whether paid back, newborn, and flags of bills."""
    random = Random(seed)
    places = [("补缴", -1), ("新生儿", -1)]
    flags = ("定点外就医", "自残", "自杀", "精神病所致", "酗酒")
    places += [(random.choice(flags), k) for k in range(len(person.bills))] * 2
    for name, k in places[:1] + random.sample(places[1:], len(places) - 1):
        if not unknowns:
            break
        if k < 0:
            field = "back_paid" if name == "补缴" else "newborn"
            person = replace(person, **{field: UNKNOWN})  # type: ignore[arg-type]
        else:
            bill = person.bills[k]
            if bill.flags[name] is UNKNOWN:
                continue
            changed = replace(bill, flags={**bill.flags, name: UNKNOWN})
            person = replace(person, bills=(*person.bills[:k], changed, *person.bills[k + 1 :]))
        unknowns -= 1
    return person


def completions(person: Person) -> Iterator[Person]:
    """The person in every way that what is unknown can turn out."""
    for field in ("back_paid", "newborn"):
        if getattr(person, field) is UNKNOWN:
            for truth in (False, True):
                yield from completions(replace(person, **{field: truth}))  # type: ignore[arg-type]
            return
    for k, bill in enumerate(person.bills):
        for name, known in bill.flags.items():
            if known is UNKNOWN:
                for truth in (False, True):
                    filled = replace(bill, flags={**bill.flags, name: truth})
                    bills = (*person.bills[:k], filled, *person.bills[k + 1 :])
                    yield from completions(replace(person, bills=bills))
                return
    yield person


# ── the rules ────────────────────────────────────────────────────────────────


def starts(p: Person) -> list[tuple[bool, date]]:
    """The candidates for 待遇起始日 that apply: whether the newer notice gives it, and the day."""
    lapsed = is_lapsed(p)
    if from_birth(p):
        found = [(False, p.birth)]
    else:
        found = [(False, first_of_month(p.pay, 1 + (3 + p.gap // 12 if lapsed else 0)))]
    if p.pay >= NEWER_FROM:
        if p.pay.month >= 9 and not lapsed:
            found.append((True, date(p.pay.year + 1, 1, 1)))
        if p.back_paid and 1 <= p.gap <= 6:
            found.append((True, p.pay.replace(day=1)))
    return found


def is_lapsed(p: Person) -> bool:
    """未连续."""
    return p.gap > 3 or (p.gap >= 1 and not p.back_paid)


def from_birth(p: Person) -> bool:
    """自出生起算."""
    return bool(p.newborn) and p.pay <= p.birth + timedelta(90)


def is_excluded(bill: Bill, excuse: str) -> bool:
    """排除, under a reading of what the exception for mental illness reaches."""
    flags, excused = bill.flags, bill.flags["精神病所致"]
    if any(flags[name] for name in EXCLUDING) or (flags["自残"] and not excused):
        return True
    return bool(flags["自杀"]) and not (excuse == "乙" and excused)


def decide(p: Person, readings: tuple[str, str]) -> Found:
    """Every conclusion of a person of whom everything is known, under one pair of readings."""
    year_by, excuse = readings
    found: Found = {
        ("未连续", 0): _yes(is_lapsed(p)),
        ("自出生起算", 0): _yes(from_birth(p)),
    }
    candidates = starts(p)
    newer = {day for new, day in candidates if new}
    standing = newer or {day for _, day in candidates}
    start = next(iter(standing)) if len(standing) == 1 else None
    found["待遇起始日", 0] = ("成立", start) if start else ("冲突", None)
    payable = []
    for r, bill in enumerate(p.bills, 1):
        excluded = is_excluded(bill, excuse)
        waiting = start is not None and bill.day < start
        found["排除", r], found["等待中", r] = _yes(excluded), _yes(waiting)
        if p.identities and not (excluded or waiting):
            payable.append((bill.day if year_by == "甲" else bill.settled, r))
        else:
            nothing = bool(p.identities) or excluded or waiting
            found["补助", r] = ("不成立" if nothing else "无规定", None)
    paid: dict[int, int] = {}
    rates = [TARIFF[identity, p.insurance] for identity in p.identities]
    for day, r in sorted(payable):
        spent = paid.get(day.year, 0)
        due = ((p.bills[r - 1].remainder * percent + 50) // 100 for percent, _ in rates)
        most = max(max(0, min(d, c - spent)) for d, (_, c) in zip(due, rates, strict=True))
        paid[day.year] = spent + most
        found["补助", r] = ("成立", most)
    return found


def _yes(holds: bool) -> tuple[str, object]:
    return ("成立" if holds else "不成立", None)


def possible(p: Person) -> dict[tuple[str, int], set[tuple[str, object]]]:
    """What each conclusion can be, over all completions and readings."""
    seen: dict[tuple[str, int], set[tuple[str, object]]] = {}
    for filled in completions(p):
        for readings in READINGS:
            for key, told in decide(filled, readings).items():
                seen.setdefault(key, set()).add(told)
    return seen
