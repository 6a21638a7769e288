"""Scanning declarations: `- 名称：类型〔甲、乙、等〕，属性，属性` and the type of a parameter."""

from __future__ import annotations

import difflib

from yiju.syntax import errors
from yiju.syntax.keywords import Keyword, keywords
from yiju.syntax.scan import PUNCTUATION, Scanner
from yiju.syntax.token import ScanError

_FLAGS = ("UNIQUE", "HIGH", "LOW", "ADD", "PICK", "ACROSS", "CLOSED")
_TAKES = ("PER", "COUNTBY", "EVENT", "MATTER", "ANTI", "BYWHOM", "NOTBEFORE", "ONLYIF", "IFFONLY")
_OF_CLASS = ("OWNER", "START", "STOP")
WITH_MEMBERS = ("ONE", "MANY", "SCALE", "HAS", "PAPERS")


def scan_declaration(scan: Scanner, start: int, end: int) -> None:
    """A whole declaration after its `-`."""
    text = scan.text
    colon = text.find(":", start, end)
    a, b = scan.trimmed(start, colon if colon >= 0 else end)
    if a >= b:
        raise ScanError(errors.NameMissing(span=scan.span(start, start + 1), word="声明"))
    if colon < 0:
        raise ScanError(errors.DeclarationWithoutType(span=scan.span(a, b), word=text[a:b]))
    scan.add("DECL", a, b)
    scan.add("COLON", colon, colon + 1, "：")
    at = scan_type(scan, colon + 1, end, text[a:b])
    _attributes(scan, at, end)


def scan_class(scan: Scanner, start: int, end: int) -> None:
    """`账单，属于 某档案，起 某日，止 某日` after 【档案】."""
    comma = scan.text.find(",", start, end)
    a, b = scan.trimmed(start, comma if comma >= 0 else end)
    if a >= b:
        raise ScanError(errors.NameMissing(span=scan.span(start, start + 1), word="【档案】"))
    scan.add("DECL", a, b)
    at = comma if comma >= 0 else end
    while at < end:
        scan.add("COMMA", at, at + 1, "，")
        stop = scan.text.find(",", at + 1, end)
        stop = end if stop < 0 else stop
        a, b = scan.trimmed(at + 1, stop)
        taker = _taker(scan.text[a:b], _OF_CLASS)
        if taker is None:
            raise ScanError(_unknown_attribute(scan, a, b, _OF_CLASS))
        scan.add_keyword(taker, a, a + len(taker.spell), "A_TAKES")
        scan.words(a + len(taker.spell), b)
        at = stop


def scan_type(scan: Scanner, start: int, end: int, owner: str = "") -> int:
    """A type with its members; returns the place after it."""
    text = scan.text
    stops = [k for k in (text.find(c, start, end) for c in "〔,") if k >= 0]
    a, b = scan.trimmed(start, min(stops, default=end))
    if a >= b:
        raise ScanError(errors.DeclarationWithoutType(span=scan.span(start - 1, start), word=owner))
    entry = keywords().find("type", text[a:b])
    if entry is None:
        raise ScanError(_unknown_type(scan, a, b))
    scan.add_keyword(entry, a, b, "TYPE")
    at = scan.skip_spaces(b, end)
    opened = at < end and text[at] == "〔"
    if opened and entry.id not in WITH_MEMBERS:
        raise ScanError(errors.MembersNotAllowed(span=scan.span(at, at + 1), word=entry.spell))
    if not opened and entry.id in WITH_MEMBERS and owner:
        raise ScanError(errors.MembersMissing(span=scan.span(a, b), word=entry.spell))
    return scan_members(scan, at, end) if opened else at


def _unknown_type(scan: Scanner, a: int, b: int) -> errors.UnknownType:
    spelled = keywords().spelled["type"]
    word = scan.text[a:b]
    near = difflib.get_close_matches(word, spelled, 1, 0.5)
    guess = f"是不是「{near[0]}」？" if near else ""
    return errors.UnknownType(
        span=scan.span(a, b), word=word, guess=guess, known="、".join(spelled)
    )


