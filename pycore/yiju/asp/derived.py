"""Facts that the case states and that follow from its records: they have to agree (semantics §14)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from yiju.asp.from_ir import Program
from yiju.asp.items import Item, environment, overlay
from yiju.case.errors.records import DerivedDiffers
from yiju.case.model import Case, Given
from yiju.case.scalars import show_fact
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import questions_in
from yiju.source import Span
from yiju.values.evaluate import Env
from yiju.values.infer import chosen


def contradictions(program: Program, case: Case, given: Given) -> Iterator[DerivedDiffers]:
    """Each stated fact that no reading of its 推算 comes to, where every reading comes to something."""
    inference = program.inference
    if inference is None:
        return
    env = environment(program, case, given)
    for derivation in inference.derivations:
        rows = env.facts[derivation.cls]
        for index, row in enumerate(rows):
            r = 0 if derivation.cls == PERSON else index + 1
            stated = row.get(derivation.name)
            inferred = (derivation.cls, index, derivation.name) in env.inferred
            if stated is None or inferred or not inference.listed(env, derivation, r):
                continue
            found = [
                (world, value)
                for world in _under_readings(program, env, derivation)
                for value in [inference.value(world, derivation, r)]
            ]
            if all(value is not None and value != stated for _, value in found):
                world, value = found[0]
                kind = program.compiler.attributes[derivation.cls, derivation.name].kind
                shown = (show_fact(stated, kind), show_fact(value, kind))
                yield _told(case, given, derivation, index, shown, world)


def _under_readings(program: Program, env: Env, derivation: ir.Derivation) -> Iterator[Env]:
    """The case under each combination of the readings that are still open."""
    asked = {
        q for d in program.policy.derivations for line in d.lines for q in questions_in(line.when)
    }
    open_ = [q for q in program.policy.questions if q.id in asked and q.id not in env.readings]
    for options in product(*(q.options for q in open_)):
        pairs = [
            (Item("reading", q.name, (q.id,), ()), option.key)
            for q, option in zip(open_, options, strict=True)
        ]
        yield overlay(env, pairs)


def _told(
    case: Case,
    given: Given,
    derivation: ir.Derivation,
    index: int,
    shown: tuple[str, str],
    world: Env,
) -> DerivedDiffers:
    record = case.records[derivation.cls][index]
    stated, derived = shown
    line = next(line for line in derivation.lines if chosen(line.when, world))
    span = Span(given.used, 0, 0, 0, 0)
    if derivation.name in record.facts and case.locate is not None:
        span = case.locate((*case.path(record), derivation.name))
    name = case.label(record) + derivation.name
    return DerivedDiffers(span=span, name=name, stated=stated, derived=derived, working=line.text)
