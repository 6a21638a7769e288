"""Why-nots as JSON values, under a schema version of their own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from yiju.asp.decided import Decided
from yiju.asp.repair_program import LARGEST
from yiju.asp.repairs import Change, Repair, Repairs
from yiju.explain.as_json import answer, decision, proof, step
from yiju.explain.changes import Changes
from yiju.explain.findings import show
from yiju.explain.formula import show_value
from yiju.explain.obstacles import Obstacle
from yiju.explain.why_not import WhyNot
from yiju.explain.wording import Wording

WHY_NOT = "yiju/why-not/1"


def why_nots(wording: Wording, decided: Decided, found: tuple[WhyNot, ...]) -> dict[str, Any]:
    """A decision, and for each answer why it is not as asked for."""
    result = decision(wording, decided)
    result["schema"] = WHY_NOT
    changes = Changes(decided.teller)
    result["why_not"] = [_why_not(wording, changes, told) for told in found]
    return result


def _why_not(wording: Wording, changes: Changes, told: WhyNot) -> dict[str, Any]:
    goal, kind = told.goal, wording.kinds[told.goal.conclusion]
    result: dict[str, Any] = {
        "conclusion": goal.conclusion,
        "record": told.answer.record_name or None,
        "asked": {
            "status": goal.status,
            "value": None if goal.value is None else show_value(goal.value, kind),
            "at_least": None if goal.least is None else show_value(goal.least, kind),
        },
        "met": told.met,
    }
    if told.proof is not None:
        result["missed_in"] = proof(told.proof)
    if told.repairs is not None:
        result["obstacles"] = [_obstacle(o) for o in told.obstacles]
        result["repairs"] = _repairs(wording, changes, told.repairs)
    return result


def _obstacle(o: Obstacle) -> dict[str, Any]:
    result: dict[str, Any] = {
        "stage": o.stage,
        "away": o.away,
        "step": step(o.step),
        "against": [step(s) for s in o.against],
        "lacking": list(o.lacking),
        "gaps": list(o.gaps),
        "grounds": [asdict(g) for g in o.grounds],
    }
    return {key: value for key, value in result.items() if value}


def _repairs(wording: Wording, changes: Changes, repairs: Repairs) -> dict[str, Any]:
    return {
        "smallest": [_repair(wording, changes, r) for r in repairs.found],
        "more": repairs.more,
        "bound": {"facts": LARGEST, "replayed": repairs.tried, "exhausted": repairs.complete},
    }


def _repair(wording: Wording, changes: Changes, repair: Repair) -> dict[str, Any]:
    clauses = changes.deciding.program.clause_of
    return {
        "changes": [_change(changes, c) for c in repair.changes],
        "answer": answer(wording, repair.answer, clauses),
    }


def _change(changes: Changes, change: Change) -> dict[str, Any]:
    said, kind = changes.said(change), changes.kind(change.lever)
    result: dict[str, Any] = {
        "kind": change.lever.item.kind,
        "item": change.lever.item.name,
        "said": said.what,
        "now": said.now or None,
    }
    if change.lever.item.kind == "member":
        result["member"] = change.lever.item.key[3]
    if change.lever.item.kind in ("reading", "gap"):
        result["value"] = change.value
    else:
        result["value"] = (
            "是"
            if change.value is True
            else "否"
            if change.value is False
            else show(
                change.value,
                kind,
            )
        )
    if change.lever.item.ordered:
        result["low"] = show(change.low, kind)
        result["high"] = show(change.high, kind)
        result["closed"] = [change.closed_below, change.closed_above]
    return result
