"""Open items as a program: each takes one of its choices, and tests hold or not accordingly."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from yiju.asp.from_ir import option_number
from yiju.asp.items import ASKED, Item, Opened, overlay
from yiju.asp.leaves import Leaf

NOTHING: Mapping[int, int] = {}


def open_leaf(opened: Opened, leaf: Leaf, r: int) -> list[str]:
    """When a test holds, by the choices of the items it turns on."""
    atom = f"l({leaf.id},{r})"
    touching = opened.touches.get((leaf.id, r))
    if touching is None:
        return [f"{atom}."] if leaf.test(opened.env, r) else []
    items: list[Item] = [opened.items[j] for j in touching]
    free = [j for j, item in zip(touching, items, strict=True) if item.kind == "free"]
    if free:
        return [f"{atom} :- v({j},0)." for j in free]
    lines = []
    for picks in product(*(range(len(item.choices)) for item in items)):
        chosen = [(item, item.choices[k]) for item, k in zip(items, picks, strict=True)]
        if leaf.test(overlay(opened.env, chosen), r):
            body = ", ".join(f"v({j},{k})" for j, k in zip(touching, picks, strict=True))
            lines.append(f"{atom} :- {body}.")
    return lines


def choices(
    items: list[Item], only: list[int] | None = None, fixed: Mapping[int, int] = NOTHING
) -> list[str]:
    """Each item takes exactly one of its choices, or the one it is fixed at; ordered by cut atoms.

    `ge(J,K)`: the value of item J lies at or above its K-th cut.
    """
    lines = []
    for j in range(len(items)) if only is None else only:
        item, last = items[j], len(items[j].choices) - 1
        if j in fixed:
            lines.append(f"v({j},{fixed[j]}).")
        elif item.ordered and last > 0:
            lines += [
                f"{{ge({j},1..{last})}}.",
                f":- ge({j},K), K > 1, not ge({j},K-1).",
                f"v({j},0) :- not ge({j},1).",
                f"v({j},K) :- ge({j},K), not ge({j},K+1).",
            ]
        else:
            lines.append(f"1 {{v({j},0..{last})}} 1.")
        if item.kind in ASKED:
            lines += [
                f"sel({item.number},{option_number(str(o))}) :- v({j},{k})."
                for k, o in enumerate(item.choices)
            ]
        elif item.kind == "gap":
            lines.append(f"gap({item.number}) :- v({j},1).")
    return lines
