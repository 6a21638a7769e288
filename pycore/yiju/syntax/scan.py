"""Scanning a stretch of one line: expressions, places, quoted texts, lists of free words."""

from __future__ import annotations

import re

from yiju.diagnostic import Diagnostic
from yiju.source import Source, Span
from yiju.syntax import errors
from yiju.syntax.cut import Lexicon, Piece, show
from yiju.syntax.keywords import Keyword, keywords
from yiju.syntax.lines import Line
from yiju.syntax.locators import canonical_locator, locator_end
from yiju.syntax.names import Names
from yiju.syntax.numerals import Refusal
from yiju.syntax.token import ScanError, Token, prose
from yiju.syntax.unreadable import Stretch, is_invisible, refused, stray, uncuttable

PUNCTUATION = {
    "、": "DUN", ",": "COMMA", ";": "SEMI", ":": "COLON", "(": "LP", ")": "RP", "〔": "LB",
    "〕": "RB",
}  # fmt: skip
WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
QUOTES = {"「": "」", "《": "》"}
_RUN = re.compile(
    r"(?:\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?[百千万亿]*元|\d+\.\d+|\d+"
    r"|[\w%·])+"
)
_COLON_AHEAD = re.compile(r" *(?:\([^()]*\) *)?:")


class Scanner:
    """Tokens of one line, added from left to right."""

    def __init__(self, source: Source, line: Line, names: Names, lexicon: Lexicon) -> None:
        self.source, self.line, self.names, self.lexicon = source, line, names, lexicon
        self.text = line.text
        self.tokens: list[Token] = []

    # ── basics ──

    def span(self, start: int, end: int) -> Span:
        """A span in this line."""
        return self.source.span(self.line.number, start, end)

    def add(self, type_: str, start: int, end: int, text: str = "", value: object = None) -> None:
        """Add a token; its text is the stretch itself unless given."""
        self.tokens.append(Token(type_, text or self.text[start:end], self.span(start, end), value))

    def add_keyword(self, entry: Keyword, start: int, end: int, type_: str = "") -> None:
        """Add a keyword token in the spelling the formatter prints."""
        text = entry.canonical(self.text[start:end])
        self.add(type_ or f"K_{entry.id}", start, end, text, entry)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without the spaces around it."""
        raw = self.text[start:end]
        return start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())

    def skip_spaces(self, i: int, end: int) -> int:
        """The next place that is no space."""
        while i < end and self.text[i] == " ":
            i += 1
        return i

    def has(self, type_: str) -> bool:
        """Whether this line already has a token of that type."""
        return any(token.type == type_ for token in self.tokens)

    def stretch(self, start: int, end: int) -> Stretch:
        """A stretch of this line, for errors."""
        return Stretch(self.source, self.line.number, start, self.text[start:end])

    def stray(self, i: int) -> Diagnostic:
        """The error for a character that has no place here."""
        return stray(self.stretch(i, i + 1))

    # ── quoted texts and marks ──

    def quoted(self, i: int, end: int, type_: str = "TEXT") -> int:
        """A quotation that begins at `i`; returns the place after it."""
        opening = self.text[i]
        closing, depth = QUOTES[opening], 0
        for j in range(i, end):
            if self.text[j] == opening:
                depth += 1
            elif self.text[j] == closing:
                depth -= 1
                if not depth:
                    inner = self.text[i + 1 : j]
                    self.add(type_, i, j + 1, self.text[i : j + 1], prose(inner))
                    return j + 1
        raise ScanError(errors.UnclosedQuote(span=self.span(i, i + 1), word=opening, close=closing))

    def mark(self, start: int, end: int) -> None:
        """（甲、乙） with its brackets at [start:end]."""
        keys: list[str] = []
        at = start + 1
        for part in self.text[start + 1 : end - 1].split("、"):
            key = part.strip()
            if key not in keywords().mark_keys:
                raise ScanError(self.bad_key(at, key, len(part)))
            keys.append(key)
            at += len(part) + 1
        self.add("MARK", start, end, f"（{'、'.join(keys)}）", tuple(keys))

    def leading_mark(self, start: int, end: int) -> int:
        """（甲） in front of what an item says, if it stands there; returns the place after it."""
        at = self.skip_spaces(start, end)
        keys = "|".join(keywords().mark_keys)
        found = re.compile(rf"\( *(?:{keys})(?: *、 *(?:{keys}))* *\)").match(self.text, at)
        if not found:
            return at
        self.mark(*found.span())
        return found.end()

    def bad_key(self, start: int, word: str, width: int = 1) -> errors.BadReadingKey:
        """The error for what stands where 甲, 乙 … should."""
        known = "、".join(keywords().mark_keys)
        return errors.BadReadingKey(span=self.span(start, start + width), word=word, known=known)

    def choice_note(self, comma: int, end: int) -> int:
        """，由 本人 or ，不可撤回 behind the options of a choice; returns the place after it."""
        at = self.skip_spaces(comma + 1, end)
        for entry in keywords().sections["choice"].values():
            if self.text.startswith(entry.spell, at):
                self.add("COMMA", comma, comma + 1, "，")
                after = at + len(entry.spell)
                self.add_keyword(entry, at, after, f"CH_{entry.id}")
                if entry.id == "FINAL":
                    return after
                stop = self.text.find(",", after, end)
                stop = end if stop < 0 else stop
                self.words(after, stop)
                return stop
        raise ScanError(errors.BadChoiceNote(span=self.span(at, max(end, at + 1))))

    # ── expressions ──

    def expression(self, i: int, end: int) -> None:
        """Names, words, literals, signs and punctuation up to `end`."""
        while i < end:
            char = self.text[i]
            if char == " ":
                i += 1
            elif char.isalnum():
                i = self._run(i, end)
            elif char in QUOTES:
                i = self.quoted(i, end)
            elif sign := self._sign(i):
                self.add_keyword(sign[0], i, i + sign[1])
                i += sign[1]
            elif char in PUNCTUATION:
                i = self._punctuation(i, end)
            elif char in "%·_":
                i = self._run(i, end)
            else:
                raise ScanError(self.stray(i))

    def _sign(self, i: int) -> tuple[Keyword, int] | None:
        """An operator written with signs: ≥ >= × +."""
        for width in (2, 1):
            word = self.text[i : i + width]
            if entry := keywords().find("word", word):
                return entry, width
        return None

    def _punctuation(self, i: int, end: int) -> int:
        char = self.text[i]
        if char == ":" and (not self.has("K_STRIKE") or self.has("COLON")):
            raise ScanError(errors.ColonInsideLine(span=self.span(i, i + 1)))
        self.add(PUNCTUATION[char], i, i + 1, WIDE.get(char, char))
        return i + 1

    def _run(self, i: int, end: int) -> int:
        """A run of characters without space or punctuation; 2025-09-09 and 20,000元 are whole."""
        found = _RUN.match(self.text, i, end)
        j = found.end() if found else i + 1
        if j < end and is_invisible(self.text[j]):
            raise ScanError(self.stray(j))  # else half a name would be called undeclared
        self._refuse_label(i, j)
        self.cut_run(i, j)
        return j

    def _refuse_label(self, start: int, end: int) -> None:
        """A label in the middle of a line: its word, then a colon."""
        if self.text.find(":", end) < 0 or not _COLON_AHEAD.match(self.text, end):
            return
        if self.has("K_STRIKE") and not self.has("COLON"):
            return
        run = self.text[start:end]
        labels = [w for w in keywords().spelled["label"] if run.endswith(w)]
        if labels:
            word = max(labels, key=len)
            span = self.span(end - len(word), end)
            raise ScanError(errors.LabelInsideLine(span=span, word=word))

    def cut_run(self, start: int, end: int) -> None:
        """Cut [start:end] and add its pieces."""
        run = self.text[start:end]
        cut, other = self.lexicon.reading(run)
        if cut is None:
            raise ScanError(uncuttable(self.stretch(start, end), self.names))
        if other:
            first, second = show(run, cut), show(run, other)
            span = self.span(start, end)
            raise ScanError(errors.TwoCuts(span=span, word=run, first=first, second=second))
        for piece in cut:
            self._add_piece(piece, start)

    def _add_piece(self, piece: Piece, base: int) -> None:
        start, end = base + piece.start, base + piece.end
        if isinstance(piece.value, Refusal):
            raise ScanError(refused(self.stretch(start, end), piece.value))
        if isinstance(piece.value, Keyword):
            self.add_keyword(piece.value, start, end, piece.kind)
        else:
            self.add(piece.kind, start, end, value=piece.value)

    # ── places, free words ──

    def places(self, i: int, end: int, words: tuple[str, ...] = ("PRIOR", "GROUND")) -> None:
        """Documents, locators and titles with ；and ，between them."""
        while i < end:
            char = self.text[i]
            stop = locator_end(self.text[:end], i)
            entry = self._word_at(i, words)
            if char == " ":
                i += 1
            elif char in QUOTES:
                i = self.quoted(i, end)
            elif char in ",;、":
                self.add(PUNCTUATION[char], i, i + 1, WIDE.get(char, char))
                i += 1
            elif entry:
                self.add_keyword(entry, i, i + len(entry.spell))
                i += len(entry.spell)
            elif stop > i:
                self.add("LOC", i, stop, canonical_locator(self.text[i:stop]))
                i = stop
            else:
                raise ScanError(self._bad_place(i, end))

    def _word_at(self, i: int, ids: tuple[str, ...]) -> Keyword | None:
        for id_ in ids:
            entry = keywords().get("word", id_)
            if self.text.startswith(entry.spell, i):
                return entry
        return None

    def _bad_place(self, i: int, end: int) -> Diagnostic:
        found = re.match(r"[^ ,;、:「《]+", self.text[i:end])
        if not found:
            colon = self.text[i] == ":"
            return errors.ColonInsideLine(span=self.span(i, i + 1)) if colon else self.stray(i)
        return errors.BadLocator(span=self.span(i, i + found.end()), word=found[0])

    def words(self, start: int, end: int) -> None:
        """Free words between 、: organs, regions."""
        at = start
        for k, part in enumerate(self.text[start:end].split("、")):
            if k:
                self.add("DUN", at - 1, at)
            a, b = self.trimmed(at, at + len(part))
            if a < b:
                self.add("WORD", a, b, prose(self.text[a:b]))
            at += len(part) + 1
