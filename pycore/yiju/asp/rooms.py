"""Which records are decided together: each alone, unless a rule looks from one to another.

A rule that speaks of one record `R` and of the person (record 0) says the same of every record, so
the answer set of a case with n records is that of the person and n times that of the person with
one record (the splitting set theorem, Lifschitz and Turner 1994). One grounding then serves every
record, and equal records are solved once. Rules with another variable in the place of the record
join their classes in one room, grounded for a capacity of records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yiju.asp.from_ir import Program
from yiju.asp.slots import BY_EFFECT, BY_HEAD, Slots
from yiju.asp.solver import Forest
from yiju.ir.model import PERSON

CAPACITIES = (0, 1, 4, 12, 40, 120, 400)
KEPT = 64  # layouts kept: cases of other numbers of records want others
_ATOM = re.compile(r"\b([a-z]+)\(([^()]*)\)")
_ALONE = ("R", "0")  # what stands in the place of the record where a rule crosses none
_GLOBAL = ("sel", "gap")  # atoms about no record


def crosses(rule: str) -> bool:
    """Whether a rule may look from one record to another. A shape not known here may."""
    if "{" in rule or ":" in rule.replace(":-", "", 1) or "#" in rule.replace("#false", ""):
        return True
    places = (
        inner.rpartition(",")[2] for name, inner in _ATOM.findall(rule) if name not in _GLOBAL
    )
    return any(place not in _ALONE for place in places)


@dataclass(frozen=True)
class Home:
    """Where a record stands in a room: the list of its externals, the grounding, its number there."""

    told: int
    slots: Slots
    record: int


@dataclass(frozen=True)
class Room:
    """Records that one solve decides, and the lists of externals that it depends on."""

    slots: Slots
    shared: int  # what is told of the person, to all rooms of this grounding
    own: int  # what is told of the records
    wanted: Forest  # literals to read


Target = tuple[int, int]  # a list of externals, or a room; and a literal
Atom = tuple[str, tuple[int, ...], int]  # name, numbers, record


@dataclass
class Layout:
    """How the records of a case, so many of each class, are spread over rooms."""

    rooms: list[Room]
    lists: int  # how many lists of externals there are
    results: dict[str, dict[tuple[int, int], Target]]  # atom → room, literal
    places: dict[str, dict[int, tuple[int, int]]]  # class, record → room, its number there
    _homes: Mapping[str, list[list[Home]]]  # class → for each record, where it stands
    _targets: dict[tuple[str, Atom], tuple[Target, ...]] = field(default_factory=dict)

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
        literals = (
            (home.told, home.slots.grounded.literal(name, *numbers))
            for home in self._homes[PERSON][0]
        )
        return tuple((told, lit) for told, lit in literals if lit)


class Rooms:
    """Makes the layouts of one program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        about = program.parts.about
        self.joined = frozenset(
            cls for cls in program.classes if any(map(crosses, about([cls])))
        )  # classes that have a rule which looks from one record to another
        self._slots: dict[tuple[frozenset[str], tuple[int, ...]], Slots] = {}
        self._layouts: dict[tuple[int, ...], Layout] = {}

    def layout(self, counts: Mapping[str, int]) -> Layout:
        """The layout for these numbers of records."""
        key = tuple(counts.values())
        if key not in self._layouts:
            if len(self._layouts) >= KEPT:
                self._layouts.clear()
            self._layouts[key] = self._layout(counts)
        return self._layouts[key]

    def forget(self) -> None:
        """Drop the answer sets kept."""
        for slots in self._slots.values():
            slots.forget()

    def _layout(self, counts: Mapping[str, int]) -> Layout:
        alone = [cls for cls, n in counts.items() if n and cls not in self.joined]
        groups = [self._grounded([cls], {cls: 1}) for cls in alone]
        if self.joined:
            groups.append(self._grounded(self.joined, {c: _capacity(n) for c, n in counts.items()}))
        homes: dict[str, list[list[Home]]] = {
            cls: [[] for _ in range(1 if cls == PERSON else n)] for cls, n in counts.items()
        }
        results: dict[str, dict[tuple[int, int], Target]] = {n: {} for n in (*BY_EFFECT, *BY_HEAD)}
        layout = Layout([], len(groups), results, {cls: {} for cls in counts}, homes)
        for shared, slots in enumerate(groups):
            homes[PERSON][0].append(Home(shared, slots, 0))
            if slots.deciding == self.joined:
                self._room(
                    layout, shared, slots, {cls: range(1, n + 1) for cls, n in counts.items()}
                )
            elif slots.deciding == {PERSON}:
                self._room(layout, shared, slots, {})
            else:
                for cls in slots.deciding:
                    for r in range(1, counts[cls] + 1):
                        self._room(layout, shared, slots, {cls: range(r, r + 1)})
        return layout

    def _room(
        self, layout: Layout, shared: int, slots: Slots, records: Mapping[str, range]
    ) -> None:
        """One room more, with these records of the case."""
        number, own = len(layout.rooms), layout.lists
        layout.lists += 1
        for cls, here in records.items():
            if cls != PERSON:
                for local, r in enumerate(here, 1):
                    layout._homes[cls][r - 1].append(Home(own, slots, local))
        for cls in slots.deciding:
            members = range(1) if cls == PERSON else records[cls]
            layout.places[cls] |= {r: (number, k) for k, r in enumerate(members)}
        first = {cls: here.start - 1 for cls, here in records.items()}
        counts = {cls: len(here) for cls, here in records.items()}
        for name, cls, key, r, literal in slots.results:
            if cls == PERSON or r <= counts[cls]:
                record = 0 if cls == PERSON else r + first[cls]
                layout.results[name][key, record] = (number, literal)
        layout.rooms.append(Room(slots, shared, own, slots.wanted(counts)))

    def _grounded(self, deciding: Iterable[str], capacity: Mapping[str, int]) -> Slots:
        """The grounding that decides what these classes are told, for so many records."""
        sizes = {cls: capacity.get(cls, 0) for cls in self.program.classes}
        key = (frozenset(deciding), tuple(sizes.values()))
        if key not in self._slots:
            self._slots[key] = Slots(self.program, key[0], sizes)
        return self._slots[key]


def _capacity(n: int) -> int:
    return next((size for size in CAPACITIES if size >= n), n)
