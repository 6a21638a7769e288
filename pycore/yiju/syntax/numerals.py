"""Numbers with their units, Arabic and Chinese, read exactly; loose ones are refused.

`matches_at` offers every literal that begins at a place of a folded text; the lattice of `cut`
chooses among them. Values: money in yuan, percent as a fraction of one (50% is 1/2), years as
months. A text that looks like a number but has no single exact reading gives a `Refusal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

DIGITS = "零一二三四五六七八九"
_VALUE = {c: i for i, c in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
_CN = "零〇一二两三四五六七八九十百千万亿"

Kind = Literal[
    "MONEY", "PERCENT", "NUMBER", "MONTHS", "DAYS", "YEAR", "DATE", "MONTHDAY", "DAYNUM"
]  # fmt: skip
Value = Fraction | int | date | tuple[int, int]


@dataclass(frozen=True)
class Refusal:
    """Why a number is refused. reason: ellipsis (two readings), malformed, calendar (no such day),
    year (a year or that many years), month (no day given), count (a count of days written 日)."""

    reason: Literal["ellipsis", "malformed", "calendar", "year", "month", "count"]
    readings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A literal from the place asked about to `end`; `value` is a Refusal when it is refused."""

    end: int
    kind: Kind
    value: Value | Refusal


def chinese(number: int) -> str:
    """The standard Chinese numeral of 0 ≤ number < 10^16: 十五, 一百零五, 二十万零三百."""
    if number == 0:
        return DIGITS[0]
    text = _standard(number)
    return text.removeprefix("一") if text.startswith("一十") else text


def _standard(number: int) -> str:
    for unit, size in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        high, low = divmod(number, size)
        if high:
            gap = "零" if 0 < low < size // 10 else ""
            return _standard(high) + unit + gap + (_standard(low) if low else "")
    return DIGITS[number]


def _lenient(text: str) -> int | None:
    """The value of a Chinese numeral by adding up its units, whatever its form."""
    total = myriads = section = digit = 0
    seen = False
    for char in text:
        if char == "亿":
            total = (total + myriads + section + digit) * _BIG[char]
            myriads = section = digit = 0
        elif char == "万":
            myriads, section, digit = (myriads + section + digit) * _BIG[char], 0, 0
        elif char in _UNIT:
            section, digit = section + (digit if seen and digit else 1) * _UNIT[char], 0
        else:
            if digit:
                return None
            digit = _VALUE[char]
        seen = char not in _UNIT and char not in _BIG
    return total + myriads + section + digit


def _plain(text: str) -> str:
    """The numeral with 两 and 〇 in their standard forms, and 一十 at the head as 十."""
    text = text.replace("两", "二").replace("〇", "零")
    return text[1:] if text.startswith("一十") else text


