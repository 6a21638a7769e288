"""One completion for each answer that is possible: both ends of a value, each other status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from yiju.asp.completions import plainness
from yiju.asp.items import Item
from yiju.asp.world import World
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer, Outcome, Status
from yiju.case.model import Fact
from yiju.explain.findings import show
from yiju.explain.sides import Label
from yiju.ir import model as ir

End = Literal["", "最低", "最高"]


@dataclass(frozen=True)
class Witness:
    """A completion that gives a possible answer.

    `taken`: what the answer depends on, each at the value it has there. `ground`: the clauses that
    give the answer, exclude or override it, as `依据 …`, `由 … 排除`; empty where there is none.
    """

    status: Status
    value: Fact | None
    end: End
    taken: tuple[str, ...]
    ground: str


def witnesses(deciding: Deciding, answer: Answer) -> tuple[Witness, ...]:
    """Witnesses of an undetermined answer, in the order of its possibilities."""
    wanted: dict[tuple[Status, Fact | None], End] = {}
    for possible in answer.possible:
        several = possible.low != possible.high and possible.low is not None
        wanted[possible.status, possible.low] = "最低" if several else ""
        if several and possible.high is not None:
            wanted[possible.status, possible.high] = "最高"
    found: dict[tuple[Status, Fact | None], Witness] = {}
    explored = deciding.explorer.explore(answer.conclusion, answer.record)
    for picks in sorted(explored.picks, key=plainness):
        if len(found) == len(wanted):
            break
        world = deciding.world_at(explored, picks)
        outcome = deciding.reader.outcome(world, answer.conclusion, answer.record)
        key = (outcome.status, outcome.value)
        if key not in wanted:
            key = (outcome.status, None)  # of a value without ends, any
        if key in wanted and key not in found:
            items = zip((deciding.opened.items[j] for j in explored.items), picks, strict=True)
            taken = tuple(
                said(deciding, item, item.choices[k or 0])
                for item, k in items
                if set(item.name.split("、")) & set(answer.depends)
            )
            ground = _ground(deciding, world, answer, outcome)
            found[key] = Witness(outcome.status, outcome.value, wanted[key], taken, ground)
    return tuple(found[key] for key in wanted if key in found)


def settled_by_text(answer: Answer) -> bool:
    """Whether under each combination of readings, or of choices, the answer is certain."""
    sides = answer.by_reading or answer.by_choice
    both = answer.by_reading and answer.by_choice
    return bool(sides) and not both and not any(part.is_open for _, part in sides)


def text_grounds(deciding: Deciding, answer: Answer) -> dict[Label, str]:
    """Of an answer that readings or choices settle: under each combination, where it comes from."""
    explored = deciding.explorer.explore(answer.conclusion, answer.record)
    items = [deciding.opened.items[j] for j in explored.items]
    found = {}
    for label, _ in answer.by_reading or answer.by_choice:
        taken = dict(label)
        places = [(k, i) for k, i in enumerate(items) if i.name.partition(" ")[2] in taken]
        picks = next(
            picks
            for picks in explored.picks
            if all(_takes(i, picks[k], taken[i.name.partition(" ")[2]]) for k, i in places)
        )
        world = deciding.world_at(explored, picks)
        outcome = deciding.reader.outcome(world, answer.conclusion, answer.record)
        found[label] = _ground(deciding, world, answer, outcome)
    return found


def _takes(item: Item, pick: int | None, option: str) -> bool:
    """Whether a pick is this option of a question; one that is left open is any."""
    textual = item.kind in ("reading", "choice")
    return not textual or pick is None or str(item.choices[pick]) == option


def _ground(deciding: Deciding, world: World, answer: Answer, outcome: Outcome) -> str:
    """Whom the answer comes from: what won, or what keeps every support from standing."""
    name = answer.conclusion
    won = deciding.grounds(name, outcome)
    if won:
        return f"依据 {'、'.join(won)}"
    policy, clause_of = deciding.policy, deciding.program.clause_of
    for state, way in (("excluded", "排除"), ("overridden", "推翻")):
        lost = [s for s in outcome.supports if s.state == state]
        cites = [policy.cite(clause_of[e]) for s in lost for e in s.by]
        gaps = [policy.gaps[number] for s in lost for number in s.gaps]
        cites += [f"缺文 {policy.notices[gap.notice].short}{gap.locator}" for gap in gaps]
        if cites:
            return f"由 {'、'.join(dict.fromkeys(cites))} {way}"
    barring = [e for e in deciding.reader.forbids[name] if world.holds("ef", e.id, answer.record)]
    cites = [policy.cite(clause_of[e.id]) for e in barring]
    return f"由 {'、'.join(dict.fromkeys(cites))} 排除" if cites else ""


def said(deciding: Deciding, item: Item, choice: Any) -> str:
    """An open item at one of its values: `施行日 阜阳办法 2024-03-06`."""
    match item.kind:
        case "reading":
            return f"{item.name}＝{choice}"
        case "gap":
            return f"{item.name} {'适用' if choice else '不适用'}"
        case "member":
            return f"{item.name} {'含' if choice else '不含'} {item.key[3]}"
        case "free":
            return f"{item.name} 使条件{'成立' if choice else '不成立'}"
        case "order":
            names = deciding.opened.env.names[str(item.key[1])]
            together = "在同一天时先后 " * bool(item.parts)
            return f"{item.name} {together}{'、'.join(names[r - 1] for r in choice)}"
        case "list" if isinstance(choice, bool):  # what a condition finds in it, in a completion
            return f"{item.name} 使条件{'成立' if choice else '不成立'}"
        case "list":
            return f"{item.name} 使算得的是 {show(choice, item.key[2])}"  # type: ignore[arg-type]
        case "fact" | "parameter" | "effective":
            return f"{item.name} {show(choice, _kind(deciding, item))}"
        case _:  # an order of things, by their names
            return f"{item.name} {'、'.join(choice) if isinstance(choice, tuple) else choice}"


def _kind(deciding: Deciding, item: Item) -> ir.Kind:
    if item.kind == "effective":
        return "date"
    if item.kind == "parameter":
        return next(p.kind for p in deciding.policy.parameters if p.name == item.key[0])
    return deciding.program.compiler.attributes[str(item.key[0]), str(item.key[2])].kind
