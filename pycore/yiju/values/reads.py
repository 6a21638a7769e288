"""What a condition or an expression reads in a case, record by record; docs/semantics.md §6, §14."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import children, questions_in
from yiju.values.infer import chosen, lines_of
from yiju.values.records import members, whole, within, without

if TYPE_CHECKING:
    from yiju.values.evaluate import Compiler, Env


@dataclass(frozen=True)
class Read:
    """One thing read.

    what: 'fact' (class, index, name), 'parameter' (name), 'list' (the records of a class, as one
    node counts them, are not given), 'reading' (question), 'conclusion' (name, record).
    """

    what: Literal["fact", "parameter", "list", "reading", "conclusion"]
    key: tuple[object, ...]
    values: tuple[str, ...] = ()  # of a 多选: the members asked about
    node: ir.Counted | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Reads:
    """What nodes read in one case."""

    compiler: Compiler
    env: Env

    def of(self, node: ir.Node, r: int) -> Iterator[Read]:
        """Everything that the node reads from record `r`; facts that follow from others by those."""
        match node:
            case ir.Attr() | ir.Flag() | ir.Among():
                values = node.values if isinstance(node, ir.Among) else ()
                yield from self._fact(node.cls, node.name, r, values)
            case ir.Parameter(name=name):
                yield Read("parameter", (name,))
            case ir.ConclusionValue(name=name) | ir.Paid(name=name):
                yield Read("conclusion", (name, r))
            case ir.Outer(item=item):
                with without(self.env) as outside:
                    yield from self.of(item, outside)
            case ir.Aggregate() | ir.Stretch():
                yield from self._counted(node, r)
            case _:
                for child in children(node):
                    yield from self.of(child, r)

    def _fact(self, cls: str, name: str, r: int, values: tuple[str, ...]) -> Iterator[Read]:
        env, index = self.env, 0 if cls == PERSON else r - 1
        derivation = env.inferred.get((cls, index, name))
        if derivation is None:
            yield Read("fact", (cls, index, name), values)
            return
        for line in derivation.lines:
            if chosen(line.when, env) is None:
                yield from (Read("reading", (q,)) for q in sorted(questions_in(line.when)))
        for said in _said(env, cls, name, r):
            yield from self.of(said, 0 if cls == PERSON else r)

    def _counted(self, node: ir.Aggregate | ir.Stretch, r: int) -> Iterator[Read]:
        """What is read of each record that is picked, or may be."""
        env, numbers = self.env, members(self.env, node, r)
        if numbers is None:
            yield Read("list", whole(node, r), node=node)
            return  # what it comes to is unknown as it stands: nothing else bears on it
        pick = self.compiler.counter.pick(node.where)
        for s in numbers:
            with within(env, r):
                picked = pick(env, s)
                parts = [] if picked is False else [*_of_each(node)]
                for part in (*parts, *((node.where,) if picked is None else ())):
                    yield from self.of(part, s)
        if isinstance(node, ir.Stretch):
            for at_hand in (node.until, node.tolerance):
                if at_hand is not None:
                    yield from self.of(at_hand, r)


def _of_each(node: ir.Aggregate | ir.Stretch) -> Iterator[ir.Node]:
    """What is read of each record that is picked."""
    if isinstance(node, ir.Stretch):
        yield ir.Attr(cls=node.cls, name=node.start)
        yield ir.Attr(cls=node.cls, name=node.end)
    elif node.of is not None:
        yield node.of


def tests(
    env: Env, node: ir.Node, r: int
) -> Iterator[tuple[ir.Compare | ir.Within | ir.InWindow | ir.Flag | ir.Among | ir.Stretch, int]]:
    """The tests that stand in brackets under a node, each where it is put, and the stretches.

    While one is yielded the environment stands inside its brackets, so that it can be tested.
    """
    match node:
        case ir.Outer(item=item):
            with without(env) as outside:
                yield from tests(env, item, outside)
        case ir.Attr() | ir.Flag() | ir.Among():
            for said in _said(env, node.cls, node.name, r):
                yield from tests(env, said, r)
        case ir.Aggregate() | ir.Stretch():
            if isinstance(node, ir.Stretch):
                yield node, r
            for s in members(env, node, r) or ():
                with within(env, r):
                    yield from _asked(env, node.where, s)
                    for part in _of_each(node):
                        yield from tests(env, part, s)
        case _:
            for child in children(node):
                yield from tests(env, child, r)


def _asked(
    env: Env, cond: ir.Node, s: int
) -> Iterator[tuple[ir.Compare | ir.Within | ir.InWindow | ir.Flag | ir.Among, int]]:
    if isinstance(cond, (ir.Compare, ir.Within, ir.InWindow, ir.Flag, ir.Among)):
        yield cond, s
    elif isinstance(cond, (ir.All, ir.AnyOf, ir.Not)):
        for child in children(cond):
            yield from _asked(env, child, s)


def _said(env: Env, cls: str, name: str, r: int) -> Iterator[ir.Node]:
    """The lines that a fact follows from, where it does."""
    for line in lines_of(env, (cls, 0 if cls == PERSON else r - 1, name)):
        said = line.cond if line.cond is not None else line.value
        if said is not None:
            yield said
