"""Status and value of a conclusion in one completion (semantics §3, §7)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from yiju.case.answer import State, Support
from yiju.case.model import Duration, Fact
from yiju.interp.accumulate import day_by_day, received, total, year_total
from yiju.interp.applies import Candidate, candidates, ratio, reached
from yiju.interp.count import counted
from yiju.interp.defeat import settle
from yiju.interp.evaluate import Open, Place, Value, compare, number, opened
from yiju.interp.world import Result, World
from yiju.ir.model import PERSON, Conclusion, Reading, Window


@dataclass(frozen=True)
class Contender:
    """A support that takes part in combination. `measure`: what 就高 compares first."""

    candidate: Candidate
    amount: Value
    measure: tuple[int, Value] = (0, None)  # the first member ranks “none” and “without limit”
    days: tuple[Value, ...] = ()  # of equal 全年合计: what it would give day by day

    @property
    def keys(self) -> tuple[Value, ...]:
        """What decides, the first that differs."""
        return (self.measure[0], self.measure[1], *self.days, self.amount)


def conclude(world: World, name: str, place: Place) -> Result:
    """The conclusion at the record in this completion."""
    conclusion = world.facts.conclusions[name]
    if conclusion.members:
        return _group(world, conclusion, place)
    if conclusion.combine == "count":
        return counted(world, conclusion, place)
    found = candidates(world, name, place)
    settled = settle(world, name, place)
    over = settled.overridden
    lost = [
        _support(c, "behind", c.value, c.behind)
        if c.behind
        else _support(c, "excluded", c.value, c.excluded, c.gaps)
        for c in found
        if not c.live
    ]
    lost += [
        _support(c, "overridden", received(world, c, place), over[c.effect.id])
        for c in found
        if c.live and c.effect.id in over
    ]
    rest = [c for c in found if c.live and c.effect.id not in over]
    if any(c.positive for c in rest) or any(c.effect.id in settled.clashing for c in rest):
        clash = any(c.effect.id in settled.clashing for c in rest)
        return _supported(world, conclusion, place, rest, lost, clash)
    if rest:
        won = [_support(c, "won") for c in rest]
        return Result("不成立", None, _listed([*won, *lost]), True, _clauses(rest))
    if lost or conclusion.defined or reached(world, conclusion, place):
        return Result("不成立", None, _listed(lost))
    return Result("无规定")


def _supported(
    world: World,
    conclusion: Conclusion,
    place: Place,
    rest: Sequence[Candidate],
    lost: Sequence[Support],
    clash: bool,
) -> Result:
    denied = any(not c.positive for c in rest)
    if clash:
        won = [_support(c, "won", received(world, c, place)) for c in rest]
        return Result("冲突", None, _listed([*won, *lost]), denied, _clauses(rest))
    positive = [c for c in rest if c.positive]
    if conclusion.combine in ("max", "min") and not _all_compare(positive):
        won = [_support(c, "won", received(world, c, place)) for c in rest]
        return Result("冲突", None, _listed([*won, *lost]), denied, _clauses(rest))
    value, won, grounds = _combined(world, conclusion, place, positive)
    return Result("成立", value, _listed([*won, *lost]), denied, grounds)


def _group(world: World, conclusion: Conclusion, place: Place) -> Result:
    """A conclusion that only groups others holds when one of them does."""
    results = [world.conclude(m, place) for m in conclusion.members]
    denied = any(r.denied for r in results)
    return Result("成立" if any(r.holds for r in results) else "不成立", denied=denied)


def _all_compare(found: Sequence[Candidate]) -> bool:
    """Months and days have no common order."""
    return len({c.value.unit for c in found if isinstance(c.value, Duration)}) < 2


# ── combination ──────────────────────────────────────────────────────────────

Combined = tuple[Value, list[Support], tuple[int, ...]]


def _combined(
    world: World, conclusion: Conclusion, place: Place, positive: Sequence[Candidate]
) -> Combined:
    amounts = [Contender(c, received(world, c, place)) for c in positive]
    match conclusion.combine:
        case "sum":
            value = total(c.amount for c in amounts)
            return value, [_won(c) for c in amounts], _clauses(positive)
        case "max":
            return _highest(world, conclusion, place, amounts)
        case "min":
            return _best(amounts, lowest=True)
        case "pick":
            return _picked(world, conclusion.name, amounts)
    return amounts[0].amount, [_won(c) for c in amounts], _clauses(positive)


def _highest(
    world: World, conclusion: Conclusion, place: Place, amounts: Sequence[Contender]
) -> Combined:
    """就高, by what the text or the reading compares."""
    if len(amounts) == 1:
        return _best(amounts)
    measure, clause = _measure(world, conclusion.name)
    measured = [
        Contender(c.candidate, c.amount, _measured(world, measure, c, place)) for c in amounts
    ]
    if measure == "year_total" and len({_term(c.measure[1]) for c in measured}) < len(measured):
        days = day_by_day(world, [c.candidate for c in measured], place)
        measured = [replace(c, days=d) for c, d in zip(measured, days, strict=True)]
    value, supports, grounds = _best(measured)
    return value, supports, (*grounds, *clause)


def _picked(world: World, name: str, amounts: Sequence[Contender]) -> Combined:
    """任选: what the person picks, if it stands; else the first that does. One needs no picking."""
    amounts = sorted(amounts, key=lambda c: c.candidate.effect.id)
    taken = amounts[0]
    for question in world.facts.policy.questions if len(amounts) > 1 else ():
        if question.picks == name:
            for option, clause in zip(question.options, question.clauses, strict=True):
                reading = Reading(question=question.id, option=option.key)
                mine = [c for c in amounts if c.candidate.clause.id == clause]
                if world.true(reading, (PERSON, 0)) and mine:
                    taken = mine[0]
    by = (taken.candidate.effect.id,)
    rest = [c for c in amounts if c is not taken]
    out = [_support(c.candidate, "outranked", c.amount, by) for c in rest]
    return taken.amount, [_won(taken), *out], _clauses([taken.candidate])


def _measure(world: World, name: str) -> tuple[str, tuple[int, ...]]:
    for rule in world.facts.policy.max_rules:
        for choice in rule.choices:
            if rule.conclusion == name and world.true(choice.when, (PERSON, 0)):
                return choice.measure, (rule.clause,)
    return "amount", ()


def _measured(world: World, measure: str, of: Contender, place: Place) -> tuple[int, Value]:
    """A support without a ratio ranks below all ratios, one without a limit above all limits."""
    effect = of.candidate.effect
    match measure:
        case "ratio":
            return (1, ratio(world, effect, place)) if effect.ratio else (0, None)
        case "cap":
            return _yearly(of.candidate)
        case "year_total":
            return (0, year_total(world, of.candidate, place))
    return (0, of.amount)


def _yearly(candidate: Candidate) -> tuple[int, Value]:
    """年限额: the lowest of those it has."""
    pairs = zip(candidate.effect.caps, candidate.limits, strict=True)
    yearly = [limit for cap, limit in pairs if cap.period == "year"]
    if len(yearly) < 2:
        return (0, yearly[0]) if yearly else (1, None)
    if any(isinstance(limit, Open) for limit in yearly):
        return (0, opened(("least", "cap"), yearly))
    return (0, min(number(limit) for limit in yearly))


def _best(contenders: Sequence[Contender], lowest: bool = False) -> Combined:
    """The best take all; when an open value decides, the value stays open and none has lost."""
    op = "lt" if lowest else "gt"
    best = [c for c in contenders if not any(_beats(d, c, op) for d in contenders)]
    won = [_won(c) for c in best]
    by = sorted(c.candidate.effect.id for c in best)
    out = [_support(c.candidate, "outranked", c.amount, by) for c in contenders if c not in best]
    clauses = _clauses([c.candidate for c in best])
    if len({_term(c.amount) for c in best}) == 1:
        return best[0].amount, [*won, *out], clauses
    keys = [k for c in best for k in c.keys if k is not None]
    value = opened(("best", op), sorted(set(keys), key=repr))
    return value, [*won, *out], clauses


def _beats(one: Contender, other: Contender, op: str) -> bool:
    """Whether `one` is surely better."""
    for a, b in zip(one.keys, other.keys, strict=True):
        if _term(a) == _term(b):
            continue
        if a is None or b is None or isinstance(a, Open | Window) or isinstance(b, Open | Window):
            return False
        return compare(op, a, b)
    return False


def _term(value: Value) -> Hashable:
    return ("open", value.term) if isinstance(value, Open) else ("known", value)


# ── supports ─────────────────────────────────────────────────────────────────


def _won(contender: Contender) -> Support:
    return _support(contender.candidate, "won", contender.amount)


def _support(
    candidate: Candidate,
    state: State,
    value: Value = None,
    by: Sequence[int] = (),
    gaps: Sequence[int] = (),
) -> Support:
    return Support(candidate.effect.id, state, fact(value), tuple(by), tuple(gaps))


def fact(value: Value) -> Fact | None:
    """A known value; None for an open one."""
    return None if isinstance(value, Open | Window) else value


def _listed(supports: Sequence[Support]) -> tuple[Support, ...]:
    return tuple(sorted(supports, key=lambda s: s.effect))


def _clauses(found: Sequence[Candidate]) -> tuple[int, ...]:
    return tuple(c.clause.id for c in found)
