"""Readings taken: conditions with their readings settled, and a wording in all its versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product

from yiju.ir import model as ir
from yiju.ir.walk import questions_in
from yiju.prose.said import Said, Sentence, Taking, Version

Taken = Mapping[int, str]  # question → answer
MOST = 64  # combinations of readings worded for one sentence
_TRUE, _FALSE = ir.Const(value=True), ir.Const(value=False)


def settle(cond: ir.Cond, taken: Taken) -> ir.Cond:
    """The condition under these readings: what they make certain is gone."""
    match cond:
        case ir.Reading():
            known = taken.get(cond.question)
            return cond if known is None else ir.Const(value=known == cond.option)
        case ir.All() | ir.AnyOf():
            return _several(cond, taken)
        case ir.Not():
            item = settle(cond.item, taken)
            if isinstance(item, ir.Const):
                return ir.Const(value=not item.value)
            return ir.Not(item=item, span=cond.span)
        case _:
            return cond


def _several(cond: ir.All | ir.AnyOf, taken: Taken) -> ir.Cond:
    ends = isinstance(cond, ir.AnyOf)  # the truth that decides it
    items: list[ir.Cond] = []
    for part in cond.items:
        item = settle(part, taken)
        if isinstance(item, ir.Const):
            if item.value == ends:
                return item
            continue
        items.append(item)
    if not items:
        return _FALSE if ends else _TRUE
    if len(items) == 1:
        return items[0]
    return type(cond)(items=tuple(items), span=cond.span)


def holds(cond: ir.Cond, taken: Taken) -> bool:
    """Whether a guard made of readings holds; all of them are taken."""
    settled = settle(cond, taken)
    return not (isinstance(settled, ir.Const) and not settled.value)


def asked(nodes: Iterable[ir.Cond]) -> tuple[int, ...]:
    """The questions that conditions mention."""
    found: set[int] = set()
    for node in nodes:
        found |= questions_in(node)
    return tuple(sorted(found))


def worded(
    policy: ir.Policy,
    questions: Iterable[int],
    taken: Taken,
    say: Callable[[Taken], Said | None],
    nothing: Said | None = None,
) -> Sentence | None:
    """A sentence in the versions that the readings left open make of it.

    :param say: the wording under given readings; None where there is none, told by `nothing`.
    """
    questions = tuple(questions)
    free = [policy.questions[q] for q in questions if q not in taken]
    total = 1
    for question in free:
        total *= len(question.options)
    if total > MOST:
        return Sentence((Version(Said(f"读法的组合有{total}种，不逐一列出；请定下几个读法再看")),))
    table: dict[tuple[str, ...], Said | None] = {}
    for keys in product(*([o.key for o in q.options] for q in free)):
        chosen = {**taken, **{q.id: key for q, key in zip(free, keys, strict=True)}}
        table[keys] = say(chosen)
    if all(said is None for said in table.values()):  # silent; told where a reading makes it so
        return Sentence((Version(nothing),)) if nothing and set(questions) & set(taken) else None
    groups: dict[Said, list[tuple[str, ...]]] = {}
    for keys, said in table.items():
        shown = said or nothing
        if shown is not None:
            groups.setdefault(shown, []).append(keys)
    return Sentence(
        tuple(Version(said, tuple(_under(policy, free, keys))) for said, keys in groups.items())
    )


def _under(
    policy: ir.Policy, free: list[ir.Question], keys: list[tuple[str, ...]]
) -> Iterable[tuple[Taking, ...]]:
    """What has to be taken: one product of answers where the combinations are one."""
    columns = [list(dict.fromkeys(key[k] for key in keys)) for k in range(len(free))]
    size = 1
    for column in columns:
        size *= len(column)
    rows = [columns] if size == len(keys) else [[[x] for x in key] for key in keys]
    for row in rows:
        takings = tuple(
            _taking(policy, question, options)
            for question, options in zip(free, row, strict=True)
            if len(options) < len(question.options)
        )
        if takings:
            yield takings


def _taking(policy: ir.Policy, question: ir.Question, keys: list[str]) -> Taking:
    return Taking(
        policy.notices[question.notice].short,
        question.name,
        tuple((o.key, o.text) for o in question.options if o.key in keys),
        question.is_choice,
    )
