"""任选: one of the supports of a conclusion is picked by the person; docs/semantics.md §12.

What is picked is a choice like any other: a question made here, an option for each clause that
gives the conclusion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yiju.ir import errors_unknowns
from yiju.ir import model as ir
from yiju.ir.scope import Scope

KEYS = "甲乙丙丁戊己庚辛壬癸"
ASKED = "取哪一条"
WHO = ("本人",)


def pickable(
    scope: Scope, head: ir.Conclusion, given: Sequence[tuple[ir.Clause, ir.Effect]]
) -> None:
    """Refuse what cannot be picked from yet: of each record, by a local ratio, of too many."""
    span = scope.find("任选", head.span)
    clauses = [clause.id for clause, _ in given]
    if head.cls != ir.PERSON:
        scope.report(errors_unknowns.PickOfRecord(span=span, name=head.name, cls=head.cls))
    elif any(effect.mode != "value" for _, effect in given) or len(clauses) != len(set(clauses)):
        scope.report(errors_unknowns.PickNotPlain(span=span, name=head.name))
    elif len(clauses) > len(KEYS):
        scope.report(errors_unknowns.PickTooMany(span=span, name=head.name, most=len(KEYS)))


def questions(policy: ir.Policy, conclusions: Iterable[ir.Conclusion]) -> tuple[ir.Question, ...]:
    """The choices that 任选 asks, after the questions of the policy."""
    number = max((q.id for q in policy.questions), default=-1)
    found = []
    for head in conclusions:
        clauses = [c for c in policy.clauses if any(e.conclusion == head.name for e in c.effects)]
        giving = [c for c in clauses if any(_gives(e, head) for e in c.effects)]
        if head.combine == "pick" and len(giving) > 1:
            number += 1
            options = tuple(
                ir.Option(key, f"{policy.cite(c)}「{c.title}」")
                for key, c in zip(KEYS, giving, strict=False)
            )
            question = ir.Question(
                id=number,
                notice=giving[0].notice,
                locator=giving[0].locator,
                name=head.name + ASKED,
                options=options,
                chooser=WHO,
                picks=head.name,
                clauses=tuple(c.id for c in giving),
                span=head.span,
            )
            found.append(question)
    return tuple(found)


def _gives(effect: ir.Effect, head: ir.Conclusion) -> bool:
    return effect.conclusion == head.name and effect.mode == "value"
