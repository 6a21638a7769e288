"""What the values behind a conclusion are made of: the facts that some formula on the way reads."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.asp.from_ir import Program
from yiju.ir import model as ir
from yiju.ir.walk import (
    clause_nodes,
    conclusions_in,
    effect_expressions,
    held_in,
    leaf_operands,
)


def formula_facts(program: Program, name: str) -> frozenset[tuple[str, str]]:
    """The facts (class, name) whose very value, not only a test of it, can decide a conclusion.

    Through the clauses that give, deny, forbid or override it, and the conclusions they ask about.
    """
    found: set[tuple[str, str]] = set()
    todo, seen = [name], set()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        for effect in _bearing(program, name):
            for node in effect_expressions(effect):
                found |= leaf_operands(node)[0]
                todo += conclusions_in(node)
            for node in (*clause_nodes(program.clause_of[effect.id]), effect.when):
                todo += held_in(node) | conclusions_in(node)
                if conclusions_in(node):  # a test of a value, with what it is compared to
                    found |= leaf_operands(node)[0]
    return frozenset(found)


def _bearing(program: Program, name: str) -> Iterator[ir.Effect]:
    """Effects on the conclusion, and on those that can be inconsistent with them."""
    heads = program.compiler.conclusions
    mine = {
        e.id
        for e in program.effects.values()
        if e.mode == "strike" or name in (e.conclusion, *_members(heads, e.conclusion))
    }
    clauses = {program.clause_of[e].id for e in mine}
    rivals = {x for pair in program.contested for x in pair}
    near = {  # the whole of a contested clause: inconsistency may be judged by matter
        e.id
        for pair in program.contested
        if any(program.clause_of[x].id in clauses for x in pair)
        for x in pair
        for e in program.clause_of[x].effects
        if e.id in rivals or e.id in mine
    }
    yield from (program.effects[number] for number in sorted(mine | near))


def _members(heads: dict[str, ir.Conclusion], name: str) -> tuple[str, ...]:
    head = heads.get(name)
    return head.members if head else ()
