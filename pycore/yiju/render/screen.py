"""Diagnostics for a terminal: where, the source line as the author wrote it, a caret under the
right character, what is wrong and how to mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wcwidth import wcwidth

from yiju.diagnostic import Diagnostic
from yiju.source import Source, Span

SEVERITY = {"error": "错误", "warning": "警告"}
_RED, _YELLOW, _BLUE, _BOLD, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"


@dataclass(frozen=True)
class Style:
    """How to draw. `ambiguous_wide`: the terminal draws “ ” — × ÷ ① two columns wide."""

    color: bool = False
    ambiguous_wide: bool = False

    def paint(self, code: str, text: str) -> str:
        """The text in a color, when colors are wanted."""
        return f"{code}{text}{_PLAIN}" if self.color else text


def char_width(char: str, ambiguous_wide: bool = False) -> int:
    """Terminal columns of one character; what has no width of its own counts as none."""
    width = max(0, wcwidth(char))
    if width and ambiguous_wide and unicodedata.east_asian_width(char) == "A":
        return 2
    return width


def visible(line: str) -> str:
    """The line with tabs as one space and control characters shown as �, its length unchanged."""
    return "".join(" " if c == "\t" else c if c.isprintable() or c.isspace() else "�" for c in line)


def caret_line(line: str, span: Span, style: Style) -> str:
    """Spaces and carets that stand under `span` when printed below `visible(line)`."""

    def columns(text: str) -> int:
        return sum(char_width(c, style.ambiguous_wide) for c in text)

    shown = visible(line)
    end = span.end_column if span.end_line == span.line else len(shown)
    lead = columns(shown[: span.column]) + max(0, span.column - len(shown))
    return " " * lead + "^" * max(1, columns(shown[span.column : end]))


def draw(diagnostic: Diagnostic, source: Source | None, style: Style | None = None) -> str:
    """One diagnostic as a block of lines without a final newline."""
    style = style or Style()
    span = diagnostic.span
    tone = _RED if diagnostic.severity == "error" else _YELLOW
    title = f"{SEVERITY[diagnostic.severity]} {diagnostic.code}"
    out = [f"{style.paint(_BOLD + tone, title)}　{span}" if span.line else title]
    if source is not None and span.line:
        gutter = len(str(span.line))
        bar = style.paint(_BLUE, "│")
        line = source.line(span.line)
        out.append(f"  {span.line} {bar} {visible(line)}".rstrip())
        out.append(f"  {' ' * gutter} {bar} {style.paint(tone, caret_line(line, span, style))}")
    out.append(f"  {diagnostic.what}")
    if diagnostic.mend:
        out.append(f"  改法：{diagnostic.mend}")
    return "\n".join(out)


def draw_all(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], style: Style | None = None
) -> str:
    """All of them with a blank line between, in the order given; empty when there are none."""
    blocks = [draw(d, sources.get(d.span.file), style) for d in diagnostics]
    return "\n\n".join(blocks) + "\n" if blocks else ""
