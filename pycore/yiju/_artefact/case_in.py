"""A case as the inputs of a compiled policy, and its answers as plain data. For `run.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from yiju.case.combine import check_against, disagreements, merge
from yiju.case.model import ABSENT, Case, Duration, Given
from yiju.case.reader import CaseReader
from yiju.case.scalars import show_fact
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.source import Source
from yiju.values.evaluate import Compiler, Env
from yiju.values.holidays import rest_of
from yiju.values.infer import Inference, with_records
from yiju.values.operations import literal
from yiju.values.tied import fill

NONE = "none"  # no value: no such day, or a conclusion that does not hold


class Unsettled(Exception):
    """Something is open; `items` are its names."""

    def __init__(self, items: Iterable[str]) -> None:
        self.items = tuple(dict.fromkeys(items))
        super().__init__("、".join(self.items))


@dataclass(frozen=True)
class Inputs:
    """A case with everything settled. `order`: places of records that share a day."""

    policy: ir.Policy
    env: Env
    readings: Mapping[int, str]
    gaps: frozenset[int]
    order: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """The answer about one conclusion of one record. `winners` are ids of effects."""

    conclusion: str
    record: int
    status: str
    value: Any
    winners: tuple[int, ...]


def settled(policy: ir.Policy, case: Case, given: Given, order: Mapping[int, int]) -> Inputs:
    """The case as inputs.

    :raises Unsettled: when a reading or a missing text is open.
    """
    facts: dict[str, list[dict[str, Any]]] = {
        cls: [dict(record.facts) for record in case.records.get(cls, ())] for cls in policy.classes
    }
    facts[PERSON] = facts[PERSON] or [{}]
    for (cls, index, name), value in given.facts.items():
        facts[cls][index][name] = value
    for attribute in policy.attributes:
        for row in facts[attribute.cls] if attribute.presumed_false else ():
            row.setdefault(attribute.name, False)
    fill({(a.cls, a.name): a for a in policy.attributes}, facts)
    short = {n.id: n.short for n in policy.notices}
    still = [
        f"读法 {short[q.notice]} {q.name}" for q in policy.questions if q.id not in given.readings
    ]
    gaps = [g for g in policy.gaps if g.missing]
    still += [f"缺文 {short[g.notice]}{g.locator}" for g in gaps if g.id not in given.gaps]
    if still:
        raise Unsettled(still)
    effective = {
        n.id: date.fromisoformat(n.effective) if n.effective else given.effective.get(n.id)
        for n in policy.notices
    }
    expiry = {
        n.id: date.fromisoformat(n.expires) if n.expires else given.expiry.get(n.id)
        for n in policy.notices
        if n.expires or n.expires_open
    }
    rest = {y.year: rest_of(y) for y in (*policy.holidays, *given.holidays.values())}
    parameters = {p.name: _parameter(p, case, given) for p in policy.parameters}
    names = {cls: [r.name for r in case.records.get(cls, ())] for cls in policy.classes}
    env = Env(
        case.judged, case.region, facts, parameters, effective, expiry, holidays=rest, names=names
    )
    env.readings = given.readings
    inference = Inference(Compiler(policy), policy.derivations) if policy.derivations else None
    env = with_records(env, case, policy, inference)
    applying = frozenset(g for g, applies in given.gaps.items() if applies)
    return Inputs(policy, env, given.readings, applying, order)


def _parameter(declared: ir.ParameterDecl, case: Case, given: Given) -> Any:
    if declared.name in given.parameters:
        return given.parameters[declared.name]
    if declared.local and given.floors and declared.floor is not None:
        return literal(declared.floor)
    known = [v for v in declared.values if v.since <= case.judged.isoformat()]
    return literal(max(known, key=lambda v: v.since).value) if known else None


def read(
    policy: ir.Policy, case_file: str, parameters: Sequence[str], assume: Sequence[str]
) -> tuple[Case, Given, list[str]]:
    """The case and what is given beside it, with all that is wrong."""
    reader = CaseReader(policy)
    case, found = reader.read_text(_source(case_file))
    wrong = [d for d in found if d.severity == "error"]
    givens = [Given()]
    for path, facts in [(p, False) for p in parameters] + [(p, True) for p in assume]:
        given, told = reader.read_given(_source(path), case, facts=facts)
        wrong += [d for d in told if d.severity == "error"]
        givens.append(given or Given())
    whole = merge(*givens)
    wrong += disagreements(*givens)
    if case is not None:
        wrong += check_against(case, whole)
        wrong += reader.together.assumed(case, whole)
    said = [f"{d.span} {d.code} {d.what} {d.mend}".rstrip() for d in wrong]
    return case or Case(date.min, "", {}), whole, said


def _source(path: str) -> Source:
    return Source(path, Path(path).read_text("utf-8"))


def same_day(case: Case, names: str) -> dict[int, int]:
    """--order 乙,甲: the order of the records named."""
    listed = {name.strip(): place for place, name in enumerate(names.replace("，", ",").split(","))}
    return {
        r: listed[record.name]
        for cls, records in case.records.items()
        if cls != PERSON
        for r, record in enumerate(records, 1)
        if record.name in listed
    }


# ── what is printed ──────────────────────────────────────────────────────────


def shown(inputs: Inputs, results: list[Result]) -> list[dict[str, Any]]:
    """The answers as plain data."""
    policy = inputs.policy
    kinds = {c.name: c for c in policy.conclusions}
    cites = {e.id: policy.cite(c) for c in policy.clauses for e in c.effects}
    rows = []
    for found in results:
        head = kinds[found.conclusion]
        row: dict[str, Any] = {"结论": found.conclusion}
        if head.cls != PERSON:
            row["记录"] = inputs.env.names[head.cls][found.record - 1]
        row["状态"] = found.status
        if found.value is not None:
            exact = head.kind in ("money", "ratio", "number")
            row["值"] = show_fact(Fraction(found.value) if exact else found.value, head.kind)
        row["依据"] = list(dict.fromkeys(cites[e] for e in found.winners))
        rows.append(row)
    return rows


def half_up(amount: Fraction | int) -> int:
    """四舍五入到分（半分进一）."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def encode(value: Any) -> str:
    """A value as the one string that stands for it."""
    if value is ABSENT:
        return NONE
    if isinstance(value, Duration):
        return f"P{value.n}{'M' if value.unit == 'months' else 'D'}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def decode(text: str, kind: str) -> Any:
    """The value of a string, by the kind of its conclusion."""
    if text == NONE:
        return ABSENT
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "duration":
        return Duration(int(text[1:-1]), "months" if text[-1] == "M" else "days")
    if kind in ("money", "ratio", "number", "year"):
        number = Fraction(text)
        return int(number) if number.denominator == 1 else number
    return text


def apart(a: str, b: str) -> bool:
    """Whether two strings are lengths, one of months and one of days."""
    return a[:1] == b[:1] == "P" and a[-1] != b[-1]


def rank(text: str) -> tuple[int, Fraction, str]:
    """What a string is compared by: numbers, lengths of one unit, days; "max" is above all."""
    if text == "max":
        return 1, Fraction(0), ""
    if text[:1] == "P":  # months and days are not comparable; the types keep them apart
        return 0, Fraction(text[1:-1]), ""
    return (0, Fraction(0), text) if text[4:5] == "-" else (0, Fraction(text), "")
