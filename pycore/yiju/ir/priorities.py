"""Grounds of precedence, who settles what crosses, which organ stands above which: tree → IR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.readings import readings
from yiju.ir.relations import Relation, word_of
from yiju.ir.scope import Scope, hint
from yiju.syntax import tree
from yiju.syntax.keywords import keywords

Documents = Mapping[int, tree.Document]
# What a line relies on: without a ground of that premise it would say nothing.
_RELIES = {"over": "written", "special": "special", "prior": "own"}


def organs(scope: Scope, documents: Documents) -> tuple[tuple[str, str], ...]:
    """(lower, upper), as declared in 【机关】. A circle is reported and left out."""
    above: dict[str, set[str]] = {}
    for card in _cards(documents, "ORGANS"):
        for declaration in card[1].declarations:
            for member in declaration.members:
                path = _way(above, declaration.name, member.text)
                if path:
                    shown = " → ".join([member.text, *path])
                    scope.report(errors.OrganCircle(span=member.span, path=shown))
                else:
                    above.setdefault(member.text, set()).add(declaration.name)
    return tuple(sorted((low, high) for low, found in above.items() for high in found))


def _way(above: Mapping[str, set[str]], start: str, goal: str) -> list[str]:
    """The organs from `start` upwards to `goal`, both included; empty when there is no way."""
    if start == goal:
        return [start]
    for high in sorted(above.get(start, ())):
        if path := _way(above, high, goal):
            return [start, *path]
    return []


def grounds(scope: Scope, documents: Documents) -> tuple[ir.Ground, ...]:
    """The 【先后理由】 of all files, in order of name, so that file order never matters."""
    found: dict[str, ir.Ground] = {}
    for notice, card in sorted(_cards(documents, "PREC"), key=lambda c: (c[1].name, c[0])):
        if card.name in found:
            where = str(found[card.name].span)
            span = scope.find(card.name, card.span)
            scope.report(errors.Duplicate(span=span, name=card.name, where=where, thing="先后理由"))
            continue
        asked = readings(scope, notice, card)
        found[card.name] = ir.Ground(
            id=len(found),
            notice=notice,
            name=card.name,
            premises=tuple(
                ir.Premise(kind, asked.guard(line.mark))  # type: ignore[arg-type]
                for line in _fields(card, "PREMISE")
                for kind in line.values
            ),
            basis=_basis(card),
            presumptions=_presumptions(card),
            span=card.span,
        )
    return tuple(found.values())


def rulings(
    scope: Scope, documents: Documents, known: Sequence[ir.Ground]
) -> tuple[ir.Ruling, ...]:
    """The 【裁决】 of all files."""
    number = {ground.name: ground.id for ground in known}
    found = []
    for _, card in sorted(_cards(documents, "RULING"), key=lambda c: (c[1].name, c[0])):
        crossed: list[int] = []
        for line in _fields(card, "REASONS"):
            for name in line.values:
                if name in number:
                    crossed.append(number[name])
                    continue
                told = "、".join(f"「{n}」" for n in number) or "没有"
                span = scope.find(name, line.span)
                near = hint(name, number)
                scope.report(errors.NoSuchGround(span=span, name=name, known=told, hint=near))
            if len(line.values) != 2 or len(set(line.values)) != 2:
                count = len(set(line.values))
                scope.report(errors.NotTwoGrounds(span=line.span, count=count))
        found.append(
            ir.Ruling(
                name=card.name,
                grounds=tuple(sorted(set(crossed))),
                organs=tuple(v for line in _fields(card, "DECIDERS") for v in line.values),
                basis=_basis(card),
                presumptions=_presumptions(card),
                span=card.span,
            )
        )
    return tuple(found)


def relied_on(scope: Scope, relations: Sequence[Relation], known: Sequence[ir.Ground]) -> None:
    """优先于 and 特别于 need a ground that gives them force; each kind is told once."""
    have: set[str] = {premise.kind for ground in known for premise in ground.premises}
    for relation in relations:
        kind = "prior" if relation.line.prior else relation.line.relation
        _relied_on(scope, relation.line, _RELIES.get(kind, ""), have)


def _relied_on(scope: Scope, line: tree.OverLine, premise: str, have: set[str]) -> None:
    if premise and premise not in have:
        have.add(premise)  # told once
        word = word_of(line)
        if line.prior:
            word += f"：{keywords().spell('word', 'PRIOR')}"
        shown = keywords().spell("premise", premise)
        scope.report(errors.GroundMissing(span=line.span, word=word, premise=shown))


# ── reading a card ───────────────────────────────────────────────────────────


def _cards(documents: Documents, head: str) -> Iterator[tuple[int, tree.Card]]:
    for notice, document in documents.items():
        yield from ((notice, card) for card in document.cards if card.head == head)


def _fields(card: tree.Card, field: str) -> Iterator[tree.HeaderLine]:
    for line in card.lines:
        if isinstance(line, tree.HeaderLine) and line.field == field:
            yield line


def _basis(card: tree.Card) -> tuple[str, ...]:
    """`「立法法」第一百零三条`."""
    return tuple(
        (f"「{place.document}」" if place.document else "") + place.locator
        for line in card.lines
        if isinstance(line, tree.BasisLine)
        for place in line.places
    )


def _presumptions(card: tree.Card) -> tuple[str, ...]:
    return tuple(line.text for line in card.lines if isinstance(line, tree.PresumptionLine))
