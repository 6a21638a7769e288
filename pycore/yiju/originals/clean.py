"""A scraped text as paragraphs: page furniture dropped, broken lines joined, each change noted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiju.originals.markers import marker_at
from yiju.originals.patterns import patterns
from yiju.source import fold

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_HAN = r"[^\x00-\xff]"
_SPACE_AT_HAN = re.compile(rf"(?<={_HAN}) +(?={_HAN})|(?<={_HAN}) +(?=\d)|(?<=\d) +(?={_HAN})")
_ENDED = tuple("。：！？.:!?")
_PAUSED = tuple("；;")  # ends an item, or a line of a text that is broken on every line
_INNER = re.compile("[，、；：,;:。]")
_SHORT = 15  # a line as short as this says nothing about where lines are broken
_SLACK = 4  # a broken line may be this much shorter than the longest ones: words are not split


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the number of the line on which it begins."""

    text: str
    line: int
    table: bool = False


@dataclass(frozen=True)
class Note:
    """What was done to the text, for a person to check against the original."""

    line: int
    text: str


@dataclass(frozen=True)
class _Line:
    text: str
    number: int
    table: bool


def paragraphs(text: str) -> tuple[list[Paragraph], list[Note]]:
    """The paragraphs of a scraped text, and what was dropped or joined."""
    notes: list[Note] = []
    lines = list(_kept(text, notes))
    width = _broken_at(lines)
    out: list[Paragraph] = []
    last: _Line | None = None
    for line in lines:
        if last is not None and out and _goes_on(out[-1], last, line, width):
            if not width and not line.table:  # a text broken on every line is noted once
                notes.append(Note(line.number, "接上一行（词中断行）"))
            gap = "\n" if line.table else ""
            out[-1] = Paragraph(f"{out[-1].text}{gap}{line.text}", out[-1].line, line.table)
        else:
            out.append(Paragraph(line.text, line.number, line.table))
        last = line
    if width:
        notes.append(Note(1, f"全文在行中断开（每行约 {width} 字），已接上"))
    return out, notes


def _kept(text: str, notes: list[Note]) -> Iterator[_Line]:
    """The lines that belong to the notice, tidied."""
    rules = patterns()
    before = ""
    for number, original in enumerate(re.split(r"\r\n|\r|\n|\f", text), 1):
        plain = _INVISIBLE.sub("", original)
        left = rules.residue.sub("", plain)
        if left != plain:
            notes.append(Note(number, "去掉网页或文字处理软件的残留"))
        table = "\t" in left.strip() or left.count("|") > 1
        tidy = left.strip() if table else _SPACE_AT_HAN.sub("", re.sub(r"\s+", " ", left).strip())
        if not tidy:
            continue
        if rules.noise.fullmatch(fold(tidy)):
            notes.append(Note(number, "去掉页面上的文字（页码、导航、备案号之类）"))
        elif tidy == before:
            notes.append(Note(number, "去掉重复的一行"))
        else:
            yield _Line(tidy, number, table)
        before = tidy


def _broken_at(lines: list[_Line]) -> int:
    """The width at which every line of the text was broken; 0 when lines are whole paragraphs."""
    long = [line.text for line in lines if len(line.text) > _SHORT and not line.table]
    open_ = sum(not text.endswith(_ENDED) for text in long)
    if len(long) < 10 or open_ * 2 < len(long):
        return 0
    return sorted(map(len, long))[len(long) * 9 // 10]


def _goes_on(paragraph: Paragraph, last: _Line, line: _Line, width: int) -> bool:
    """Whether a line continues the paragraph."""
    if last.table or line.table:
        return last.table and line.table
    if last.text.endswith(_ENDED + (() if width else _PAUSED)) or marker_at(line.text) is not None:
        return False
    if width:
        return len(last.text) >= width - _SLACK
    return len(last.text) > _SHORT and _INNER.search(paragraph.text) is not None
