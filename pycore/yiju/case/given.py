"""Parameter files and assumptions: `键: 值` → `Given`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, cast

from yiju.case import errors, given_errors
from yiju.case.combine import differ, joined
from yiju.case.facts import UNKNOWN, VALUE, FactTable, Field, text_of, unknown_keys
from yiju.case.holidays import holiday_year
from yiju.case.literals import literal_value
from yiju.case.model import Case, Fact, Given
from yiju.case.nodes import BAD, Path, Plain, Troubles
from yiju.case.scalars import Refused, shorten, show_fact
from yiju.case.targets import CHOICE, Target, Targets
from yiju.ir.model import (
    HolidayYear,
    ParameterDecl,
    Policy,
    Rational,
)

BASIS, FLOORS, WITHDRAWN = "依据", "按下限", "撤销"
REASON, AUTHORITY = "理由", "机关"
_APPLIES = {"适用": True, "不适用": False}
Pair = tuple[str, Plain, Path]


@dataclass
class _Found:
    """One entry that was read."""

    target: Target
    value: Any
    shown: str
    key: str
    adopted: str = ""  # of a reading that the policy set adopts: by whom and why


class GivenFile:
    """Reads what is given beside a case."""

    def __init__(self, policy: Policy, tables: dict[str, FactTable]) -> None:
        self.policy = policy
        self.tables = tables
        self.targets = Targets(policy, tables)
        self.parameters = {p.name: p for p in policy.parameters}
        self.questions = {q.id: q for q in policy.questions}
        self.fields = {p.name: Field(p.name, p.kind) for p in policy.parameters}

    def read(
        self,
        groups: Sequence[Iterable[Pair]],
        troubles: Troubles,
        *,
        case: Case | None = None,
        used: str = "",
        facts: bool = True,
    ) -> Given:
        """The given of all groups; a later group replaces or withdraws (撤销) what an earlier gave.

        `facts` is False for parameter files, which may not speak about one person.
        """
        found: dict[str, _Found] = {}
        for number, group in enumerate(groups):
            seen: dict[str, str] = {}
            for key, value, path in group:
                self._one(key, value, path, troubles, case, facts, found, seen, number > 0)
        return _collect(found.values(), used)

    def _one(
        self,
        key: str,
        value: Plain,
        path: Path,
        troubles: Troubles,
        case: Case | None,
        facts: bool,
        found: dict[str, _Found],
        seen: dict[str, str],
        may_withdraw: bool,
    ) -> None:
        try:
            target = self.targets.find(key, case)
        except Refused as refused:
            troubles.add(path, refused.cls, at_key=True, **refused.fields)
            return
        if target.what == "fact" and not facts:
            troubles.add(path, given_errors.FactInParameters, at_key=True, key=key)
            return
        if target.label in seen:
            other = seen[target.label]
            troubles.add(path, given_errors.GivenTwice, at_key=True, key=key, other=other)
            return
        seen[target.label] = key
        if text_of(value) == WITHDRAWN and may_withdraw:
            if found.pop(target.label, None) is None:
                troubles.add(path, given_errors.NothingToWithdraw, at_key=True, key=key)
            return
        whole = value
        value, path = _unwrap(value, path, troubles)
        if value is BAD:
            return
        adopted = ""
        if not facts and target.what == "reading" and not target.label.startswith(CHOICE):
            adopted = _adopted(target, whole, path, troubles)
        if value is None or text_of(value) == UNKNOWN:
            troubles.add(path, given_errors.NothingAssumed, key=key)
            return
        read = self._value(target, value, path, troubles, case)
        if read is not None:
            found[target.label] = _Found(target, read[0], read[1], key, adopted)

    # ── values ───────────────────────────────────────────────────────────────

    def _value(
        self, target: Target, value: Plain, path: Path, troubles: Troubles, case: Case | None
    ) -> tuple[Any, str] | None:
        """The value and its canonical text; None when it is told to be wrong."""
        match target.what:
            case "floors":
                return self._choice(target, value, path, troubles, {FLOORS: True})
            case "gap":
                return self._choice(target, value, path, troubles, _APPLIES)
            case "reading":
                keys = {o.key: o.key for o in self.questions[target.id].options}
                return self._choice(target, value, path, troubles, keys)
            case "effective" | "expiry":
                return self._day_of_notice(target, value, path, troubles)
            case "holidays":
                return holiday_year(self.policy, target, value, path, troubles)
            case "fact":
                return self._fact(target, value, path, troubles, case)
            case _:
                return self._parameter(target, value, path, troubles)

    @staticmethod
    def _choice(
        target: Target, value: Plain, path: Path, troubles: Troubles, options: dict[str, Any]
    ) -> tuple[Any, str] | None:
        text = text_of(value)
        if text is None:
            troubles.add(path, errors.NotScalar, name=target.label)
            return None
        plain = text.strip()
        if plain not in options:
            listed = "、".join(options)
            name, shown = target.label, shorten(text)
            troubles.add(path, given_errors.BadOption, name=name, text=shown, options=listed)
            return None
        return options[plain], plain

    def _day_of_notice(
        self, target: Target, value: Plain, path: Path, troubles: Troubles
    ) -> tuple[Any, str] | None:
        day = Field(target.label, "date").read(value, path, troubles)
        if day is None:
            return None
        shown = show_fact(day)
        if not isinstance(day, date):
            troubles.add(path, errors.BadDate, name=target.label, text=shown)
            return None
        notice = next(n for n in self.policy.notices if n.id == target.id)
        stated = notice.effective if target.what == "effective" else notice.expires
        if stated and stated != day.isoformat():
            troubles.add(path, given_errors.AlreadyStated, name=target.label, stated=stated)
            return None
        return day, shown

    def _fact(
        self, target: Target, value: Plain, path: Path, troubles: Troubles, case: Case | None
    ) -> tuple[Any, str] | None:
        field = self.tables[target.cls].fields[target.name]
        fact = field.read(value, path, troubles)
        if fact is None:
            return None
        known = case.records[target.cls][target.id].facts.get(target.name) if case else None
        if known is not None:
            if differ(known, fact):
                assumed, said = show_fact(fact, field.kind), show_fact(known, field.kind)
                troubles.add(
                    path, given_errors.Contradiction, name=target.label, assumed=assumed, known=said
                )
                return None
            fact = joined(known, fact)
        return fact, show_fact(fact, field.kind)

    def _parameter(
        self, target: Target, value: Plain, path: Path, troubles: Troubles
    ) -> tuple[Any, str] | None:
        declared = self.parameters[target.name]
        given = self.fields[target.name].read(value, path, troubles)
        if given is None:
            return None
        shown = show_fact(given, declared.kind)
        if told := self._beyond(declared, given, shown, target.label):
            troubles.add(path, given_errors.BeyondLimit, **told)
            return None
        fixed = [v for v in declared.values if not v.in_principle and not v.since]
        if fixed and literal_value(fixed[0].value) != given:
            stated = show_fact(literal_value(fixed[0].value), declared.kind)
            troubles.add(path, given_errors.AlreadyStated, name=target.label, stated=stated)
            return None
        return given, shown

    def _beyond(self, p: ParameterDecl, given: Any, shown: str, label: str) -> dict[str, Any]:
        if not isinstance(given, Fraction):
            return {}
        ceiling = p.ceiling or (Rational(num=1) if p.local else None)
        where = f"{self.policy.notices[p.notice].short}{p.locator}"
        for side, limit in (("低于下限", p.floor), ("高于上限", ceiling)):
            if limit is None:
                continue
            bound = literal_value(limit)
            assert isinstance(bound, Fraction)
            if given < bound if side == "低于下限" else given > bound:
                said = {"name": label, "text": shown, "side": side, "where": where}
                return {**said, "limit": show_fact(bound, p.kind)}
        return {}


def _unwrap(value: Plain, path: Path, troubles: Troubles) -> tuple[Plain, Path]:
    """The value of `{值: …, 依据: …}`; anything else as it is."""
    if not isinstance(value, dict) or not (VALUE in value or BASIS in value):
        return value, path
    unknown_keys(value, (VALUE, BASIS, REASON, AUTHORITY), f"“{path[-1]}”里", path, troubles)
    if VALUE not in value:
        where = f"“{path[-1]}”里"
        troubles.add(path, errors.MissingKey, at_key=True, where=where, key=VALUE, example="95%")
        return BAD, path
    return value[VALUE], (*path, VALUE)


def _adopted(target: Target, value: Plain, path: Path, troubles: Troubles) -> str:
    """By whom and why a reading is adopted: `由 某局：理由`; empty, and told, where it is not said."""
    told = (
        [text_of(value[key]) if key in value else "" for key in (AUTHORITY, REASON)]
        if isinstance(value, dict)
        else ["", ""]
    )
    if not all(told):
        troubles.add(path, given_errors.AdoptedWithoutReason, name=target.label)
        return ""
    return f"由 {told[0]}：{told[1]}"


def _collect(found: Iterable[_Found], used: str) -> Given:
    parameters: dict[str, Fact] = {}
    readings: dict[int, str] = {}
    gaps: dict[int, bool] = {}
    effective: dict[int, date] = {}
    expiry: dict[int, date] = {}
    holidays: dict[int, HolidayYear] = {}
    facts: dict[tuple[str, int, str], Fact] = {}
    floors = False
    labels = []
    adopted = {}
    for item in found:
        target = item.target
        labels.append(f"{target.label}：{item.shown}")
        if item.adopted:
            adopted[target.label] = item.adopted
        match target.what:
            case "floors":
                floors = True
            case "gap":
                gaps[target.id] = item.value
            case "reading":
                readings[target.id] = item.value
            case "effective":
                effective[target.id] = item.value
            case "holidays":
                holidays[target.id] = item.value
            case "expiry":
                expiry[target.id] = item.value
            case "fact":
                facts[target.cls, target.id, target.name] = item.value
            case _:  # a window is kept as ir.model.Window
                parameters[target.name] = cast(Fact, item.value)
    return Given(
        parameters, readings, gaps, effective, facts, floors, tuple(labels), used, expiry, holidays,
        adopted,
    )  # fmt: skip