def _ellipsis(text: str) -> Refusal | None:
    """三万五: 35000 or 30005, and the like."""
    found = re.fullmatch(rf"[{_CN}]*([百千万亿])([一二两三四五六七八九])", text)
    if not found:
        return None
    base = _lenient(text[:-1])
    if base is None:
        return None
    size = (_UNIT | _BIG)[found[1]]
    digit = _VALUE[found[2]]
    return Refusal("ellipsis", (str(base + digit * size // 10), str(base + digit)))


def _approximation(text: str) -> Refusal | None:
    """三四十: 30 or 40."""
    found = re.search(r"([一二两三四五六七八九])([一二两三四五六七八九])([十百千万亿]|$)", text)
    if not found or _VALUE[found[1]] >= _VALUE[found[2]]:
        return None
    size = (_UNIT | _BIG).get(found[3], 1)
    return Refusal("ellipsis", tuple(str(_VALUE[found[i]] * size) for i in (1, 2)))


def read_number(text: str) -> Fraction | Refusal:
    """An exact number: 20000, 20,000, 0.5, 2万, 二万, 十二点五. Anything loose is refused."""
    found = re.fullmatch(r"(\d+(?:,\d{3})*(?:\.\d+)?)([百千万亿]*)", text)
    if found:
        value = Fraction(found[1].replace(",", ""))
        for unit in found[2]:
            value *= (_UNIT | _BIG)[unit]
        return value
    if not text or not all(c in _CN + "点" for c in text):
        return Refusal("malformed")
    whole, point, rest = text.partition("点")
    if point:
        base = read_number(whole)
        if isinstance(base, Refusal) or not rest or any(c not in _VALUE for c in rest):
            return base if isinstance(base, Refusal) else Refusal("malformed")
        return base + Fraction(int("".join(str(_VALUE[c]) for c in rest)), 10 ** len(rest))
    loose = _ellipsis(text) or _approximation(text)
    if loose:
        return loose
    number = _lenient(text)
    if number is None or number >= 10**16 or chinese(number) != _plain(text):
        return Refusal("malformed")
    return Fraction(number)


# Lengths are bounded so that no input makes huge integers or quadratic work.
_ARABIC = r"\d{1,20}(?:,\d{3}){0,6}(?:\.\d{1,12})?[百千万亿]{0,3}"
_AMOUNT = rf"(?:{_ARABIC}|[{_CN}]{{1,20}}(?:点[{_CN}]{{1,12}})?)"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:\d{4}|[零〇一二三四五六七八九]{4})"

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("DATE", re.compile(rf"({_YEAR})年({_SMALL})月({_SMALL})日")),
    ("DATE", re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")),
    ("YEAR", re.compile(rf"({_YEAR})年度")),
    ("DATE", re.compile(rf"{_YEAR}年{_SMALL}月(?:末日)?(?!{_SMALL}日)")),
    ("MONTHDAY", re.compile(rf"({_SMALL})月(?:({_SMALL})日|末日)")),
    ("MONTHDAY", re.compile(rf"{_SMALL}月(?!{_SMALL}日|末日)")),
    ("DAYNUM", re.compile(rf"(?:({_SMALL}|\d{{3}})日|末日)")),
    ("MONEY", re.compile(rf"({_AMOUNT})元")),
    ("MONEY", re.compile(rf"([\d.{_CN}壹贰叁肆伍陆柒捌玖拾佰仟]{{2,30}})元")),
    ("PERCENT", re.compile(rf"(百分之|千分之)({_AMOUNT})|({_ARABIC})%|({_AMOUNT})成")),
    ("MONTHS", re.compile(rf"({_AMOUNT})(个月|年(?!度))")),
    ("DAYS", re.compile(rf"({_AMOUNT})天")),
    ("NUMBER", re.compile(rf"({_AMOUNT})周岁")),
    ("NUMBER", re.compile(r"(\d{1,20}(?:\.\d{1,12})?[百千万亿]{0,3})(?![\d.%])")),
)
_STARTS = frozenset("0123456789末" + _CN)


def _integer(text: str) -> int:
    """A day, a month or a year written either way; 0 when it is not a number."""
    if text.isdecimal():
        return int(text)
    if len(text) == 4 and all(c in _VALUE for c in text):
        return int("".join(str(_VALUE[c]) for c in text))
    number = read_number(text)
    return 0 if isinstance(number, Refusal) else int(number)


def _date(found: re.Match[str]) -> Value | Refusal:
    if not found.re.groups:
        return Refusal("month")
    try:
        return date(*(_integer(part) for part in found.groups()))
    except ValueError:
        return Refusal("calendar")


def _monthday(found: re.Match[str]) -> Value | Refusal:
    if not found.re.groups:
        return Refusal("month")
    month = _integer(found[1])
    day = _integer(found[2]) if found[2] else 31
    if not 1 <= month <= 12 or day < 1:
        return Refusal("calendar")
    last = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return Refusal("calendar") if found[2] and day > last else (month, day)


def _daynum(found: re.Match[str]) -> Value | Refusal:
    day = _integer(found[1]) if found[1] else 31
    return day if 1 <= day <= 31 else Refusal("count" if day else "calendar")


def _percent(found: re.Match[str]) -> Value | Refusal:
    text = found[2] or found[3] or found[4]
    number = read_number(text)
    if isinstance(number, Refusal):
        return number
    return number / (1000 if found[1] == "千分之" else 10 if found[4] else 100)


def _months(found: re.Match[str]) -> Value | Refusal:
    if found[2] == "年" and re.fullmatch(r"\d{4}", found[1]):
        return Refusal("year", (found[1],))
    number = read_number(found[1])
    if isinstance(number, Refusal):
        return number
    months = number * (1 if found[2] == "个月" else 12)
    return int(months) if months.denominator == 1 else Refusal("malformed")


def _days(found: re.Match[str]) -> Value | Refusal:
    number = read_number(found[1])
    if isinstance(number, Refusal):
        return number
    return int(number) if number.denominator == 1 else Refusal("malformed")


def _value(kind: Kind, found: re.Match[str]) -> Value | Refusal:
    match kind:
        case "DATE":
            return _date(found)
        case "YEAR":
            return _integer(found[1])
        case "MONTHDAY":
            return _monthday(found)
        case "DAYNUM":
            return _daynum(found)
        case "PERCENT":
            return _percent(found)
        case "MONTHS":
            return _months(found)
        case "DAYS":
            return _days(found)
        case _:
            return read_number(found[1])


def matches_at(text: str, start: int) -> Iterator[Match]:
    """Every literal that begins at `start`; of one kind and end only the first pattern's."""
    if text[start] not in _STARTS and not text.startswith(("百分之", "千分之"), start):
        return
    # Not in the middle of an Arabic number: 1|2个月 is no reading of 12个月.
    before = text[start - 1] if start else ""
    if text[start].isdecimal() and (before.isdecimal() or before == "."):
        return
    seen: set[tuple[Kind, int]] = set()
    for kind, pattern in _PATTERNS:
        found = pattern.match(text, start)
        if found and (kind, found.end()) not in seen:
            seen.add((kind, found.end()))
            yield Match(found.end(), kind, _value(kind, found))


_MONTH = re.compile(rf"({_YEAR})年 *({_SMALL})月(?! *(?:{_SMALL}日|末日))")


def month_at(text: str, start: int) -> tuple[int, int, int] | None:
    """A month of a year that begins at `start` (2025年6月): its end in the text, year and month."""
    found = _MONTH.match(text, start)
    if not found:
        return None
    year, month = _integer(found[1]), _integer(found[2])
    return (found.end(), year, month) if 1 <= month <= 12 and year >= 1 else None


_LOOSE = re.compile(rf"[{_CN}]{{0,20}}(?:[百千万亿][一二两三四五六七八九]|"
                    rf"[一二两三四五六七八九]{{2}}[十百千万亿])(?![{_CN}])")  # fmt: skip


def loose_number(text: str) -> tuple[int, int, Refusal] | None:
    """The first elliptical or approximate number in a text that could not be read otherwise."""
    found = _LOOSE.search(text)
    if not found:
        return None
    number = read_number(found[0])
    return (*found.span(), number) if isinstance(number, Refusal) else None