def scan_members(scan: Scanner, opened: int, end: int) -> int:
    """〔甲、乙、等〕 from its bracket on; returns the place after it."""
    text = scan.text
    closed = text.find("〕", opened, end)
    if closed < 0:
        span = scan.span(opened, opened + 1)
        raise ScanError(errors.UnclosedQuote(span=span, word="〔", close="〕"))
    scan.add("LB", opened, opened + 1)
    seen: set[str] = set()
    at = opened + 1
    parts = text[at:closed].split("、")
    for k, part in enumerate(parts):
        if k:
            scan.add("DUN", at - 1, at)
        a, b = scan.trimmed(at, at + len(part))
        _member(scan, a, b, seen, last=k == len(parts) - 1)
        at += len(part) + 1
    scan.add("RB", closed, closed + 1)
    return closed + 1


def _member(scan: Scanner, a: int, b: int, seen: set[str], last: bool) -> None:
    word = scan.text[a:b]
    etc = keywords().get("attr", "ETC")
    if not word:
        raise ScanError(errors.EmptyMember(span=scan.span(a, a + 1)))
    if word in seen:
        raise ScanError(errors.DuplicateMember(span=scan.span(a, b), word=word))
    seen.add(word)
    if word == etc.spell and last and len(seen) > 1:
        scan.add_keyword(etc, a, b, "ETC")
    else:
        scan.add("DECL", a, b)


def _attributes(scan: Scanner, start: int, end: int) -> None:
    """，唯一，每 账单，依 费用发生日，…"""
    at = scan.skip_spaces(start, end)
    if at < end and scan.text[at] != ",":
        raise ScanError(_unknown_attribute(scan, at, end))
    while at < end:
        scan.add("COMMA", at, at + 1, "，")
        stop = scan.text.find(",", at + 1, end)
        stop = end if stop < 0 else stop
        a, b = scan.trimmed(at + 1, stop)
        _attribute(scan, a, b)
        at = stop


def _attribute(scan: Scanner, a: int, b: int) -> None:
    """One attribute: a flag, a word that takes names, 与 X 互斥, or 一级最重."""
    text = scan.text[a:b]
    entry = keywords().find("attr", text)
    first = keywords().get("attr", "FIRST")
    if entry and entry.id in _FLAGS:
        scan.add_keyword(entry, a, b, "A_FLAG")
    elif _exclusive(scan, a, b):
        return
    elif text.endswith(first.spell) and text != first.spell:
        at = b - len(first.spell)
        scan.words(a, at)
        scan.add_keyword(first, at, b, "A_FIRST")
    else:
        taker = _taker(text)
        if taker is None:
            raise ScanError(_unknown_attribute(scan, a, b))
        at = a + len(taker.spell)
        scan.add_keyword(taker, a, at, "A_TAKES")
        scan.words(at, b)


def _exclusive(scan: Scanner, a: int, b: int) -> bool:
    with_, mutual = keywords().get("attr", "WITH"), keywords().get("attr", "EXCLUSIVE")
    text = scan.text[a:b]
    if not (text.startswith(with_.spell) and text.endswith(mutual.spell)):
        return False
    scan.add_keyword(with_, a, a + len(with_.spell), "A_WITH")
    scan.words(a + len(with_.spell), b - len(mutual.spell))
    scan.add_keyword(mutual, b - len(mutual.spell), b, "A_EXCLUSIVE")
    return True


def _taker(text: str, ids: tuple[str, ...] = _TAKES) -> Keyword | None:
    for id_ in ids:
        entry = keywords().get("attr", id_)
        if text.startswith(entry.spell) and text != entry.spell:
            return entry
    return None


def _unknown_attribute(
    scan: Scanner, a: int, b: int, ids: tuple[str, ...] = ()
) -> errors.UnknownAttribute:
    table = keywords().spelled["attr"]
    spelled = [
        w for w, entry in table.items() if (entry.id in ids if ids else entry.id not in _OF_CLASS)
    ]
    word = scan.text[a:b].split(",")[0].strip()
    near = difflib.get_close_matches(word, spelled, 1, 0.5)
    guess = f"是不是「{near[0]}」？" if near else ""
    span = scan.span(a, a + max(1, len(word)))
    if word and word[0] in PUNCTUATION:
        return errors.UnknownAttribute(span=span, word=word, known="、".join(spelled))
    return errors.UnknownAttribute(span=span, word=word, guess=guess, known="、".join(spelled))
