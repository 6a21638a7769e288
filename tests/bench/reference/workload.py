"""Workload W: a seeded population of persons with one bill each, and the rules in plain Python.

A person: identities, insurance, the bill's remainder and what the year has already given (分),
flags that exclude, months of gap, payment day, newborn, days of birth and of the bill. The
generator aims at boundaries: caps just used up, 88–92 days, bills around the start, one 分.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

Person = dict[str, Any]
Result = tuple[bool, date, bool, int]  # excluded, start, waiting, amount in 分

IDENTITIES = (
    "在乡老复员军人", "七至十级残疾军人", "三属", "参战退役军人", "参试退役军人",
    "带病回乡退役军人", "老年烈士子女",
)  # fmt: skip
INSURANCES = ("居民医保", "职工医保")
FLAGS = {  # name in the programs → share of persons
    "out_of_network": 0.05,
    "off_catalogue": 0.05,
    "self_harm": 0.06,
    "mental_illness": 0.2,
    "fighting": 0.03,
    "alcohol": 0.03,
    "illegal": 0.02,
    "third_party_liability": 0.04,
}
EXCLUDING = tuple(f for f in FLAGS if f not in ("self_harm", "mental_illness"))
_SAME, _SPLIT = [(90, 3_000_000)] * 2, [(50, 2_000_000), (20, 500_000)]
_RATES = (_SAME, _SPLIT, _SPLIT, *[[(50, 1_000_000)] * 2] * 3, [(30, 800_000)] * 2)
TARIFF = {  # (identity, insurance) → percent, yearly cap in 分
    (identity, insurance): rate
    for identity, rates in zip(IDENTITIES, _RATES, strict=True)
    for insurance, rate in zip(INSURANCES, rates, strict=True)
}


def first_of_month(day: date, later: int) -> date:
    """The first of the month `later` months after a day's."""
    month = day.year * 12 + day.month - 1 + later
    return date(month // 12, month % 12 + 1, 1)


def population(count: int, seed: int = 20260101) -> list[Person]:
    """Persons, the same for the same seed."""
    random = Random(seed)
    return [_person(random) for _ in range(count)]


def _person(random: Random) -> Person:
    most = 3_000_000 if random.random() < 0.7 else 20_000_000
    remainder = random.randrange(20 if random.random() < 0.05 else most)
    paid = 0 if random.random() < 0.4 else random.randrange(3_500_000)
    if random.random() < 0.05:
        paid = random.choice(list(TARIFF.values()))[1] + random.randint(-2, 2)
    kind = random.random()
    gap = 0 if kind < 0.4 else random.randint(1, 3) if kind < 0.65 else random.randint(4, 60)
    pay = date(2023, 6, 1) + timedelta(random.randrange(880))
    newborn = random.random() < 0.1
    age = random.randint(88, 92) if random.random() < 0.4 else random.randrange(181)
    grown = date(1935, 1, 1) + timedelta(random.randrange(25_000))
    bill = date(2024, 1, 1) + timedelta(random.randrange(730))
    if random.random() < 0.1:
        wait = random.choice([0, 3 + gap // 12])
        bill = first_of_month(pay, 1 + wait) + timedelta(random.randint(-1, 1))
    number = random.choices((0, 1, 2, 3), (5, 65, 22, 8))[0]
    chosen = {random.choice(IDENTITIES) for _ in range(number)}
    return {
        "identities": [i for i in IDENTITIES if i in chosen],
        "insurance": random.choice(INSURANCES),
        "remainder": remainder,
        "paid": paid,
        **{flag: random.random() < share for flag, share in FLAGS.items()},
        "gap": gap,
        "back_paid": random.random() < 0.5,
        "pay": pay,
        "newborn": newborn,
        "birth": pay - timedelta(age) if newborn else grown,
        "bill": bill,
    }


def decide(p: Person) -> Result:
    """The rules of W."""
    excluded = any(p[f] for f in EXCLUDING) or (p["self_harm"] and not p["mental_illness"])
    gap = p["gap"]
    if p["newborn"] and p["pay"] <= p["birth"] + timedelta(90):
        start = p["birth"]
    elif gap > 3 or (gap >= 1 and not p["back_paid"]):
        start = first_of_month(p["pay"], 1 + 3 + gap // 12)
    else:
        start = first_of_month(p["pay"], 1)
    waiting = p["bill"] < start
    amount = 0
    if not excluded and not waiting:
        for identity in p["identities"]:
            percent, cap = TARIFF[identity, p["insurance"]]
            rounded = (p["remainder"] * percent + 50) // 100
            amount = max(amount, min(rounded, cap - p["paid"]))
    return excluded, start, waiting, amount


def explained(p: Person) -> tuple[Result, list[str]]:
    """The decision with the lines a programmer would write by hand: the floor of explaining."""
    result = decide(p)
    excluded, start, waiting, amount = result
    lines = [f"第十四条：{f}" for f in (*EXCLUDING, "self_harm") if p[f]] if excluded else []
    lines.append(f"中断{p['gap']}个月，补缴{p['back_paid']}：待遇起始日 {start}")
    if waiting:
        lines.append(f"账单日 {p['bill']} 早于 {start}")
    for identity in p["identities"]:
        percent, cap = TARIFF[identity, p["insurance"]]
        lines.append(f"第十二条 {identity}：{p['remainder']}×{percent}%，余额 {cap - p['paid']}")
    lines.append(f"第四条 就高：{amount}")
    return result, lines
