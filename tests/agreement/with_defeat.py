"""Random precedence: which grounds there are, who stands above whom, special and excepting rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any, Protocol

from agreement.conditions import Conditions
from agreement.vocabulary import HEADS, LEVEL
from interp.build import ground

from yiju.case.answer import Answer
from yiju.ir import model as ir

_A, _AB, _CITY, _PROVINCE, _NONE = ("甲局",), ("甲局", "乙局"), ("市府",), ("省府",), ()
# Of the earlier notice and of the later one.
ISSUERS = (
    *((_A, _A), (_A, _A), (_A, _AB), (_AB, _A), (_AB, _CITY), (_CITY, _AB)),
    *((_CITY, _A), (_CITY, _A), (_CITY, _A), (_PROVINCE, _A), (_PROVINCE, _A)),
    *((_A, _CITY), (_NONE, _A), (_CITY, _CITY)),
)
ORGANS = (("甲局", "市府"), ("乙局", "市府"), ("市府", "省府"))
Ask = Callable[[str], tuple[ir.Cond, ir.Cond]]  # a new question with two options


def grounds(rng: Random, ask: Ask) -> tuple[ir.Ground, ...]:
    """Most of the standing grounds, 同一机关 sometimes with two readings."""
    same: tuple[ir.Premise, ...] = (ir.Premise(rng.choice(("same_organ", "common_organ"))),)
    if rng.random() < 0.2:
        one, two = ask("同一机关怎么看")
        same = (ir.Premise("same_organ", one), ir.Premise("common_organ", two))
    found = (
        ground(0, "条文写明", "written"),
        ground(1, "本文件自定", "own", "later"),
        ground(2, "后法优于先法", *same, "later"),
        ground(3, "特别优于一般", *same, "special"),
        ground(4, "上位法优于下位法", "superior"),
    )
    return tuple(g for g in found if g.id < 2 or rng.random() < 0.9)


def organs(rng: Random) -> tuple[tuple[str, str], ...]:
    """Who stands below whom."""
    return tuple(pair for pair in ORGANS if rng.random() < 0.9)


def keeps(rng: Random, ask: Ask) -> ir.Cond | None:
    """When whom a notice excepts is not under earlier rules."""
    if rng.random() < 0.15:
        return None
    return ask("除外的人按不按旧规定")[1] if rng.random() < 0.3 else ir.ALWAYS


def special(rng: Random, clauses: Iterable[ir.Clause]) -> dict[int, tuple[int, ...]]:
    """特别于: some clauses to some others of their class."""
    found = {}
    made = list(clauses)
    for clause in made:
        others = (c.id for c in made if c.id != clause.id and c.cls == clause.cls)
        found[clause.id] = tuple(other for other in others if rng.random() < 0.25)
    return found


class Maker(Protocol):
    """A policy in the making (`generate`)."""

    rng: Random
    asked: list[str]
    clauses: list[ir.Clause]
    conditions: Conditions

    def card(self, cls: str, level: int, effects: list[dict[str, Any]], **more: Any) -> None:
        """Another clause."""


def crowd(made: Maker) -> None:
    """Cards that meet: a later rule that excepts somebody, a chain in which the first agrees
    with the last, an upper rule and a stricter lower one."""
    rng, bare = made.rng, {"scope": ir.ALWAYS, "condition": ir.ALWAYS, "exceptions": ()}
    name = rng.choice([n for n in ("起始日", "等待", "特困") if n in made.asked] or ["特困"])
    made.asked += [name] if name not in made.asked else []
    cls, level = HEADS[name].cls, LEVEL[name]

    def gives(number: int) -> list[dict[str, Any]]:
        if HEADS[name].kind == "bool":
            return [{"conclusion": name, "mode": ("affirm", "deny")[number % 2]}]
        value = ir.Money(fen=number) if name == "津贴" else ir.Date(iso=f"2025-0{number}-01")
        return [{"conclusion": name, "mode": "value", "value": value}]

    match rng.choice(
        ("excepts", "excepts", "excepts", "chain", "chain", "chain", "upper", "upper")
    ):
        case "excepts":
            unless = ir.Exception_(cond=made.conditions.make(cls, (), 0))
            made.card(cls, level, gives(2), **{**bare, "exceptions": (unless,), "notice": 1})
            made.card(cls, level, gives(1), **bare, notice=0)
        case "chain":
            first = len(made.clauses)
            for place, number in enumerate((1, 2, rng.choice((1, 1, 3)))):
                over = (first + place - 1,) if place else ()
                made.card(cls, level, gives(number), **bare, over=over, notice=rng.randint(0, 1))
        case "upper":
            made.card(cls, level, gives(1), **bare, notice=0)
            made.card(cls, level, gives(2), **bare, notice=1)


OCCURS = (
    "理由 上位",
    "理由 后法",
    "理由 特别",
    "理由 自定",
    "理由交叉",
    "除外不按旧规定",
    "连环恢复",
)


def occurs(policy: ir.Policy, answers: Iterable[Answer]) -> Iterator[str]:
    """Which of these a run has met."""
    clause_of = {e.id: c for c in policy.clauses for e in c.effects}
    words = {2: "理由 后法", 3: "理由 特别", 4: "理由 上位", 1: "理由 自定"}
    for answer in answers:
        supports = answer.outcome.supports if answer.outcome else ()
        given = {s.effect for s in supports}
        lost = [s for s in supports if s.state == "overridden"]
        for support in lost:
            under = clause_of[support.effect]
            for over in (clause_of[e] for e in support.by):
                for number in _could(policy, over, under):
                    yield words[number]
                if clause_of[support.by[0]].exceptions and not set(support.by) & given:
                    notice = policy.notices[over.notice]
                    if notice.keeps_excepted is not None:
                        yield "除外不按旧规定"
        won = {s.effect for s in supports if s.state == "won"}
        for e in won:
            for support in lost:
                if clause_of[e].id in clause_of[support.effect].over:
                    yield "连环恢复"
        if answer.status == "冲突":
            sides = [clause_of[e] for e in won]
            if any(
                set(_could(policy, a, b)) and set(_could(policy, b, a))
                for a in sides
                for b in sides
                if a.id < b.id
            ):
                yield "理由交叉"


def _could(policy: ir.Policy, over: ir.Clause, under: ir.Clause) -> Iterator[int]:
    """Grounds that may speak for one clause, by what the policy says without dates."""
    one, other = policy.notices[over.notice], policy.notices[under.notice]
    have = {g.id for g in policy.grounds}
    if one.id != other.id and one.prevails:
        yield 1
    if 2 in have and one.id != other.id and set(one.issuers) & set(other.issuers):
        yield 2
    if 3 in have and under.id in over.special:
        yield 3
    if (4 in have and any((b, a) in policy.organs for a in one.issuers for b in other.issuers)) or (
        4 in have and ("省府" in one.issuers) and other.issuers == _A
    ):
        yield 4
