"""The numbers that head the parts of a notice: 附件1 第一章 第一条 一、（一）1.（1）①."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yiju.source import fold
from yiju.syntax.numerals import chinese, read_number

Style = Literal[
    "annex", "chapter", "section", "article", "cn", "cn_bracket", "digit", "digit_bracket", "ring"
]
RANK: dict[Style, int] = {
    "annex": 0, "chapter": 1, "section": 2, "article": 3, "cn": 4, "cn_bracket": 5, "digit": 6,
    "digit_bracket": 7, "ring": 8,
}  # fmt: skip
_LONGEST = 24
_CN = "[一二三四五六七八九十百零〇]{1,5}"
_FORMS: tuple[tuple[Style, str], ...] = (
    ("annex", rf"附件 *(?P<n>{_CN}|\d{{1,2}})? *:? *$"),
    ("chapter", rf"第 *(?P<n>{_CN}|\d{{1,2}}) *[章编](?= |$|[^的])"),
    ("section", rf"第 *(?P<n>{_CN}|\d{{1,2}}) *节"),
    ("article", rf"第 *(?P<n>{_CN}|\d{{1,3}}) *条(?! *第|规定|的)"),
    ("cn", rf"(?P<n>{_CN}) *、"),
    ("cn_bracket", rf"\( *(?P<n>{_CN}) *\)"),
    ("digit", r"(?P<n>\d{1,2}) *[.、](?! *\d)"),
    ("digit_bracket", r"\( *(?P<n>\d{1,2}) *\)"),
    ("ring", r"(?P<n>[①-⑳])"),
)
_PATTERNS = tuple((style, re.compile(f" *{form} *")) for style, form in _FORMS)


@dataclass(frozen=True)
class Marker:
    """A number of a part: its style, its value, how it is written, where the text after it begins."""

    style: Style
    number: int
    written: str
    end: int

    @property
    def rank(self) -> int:
        """How deep parts so numbered stand."""
        return RANK[self.style]

    @property
    def place(self) -> str:
        """The number as a part of a place of the card language."""
        match self.style:
            case "annex":
                return f"附件{self.number}、" if self.number else "附件"
            case "article":
                return f"第{chinese(self.number)}条"
            case "cn":
                return f"{chinese(self.number)}、"
            case "cn_bracket":
                return f"（{chinese(self.number)}）"
            case "digit":
                return str(self.number)
            case "digit_bracket":
                return f"（{self.number}）"
            case "ring":
                return chr(ord("①") + self.number - 1)
        return ""  # articles are numbered through: a chapter is no part of a place


def marker_at(text: str, start: int = 0) -> Marker | None:
    """The number that stands at `start` of a text, whatever the width of its signs."""
    near = fold(text[start : start + _LONGEST])
    for style, pattern in _PATTERNS:
        found = pattern.match(near)
        if found:
            value = _value(found["n"] or "")
            if value or (style == "annex" and start == 0 and len(text) < _LONGEST):
                return Marker(style, value, found[0].strip(), start + found.end())
    return None


def _value(written: str) -> int:
    """The number; 0 when it is none."""
    if written and written in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(written) - ord("①") + 1
    value = read_number(written)
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else 0
