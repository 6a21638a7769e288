"""The lines of a file: what opens each, before a single word is read.

A line is opened by a card head 【…】, a label with its colon, `-` or `|`; anything else continues
the line before. `Line.text` is folded (full-width made half-width, any white space made a plain
space) and has its comment cut off; columns are those of the original line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from yiju.source import Source, fold
from yiju.syntax.keywords import keywords

LineKind = Literal["blank", "head", "label", "item", "row", "separator", "more"]


class Line(msgspec.Struct, frozen=True):
    """One physical line. `word` is what opens it as written, `id` its keyword id or '' if unknown.

    `start` and `end` are the columns of the opener, `body` the column after it. `mark` is the
    stretch of （甲、乙） in a label, `question` that of 「…」 in 读法「…」：, both with their brackets.
    """

    number: int
    kind: LineKind
    text: str
    comment: str = ""
    word: str = ""
    id: str = ""
    start: int = 0
    end: int = 0
    body: int = 0
    mark: tuple[int, int] | None = None
    question: tuple[int, int] | None = None


_SPACE = re.compile(r"[\s\x1c-\x1f]")  # what str.isspace says of one character
_HEAD = re.compile(r" *【 *([^【】]*?) *】")
_ITEM = re.compile(r" *[-·•]")
_SEPARATOR = re.compile(r"[ |:]*\|[ :]*-{2,}[-| :]*")
_OPEN, _CLOSE = "「《", "」》"


def split_lines(source: Source) -> Iterator[Line]:
    """The lines of a source in order, each with its kind."""
    for number, original in enumerate(source.lines, 1):
        folded = _SPACE.sub(" ", fold(original))
        cut = _comment_start(folded)
        text = folded[:cut].rstrip()
        yield _opened(number, text, original[cut:].strip())


def _comment_start(text: str) -> int:
    """Where a # outside quotes begins, else the length."""
    if "#" not in text:
        return len(text)
    depth = 0
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char == "#" and not depth:
            return i
    # A # after a quote that is never closed still begins a comment when nothing else is left.
    return 0 if text.lstrip().startswith("#") else len(text)


def _opened(number: int, text: str, comment: str) -> Line:
    bare = text.lstrip()
    if not bare:
        return Line(number, "blank", text, comment)
    if bare[0] == "【":
        return _head(number, text, comment)
    if bare[0] == "|":
        kind: LineKind = "separator" if _SEPARATOR.fullmatch(text) else "row"
        at = text.index("|")
        return Line(number, kind, text, comment, "|", "ROW", at, at + 1, at + 1)
    found = _ITEM.match(text)
    if found:
        end = found.end()
        return Line(number, "item", text, comment, "-", "ITEM", end - 1, end, end)
    found = _label_pattern().match(text)
    if found:
        return _label(number, text, comment, found)
    return Line(number, "more", text, comment)


def _head(number: int, text: str, comment: str) -> Line:
    found = _HEAD.match(text)
    start = text.index("【")
    if not found:
        return Line(number, "head", text, comment, "", "", start, start + 1, len(text))
    word = found[1].replace(" ", "")
    entry = keywords().find("head", word)
    id_ = entry.id if entry else ""
    return Line(number, "head", text, comment, word, id_, start, found.end(), found.end())


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(
        r" *(?P<word>[^\s:|「」《》【】()〔〕、,;+×÷−-]{1,8}?)"
        r" *(?:(?P<mark>\([^()]*\))|(?P<question>「[^」]*」))? *:"
    )


def _label(number: int, text: str, comment: str, found: re.Match[str]) -> Line:
    word = found["word"]
    entry = keywords().find("label", word)
    mark = found.span("mark") if found["mark"] else None
    question = found.span("question") if found["question"] else None
    return Line(
        number, "label", text, comment, word, entry.id if entry else "",
        found.start("word"), found.end("word"), found.end(), mark, question,
    )  # fmt: skip
