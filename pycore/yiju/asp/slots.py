"""The program grounded for a capacity of records, with its literals at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from yiju.asp.from_conclusions import declarations
from yiju.asp.from_ir import Program
from yiju.asp.modules import Module
from yiju.asp.reading import forest, implied
from yiju.asp.solver import Forest, Grounded, Truth
from yiju.ir.model import PERSON

BY_EFFECT = ("ef", "ca", "lv", "wi", "cv", "ks")
BY_HEAD = ("ps", "ng", "cl", "hv")
ROOM = 100_000  # literals kept, by module, in answer sets that were met before
_EACH = 16  # what an answer set takes besides its literals, in literals
_PAIRS = ("sel", "nq", "gt")  # told apart by two numbers, other externals by one
_ATOM = re.compile(r"\b([a-z]+)\((\d+)(?:,(\d+))?")


class Slots:
    """One module of the program, grounded for a capacity of records.

    `results`: the atoms that can hold: name, class, number, record, literal.
    """

    def __init__(self, program: Program, module: Module, capacity: dict[str, int]) -> None:
        lines = module.rules
        self.module = module
        externals = _used(declarations(program, capacity), lines)
        inputs = _inputs(program, module, capacity)
        self.grounded = Grounded("\n".join([*externals, *inputs, *lines, ""]))
        cls_of_head = {number: _cls(program, head) for head, number in program.heads.items()}
        by_effect = [(e, program.clause_of[e].cls) for e in module.effects]
        by_head = [(number, cls_of_head[number]) for number in module.heads]
        self.results: list[tuple[str, str, int, int, int]] = [
            (name, cls, number, r, literal)
            for names, numbers in ((BY_EFFECT, by_effect), (BY_HEAD, by_head))
            for name in names
            for number, cls in numbers
            for r in ([0] if cls == PERSON else range(1, capacity[cls] + 1))
            if (literal := self.grounded.literal(name, number, r)) is not None
        ]
        self._implied = implied(lines)
        self._on: frozenset[int] = frozenset()  # the externals that are true in the solver now
        self._solved: dict[tuple[int, ...], Truth] = {}
        self.kept = 0  # literals in the answer sets kept

    def solve(self, true: tuple[int, ...], wanted: Forest) -> Truth:
        """Which literals hold where these externals are true and all others false; `ALWAYS` does.

        It is a function of the externals, so what was solved before is not solved again.
        """
        found = self._solved.get(true)
        if found is None:
            self._assign(frozenset(true))
            found = self.grounded.solve(wanted)
            if self.kept > ROOM:
                self.forget()
            self.kept += len(found) + len(true) + _EACH
            self._solved[true] = found
        return found

    def ask(self, true: tuple[int, ...], literals: Iterable[int]) -> Truth:
        """Which of these hold there: what is read for explanations only, and not kept."""
        self._assign(frozenset(true))
        return self.grounded.solve(tuple((literal, ()) for literal in literals))

    def forget(self) -> None:
        """Drop the answer sets kept."""
        self._solved.clear()
        self.kept = 0

    def _assign(self, true: frozenset[int]) -> None:
        for literal in self._on - true:
            self.grounded.assign(literal, False)
        for literal in true - self._on:
            self.grounded.assign(literal, True)
        self._on = true

    def wanted(self, counts: Mapping[str, int]) -> Forest:
        """The literals to read where so many records are present."""
        here = [
            ((name, number), 0 if cls == PERSON else r, literal)
            for name, cls, number, r, literal in self.results
            if cls == PERSON or r <= counts[cls]
        ]
        return forest(here, self._implied)


def _cls(program: Program, head: str) -> str:
    return program.compiler.conclusions[head].cls


def _inputs(program: Program, module: Module, capacity: Mapping[str, int]) -> Iterator[str]:
    """The declarations of what other modules tell this one."""
    cls_of = {number: _cls(program, head) for head, number in program.heads.items()}
    for name, number in module.imports:
        cls = cls_of[number]
        if cls == PERSON or capacity[cls]:
            records = "0" if cls == PERSON else f"1..{capacity[cls]}"
            yield f"#external i{name}({number},{records})."


def _used(declared: Iterable[str], rules: Iterable[str]) -> Iterator[str]:
    """The declarations of the externals that the rules mention: no other may part two cases."""
    asked = {atom for line in rules for atom in _atoms(line)}
    return (line for line in declared if any(atom in asked for atom in _atoms(line)))


def _atoms(line: str) -> Iterator[tuple[str, ...]]:
    for name, first, second in _ATOM.findall(line):
        yield (name, first, second) if name in _PAIRS else (name, first)
