"""The leaves of the logic program: every atomic test, once, with what it reads.

A leaf becomes the atom `l(id, record)`. Its truth comes from the value layer when everything it
reads is known; otherwise it is opened (see `worlds`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from yiju.ir import model as ir
from yiju.ir.walk import conclusions_in, leaf_operands
from yiju.values.evaluate import Compiler, TestOf


@dataclass(frozen=True)
class Force:
    """A notice is in force for a record, by the event day."""

    notice: int
    cls: str
    event: str


@dataclass(frozen=True)
class Later:
    """A notice took effect after another: the premise of 以本通知为准 and of 后法优先."""

    newer: int
    older: int


LeafCond = ir.Flag | ir.Among | ir.Compare | ir.Within | ir.InWindow | Force | Later


@dataclass(frozen=True)
class Leaf:
    """One test. `cls` is the class of its record (人 = record 0)."""

    id: int
    cls: str
    cond: LeafCond
    test: TestOf
    reads: frozenset[tuple[str, str]]  # (class, attribute)
    parameters: frozenset[str]
    conclusions: frozenset[str]  # values derived in an earlier stratum


@dataclass
class Leaves:
    """All leaves of a policy, shared between clauses that test the same thing."""

    compiler: Compiler
    items: list[Leaf] = field(default_factory=list)
    _ids: dict[object, int] = field(default_factory=dict)
    _seen: dict[int, tuple[LeafCond, Leaf]] = field(default_factory=dict)  # by identity

    def __iter__(self) -> Iterator[Leaf]:
        return iter(self.items)

    def of(self, cond: LeafCond) -> Leaf:
        """The leaf of a condition; equal conditions share one."""
        seen = self._seen.get(id(cond))
        if seen is not None and seen[0] is cond:
            return seen[1]
        key = _key(cond)
        if key not in self._ids:
            self._ids[key] = len(self.items)
            self.items.append(self._make(cond))
        leaf = self.items[self._ids[key]]
        if isinstance(cond, ir.Node):  # a node of the policy, asked about again by explanations
            self._seen[id(cond)] = (cond, leaf)
        return leaf

    def _make(self, cond: LeafCond) -> Leaf:
        number = len(self.items)
        if isinstance(cond, Force):
            test = self.compiler.force(cond.notice, cond.cls, cond.event)
            reads = frozenset({(cond.cls, cond.event)} if cond.event else ())
            return Leaf(number, cond.cls, cond, test, reads, frozenset(), frozenset())
        if isinstance(cond, Later):
            test = self.compiler.later(cond.newer, cond.older)
            return Leaf(number, ir.PERSON, cond, test, frozenset(), frozenset(), frozenset())
        reads, parameters = leaf_operands(cond)
        names = conclusions_in(cond)
        classes = {cls for cls, _ in reads} | {self.compiler.conclusions[n].cls for n in names}
        cls = next(iter(sorted(classes - {ir.PERSON})), ir.PERSON)
        return Leaf(number, cls, cond, self.compiler.test(cond), reads, parameters, names)


def _key(cond: LeafCond) -> object:
    """Equality without span and text."""
    if isinstance(cond, (Force, Later)):
        return cond
    return bare(cond)


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
