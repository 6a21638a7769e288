"""Which records are decided together: each alone, unless a rule looks from one to another.

A rule that speaks of one record `R` and of the person (record 0) says the same of every record, so
the answer set of a case with n records is that of the person and n times that of the person with
one record (the splitting set theorem, Lifschitz and Turner 1994). One grounding then serves every
record, and equal records are solved once. Rules with another variable in the place of the record
join their classes in one room, grounded for a capacity of records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from yiju.asp.from_ir import Program
from yiju.asp.modules import modules
from yiju.asp.slots import BY_EFFECT, BY_HEAD, Slots
from yiju.asp.solver import Forest, Truth
from yiju.ir.model import PERSON

CAPACITIES = (0, 1, 4, 12, 40, 120, 400)
KEPT = 64  # layouts kept: cases of other numbers of records want others
GROUNDED = 400  # groundings kept


@dataclass(frozen=True)
class Home:
    """Where a record stands in a room: the list of its externals, the grounding, its number there."""

    told: int
    slots: Slots
    record: int


class Room(NamedTuple):
    """One module about some records, solved at once, and the lists of externals it depends on."""

    solve: Callable[[tuple[int, ...], Forest], Truth]
    shared: int  # what is told of the person, to all rooms of this module
    own: int  # what is told of the records
    inputs: tuple[tuple[int, int, int], ...]  # a room before it, a literal there, the one here
    wanted: Forest  # literals to read
    slots: Slots  # the grounding, for what is read for explanations only


Target = tuple[int, int]  # a list of externals, or a room; and a literal
Atom = tuple[str, tuple[int, ...], int]  # name, numbers, record


@dataclass
class Layout:
    """How the records of a case, so many of each class, are spread over rooms."""

    results: dict[str, dict[tuple[int, int], Target]]  # atom → room, literal
    _homes: dict[str, list[list[Home]]]  # class → for each record, where it stands
    rooms: list[Room] = field(default_factory=list)  # each after those that tell it something
    lists: int = 0  # how many lists of externals there are
    places: dict[Target, Target] = field(default_factory=dict)  # head, record → room, its number
    _targets: dict[tuple[str, Atom], tuple[Target, ...]] = field(default_factory=dict)

    def more(self) -> int:
        """The number of one more list of externals."""
        self.lists += 1
        return self.lists - 1

    def targets(self, cls: str, name: str, *numbers: int, record: int) -> tuple[Target, ...]:
        """The externals that stand for `name(numbers…, record)`, one in each room that reads it."""
        key = (cls, (name, numbers, record))
        found = self._targets.get(key)
        if found is None:
            homes = self._homes[cls][record - 1 if cls != PERSON else 0]
            literals = (
                (home.told, home.slots.grounded.literal(name, *numbers, home.record))
                for home in homes
            )
            found = self._targets[key] = tuple((told, lit) for told, lit in literals if lit)
        return found

    def everywhere(self, name: str, *numbers: int) -> tuple[Target, ...]:
        """The externals of an atom about no record."""
        key = ("", (name, numbers, 0))
        found = self._targets.get(key)
        if found is None:
            literals = (
                (home.told, home.slots.grounded.literal(name, *numbers))
                for home in self._homes[PERSON][0]
            )
            found = self._targets[key] = tuple((told, lit) for told, lit in literals if lit)
        return found


class Rooms:
    """Makes the layouts of one program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.modules = modules(program)
        self.joined = {k for k, module in enumerate(self.modules) if module.crosses}
        self._head_class = {
            number: program.compiler.conclusions[name].cls for name, number in program.heads.items()
        }
        self._slots: dict[tuple[int, tuple[int, ...]], Slots] = {}
        self._layouts: dict[tuple[int, ...], Layout] = {}

    def layout(self, counts: Mapping[str, int]) -> Layout:
        """The layout for these numbers of records."""
        key = tuple(counts.values())
        if key not in self._layouts:
            if len(self._layouts) >= KEPT:
                self._layouts.clear()
            if len(self._slots) >= GROUNDED:
                self._slots.clear()
            self._layouts[key] = self._layout(counts)
        return self._layouts[key]

    def forget(self) -> None:
        """Drop the answer sets kept."""
        for slots in self._slots.values():
            slots.forget()

    def kept(self) -> int:
        """How many literals the answer sets kept are made of."""
        return sum(slots.kept for slots in self._slots.values())

    def _layout(self, counts: Mapping[str, int]) -> Layout:
        layout = Layout(
            results={name: {} for name in (*BY_EFFECT, *BY_HEAD)},
            _homes={cls: [[] for _ in range(n)] for cls, n in counts.items()},
        )
        for k, module in enumerate(self.modules):
            cls = next(iter(module.classes))
            if k in self.joined:
                together = {cls: range(1, n + 1) for cls, n in counts.items()}
                self._rooms(layout, k, {c: _capacity(n) for c, n in counts.items()}, [together])
            elif cls == PERSON:
                self._rooms(layout, k, {}, [{}])
            else:
                alone = [{cls: range(r, r + 1)} for r in range(1, counts[cls] + 1)]
                self._rooms(layout, k, {cls: 1}, alone)
        return layout

    def _rooms(
        self,
        layout: Layout,
        number: int,
        capacity: Mapping[str, int],
        groups: list[dict[str, range]],
    ) -> None:
        """The rooms of one module: one for each group of records."""
        if not groups:
            return
        slots = self._grounded(number, capacity)
        shared = layout.more()
        layout._homes[PERSON][0].append(Home(shared, slots, 0))
        for records in groups:
            own, room = layout.more(), len(layout.rooms)
            for cls, here in records.items():
                if cls != PERSON:
                    for local, r in enumerate(here, 1):
                        layout._homes[cls][r - 1].append(Home(own, slots, local))
            first = {cls: here.start - 1 for cls, here in records.items() if cls != PERSON}
            counts = {cls: len(here) for cls, here in records.items()}
            for name, cls, key, r, literal in slots.results:
                if cls == PERSON or r <= counts[cls]:
                    layout.results[name][key, r + first.get(cls, 0)] = (room, literal)
            for head in slots.module.heads:
                cls = self._head_class[head]
                here = range(1) if cls == PERSON else records[cls]
                layout.places |= {(head, r): (room, local) for local, r in enumerate(here)}
            inputs = tuple(self._inputs(layout, slots, first, counts))
            layout.rooms.append(Room(slots.solve, shared, own, inputs, slots.wanted(counts), slots))

    def _inputs(
        self, layout: Layout, slots: Slots, first: Mapping[str, int], counts: Mapping[str, int]
    ) -> Iterator[tuple[int, int, int]]:
        """What a room is told by rooms before it: room and literal there, literal here."""
        for name, number in slots.module.imports:
            cls = self._head_class[number]
            for local in (0,) if cls == PERSON else range(1, counts.get(cls, 0) + 1):
                source = layout.results[name].get((number, local + first.get(cls, 0)))
                here = slots.grounded.literal(f"i{name}", number, local)
                if source and here:
                    yield (*source, here)

    def _grounded(self, number: int, capacity: Mapping[str, int]) -> Slots:
        """A module grounded for so many records."""
        sizes = {cls: capacity.get(cls, 0) for cls in self.program.classes}
        key = (number, tuple(sizes.values()))
        if key not in self._slots:
            self._slots[key] = Slots(self.program, self.modules[number], sizes)
        return self._slots[key]


def _capacity(n: int) -> int:
    return next((size for size in CAPACITIES if size >= n), n)
