"""What a repair may change: facts of the person and of the record asked about, then open items.

One lever for each attribute of a record, or each member of a 多选; its choices are the ends of the
stretches in which no leaf changes. What was assumed about facts stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from yiju.asp.items import Item, Key, with_member
from yiju.asp.leaves import Leaf
from yiju.asp.parts import Part
from yiju.asp.worlds import Deciding
from yiju.case.model import Case, Fact, Given, Many, Record
from yiju.ir import model as ir
from yiju.ir.model import PERSON

Level = Literal["fact", "setting", "text"]  # ever less in anyone's hands
_LEVELS: dict[str, Level] = {
    "parameter": "setting",
    "effective": "setting",
    "reading": "text",
    "gap": "text",
}
Picks = Mapping[int, Any]  # number of a lever → the value it is put at


@dataclass(frozen=True)
class Lever:
    """One thing that can be put at another of its choices.

    `now`: the number of the choice that the case has; None while it is open.
    """

    item: Item
    level: Level
    now: int | None = None

    @property
    def present(self) -> object:
        """The value that the case has; None while it is open."""
        return None if self.now is None else self.item.choices[self.now]


def levers(deciding: Deciding, name: str, record: int) -> list[Lever]:
    """The levers in reach of one conclusion of one record, facts first."""
    part = deciding.program.parts[name]
    found = list(_facts(deciding, part, record))
    for j in deciding.explorer.near(part):
        item = deciding.opened.items[j]
        if item.kind == "effective":  # a day after which nothing is in force yet
            last = deciding.case.judged + timedelta(days=1)
            item = replace(item, choices=tuple(dict.fromkeys((*item.choices, last))))
        if item.kind in _LEVELS:
            found.append(Lever(item, _LEVELS[item.kind]))
    return found


def _facts(deciding: Deciding, part: Part, record: int) -> Iterator[Lever]:
    env, finder = deciding.opened.env, deciding.resident.finder.representatives
    for key in _keys(deciding, part, record):
        cls, index, name = key[:3]
        if (cls, index, name) in deciding.given.facts or (cls, index, name) in env.inferred:
            continue
        known = env.facts[str(cls)][int(index)].get(str(name))  # type: ignore[call-overload]
        if len(key) == 4:
            item = Item("member", env.item(*key[:3]), key, (False, True))  # type: ignore[arg-type]
            has = known.has(str(key[3])) if isinstance(known, Many) else None
            yield Lever(item, "fact", None if has is None else int(has))
        else:
            yield _fact(finder.stretches(env, deciding.case, key), known)


def _fact(item: Item, known: Fact | None) -> Lever:
    """The lever of a fact; the value it has is among the choices, in its place."""
    choices = list(item.choices)
    if known is None:
        return Lever(item, "fact")
    if known not in choices:
        if item.ordered:
            higher = [k for k, choice in enumerate(choices) if above(choice, known)]
            choices.insert(higher[0] if higher else len(choices), known)
        else:
            choices.append(known)
    return Lever(replace(item, choices=tuple(choices)), "fact", choices.index(known))


def above(choice: object, known: object) -> bool:
    """Whether one value is higher than another; no where there is no order between them."""
    try:
        return bool(choice > known)  # type: ignore[operator]
    except TypeError:  # 无, or lengths of different kinds: no order between them
        return False


def _keys(deciding: Deciding, part: Part, record: int) -> list[Key]:
    """The facts that the part reads, of the person and of the record; members one by one."""
    attributes = deciding.program.compiler.attributes
    found: dict[Key, None] = {}
    for leaf in part.leaves:
        for cls, name in sorted(leaf.reads):
            for index in _rows(deciding, part, cls, record):
                if attributes[cls, name].kind != "many":
                    found[cls, index, name] = None
                elif isinstance(leaf.cond, ir.Among):
                    found |= dict.fromkeys((cls, index, name, v) for v in leaf.cond.values)
    for cls, name in sorted(part.facts):
        for index in _rows(deciding, part, cls, record):
            found[cls, index, name] = None
    return list(found)


def _rows(deciding: Deciding, part: Part, cls: str, record: int) -> Iterable[int]:
    """The record asked about; of another class those that it counts, its own or all there are."""
    if cls == PERSON:
        return range(1)
    env, program = deciding.opened.env, deciding.program
    asked = {program.compiler.conclusions[name].cls for name in part.names} - {PERSON}
    if not record or cls not in asked:
        owner = program.policy.owners.get(cls)
        if record and owner in asked and cls in program.owned:
            return [k for k, parent in enumerate(env.parents[cls]) if parent == record]
        return range(len(env.facts[cls]))
    return range(record - 1, min(record, len(env.facts[cls])))


def reading(leaf: Leaf, r: int, found: Mapping[tuple[str, Key], int]) -> list[int]:
    """The numbers of the levers that a leaf reads at a record."""
    keys: list[tuple[str, Key]] = []
    for cls, name in sorted(leaf.reads):
        index = 0 if cls == PERSON else r - 1
        keys.append(("fact", (cls, index, name)))
        if isinstance(leaf.cond, ir.Among):
            keys += [("member", (cls, index, name, value)) for value in leaf.cond.values]
    keys += [("parameter", (name,)) for name in sorted(leaf.parameters)]
    for notice in ("notice", "newer", "older", "by"):
        if hasattr(leaf.cond, notice):
            keys.append(("effective", (getattr(leaf.cond, notice),)))
    return [found[key] for key in keys if key in found]


def applied(case: Case, given: Given, found: list[Lever], picks: Picks) -> tuple[Case, Given]:
    """The case and what is given beside it, with some levers put at other values."""
    records = {cls: [dict(r.facts) for r in rows] for cls, rows in case.records.items()}
    records.setdefault(PERSON, []).extend([] if records.get(PERSON) else [{}])
    parameters, effective = dict(given.parameters), dict(given.effective)
    readings, gaps = dict(given.readings), dict(given.gaps)
    for number, value in picks.items():
        item = found[number].item
        match item.kind:
            case "fact":
                cls, index, name = item.key
                records[cls][index][name] = value  # type: ignore[index,call-overload]
            case "member":
                cls, index, name, word = item.key
                row = records[cls][index]  # type: ignore[index,call-overload]
                row[name] = with_member(row.get(name), str(word), bool(value))
            case "parameter":
                parameters[str(item.key[0])] = value
            case "effective":
                effective[item.number] = value
            case "reading":
                readings[item.number] = str(value)
            case "gap":
                gaps[item.number] = bool(value)
    was = {cls: case.records.get(cls) or (Record(cls, "", {}),) for cls in records}
    made = {
        cls: tuple(replace(was[cls][k], facts=facts) for k, facts in enumerate(rows))
        for cls, rows in records.items()
    }
    settled = replace(
        given, parameters=parameters, effective=effective, readings=readings, gaps=gaps
    )
    return replace(case, records=made), settled
