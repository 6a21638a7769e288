"""Damage of numbering mended, and parts that were run together parted, by the sequence of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yiju.originals.clean import Note, Paragraph
from yiju.originals.markers import RANK, Marker, Style, marker_at

_SKIPPED = 3  # how far a number inside a paragraph may be ahead of the one before it
_CUT = re.compile(r"(?<=[。；：;:])[”\"]? *(?=[第(（\d①-⑳])")
_ABOVE: dict[Style, Style] = {"digit": "cn", "digit_bracket": "cn_bracket"}
Last = dict[Style, int]  # the last number of each style that is still open


def mended(body: Sequence[Paragraph], notes: list[Note]) -> list[Paragraph]:
    """Numbers that a word processor turned into others: 6、 where 六、 is due, （2） for （二）."""
    markers = [marker_at(p.text) for p in body]
    tops = {m.number for m in markers if m and m.style == "cn"}
    last: Last = {}
    out = []
    for paragraph, marker in zip(body, markers, strict=True):
        if marker and _turned(marker, last, tops):
            meant = replace(marker, style=_ABOVE[marker.style])
            shown = meant.place
            notes.append(Note(paragraph.line, f"编号「{marker.written}」按前后次序当作「{shown}」"))
            out.append(replace(paragraph, text=f"{shown}{paragraph.text[marker.end :]}"))
            last = _after(last, meant)
        else:
            out.append(paragraph)
            last = _after(last, marker) if marker else last
    return out


def _turned(marker: Marker, last: Last, tops: set[int]) -> bool:
    """Whether an Arabic number stands where the Chinese one of the level above is due."""
    above = _ABOVE.get(marker.style)
    if above is None or marker.number != last.get(above, 0) + 1:
        return False
    if marker.style == "digit_bracket":
        return marker.number > 1 and marker.number != last.get(marker.style, 0) + 1
    if marker.number == 1:
        return 2 in tops and 1 not in tops
    return bool(tops) and marker.number != last.get(marker.style, 0) + 1


def cut(body: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs that were run together, parted where a number continues its sequence."""
    out: list[Paragraph] = []
    last: Last = {}
    for paragraph in body:
        at = 0
        for start in (0, *(m.end() for m in _CUT.finditer(paragraph.text))):
            marker = None if paragraph.table else marker_at(paragraph.text, start)
            if marker is None or (start and not _continues(marker, last)):
                continue
            last = _after(last, marker)
            if start > at:
                out.append(replace(paragraph, text=paragraph.text[at:start].strip()))
                at = start
        out.append(replace(paragraph, text=paragraph.text[at:].strip()))
    return out


def _continues(marker: Marker, last: Last) -> bool:
    """Whether a number inside a paragraph begins a new part, and is no citation or quantity."""
    ahead = marker.number - last.get(marker.style, 0)
    return 0 < ahead < _SKIPPED and marker.style not in ("chapter", "section", "cn")


def _after(last: Last, marker: Marker) -> Last:
    """A number closes all that stand deeper, and other styles of its own level."""
    kept: Last = {style: n for style, n in last.items() if RANK[style] < marker.rank}
    kept[marker.style] = marker.number
    return kept
