"""Several givens as one, and givens held against a case."""

from __future__ import annotations

from dataclasses import replace

from yiju.case import given_errors
from yiju.case.model import Case, Fact, Given, Many
from yiju.case.scalars import hint, show_fact
from yiju.diagnostic import Diagnostic
from yiju.source import Span


def merge(*givens: Given) -> Given:
    """All of them as one; later wins. `disagreements` tells where that changed anything."""
    labels: dict[str, str] = {}
    for given in givens:
        for label in given.labels:
            labels[label.rpartition("：")[0]] = label
    return Given(
        {k: v for g in givens for k, v in g.parameters.items()},
        {k: v for g in givens for k, v in g.readings.items()},
        {k: v for g in givens for k, v in g.gaps.items()},
        {k: v for g in givens for k, v in g.effective.items()},
        {k: v for g in givens for k, v in g.facts.items()},
        any(g.floors for g in givens),
        tuple(labels.values()),
        "、".join(dict.fromkeys(g.used for g in givens if g.used)),
        {k: v for g in givens for k, v in g.expiry.items()},
        {k: v for g in givens for k, v in g.holidays.items()},
        {k: v for g in givens for k, v in g.adopted.items()},
    )


def chosen(case: Case, given: Given) -> Given:
    """What is given, with the choices the case has made; what is given stands above them."""
    if not case.chosen:
        return given
    return replace(given, readings={**case.chosen, **given.readings})


def disagreements(*givens: Given) -> list[Diagnostic]:
    """What a later one gives otherwise than an earlier one, such as an assumption than a file."""
    said: dict[str, str] = {}
    found: list[Diagnostic] = []
    for given in givens:
        for label in given.labels:
            key, _, shown = label.rpartition("：")
            if key in said and said[key] != shown:
                span = Span(given.used, 0, 0, 0, 0)
                found.append(
                    given_errors.Disagreement(span=span, name=key, first=said[key], second=shown)
                )
            said.setdefault(key, shown)
    return found


def check_against(case: Case, given: Given) -> list[Diagnostic]:
    """Assumed facts that the case knows otherwise, or of records that it does not have."""
    span = Span(given.used, 0, 0, 0, 0)
    found: list[Diagnostic] = []
    for (cls, number, name), fact in given.facts.items():
        records = case.records.get(cls, ())
        if number >= len(records):
            told = hint("", tuple(r.name for r in records))
            record = f"第{number + 1}笔"
            found.append(given_errors.NoRecord(span=span, cls=cls, record=record, hint=told))
            continue
        record_ = records[number]
        known = record_.facts.get(name)
        if known is not None and differ(known, fact):
            label = f"{cls}「{record_.name}」{name}" if record_.name else f"{cls} {name}"
            pair = {"assumed": show_fact(fact), "known": show_fact(known)}
            found.append(given_errors.Contradiction(span=span, name=label, **pair))
    return found


def differ(known: Fact, assumed: Fact) -> bool:
    """Whether both cannot be: for a 多选, whether some member is 是 in one and 否 in the other."""
    if isinstance(known, Many) and isinstance(assumed, Many):
        words = known.yes | known.no | assumed.yes | assumed.no
        pairs = [(known.has(word), assumed.has(word)) for word in words]
        return any(a is not None and b is not None and a is not b for a, b in pairs)
    return known != assumed


def joined(known: Fact, assumed: Fact) -> Fact:
    """What both say together."""
    if isinstance(known, Many) and isinstance(assumed, Many):
        if known.complete or assumed.complete:
            return known if known.complete else assumed
        return Many(known.yes | assumed.yes, False, known.no | assumed.no)
    return assumed
