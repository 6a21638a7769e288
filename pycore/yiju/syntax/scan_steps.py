"""Scanning who does what: the steps of a procedure, the parties, when something is due."""

from __future__ import annotations

import difflib
import re

from yiju.syntax import errors
from yiju.syntax.keywords import Keyword, keywords
from yiju.syntax.numerals import Refusal, read_number
from yiju.syntax.scan import Scanner
from yiju.syntax.scan_declaration import scan_members
from yiju.syntax.token import ScanError

# The one word that holds a number in its middle, so no entry of the keyword table.
STEP = re.compile(r"第 *(\d{1,2}|[一二三四五六七八九十]{1,3}) *步")
_MOST = 99
_NAMES = ("BYWHOM", "JOINTLY", "TOWARDS")


def scan_party(scan: Scanner, start: int, end: int) -> None:
    """`医疗机构〔优抚医院、军队医疗机构〕` after its `-`; the members may be left out."""
    opened = scan.text.find("〔", start, end)
    a, b = scan.trimmed(start, opened if opened >= 0 else end)
    if a >= b:
        raise ScanError(errors.NameMissing(span=scan.span(start, start + 1), word="声明"))
    wrong = re.search(r"[:,;、「」《》()]", scan.text[a:b])
    if wrong:
        raise ScanError(errors.BadParty(span=scan.span(a + wrong.start(), a + wrong.end())))
    scan.add("DECL", a, b)
    after = scan_members(scan, opened, end) if opened >= 0 else end
    left = scan.skip_spaces(after, end)
    if left < end:
        raise ScanError(errors.BadParty(span=scan.span(left, end)))


def scan_step(scan: Scanner, dash: int, start: int, end: int) -> None:
    """`- 第2步「组织确认」，由 某局，前置 第1步，期限 30天 内，若 某条件`."""
    scan.add("STEPITEM", dash, dash + 1, "-")
    at = scan.skip_spaces(scan.leading_mark(start, end), end)
    found = STEP.match(scan.text, at)
    if not found:
        raise ScanError(errors.StepWithoutNumber(span=scan.span(at, end)))
    _number(scan, found)
    at = scan.skip_spaces(found.end(), end)
    if at >= end or scan.text[at] not in "「《":
        span = scan.span(found.start(), found.end())
        raise ScanError(errors.StepWithoutText(span=span, word=scan.tokens[-1].text))
    at = scan.skip_spaces(scan.quoted(at, end), end)
    while at < end:
        at = scan.skip_spaces(_note(scan, at, end), end)


def _number(scan: Scanner, found: re.Match[str]) -> None:
    number = read_number(found[1])
    if isinstance(number, Refusal) or not 1 <= number <= _MOST:
        span = scan.span(found.start(), found.end())
        raise ScanError(errors.StepWithoutNumber(span=span))
    scan.add("STEP", found.start(), found.end(), f"第{int(number)}步", int(number))


def _note(scan: Scanner, comma: int, end: int) -> int:
    """One note with the comma before it; returns the place after it."""
    at = scan.skip_spaces(comma + 1, end)
    entry = _opener(scan, at) if scan.text[comma] == "," else None
    if entry is None:
        raise ScanError(_unknown(scan, comma if scan.text[comma] != "," else at, end))
    scan.add("COMMA", comma, comma + 1, "，")
    after = at + len(entry.spell)
    scan.add_keyword(entry, at, after, f"S_{entry.id}")
    if entry.id == "IF":  # its condition may have commas of its own: it is the last
        scan.expression(after, end)
        return end
    stop = scan.text.find(",", after, end)
    stop = end if stop < 0 else stop
    if entry.id in _NAMES:
        scan.words(after, stop)
    elif entry.id == "AFTER":
        _steps(scan, after, stop)
    else:
        scan.expression(after, stop)
    return stop


def _steps(scan: Scanner, start: int, end: int) -> None:
    """第1步、第2步."""
    at = start
    for k, part in enumerate(scan.text[start:end].split("、")):
        if k:
            scan.add("DUN", at - 1, at)
        a, b = scan.trimmed(at, at + len(part))
        found = STEP.fullmatch(scan.text[a:b])
        if not found:
            raise ScanError(errors.StepWithoutNumber(span=scan.span(a, max(b, a + 1))))
        _number(scan, STEP.match(scan.text, a) or found)
        at += len(part) + 1


def _opener(scan: Scanner, at: int) -> Keyword | None:
    for entry in keywords().sections["step"].values():
        if scan.text.startswith(entry.spell, at):
            return entry
    return None


def _unknown(scan: Scanner, at: int, end: int) -> errors.BadStepNote:
    known = keywords().spelled["step"]
    found = re.match(r"[^ ,;、「《]+", scan.text[at:end])
    word = found[0] if found else scan.text[at : at + 1]
    near = difflib.get_close_matches(word[:2], known, 1, 0.5)
    guess = f"是不是「{near[0]}」？" if near else ""
    span = scan.span(at, at + max(1, len(word)))
    return errors.BadStepNote(span=span, word=word, guess=guess, known="、".join(known))
