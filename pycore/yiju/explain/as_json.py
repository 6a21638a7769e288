"""Decisions and explanations as JSON values, under a schema version of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from yiju.asp.decided import Decided
from yiju.case.answer import Answer, Outer, Support
from yiju.explain import openness
from yiju.explain.findings import Finding
from yiju.explain.formula import show_value
from yiju.explain.steps import Derived, Proof, Step
from yiju.explain.witnesses import witnesses
from yiju.explain.wording import Wording
from yiju.version import __version__

DECISION = "yiju/decision/1"
EXPLANATION = "yiju/explanation/1"


def decision(wording: Wording, decided: Decided) -> dict[str, Any]:
    """A decided case. Amounts and dates are texts with units, never floats."""
    deciding = decided.teller
    result: dict[str, Any] = {
        "schema": DECISION,
        "engine": __version__,
        "judged": decided.case.judged.isoformat(),
        "region": decided.case.region,
        "chosen": list(openness.made(wording.policy, decided.case)),
        "adopted_readings": list(openness.adopted(decided)),
        "parameters": list(decided.parameters.labels),
        "assumptions": list(decided.assumptions.labels),
        "assumptions_used": [
            {"assumption": label, "used": label not in decided.unused}
            for label in decided.assumptions.labels
        ],
        "unused_assumptions": list(decided.unused),
        "answers": [
            answer(wording, a, decided.deciding.program.clause_of) for a in decided.answers
        ],
    }
    if decided.conditional is not None:
        result["under_assumptions"] = [
            answer(wording, a, deciding.program.clause_of) for a in decided.conditional
        ]
    return result


def answer(wording: Wording, a: Answer, clause_of: dict[int, Any]) -> dict[str, Any]:
    """One answer."""
    kind = wording.kinds[a.conclusion]

    def shown(value: object) -> str | None:
        return None if value is None else show_value(value, kind)

    result: dict[str, Any] = {
        "conclusion": a.conclusion,
        "class": a.cls,
        "record": a.record_name or None,
        "status": a.status,
        "value": shown(a.value),
        "grounds": list(a.grounds),
        "adopted_readings": list(a.adopted),
        "assumed": list(a.assumed),
    }
    if a.is_open:
        result["possible"] = [
            {
                "status": p.status,
                "low": shown(p.low),
                "high": shown(p.high),
                "low_at": dict(p.low_at),
                "high_at": dict(p.high_at),
            }
            for p in a.possible
        ]
        result["depends_on"] = [
            {"item": name, "about": list(wording.causes.explain(name))} for name in a.depends
        ]
        result["impossible"] = list(openness.impossible(a))
        result["settling"] = [list(names) for names in a.settling]
        result["more_settling"] = a.more_settling
        result["decisive"] = [
            {"if": openness.chosen(d), "status": d.status, "value": shown(d.value)}
            for d in a.decisive
        ]
        result["outer"] = None if a.outer is None else _outer(a.outer, shown)
        result["exhaustive"] = a.exhaustive
        if not a.exhaustive:
            result["tried"], result["shrink"] = a.tried, list(a.shrink)
        result["by_reading"] = [
            {"readings": dict(label), "answer": answer(wording, part, clause_of)}
            for label, part in a.by_reading
        ]
        if a.by_choice:
            result["by_choice"] = [
                {"choices": dict(label), "answer": answer(wording, part, clause_of)}
                for label, part in a.by_choice
            ]
    elif a.outcome is not None:
        result["supports"] = [
            support(wording, s, clause_of, shown(s.value)) for s in a.outcome.supports
        ]
    return result


def _outer(found: Outer, shown: Callable[[object], str | None]) -> dict[str, Any]:
    """An outer bound; `days`: between which unknown days were taken."""
    days = None if found.days is None else [day.isoformat() for day in found.days]
    return {"low": shown(found.low), "high": shown(found.high), "days": days}


def support(
    wording: Wording, s: Support, clause_of: dict[int, Any], value: str | None
) -> dict[str, Any]:
    """A clause that applied, and what became of it."""
    cite = wording.policy.cite
    return {
        "clause": cite(clause_of[s.effect]),
        "state": s.state,
        "value": value,
        "by": list(dict.fromkeys(cite(clause_of[e]) for e in s.by)),
    }


def explanation(wording: Wording, decided: Decided, proofs: tuple[Proof, ...]) -> dict[str, Any]:
    """An explanation: the decision, and the steps of each answer."""
    result = decision(wording, decided)
    result["schema"] = EXPLANATION
    result["proofs"] = [proof(p) for p in proofs]
    for told, p in zip(result["proofs"], proofs, strict=True):
        if p.answer.status == "未定":
            kind = wording.kinds[p.answer.conclusion]
            told["witnesses"] = [
                {
                    "status": w.status,
                    "value": None if w.value is None else show_value(w.value, kind),
                    "ground": w.ground,
                    "taken": list(w.taken),
                }
                for w in witnesses(decided.teller, p.answer)
            ]
    return result


def proof(p: Proof) -> dict[str, Any]:
    """The steps behind one answer."""
    return {
        "conclusion": p.conclusion,
        "record": p.answer.record_name or None,
        "shown": p.shown,
        "readings": list(p.readings),
        **_derived(p),
        "derived": [
            {
                "conclusion": d.conclusion,
                **({"record": d.of} if d.of else {}),
                "shown": d.shown,
                **_derived(d),
            }
            for d in p.derived
        ],
    }


def _derived(d: Derived) -> dict[str, Any]:
    return {
        "compared": d.measure or None,
        "combined": d.combined or None,
        **({"counts": list(d.counts)} if d.counts else {}),
        "steps": [step(s) for s in d.steps],
        **({"disputes": [asdict(x) for x in d.disputes]} if d.disputes else {}),
    }


def step(s: Step) -> dict[str, Any]:
    """One step; empty fields are left out."""
    result: dict[str, Any] = {
        "role": s.role,
        "clause": s.citation,
        "title": s.title,
        "value": s.value,
        "polarity": s.polarity,
        "force": [finding(f) for f in s.force],
        "conditions": [finding(f) for f in s.conditions],
        "exceptions": [finding(f) for f in s.exceptions],
        "arithmetic": list(s.arithmetic),
        "by": list(s.by),
        "grounds": [asdict(g) for g in s.grounds],
        "adds": list(s.adds),
        "inherited": list(s.inherited),
        "gaps": list(s.gaps),
        "presumptions": list(s.presumptions),
    }
    return {key: value for key, value in result.items() if value}


def finding(f: Finding) -> dict[str, Any]:
    """A condition as it turned out."""
    result: dict[str, Any] = {"asked": f.asked, "held": f.held, "actual": f.actual, "way": f.way}
    result["parts"] = [finding(p) for p in f.parts]
    return {key: value for key, value in result.items() if value not in ("", [])}
