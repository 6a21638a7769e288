"""What a goal asks of one world of a repair program: a status, and a value that something gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from yiju.asp.goal import Goal, reaches
from yiju.asp.ledger import Priced
from yiju.asp.worlds import Deciding
from yiju.case.model import ABSENT
from yiju.ir import model as ir
from yiju.values.evaluate import Env
from yiju.values.fold import gross
from yiju.values.operations import Value

Tested = Callable[[Env, int], bool | None]  # None where it is open


def status_rules(deciding: Deciding, goal: Goal) -> Iterator[str]:
    """The status, as `Reader` reads it off the atoms."""
    program, reader, name, r = deciding.program, deciding.reader, goal.conclusion, goal.record
    head = program.heads[name]
    clash, yes = f"cl({head},{r},w)", f"ps({head},{r},w)"
    said = [f"ng({head},{r},w)"]
    said += [f"{sign}({e.id},{r},w)" for e in reader.supports[name] for sign in ("ef", "cv")]
    said += [f"ef({e.id},{r},w)" for e in reader.forbids[name]]
    yield from (f"said(w) :- {atom}." for atom in said)
    if program.compiler.conclusions[name].defined:
        yield "said(w)."
    yield {
        "冲突": f"goal(w) :- {clash}.",
        "成立": f"goal(w) :- {yes}, not {clash}.",
        "不成立": f"goal(w) :- not {yes}, not {clash}, said(w).",
        "无规定": f"goal(w) :- not {yes}, not {clash}, not said(w).",
    }[goal.status]
    yield ":- not goal(w)."


def givers(deciding: Deciding, goal: Goal) -> Iterator[tuple[ir.Effect, Tested]]:
    """The effects that could give the value asked for, and whether their formulas come to it.

    Only what no repair can do without: that something that stands gives it, before 不得计入 and the
    limits, which can but lower an amount. Nothing is said where several are added up or counted.
    """
    head = deciding.program.compiler.conclusions[goal.conclusion]
    if not goal.priced or head.combine in ("sum", "count") or not _positive(goal):
        return
    effects = deciding.program.effects.values()
    struck = {e.conclusion for e in effects if e.mode == "strike"}
    turns = goal.conclusion in deciding.program.turns
    for effect in deciding.reader.supports[goal.conclusion]:
        priced = deciding.resident.weigher.priced[effect.id]
        if priced.value is not None:
            off = isinstance(effect.value, ir.Attr) and effect.value.name in struck
            yield effect, _test(priced, goal, lowered=turns or off or bool(effect.caps))


def _positive(goal: Goal) -> bool:
    """Nothing need give an amount of nothing: limits bring it about."""
    wanted = goal.least if goal.value is None else goal.value
    return not isinstance(wanted, int) or wanted > 0


def _test(priced: Priced, goal: Goal, *, lowered: bool) -> Tested:
    least = goal.value if lowered and goal.value is not None else goal.least

    def tested(env: Env, r: int) -> bool | None:
        value = _given(priced, env, r)
        if value is None or value is ABSENT:
            return None if value is None else False
        if goal.value is not None and not lowered:
            return bool(value == goal.value)
        return least is None or reaches(value, least)

    return tested


def _given(priced: Priced, env: Env, r: int) -> Value:
    """What the formula comes to, with its ratio, rounded as amounts are."""
    assert priced.value is not None
    base = priced.value(env, r)
    ratio: Value = env.parameters.get(priced.effect.ratio) if priced.effect.ratio else 1
    if base is None or base is ABSENT or ratio is None:
        return base if ratio is not None else None
    return gross(base, ratio) if priced.money else base
