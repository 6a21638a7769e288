"""The formatter: one canonical text for a file. Lines that cannot be read stay as they are.

Canonical: keywords in their canonical spelling, digits half-width, （）：，； full-width, one
spacing, tables aligned by display width with a rule under the header, a blank line before each
card, no two blank lines in a row. Comments and the author's line breaks are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wcwidth import wcswidth

from yiju.diagnostic import Diagnostic
from yiju.source import Source
from yiju.syntax.lexer import scan_source
from yiju.syntax.names import Names
from yiju.syntax.parser import parse
from yiju.syntax.spacing import spell
from yiju.syntax.token import Scanned, Token

_INDENT = "  "
Rows = dict[int, tuple[str, ...]]


def format_text(source: Source, names: Names) -> tuple[str, list[Diagnostic]]:
    """The canonical text, and what is wrong with the file (faulty lines are left untouched)."""
    scanned = scan_source(source, names)
    tables = _tables(scanned)
    printed = [text for line in scanned for text in _printed(source, line, tables)]
    text = "".join(f"{line}\n" for line in _spread(printed))
    return text, parse(source, names)[1]


# ── lines ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Printed:
    """A printed line; `head` and `comment` decide where blank lines go."""

    text: str
    head: bool = False
    comment: bool = False


def _printed(source: Source, scanned: Scanned, tables: dict[int, _Table]) -> Iterator[_Printed]:
    line = scanned.line
    if scanned.error or scanned.skip:
        yield _Printed(source.line(line.number).rstrip(), head=line.kind == "head")
        return
    comment = _comment(line.comment)
    if line.kind == "blank":
        yield _Printed(comment, comment=bool(comment))
        return
    table = tables.get(line.number)
    if line.kind == "separator":
        if comment:
            yield _Printed(comment, comment=True)
        return
    text = table.row(line.number) if table else _text(scanned)
    yield _Printed(f"{text}  {comment}" if comment else text, head=line.kind == "head")
    if table and line.number == table.header:
        yield _Printed(table.rule())


def _comment(written: str) -> str:
    """The comment with its sign half-width and one space after it; its words stay untouched."""
    return f"# {written[1:].strip()}".rstrip() if written else ""


def _text(scanned: Scanned) -> str:
    line, tokens = scanned.line, scanned.tokens
    match line.kind:
        case "label":
            opener = 2 if line.mark or line.question else 1
            return f"{''.join(spell([t]) for t in tokens[:opener])}：{spell(tokens[opener:])}"
        case "more":
            return _INDENT + spell(tokens)
    return spell(tokens)


def _spread(lines: Sequence[_Printed]) -> list[str]:
    """The lines with blank lines where they belong."""
    out: list[str] = []
    for k, line in enumerate(lines):
        starts = line.head or (line.comment and _leads_to_head(lines, k))
        continues = k > 0 and lines[k - 1].comment and bool(lines[k - 1].text)
        if starts and out and out[-1] and not continues:
            out.append("")
        if line.text or (out and out[-1]):
            out.append(line.text)
    while out and not out[-1]:
        out.pop()
    return out


def _leads_to_head(lines: Sequence[_Printed], k: int) -> bool:
    """Whether the block of comments at k stands right above a card head."""
    while k < len(lines) and lines[k].comment:
        k += 1
    return k < len(lines) and lines[k].head


# ── tables ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Table:
    """The cells of one table by line number, and the width of each column."""

    rows: Rows
    widths: tuple[int, ...]

    @property
    def header(self) -> int:
        """The line number of the header row."""
        return min(self.rows)

    def row(self, number: int) -> str:
        """A row, each cell padded to its column."""
        cells = zip(self.rows[number], self.widths, strict=True)
        return "| " + " | ".join(c + " " * (w - _width(c)) for c, w in cells) + " |"

    def rule(self) -> str:
        """The rule under the header."""
        return "|" + "|".join("-" * (w + 2) for w in self.widths) + "|"


def _width(text: str) -> int:
    """Columns on a screen; a character of no known width counts as one."""
    width = wcswidth(text)
    return width if width >= 0 else len(text)


def _tables(lines: Sequence[Scanned]) -> dict[int, _Table]:
    """For each row that could be read, the table it stands in."""
    out: dict[int, _Table] = {}
    rows: Rows = {}
    for scanned in (*lines, None):
        if scanned is None or scanned.line.kind == "head":
            if rows:
                columns = zip(*rows.values(), strict=True)
                table = _Table(rows, tuple(max(map(_width, column)) for column in columns))
                out.update(dict.fromkeys(rows, table))
            rows = {}
        elif scanned.line.kind == "row" and not scanned.error and not scanned.skip:
            rows[scanned.line.number] = tuple(_cells(scanned.tokens))
    return out


def _cells(tokens: Sequence[Token]) -> Iterator[str]:
    """The text of each cell of a header or a row."""
    cell: list[Token] = []
    for token in tokens[1:]:
        if token.type.startswith(("C_", "COL_")) and cell:
            yield spell([t for t in cell if not t.type.startswith("C_")])
            cell = []
        cell.append(token)
    yield spell([t for t in cell if not t.type.startswith("C_")])
