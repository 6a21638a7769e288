"""Text → exact values, and back. No float anywhere; what is doubtful is refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any

from yiju.case import errors
from yiju.case.model import ABSENT, Duration, Fact, Many, _Absent
from yiju.diagnostic import Diagnostic
from yiju.ir.model import Kind, Window
from yiju.source import fold

Value = Fact | Window
FIRST_YEAR, LAST_YEAR = 1900, 2100
_MOST_FEN = 10**16  # 100 万亿元
_MOST_MONTHS, _MOST_DAYS = 12 * 300, 366 * 300
_BARE = re.compile(r"[-+]?[\d,]+(\.\d+)?(e[-+]?\d+)?", re.ASCII | re.IGNORECASE)
_MONEY = re.compile(r"([-+]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))? ?(万|亿)?元", re.ASCII)
_DECIMAL = re.compile(r"([-+]?)(\d{1,40})(?:\.(\d{1,40}))?", re.ASCII)
_FRACTION = re.compile(r"([-+]?\d{1,40})/(\d{1,40})", re.ASCII)
_DURATION = re.compile(r"(\d{1,9}) ?(个月|年|天|日)", re.ASCII)
_YEAR = re.compile(r"(\d{4,9})(?: ?年度?)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_CHINESE_DATE = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日", re.ASCII)
_WINDOW = re.compile(
    r"(?:每年)?(\d{1,2})月(?:(\d{1,2})日|(末)日)至(?:(当年)|(次年))?(\d{1,2})月(?:(\d{1,2})日|(末)日)",
    re.ASCII,
)
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_POWERS = {None: 1, "万": 10_000, "亿": 100_000_000}
YES_NO = {"是": True, "否": False, "true": True, "false": False}
_NEARLY = {"yes": "是", "y": "是", "on": "是", "有": "是", "对": "是", "1": "是"} | {
    "no": "否", "n": "否", "off": "否", "无": "否", "没有": "否", "0": "否", "不是": "否"
}  # fmt: skip


class Refused(Exception):
    """A text is no such value. The reader adds the name and the span and makes the diagnostic."""

    def __init__(self, cls: type[Diagnostic], /, **fields: Any) -> None:
        self.cls = cls
        self.fields = fields
        super().__init__(cls.code)


def nearest(word: str, candidates: list[str] | tuple[str, ...], cutoff: float = 0.5) -> str:
    """The candidate most like the word; empty when none is."""
    matcher = SequenceMatcher(b=word[:80], autojunk=False)
    best, score = "", cutoff
    for candidate in candidates:
        matcher.set_seq1(candidate)
        ratio = matcher.ratio() if matcher.real_quick_ratio() >= score else 0.0
        if ratio > score or (ratio == score and not best):
            best, score = candidate, ratio
    return best


def hint(word: str, candidates: list[str] | tuple[str, ...]) -> str:
    """`是不是“…”？`, or what there is."""
    if close := nearest(word, candidates):
        return f"是不是“{close}”？"
    if not candidates:
        return "这里没有可写的"
    listed = "、".join(candidates[:12])
    return f"可以写：{listed}{'……' if len(candidates) > 12 else ''}"


def shorten(text: str) -> str:
    """A text short enough for a message, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:40] + "…"


def _tidy(text: str) -> str:
    return fold(text).strip()


# ── text → value, one function per kind ──────────────────────────────────────


def yes_no(text: str) -> bool:
    """是, 否 (and JSON's true, false)."""
    found = YES_NO.get(text)
    if found is None and (found := YES_NO.get(_tidy(text))) is None:
        near = _NEARLY.get(_tidy(text).lower())
        tip = f"写“{near}”" if near else "写 是、否 或 未知"
        raise Refused(errors.NotYesNo, text=shorten(text), hint=tip)
    return found


