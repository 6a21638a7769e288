"""W in hand-written clingo with a trace atom for each rule that fires, a fresh Control per person.

Two ways: the program as text (parsed each time), and its AST parsed once. Reading back every trace
atom is part of the work: it is what an explanation would be made of. As a program: a cold start.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import clingo
from clingo.ast import ProgramBuilder, parse_string

PROGRAM = (Path(__file__).parent / "w_fired.lp").read_text(encoding="utf-8")
FLAGS = (
    "out_of_network", "off_catalogue", "self_harm", "mental_illness", "fighting", "alcohol",
    "illegal", "third_party_liability",
)  # fmt: skip


def facts(p: dict[str, Any]) -> str:
    """The person as facts. Days are parted: clingo has no dates."""
    pay, birth, bill = (_day(p[key]) for key in ("pay", "birth", "bill"))
    lines = [
        f'person(0). insurance(0,"{p["insurance"]}"). remainder(0,{p["remainder"]}).',
        f"paid(0,{p['paid']}). gap(0,{p['gap']}). pay(0,{pay.year},{pay.month},{pay.day}).",
        f"birth(0,{birth.year},{birth.month},{birth.day}).",
        f"bill(0,{bill.year * 10000 + bill.month * 100 + bill.day}).",
    ]
    lines += [f'identity(0,"{identity}").' for identity in p["identities"]]
    lines += [f"flag(0,{flag})." for flag in FLAGS if p[flag]]
    lines += [f"{flag}(0)." for flag in ("back_paid", "newborn") if p[flag]]
    return "\n".join(lines)


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def from_text(p: dict[str, Any]) -> tuple[tuple[Any, ...], list[Any]]:
    """A fresh Control, everything parsed."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], PROGRAM)
    control.add("base", [], facts(p))
    return _solved(control)


@cache
def _tree() -> list[Any]:
    parsed: list[Any] = []
    parse_string(PROGRAM, parsed.append)
    return parsed


def from_tree(p: dict[str, Any]) -> tuple[tuple[Any, ...], list[Any]]:
    """A fresh Control from the program's AST; only the facts are parsed."""
    control = clingo.Control(["--warn=none"])
    with ProgramBuilder(control) as builder:
        for statement in _tree():
            builder.add(statement)
    control.add("base", [], facts(p))
    return _solved(control)


def _solved(control: clingo.Control) -> tuple[tuple[Any, ...], list[Any]]:
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        model = handle.model()
        assert model is not None
        return read(model.symbols(shown=True))


def read(symbols: Any) -> tuple[tuple[Any, ...], list[Any]]:
    """The four outputs and the trace atoms as Python values."""
    found: dict[str, int] = {}
    fired = []
    for symbol in symbols:
        name, arguments = symbol.name, symbol.arguments
        if name == "fired":
            fired.append((arguments[0].name, [str(a) for a in arguments[2].arguments]))
        else:
            found[name] = arguments[1].number if len(arguments) > 1 else 1
    start = found["start"]
    day = date(start // 10000, start // 100 % 100, start % 100)
    return ("excluded" in found, day, "waiting" in found, found["amount"]), fired


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        print(*from_text(json.load(file))[0])
