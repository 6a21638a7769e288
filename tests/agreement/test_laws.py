"""What must not matter does not: laws of the engine on random policies and cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

import pytest
from agreement.compare import plain
from agreement.generate import Pair, pairs
from agreement.vocabulary import BILL

from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.case.model import Record
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.pipeline import Engine

SEEDS = range(40)
Said = dict[tuple[str, str], tuple[object, ...]]


def _answers(pair: Pair) -> list[Answer]:
    return Deciding(Engine(pair.policy).resident, pair.case, pair.given).answers(pair.about)


def _said(answers: Iterable[Answer]) -> Said:
    """Status, value, causes and readings, by conclusion and record name."""
    return {
        (a.conclusion, a.record_name): (
            a.status,
            plain(a.value),
            frozenset(a.depends),
            frozenset((frozenset(label), part.status, part.value) for label, part in a.by_reading),
        )
        for a in answers
        if a.exhaustive
    }


def _change(node: ir.Node, **fields: object) -> ir.Node:
    old = {name: getattr(node, name) for name in node.__struct_fields__}
    return type(node)(**{**old, **fields})


def _policy(pair: Pair, **fields: object) -> Pair:
    return replace(pair, policy=_change(pair.policy, **fields))


def _shuffled(pair: Pair) -> Pair:
    """Cards, declarations, facts and records in another order; numbers as they were."""
    rng = Random(pair.seed)

    def mixed(items: Iterable[object]) -> tuple[object, ...]:
        found = list(items)
        rng.shuffle(found)
        return tuple(found)

    policy = pair.policy
    names = ("attributes", "conclusions", "parameters", "clauses", "max_rules")
    made = _policy(pair, **{name: mixed(getattr(policy, name)) for name in names})
    # Records below are numbered by the place of the one they belong to, which stays.
    owners = {r.owner for rows in pair.case.records.values() for r in rows}
    owners |= {policy.owners.get(cls, "") for cls, _ in pair.case.unlisted}
    records = {
        cls: tuple(
            replace(r, facts=dict(mixed(r.facts.items())))  # type: ignore[arg-type,type-var]
            for r in (rows if cls in owners else mixed(rows))
        )
        for cls, rows in pair.case.records.items()
    }
    return replace(made, case=replace(pair.case, records=records))


def _renumbered(pair: Pair) -> Pair:
    """Cards read in the opposite order: their numbers and those of their effects change too."""
    last = len(pair.policy.clauses) - 1
    most = max((e.id for c in pair.policy.clauses for e in c.effects), default=0)
    clauses = []
    for clause in reversed(pair.policy.clauses):
        effects = tuple(_change(e, id=most - e.id, clause=last - clause.id) for e in clause.effects)
        related = {
            name: tuple(last - o for o in getattr(clause, name))
            for name in ("over", "special", "adds")
        }
        clauses.append(_change(clause, id=last - clause.id, effects=effects, **related))
    rules = tuple(_change(m, clause=last - m.clause) for m in pair.policy.max_rules)
    questions = tuple(
        _change(q, clauses=tuple(last - c for c in q.clauses)) if q.picks else q
        for q in pair.policy.questions
    )
    return _policy(pair, clauses=tuple(clauses), max_rules=rules, questions=questions)


def _beside(pair: Pair) -> Pair:
    """A notice more, about something nobody asks for."""
    policy = pair.policy
    number = len(policy.notices)
    notice = ir.Notice(
        id=number, name="丙文", short="丙文", effective="2020-01-01", prevails="末段"
    )
    head = ir.Conclusion(name="别的", cls=BILL, kind="bool", event="发生日", matter="别的事")
    effect = ir.Effect(id=10_000, clause=10_000, conclusion="别的", mode="affirm")
    scope = ir.Flag(cls=BILL, name="定点")
    clause = ir.Clause(
        id=10_000,
        notice=number,
        locator="第一条",
        title="",
        cls=BILL,
        scope=scope,
        effects=(effect,),
    )
    return _policy(
        pair,
        notices=(*policy.notices, notice),
        conclusions=(*policy.conclusions, head),
        clauses=(*policy.clauses, clause),
        strata=(*policy.strata, ("别的",)),
    )


@pytest.mark.parametrize("change", [_shuffled, _renumbered, _beside])
def test_what_must_not_matter(change: Callable[[Pair], Pair]) -> None:
    """Order, numbering and unrelated notices change no answer that both searches came to the end of."""
    both = 0
    for seed in SEEDS:
        pair = pairs(seed)[0]
        after, before = _said(_answers(change(pair))), _said(_answers(pair))
        common = after.keys() & before.keys()
        assert {k: after[k] for k in common} == {k: before[k] for k in common}, f"seed {seed}"
        both += len(common)
    assert both > 5 * len(SEEDS)


def test_renaming_changes_names_only() -> None:
    """Records under other names get the same answers under those names."""
    for seed in SEEDS:
        pair = pairs(seed)[1]
        rows = pair.case.records[BILL]
        renamed = tuple(Record(r.cls, r.name + "号", r.facts) for r in rows)
        case = replace(pair.case, records={**pair.case.records, BILL: renamed})
        before = {
            (a.conclusion, a.record_name): (a.status, a.value, len(a.depends))
            for a in _answers(pair)
        }
        after = {
            (a.conclusion, a.record_name.removesuffix("号")): (a.status, a.value, len(a.depends))
            for a in _answers(replace(pair, case=case))
        }
        assert after == before, f"seed {seed}"


def _builds_on(policy: ir.Policy, name: str) -> bool:
    """Whether some card asks about the conclusion, or is weighed against what it gives."""
    texts = [repr(c.scope) + repr(c.condition) + repr(c.exceptions) for c in policy.clauses]
    values = [repr(e.value) for c in policy.clauses for e in c.effects]
    return any(f"name='{name}'" in text for text in (*texts, *values))


def test_an_exception_never_gives() -> None:
    """One more 除非 on the cards that give 特困 never makes it hold, where none argues against it."""
    tried = 0
    for seed in range(2000):
        pair = pairs(seed)[0]
        own = [c for c in pair.policy.clauses if any(e.conclusion == "特困" for e in c.effects)]
        against = any(e.mode == "deny" for c in own for e in c.effects)
        if not own or against or _builds_on(pair.policy, "特困"):
            continue
        tried += 1
        barred = ir.Exception_(cond=ir.Flag(cls=PERSON, name="城镇"))
        clauses = tuple(
            _change(c, exceptions=(*c.exceptions, barred)) if c in own else c
            for c in pair.policy.clauses
        )
        before = {a.conclusion: a.status for a in _answers(pair)}
        after = {a.conclusion: a.status for a in _answers(_policy(pair, clauses=clauses))}
        assert (before["特困"], after["特困"]) not in {("不成立", "成立"), ("无规定", "成立")}
    assert tried > 10


def test_knowing_more_never_changes_a_certain_answer() -> None:
    """What is certain while a fact is unknown stays so, whatever the fact turns out to be."""
    tried = 0
    for seed in range(60):
        known = pairs(seed)[2]
        rng = Random(seed)
        cls = rng.choice((PERSON, BILL))
        row = known.case.records[cls][0]
        names = sorted(row.facts)
        name = rng.choice([n for n in names if n not in ("中断", "孤老")])  # 孤老 缺省为否
        facts = {k: v for k, v in row.facts.items() if k != name}
        rows = (Record(row.cls, row.name, facts), *known.case.records[cls][1:])
        case = replace(known.case, records={**known.case.records, cls: rows})
        before = _said(_answers(replace(known, case=case)))
        after = _said(_answers(known))
        for key, (status, value, *_) in before.items():
            if status not in ("未定", "可选得"):
                tried += 1
                assert after[key][:2] == (status, value), f"seed {seed}: {key}, {cls} {name}"
    assert tried > 100
