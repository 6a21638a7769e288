"""Every cause of refusal, as it is told. `UPDATE_GOLDEN=1` writes the goldens anew."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from case.case_policy import SMALL

from yiju.case import errors, given_errors
from yiju.case.nodes import decode
from yiju.case.reader import CaseReader
from yiju.diagnostic import Diagnostic
from yiju.source import Source

GOLDEN = Path(__file__).parents[1] / "golden" / "case"
FILES = sorted(p for p in GOLDEN.iterdir() if p.suffix in (".yaml", ".json"))
READER = CaseReader(SMALL)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def draw(source: Source, found: Diagnostic) -> str:
    line, span = source.line(found.span.line), found.span
    shown = line.encode("utf-8", "backslashreplace").decode()
    caret = " " * width(line[: span.column]) + "^" * max(
        1, width(line[span.column : span.end_column])
    )
    head = f"{span} {found.severity} {found.code} {found.what}"
    return f"{head}\n  | {shown}\n  | {caret}\n  = {found.mend}\n"


def read(source: Source) -> list[Diagnostic]:
    kind = source.name.split("-")[0]
    if kind == "case":
        return READER.read_text(source)[1]
    if kind == "tests":
        return READER.read_tests(source)[1]
    case, _ = READER.read_text(
        Source("c", "{判定日: 2025-12-01, 地域: 阜阳市, 账单: [{名称: 乙}]}")
    )
    return READER.read_given(source, case, facts=kind == "given")[1]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_golden(path: Path) -> None:
    source = decode(path.name, path.read_bytes())
    found = read(source)
    text = "\n".join(draw(source, d) for d in found)
    golden = path.with_suffix(path.suffix + ".txt") if path.suffix == ".json" else None
    golden = golden or path.with_suffix(".txt")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert found
    assert text == golden.read_text(encoding="utf-8")


def test_every_cause_has_a_golden() -> None:
    told = "".join(p.read_text(encoding="utf-8") for p in GOLDEN.glob("*.txt"))
    classes = [
        cls
        for module in (errors, given_errors)
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Diagnostic) and cls is not Diagnostic
    ]
    codes = [cls.code for cls in classes]
    assert len(codes) == len(set(codes))
    # Objects and command lines, in test_case_reader.py; what deciding finds, in tests/asp.
    from_programs = {"Y537", "Y539", "Y552", "Y573", "Y574", *(f"Y{n}" for n in range(585, 589))}
    from_programs |= {"Y593", "Y594", "Y595"}  # tests/prose
    when_decided = {"Y591"}  # in tests/test_records.py
    assert {code for code in codes if code not in told} == from_programs | when_decided
