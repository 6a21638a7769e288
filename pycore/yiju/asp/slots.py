"""The program grounded for a capacity of records, with its literals at hand."""

from __future__ import annotations

from collections.abc import Sequence

from yiju.asp.from_conclusions import declarations
from yiju.asp.from_ir import Program, option_number
from yiju.asp.solver import Grounded, Truth
from yiju.ir.model import PERSON

BY_EFFECT = ("ef", "ca", "lv", "wi", "cv", "xc")
BY_HEAD = ("ps", "ng", "cl", "hv")
ROOM = 300_000  # literals kept in answer sets that were met before


class Slots:
    """The program grounded for one capacity of records, with the literals at hand."""

    def __init__(self, program: Program, capacity: dict[str, int]) -> None:
        lines = program.parts.about([cls for cls, n in capacity.items() if n or cls == PERSON])
        text = "\n".join([*declarations(program, capacity), *lines, ""])
        self.grounded = Grounded(text)
        self.capacity = capacity
        literal = self.grounded.literal
        records = {cls: [0] if cls == PERSON else range(1, n + 1) for cls, n in capacity.items()}
        self.leaves = {
            (leaf.id, r): literal("l", leaf.id, r)
            for leaf in program.leaves
            for r in records[leaf.cls]
        }
        self.results: dict[str, dict[tuple[int, int], int | None]] = {}
        for name in BY_EFFECT:
            self.results[name] = {
                (e, r): found
                for e, clause in program.clause_of.items()
                for r in records[clause.cls]
                if (found := literal(name, e, r)) is not None
            }
        for name in BY_HEAD:
            self.results[name] = {
                (number, r): found
                for head, number in program.heads.items()
                for r in records[program.compiler.conclusions[head].cls]
                if (found := literal(name, number, r)) is not None
            }
        self.present = {
            (cls, r): literal("at", program.classes[cls], r)
            for cls in capacity
            for r in records[cls]
        }
        self.readings = {
            (q.id, o.key): literal("sel", q.id, option_number(o.key))
            for q in program.policy.questions
            for o in q.options
        }
        self.gaps = {g.id: literal("gap", g.id) for g in program.policy.gaps if g.missing}
        self._on: set[int] = set()  # the externals that are true in the solver now
        self._solved: dict[tuple[int, ...], Truth] = {}
        self._kept = 0
        self._wanted: dict[tuple[int, ...], list[int]] = {}
        self._by_record = [
            (found, program.clause_of[key[0]].cls if name in BY_EFFECT else heads_cls, key[1])
            for name, table in self.results.items()
            for key, found in table.items()
            if found
            for heads_cls in [_head_class(program, name, key[0])]
        ]

    def solve(self, true: Sequence[int], counts: dict[str, int]) -> Truth:
        """The answer set in which these externals are true and all others false.

        It is a function of the externals, so what was solved before is not solved again.
        """
        key = tuple(true)
        found = self._solved.get(key)
        if found is None:
            self._assign(set(true))
            found = self.grounded.solve(self.wanted(counts))
            if self._kept > ROOM:
                self.forget()
            self._kept += len(found.true)
            self._solved[key] = found
        return found

    def forget(self) -> None:
        """Drop the answer sets kept."""
        self._solved.clear()
        self._kept = 0

    def _assign(self, true: set[int]) -> None:
        for literal in self._on - true:
            self.grounded.assign(literal, False)
        for literal in true - self._on:
            self.grounded.assign(literal, True)
        self._on = true

    def wanted(self, counts: dict[str, int]) -> list[int]:
        """The literals of the records that are present."""
        key = tuple(counts.values())
        if key not in self._wanted:
            self._wanted[key] = [lit for lit, cls, r in self._by_record if r <= counts[cls]]
        return self._wanted[key]


def _head_class(program: Program, name: str, number: int) -> str:
    if name in BY_EFFECT:
        return ""
    head = next(h for h, n in program.heads.items() if n == number)
    return program.compiler.conclusions[head].cls
