"""A clause in the making, and small readings of a card's tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from yiju.ir import model as ir
from yiju.syntax import tree

_Node = TypeVar("_Node", bound=ir.Node)


@dataclass
class Draft:
    """A clause in the making."""

    locator: str
    title: str
    scope: list[ir.Cond] = field(default_factory=list)
    condition: list[ir.Cond] = field(default_factory=list)
    exceptions: list[ir.Exception_] = field(default_factory=list)
    guard: ir.Cond = ir.ALWAYS
    rank: int = 0
    table: int = -1
    starts: tuple[ir.Start, ...] = ()
    ends: tuple[ir.Start, ...] = ()
    scope_text: list[str] = field(default_factory=list)
    condition_text: list[str] = field(default_factory=list)
    inherited: list[str] = field(default_factory=list)  # the chapters it lies in
    presumptions: list[str] = field(default_factory=list)  # of those chapters


def conditions_of(card: tree.Card) -> list[tree.Node]:
    """The conditions of a card, alternatives one by one."""
    found: list[tree.Node] = []
    for line in card.lines:
        if isinstance(line, tree.Condition):
            nodes = (line.cond, *(a.cond for a in line.alternatives))
            found += [node for node in nodes if node is not None]
    return found


def change(node: _Node, **fields: object) -> _Node:
    return msgspec.structs.replace(node, **fields)


def both(a: ir.Cond, b: ir.Cond) -> ir.Cond:
    parts = tuple(c for c in (a, b) if c != ir.ALWAYS)
    return parts[0] if len(parts) == 1 else ir.All(items=parts) if parts else ir.ALWAYS


def conjunction(conditions: list[ir.Cond]) -> ir.Cond:
    if not conditions:
        return ir.ALWAYS
    return conditions[0] if len(conditions) == 1 else ir.All(items=tuple(conditions))


def locator_of(card: tree.Card) -> str:
    """A definition's place: its 条文 line, or the card itself where the vocabulary defines it."""
    for line in card.lines:
        if isinstance(line, tree.AtLine):
            return line.place.locator
    return f"「{card.name}」"


def presumptions_of(card: tree.Card) -> list[str]:
    """What the text does not say and the card takes."""
    return [x.text for x in card.lines if isinstance(x, tree.PresumptionLine)]


def filled_cells(card: tree.Card, row: tree.Row | None) -> list[tuple[tree.Column, tree.Cell]]:
    if row is None:
        return []
    pairs = zip(card.columns, row.cells, strict=True)
    return [(column, cell) for column, cell in pairs if column.kind == "FILL"]


def fills_of(card: tree.Card, row: tree.Row | None) -> Mapping[str, tree.Cell]:
    return {column.name: cell for column, cell in filled_cells(card, row)}


def names_in(node: object) -> set[str]:
    """Names used anywhere under an expression."""
    if isinstance(node, tree.Name):
        return {node.name}
    if isinstance(node, tuple):
        return set().union(*(names_in(item) for item in node)) if node else set()
    if isinstance(node, tree.Node):
        return set().union(*(names_in(getattr(node, f)) for f in node.__dataclass_fields__))
    return set()
