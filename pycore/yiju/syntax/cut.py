"""Cutting a run of characters into declared names, keywords and literals.

All cuts are paths through a lattice whose edges are the words known at each place. The coarsest
cut (fewest pieces) is the reading. A cut that only splits its pieces further loses silently; a cut
that has a piece across one of its borders crosses it, and then the run has no single reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yiju.syntax import numerals


@dataclass(frozen=True)
class Piece:
    """One edge of the lattice: text[start:end] read as a token of `kind`."""

    start: int
    end: int
    kind: str
    value: object = None


Cut = tuple[Piece, ...]


_REMEMBERED = 20_000  # runs; the same names come again and again in a policy set


class Lexicon:
    """Words by their first character, each with its token type and payload (a Keyword or None)."""

    def __init__(self, words: Mapping[str, tuple[str, object]]) -> None:
        self.words = dict(words)
        self._read: dict[str, tuple[Cut | None, Cut | None]] = {}
        longest_first = sorted(self.words, key=len, reverse=True)
        self._by_first: dict[str, list[str]] = {}
        for word in longest_first:
            self._by_first.setdefault(word[0], []).append(word)

    def without(self, word: str) -> Lexicon:
        """The same lexicon less one word."""
        return Lexicon({w: v for w, v in self.words.items() if w != word})

    def pieces_at(self, text: str, start: int) -> list[Piece]:
        """Every word and literal that begins at `start`; a word hides a literal of its length."""
        found = {
            start + len(word): Piece(start, start + len(word), *self.words[word])
            for word in self._by_first.get(text[start], ())
            if text.startswith(word, start)
        }
        for match in numerals.matches_at(text, start):
            found.setdefault(match.end, Piece(start, match.end, match.kind, match.value))
        return list(found.values())

    def reading(self, text: str) -> tuple[Cut | None, Cut | None]:
        """The coarsest cut of a run, and another that crosses it, if there is one."""
        found = self._read.get(text)
        if found is None:
            lattice = self.lattice(text)
            cut = coarsest(lattice)
            found = cut, crossing(lattice, cut) if cut else None
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[text] = found
        return found

    def lattice(self, text: str) -> list[list[Piece]]:
        """The edges that begin at each place of `text`."""
        return [self.pieces_at(text, i) for i in range(len(text))]


def coarsest(lattice: Sequence[Iterable[Piece]], avoid: int | None = None) -> Cut | None:
    """The cut with the fewest pieces, or None; with `avoid`, among cuts without that border."""
    length = len(lattice)
    best: list[tuple[int, Piece | None] | None] = [None] * (length + 1)
    best[length] = (0, None)
    for start in range(length - 1, -1, -1):
        if start == avoid and start != 0:
            continue
        for piece in lattice[start]:
            rest = best[piece.end]
            if rest is None or piece.end == avoid:
                continue
            here = best[start]
            if here is None or rest[0] + 1 < here[0]:
                best[start] = (rest[0] + 1, piece)
    return _path(best)


def readable_from(lattice: Sequence[Iterable[Piece]]) -> list[bool]:
    """For each place, the end included, whether the rest of the text from there can be cut."""
    good = [False] * len(lattice) + [True]
    for start in range(len(lattice) - 1, -1, -1):
        good[start] = any(good[piece.end] for piece in lattice[start])
    return good


def _path(best: Sequence[tuple[int, Piece | None] | None]) -> Cut | None:
    out: list[Piece] = []
    at = 0
    while True:
        step = best[at]
        if step is None:
            return None
        if step[1] is None:
            return tuple(out)
        out.append(step[1])
        at = step[1].end


def crossing(lattice: Sequence[Iterable[Piece]], cut: Cut) -> Cut | None:
    """Another cut with a piece across a border of `cut`, or None when `cut` stands alone."""
    spanned = _spanned(lattice)
    for piece in cut[1:]:
        if piece.start in spanned:
            other = coarsest(lattice, avoid=piece.start)
            if other is not None:
                return other
    return None


def _spanned(lattice: Sequence[Iterable[Piece]]) -> set[int]:
    """The borders that some edge passes over: only those need a search."""
    return {at for edges in lattice for edge in edges for at in range(edge.start + 1, edge.end)}


def uncut(lattice: Sequence[Iterable[Piece]]) -> int:
    """How far words reach from the left: the place from which nothing can be read."""
    reached = {0}
    for start, pieces in enumerate(lattice):
        if start in reached:
            reached.update(piece.end for piece in pieces)
    return max(reached)


def show(text: str, cut: Cut) -> str:
    """The cut for a message: 甲｜乙."""
    return "｜".join(text[piece.start : piece.end] for piece in cut)
