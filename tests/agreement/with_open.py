"""任选 in random policies, drawn apart so that the rest stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

import msgspec

from yiju.case.answer import Answer
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.picking import questions

AWARD = "奖励"
OCCURS = ("任选", "任选取第二条")
PICKED = 0.35  # of the policies have something to pick


def with_picking(policy: ir.Policy, seed: int) -> ir.Policy:
    """The policy with a conclusion of the person that two or three clauses give."""
    rng = Random(f"open {seed}")
    if rng.random() > PICKED:
        return policy
    number = max((e.id for c in policy.clauses for e in c.effects), default=-1) + 1
    clauses = list(policy.clauses)
    for k in range(rng.choice((2, 2, 3))):
        effect = ir.Effect(
            id=number + k,
            clause=len(clauses),
            conclusion=AWARD,
            mode="value",
            value=ir.Money(fen=100 * rng.choice((1, 2, 2, 3))),
        )
        clause = ir.Clause(
            id=len(clauses),
            notice=0,
            locator=f"任选{k}",
            title=f"任选{k}",
            cls=PERSON,
            condition=_condition(rng),
            effects=(effect,),
        )
        clauses.append(clause)
    head = ir.Conclusion(name=AWARD, cls=PERSON, kind="money", combine="pick")
    conclusions = (*policy.conclusions, head)
    policy = msgspec.structs.replace(
        policy,
        clauses=tuple(clauses),
        conclusions=conclusions,
        strata=(*policy.strata, (AWARD,)),
    )
    return msgspec.structs.replace(
        policy, questions=(*policy.questions, *questions(policy, conclusions))
    )


def picked(policy: ir.Policy, rng: Random) -> dict[int, str]:
    """What is picked in some cases already."""
    asked = [q for q in policy.questions if q.picks]
    return {q.id: rng.choice(q.options).key for q in asked if rng.random() < 0.25}


def _condition(rng: Random) -> ir.Cond:
    town = ir.Flag(cls=PERSON, name="城镇")
    kin = ir.Among(cls=PERSON, name="身份", values=("三属",))
    return rng.choice((ir.ALWAYS, ir.ALWAYS, town, kin, ir.Not(item=town)))


def occurs(policy: ir.Policy, answers: Iterable[Answer]) -> Iterator[str]:
    """Whether there was something to pick, and whether not the first of it was."""
    effects = [e.id for c in policy.clauses for e in c.effects if e.conclusion == AWARD]
    for answer in answers:
        if answer.conclusion == AWARD and answer.outcome:
            states = [s.state for s in answer.outcome.supports]
            if "outranked" in states:
                yield "任选"
            won = [s.effect for s in answer.outcome.supports if s.state == "won"]
            sides = [p.outcome for _, p in answer.by_choice if p.outcome is not None]
            won += [s.effect for o in sides for s in o.supports if s.state == "won"]
            if any(e in effects[1:] for e in won):
                yield "任选取第二条"
