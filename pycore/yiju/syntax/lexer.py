"""From the lines of a file to lines of tokens. Each line is scanned by what its label says.

An error spoils its own line only: it is kept with the line and scanning goes on with the next.
"""

from __future__ import annotations

import difflib
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from yiju.diagnostic import Diagnostic
from yiju.source import Source
from yiju.syntax import errors
from yiju.syntax.keywords import keywords
from yiju.syntax.lines import Line, split_lines
from yiju.syntax.names import LISTING, Names
from yiju.syntax.numerals import month_at
from yiju.syntax.scan import Scanner
from yiju.syntax.scan_declaration import scan_class, scan_declaration, scan_type
from yiju.syntax.scan_steps import STEP, scan_party, scan_step
from yiju.syntax.scan_table import scan_header, scan_row
from yiju.syntax.token import ScanError, Scanned

_MODES: dict[str, str] = {
    **dict.fromkeys(("OVER", "SPECIAL", "ADDS", "BASIS", "AT"), "places"),
    **dict.fromkeys(("ISSUED", "FORCE", "EXPIRES"), "dated"),
    **dict.fromkeys(
        ("SHORT", "ORGAN", "TERR", "PREMISE", "DECIDERS", "AGENT", "JOINTLY", "TOWARDS", "FUND"),
        "words",
    ),
    **dict.fromkeys(
        ("USE", "PRESUME", "REASONS", "SHALL", "MAY", "ENCOURAGE", "MUSTNOT", "TRIGGER"), "quoted"
    ),
    **dict.fromkeys(("READ", "CHOOSE"), "reading"),
    "REPEAL": "repeal",
    **dict.fromkeys(("START", "UNTIL"), "start"),
    "TYPE": "type",
    "DIGEST": "digest",
}
_NAMED_HEADS = ("DEF", "PARAM", "DERIVE")
_PLACED_HEADS = ("RULE", "TABLE", "GAP", "UNCODED", "DUTY", "STEPS", "CHAPTER")
_QUOTED_HEADS = ("FILE", "VOCAB", "BOUND", "PREC", "RULING")


def scan_source(source: Source, names: Names) -> list[Scanned]:
    """Every line of a source, scanned."""
    lexer = _Lexer(source, names)
    return [lexer.line(line) for line in split_lines(source)]


