"""Counters: what each record does to them, as the logic layer decided it; docs/semantics.md §16."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiju.asp.from_ir import Program
from yiju.asp.ledger import Ledger, Priced, known
from yiju.asp.world import World
from yiju.case.model import ABSENT
from yiju.ir.model import PERSON
from yiju.values.count import Mark, count


@dataclass(frozen=True)
class Counters:
    """Counts along the records of one program."""

    program: Program
    ledger: Ledger

    def count(
        self, head: str, effects: Sequence[Priced], records: Iterable[int], world: World
    ) -> None:
        """Fill in the count at every record where the counter stands."""
        found = self.program.compiler.conclusions[head]
        number, rows = self.program.heads[head], list(records)
        marks = [self._mark(found.cls, found.order, effects, r, world) for r in rows]
        for r, value in zip(rows, count(marks), strict=True):
            if world.holds("hv", number, r):
                world.counts[head, r] = value

    def _mark(self, cls: str, order: str, effects: Sequence[Priced], r: int, world: World) -> Mark:
        standing = [p for p in effects if world.holds("lv", p.effect.id, r)]
        added = [p for p in standing if p.effect.mode == "add"]
        when = world.env.facts[cls][0 if cls == PERSON else r - 1].get(order)
        limits = [known(limit(world.env, r)) for p in added for limit in p.limits]
        return Mark(
            when=None if when is ABSENT else known(when),
            reset=any(p.effect.mode == "reset" for p in standing),
            added=sum(world.values[p.effect.id, r] for p in added),  # type: ignore[misc]
            limit=min(limits, default=None),
        )
