"""Whether a choice can bring about what is asked, whatever else turns out: docs/semantics.md §12.

Three quantifiers: for every reading and every completion of what is unknown there is a choice under
which the conclusion holds. clingo looks for a completion in which every choice fails:

    1 {v(0,0..1)} 1.                          what is unknown takes one of its values
    fails(0) :- v(0,1).                       under choice 0 it does not hold in this completion
    :- not fails(0).  :- not fails(1).        one in which each of them fails; none: 可选得
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from yiju.asp.items import Item
from yiju.asp.opening import choices
from yiju.asp.settling import Seen
from yiju.asp.solver import satisfiable


def attainable(seen: Sequence[Seen], items: Sequence[Item]) -> bool:
    """Whether for every completion of the rest some choice makes the conclusion hold.

    :param seen: all completions, those that cannot be left out.
    """
    chosen = [k for k, item in enumerate(items) if item.kind == "choice"]
    rest = [k for k in range(len(items)) if k not in chosen]
    lines = choices(list(items), only=rest)
    options = list(product(*(range(len(items[k].choices)) for k in chosen)))
    for number, picks in enumerate(options):
        wanted = dict(zip(chosen, picks, strict=True))
        lines += _failing(number, wanted, seen, rest)
        lines.append(f":- not fails({number}).")
    return not satisfiable("\n".join([*lines, ""]))


def _failing(
    number: int, wanted: dict[int, int], seen: Sequence[Seen], rest: Sequence[int]
) -> Iterator[str]:
    """When an option fails, one rule for each completion; a place left open asks for nothing."""
    for s in seen:
        if s.outcome.status != "成立" and all(s.picks[k] in (c, None) for k, c in wanted.items()):
            body = ", ".join(f"v({k},{s.picks[k]})" for k in rest if s.picks[k] is not None)
            yield f"fails({number}) :- {body}." if body else f"fails({number})."
