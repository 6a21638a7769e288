"""The 待定项 of a case: what is open, and which values of it can make a difference.

An item's choices are representatives. Between two neighbouring ones no leaf changes its truth;
where a formula reads the item too, both ends of each stretch are tried, so that a value that
varies is seen to vary. A completion puts one choice of every item into the case: after that
everything is known and nothing is left to guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import permutations
from typing import Literal

from yiju.asp.from_ir import Program
from yiju.asp.orders import orders
from yiju.case.model import Case, Fact, Given, Many
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.values.evaluate import Env
from yiju.values.holidays import rest_of
from yiju.values.infer import with_records
from yiju.values.operations import Value, literal
from yiju.values.tied import fill

ItemKind = Literal[
    "fact",
    "member",
    "reading",
    "choice",
    "gap",
    "effective",
    "expiry",
    "parameter",
    "order",
    "turn",
    "free",
    "list",
]
ASKED: tuple[ItemKind, ...] = ("reading", "choice")  # answers to a question of the policy
Key = tuple[object, ...]
OTHER = "其他"  # of an open enumeration (等): some value that is not listed


@dataclass(frozen=True)
class Item:
    """One open thing. `key` locates it by kind; `choices` are the values to try.

    `unbounded`: the ends of its choices are samples, not bounds.
    `partial`: some of its values are not among the choices, so no answer on it is exhaustive.
    """

    kind: ItemKind
    name: str
    key: Key
    choices: tuple[object, ...]
    ordered: bool = False
    unbounded: bool = False
    partial: bool = False
    offers: tuple[int, ...] = ()  # 任选: the clause that each choice picks
    parts: tuple[str, ...] = ()  # names of the 待定项 it stands for, where they are several

    @property
    def names(self) -> tuple[str, ...]:
        """The 待定项 that have to be known for this one to be known."""
        return self.parts or (self.name,)

    @property
    def number(self) -> int:
        """The id of a question, gap or notice."""
        assert isinstance(self.key[0], int)
        return self.key[0]


@dataclass
class Opened:
    """A case with its open items: what is known, and which items open which leaves."""

    env: Env
    items: list[Item] = field(default_factory=list)
    touches: dict[tuple[int, int], list[int]] = field(default_factory=dict)  # leaf → items
    settled: dict[tuple[int, int], bool] = field(default_factory=dict)  # leaf → truth in any case
    numbers: dict[tuple[str, Key], int] = field(default_factory=dict)  # what is open → its item
    lines: dict[tuple[int, int], list[str]] = field(default_factory=dict)  # leaf → as a program

    def rows(self, cls: str) -> Sequence[int]:
        """The numbers of the records of a class; 0 for the person."""
        return [0] if cls == PERSON else range(1, len(self.env.facts[cls]) + 1)


def environment(program: Program, case: Case, given: Given) -> Env:
    """The known facts, parameters and dates of a case; what is given fills what is open."""
    facts: dict[str, list[dict[str, Fact]]] = {
        cls: [dict(record.facts) for record in case.records.get(cls, ())] for cls in program.classes
    }
    if not facts[PERSON]:
        facts[PERSON] = [{}]
    for (cls, index, name), value in given.facts.items():
        facts[cls][index][name] = value
    for (cls, name), attribute in program.compiler.attributes.items():
        if attribute.presumed_false:
            for row in facts[cls]:
                row.setdefault(name, False)
    fill(program.compiler.attributes, facts)
    parameters = {p.name: parameter(p, case, given) for p in program.policy.parameters}
    effective = {
        n.id: _day(n.effective) if n.effective else given.effective.get(n.id)
        for n in program.policy.notices
    }
    expiry = {
        n.id: _day(n.expires) if n.expires else given.expiry.get(n.id)
        for n in program.policy.notices
        if n.expires or n.expires_open
    }
    years = (*program.policy.holidays, *given.holidays.values())
    rest = {year.year: rest_of(year) for year in years}
    names = {cls: [r.name for r in case.records.get(cls, ())] for cls in program.classes}
    env = Env(
        case.judged, case.region, facts, parameters, effective, expiry, holidays=rest, names=names
    )
    env.readings = given.readings
    return with_records(env, case, program.policy, program.inference)


_day = lru_cache(date.fromisoformat)


def parameter(decl: ir.ParameterDecl, case: Case, given: Given) -> Value:
    """The value of a parameter: given, at its floor, or stated by the text for that time."""
    if decl.name in given.parameters:
        return given.parameters[decl.name]
    if decl.local and given.floors and decl.floor is not None:
        return literal(decl.floor)
    known = [v for v in decl.values if not v.since or v.since <= case.judged.isoformat()]
    return literal(max(known, key=lambda v: v.since).value) if known else None


def overlay(env: Env, assignment: Iterable[tuple[Item, object]]) -> Env:
    """A copy of the environment with the chosen values put in."""
    facts = {cls: [dict(f) for f in rows] for cls, rows in env.facts.items()}
    parameters, effective, expiry = dict(env.parameters), dict(env.effective), dict(env.expiry)
    assumed, readings = env.assumed, env.readings
    for item, choice in assignment:
        match item.kind:
            case "fact":
                cls, index, name = item.key
                facts[cls][index][name] = choice  # type: ignore[index,call-overload]
            case "member":
                cls, index, name, value = item.key
                row = facts[cls][index]  # type: ignore[index,call-overload]
                row[name] = with_member(row.get(name), str(value), bool(choice))
            case "parameter":
                parameters[item.key[0]] = choice  # type: ignore[index]
            case "list":
                assumed = {**assumed, (item.key[0], int(str(item.key[1]))): choice}
            case "reading":
                readings = {**readings, item.number: str(choice)}
            case "effective":
                effective[item.number] = choice  # type: ignore[assignment]
            case "expiry":
                expiry[item.number] = choice  # type: ignore[assignment]
            case _:
                pass
    made = replace(
        env,
        facts=facts,
        parameters=parameters,
        effective=effective,
        expiry=expiry,
        assumed=assumed,
        readings=readings,
        derived={},
        struck={},
        outside=[],
    )
    if made.inference is not None:
        made.inference.derive(made)
    return made


def moved(env: Env, item: Item) -> Callable[[object], Env]:
    """The environment with one item put at one value after another; each is good until the next."""
    if item.kind != "fact":
        return lambda value: overlay(env, [(item, value)])
    made = overlay(env, [(item, None)])
    cls, index, name = item.key
    row = made.facts[cls][index]  # type: ignore[index,call-overload]

    def at(value: object) -> Env:
        row[name] = value
        if made.inference is not None:
            made.inference.derive(made)
        return made

    return at


def with_member(many: Many | None, value: str, belongs: bool) -> Many:
    """The 多选 with one member said to belong, or not to; whatever was known of it before."""
    known = many or Many(frozenset(), complete=False)
    if belongs:
        return replace(known, yes=known.yes | {value}, no=known.no - {value})
    return replace(known, yes=known.yes - {value}, no=known.no | {value})


def bound(value: ir.Rational | ir.Money | None, default: int) -> Fraction:
    """An end of a bounded parameter."""
    return Fraction(default) if value is None else Fraction(literal(value))


def question_name(policy: ir.Policy, question: ir.Question) -> str:
    """The question's name, with the notice where several notices have one of that name."""
    same = [q for q in policy.questions if q.name == question.name]
    short = policy.notices[question.notice].short
    return f"{short} {question.name}" if len(same) > 1 else question.name


