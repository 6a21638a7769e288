"""The declared names of a policy set: collecting them before anything is cut, and their lint.

Names stand between marks of punctuation where they are declared, so they are collected line by
line without cutting anything; a faulty card still declares its names.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from yiju.diagnostic import Diagnostic
from yiju.source import Source, Span
from yiju.syntax import errors
from yiju.syntax.cut import Lexicon, Piece, show
from yiju.syntax.keywords import keywords
from yiju.syntax.lines import Line, split_lines

_LONGEST_GUESS = 40  # comparing is quadratic; no name is that long
DECLARING = ("CLASS", "CONCL", "REGION")
PERSON = "人"  # the one class that is never counted, so not a word of its own
LISTING = (*DECLARING, "ORGANS")  # organs are no names of clauses


@dataclass(frozen=True)
class Names:
    """All declared names with the place of their first declaration."""

    spans: Mapping[str, Span]

    def __contains__(self, name: object) -> bool:
        return name in self.spans

    @cached_property
    def lexicon(self) -> Lexicon:
        """Names and the words of clauses: what a run of characters is cut into."""
        return Lexicon(_names(self.spans) | _words())

    @cached_property
    def result_lexicon(self) -> Lexicon:
        """The same with what 就高 can compare, for 则 lines."""
        measures = {w: ("MEASURE", k) for w, k in keywords().spelled["measure"].items()}
        return Lexicon(measures | _names(self.spans) | _words())

    def near(self, word: str, extra: Iterable[str] = (), cutoff: float = 0.5) -> str:
        """「…」 of up to two names that look like `word`, as a question; empty when none does."""
        if len(word) > _LONGEST_GUESS:
            return ""
        found = difflib.get_close_matches(word, [*self.spans, *extra], 2, cutoff)
        return f"是不是「{'」或「'.join(found)}」？" if found else ""


def _names(spans: Mapping[str, Span]) -> dict[str, tuple[str, object]]:
    return {name: ("NAME", None) for name in spans}


def _words() -> dict[str, tuple[str, object]]:
    """The words of clauses; operators written with signs are scanned apart."""
    table = keywords().spelled["word"]
    return {word: (f"K_{entry.id}", entry) for word, entry in table.items() if word[0].isalnum()}


# ── collecting ───────────────────────────────────────────────────────────────


def declared_in(source: Source) -> Iterator[tuple[str, Span]]:
    """Every name a file declares, with its place; names that are empty are left to the lexer."""
    head = ""
    for line in split_lines(source):
        if line.kind == "head":
            head = line.id
            if head in ("DEF", "PARAM"):
                yield from _stretch(source, line, line.body, len(line.text))
            elif head == "CLASS":  # a class is named where its records are counted
                comma = line.text.find(",", line.body)
                end = comma if comma >= 0 else len(line.text)
                if line.text[line.body : end].strip() != PERSON:
                    yield from _stretch(source, line, line.body, end)
        elif line.kind == "item" and head in DECLARING:
            yield from _declaration(source, line)
        elif line.kind == "row" and head == "TABLE":
            yield from _fill_columns(source, line)


def _stretch(source: Source, line: Line, start: int, end: int) -> Iterator[tuple[str, Span]]:
    raw = line.text[start:end]
    name = raw.strip()
    if name:
        column = start + len(raw) - len(raw.lstrip())
        yield name, source.span(line.number, column, column + len(name))


def _declaration(source: Source, line: Line) -> Iterator[tuple[str, Span]]:
    """`- 名称：类型〔甲、乙〕，否称 丙`: the name, the members and the 否称."""
    text = line.text
    colon = text.find(":", line.body)
    yield from _stretch(source, line, line.body, colon if colon >= 0 else len(text))
    if colon < 0:
        return
    opened, closed = text.find("〔", colon), text.find("〕", colon)
    tail = max(closed, colon) + 1
    if 0 <= opened < closed:
        etc = keywords().spell("attr", "ETC")
        for start, end in _parts(text, opened + 1, closed, "、"):
            if text[start:end].strip() != etc:
                yield from _stretch(source, line, start, end)
    anti = keywords().spell("attr", "ANTI")
    for start, end in _parts(text, tail, len(text), ","):
        part = text[start:end]
        if part.strip().startswith(anti):
            yield from _stretch(source, line, start + part.index(anti) + len(anti), end)


def _fill_columns(source: Source, line: Line) -> Iterator[tuple[str, Span]]:
    fill = keywords().spell("column", "FILL")
    for start, end in _parts(line.text, line.body, len(line.text), "|"):
        cell = line.text[start:end]
        if cell.strip().startswith(fill):
            yield from _stretch(source, line, start + cell.index(fill) + len(fill), end)


def _parts(text: str, start: int, end: int, mark: str) -> Iterator[tuple[int, int]]:
    """The stretches between marks."""
    while start <= end:
        stop = text.find(mark, start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


# ── lint ─────────────────────────────────────────────────────────────────────


def collect(sources: Sequence[Source]) -> tuple[Names, list[Diagnostic]]:
    """The names of all sources and what is wrong with them. A name that cannot be one (punctuation,
    a keyword) is reported and left out; one that merely falls apart is reported and kept."""
    first: dict[str, Span] = {}
    for source in sources:
        for name, span in declared_in(source):
            first.setdefault(name, span)
    found: list[Diagnostic] = []
    usable: dict[str, Span] = {}
    for name, span in first.items():
        wrong = _unusable(name, span)
        if wrong:
            found.append(wrong)
        else:
            usable[name] = span
    names = Names(usable)
    found.extend(filter(None, (_falls_apart(names, n) for n in usable)))
    return names, found


def _unusable(name: str, span: Span) -> Diagnostic | None:
    if not re.fullmatch(r"[\w·]+", name):
        return errors.NameHasPunctuation(span=span, word=name)
    if name in keywords().spelled["word"]:
        return errors.NameIsKeyword(span=span, word=name)
    literal = any(p.end == len(name) for p in Lexicon({}).pieces_at(name, 0))
    if literal or name in keywords().mark_keys or name.isdecimal():
        return errors.NameIsNumber(span=span, word=name)
    return None


def _falls_apart(names: Names, name: str) -> Diagnostic | None:
    """A name that can also be read as several pieces, one of them a keyword or a number."""
    lattice = names.lexicon.lattice(name)
    best: list[dict[bool, tuple[Piece, ...]]] = [{} for _ in range(len(name) + 1)]
    best[-1] = {False: ()}
    for start in range(len(name) - 1, -1, -1):
        for piece in lattice[start]:
            if piece.end - start == len(name):
                continue
            for mixed, rest in best[piece.end].items():
                key = mixed or piece.kind != "NAME"
                if key not in best[start] or len(rest) + 1 < len(best[start][key]):
                    best[start][key] = (piece, *rest)
    pieces = best[0].get(True)
    if not pieces:
        return None
    return errors.NameFallsApart(span=names.spans[name], word=name, pieces=show(name, pieces))
