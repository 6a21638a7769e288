"""W2 in hand-written clingo, grounded once with externals; days and amounts in Python.

What a programmer would write for this one policy: every answer with its value, and which candidate
was struck, lost, overridden or won, read back from the model. No explanation in words, no names.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import clingo
from reference.workload import IDENTITIES, TARIFF, first_of_month

from w2.workload import NEWER_FROM, Bill, Found, Person

PROGRAM = (Path(__file__).parent / "w2.lp").read_text(encoding="utf-8")
FLAGS = ("定点外就医", "目录外费用", "斗殴", "酗酒", "违法", "自残", "自杀", "精神病所致")
KIND = {i: k for i, k in zip(IDENTITIES, (1, 2, 2, 4, 4, 4, 5), strict=True)}  # 2 is 3 for 职工
Fates = dict[tuple[str, int], tuple[int, ...]]  # sign, bill → candidates


class ByHand:
    """The program for a number of bills."""

    def __init__(self, bills: int) -> None:
        self.control = clingo.Control([f"-cn={bills}", "--warn=none"])
        self.control.add("base", [], PROGRAM)
        self.control.ground([("base", [])])
        self.literal = {str(a.symbol): a.literal for a in self.control.symbolic_atoms}
        self.on: set[int] = set()
        self.person = [self._of("lapsed"), self._of("from_birth"), self._of("clash")]
        self.starts = [(i, self._of(f"start({i})"), self._of(f"stands({i})")) for i in range(1, 6)]
        self.bills = [
            (
                self._of(f"excluded({b})"), self._of(f"waiting({b})"), self._of(f"covered({b})"),
                [(k, self._of(f"candidate({b},{k})")) for k in range(1, 6)],
            )
            for b in range(1, bills + 1)
        ]  # fmt: skip
        self.fates = [
            [
                (sign, b, [(k, self._of(f"{sign}({b},{k})")) for k in range(1, 6)])
                for sign in ("struck", "lost", "won")
            ]
            for b in range(1, bills + 1)
        ]

    def _of(self, atom: str) -> int:
        return self.literal[atom]

    def _solve(self, true: set[int]) -> clingo.SolveHandle:
        for literal in self.on - true:
            self.control.assign_external(literal, False)
        for literal in true - self.on:
            self.control.assign_external(literal, True)
        self.on = set(true)
        return self.control.solve(yield_=True)

    def decide(self, p: Person, readings: tuple[str, str]) -> tuple[Found, Fates]:
        """Every answer with its value, and the fates of the candidates."""
        found: Found = {}
        fates: Fates = {}
        days = _days(p)
        true = {self._of(atom) for atom in _person_atoms(p, readings[1], days)}
        true |= {
            self._of(atom) for r, bill in enumerate(p.bills, 1) for atom in _bill_atoms(bill, r)
        }
        with self._solve(true) as handle:
            model = handle.model()
            assert model is not None
            holds = model.is_true
            lapsed, from_birth, clash = map(holds, self.person)
            met = [i for i, met, _ in self.starts if holds(met)]
            standing = [i for i, _, stands in self.starts if holds(stands)]
        fates["met", 0], fates["stands", 0] = tuple(met), tuple(standing)
        found["未连续", 0], found["自出生起算", 0] = _yes(lapsed), _yes(from_birth)
        start = None if clash else days[standing[0] - 1]
        found["待遇起始日", 0] = ("成立", start) if start else ("冲突", None)
        if start:
            early = (r for r, bill in enumerate(p.bills, 1) if bill.day < start)
            true |= {self._of(f"before_start({r})") for r in early}
        payable = []
        with self._solve(true) as handle:
            model = handle.model()
            assert model is not None
            holds = model.is_true
            for r, (excluded, waiting, covered, kinds) in zip(
                range(1, len(p.bills) + 1), self.bills, strict=False
            ):
                out, early = holds(excluded), holds(waiting)
                found["排除", r], found["等待中", r] = _yes(out), _yes(early)
                nothing = out or early or holds(covered)
                found["补助", r] = ("不成立" if nothing else "无规定", None)
                if candidates := [k for k, literal in kinds if holds(literal)]:
                    payable.append((r, candidates))
        true |= {self._of(atom) for atom in self._fold(p, readings[0], payable, found)}
        with self._solve(true) as handle:
            model = handle.model()
            assert model is not None
            holds = model.is_true
            for row in self.fates[: len(p.bills)]:
                for sign, b, kinds in row:
                    fates[sign, b] = tuple(k for k, literal in kinds if holds(literal))
        return found, fates

    def _fold(
        self, p: Person, year_by: str, payable: list[tuple[int, list[int]]], found: Found
    ) -> Iterable[str]:
        """Bills in order under the cap; which candidate is higher on each."""
        paid: dict[int, int] = {}
        bills = p.bills

        def day(of: tuple[int, list[int]]) -> date:
            bill = bills[of[0] - 1]
            return bill.day if year_by == "甲" else bill.settled

        rates = {kind: rate for _, kind, rate in _kinds(p)}
        for one in sorted(payable, key=day):
            r, candidates = one
            year = day(one).year
            spent = paid.get(year, 0)
            gets = {}
            for k in candidates:
                percent, cap = rates[k]
                gets[k] = max(0, min((bills[r - 1].remainder * percent + 50) // 100, cap - spent))
            most = max(gets.values())
            paid[year] = spent + most
            found["补助", r] = ("成立", most)
            for k in candidates:
                for other in candidates:
                    if gets[k] > gets[other]:
                        yield f"higher({r},{k},{other})"


def _yes(holds: bool) -> tuple[str, object]:
    return ("成立" if holds else "不成立", None)


def _kinds(p: Person) -> Iterable[tuple[str, int, tuple[int, int]]]:
    for identity in p.identities:
        kind = KIND[identity]
        yield (
            identity,
            3 if kind == 2 and p.insurance == "职工医保" else kind,
            TARIFF[identity, p.insurance],
        )


def _days(p: Person) -> tuple[date, ...]:
    """The five candidates for 待遇起始日."""
    return (
        p.birth,
        first_of_month(p.pay, 1),
        first_of_month(p.pay, 4 + p.gap // 12),
        date(p.pay.year + 1, 1, 1),
        p.pay.replace(day=1),
    )


def _person_atoms(p: Person, excuse: str, days: tuple[date, ...]) -> Iterable[str]:
    leaves = {
        "some_gap": p.gap >= 1,
        "long_gap": p.gap > 3,
        "short_gap": p.gap <= 6,
        "back_paid": p.back_paid,
        "newborn": p.newborn,
        "paid_in_90_days": p.pay <= p.birth + timedelta(90),
        "year_end": p.pay.month >= 9,
        "newer_in_force": p.pay >= NEWER_FROM,
        "excuses_suicide": excuse == "乙",
    }
    yield from (atom for atom, holds in leaves.items() if holds)
    yield from {f"identified({kind})" for _, kind, _ in _kinds(p)}
    for i in range(5):
        for j in range(i + 1, 5):
            if days[i] != days[j]:
                yield f"differ({i + 1},{j + 1})"


def _bill_atoms(bill: Bill, r: int) -> Iterable[str]:
    yield f"present({r})"
    for k, flag in enumerate(FLAGS, 1):
        if bill.flags[flag]:
            yield f"flag({r},{k})"
