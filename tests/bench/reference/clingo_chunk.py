"""W in hand-written clingo with trace atoms, persons in chunks of 1,000 and a fresh Control each.

The program and the trace are those of `clingo_w`; a chunk is one text of facts. Two ways: the
trace atoms counted only, or turned into Python values, which an explanation would be made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import clingo

from reference.clingo_w import FLAGS, PROGRAM

CHUNK = 1000


def decide_many(people: list[dict[str, Any]], *, decode: bool) -> Iterator[tuple[Any, ...]]:
    """The four outputs of each person, in order."""
    for start in range(0, len(people), CHUNK):
        yield from _chunk(people[start : start + CHUNK], decode)


def _chunk(people: list[dict[str, Any]], decode: bool) -> list[tuple[Any, ...]]:
    control = clingo.Control(["--warn=none"])
    control.add("base", [], PROGRAM)
    control.add("base", [], "\n".join(_facts(k, p) for k, p in enumerate(people)))
    control.ground([("base", [])])
    found: list[dict[str, int]] = [{} for _ in people]
    trace: list[tuple[int, str, list[str]]] = []
    counted = 0
    with control.solve(yield_=True) as handle:
        model = handle.model()
        assert model is not None
        for symbol in model.symbols(shown=True):
            name, arguments = symbol.name, symbol.arguments
            if name == "fired":
                counted += 1
                if decode:
                    binding = [str(a) for a in arguments[2].arguments]
                    trace.append((arguments[1].number, arguments[0].name, binding))
            else:
                value = arguments[1].number if len(arguments) > 1 else 1
                found[arguments[0].number][name] = value
    assert counted > len(people) and len(trace) in (0, counted)
    return [_outputs(told) for told in found]


def _outputs(told: dict[str, int]) -> tuple[Any, ...]:
    start = told["start"]
    day = date(start // 10000, start // 100 % 100, start % 100)
    return ("excluded" in told, day, "waiting" in told, told["amount"])


def _facts(k: int, p: dict[str, Any]) -> str:
    pay, birth, bill = p["pay"], p["birth"], p["bill"]
    lines = [
        f'person({k}). insurance({k},"{p["insurance"]}"). remainder({k},{p["remainder"]}). '
        f"paid({k},{p['paid']}). gap({k},{p['gap']}). pay({k},{pay.year},{pay.month},{pay.day}). "
        f"birth({k},{birth.year},{birth.month},{birth.day}). "
        f"bill({k},{bill.year * 10000 + bill.month * 100 + bill.day})."
    ]
    lines += [f'identity({k},"{identity}").' for identity in p["identities"]]
    lines += [f"flag({k},{flag})." for flag in FLAGS if p[flag]]
    lines += [f"{flag}({k})." for flag in ("back_paid", "newborn") if p[flag]]
    return "".join(lines)
