"""则：参照 某身份: the cards of the notice are asked as if the person had that identity; §22.

A 是否 conclusion of its own says whether; wherever another clause of the notice asks for the
identity, it asks for the identity or for that conclusion. A 参照 clause itself is never asked so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yiju.ir import errors_likened as errors
from yiju.ir import model as ir
from yiju.ir.drafts import change
from yiju.ir.model import PERSON
from yiju.ir.scope import Scope, hint
from yiju.syntax import tree


def named(notice: ir.Notice, identity: str) -> str:
    """The conclusion that somebody is treated like that: `阜阳办法·参照残疾军人`."""
    return f"{notice.short}·参照{identity}"


def declare_likened(scope: Scope, documents: Mapping[int, tree.Document]) -> None:
    """The conclusions that 参照 lines make; what is no identity is told."""
    known = {v for a in scope.attributes.values() if a.kind in ("one", "many") for v in a.domain}
    for number, document in documents.items():
        for card in document.cards:
            for line in card.lines:
                if not isinstance(line, tree.Result) or line.form != "like":
                    continue
                said = line.conclusion
                if said.name not in known:
                    told = errors.NoIdentity(
                        span=said.span, name=said.name, hint=hint(said.name, known)
                    )
                    scope.report(told)
                    continue
                name = named(scope.notices[number], said.name)
                scope.conclusions.setdefault(
                    name,
                    ir.Conclusion(
                        name=name,
                        cls=PERSON,
                        kind="bool",
                        like=said.name,
                        notice=number,
                        span=line.span,
                    ),
                )


def likened(
    conclusions: Mapping[str, ir.Conclusion], clauses: Sequence[ir.Clause]
) -> list[ir.Clause]:
    """The clauses, each asking for identities as the 参照 of its notice have it."""
    found: dict[int, dict[str, str]] = {}
    for head in conclusions.values():
        if head.like:
            found.setdefault(head.notice, {})[head.like] = head.name
    return [_asked(c, found.get(c.notice, {}), conclusions) for c in clauses]


def _asked(
    clause: ir.Clause, like: Mapping[str, str], conclusions: Mapping[str, ir.Conclusion]
) -> ir.Clause:
    own = any(
        e.conclusion in conclusions and conclusions[e.conclusion].like for e in clause.effects
    )
    if not like or own:
        return clause
    return change(
        clause,
        scope=_widened(clause.scope, like),
        condition=_widened(clause.condition, like),
        exceptions=tuple(change(e, cond=_widened(e.cond, like)) for e in clause.exceptions),
    )


def _widened(cond: ir.Cond, like: Mapping[str, str]) -> ir.Cond:
    match cond:
        case ir.All() | ir.AnyOf():
            return change(cond, items=tuple(_widened(item, like) for item in cond.items))
        case ir.Not():
            return change(cond, item=_widened(cond.item, like))
        case ir.Among():
            holds = tuple(
                ir.Holds(name=like[v], text=f"参照{v}", span=cond.span)
                for v in cond.values
                if v in like
            )
            return ir.AnyOf(items=(cond, *holds), span=cond.span) if holds else cond
        case _:
            return cond
