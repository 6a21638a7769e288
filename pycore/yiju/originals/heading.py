"""The head and the end of a notice: which lines they are, and what they say. All to be checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yiju.originals.clean import Paragraph
from yiju.originals.markers import marker_at
from yiju.originals.patterns import patterns
from yiju.source import fold

if TYPE_CHECKING:
    from yiju.originals.split import Unit

_ENDED = tuple("。：；！？.:;!?")
_COLON = ("：", ":")


@dataclass(frozen=True)
class HeadFacts:
    """What patterns found of the document itself; empty or None where the text does not say."""

    title: str = ""
    number: str = ""  # 渝医保发〔2025〕37号
    organs: tuple[str, ...] = ()
    issued: date | None = None
    force: str = ""  # the words on its day of effect: 发文之日, 2021年5月1日
    force_place: str = ""
    force_day: date | None = None


def part_lines(
    found: Sequence[Paragraph],
) -> tuple[list[Paragraph], list[Paragraph], list[Paragraph]]:
    """Head, body and end. The body begins at the first number; the end has no sentences.

    What is annexed comes behind the end, and belongs to the body again.
    """
    markers = [None if p.table else marker_at(p.text) for p in found]
    first = next((k for k, marker in enumerate(markers) if marker), None)
    if first is None:  # not numbered at all: the body begins with the first sentence
        sentences = preamble(found)
        first = found.index(sentences[0]) if sentences else len(found)
    annexed = next((k for k, m in enumerate(markers) if m and m.style == "annex"), len(found))
    end = annexed
    while end > first and not _says(found[end - 1]) and not markers[end - 1]:
        end -= 1
    body = [*found[first:end], *found[max(annexed, first) :]]
    return list(found[:first]), body, list(found[end:annexed])


def _says(paragraph: Paragraph) -> bool:
    return paragraph.table or paragraph.text.endswith(_ENDED)


def preamble(head: Sequence[Paragraph]) -> list[Paragraph]:
    """The sentences before the first number, without the line that says to whom they are sent."""
    said = [p for p in head if p.text.endswith(_ENDED)]
    if said and said[0].text.endswith(_COLON) and not patterns().lead_in.search(said[0].text):
        return said[1:]
    return said


def is_heading(text: str, more: bool) -> bool:
    """Whether the text behind a number only names what follows."""
    if not text.endswith(_ENDED):
        return "。" not in text
    rules = patterns()
    plain = text.rstrip("。")
    short = len(plain) <= rules.heading_longest and not re.search("[，；：。、,;:]", plain)
    return more and short and not any(verb in plain for verb in rules.verbs)


def head_facts(
    head: Sequence[Paragraph], tail: Sequence[Paragraph], units: Sequence[Unit]
) -> HeadFacts:
    """What the lines at the head and the end say, and the sentence on the day of effect."""
    rules = patterns()
    lines = [fold(p.text) for p in (*head, *tail)]
    number = next((m[0] for line in lines if (m := rules.number.search(line))), "")
    number = re.sub(r"\s", "", number).replace("(", "〔").replace(")", "〕")
    number = re.sub("[﹝\\[]", "〔", re.sub("[﹞\\]]", "〕", number))
    issued = next((d for p in reversed(tail) if (d := _day(fold(p.text)))), None)
    if issued is None:
        issued = next((d for p in head if (d := _day(fold(p.text)))), None)
    force, place = next(
        ((m[1], u.place) for u in reversed(units) if (m := rules.force.search(fold(u.text)))),
        ("", ""),
    )
    day = _day(force)
    if day is None and rules.issue_day.search(force):
        day = issued
    return HeadFacts(_title([fold(p.text) for p in head]), number, _organs(lines), issued, force, place, day)  # fmt: skip


def _title(lines: Sequence[str]) -> str:
    """The first line or lines that read like a title."""
    for k, line in enumerate(lines):
        for joined in (line, "".join(lines[k : k + 2]), "".join(lines[k : k + 3])):
            if patterns().title.fullmatch(joined):
                return joined
    return ""


def _organs(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines that are names of organs; those that only string others together are left out."""
    found = [name for line in lines for name in line.split()]
    names = list(dict.fromkeys(name for name in found if patterns().organ.fullmatch(name)))

    def strung(name: str) -> bool:
        rest = name
        for other in sorted(names, key=len, reverse=True):
            rest = rest.replace(other, "") if other != name else rest
        return not rest

    return tuple(name for name in names if not strung(name))


def _day(text: str) -> date | None:
    found = patterns().date.search(text)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
