"""Walking conditions and expressions of the IR."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from yiju.ir import model as ir

Leafy = ir.Flag | ir.Among | ir.Compare | ir.Within | ir.InWindow


def children(node: ir.Node) -> Iterator[ir.Node]:
    """The nodes directly under a condition or an expression."""
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, ir.Node):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, ir.Node))


def walk(node: ir.Node) -> Iterator[ir.Node]:
    """The node and everything under it, outermost first."""
    yield node
    for child in children(node):
        yield from walk(child)


def bare(node: object) -> object:
    """A node as nested tuples without spans and wordings, for equality."""
    if isinstance(node, ir.Node):
        skipped = ("span",) if isinstance(node, ir.Word) else ("span", "text")
        return (
            type(node).__name__,
            *(bare(getattr(node, f)) for f in node.__struct_fields__ if f not in skipped),
        )
    if isinstance(node, tuple):
        return tuple(bare(item) for item in node)
    return node


def near(node: ir.Node) -> Iterator[ir.Node]:
    """The node and what it reads at the record at hand: not what is read of the records counted."""
    yield node
    if isinstance(node, (ir.Aggregate, ir.Stretch)):
        at_hand = [n.item for n in walk(node) if isinstance(n, ir.Outer)]
        if isinstance(node, ir.Stretch):
            at_hand += [n for n in (node.until, node.tolerance) if n is not None]
        for item in at_hand:
            yield from near(item)
        return
    for child in children(node):
        yield from near(child)


@lru_cache(maxsize=4096)  # explanations ask about the same conditions again and again
def leaf_operands(cond: ir.Node) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """The facts (class, name) and the parameters that a condition or an expression reads."""
    facts: set[tuple[str, str]] = set()
    parameters: set[str] = set()
    for node in walk(cond):
        if isinstance(node, (ir.Attr, ir.Flag, ir.Among)):
            facts.add((node.cls, node.name))
        elif isinstance(node, ir.Stretch):
            facts |= {(node.cls, node.start), (node.cls, node.end)}
        elif isinstance(node, ir.Parameter):
            parameters.add(node.name)
    return frozenset(facts), frozenset(parameters)


@lru_cache(maxsize=4096)
def conclusions_in(node: ir.Node) -> frozenset[str]:
    """Conclusions whose value the node uses."""
    return frozenset(n.name for n in walk(node) if isinstance(n, (ir.ConclusionValue, ir.Paid)))


@lru_cache(maxsize=4096)
def wanted_in(node: ir.Node) -> frozenset[str]:
    """Conclusions without whose value the node has none."""
    return frozenset(n.name for n in walk(node) if isinstance(n, ir.ConclusionValue))


@lru_cache(maxsize=4096)
def held_in(node: ir.Node) -> frozenset[str]:
    """是否 conclusions and definitions that the node asks about."""
    return frozenset(n.name for n in walk(node) if isinstance(n, ir.Holds))


def questions_in(node: ir.Node) -> frozenset[int]:
    """Questions of reading that the node mentions."""
    return frozenset(n.question for n in walk(node) if isinstance(n, ir.Reading))


def clause_nodes(clause: ir.Clause) -> tuple[ir.Node, ...]:
    """The conditions of a clause: scope, condition, exceptions."""
    return (clause.scope, clause.condition, *(e.cond for e in clause.exceptions))


def effect_expressions(effect: ir.Effect) -> tuple[ir.Node, ...]:
    """The expressions of an effect: value or base, and the limits of its caps."""
    found: tuple[ir.Node, ...] = () if effect.value is None else (effect.value,)
    return (*found, *(cap.limit for cap in effect.caps))


def used_by(clause: ir.Clause, effect: ir.Effect) -> set[str]:
    """The conclusions that have to be known before an effect of a clause can be."""
    used: set[str] = set()
    for node in (*clause_nodes(clause), effect.when):
        used |= held_in(node) | conclusions_in(node)
    for expression in effect_expressions(effect):
        used |= conclusions_in(expression)
    return used
