"""Stratification: no conclusion depends on itself. A circle is refused and shown."""

from __future__ import annotations

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.scope import Scope
from yiju.ir.walk import clause_nodes, conclusions_in, effect_expressions, held_in


def strata(
    scope: Scope, conclusions: list[ir.Conclusion], clauses: list[ir.Clause]
) -> tuple[tuple[str, ...], ...]:
    """The conclusions in layers, each using only layers before it."""
    needs: dict[str, set[str]] = {c.name: set() for c in conclusions}
    members = {c.name: c.members for c in conclusions}
    for clause in clauses:
        for effect in clause.effects:
            used: set[str] = set()
            for node in (*clause_nodes(clause), effect.when):
                used |= held_in(node) | conclusions_in(node)
            for expression in effect_expressions(effect):
                used |= conclusions_in(expression)
            for name in members.get(effect.conclusion) or (effect.conclusion,):
                if name in needs:
                    needs[name] |= used
    circle = _circle(needs)
    if circle:
        span = next(c.span for c in conclusions if c.name == circle[0])
        scope.report(errors.Circle(span=span, path=" → ".join([*circle, circle[0]])))
        return ()
    layers: list[tuple[str, ...]] = []
    done: set[str] = set()
    while len(done) < len(needs):
        layer = tuple(n for n, used in needs.items() if n not in done and used <= done)
        layers.append(layer)
        done |= set(layer)
    return tuple(layers)


def _circle(needs: dict[str, set[str]]) -> list[str]:
    state: dict[str, int] = {}
    path: list[str] = []

    def visit(name: str) -> list[str]:
        state[name] = 1
        path.append(name)
        for other in sorted(needs.get(name, ())):
            if state.get(other) == 1:
                return path[path.index(other) :]
            if other in needs and other not in state:
                found = visit(other)
                if found:
                    return found
        path.pop()
        state[name] = 2
        return []

    for name in needs:
        if name not in state:
            found = visit(name)
            if found:
                return found
    return []