def settings(program: Program, given: Given) -> list[Item]:
    """The readings, choices and gaps that nothing has settled."""
    policy = program.policy
    items = []
    for question in policy.questions:
        if question.id not in given.readings:
            keys = tuple(option.key for option in question.options)
            name = question_name(policy, question)
            if question.is_choice:
                offers = question.clauses
                items.append(Item("choice", f"选择 {name}", (question.id,), keys, offers=offers))
            else:
                items.append(Item("reading", f"读法 {name}", (question.id,), keys))
    for gap in policy.gaps:
        if gap.missing and gap.id not in given.gaps:
            name = f"缺文 {policy.notices[gap.notice].short}{gap.locator}"
            items.append(Item("gap", name, (gap.id,), (False, True)))
    return items


def turns(program: Program, env: Env) -> list[Item]:
    """同笔先后: which of the conclusions that share a cap is reckoned first where one record has both."""
    pools = {pool.names: pool for pool in program.pools.values() if pool.shared}
    heads = program.compiler.conclusions
    return [
        Item("turn", f"同笔先后 {' 与 '.join(names)}", names, tuple(permutations(names)))
        for names in sorted(pools)
        if env.facts[heads[names[0]].cls]
    ]


def ties(env: Env, cls: str, attributes: Sequence[str]) -> list[Item]:
    """同日先后: for each day shared by several records, the orders they may have come in.

    One item for a day, whichever dates of the records fall on it: which of them counts is a reading.
    """
    shared: dict[date, set[int]] = {}
    for attribute in attributes:
        by_day: dict[date, list[int]] = {}
        unknown = []  # may turn out to be on any of these days
        for record, facts in enumerate(env.facts[cls], 1):
            day = facts.get(attribute)
            if isinstance(day, date):
                by_day.setdefault(day, []).append(record)
            elif day is None:
                unknown.append(record)
        for day, records in by_day.items():
            if len(records) + len(unknown) > 1:
                shared.setdefault(day, set()).update(records, unknown)
    found = []
    for day, together in sorted(shared.items()):
        choices, complete = orders(sorted(together))
        name = f"同日先后 {day.isoformat()}"
        found.append(Item("order", name, (day, cls), choices, partial=not complete))
    return found
