"""clingo, and nothing else: ground a text, assign externals, solve, read literals.

The only module that imports clingo. Traps held off here: text is ASCII (a Han character outside
a comment aborts the process when a logger is set), an info message about an undefined operation
is an error, a Control is used by one thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import clingo

Atom = tuple[str, tuple[int, ...]]
ALWAYS = 0  # stands for the literal of an atom that always holds
Forest = tuple[tuple[int, "Forest"], ...]  # a literal, and those that can hold only where it does


class SolverError(RuntimeError):
    """The generated program was not accepted: a defect of the compiler, never of the input."""


class Grounded:
    """A ground program whose externals can be set again and again."""

    def __init__(self, text: str) -> None:
        if not text.isascii():
            raise SolverError("program text is not ASCII")
        messages: list[str] = []
        # `--warn=no-atom-undefined`: a policy may legitimately have no effect of some kind.
        self._control = clingo.Control(
            ["--warn=no-atom-undefined"], logger=lambda code, text: messages.append(text)
        )
        self._control.add("base", [], text)
        self._control.ground([("base", [])])
        if messages:
            raise SolverError("; ".join(messages[:5]))
        self._literals: dict[Atom, int] = {}
        self._facts: set[Atom] = set()
        for found in self._control.symbolic_atoms:
            atom = _atom(found.symbol)
            self._literals[atom] = found.literal
            if found.is_fact:
                self._facts.add(atom)

    def literal(self, name: str, *arguments: int) -> int | None:
        """The literal of an atom, None when the atom can never hold, 0 when it always does."""
        atom = (name, arguments)
        return 0 if atom in self._facts else self._literals.get(atom)

    def assign(self, literal: int, value: bool) -> None:
        """Fix an external."""
        self._control.assign_external(literal, value)

    def solve(self, wanted: Forest) -> Truth:
        """Which of the wanted literals hold in the one answer set under the present assignment.

        :raises SolverError: when there is none or more than one; the program is stratified, so
            this would be a defect of the compiler.
        """
        with self._control.solve(yield_=True) as handle:
            model = handle.model()
            if model is None:
                raise SolverError("no answer set")
            return Truth(_ask(wanted, model.is_true, [ALWAYS]))


class Truth(frozenset[int]):
    """The literals that hold in an answer set, and what was already read off them."""

    read: dict[object, Any]

    def __new__(cls, literals: Iterable[int]) -> Truth:
        """With nothing read off yet."""
        made = super().__new__(cls, literals)
        made.read = {}
        return made


def _ask(wanted: Forest, holds: Callable[[int], bool], found: list[int]) -> list[int]:
    for literal, below in wanted:
        if holds(literal):
            found.append(literal)
            if below:
                _ask(below, holds, found)
    return found


@lru_cache(maxsize=1 << 16)
def _atom(symbol: clingo.Symbol) -> Atom:
    name, _, rest = str(symbol).partition("(")  # one call of C, not two for each argument
    return name, tuple(int(number) for number in rest[:-1].split(",")) if rest else ()


class _Recorder(clingo.Observer):
    """Keeps the ground rules: for each head atom, the atoms of its bodies."""

    def __init__(self) -> None:
        self.needs: dict[int, set[int]] = {}

    def rule(self, choice: bool, head: Any, body: Any) -> None:
        atoms = {abs(literal) for literal in body}
        for atom in head:
            self.needs.setdefault(atom, set()).update(atoms)


class OpenProgram:
    """A program with choices, grounded once: what its atoms still depend on."""

    def __init__(self, text: str, signs: Iterable[tuple[str, int]]) -> None:
        """:param signs: names and arities of the atoms that will be asked for or told."""
        recorder = _Recorder()
        control = clingo.Control(["--warn=none"])
        control.register_observer(recorder)
        control.add("base", [], text)
        control.ground([("base", [])])
        self._control = control
        self._needs = recorder.needs
        self._symbols = {
            found.literal: _atom(found.symbol)
            for name, arity in signs
            for found in control.symbolic_atoms.by_signature(name, arity)
        }

    def atoms(self, name: str) -> set[tuple[int, ...]]:
        """The arguments of the atoms of a name that grounding leaves."""
        return {args for sign, args in self._symbols.values() if sign == name}

    def can_hold(self, atoms: Callable[[Atom], bool]) -> set[Atom]:
        """The atoms, of those wanted, that hold in some answer set."""
        return {
            atom
            for literal, atom in self._symbols.items()
            if atoms(atom) and self._control.solve(assumptions=[literal]).satisfiable
        }

    def reachable(self, targets: Callable[[Atom], bool]) -> set[Atom]:
        """The atoms that the targets depend on, as far as they are of the signs looked at."""
        todo = [literal for literal, atom in self._symbols.items() if targets(atom)]
        seen: set[int] = set()
        while todo:
            literal = todo.pop()
            if literal not in seen:
                seen.add(literal)
                todo.extend(self._needs.get(literal, ()))
        return {self._symbols[literal] for literal in seen if literal in self._symbols}


def satisfiable(text: str) -> bool:
    """Whether the program has an answer set."""
    control = clingo.Control(["1", "--warn=none"])
    control.add("base", [], text)
    control.ground([("base", [])])
    return bool(control.solve().satisfiable)


def minimal_models(text: str, most: int) -> tuple[tuple[Atom, ...], ...]:
    """The shown atoms of answer sets in which none of them can be left out; at most so many.

    By domain heuristics: shown atoms are false first, and a model's supersets are not visited.
    """
    control = clingo.Control(
        [str(most), "--warn=none", "--heuristic=Domain", "--enum-mode=domRec", "--dom-mod=5,16"],
        logger=lambda code, said: None,  # it says so when no atom is left to decide
    )
    control.add("base", [], text)
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        return tuple(tuple(map(_atom, model.symbols(shown=True))) for model in handle)


@lru_cache(maxsize=128)
def enumerate_models(text: str) -> tuple[tuple[Atom, ...], ...]:
    """The shown atoms of all answer sets, in the solver's order."""
    control = clingo.Control(["0", "--warn=none"])
    control.add("base", [], text)
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        return tuple(tuple(map(_atom, model.symbols(shown=True))) for model in handle)


class Optimiser:
    """A program that grows part by part; asked each time for its best answer set."""

    def __init__(self, text: str) -> None:
        if not text.isascii():
            raise SolverError("program text is not ASCII")
        self._control = clingo.Control(["--warn=none"])
        self._control.add("base", [], text)
        self._control.ground([("base", [])])
        self._parts = 0

    def write(self, name: str, parameters: Iterable[str], text: str) -> None:
        """Write a part that can be added for several arguments."""
        self._control.add(name, list(parameters), text)

    def add(self, text: str, *parts: tuple[str, int]) -> None:
        """Add rules, and written parts for an argument each."""
        self._parts += 1
        name = f"added{self._parts}"
        self._control.add(name, [], text)
        arguments = [(part, [clingo.Number(number)]) for part, number in parts]
        self._control.ground([(name, []), *arguments])

    def best(self) -> tuple[Atom, ...] | None:
        """The shown atoms of a best answer set; None when there is no answer set."""
        found = None
        with self._control.solve(yield_=True) as handle:
            for model in handle:
                found = tuple(map(_atom, model.symbols(shown=True)))
        return found
