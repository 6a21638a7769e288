"""The order in which values are computed: a conclusion after everything it is derived from.

Conclusions that can override one another are computed together. A test that compares the value of
a conclusion is a leaf of the next stage.
"""

from __future__ import annotations

from dataclasses import dataclass

from yiju.asp.from_ir import Program
from yiju.asp.leaves import Leaf
from yiju.ir.walk import clause_nodes, conclusions_in, effect_expressions, held_in, walk


@dataclass(frozen=True)
class Stage:
    """Leaves that can be tested now, and the conclusions whose values can be computed then."""

    leaves: tuple[Leaf, ...]
    conclusions: tuple[str, ...]


def stages(program: Program) -> tuple[Stage, ...]:
    """The stages of a program, first to last."""
    group = _groups(program)
    needs = _needs(program, group)
    level = dict.fromkeys(set(group.values()), 0)
    for _ in range(len(level) + 1):  # longest paths; the policy is stratified, so this settles
        for name, found in needs.items():
            for other, weight in found:
                if group[other] != group[name]:
                    least = level[group[other]] + weight
                    level[group[name]] = max(level[group[name]], least)
    last = max(level.values(), default=0)
    result = []
    for k in range(last + 1):
        leaves = tuple(leaf for leaf in program.leaves if _leaf_level(leaf, level, group) == k)
        names = tuple(name for name in program.heads if level[group[name]] == k)
        result.append(Stage(leaves, names))
    return tuple(result)


def _leaf_level(leaf: Leaf, level: dict[str, int], group: dict[str, str]) -> int:
    return max((level[group[name]] + 1 for name in leaf.conclusions), default=0)


def _groups(program: Program) -> dict[str, str]:
    """A representative for each set of conclusions that are decided together."""
    parent = {name: name for name in program.heads}

    def find(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for under, overs in program.arrows.items():
        for over in overs:
            one, other = (program.effects[e].conclusion for e in (over, under))
            parent[find(one)] = find(other)
    for name in parent:
        for other in program.pool(name):
            parent[find(name)] = find(other)
    return {name: find(name) for name in parent}


def _needs(program: Program, group: dict[str, str]) -> dict[str, list[tuple[str, int]]]:
    """For each conclusion, what its clauses ask of others; weight 1 where a value is involved."""
    valued = {group[name] for name in program.rivals}
    needs: dict[str, list[tuple[str, int]]] = {name: [] for name in program.heads}
    for clause in program.policy.clauses:
        for effect in clause.effects:
            nodes = (*clause_nodes(clause), effect.when)
            found = {(h, int(group[h] in valued)) for node in nodes for h in held_in(node)}
            found |= {(v, 1) for node in nodes for v in conclusions_in(node)}
            found |= {(v, 1) for node in effect_expressions(effect) for v in conclusions_in(node)}
            for name in _targets(program, effect.mode, effect.conclusion):
                needs[name].extend(sorted(found))
    for name, places in program.turns.items():
        needs[name].extend((other, 1) for turn in places for other in sorted(turn.uses))
    return needs


def _targets(program: Program, mode: str, conclusion: str) -> list[str]:
    if mode == "strike":  # a struck part enters every formula that reads the attribute
        return [
            e.conclusion
            for e in program.effects.values()
            for expression in effect_expressions(e)
            if any(getattr(node, "name", "") == conclusion for node in walk(expression))
        ]
    head = program.compiler.conclusions[conclusion]
    return [name for name in (head.members or (conclusion,)) if name in program.heads]
