"""Stratification: no conclusion depends on itself. A circle is refused and shown."""

from __future__ import annotations

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.scope import Scope
from yiju.ir.turns import turns
from yiju.ir.walk import used_by
from yiju.source import Span

Needs = dict[str, dict[str, ir.Clause]]  # conclusion → what it uses → the first clause that does


def strata(
    scope: Scope, conclusions: list[ir.Conclusion], clauses: list[ir.Clause]
) -> tuple[tuple[str, ...], ...]:
    """The conclusions in layers, each using only layers before it."""
    needs = uses(conclusions, clauses)
    layers: list[tuple[str, ...]] = []
    done: set[str] = set()
    while len(done) < len(needs):
        layer = tuple(n for n, used in needs.items() if n not in done and used.keys() <= done)
        if not layer:
            left = {n: used for n, used in needs.items() if n not in done}
            _tell_circles(scope, left)
            return ()
        layers.append(layer)
        done |= set(layer)
    return tuple(layers)


def uses(conclusions: list[ir.Conclusion], clauses: list[ir.Clause]) -> Needs:
    """What each conclusion uses."""
    found: Needs = {c.name: {} for c in conclusions}
    members = {c.name: c.members for c in conclusions}
    for clause in clauses:
        for effect in clause.effects:
            used = used_by(clause, effect)
            for name in members.get(effect.conclusion) or (effect.conclusion,):
                for other in sorted(used & found.keys() if name in found else ()):
                    found[name].setdefault(other, clause)
    for payer, places in turns(clauses).items():
        for turn in places:
            for other in sorted(turn.uses & found.keys() if payer in found else ()):
                found[payer].setdefault(other, turn.clause)
    return found


def _tell_circles(scope: Scope, needs: Needs) -> None:
    """One finding for each circle that shares nothing with one already told."""
    told: set[str] = set()
    for name in needs:
        circle = _circle(needs, name, told)
        if circle:
            told |= set(circle)
            pairs = list(zip(circle, [*circle[1:], circle[0]], strict=True))
            steps = [_step(scope, needs[a][b], a, b) for a, b in pairs]
            clause = needs[circle[0]][pairs[0][1]]
            span = scope.find(pairs[0][1], _body(clause.span))
            scope.report(errors.Circle(span=span, path="；".join(steps)))


def _body(span: Span) -> Span:
    """A card without its head."""
    if span.line == span.end_line:
        return span
    return Span(span.file, span.line + 1, 0, span.end_line, span.end_column)


def _step(scope: Scope, clause: ir.Clause, name: str, other: str) -> str:
    where = clause.locator if clause.kind == "define" else f"{clause.locator}「{clause.title}」"
    if clause.locator == f"「{name}」":
        where = ""
    notice = scope.notices[clause.notice].short
    return f"「{name}」（{notice}{where}）要先知道「{other}」"


def _circle(needs: Needs, start: str, told: set[str]) -> list[str]:
    """A shortest way from a conclusion back to itself, avoiding those already told."""
    if start in told:
        return []
    before: dict[str, str] = {}
    todo = [start]
    for name in todo:
        for other in needs[name]:
            if other == start:
                path = [name]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return path[::-1]
            if other in needs and other not in told and other not in before:
                before[other] = name
                todo.append(other)
    return []
