"""Text and where things stand in it: sources, spans, full-width folding, display columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec

# U+FF01–FF5E and U+3000 fold one to one. Never NFKC: it shifts columns and changes 〔…〕 ① Ⅶ ㎡.
_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
_WIDE = re.compile("[\uff01-\uff5e\u3000]")  # a few in a line: quicker than str.translate over all


def fold(text: str) -> str:
    """The text with full-width ASCII and the ideographic space made half-width, length unchanged."""
    return _WIDE.sub(_folded, text)


def _folded(found: re.Match[str]) -> str:
    return _FOLD[found[0]]


class Span(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of one source. Lines count from 1, columns from 0, both in code points."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column + 1}"


NOWHERE = Span("", 0, 0, 0, 0)


@dataclass(frozen=True)
class Source:
    """One input text under the name it is reported by."""

    name: str
    text: str
    lines: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        plain = self.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        object.__setattr__(self, "lines", tuple(plain.split("\n")))

    def span(self, line: int, column: int, end_column: int) -> Span:
        """A span within one line."""
        return Span(self.name, line, column, line, max(end_column, column + 1))

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""
