"""Workload W2 beside hand-written clingo grounded once; with unknowns and readings; its growth."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import process_time

from timing import Row, shown
from w2.by_hand import ByHand
from w2.case_of import case_text, given, result_of
from w2.workload import READINGS, Person, decide, forgetful, population

from yiju.api import Policy, load
from yiju.asp.decided import Decided
from yiju.source import Source

POLICY = Path(__file__).parent / "w2" / "policy"
BILLS = 12


def decided(count: int) -> list[Row]:
    """Everything known and read: processor time by turns, person by person; all results compared.

    Ours from JSON text, and from the case that was read; clingo from Python values.
    """
    policy, by_hand = load(POLICY, cache=False), ByHand(BILLS)
    settings = {r: given(policy.model, r) for r in READINGS}
    taken: dict[str, list[float]] = {}
    for k, person in enumerate(population(count + 50)):
        readings, text = READINGS[k % len(READINGS)], case_text(person)
        start = process_time()
        case = policy.read_case(Source("w2.json", text))
        read = process_time()
        found = policy.engine.decide(case, settings[readings])
        done = process_time()
        told, _ = by_hand.decide(person, readings)
        last = process_time()
        right = decide(person, readings)
        end = process_time()
        assert result_of(found.answers) == told == right, person
        if k >= 50:
            for name, took in (
                ("clingo, grounded once, by hand", last - done),
                ("yiju", done - read),
                ("yiju, reading the case included", done - start),
                ("plain Python", end - last),
            ):
                taken.setdefault(name, []).append(took)
    base = median(taken["clingo, grounded once, by hand"])
    return [
        Row(name, shown(median(found)), f"{median(found) / base:.2f}×", count)
        for name, found in taken.items()
    ]


def undetermined(count: int, bills: int = BILLS, unknowns: int = 3) -> Row:
    """Some facts unknown, both questions open: every answer about every bill."""
    policy = load(POLICY, cache=False)
    people = [forgetful(p, unknowns, k) for k, p in enumerate(population(count + 2, bills, seed=3))]
    times, left = _times(policy, people[2:], people[:2])
    return Row(f"{bills} bills, {unknowns} unknown, 2 readings", shown(median(times)), left, count)


def _times(
    policy: Policy, people: Sequence[Person], before: Sequence[Person]
) -> tuple[list[float], str]:
    """Processor time of each decision, the longest, and how many answers are not certain."""
    times, open_, all_ = [], 0, 0
    for k, person in enumerate([*before, *people]):
        case = policy.read_case(Source("w2.json", case_text(person)))
        gc.collect()
        start = process_time()
        found: Decided = policy.engine.decide(case)
        took = process_time() - start
        if k >= len(before):
            times.append(took)
            open_ += sum(answer.status == "未定" for answer in found.answers)
            all_ += len(found.answers)
    return times, f"longest {shown(max(times))}, {open_ / all_:.0%} of the answers 未定"


def by_unknowns(counts: Sequence[int], times: int) -> list[Row]:
    """Twelve bills, two readings, more and more unknown facts."""
    return [undetermined(times, unknowns=n) for n in counts]


def by_bills(counts: Sequence[int], times: int) -> list[Row]:
    """Three unknown facts, two readings, more and more bills."""
    return [undetermined(times, bills=n) for n in counts]


def known_by_bills(counts: Sequence[int], times: int) -> list[Row]:
    """Everything known and read, more and more bills."""
    policy = load(POLICY, cache=False)
    setting = given(policy.model, READINGS[0])
    rows = []
    for count in counts:
        people = population(times + 2, count, seed=4)
        cases = [policy.read_case(Source("w2.json", case_text(p))) for p in people]
        taken = []
        for case in cases:
            start = process_time()
            policy.engine.decide(case, setting)
            taken.append(process_time() - start)
        half = median(taken[2:])
        rows.append(Row(f"{count} bills", shown(half), f"{shown(half / count)} a bill", times))
    return rows