class _Lexer:
    """What the scan of a line depends on: the card, the table's columns, the label continued."""

    def __init__(self, source: Source, names: Names) -> None:
        self.source, self.names = source, names
        self.head: str | None = None  # None before the first card, '' in a card of unknown kind
        self.columns: tuple[str, ...] | None = None
        self.columns_lost = False
        self.label = ""
        self.listing = False  # after 下列之一, until the next label
        self.kinds: dict[str, Callable[[Scanner, Line], None]] = {
            "head": self._head, "label": self._label, "item": self._item, "row": self._row,
            "more": self._more,
        }  # fmt: skip

    def line(self, line: Line) -> Scanned:
        """Scan one line; its error, if any, comes with it."""
        if line.kind in ("blank", "separator"):
            return Scanned(line)
        if line.kind == "head":
            self.head, self.columns, self.columns_lost, self.label = line.id, None, False, ""
            self.listing = False
        elif line.kind == "label":
            self.label, self.listing = line.id or "UNKNOWN", False
        elif line.kind in ("item", "row"):
            self.label = ""
        if line.kind == "row" and self.columns_lost:
            return Scanned(line, skip=True)
        then = self.label == "THEN"
        lexicon = self.names.result_lexicon if then else self.names.lexicon
        scanner = Scanner(self.source, line, self.names, lexicon)
        try:
            if self.head is None:
                raise ScanError(self._outside(line))
            self.kinds[line.kind](scanner, line)
        except ScanError as stop:
            return Scanned(line, tuple(scanner.tokens), stop.diagnostic)
        self.listing = self.listing or scanner.has("K_ANYOF")
        return Scanned(line, tuple(scanner.tokens))

    def _outside(self, line: Line) -> Diagnostic:
        start = len(line.text) - len(line.text.lstrip())
        return errors.LineOutsideCard(span=self.source.span(line.number, start, len(line.text)))

    # ── heads ──

    def _head(self, scan: Scanner, line: Line) -> None:
        opened = scan.span(line.start, line.end)
        if line.end == line.start + 1:
            raise ScanError(errors.HeadNotClosed(span=opened))
        if not line.id:
            known = keywords().spelled["head"]
            near = difflib.get_close_matches(line.word, known, 1, 0.3)
            guess = f"是不是【{near[0]}】？" if near else ""
            raise ScanError(
                errors.UnknownHead(span=opened, word=line.word, guess=guess, known="、".join(known))
            )
        scan.add(f"H_{line.id}", line.start, line.end, f"【{line.word}】")
        at, end = scan.trimmed(line.body, len(line.text))
        if line.id in _NAMED_HEADS:
            if at >= end:
                raise ScanError(errors.NameMissing(span=opened, word=f"【{line.word}】"))
            scan.add("DECL", at, end)
        elif line.id == "CLASS":
            if at >= end:
                raise ScanError(errors.NameMissing(span=opened, word=f"【{line.word}】"))
            scan_class(scan, at, end)
        elif line.id in _PLACED_HEADS:
            scan.places(at, end, ())
            if not any(t.type == "LOC" for t in scan.tokens):
                raise ScanError(errors.HeadWithoutLocator(span=opened, word=line.word))
        else:
            if line.id in _QUOTED_HEADS and scan.text[at:end][:1] not in ("「", "《"):
                wrong = scan.text[at:end][:1]
                if wrong and not wrong.isalnum():
                    raise ScanError(scan.stray(at))
                raise ScanError(errors.HeadWithoutText(span=opened, word=line.word))
            scan.expression(at, end)

    # ── labels ──

    def _label(self, scan: Scanner, line: Line) -> None:
        if not line.id:
            raise ScanError(self._unknown_label(scan, line))
        scan.add(f"L_{line.id}", line.start, line.end, value=keywords().get("label", line.id))
        if line.id in ("READ", "CHOOSE"):
            if line.question is None:
                span = scan.span(line.start, line.end)
                reading = line.id == "READ"
                missing = errors.ReadingWithoutQuestion if reading else errors.ChoiceWithoutName
                raise ScanError(missing(span=span))
            scan.quoted(*line.question)
        elif line.question:
            raise ScanError(errors.ColonInsideLine(span=scan.span(line.body - 1, line.body)))
        elif line.mark:
            scan.mark(*line.mark)
        if not line.text[line.body :].strip():
            span = scan.span(line.start, line.body)
            raise ScanError(errors.EmptyLabel(span=span, word=line.word))
        self._body(scan, line.body, len(line.text))

    def _unknown_label(self, scan: Scanner, line: Line) -> Diagnostic:
        hint = keywords().hints.get(line.word)
        near = difflib.get_close_matches(line.word, keywords().spelled["label"], 1, 0.5)
        meant = hint or (near[0] if near else "")
        guess = f"是不是「{meant}：」？" if meant else ""
        span = scan.span(line.start, line.end)
        return errors.UnknownLabel(span=span, word=line.word, guess=guess)

    def _body(self, scan: Scanner, start: int, end: int) -> None:
        """The text of a label line or of its continuation."""
        match _MODES.get(self.label, "expression"):
            case "places":
                scan.places(start, end)
            case "dated":
                self._dated(scan, start, end)
            case "repeal":
                self._repeal(scan, start, end)
            case "start":
                self._start(scan, start, end)
            case "words":
                scan.words(start, end)
            case "quoted":
                self._quoted(scan, start, end)
            case "reading":
                self._reading(scan, start, end)
            case "type":
                at = scan_type(scan, start, end)
                scan.expression(at, end)
            case "digest":
                self._digest(scan, start, end)
            case _:
                scan.expression(start, end)

    def _dated(self, scan: Scanner, start: int, end: int) -> None:
        """施行：日期，依据 位置."""
        comma = scan.text.find(",", start, end)
        comma = end if comma < 0 else comma
        scan.expression(start, comma)
        scan.places(comma, end, ("GROUND",))

    def _repeal(self, scan: Scanner, start: int, end: int) -> None:
        """废止：「文件」，自 日期 起，依据 位置."""
        ground = keywords().get("word", "GROUND").spell
        found = re.compile(rf", *{ground}(?!.*[」》])").search(scan.text, start, end)
        cut = found.start() if found else end
        scan.expression(start, cut)
        scan.places(cut, end, ("GROUND",))

    def _start(self, scan: Scanner, start: int, end: int) -> None:
        """适用自：日期、年度或月份；a month stands for its first day, after 适用至 for its last."""
        at = scan.skip_spaces(start, end)
        month = month_at(scan.text, at)
        if month is not None:
            stop, year, number = month
            last = monthrange(year, number)[1] if self.label == "UNTIL" else 1
            scan.add("DATE", at, stop, value=date(year, number, last))
            at = stop
        scan.expression(at, end)

    def _quoted(self, scan: Scanner, start: int, end: int) -> None:
        at = scan.skip_spaces(start, end)
        if at < end and scan.text[at] not in "「《、;":
            word = keywords().spell("label", self.label)
            raise ScanError(errors.QuotedTextExpected(span=scan.span(at, end), word=f"{word}："))
        scan.expression(start, end)

    def _digest(self, scan: Scanner, start: int, end: int) -> None:
        a, b = scan.trimmed(start, end)
        text = scan.text[a:b].lower()
        if not re.fullmatch(r"[0-9a-f]{64}", text):
            raise ScanError(errors.BadDigest(span=scan.span(a, b), word=f"{b - a} 个字"))
        scan.add("HEX", a, b, text)

    def _reading(self, scan: Scanner, start: int, end: int) -> None:
        """甲「…」；乙「…」（无此行）, or 沿用 位置."""
        follow = keywords().get("word", "FOLLOW")
        silent = re.compile(rf"\( *{keywords().silent} *\)")
        at = scan.skip_spaces(start, end)
        while at < end:
            char = scan.text[at]
            none = silent.match(scan.text, at, end)
            if scan.text.startswith(follow.spell, at):
                scan.add_keyword(follow, at, at + len(follow.spell))
                scan.places(at + len(follow.spell), end, ())
                return
            if none:
                scan.add("SILENT", at, none.end(), f"（{keywords().silent}）")
                at = none.end()
            elif char == "," and self.label == "CHOOSE":
                at = scan.choice_note(at, end)
            elif char in ";,":
                scan.add("SEMI", at, at + 1, "；")
                at += 1
            else:
                at = self._option(scan, at, end)
            at = scan.skip_spaces(at, end)

    def _option(self, scan: Scanner, at: int, end: int) -> int:
        quote = scan.skip_spaces(at + 1, end)
        if quote >= end or scan.text[quote] not in "「《":
            raise ScanError(errors.BadReading(span=scan.span(at, at + 1)))
        if scan.text[at] not in keywords().mark_keys:
            raise ScanError(scan.bad_key(at, scan.text[at]))
        scan.add("KEY", at, at + 1)
        return scan.quoted(quote, end)

    # ── items, rows, continuations ──

    def _item(self, scan: Scanner, line: Line) -> None:
        end = len(line.text)
        if self.head == "STEPS" and not (self.listing and not STEP.search(line.text)):
            scan_step(scan, line.start, line.body, end)
            return
        scan.add("ITEM", line.start, line.end, "-")
        if self.head in LISTING:
            scan_declaration(scan, line.body, end)
            return
        if self.head == "PARTIES":
            scan_party(scan, line.body, end)
            return
        scan.expression(scan.leading_mark(line.body, end), end)

    def _row(self, scan: Scanner, line: Line) -> None:
        if self.head != "TABLE":
            raise ScanError(errors.RowOutsideTable(span=scan.span(line.start, line.end)))
        if self.columns is None:
            self.columns_lost = True
            self.columns = scan_header(scan, line)
            self.columns_lost = False
        else:
            scan_row(scan, line, self.columns)

    def _more(self, scan: Scanner, line: Line) -> None:
        start, end = scan.trimmed(0, len(line.text))
        first = re.match(r"[^ ,;、「《()]+", line.text[start:end])
        entry = keywords().find("label", first[0]) if first else None
        if entry and first and not keywords().find("word", first[0]):
            span = scan.span(start, start + first.end())
            raise ScanError(errors.LabelWithoutColon(span=span, word=entry.spell))
        self._body(scan, start, end)
