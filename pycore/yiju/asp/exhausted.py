"""Where a cap runs out: the local ratios at which a single record can get most (docs §10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from yiju.asp.from_ir import Program
from yiju.ir import model as ir
from yiju.values.evaluate import Env


def exhausted(program: Program, env: Env, effect: ir.Effect, cap: ir.Cap) -> Iterator[Fraction]:
    """The ratios at which what one effect gives has just used up a cap, after each of its records."""
    assert effect.value is not None
    cls = program.clause_of[effect.id].cls
    base = program.compiler.value(effect.value)
    limit = program.compiler.value(cap.limit)
    for series in _series(env, cls, cap):
        total = Fraction(0)
        for r in series:
            part, most = base(env, r), limit(env, r)
            if isinstance(part, (int, Fraction)) and isinstance(most, (int, Fraction)):
                total += part
                if total:
                    yield Fraction(most) / total


def _series(env: Env, cls: str, cap: ir.Cap) -> Iterator[list[int]]:
    """The records that a cap adds up one after another: each by itself, of a year, or all."""
    if cap.period == "each":
        yield from ([r] for r in range(1, len(env.facts[cls]) + 1))
    for key in cap.order:
        days = [(f.get(key.attribute), r) for r, f in enumerate(env.facts[cls], 1)]
        dated = sorted((d, r) for d, r in days if isinstance(d, date))
        if cap.period == "life":
            yield [r for _, r in dated]
            continue
        for year in cap.keys:
            spans: dict[int, list[int]] = {}
            for _, r in dated:
                day = env.facts[cls][r - 1].get(year.attribute)
                if isinstance(day, date):
                    spans.setdefault(day.year, []).append(r)
            yield from spans.values()
