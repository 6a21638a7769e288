"""Which clauses apply and what they support, before combination (semantics §2, §3, §10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from yiju.interp.evaluate import (
    Item,
    Open,
    Place,
    Value,
    number,
    opened,
    round_half_up,
    sources,
)
from yiju.interp.in_force import in_force
from yiju.interp.known import COUNTING, GIVING, Stated, at
from yiju.interp.readers import Struck, paid
from yiju.interp.world import World
from yiju.ir.model import (
    Arithmetic,
    Attr,
    Clause,
    Conclusion,
    Derivation,
    Effect,
    Notice,
    Parameter,
)


@dataclass(frozen=True)
class Candidate:
    """A support: an effect whose clause applies to the record. `value` before any cap."""

    clause: Clause
    effect: Effect
    value: Value = None
    limits: tuple[Value, ...] = ()  # of its caps, in their order
    excluded: tuple[int, ...] = ()  # the clauses that forbid it
    gaps: tuple[int, ...] = ()  # the 缺文 that exclude it
    behind: tuple[int, ...] = ()  # the effects of earlier rows of its table that stand

    @property
    def live(self) -> bool:
        """Whether nothing excludes it."""
        return not self.excluded and not self.gaps and not self.behind

    @property
    def positive(self) -> bool:
        """Whether it is for the conclusion, not against it."""
        return self.effect.mode != "deny"


def covers(world: World, clause: Clause, place: Place) -> bool:
    """Whether the scope reaches the record."""
    return world.once(("scope", clause.id, place), lambda: world.true(clause.scope, place))


def applies(world: World, clause: Clause, place: Place) -> bool:
    """Scope and condition hold, no exception does. Force is asked apart."""
    return world.once(
        ("applies", clause.id, place),
        lambda: (
            covers(world, clause, place)
            and world.true(clause.condition, place)
            and not any(world.true(e.cond, place) for e in clause.exceptions)
        ),
    )


def supported(world: World, stated: Stated, conclusion: Conclusion, place: Place) -> bool:
    """Whether the effect speaks for the record, by the force that the conclusion asks for.

    A definition says what a word means, whatever is in force.
    """
    clause, effect = stated
    return (
        world.facts.speaks(clause, conclusion.cls)
        and (clause.kind == "define" or in_force(world, clause, conclusion, place))
        and applies(world, clause, place)
        and world.true(effect.when, place)
    )


def candidates(world: World, name: str, place: Place) -> tuple[Candidate, ...]:
    """The supports for a conclusion at a record, the excluded ones among them."""
    return world.once(
        ("candidates", name, place), lambda: tuple(_in_ranks([*_candidates(world, name, place)]))
    )


def _in_ranks(found: Sequence[Candidate]) -> list[Candidate]:
    """顺位 (§15): of the rows of one table a later one gives way to those before it that stand."""
    standing: list[Candidate] = []
    behind: dict[int, tuple[int, ...]] = {}
    for c in sorted(found, key=lambda c: c.clause.rank):
        ahead = [s.effect.id for s in standing if _comes_first(s.clause, c.clause)]
        if not c.live or not ahead:
            standing += [c] * c.live
        else:
            behind[c.effect.id] = tuple(ahead)
    return [replace(c, behind=behind.get(c.effect.id, ())) for c in found]


def _comes_first(one: Clause, other: Clause) -> bool:
    return one.table == other.table >= 0 and one.rank < other.rank


def live(world: World, name: str, place: Place) -> list[Candidate]:
    """The supports that nothing excludes."""
    return [c for c in candidates(world, name, place) if c.live]


def _candidates(world: World, name: str, place: Place) -> Iterator[Candidate]:
    conclusion = world.facts.conclusions[name]
    stated = world.facts.effects((*GIVING, "deny", *COUNTING))
    for clause, effect in (*stated, *world.facts.effects(("affirm",), "define")):
        if effect.conclusion != name:
            continue
        if not supported(world, (clause, effect), conclusion, place):
            continue
        value = amount(world, (clause, effect), conclusion, place)
        limits = tuple(world.formula(cap.limit, place) for cap in effect.caps)
        if (effect.value is not None and value is None) or None in limits:
            continue
        notice = world.facts.notices[clause.notice]
        excluded = tuple(forbidding(world, conclusion, place, notice))
        gaps = () if excluded else tuple(gaps_over(world, name, notice))
        yield Candidate(clause, effect, value, limits, excluded, gaps)


# ── exclusions ───────────────────────────────────────────────────────────────


def forbidding(
    world: World, conclusion: Conclusion, place: Place, notice: Notice | None = None
) -> Iterator[int]:
    """The clauses (of the notice) whose 不得 reaches the conclusion or a group it belongs to."""
    for clause, effect in world.facts.effects(("forbid",)):
        if notice is not None and clause.notice != notice.id:
            continue
        if conclusion.name not in world.facts.expand(effect.conclusion):
            continue
        if supported(world, (clause, effect), conclusion, place):
            yield clause.id


def gaps_over(world: World, name: str, notice: Notice) -> Iterator[int]:
    """A missing text of the notice that excludes the conclusion in this completion, if any."""
    for gap in world.facts.policy.gaps:
        affected = any(name in world.facts.expand(a) for a in gap.affects)
        if gap.missing and gap.notice == notice.id and affected and world.gap(gap):
            yield gap.id
            return


def reached(world: World, conclusion: Conclusion, place: Place) -> bool:
    """Whether some notice deals with it although nothing supports it: 不成立, not 无规定."""
    facts = world.facts
    for clause, effect in facts.effects(GIVING):
        if (
            effect.conclusion == conclusion.name
            and facts.speaks(clause, conclusion.cls)
            and in_force(world, clause, conclusion, place)
            and covers(world, clause, place)
            and world.true(effect.when, place)
        ):
            return True
    return any(True for _ in forbidding(world, conclusion, place))


# ── amounts ──────────────────────────────────────────────────────────────────


def ratio(world: World, effect: Effect, place: Place) -> Value:
    """The local ratio of a 不低于."""
    return world.formula(Parameter(name=effect.ratio), place) if effect.ratio else None


def amount(world: World, stated: Stated, conclusion: Conclusion, place: Place) -> Value:
    """What the effect gives before any cap: money to the whole fen."""
    effect = stated[1]
    if effect.value is None:
        return None
    struck = strikes(world, stated, conclusion, place)
    expr = effect.value
    if effect.mode == "floor":
        expr = Arithmetic(op="*", left=effect.value, right=Parameter(name=effect.ratio))
    value = world.formula(expr, place, struck)
    if conclusion.kind == "money" or effect.mode == "floor":
        return in_turn(world, conclusion, place, rounded(value))
    return value


def in_turn(world: World, conclusion: Conclusion, place: Place, value: Value) -> Value:
    """依次减去 (§15): a payer pays at most what those before it have left of the total."""
    for clause, effect in world.facts.effects(("value",)):
        if conclusion.name not in effect.payers or value is None or effect.total is None:
            continue
        what = world.facts.conclusions[effect.conclusion]
        if not supported(world, (clause, effect), what, place):
            continue
        struck = strikes(world, (clause, of_total(effect)), what, place)
        total = rounded(world.formula(effect.total, place, struck))
        if total is None:
            continue
        before = effect.payers[: effect.payers.index(conclusion.name)]
        value = _left(value, total, [paid(world, name, place) for name in before])
    return value


def of_total(effect: Effect) -> Effect:
    """The effect with the total in the place of its value."""
    return msgspec.structs.replace(effect, value=effect.total)


def _left(value: Value, total: Value, paid_before: Sequence[Value]) -> Value:
    """较小（应付，总额－前面各方实付）, the second not below zero."""
    if any(p is None for p in paid_before):
        return None
    if any(isinstance(v, Open) for v in (value, total, *paid_before)):
        return opened("left", [value, total, *paid_before])
    room = number(total) - sum((number(p) for p in paid_before), start=number(0))
    return min(number(value), max(room, number(0)))


def rounded(value: Value) -> Value:
    """Half a fen up."""
    if isinstance(value, Open):
        return opened("round", [value])
    return None if value is None else round_half_up(number(value))


def strikes(world: World, stated: Stated, conclusion: Conclusion, place: Place) -> Struck:
    """The attributes of the formula that 不得计入 of the same notice reduces, floored at zero."""
    notice, formula = stated[0].notice, stated[1].value
    reduced: dict[tuple[str, str], Value] = {}
    for source in sources(formula) if formula is not None else ():
        if not isinstance(source, Attr):
            continue
        taken = [
            value
            for clause, effect in world.facts.effects(("strike",))
            if clause.notice == notice
            and effect.conclusion == source.name
            and supported(world, (clause, effect), world.facts.struck_by(clause), place)
            and effect.value is not None
            and (value := world.formula(effect.value, place)) is not None
        ]
        if taken:
            raw = world.facts.look(source, at(source.cls, place))
            assert not isinstance(raw, Derivation)
            whole = world.settled(raw) if isinstance(raw, Item) else raw
            reduced[source.cls, source.name] = _less(whole, taken)
    return reduced


def _less(whole: Value, taken: Sequence[Value]) -> Value:
    if whole is None or any(isinstance(v, Open) for v in (whole, *taken)):
        return None if whole is None else opened("less", [whole, *taken])
    return max(number(whole) - sum((number(t) for t in taken), start=number(0)), number(0))
