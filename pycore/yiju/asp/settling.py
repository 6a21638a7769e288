"""Which open items settle an answer: the smallest sets, found by clingo (docs/semantics.md §6).

A set settles when no two completions that agree on it differ in the answer. Two completions that
differ in the answer must be told apart by the set: it has to hit the items in which they differ.
The smallest sets that hit all such differences are the answer sets, minimal in `k`, of

    {k(N)} :- n(N).            know the item of this name
    s(J) :- k(N), ...          item J is known when all its names are
    :- not s(3), not s(5).     one line for each pair of completions met so far

Pairs are added as long as a set found so leaves two completions that agree on it and differ.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from yiju.asp.completions import Picks
from yiju.asp.items import OTHER, Item
from yiju.asp.solver import minimal_models
from yiju.case.answer import Decisive, Outcome, Status

MOST = 5  # sets that are told
Names = tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """One completion and what it says."""

    picks: Picks
    outcome: Outcome

    @property
    def key(self) -> tuple[Status, object]:
        """What has to be equal for two completions to agree."""
        return (self.outcome.status, self.outcome.value)


def settling(
    seen: Sequence[Seen], items: Sequence[Item], certain: Iterable[int] = ()
) -> tuple[tuple[Names, ...], bool]:
    """The smallest sets of names that settle, fewest first; whether there are more than told.

    :param certain: items that alone make a difference somewhere, and so are in every set.
    """
    differences = [frozenset([k]) for k in certain]
    index = _Index(seen)
    while True:
        sets = _hitting(differences, items)
        new = [pair for found in sets if (pair := index.apart(_known(found, items))) is not None]
        if not new:
            ordered = sorted(sets, key=lambda names: (len(names), names))
            return tuple(ordered[:MOST]), len(sets) > MOST
        differences += dict.fromkeys(new)


def _known(names: Names, items: Sequence[Item]) -> frozenset[int]:
    return frozenset(k for k, item in enumerate(items) if set(item.names) <= set(names))


def _hitting(differences: Sequence[frozenset[int]], items: Sequence[Item]) -> list[Names]:
    """The minimal sets of names that tell every difference."""
    used = sorted({k for found in differences for k in found})
    names = sorted({name for k in used for name in items[k].names})
    number = {name: n for n, name in enumerate(names)}
    lines = [f"{{k({n})}}." for n in number.values()]
    for k in used:
        lines.append(f"s({k}) :- {', '.join(f'k({number[name]})' for name in items[k].names)}.")
    for found in differences:
        lines.append(f":- {', '.join(f'not s({k})' for k in sorted(found))}.")
    models = minimal_models("\n".join([*lines, "#show k/1.", ""]), MOST + 1)
    return [tuple(sorted(names[n] for _, (n,) in model)) for model in models]


class _Index:
    """The completions by which of their places are not left open."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        self.by_places: dict[tuple[int, ...], list[Seen]] = {}
        for s in seen:
            places = tuple(p for p, pick in enumerate(s.picks) if pick is not None)
            self.by_places.setdefault(places, []).append(s)

    def apart(self, known: frozenset[int]) -> frozenset[int] | None:
        """The items in which two completions differ that agree on `known` and not in the answer."""
        for one, other in combinations_with_replacement(self.by_places, 2):
            common = [p for p in one if p in other]
            agreed = [p for p in common if p in known]
            for a, b in _unlike(self.by_places[one], self.by_places[other], agreed):
                return frozenset(p for p in common if a[p] != b[p])
        return None


def _unlike(
    some: Sequence[Seen], others: Sequence[Seen], agreed: Sequence[int]
) -> Iterator[tuple[Picks, Picks]]:
    """Completions, one of each, that are the same in the agreed places and differ in the answer."""
    told: dict[Picks, dict[Hashable, Picks]] = {}
    for s in some:
        told.setdefault(tuple(s.picks[p] for p in agreed), {}).setdefault(s.key, s.picks)
    for s in others:
        for key, picks in told.get(tuple(s.picks[p] for p in agreed), {}).items():
            if key != s.key:
                yield picks, s.picks


def decisive(
    seen: Sequence[Seen], items: Sequence[Item], essential: Iterable[int]
) -> tuple[Decisive, ...]:
    """The single values of what the answer depends on that settle it alone."""
    found = []
    for k in essential:
        item = items[k]
        if item.kind in ("order", "turn", "free", "list") or item.ordered:
            continue
        for number, choice in enumerate(item.choices):
            outcomes = [s.outcome for s in seen if s.picks[k] in (number, None)]
            if len({(o.status, o.value) for o in outcomes}) != 1 or choice == OTHER:
                continue
            member = str(item.key[3]) if item.kind == "member" else ""
            told = choice if isinstance(choice, bool) else str(choice)
            found.append(Decisive(item.name, told, outcomes[0].status, outcomes[0].value, member))
    return tuple(sorted(found, key=lambda d: (d.item, d.member, str(d.choice))))
