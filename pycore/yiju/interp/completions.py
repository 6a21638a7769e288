"""All completions of what is unknown (semantics §6): tried one by one as the answer reads them.

`run` decides in one completion and raises `Need` at the first 待定项 without a value. Trying each
of its values in turn gives a tree; a path from the root stands for all completions that agree with
it, since what is not on the path was not read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Generic, TypeVar

from yiju.interp.constraints import Impossible
from yiju.interp.evaluate import Item
from yiju.interp.world import Need

R = TypeVar("R")
Fixed = Mapping[Hashable, object]
Run = Callable[[Fixed, Fixed], R]  # path, what was worked out on the way to it


class TooMany(Exception):
    """There are more completions than the limit."""


@dataclass
class Leaf(Generic[R]):
    """The answer of all completions that agree with the path here."""

    result: R
    path: dict[Hashable, object]
    owners: dict[Hashable, frozenset[Item]]


@dataclass
class Branch(Generic[R]):
    """One thing with several values."""

    key: Hashable
    arms: dict[object, Tree[R]] = field(default_factory=dict)


Tree = Leaf[R] | Branch[R]


def explore(run: Run[R], start: Fixed, limit: int) -> tuple[Tree[R], bool]:
    """The tree of completions; false when it was too large and only `limit` paths were sampled."""
    try:
        return _grow(run, dict(start), {}, [limit], {}), True
    except TooMany:
        return _sample(run, start, limit), False


def _grow(
    run: Run[R],
    path: dict[Hashable, object],
    owners: dict[Hashable, frozenset[Item]],
    left: list[int],
    known: Fixed,
) -> Tree[R]:
    try:
        result = run(path, known)
    except Impossible:
        return Branch(None)  # no completion agrees with the path
    except Need as need:
        branch: Branch[R] = Branch(need.key)
        for value in need.domain:
            below = {**path, need.key: value}
            mine = {**owners, need.key: need.items}
            branch.arms[value] = _grow(run, below, mine, left, need.known)
        return branch
    left[0] -= 1
    if left[0] < 0:
        raise TooMany
    return Leaf(result, path, owners)


def _complete(run: Run[R], start: Fixed, choose: Callable[[Need], object]) -> Leaf[R]:
    """One completion, what is missing chosen by `choose`."""
    path: dict[Hashable, object] = dict(start)
    owners: dict[Hashable, frozenset[Item]] = {}
    known: Fixed = {}
    while True:
        try:
            return Leaf(run(path, known), path, owners)
        except Need as need:
            known = need.known
            path[need.key] = choose(need)
            owners[need.key] = need.items


def _sample(run: Run[R], start: Fixed, limit: int) -> Tree[R]:
    dice = Random(0)
    root: Tree[R] | None = None
    for _ in range(max(limit, 1)):
        try:
            leaf = _complete(run, start, lambda need: dice.choice(need.domain))
        except Impossible:
            continue
        root = leaf if root is None else root
        if isinstance(root, Leaf):
            root = _hang(leaf, list(leaf.owners))
        _insert(root, leaf)
    assert root is not None
    return root


def _hang(leaf: Leaf[R], keys: Sequence[Hashable]) -> Tree[R]:
    if not keys:
        return leaf
    return Branch(keys[0], {leaf.path[keys[0]]: _hang(leaf, keys[1:])})


def _insert(tree: Tree[R], leaf: Leaf[R]) -> None:
    for depth, key in enumerate(leaf.owners, 1):
        assert isinstance(tree, Branch) and tree.key == key
        below = tree.arms.get(leaf.path[key])
        if below is None:
            tree.arms[leaf.path[key]] = _hang(leaf, list(leaf.owners)[depth:])
            return
        tree = below


def leaves(tree: Tree[R]) -> Iterator[Leaf[R]]:
    """All of them, in order."""
    yield from reachable(tree, {})


def reachable(tree: Tree[R], path: Fixed) -> Iterator[Leaf[R]]:
    """The leaves that agree with the path on what both fix."""
    if isinstance(tree, Leaf):
        yield tree
        return
    if tree.key in path:
        arm = tree.arms.get(path[tree.key])
        arms = [] if arm is None else [arm]
    else:
        arms = list(tree.arms.values())
    for arm in arms:
        yield from reachable(arm, path)


def essential(tree: Tree[R], same: Callable[[R], Hashable], apart: bool = False) -> set[Item]:
    """The items in which alone two completions can differ and have different answers.

    :param apart: not counting what an item has a part in with others.
    """
    found: set[Item] = set()
    for leaf in leaves(tree):
        owners = {k: i for k, i in leaf.owners.items() if len(i) == 1 or not apart}
        for item in {i for items in owners.values() for i in items} - found:
            kept = {k: v for k, v in leaf.path.items() if item not in owners.get(k, ())}
            mine = same(leaf.result)
            if any(same(other.result) != mine for other in reachable(tree, kept)):
                found.add(item)
    return found


def between(
    run: Run[R], one: Leaf[R], other: Leaf[R], same: Callable[[R], Hashable]
) -> frozenset[Item]:
    """Items that matter somewhere on a walk from one completion to another, changed in turn.

    For sampled completions only, where `essential` may miss every pair.
    """
    steps = list(dict.fromkeys(items for items in other.owners.values()))
    at = one.path
    before = same(one.result)
    for items in steps:
        mine = {k for k, owner in other.owners.items() if owner == items}
        kept = {k: v for k, v in at.items() if not one.owners.get(k, frozenset()) & items}
        start = {**kept, **{k: other.path[k] for k in mine}}
        try:
            reached = _complete(run, start, lambda n: other.path.get(n.key, n.domain[0]))
        except Impossible:  # the way leads over completions that there are not
            continue
        if same(reached.result) != before:
            return items
        at = {**at, **reached.path}
    return frozenset()
