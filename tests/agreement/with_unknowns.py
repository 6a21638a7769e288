"""Choices and constraints in random policies, drawn apart so that the rest stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import msgspec
from agreement.vocabulary import BILL, bill, person

from yiju.case.model import Case, Given
from yiju.interp.combine import conclude
from yiju.interp.constraints import Constraints
from yiju.interp.known import Facts
from yiju.interp.segments import Segments
from yiju.interp.world import World
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import leaf_operands

ASKED = 0.3  # of the policies get a line that stands under a choice
CHOSEN = 0.15  # of the other questions are choices


def enriched(policy: ir.Policy, seed: int) -> ir.Policy:
    """The policy with some of its questions as choices, and at times with constraints."""
    rng = Random(f"unknowns {seed}")
    if rng.random() < ASKED:
        policy = _asking(policy, rng)
    questions = tuple(_chosen(q, rng) if rng.random() < CHOSEN else q for q in policy.questions)
    constraints = _constraints(rng) if rng.random() < 0.15 else ()
    return msgspec.structs.replace(policy, questions=questions, constraints=constraints)


def _chosen(question: ir.Question, rng: Random) -> ir.Question:
    return msgspec.structs.replace(question, chooser=("本人",), final=rng.random() < 0.5)


def _asking(policy: ir.Policy, rng: Random) -> ir.Policy:
    """One clause gives what it gives only under one option of a new choice."""
    number = len(policy.questions)
    options = (ir.Option("甲", "甲"), ir.Option("乙", "乙"))
    question = ir.Question(id=number, notice=0, locator="", name="任选", options=options)
    changed = rng.choice(policy.clauses)
    if changed.kind == "define":
        return policy
    guard = ir.Reading(question=number, option=rng.choice("甲乙"))
    effects = tuple(
        e if e.when != ir.ALWAYS else msgspec.structs.replace(e, when=guard)
        for e in changed.effects
    )
    clauses = tuple(
        msgspec.structs.replace(c, effects=effects) if c is changed else c for c in policy.clauses
    )
    asked = (*policy.questions, _chosen(question, rng))
    return msgspec.structs.replace(policy, clauses=clauses, questions=asked)


def _constraints(rng: Random) -> tuple[ir.Constraint, ...]:
    """Some of: one fact asks for another, an amount or a day stands above another."""
    town = ir.Flag(cls=PERSON, name="城镇")
    kin = ir.Among(cls=PERSON, name="身份", values=("三属",))
    ill = ir.Among(cls=BILL, name="病因", values=("疾病",))
    mad = ir.Flag(cls=BILL, name="精神病")
    found: list[tuple[str, ir.Cond]] = [
        (PERSON, ir.All(items=(town, kin))),
        (PERSON, ir.AnyOf(items=(ir.All(items=(town, kin)), _neither(town, kin)))),
        (BILL, ir.All(items=(mad, ir.Not(item=ill)))),
        (BILL, ir.Compare(op="lt", left=bill("余额"), right=bill("他方"))),
        (BILL, ir.Compare(op="lt", left=bill("结算日"), right=bill("发生日"))),
        (BILL, ir.Compare(op="gt", left=person("参保日"), right=bill("发生日"))),
    ]
    days = 0 if rng.random() < 0.7 else 2  # unknown days cost a look at every day
    some = rng.sample(found[: 4 + days], rng.randint(1, 2))
    return tuple(
        ir.Constraint(id=n, notice=0, cls=cls, title=f"约束{n}", violated=violated)
        for n, (cls, violated) in enumerate(some)
    )


def _neither(*conds: ir.Cond) -> ir.Cond:
    return ir.All(items=tuple(ir.Not(item=c) for c in conds))


def loosened(policy: ir.Policy, case: Case, rng: Random) -> Case:
    """The case without the facts of one constraint at one record, and without any that break one."""
    if not policy.constraints:
        return case
    constraint = rng.choice(policy.constraints)
    place = (constraint.cls, rng.randrange(len(case.records[constraint.cls])))
    case = _without(case, constraint, place)
    facts = Facts(policy, case, Given())
    world = World(Segments(facts), {}, conclude, {})
    for constraint, place, unknown in Constraints(facts).all:
        if not unknown and world.true(constraint.violated, place):
            case = _without(case, constraint, place)
    return case


def _without(case: Case, constraint: ir.Constraint, place: tuple[str, int]) -> Case:
    """The case without what the constraint reads of the record and of the person."""
    read = leaf_operands(constraint.violated)[0]
    records = {
        cls: tuple(
            replace(row, facts={k: v for k, v in row.facts.items() if (cls, k) not in read})
            if cls == PERSON or (cls, number) == place
            else row
            for number, row in enumerate(own)
        )
        for cls, own in case.records.items()
    }
    return replace(case, records=records)


def left_open(policy: ir.Policy, readings: Mapping[int, str], rng: Random) -> dict[int, str]:
    """What is given, with some of the choices not yet made."""
    choices = {q.id for q in policy.questions if q.is_choice}
    return {q: o for q, o in readings.items() if q not in choices or rng.random() < 0.3}
