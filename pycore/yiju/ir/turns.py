"""依次减去: which payers pay in turn, and what a payer has to wait for; docs/semantics.md §15."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yiju.ir import model as ir
from yiju.ir.walk import clause_nodes, conclusions_in, held_in


@dataclass(frozen=True)
class Turn:
    """A payer's place in one clause: the clause, its effect, and who pays before it."""

    clause: ir.Clause
    effect: ir.Effect
    before: tuple[str, ...]

    @property
    def uses(self) -> frozenset[str]:
        """The conclusions that have to be known before the payer's amount is."""
        assert self.effect.total is not None
        nodes = (*clause_nodes(self.clause), self.effect.when)
        asked = frozenset().union(*(held_in(n) | conclusions_in(n) for n in nodes))
        return asked | conclusions_in(self.effect.total) | frozenset(self.before)


def turns(clauses: Iterable[ir.Clause]) -> Mapping[str, tuple[Turn, ...]]:
    """Every place of every payer."""
    found: dict[str, tuple[Turn, ...]] = {}
    for clause in clauses:
        for effect in clause.effects:
            for k, payer in enumerate(effect.payers):
                turn = Turn(clause, effect, effect.payers[:k])
                found[payer] = (*found.get(payer, ()), turn)
    return found
