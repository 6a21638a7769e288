"""Which 待定项 settle an answer (semantics §6): every set tried, smallest first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from yiju.interp.completions import Leaf, Tree, leaves, reachable
from yiju.interp.evaluate import Item

R = TypeVar("R")
Names = tuple[str, ...]
MOST = 5  # sets that are told


def settling(
    tree: Tree[R], essentials: Iterable[Item], same: Callable[[R], Hashable]
) -> tuple[tuple[Names, ...], bool]:
    """The smallest sets that settle, fewest first, and whether there are more than are told.

    What makes a difference alone has to be in every set.
    """
    forced = frozenset(item.label for item in essentials)
    if _settles(tree, forced, same):
        return (tuple(sorted(forced)),), False
    found: list[frozenset[str]] = []
    for names in _candidates(tree, forced):
        if any(smaller <= names for smaller in found):
            continue
        if _settles(tree, names, same):
            found.append(names)
    ordered = sorted((tuple(sorted(names)) for names in found), key=lambda n: (len(n), n))
    return tuple(ordered[:MOST]), len(ordered) > MOST


def _candidates(tree: Tree[R], forced: frozenset[str]) -> Iterator[frozenset[str]]:
    everything = {i.label for leaf in leaves(tree) for items in leaf.owners.values() for i in items}
    rest = sorted(everything - forced)
    for size in range(len(rest) + 1):
        for some in combinations(rest, size):
            yield forced | set(some)


def _settles(tree: Tree[R], names: frozenset[str], same: Callable[[R], Hashable]) -> bool:
    """Whether no two completions that agree on the names differ in the answer."""
    for leaf in leaves(tree):
        known = {
            key: value
            for key, value in leaf.path.items()
            if key in leaf.owners and all(item.label in names for item in leaf.owners[key])
        }
        mine = same(leaf.result)
        if any(same(other.result) != mine for other in reachable(tree, known)):
            return False
    return True


def alone(tree: Tree[R], key: Hashable, value: object, same: Callable[[R], Hashable]) -> R | None:
    """The answer of all completions in which `key` has the value, if it is one."""
    found: list[Leaf[R]] = list(reachable(tree, {key: value}))
    if found and len({same(leaf.result) for leaf in found}) == 1:
        return found[0].result
    return None
