"""【节假日】: the days of rest of each year, from the yearly notices of the State Council."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.literals import FIRST_YEAR, LAST_YEAR
from yiju.ir.scope import Scope
from yiju.source import Span
from yiju.syntax import tree

_LONGEST = timedelta(days=31)  # no stretch of 放假 is longer; a slip in a year would make one


def holidays(scope: Scope, by_notice: Mapping[int, tree.Document]) -> tuple[ir.HolidayYear, ...]:
    """Every year that some file states, once."""
    found: dict[int, ir.HolidayYear] = {}
    for document in by_notice.values():
        for card in document.cards:
            if card.head == "HOLIDAY":
                _year(scope, card, found)
    return tuple(found[year] for year in sorted(found))


def _year(scope: Scope, card: tree.Card, found: dict[int, ir.HolidayYear]) -> None:
    year = int(card.name)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        bounds = f"年份从 {FIRST_YEAR} 到 {LAST_YEAR}"
        span = scope.find(card.name, card.span)
        scope.report(errors.OutOfReach(span=span, text=f"{year}年度", bounds=bounds))
        return
    if year in found:
        span = scope.find(card.name, card.span)
        where, name = str(found[year].span), f"{year}年度"
        fix = "一年只写一张【节假日】。"
        told = errors.Duplicate(span=span, name=name, where=where, thing="节假日", fix=fix)
        scope.report(told)
        return
    days: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for line in card.lines:
        if isinstance(line, tree.HolidayLine):
            for stretch in line.stretches:
                days[line.off] |= dict.fromkeys(_days(scope, stretch, year, days[not line.off]))
    basis = next((x.places[0].document for x in card.lines if isinstance(x, tree.BasisLine)), "")
    found[year] = ir.HolidayYear(
        year=year,
        off=tuple(sorted(days[True])),
        work=tuple(sorted(days[False])),
        basis=basis,
        span=card.span,
    )


def _days(
    scope: Scope, stretch: tree.Stretch, year: int, others: Mapping[str, None]
) -> Iterator[str]:
    first, last, span = stretch.first, stretch.last, stretch.span
    if first.year != year or last.year != year:
        scope.report(errors.AnotherYear(span=span, text=scope.text(span), year=str(year)))
    elif last < first or last - first > _LONGEST:
        scope.report(errors.BadStretch(span=span, text=scope.text(span)))
    else:
        yield from _listed(scope, span, first, last, others)


def _listed(
    scope: Scope, span: Span, first: date, last: date, others: Mapping[str, None]
) -> Iterator[str]:
    for n in range((last - first).days + 1):
        day = (first + timedelta(days=n)).isoformat()
        if day in others:
            scope.report(errors.OffAndWork(span=span, day=day))
            return
        yield day
