"""The rules in modules that are decided one after another, each from what those before it said.

Before:  ap(7,R) :- bo(7,R), not ps(3,R).       clause 7 asks whether conclusion 3 holds
After:   ap(7,R) :- bo(7,R), not ips(3,R).      in the module of clause 7, `ips` an external

Conclusions that clauses only ask about are cut off: the answer set of the whole is that of the
modules put together (splitting sequences, Lifschitz and Turner 1994). A module has few inputs, so
its answer sets are soon all known. `parts` cuts less: there everything that bears on an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from yiju.asp.from_grounds import GROUNDS
from yiju.asp.from_ir import Program
from yiju.asp.parts import ATOM, KINDS, PAIRS, Node, Sets, barred
from yiju.ir.model import PERSON

ASKED = ("ps", "ng", "hv")  # what a rule can ask about a conclusion
_RECORD = re.compile(r"\b([a-z]+)\(([^()]*)\)")
_ALONE = ("R", "0")  # what stands in the place of the record where a rule crosses none
_GLOBAL = ("sel", "gap", *GROUNDS)  # atoms about no record


@dataclass(frozen=True)
class Module:
    """Rules that are decided together. `imports`: what they ask of conclusions decided before."""

    rules: tuple[str, ...]
    classes: frozenset[str]  # whose conclusions and clauses it decides
    effects: tuple[int, ...]
    heads: tuple[int, ...]
    imports: tuple[tuple[str, int], ...]  # name and number of a conclusion

    @property
    def crosses(self) -> bool:
        """Whether a rule may look from one record to another."""
        return len(self.classes) > 1 or any(map(crosses, self.rules))


def crosses(rule: str) -> bool:
    """Whether a rule may look from one record to another. A shape not known here may."""
    if "{" in rule or ":" in rule.replace(":-", "", 1) or "#" in rule.replace("#false", ""):
        return True
    found = _RECORD.findall(rule)
    places = (inner.rpartition(",")[2] for name, inner in found if name not in _GLOBAL)
    return any(place not in _ALONE for place in places)


def modules(program: Program) -> tuple[Module, ...]:
    """The modules of a program, each after those that it asks."""
    lines = [(line, *_nodes(line)) for line in program.rules if line[0] != "%"]
    sets = Sets()
    for _, own, _ in lines:
        for one, other in pairwise(own):
            sets.join(one, other)
    for one, other in barred(program):  # tells 不成立 from 无规定
        sets.join(one, other)
    order = _ordered(sets, [(own[0], asked) for _, own, asked in lines if own])
    rules: dict[Node | None, list[str]] = {}
    for line, own, asked in lines:
        root = sets.find(own[0]) if own else None
        foreign = {n for n in asked if sets.find(("head", n)) != root}
        rules.setdefault(root, []).append(_renamed(line, foreign) if foreign else line)
    shared = rules.pop(None, [])  # precedence: rules without numbers belong to every module
    effects = _by_root(sets, "effect", program.effects)
    heads = _by_root(sets, "head", program.heads.values())
    return tuple(
        _module(
            program,
            rules[root],
            shared if _contested(rules[root]) else [],
            effects.get(root, []),
            heads.get(root, []),
        )
        for root in order
    )


def _contested(rules: list[str]) -> bool:
    """Whether anything in it can be overridden."""
    return any(line.startswith("ct(") for line in rules)


def _nodes(line: str) -> tuple[list[Node], list[int]]:
    """What a rule ties together, and the conclusions that it only asks about."""
    head, _, body = line.partition(" :- ")
    own = [node for name, *n in ATOM.findall(head) for node in _named(name, *n)]
    asked = []
    for name, first, second in ATOM.findall(body):
        if name in ASKED and ("head", int(first)) not in own:
            asked.append(int(first))
        else:
            own += _named(name, first, second)
    return own, asked


def _named(name: str, first: str, second: str) -> Iterator[Node]:
    if name in KINDS:
        yield KINDS[name], int(first)
    elif name in PAIRS and second:
        yield "effect", int(first)
        yield "effect", int(second)


def _ordered(sets: Sets, asking: list[tuple[Node, list[int]]]) -> list[Node]:
    """The modules, each after those it asks; those that ask each other in a ring become one."""
    while True:
        needs: dict[Node, set[Node]] = {}
        for node, asked in asking:
            root = sets.find(node)
            found = {sets.find(("head", n)) for n in asked}
            needs.setdefault(root, set()).update(found - {root})
        try:
            return [root for root in TopologicalSorter(needs).static_order() if root in needs]
        except CycleError as ring:
            for one, other in pairwise(ring.args[1]):
                sets.join(one, other)


def _renamed(line: str, foreign: set[int]) -> str:
    """The rule with what it asks of other modules as inputs: `ips` for `ps`."""

    def named(found: re.Match[str]) -> str:
        return f"i{found[0]}" if found[1] in ASKED and int(found[2]) in foreign else found[0]

    return ATOM.sub(named, line)


_IMPORT = re.compile(rf"\bi({'|'.join(ASKED)})\((\d+)")


def _by_root(sets: Sets, kind: str, numbers: Iterable[int]) -> dict[Node, list[int]]:
    """Effects or heads by the module they are in."""
    found: dict[Node, list[int]] = {}
    for number in numbers:
        found.setdefault(sets.find((kind, number)), []).append(number)
    return found


def _module(
    program: Program, own: list[str], shared: list[str], effects: list[int], heads: list[int]
) -> Module:
    conclusions = list(program.heads)  # by number
    classes = {program.clause_of[e].cls for e in effects}
    classes |= {program.compiler.conclusions[conclusions[n]].cls for n in heads}
    found = dict.fromkeys(m for line in own for m in _IMPORT.findall(line))
    imports = tuple((name, int(number)) for name, number in found)
    rules = (*own, *shared)
    return Module(rules, frozenset(classes or {PERSON}), tuple(effects), tuple(heads), imports)