def money(text: str) -> Fraction:
    """An amount in 分."""
    match = _MONEY.fullmatch(text) or _MONEY.fullmatch(tidy := _tidy(text))
    if match is None:
        if _BARE.fullmatch(tidy):
            example = f"{shorten(tidy)}元" if "e" not in tidy.lower() else "12345.67元"
            raise Refused(errors.UnitMissing, text=shorten(text), example=example)
        raise Refused(errors.BadMoney, text=shorten(text))
    sign, whole, decimals, power = match.groups()
    bounds = "金额从 0元 到 100万亿元"
    if len(whole) > 22 or sign == "-":
        raise Refused(errors.OutOfBounds, text=shorten(text), bounds=bounds)
    fen = int(whole.replace(",", "")) * 100 * _POWERS[power]
    if decimals:
        if len(decimals) > 40:
            raise Refused(errors.TooPrecise, text=shorten(text))
        part, rest = divmod(int(decimals) * 100 * _POWERS[power], 10 ** len(decimals))
        if rest or (power is None and len(decimals) > 2):
            raise Refused(errors.TooPrecise, text=shorten(text))
        fen += part
    if fen > _MOST_FEN:
        raise Refused(errors.OutOfBounds, text=shorten(text), bounds=bounds)
    return Fraction(fen)


def _decimal(text: str) -> Fraction | None:
    if match := _DECIMAL.fullmatch(text):
        sign, whole, decimals = match.groups()
        digits = decimals or ""
        value = Fraction(int(whole + digits), 10 ** len(digits))
        return -value if sign == "-" else value
    if (match := _FRACTION.fullmatch(text)) and int(match[2]):
        return Fraction(int(match[1]), int(match[2]))
    return None


def number(text: str) -> Fraction:
    """A plain number: 12, 12.5, 1/3."""
    if (value := _decimal(_tidy(text))) is None:
        raise Refused(errors.BadNumber, text=shorten(text))
    return value


def ratio(text: str) -> Fraction:
    """95%, 0.95, 1/3."""
    tidy = _tidy(text)
    value = _decimal(tidy.removesuffix("%").rstrip())
    if value is None:
        raise Refused(errors.BadRatio, text=shorten(text))
    if tidy.endswith("%"):
        value /= 100
    if not 0 <= value <= 10:
        bounds = "比例从 0% 到 1000%"
        if 10 < value <= 1000 and not tidy.endswith("%"):
            bounds += f"；是不是 {shorten(tidy)}%？"
        raise Refused(errors.OutOfBounds, text=shorten(text), bounds=bounds)
    return value


def duration(text: str) -> Duration:
    """3个月, 2年, 90天."""
    tidy = _tidy(text)
    if not (match := _DURATION.fullmatch(tidy)):
        if _BARE.fullmatch(tidy):
            example = f"{shorten(tidy)}个月 或 {shorten(tidy)}天"
            raise Refused(errors.UnitMissing, text=shorten(text), example=example)
        raise Refused(errors.BadDuration, text=shorten(text))
    n, unit = int(match[1]), match[2]
    if unit in "天日":
        length = Duration(n, "days")
    else:
        length = Duration(n * 12 if unit == "年" else n, "months")
    if length.n > (_MOST_DAYS if length.unit == "days" else _MOST_MONTHS):
        raise Refused(errors.OutOfBounds, text=shorten(text), bounds="时长不超过 300年")
    return length


def _check_year(n: int, text: str) -> None:
    if not FIRST_YEAR <= n <= LAST_YEAR:
        bounds = f"年份从 {FIRST_YEAR} 到 {LAST_YEAR}"
        raise Refused(errors.OutOfBounds, text=shorten(text), bounds=bounds)


def year(text: str) -> int:
    """2025年度, 2025年, 2025."""
    if not (match := _YEAR.fullmatch(text) or _YEAR.fullmatch(_tidy(text))):
        raise Refused(errors.BadYear, text=shorten(text))
    _check_year(int(match[1]), text)
    return int(match[1])


