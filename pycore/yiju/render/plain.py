"""Diagnostics for programs: one per line, and as records for JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from yiju.diagnostic import Diagnostic


def one_line(diagnostic: Diagnostic) -> str:
    """`file:line:column: error Y101: what`, as editors and CI logs expect it."""
    what = " ".join(diagnostic.what.split())
    return f"{diagnostic.span}: {diagnostic.severity} {diagnostic.code}: {what}"


def record(diagnostic: Diagnostic) -> dict[str, str | int]:
    """A flat record. Lines and columns count from 1, the end column is the one after the last."""
    span = diagnostic.span
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column + 1,
        "end_line": span.end_line,
        "end_column": span.end_column + 1,
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.what,
        "remedy": diagnostic.mend,
    }


def lines(diagnostics: Iterable[Diagnostic]) -> str:
    """One per line, each ended by a newline."""
    return "".join(one_line(d) + "\n" for d in diagnostics)


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array of records."""
    return json.dumps([record(d) for d in diagnostics], ensure_ascii=False, indent=2)
