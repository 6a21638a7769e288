"""Every 算式 of every case, recomputed by the calculator; and the calculator itself."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _load() -> ModuleType:
    """The calculator is a program, not a package; take it from beside this file."""
    spec = importlib.util.spec_from_file_location(
        "yiju_calculator", Path(__file__).with_name("calculator.py")
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


calculator = _load()
CASES = calculator.all_cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_workings(case: Any) -> None:
    assert list(calculator.check(case)) == []


def test_case_names_are_unique_in_a_file() -> None:
    names = [(case.file, case.name) for case in CASES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("r2(0.01*0.50)", Fraction(1, 100)),
        ("r2(0.35*0.30)", Fraction(11, 100)),
        ("r2(1000.01*0.5)", Fraction(50001, 100)),
        ("max(5000-15000, 0)", Fraction(0)),
        ("1.1-1", Fraction(1, 10)),
        ("2025-01-31", date(2025, 1, 31)),
        ("add_months(2025-01-31, 1)", date(2025, 2, 28)),
        ("add_months(2024-02-29, 12)", date(2025, 2, 28)),
        ("add_months(2024-11-30, 3)", date(2025, 2, 28)),
        ("add_months(2025-03-15, -3)", date(2024, 12, 15)),
        ("add_days(2024-02-28, 2)", date(2024, 3, 1)),
        ("next_day(2024-12-31)", date(2025, 1, 1)),
        ("this_month_first(2025-10-20)", date(2025, 10, 1)),
        ("next_month_first(2025-12-01)", date(2026, 1, 1)),
        ("next_year_first(2025-10-20)", date(2026, 1, 1)),
        ("whole_months_end(2025-10-01, 3)", date(2025, 12, 31)),
        ("whole_months_end(2025-10-02, 3)", date(2026, 1, 31)),
        ("including_month_end(2025-10-02, 3)", date(2025, 12, 31)),
        ("month_end_after(2025-12-01, 3)", date(2026, 2, 28)),
        ("whole_months_end(next_day('2025-09-30'), 2)", date(2025, 11, 30)),
    ],
)
def test_expression(text: str, want: object) -> None:
    assert calculator.evaluate(text, {})[0] == want


@pytest.mark.parametrize(
    "text",
    ["open(1)", "甲", "2**9", "(1).real", "[1]", "2025-01-31+1", "lambda: 1", "1 if 1 else 2"],
)
def test_expression_refused(text: str) -> None:
    with pytest.raises(calculator.WorkingError):
        calculator.evaluate(text, {})


def test_a_wrong_figure_is_found() -> None:
    body = {
        "名称": "错",
        "算式": {"甲": "r2(10*0.5)", "乙": "1"},
        "期望": [{"结论": "住院医疗补助", "记录": "甲", "值": "5.01元"}],
    }
    faults = list(calculator.check(calculator.Worked(Path("x"), "错", body)))
    assert len(faults) == 2  # 甲 differs, 乙 speaks about nothing
