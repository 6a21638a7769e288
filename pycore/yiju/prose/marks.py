"""What differs between the versions of a sentence, marked so that the eye finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from yiju.prose.said import Sentence

_ALIKE = 0.5  # below this two wordings have too little in common to mark single words
_SHORT = 2  # what is the same for no longer than this does not part two marks
_WORD = re.compile(r"「[^」]*」|\d+|.", re.DOTALL)  # a mark parts neither a name nor a number
_STOPS = "，；。：（）〈〉、"


def marked(sentence: Sentence, opening: str, closing: str) -> list[tuple[str, tuple[str, ...]]]:
    """The text and the items of each version; what another version lacks stands in marks."""
    said = [(v.said.text, v.said.items) for v in sentence.versions]
    if len(said) < 2:
        return said
    found = []
    for k, (text, items) in enumerate(said):
        other_text, other_items = said[1 if k == 0 else 0]
        shown = _mark(text, other_text, opening, closing)
        more = tuple(
            item
            if item in other_items or not other_items
            else _mark(
                item, _nearest(item, [o for o in other_items if o not in items]), opening, closing
            )
            for item in items
        )
        found.append((shown, more))
    return found


def _nearest(item: str, others: list[str]) -> str:
    """What an item of a list is to be held against; empty when the other version has none."""
    return max(others, key=lambda other: SequenceMatcher(None, item, other).ratio(), default="")


def _mark(text: str, other: str, opening: str, closing: str) -> str:
    if not other:  # an item that the other list has nothing like
        return opening + text + closing
    if SequenceMatcher(None, other, text, autojunk=False).ratio() < _ALIKE:
        return text
    runs: list[list[int]] = []
    for tag, start, end in _changes(text, other):
        if tag in ("insert", "replace"):
            if runs and start - runs[-1][1] <= _SHORT:
                runs[-1][1] = _to_stop(text, end)
            else:
                whole = [start, _to_stop(text, end)]
                runs.append(whole if tag == "replace" else _slid(text, start, end))
    for start, end in reversed(runs):
        text = text[:start] + opening + text[start:end] + closing + text[end:]
    return text


def _changes(text: str, other: str) -> Iterator[tuple[str, int, int]]:
    """What is done to the words of the other text to get this one, with places in this one."""
    words = _WORD.findall(text)
    places = [0, *accumulate(len(word) for word in words)]
    matcher = SequenceMatcher(None, _WORD.findall(other), words, autojunk=False)
    for tag, _, _, start, end in matcher.get_opcodes():
        yield tag, places[start], places[end]


def _slid(text: str, start: int, end: int) -> list[int]:
    """What was put in, moved to where it begins with a comma, if the text is the same either way."""
    low = start
    while low > 0 and text[low - 1] == text[end - 1 - (start - low)]:
        low -= 1
    length = end - start
    for place in range(low, end):
        if place > start and text[place - 1] != text[place - 1 + length : place + length]:
            break
        if text[place] in "，；":
            return [place, place + length]
    return [start, end]


def _to_stop(text: str, end: int) -> int:
    """A mark runs on to the next stop when next to nothing stands before it."""
    for place in range(end, min(end + _SHORT, len(text))):
        if text[place] in _STOPS:
            return place
        if text[place] == "「":
            return end
    return end
