"""What to say of a stretch of text that cannot be read: loose numbers, unknown names, stray signs."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from yiju.diagnostic import Diagnostic
from yiju.source import Source, Span
from yiju.syntax import errors
from yiju.syntax.cut import coarsest, readable_from, uncut
from yiju.syntax.keywords import keywords
from yiju.syntax.names import Names
from yiju.syntax.numerals import Refusal, loose_number, matches_at

_INVISIBLE = ("Cf", "Cc", "Co", "Cn", "Cs")
_WRONG_QUOTES = "\"'“”‘’『』〈〉"


@dataclass(frozen=True)
class Stretch:
    """A stretch of one line: its folded text and where it begins."""

    source: Source
    line: int
    start: int
    text: str

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The span of text[start:end]."""
        end = len(self.text) if end is None else end
        return self.source.span(self.line, self.start + start, self.start + end)

    def part(self, start: int, end: int) -> Stretch:
        """text[start:end] as a stretch of its own."""
        return Stretch(self.source, self.line, self.start + start, self.text[start:end])


def is_invisible(char: str) -> bool:
    """Zero-width and control characters, which a paste brings along."""
    return unicodedata.category(char) in _INVISIBLE


def refused(number: Stretch, why: Refusal) -> Diagnostic:
    """The error for a number that is refused."""
    word, span = number.text, number.span()
    match why.reason:
        case "ellipsis":
            first, second = why.readings
            return errors.LooseNumber(span=span, word=word, first=first, second=second)
        case "calendar":
            return errors.ImpossibleDate(span=span, word=word)
        case "month":
            return errors.DayMissing(span=span, word=word)
        case "count":
            return errors.DayCount(span=span, word=word)
        case "year":
            return errors.YearOrDuration(span=span, word=word)
        case _:
            return errors.MalformedNumber(span=span, word=word)


def stray(char: Stretch) -> Diagnostic:
    """The error for a character that has no place outside quotes."""
    folded, span = char.text, char.span()
    if folded == "。":
        return errors.FullStop(span=span)
    if folded == "=":
        return errors.EqualsSign(span=span)
    if folded in _WRONG_QUOTES:
        return errors.WrongQuotes(span=span, word=folded)
    if is_invisible(folded):
        return errors.InvisibleCharacter(span=span, word=f"U+{ord(folded):04X}")
    written = char.source.line(char.line)[char.start : char.start + 1]
    return errors.StrayCharacter(span=span, word=written)


def uncuttable(run: Stretch, names: Names) -> Diagnostic:
    """The error for a run that no cut reads through."""
    loose = _around_number(run)
    if loose:
        return loose
    text = run.text
    lattice = names.lexicon.lattice(text)
    number, far = loose_number(text), uncut(lattice)
    if number and number[0] <= far < number[1]:
        return refused(run.part(number[0], number[1]), number[2])
    good = readable_from(lattice)
    stop = next((k for k in range(far + 1, len(text) + 1) if good[k]), len(text))
    return _undeclared(run, names, far, stop)


def _around_number(run: Stretch) -> Diagnostic | None:
    """约2万元, 2万元左右, 3个月以上: a word that makes a number loose or turns it around."""
    text = run.text
    for word in keywords().approximate:
        at = text.find(word)
        if at >= 0 and (_literal_ends(text, at) or _literal_begins(text, at + len(word))):
            return errors.ApproximateNumber(span=run.span(at, at + len(word)), word=word)
    for word, instead in keywords().postposed.items():
        at = text.find(word)
        if at >= 0 and _literal_ends(text, at):
            span = run.span(at, at + len(word))
            return errors.PostposedBound(span=span, word=word, instead=instead)
    return None


def _undeclared(run: Stretch, names: Names, far: int, stop: int) -> Diagnostic:
    """The unknown word text[far:stop], with the text before it when the two look like a name."""
    touching = far
    for piece in reversed(coarsest(names.lexicon.lattice(run.text[:far])) or ()):
        if piece.kind != "NAME":
            break
        touching = piece.start
    slip = _slip(run.text, far)
    if slip:
        meant = f"是不是「{keywords().slips[slip]}」？"
        span = run.span(far, far + len(slip))
        return errors.UndeclaredName(span=span, word=slip, guess=meant)
    at, guess = far, names.near(run.text[far:stop], keywords().spelled["word"])
    for wider, cutoff in ((touching, 0.5), (0, 0.75)):
        wide = names.near(run.text[wider:stop], cutoff=cutoff) if wider < at else ""
        if wide:
            at, guess = wider, wide
    return errors.UndeclaredName(span=run.span(at, stop), word=run.text[at:stop], guess=guess)


def _slip(text: str, start: int) -> str:
    """A frequent wrong word that begins at `start`, as long as possible; empty when there is none."""
    found = [word for word in keywords().slips if text.startswith(word, start)]
    return max(found, key=len, default="")


def _literal_begins(text: str, start: int) -> bool:
    return start < len(text) and any(True for _ in matches_at(text, start))


def _literal_ends(text: str, end: int) -> bool:
    """Whether some literal ends just there."""
    starts = range(max(0, end - 20), end)
    return any(m.end == end for i in starts for m in matches_at(text[:end], i))
