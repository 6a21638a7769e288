"""What is unknown in a comparison or a formula, read at every record that it counts (semantics §14)."""

from __future__ import annotations

from yiju.interp.compared import questions
from yiju.interp.evaluate import Item, Leaf, Open, Place
from yiju.interp.known import Facts
from yiju.interp.records import holds, list_item, outermost, reads
from yiju.interp.trial import Trial
from yiju.ir.model import (
    Aggregate,
    Attr,
    ConclusionValue,
    Cond,
    Derivation,
    Expr,
    Paid,
    Parameter,
    Stretch,
)


class Unknowns:
    """What the comparisons and formulas of one case read and nobody knows."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._known_of: dict[tuple[Leaf | Expr, Place], frozenset[Item]] = {}
        self._reads_of: dict[tuple[Leaf | Expr, Place], list[tuple[object, Place]]] = {}

    def of(self, node: Leaf | Expr, place: Place) -> frozenset[Item]:
        """The unknown facts and parameters, open lists and questions of reading in it."""
        if (node, place) not in self._known_of:
            self._known_of[node, place] = frozenset(self._of(node, place))
        return self._known_of[node, place]

    def _of(self, node: Leaf | Expr, place: Place) -> set[Item]:
        found: set[Item] = set()
        for source, spot in self._reads(node, place):
            if isinstance(source, Derivation):
                found |= self._readings(source)
            elif isinstance(source, Aggregate | Stretch):
                found.add(list_item(self.facts.case, self.facts.policy, source, spot))
            elif isinstance(source, Attr | Parameter):
                looked = self.facts.look(source, spot)
                found |= {looked} if isinstance(looked, Item) else set()
        return found

    def concludes(self, node: Leaf | Expr, place: Place) -> bool:
        """Whether it reads the value of a conclusion, which only a completion tells."""
        return any(isinstance(s, ConclusionValue | Paid) for s, _ in self._reads(node, place))

    def counts(self, node: Leaf | Expr, place: Place) -> bool:
        """Whether it counts records, or reads what follows from them."""
        follows = any(isinstance(s, Derivation) for s, _ in self._reads(node, place))
        return follows or any(True for _ in outermost(node))

    def _reads(self, node: Leaf | Expr, place: Place) -> list[tuple[object, Place]]:
        if (node, place) not in self._reads_of:
            read = reads(self.facts.case, node, place, self.facts.follow, self._known)
            self._reads_of[node, place] = [*read]
        return self._reads_of[node, place]

    def _known(self, cond: Cond, spot: Place) -> bool | None:
        """Whether a condition in brackets holds whatever is unknown."""
        held = holds(cond, Trial(self.facts, spot, None, False))
        return None if isinstance(held, Open) else held

    def _readings(self, derivation: Derivation) -> set[Item]:
        """The open questions of a 推算."""
        asked = {q for line in derivation.lines for q in questions(line.when)}
        open_ = asked - self.facts.given.readings.keys()
        return {self.facts.reading_item(self.facts.questions[q]) for q in open_}
