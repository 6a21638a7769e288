"""Objects of the host language → the plain texts that a file would hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from yiju.case import errors
from yiju.case.json_places import MAX_DEPTH
from yiju.case.model import ABSENT, Duration, Many
from yiju.case.nodes import BAD, Path, Plain, Troubles
from yiju.case.scalars import show_fact
from yiju.ir.model import Window

_MOST = 10**40  # beyond, no value is meant; also keeps str() of an int cheap


def plain(obj: Any, path: Path, troubles: Troubles) -> Plain:
    """A value as text, list or mapping; floats and what is no value are refused."""
    name = str(path[-1]) if path else "案情"
    if len(path) > MAX_DEPTH:
        troubles.add(path[:3], errors.TooDeep, limit=MAX_DEPTH)
        return BAD
    if obj is None or isinstance(obj, bool | str):
        return obj
    if isinstance(obj, float):
        troubles.add(path, errors.InexactNumber, name=name, text=repr(obj))
        return BAD
    if isinstance(obj, Mapping):
        return _mapping(obj, path, troubles)
    if isinstance(obj, list | tuple):
        return [plain(item, (*path, i), troubles) for i, item in enumerate(obj)]
    if isinstance(obj, Many):
        return _many(obj)
    text = _scalar(obj)
    if text is None:
        troubles.add(path, errors.StrangeValue, name=name)
        return BAD
    return text


def _mapping(obj: Mapping[Any, Any], path: Path, troubles: Troubles) -> dict[str, Plain]:
    made = {}
    for key, value in obj.items():
        if isinstance(key, str):
            made[key] = plain(value, (*path, key), troubles)
        else:
            troubles.add(path, errors.KeyNotText)
    return made


def _many(many: Many) -> Plain:
    if many.complete:
        return sorted(many.yes)
    return dict.fromkeys(sorted(many.yes), "是") | dict.fromkeys(sorted(many.no), "否")


def _scalar(obj: Any) -> str | None:
    match obj:
        case int():
            return str(obj) if abs(obj) < _MOST else f"{'-' if obj < 0 else ''}{_MOST * 10}"
        case Decimal():
            short = obj.is_finite() and abs(obj.adjusted()) < 40
            return f"{obj:f}" if short else str(obj)
        case Fraction():
            return str(obj) if max(abs(obj.numerator), obj.denominator) < _MOST else "…"
        case date() if not isinstance(obj, datetime):
            return obj.isoformat()
        case Duration() | Window():
            return show_fact(obj)
    return "无" if obj is ABSENT else None
