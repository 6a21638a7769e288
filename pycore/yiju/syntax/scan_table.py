"""Scanning tables: a header of columns, then rows whose cells are read as their column says."""

from __future__ import annotations

from itertools import pairwise

from yiju.syntax import errors
from yiju.syntax.keywords import keywords
from yiju.syntax.lines import Line
from yiju.syntax.scan import Scanner
from yiju.syntax.token import ScanError

_DASHES = ("—", "——", "-", "–")
_PREFIXED = ("SCOPE", "IF", "FILL")  # 适用于 某量, 若 某量, 填 名称


def cells_of(scan: Scanner, line: Line) -> list[tuple[int, int]]:
    """The stretches between the bars; bars inside quotes do not count."""
    bars, depth = [], 0
    for i, char in enumerate(line.text):
        depth += (char in "「《") - (char in "」》")
        if char == "|" and depth <= 0:
            bars.append(i)
    if len(bars) < 2 or line.text[bars[-1] + 1 :].strip():
        end = len(line.text)
        raise ScanError(errors.RowNotClosed(span=scan.span(end - 1, end)))
    return [(a + 1, b) for a, b in pairwise(bars)]


def scan_header(scan: Scanner, line: Line) -> tuple[str, ...]:
    """The header row; returns the kinds of its columns."""
    scan.add("COLS", line.start, line.end, "|")
    return tuple(_column(scan, *cell) for cell in cells_of(scan, line))


def _column(scan: Scanner, start: int, end: int) -> str:
    a, b = scan.trimmed(start, end)
    text = scan.text[a:b]
    if not text:
        raise ScanError(errors.EmptyCell(span=scan.span(start, end)))
    entry = keywords().find("column", text)
    if entry and entry.id in ("LOC", "WHO", "READ", "RANK", "IF"):
        scan.add_keyword(entry, a, b, f"COL_{entry.id}")
        return entry.id
    for id_ in _PREFIXED:
        prefix = keywords().get("column", id_)
        if text.startswith(prefix.spell) and text != prefix.spell:
            kind = "TEST" if id_ == "IF" else id_
            inner = a + len(prefix.spell)
            scan.add_keyword(prefix, a, inner, f"COL_{kind}")
            if kind == "FILL":
                scan.add("DECL", *scan.trimmed(inner, b))
            else:
                scan.expression(inner, b)
            return kind
    known = "、".join(
        keywords().spell("column", k) for k in ("LOC", "WHO", "READ", "RANK", "IF", "SCOPE")
    )
    raise ScanError(errors.UnknownColumn(span=scan.span(a, b), word=text, known=known))


def scan_row(scan: Scanner, line: Line, columns: tuple[str, ...]) -> None:
    """A row under known columns."""
    cells = cells_of(scan, line)
    if len(cells) != len(columns):
        span = scan.span(line.start, len(line.text))
        raise ScanError(errors.CellCount(span=span, have=len(cells), want=len(columns)))
    scan.add("ROW", line.start, line.end, "|")
    for kind, (start, end) in zip(columns, cells, strict=True):
        _cell(scan, kind, start, end)


def _cell(scan: Scanner, kind: str, start: int, end: int) -> None:
    a, b = scan.trimmed(start, end)
    text = scan.text[a:b]
    if not text:
        raise ScanError(errors.EmptyCell(span=scan.span(start, end)))
    scan.add(f"C_{kind}", a, b, " ")
    if text in _DASHES:
        scan.add("DASH", a, b, "—")
    elif kind == "LOC":
        scan.places(a, b, ())
    elif kind == "READ":
        if text not in keywords().mark_keys:
            raise ScanError(scan.bad_key(a, text, b - a))
        scan.add("KEY", a, b)
    else:
        scan.expression(a, b)
