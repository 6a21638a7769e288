"""Places of an inventory of units, made by hand, against the units that the splitter finds.

The inventory has a row for each condition or conclusion, finer than a paragraph; its places are
written 三(一)-3a, 12(二)2-c, 6.1-2. What is compared is the part, 款 or 段 in which a row stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiju.originals.split import Unit
from yiju.syntax.numerals import chinese

_ROW = re.compile(r"^\| ([A-E])\d+ \| ([^|]+?) \|", re.MULTILINE)
_BEGUN = re.compile(r"^### 2\.([A-E]) (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Compared:
    """How many rows of the inventory stand in a unit, and which do not."""

    matched: int
    missed: tuple[str, ...]


def rows(inventory: str) -> dict[str, list[str]]:
    """Notice → the places of its rows, as the inventory writes them."""
    found: dict[str, list[str]] = {}
    begins = list(_BEGUN.finditer(inventory))
    for begin, following in zip(begins, [*begins[1:], None], strict=True):
        part = inventory[begin.end() : following.start() if following else len(inventory)]
        part = part.split("\n## ")[0]
        found[begin[2]] = [m[2] for m in _ROW.finditer(part) if m[1] == begin[1]]
    return found


def compared(places: Sequence[str], units: Sequence[Unit]) -> Compared:
    """The rows that stand in a unit of the same place, its paragraphs left open."""
    known = {u.place for u in units} | {re.sub("第[^第]+[段款]$", "", u.place) for u in units}
    missed = [p for p in places if not any(form in known for form in forms(p))]
    return Compared(len(places) - len(missed), tuple(missed))


def forms(place: str) -> Iterator[str]:
    """A place of the inventory as places of the card language."""
    place = re.sub(r"\((\d)\)", lambda m: f"({chinese(int(m[1]))})", place)
    place = place.replace("(", "（").replace(")", "）")
    if place.startswith(("序", "印发")):
        yield "序言"
        return
    if place.startswith("末"):
        yield "末段"
        return
    found = re.match(r"(\d+)(?:\.(\d+))?((?:（[一二三四五六七八九十]+）)?\d*)", place)
    if found:  # 12(二)2-c, 6.1-2
        article = f"第{chinese(int(found[1]))}条{found[3]}"
        yield f"{article}第{chinese(int(found[2]))}款" if found[2] else article
        return
    found = re.match(
        r"([一二三四五六])((?:（[一二三四五六七八九十]+）)?)(\d*)(?:款(\d))?(-综|-末)?", place
    )
    if found:  # 五(二)款2-1, 四(一)-综
        top = f"{found[1]}、{found[2]}{found[3]}" if found[2] or found[3] else found[1]
        if found[4]:
            yield f"{top}第{chinese(int(found[4]))}段"
        elif found[5]:
            yield f"{top}末段" if found[2] else f"{found[1]}、末段"
        else:
            yield top
