"""docs/23-and-37.md: its tables are what the engine says, and the interpreter says the same."""

from __future__ import annotations

import sys
from functools import cache

import pytest
from agreement.compare import disagreements
from docs.fences import ROOT

import yiju

sys.path.append(str(ROOT / "docs"))
import grid


@cache
def _policy() -> yiju.Policy:
    return yiju.load(ROOT / "policy")


def test_the_tables_are_current() -> None:
    page = grid.PAGE.read_text("utf-8")
    assert grid.written(page, _policy()) == page


@pytest.mark.parametrize("cell", list(grid.cells())[::7], ids=str)
def test_the_interpreter_agrees(cell: grid.Cell) -> None:
    case = _policy().read_case(cell.case)
    assert disagreements(_policy().engine, case, about=grid.ASKED) == []
