"""Small policies made by hand: what the compiled program says, reckoned from docs/semantics.md."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from compile.completed import differences, inputs_of, results
from interp.build import (
    Book,
    affirm,
    at_least,
    cap,
    case,
    cmp,
    deny,
    gives,
    money,
    of,
    strike,
    yuan,
)

from yiju._artefact import run
from yiju.asp.artefact import compile_policy
from yiju.case.model import Given
from yiju.ir import model as ir
from yiju.pipeline import Engine

NOTHING = Given()
TWO = ("甲", "乙")


def bills(*amounts: str | int, day: str = "2025-03-0{n}") -> list[dict[str, Any]]:
    return [
        {"费用发生日": run.decode(day.format(n=n), "date"), "余额": yuan(amount)}
        for n, amount in enumerate(amounts, 1)
    ]


def book(**more: Any) -> Book:
    made = Book()
    made.notice(**more)
    made.facts(费用发生日="date", 余额="money", 他方="money", 住院="bool")
    return made


def values(policy: ir.Policy, rows: list[dict[str, Any]], name: str) -> list[object]:
    found = results(policy, case(rows), NOTHING)
    return [found[name, r].value for r in range(1, len(rows) + 1)]


def agree(policy: ir.Policy, rows: list[dict[str, Any]]) -> None:
    engine = Engine(policy)
    inputs = inputs_of(engine, case(rows), NOTHING)
    assert list(differences(engine, compile_policy(policy).program, inputs)) == []
