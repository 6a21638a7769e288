"""【章】: the scope and conditions that the cards below a place share; docs/semantics.md §21."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yiju.ir import errors_chapters as errors
from yiju.ir.scope import Scope
from yiju.syntax import tree

_BELOW = ("RULE", "TABLE", "DUTY", "STEPS")
_NUMERAL = re.compile(r"[0-9一二三四五六七八九十百]")


def chapters_of(document: tree.Document | Iterable[tree.Card]) -> tuple[tree.Card, ...]:
    """The chapters of a document, the outermost first."""
    cards = document.cards if isinstance(document, tree.Document) else document
    found = [card for card in cards if card.head == "CHAPTER"]
    return tuple(sorted(found, key=lambda c: (len(c.locator), c.locator, c.title)))


def lies_below(locator: str, chapter: str) -> bool:
    """Whether a place lies in another or is the same: 五、2第一段 in 五、2, but not 五、21."""
    if not locator.startswith(chapter):
        return False
    rest = locator[len(chapter) :]
    split = rest and _NUMERAL.match(rest) and _NUMERAL.match(chapter[-1])
    return not split


def check_chapters(scope: Scope, documents: Mapping[int, tree.Document]) -> None:
    """Each chapter has some card below it: else its place is miswritten."""
    for document in documents.values():
        below = [c.locator for c in document.cards if c.head in _BELOW]
        for chapter in chapters_of(document):
            if not any(lies_below(place, chapter.locator) for place in below):
                span = scope.find(chapter.locator, chapter.span)
                scope.report(errors.NothingBelow(span=span, place=chapter.locator))
