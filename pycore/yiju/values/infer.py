"""推算: facts that follow from other facts, put where the case does not state them; semantics §14."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from yiju.case.model import Case
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import near, walk
from yiju.values.operations import Value
from yiju.values.records import members

if TYPE_CHECKING:
    from yiju.values.evaluate import Compiler, Env

Place = tuple[str, int, str]  # class, index, name


class Inference:
    """The derivations of one policy."""

    def __init__(self, compiler: Compiler, derivations: tuple[ir.Derivation, ...]) -> None:
        self.compiler = compiler
        self.derivations = derivations
        self._counted = {d: tuple(_counted(d)) for d in derivations}

    def derive(self, env: Env) -> None:
        """Put in what follows; what was put in before is worked out anew."""
        for cls, index, name in env.inferred:
            env.facts[cls][index].pop(name, None)  # type: ignore[attr-defined]
        env.inferred = {}
        for derivation in self.derivations:
            for index, row in enumerate(env.facts[derivation.cls]):
                r = 0 if derivation.cls == PERSON else index + 1
                if derivation.name in row or not self.listed(env, derivation, r):
                    continue
                env.inferred[derivation.cls, index, derivation.name] = derivation
                value = self.value(env, derivation, r)
                if value is not None:
                    row[derivation.name] = value  # type: ignore[index]

    def listed(self, env: Env, derivation: ir.Derivation, r: int) -> bool:
        """Whether the case lists the records that a derivation counts."""
        return all(members(env, node, r) is not None for node in self._counted[derivation])

    def value(self, env: Env, derivation: ir.Derivation, r: int) -> Value:
        """What follows; None when something it needs is open."""
        for line in derivation.lines:
            taken = chosen(line.when, env)
            if taken is None:
                return None
            if taken:
                return self.line(env, line, r)
        return None

    def line(self, env: Env, line: ir.DerivedLine, r: int) -> Value:
        """What one line comes to."""
        if line.cond is not None:
            return self.compiler.counter.pick(line.cond)(env, r)
        assert line.value is not None
        return self.compiler.value(line.value)(env, r)


def with_records(env: Env, case: Case, policy: ir.Policy, inference: Inference | None) -> Env:
    """The environment with whose records are whose, which lists are not given, and what follows."""
    env.unlisted = case.unlisted
    env.owners = policy.owners
    if env.owners:
        env.parents = {cls: [r.parent for r in case.records.get(cls, ())] for cls in env.owners}
    env.inference = inference
    if inference is not None:
        inference.derive(env)
    return env


def lines_of(env: Env, place: Place) -> list[ir.DerivedLine]:
    """The lines that a fact follows from, where it does, under readings that may be taken."""
    found = env.inferred.get(place)
    return [line for line in found.lines if chosen(line.when, env) is not False] if found else []


def _counted(derivation: ir.Derivation) -> Iterator[ir.Counted]:
    """The nodes of a derivation that count records."""
    for line in derivation.lines:
        node = line.cond if line.cond is not None else line.value
        for part in near(node) if node is not None else ():
            if isinstance(part, (ir.Aggregate, ir.Stretch)):
                yield part


@lru_cache(maxsize=4096)
def _readings(when: ir.Cond) -> tuple[ir.Reading, ...]:
    return tuple(n for n in walk(when) if isinstance(n, ir.Reading))


def chosen(when: ir.Cond, env: Env) -> bool | None:
    """Whether the readings chosen so far take a line; None when its question is open."""
    readings = _readings(when)
    if any(n.question not in env.readings for n in readings):
        return None
    return not readings or any(env.readings[n.question] == n.option for n in readings)
