"""Formulas of two supports of one 唯一 conclusion (semantics §6): where they come to the same."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, product

from yiju.interp.evaluate import Item, Place, evaluate, sources
from yiju.interp.known import Facts
from yiju.interp.trial import Offs, Trial
from yiju.interp.unknowns import Unknowns
from yiju.ir.model import Attr, Clause, Expr


@dataclass(frozen=True)
class Side:
    """A formula, and what is struck from the amounts it reads."""

    formula: Expr
    offs: Offs


@dataclass(frozen=True)
class Duel:
    """Two formulas for one conclusion at one record."""

    sides: tuple[Side, Side]
    place: Place
    money: bool


class Meetings:
    """The duels that each unknown bears on."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.unknown = Unknowns(facts)
        self._found: dict[Item, list[Duel]] = {}

    def duels(self, item: Item) -> list[Duel]:
        """Those that turn on the unknown alone."""
        if item not in self._found:
            self._found[item] = self._duels(item)
        return self._found[item]

    def _duels(self, item: Item) -> list[Duel]:
        found = []
        for conclusion in self.facts.conclusions.values():
            if conclusion.combine != "unique":
                continue
            stated = [
                (clause, e.value)
                for clause, e in self.facts.effects(("value",))
                if e.conclusion == conclusion.name and e.value is not None
            ]
            for place in self.facts.places(conclusion.cls):
                for one, other in combinations(stated, 2):
                    if self._unknowns((one[1], other[1]), place) != {item}:
                        continue
                    sides = product(self._sides(*one, place), self._sides(*other, place))
                    found += [Duel(both, place, conclusion.kind == "money") for both in sides]
        return found

    def _sides(self, clause: Clause, formula: Expr, place: Place) -> list[Side]:
        """The formula, under every choice among what its notice may strike."""
        offs: list[tuple[tuple[str, str], Fraction]] = []
        for source in sources(formula):
            for other, effect in self.facts.effects(("strike",)):
                if (
                    isinstance(source, Attr)
                    and other.notice == clause.notice
                    and effect.conclusion == source.name
                    and effect.value is not None
                    and not self._unknowns((effect.value,), place)
                ):
                    off = evaluate(effect.value, Trial(self.facts, place, None, Fraction(0)))
                    if isinstance(off, Fraction | int) and off > 0:
                        offs.append(((source.cls, source.name), Fraction(off)))
        found = []
        for some in chain.from_iterable(combinations(offs, n) for n in range(len(offs) + 1)):
            taken: dict[tuple[str, str], Fraction] = {}
            for name, off in some:
                taken[name] = taken.get(name, Fraction(0)) + off
            found.append(Side(formula, taken))
        return found

    def _unknowns(self, formulas: tuple[Expr, ...], place: Place) -> set[Item]:
        """What nobody knows in the formulas; nothing when one builds on another conclusion."""
        if any(self.unknown.concludes(formula, place) for formula in formulas):
            return set()
        return set().union(*(self.unknown.of(formula, place) for formula in formulas))
