"""What a proof rests on: the conclusions that its clauses ask about or compute with, and theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from yiju.asp.from_ir import Program
from yiju.asp.world import World
from yiju.case.answer import Outcome
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import children, clause_nodes, effect_expressions
from yiju.values.records import members

At = tuple[str, int]  # a conclusion (no definition), a record


class Rests:
    """Follows the conclusions behind a conclusion, in one world."""

    def __init__(self, program: Program, world: World) -> None:
        self.program, self.world = program, world
        self.heads = program.compiler.conclusions

    def all_of(
        self, clauses: Collection[int], outcome: Outcome | None, name: str, record: int
    ) -> list[At]:
        """Behind clauses and what overrides their effects, then behind those: the nearest first.

        What is behind the conclusions of other records is left out: those can be asked about.
        """
        found: dict[At, None] = {}
        waiting = [*self._behind(clauses, name, record), *self._victors(outcome, record)]
        while waiting:
            at = waiting.pop(0)
            if at == (name, record) or at in found:
                continue
            found[at] = None
            if at[1] in (0, record):
                waiting += self._behind(self._applied(*at), *at)
        return list(found)

    def _behind(self, clauses: Collection[int], name: str, record: int) -> Iterator[At]:
        """What clauses ask about, and compute a conclusion with."""
        wanted = set(clauses)
        for clause in self.program.policy.clauses:
            if clause.id in wanted:
                own = (e for e in clause.effects if e.conclusion == name)
                formulas = (n for e in own for n in effect_expressions(e))
                for node in (*clause_nodes(clause), *formulas):
                    yield from self._in(node, record)

    def _in(self, node: ir.Node, record: int) -> Iterator[At]:
        """The conclusions that a condition or a formula names, with the records it means."""
        names, counting = _named(node)
        for name in names:
            head = self.heads[name]
            if head.defined:
                yield from self._meant(name, record)
            else:
                yield name, 0 if head.cls == PERSON else record
        for counted in counting:
            for s in members(self.world.env, counted, record) or ():
                for child in children(counted):
                    yield from self._in(child, s)

    def _meant(self, name: str, record: int) -> Iterator[At]:
        """The conclusions that a definition is made of."""
        for clause in self.program.policy.clauses:
            if clause.kind == "define" and clause.effects[0].conclusion == name:
                yield from self._in(clause.condition, record)

    def _applied(self, name: str, record: int) -> list[int]:
        """The clauses that gave a conclusion, or that cover the record and give nothing."""
        effects = (e for e in self.program.effects.values() if e.conclusion == name)
        holds = self.world.holds
        given = [e.id for e in effects if any(holds(a, e.id, record) for a in ("ef", "cv"))]
        return [self.program.clause_of[e].id for e in given]

    def _victors(self, outcome: Outcome | None, record: int) -> Iterator[At]:
        """What overrides a support and is not itself a support: a conclusion of each such clause."""
        supports = outcome.supports if outcome else ()
        clause_of = self.program.clause_of
        told = {clause_of[s.effect].id for s in supports}
        for number in (e for s in supports if s.state == "overridden" for e in s.by):
            if clause_of[number].id not in told:
                told.add(clause_of[number].id)
                yield self.program.effects[number].conclusion, record


@lru_cache(maxsize=4096)
def _named(node: ir.Node) -> tuple[tuple[str, ...], tuple[ir.Counted, ...]]:
    """The conclusions a node names at the record at hand, and what it counts records with."""
    if isinstance(node, (ir.Aggregate, ir.Stretch, ir.Quantified)):
        return (), (node,)
    own = isinstance(node, (ir.Holds, ir.ConclusionValue, ir.Paid))
    names = dict.fromkeys([node.name] if own else [])  # type: ignore[attr-defined]
    counting: dict[ir.Counted, None] = {}
    for child in children(node):
        inner = _named(child)
        names |= dict.fromkeys(inner[0])
        counting |= dict.fromkeys(inner[1])
    return tuple(names), tuple(counting)
