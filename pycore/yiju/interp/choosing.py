"""Whether a choice can bring about what is asked, whatever turns out (semantics §12): tried out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from yiju.interp.completions import Branch, Leaf, Tree

R = TypeVar("R")


def attainable(trees: Sequence[Tree[R]], holds: Callable[[R], bool]) -> bool:
    """Whether for every completion some option holds; one tree for each option still open.

    Who chooses knows everything by then, so a choice is split into its options wherever it is met.
    """
    options = [option for tree in trees for option in _options(tree)]
    if any(isinstance(o, Branch) and not o.arms for o in options):
        return True  # what is fixed breaks a constraint: there is no such completion
    if any(isinstance(o, Leaf) and holds(o.result) for o in options):
        return True
    branches = [o for o in options if isinstance(o, Branch)]
    if not branches:
        return False
    key = branches[0].key
    values = {v: None for b in options for v in _values(b, key)}
    return all(attainable([_given(o, key, v) for o in options], holds) for v in values)


def _options(tree: Tree[R]) -> list[Tree[R]]:
    """The tree under each option of the choices it begins with."""
    if isinstance(tree, Leaf):
        return [tree]
    if _is_choice(tree.key):
        return [o for arm in tree.arms.values() for o in _options(arm)]
    return [tree]


def _is_choice(key: Hashable) -> bool:
    return isinstance(key, tuple) and isinstance(key[0], tuple) and key[0][0] == "choice"


def _values(tree: Tree[R], key: Hashable) -> list[object]:
    """The values that the key takes anywhere in the tree."""
    if isinstance(tree, Leaf):
        return []
    own = list(tree.arms) if tree.key == key else []
    return [*own, *(v for arm in tree.arms.values() for v in _values(arm, key))]


def _given(tree: Tree[R], key: Hashable, value: object) -> Tree[R]:
    """The tree when the key has the value."""
    if isinstance(tree, Leaf):
        return tree
    if tree.key == key:
        return tree.arms[value]
    return Branch(tree.key, {v: _given(arm, key, value) for v, arm in tree.arms.items()})
