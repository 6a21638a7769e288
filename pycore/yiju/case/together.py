"""Facts of one case held against each other: 不早于 and 仅当 of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yiju.case import errors
from yiju.case.model import ABSENT, Fact
from yiju.case.nodes import Path, Troubles
from yiju.case.scalars import show_fact
from yiju.ir.model import Attribute, Policy

Facts = Mapping[str, Fact | None]


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
            fact = facts.get(attribute.name)
            if fact is None or fact is ABSENT:
                continue
            here = (*path, attribute.name)
            for name in attribute.not_before:
                other = facts.get(name, person.get(name))
                if isinstance(fact, date) and isinstance(other, date) and fact < other:
                    troubles.add(
                        here,
                        errors.TooEarly,
                        name=attribute.name,
                        day=str(fact),
                        other=name,
                        than=str(other),
                    )
            name = attribute.only_if
            if name and facts.get(name, person.get(name)) is False:
                text = show_fact(fact, attribute.kind)
                troubles.add(here, errors.WithoutCause, name=attribute.name, text=text, other=name)
