"""The rules in parts that share no derived atom, so that what bears on one answer stands alone.

Parts share inputs only (leaves, readings, gaps, records): an answer set of the whole program is one
of each part put together. Grounding one part of five notices takes a fraction of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from yiju.asp.from_ir import Program, cap_questions, followed
from yiju.asp.leaves import Leaf
from yiju.ir import model as ir
from yiju.ir.walk import conclusions_in, effect_expressions, leaf_operands

Node = tuple[str, int]  # an effect, a head, a clause or a helper, by number
ATOM = re.compile(r"([a-z]+)\((\d+)(?:,(\d+),)?")
_EFFECT = ("ef", "ca", "lv", "wi", "cv", "xc", "bt", "lo", "nv", "pr", "ec", "ks")
KINDS = {
    **dict.fromkeys(_EFFECT, "effect"),
    **dict.fromkeys(("ps", "ng", "cl", "hv", "ms", "pk"), "head"),
    **dict.fromkeys(("sc", "bo", "ap", "ex", "ct", "nc", "wr", "sp"), "clause"),
    "h": "helper",
}
PAIRS = ("in", "ar", "gt", "nq")


@dataclass(frozen=True)
class Part:
    """Rules that hang together, what they ask about and the conclusions they decide."""

    rules: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    names: frozenset[str]
    questions: frozenset[int]
    gaps: frozenset[int]
    facts: frozenset[tuple[str, str]]  # (class, name), read by formulas
    parameters: frozenset[str]


class Sets:
    """Disjoint sets."""

    def __init__(self) -> None:
        self.parent: dict[Node, Node] = {}

    def find(self, node: Node) -> Node:
        root = node
        while (above := self.parent.get(root, root)) != root:
            root = above
        self.parent[node] = root
        return root

    def join(self, a: Node, b: Node) -> None:
        self.parent[self.find(a)] = self.find(b)


class Parts:
    """The parts of a program, each made when it is first asked for."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._sets = Sets()
        rules = [(line, list(_nodes(program, line))) for line in program.rules if line[0] != "%"]
        for _, nodes in rules:
            for one, other in pairwise(nodes):
                self._sets.join(one, other)
        ties = (*_struck(program), *barred(program), *_pooled(program), *_added(program))
        for one, other in ties:
            self._sets.join(one, other)
        # A rule without numbers (precedence) belongs to every part.
        self._rules = [
            (line, self._sets.find(nodes[0]) if nodes else None) for line, nodes in rules
        ]
        self._made: dict[Node, Part] = {}

    def __getitem__(self, name: str) -> Part:
        """The part of a conclusion."""
        root = self._root(name)
        if root not in self._made:
            self._made[root] = self._part(root)
        return self._made[root]

    def _root(self, name: str) -> Node:
        return self._sets.find(("head", self.program.heads[name]))

    def _part(self, root: Node) -> Part:
        program, find = self.program, self._sets.find
        rules = tuple(line for line, at in self._rules if at is None or at == root)
        asked = _asked("l", rules)
        leaves = tuple(leaf for leaf in program.leaves if leaf.id in asked)
        effects = [e for e in program.effects.values() if find(("effect", e.id)) == root]
        questions = _asked("sel", rules).union(*(cap_questions(e) for e in effects))
        names = frozenset(name for name in program.heads if self._root(name) == root)
        facts, parameters = _read(program, effects, leaves)
        facts_, asked_there = followed(program.policy, facts)
        gaps = _asked("gap", rules)
        return Part(
            rules, leaves, names, questions | asked_there, gaps, frozenset(facts_), parameters
        )


def _asked(sign: str, rules: tuple[str, ...]) -> frozenset[int]:
    """The numbers of the inputs of one kind that some rules mention."""
    atom = re.compile(rf"\b{sign}\((\d+)")
    return frozenset(int(number) for line in rules for number in atom.findall(line))


def _read(
    program: Program, effects: list[ir.Effect], leaves: tuple[Leaf, ...]
) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """The facts and parameters that formulas read, and tests of values that formulas make."""
    facts: set[tuple[str, str]] = set()
    parameters = {e.ratio for e in effects if e.ratio}
    for effect in effects:
        for node in effect_expressions(effect):
            read, names = leaf_operands(node)
            facts |= read
            parameters |= names
        cls = program.clause_of[effect.id].cls
        facts |= {(cls, name) for cap in effect.caps for name in cap.attributes}
        head = program.compiler.conclusions.get(effect.conclusion)
        facts |= {(cls, head.order)} if head is not None and head.order else set()
    for leaf in leaves:
        if leaf.conclusions:
            facts |= leaf.reads
            parameters |= leaf.parameters
    return frozenset(facts), frozenset(parameters)


def _nodes(program: Program, line: str) -> Iterator[Node]:
    for name, first, second in ATOM.findall(line):
        if name in KINDS:
            yield KINDS[name], int(first)
        elif name in PAIRS and second:
            yield "effect", int(first)
            yield "effect", int(second)
        elif name == "l":  # a test of a value hangs on what gives the value
            for other in program.leaves.items[int(first)].conclusions:
                yield "head", program.heads[other]


def barred(program: Program) -> Iterator[tuple[Node, Node]]:
    """不得 of any notice, with the heads it reaches: it tells 不成立 from 无规定."""
    for effect in program.effects.values():
        if effect.mode == "forbid":
            members = program.compiler.conclusions[effect.conclusion].members
            for name in members or (effect.conclusion,):
                yield ("effect", effect.id), ("head", program.heads[name])


def _pooled(program: Program) -> Iterator[tuple[Node, Node]]:
    """Conclusions that one cap adds up, and those that pay in turn."""
    for name in program.heads:
        for other in program.pool(name):
            yield ("head", program.heads[name]), ("head", program.heads[other])
    for name, places in program.turns.items():
        for turn in places:
            yield ("head", program.heads[name]), ("effect", turn.effect.id)
            for other in (*turn.before, turn.effect.conclusion):
                yield ("head", program.heads[name]), ("head", program.heads[other])


def _added(program: Program) -> Iterator[tuple[Node, Node]]:
    """Effects whose formulas add up conclusions of other records, with those conclusions."""
    for effect in program.effects.values():
        for expression in effect_expressions(effect):
            for name in conclusions_in(expression):
                yield ("effect", effect.id), ("head", program.heads[name])


def _struck(program: Program) -> Iterator[tuple[Node, Node]]:
    """Effects that take a part off an amount, with those whose formulas read the amount."""
    strikes = [e for e in program.effects.values() if e.mode == "strike"]
    for effect in program.effects.values() if strikes else ():
        read = {name for node in effect_expressions(effect) for _, name in leaf_operands(node)[0]}
        for strike in strikes:
            if strike.conclusion in read:
                yield ("effect", effect.id), ("effect", strike.id)
