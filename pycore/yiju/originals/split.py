"""A notice's text split into units: each numbered part and each paragraph, with its place.

Places are those of the card language: 五、3第四段, 第十二条（二）2. Under a 条 a paragraph is a 款;
elsewhere it is a 段 and belongs to the number that stands above it. A place counts paragraphs of
the normative text only: a heading is no unit. Damage of numbering is mended where the sequence
leaves no doubt (1、 after 五、 is 六、), and noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from yiju.originals.clean import Note, Paragraph, paragraphs
from yiju.originals.fingerprint import fingerprint, normal_form
from yiju.originals.heading import HeadFacts, head_facts, is_heading, part_lines, preamble
from yiju.originals.markers import Marker, marker_at
from yiju.originals.mend import cut, mended
from yiju.originals.patterns import patterns
from yiju.syntax.locators import canonical_locator
from yiju.syntax.numerals import chinese

_PREAMBLE, _LAST = "序言", "末段"
_SENTENCE = re.compile("[。；;]")


@dataclass(frozen=True)
class Unit:
    """One unit of the text: a paragraph, with the number above it or on it."""

    place: str
    text: str
    line: int
    table: bool = False

    @property
    def digest(self) -> str:
        """The fingerprint that a card carries as 原文：."""
        return fingerprint(self.text)

    @property
    def length(self) -> int:
        """Characters of the normal form."""
        return len(normal_form(self.text))

    @property
    def sentences(self) -> int:
        """How many sentences it has; what a semicolon or a colon at the end closes is one."""
        return sum(bool(part.strip('”"）) ')) for part in _SENTENCE.split(self.text))


@dataclass(frozen=True)
class Gap:
    """A number that the text skips, and the place of the part that stands where it should."""

    place: str
    before: str


@dataclass(frozen=True)
class Original:
    """A notice's text, split."""

    facts: HeadFacts
    units: tuple[Unit, ...]
    headings: tuple[Unit, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[Note, ...]

    @cached_property
    def _before(self) -> dict[Unit, list[Gap]]:
        places = {gap.before for gap in self.gaps}
        heads = {place: next((u for u in self.units if _in(u, place)), None) for place in places}
        found: dict[Unit, list[Gap]] = {}
        for gap in self.gaps:
            if (unit := heads[gap.before]) is not None:
                found.setdefault(unit, []).append(gap)
        return found

    def gaps_before(self, unit: Unit) -> list[Gap]:
        """The gaps right before a unit: those whose following part begins with it."""
        return self._before.get(unit, [])

    @property
    def digest(self) -> str:
        """The fingerprint of all units together."""
        return fingerprint("\n".join(unit.text for unit in self.units))


def _in(unit: Unit, place: str) -> bool:
    rest = unit.place.removeprefix(place)
    return rest != unit.place and not rest[:1].isdigit()


@dataclass
class _Node:
    """A numbered part while it is being read."""

    marker: Marker | None
    line: int = 0
    own: list[Paragraph] = field(default_factory=list)  # before its parts
    after: list[Paragraph] = field(default_factory=list)  # behind them
    parts: list[_Node] = field(default_factory=list)

    @cached_property
    def rank(self) -> int:
        """How deep it stands; the root above all."""
        return self.marker.rank if self.marker else -1


def split(text: str, note: str = "") -> Original:
    """The units of a notice's plain text, in their order, and what its head and end say.

    :param note: something to note of the text as a whole.
    """
    found, notes = paragraphs(text)
    if note:
        notes.append(Note(1, note))
    head, body, tail = part_lines(found)
    root = _Node(None)
    path = [root]
    for paragraph in cut(mended(body, notes)):
        _place(paragraph, path, notes)
    first = preamble(head)
    units = _paragraphs(_PREAMBLE, first, "段")
    headings: list[Unit] = []
    _collect(root, "", units, headings)
    gaps = tuple(_gaps(root, "", notes))
    notes += [
        Note(one.line, f"{one.place} 说到「下列」而没有列举，可能缺文")
        for one, following in zip(units, [*units[1:], None], strict=False)
        if patterns().announces.search(one.text)
        and not (following and following.place.startswith(one.place))
    ]
    facts = head_facts([p for p in head if p not in first], tail, units)
    return Original(
        facts,
        tuple(units),
        tuple(headings),
        gaps,
        tuple(sorted(notes, key=lambda n: n.line)),
    )


# ── placing ──────────────────────────────────────────────────────────────────


def _place(paragraph: Paragraph, path: list[_Node], notes: list[Note]) -> None:
    """Put a paragraph where its number says, or where the number above it says."""
    marker = None if paragraph.table else marker_at(paragraph.text)
    if marker is not None:
        while path[-1].rank >= marker.rank:
            path.pop()
        node = _Node(marker, paragraph.line)
        path[-1].parts.append(node)
        path.append(node)
        rest = paragraph.text[marker.end :].strip()
        if rest:
            node.own.append(replace(paragraph, text=rest))
        return
    article = next(
        (k for k, node in enumerate(path) if node.marker and node.marker.style == "article"), 0
    )
    if article:
        del path[article + 1 :]
    elif patterns().closing.match(paragraph.text):
        del path[1:]
    elif patterns().summing.match(paragraph.text) and len(path) > 2:
        path.pop()
        notes.append(Note(paragraph.line, "总括的一段当作上一级的末段，请核对它接在哪里"))
    node = path[-1]
    (node.after if node.parts else node.own).append(paragraph)


def _collect(node: _Node, place: str, units: list[Unit], headings: list[Unit]) -> None:
    """Units of a part and of its parts, in the order of the text."""
    here = place + (node.marker.place if node.marker else "")
    article = node.marker is not None and node.marker.style == "article"
    kind = "款" if article else "段"
    own = list(node.own)
    if own and node.marker and is_heading(own[0].text, more=len(own) > 1 or bool(node.parts)):
        headings.append(Unit(canonical_locator(here), own[0].text, own[0].line))
        del own[0]
    behind = node.after if article else []
    units += _paragraphs(here, own, kind, len(own) + len(behind))
    for part in node.parts:
        _collect(part, here, units, headings)
    if article:
        units += _paragraphs(here, behind, kind, len(own) + len(behind), len(own))
    else:
        last = here + _LAST if here else _LAST
        units += _paragraphs(last, node.after, "段")


def _paragraphs(
    place: str, found: Sequence[Paragraph], kind: str, count: int = 0, first: int = 0
) -> list[Unit]:
    """Paragraphs with one place: numbered when there are several."""
    several = max(count, len(found)) > 1 or not place
    out = []
    for k, paragraph in enumerate(found, first + 1):
        own = f"{place}第{chinese(k)}{kind}" if several else place
        out.append(Unit(canonical_locator(own), paragraph.text, paragraph.line, paragraph.table))
    return out


def _gaps(node: _Node, place: str, notes: list[Note]) -> Iterator[Gap]:
    """The places of numbers that are skipped; those and numbers that go back are noted."""
    here = place + (node.marker.place if node.marker else "")
    before: Marker | None = None
    for part in node.parts:
        marker = part.marker
        assert marker is not None
        expected = before.number + 1 if before and before.style == marker.style else 1
        shown = canonical_locator(here + marker.place) or marker.written
        if marker.number > expected and not (before is None and marker.style == "article"):
            lost = [replace(marker, number=n).place for n in range(expected, marker.number)]
            notes.append(Note(part.line, f"{shown} 之前缺编号：{'、'.join(lost)}，可能缺文"))
            yield from (Gap(canonical_locator(here + one), shown) for one in lost if one)
        elif 0 < marker.number < expected:
            notes.append(Note(part.line, f"{shown} 的编号没有接上前一个"))
        before = marker
        yield from _gaps(part, here, notes)
