"""One completion of a case and what was decided in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yiju.asp.from_ir import Program
from yiju.asp.rooms import Layout
from yiju.asp.solver import Truth
from yiju.ir import model as ir
from yiju.values.evaluate import Env
from yiju.values.operations import Value


class Open(Exception):
    """A leaf is open: something is unknown that no item of the completion settles."""


@dataclass(frozen=True)
class Completion:
    """One way to fill what is not a fact or a value: readings, gaps, orders of one day.

    `openings` are truths of leaves with several unknown quantities, tried both ways.
    """

    openings: Mapping[tuple[int, int], bool] = field(default_factory=dict)  # (leaf, record)
    readings: Mapping[int, str] = field(default_factory=dict)
    gaps: frozenset[int] = frozenset()
    order: Mapping[int, int] = field(default_factory=dict)  # record → place among its day
    turns: Mapping[str, int] = field(default_factory=dict)  # conclusion → place on one record


UNASKED = Truth([])


@dataclass(frozen=True)
class Asked:
    """An atom asked for by name and numbers; `placed`: its record comes last."""

    name: str
    numbers: tuple[int, ...]
    placed: bool = False


@dataclass
class World:
    """What was decided in one completion."""

    env: Env
    completion: Completion
    layout: Layout
    leaves: dict[tuple[int, int], bool]  # (leaf, record)
    values: dict[tuple[int, int], object] = field(default_factory=dict)  # (effect, record) → value
    spent: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)  # by cap
    counts: dict[tuple[str, int], object] = field(default_factory=dict)  # (counter, record)
    bases: dict[tuple[int, int], Value] = field(default_factory=dict)  # before ratio and caps
    told: list[list[int]] = field(default_factory=list)  # lists of externals that are true
    truths: list[Truth] = field(default_factory=list)  # by room, the literals that hold
    _known: list[object] = field(default_factory=list)  # by room, what it was last told

    def __post_init__(self) -> None:
        self.told = [[] for _ in range(self.layout.lists)]
        self.truths = [UNASKED] * len(self.layout.rooms)
        self._known = [None] * len(self.layout.rooms)

    def holds(self, name: str, number: int, record: int) -> bool:
        """Whether `name(number, record)` holds: ef ca lv wi cv ks by effect, ps ng cl hv by head."""
        found = self.layout.results[name].get((number, record))
        return found is not None and found[1] in self.truths[found[0]]

    def ask(self, head: int, record: int, atoms: Sequence[Asked]) -> list[bool]:
        """Whether atoms hold that are not read off every world, in the room of a conclusion."""
        number, local = self.layout.places[head, record]
        room = self.layout.rooms[number]
        here = (local + 1,) if record else (0,)
        literals = [
            room.slots.grounded.literal(atom.name, *atom.numbers, *(here if atom.placed else ()))
            for atom in atoms
        ]
        truth = room.slots.ask(self._told(number), [lit for lit in literals if lit])
        return [lit is not None and lit in truth for lit in literals]

    def victors(self, program: Program, effect: int, record: int) -> tuple[int, ...]:
        """The effects that override this one: what stands and has an arrow to it that counts."""
        head = program.heads[program.effects[effect].conclusion]
        truth = self.truths[self.layout.places[head, record][0]]
        place = ("victors", effect, self.layout.places[head, record][1])
        if place not in truth.read:
            overs = program.arrows.get(effect, ())
            counts = self.ask(head, record, [Asked("st", (e, effect), True) for e in overs])
            truth.read[place] = tuple(
                e
                for e, holds in zip(overs, counts, strict=True)
                if holds and (self.holds("lv", e, record) or self.holds("ks", e, record))
            )
        return truth.read[place]  # type: ignore[no-any-return]

    def room(self, head: int, record: int) -> tuple[Truth, int] | None:
        """What holds in the room that decides a conclusion of a record, and its number in there.

        None for a conclusion that no clause is about.
        """
        place = self.layout.places.get((head, record))
        return (self.truths[place[0]], place[1]) if place else None

    def tell(self, cls: str, name: str, *numbers: int, record: int) -> bool:
        """Let the external `name(numbers…, record)` be true; whether any rule asks for it."""
        targets = self.layout.targets(cls, name, *numbers, record=record)
        for at, literal in targets:
            self.told[at].append(literal)
        return bool(targets)

    def _told(self, number: int) -> tuple[int, ...]:
        """The externals that are true in a room."""
        room, truths = self.layout.rooms[number], self.truths
        heard = [here for r, there, here in room.inputs if there in truths[r]]
        return (*self.told[room.shared], *self.told[room.own], *heard)

    def solve(self) -> None:
        """Ask the logic layer about every room that has been told something new."""
        told, truths, before = self.told, self.truths, self._known
        for number, (solve, shared, own, inputs, wanted, _) in enumerate(self.layout.rooms):
            of_person, of_records = told[shared], told[own]
            heard = (
                tuple([here for r, there, here in inputs if there in truths[r]]) if inputs else ()
            )
            known = (len(of_person) + len(of_records), heard)  # inputs come and go, the rest stays
            if known != before[number]:
                before[number] = known
                truths[number] = solve((*of_person, *of_records, *heard), wanted)


def selected(when: ir.Cond, completion: Completion) -> bool:
    """Whether the reading guard of a line is chosen; guards are made of readings only."""
    if isinstance(when, ir.Reading):
        return completion.readings.get(when.question) == when.option
    if isinstance(when, ir.AnyOf):
        return any(selected(item, completion) for item in when.items)
    return isinstance(when, ir.Const) and when.value
