"""Which conclusions share a cap, and along which dates a conclusion is accumulated.

Conclusions that one cap adds up are folded together, record by record (docs/semantics.md §9).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from yiju.ir import model as ir


@dataclass(frozen=True)
class Pool:
    """Conclusions folded together, and the caps on their effects, in order of the policy."""

    names: tuple[str, ...]
    caps: tuple[ir.Cap, ...]

    @cached_property
    def running(self) -> tuple[ir.Cap, ...]:
        """The caps that add up over records."""
        return tuple(cap for cap in self.caps if cap.period != "each")

    @cached_property
    def order(self) -> tuple[ir.CapKey, ...]:
        """The dates that put its records in order; one policy names the same in all its caps."""
        return next((cap.order for cap in self.running), ())

    @cached_property
    def years(self) -> tuple[ir.CapKey, ...]:
        """The dates of 全年合计, where a candidate has no yearly cap of its own."""
        return next((cap.keys for cap in self.running if cap.period == "year"), ())

    @cached_property
    def periods(self) -> tuple[ir.Cap, ...]:
        """One cap for each kind of period that something is booked in."""
        return tuple({(c.period, c.keys, c.order): c for c in self.running}.values())

    @cached_property
    def shared(self) -> bool:
        """Whether a cap adds up several conclusions."""
        return any(r.others for cap in self.running for r in cap.ranges)


def pools(effects: Iterable[ir.Effect]) -> dict[str, Pool]:
    """The pool of each conclusion that gets values."""
    caps: dict[str, list[ir.Cap]] = {}
    group: dict[str, set[str]] = {}
    for effect in effects:
        if effect.mode in ("value", "floor"):
            caps.setdefault(effect.conclusion, []).extend(effect.caps)
            joined = group.setdefault(effect.conclusion, {effect.conclusion})
            for other in _others(effect.caps):
                joined |= group.setdefault(other, {other})
                for name in joined:
                    group[name] = joined
    return {
        name: Pool(tuple(sorted(names)), tuple(c for n in sorted(names) for c in caps.get(n, ())))
        for name, names in group.items()
    }


def _others(caps: Sequence[ir.Cap]) -> Iterator[str]:
    for cap in caps:
        for spread in cap.ranges:
            yield from spread.others
