"""Small policies written as cards, their cases, and what both programs say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agreement.compare import disagreements

from yiju.api import Policy
from yiju.case.answer import Answer
from yiju.pipeline import read_policy
from yiju.source import Source

HEAD = "【文件】「某办法」\n简称：某办法\n施行：2024年1月1日\n\n"


def policy(*cards: str) -> Policy:
    """The policy of cards that are sound."""
    model, found = read_policy([Source("例.yiju", HEAD + "\n\n".join(cards))])
    assert found == [], [(d.code, d.what) for d in found]
    return Policy(model)


def answers(
    made: Policy,
    records: Mapping[str, Sequence[Mapping[str, Any]]],
    given: Mapping[str, str] | None = None,
    **person: Any,
) -> dict[tuple[str, str], Answer]:
    """(conclusion, record) → what the engine says; the interpreter has to say the same."""
    case = made.read_case({"判定日": "2025-12-31", "地域": "某市", "人": person, **records})
    known = made.read_given(given, case)
    assert disagreements(made.engine, case, known) == []
    found = made.decide(case, parameters=known).answers
    return {(a.conclusion, a.record_name): a for a in found}


def amounts(told: Mapping[tuple[str, str], Answer], name: str, records: Iterable[str]) -> list[Any]:
    """The certain amounts of one conclusion in 分; the status where there is none."""
    found = (told[name, record] for record in records)
    return [a.status if a.value is None else a.value for a in found]


def why(
    made: Policy, records: Mapping[str, Sequence[Mapping[str, Any]]], name: str, **person: Any
) -> str:
    """The explanation of all answers of one conclusion, as text."""
    case = {"判定日": "2025-12-31", "地域": "某市", "人": person, **records}
    return made.why(case, name).text()