def day(text: str) -> date:
    """2025-09-09, 2025年9月9日."""
    match = _ISO.fullmatch(text)
    if match is None:
        tidy = _tidy(text)
        match = _ISO.fullmatch(tidy) or _CHINESE_DATE.fullmatch(tidy)
    if match is None:
        raise Refused(errors.BadDate, text=shorten(text))
    y, m, d = int(match[1]), int(match[2]), int(match[3])
    _check_year(y, text)
    try:
        return date(y, m, d)
    except ValueError:
        why = "月份从 1 到 12" if not 1 <= m <= 12 else f"{y}年{m}月没有{d}日"
        raise Refused(errors.NoSuchDay, text=shorten(text), why=why) from None


def day_or_absent(text: str) -> date | _Absent:
    """A day, or 无."""
    return ABSENT if text == "无" else day(text)


def window(text: str) -> Window:
    """每年 9月1日 至 次年 2月末日."""
    match = _WINDOW.fullmatch("".join(_tidy(text).split()))
    if match is None:
        raise Refused(errors.BadWindow, text=shorten(text))
    months = int(match[1]), int(match[6])
    days = int(match[2] or 31), int(match[7] or 31)
    last = match[3], match[8]
    for m, d, end in zip(months, days, last, strict=True):
        if not 1 <= m <= 12 or (not end and not 1 <= d <= _MONTH_DAYS[m - 1]):
            raise Refused(errors.NoSuchDay, text=shorten(text), why="月日要在日历上有")
    wraps = match[5] is not None
    if ((months[0], days[0]) > (months[1], days[1])) is not wraps:
        raise Refused(errors.BadWindow, text=shorten(text))
    return Window(
        from_month=months[0], from_day=days[0], to_month=months[1], to_day=days[1], wraps=wraps
    )


SCALARS: dict[Kind, Callable[[str], Value]] = {
    "bool": yes_no,
    "finding": yes_no,
    "one": str,
    "scale": str,
    "money": money,
    "ratio": ratio,
    "number": number,
    "duration": duration,
    "year": year,
    "date": day_or_absent,
    "window": window,
}


# ── value → canonical text ───────────────────────────────────────────────────


def _plain(value: Fraction) -> str:
    """A terminating decimal as digits, anything else as a fraction."""
    for places in range(41):
        if (value * 10**places).denominator == 1:
            digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
            text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
            return f"-{text}" if value < 0 else text
    return f"{value.numerator}/{value.denominator}"


def _money_text(fen: Fraction) -> str:
    if fen.denominator != 1:
        return f"{_plain(fen / 100)}元"
    yuan, rest = divmod(abs(fen.numerator), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{rest:02d}元"


def _ratio_text(value: Fraction) -> str:
    text = _plain(value * 100)
    return f"{value.numerator}/{value.denominator}" if "/" in text else f"{text}%"


def _window_text(w: Window) -> str:
    def end(month: int, day_: int) -> str:
        last = day_ == 31 and _MONTH_DAYS[month - 1] < 31
        return f"{month}月末日" if last else f"{month}月{day_}日"

    year_ = "次年 " if w.wraps else ""
    return f"每年 {end(w.from_month, w.from_day)} 至 {year_}{end(w.to_month, w.to_day)}"


def _many_text(many: Many) -> str:
    if many.complete:
        return "、".join(sorted(many.yes)) or "无"
    known = [f"{word} 是" for word in sorted(many.yes)] + [f"{word} 否" for word in sorted(many.no)]
    return "、".join([*known, "其余未知"])


def show_fact(value: Value | None, kind: Kind | None = None) -> str:
    """The canonical Chinese text of a value; the kind tells what a fraction is of."""
    match value:
        case None:
            return "未知"
        case bool():
            return "是" if value else "否"
        case Fraction():
            show = {"money": _money_text, "ratio": _ratio_text}.get(kind or "", _plain)
            return show(value)
        case int():
            return f"{value}年度"
        case date():
            return value.isoformat()
        case Duration():
            return f"{value.n}{'天' if value.unit == 'days' else '个月'}"
        case Many():
            return _many_text(value)
        case Window():
            return _window_text(value)
        case _:
            return str(value)
