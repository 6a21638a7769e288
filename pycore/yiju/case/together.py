"""Facts of one case held against each other: 不早于, 仅当 and 当且仅当 of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from yiju.case import errors
from yiju.case.model import ABSENT, Case, Fact, Given
from yiju.case.nodes import Path, Troubles
from yiju.case.scalars import show_fact
from yiju.diagnostic import Diagnostic
from yiju.ir.model import PERSON, Attribute, Policy
from yiju.source import Span

Facts = Mapping[str, Fact | None]
Wrong = tuple[type[Diagnostic], dict[str, str]]


class Together:
    """What the facts of a class say of each other."""

    def __init__(self, policy: Policy) -> None:
        self.bound: dict[str, list[Attribute]] = {}
        for attribute in policy.attributes:
            if attribute.not_before or attribute.only_if:
                self.bound.setdefault(attribute.cls, []).append(attribute)

    def check(self, cls: str, facts: Facts, person: Facts, path: Path, troubles: Troubles) -> None:
        """Tell of every pair of known facts that cannot both be true. Unknown ones may be."""
        for attribute in self.bound.get(cls, ()):
            for error, told in _wrong(attribute, facts, person):
                troubles.add((*path, attribute.name), error, at_key=False, **told)

    def assumed(self, case: Case, given: Given) -> Iterator[Diagnostic]:
        """What the facts of a case cannot be together with what is assumed beside them."""
        rows: dict[str, list[dict[str, Fact]]] = {
            cls: [dict(r.facts) for r in records] for cls, records in case.records.items()
        }
        for (cls, index, name), fact in given.facts.items():
            rows[cls][index][name] = fact
        person = rows[PERSON][0] if rows.get(PERSON) else {}
        span = Span(given.used, 0, 0, 0, 0)
        for cls, attributes in self.bound.items():
            for row in rows.get(cls, ()):
                for attribute in attributes:
                    for error, told in _wrong(attribute, row, person):
                        yield error(span=span, **told)


def _wrong(attribute: Attribute, facts: Facts, person: Facts) -> Iterator[Wrong]:
    fact = facts.get(attribute.name)
    for name in attribute.not_before:
        other = facts.get(name, person.get(name))
        if isinstance(fact, date) and isinstance(other, date) and fact < other:
            told = {"name": attribute.name, "day": str(fact), "other": name, "than": str(other)}
            yield errors.TooEarly, told
    name = attribute.only_if
    flag = facts.get(name, person.get(name)) if name and fact is not None else None
    if flag is False and fact is not ABSENT:
        text = show_fact(fact, attribute.kind)
        yield errors.WithoutCause, {"name": attribute.name, "text": text, "other": name}
    if flag is True and fact is ABSENT and attribute.always_if:
        yield errors.Lacking, {"name": attribute.name, "other": name}
