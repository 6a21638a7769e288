"""The leaves of the logic program: every atomic test, once, with what it reads.

A leaf becomes the atom `l(id, record)`. Its truth comes from the value layer when everything it
reads is known; otherwise it is opened (see `worlds`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from yiju.ir import model as ir
from yiju.ir.walk import bare, conclusions_in, leaf_operands, near
from yiju.values import force
from yiju.values.evaluate import Compiler, Env, TestOf


@dataclass(frozen=True)
class Force:
    """A notice is in force for a record, by the event day."""

    notice: int
    cls: str
    event: str


@dataclass(frozen=True)
class Later:
    """A notice took effect after another: the premise of 以本通知为准 and of 后法优先."""

    newer: int
    older: int


@dataclass(frozen=True)
class Unlisted:
    """The case does not say which records there are, and some make a condition over them so."""

    key: object  # the 存在 or 每个, without span and text
    cls: str
    owner: str


@dataclass(frozen=True)
class Begun:
    """A notice has taken effect by the day of judgement, whatever the event day."""

    notice: int


@dataclass(frozen=True)
class Ended:
    """The event day is not before the notice's 失效日."""

    notice: int
    cls: str
    event: str


@dataclass(frozen=True)
class Repealed:
    """Another notice repeals it, and the event day is not before the day it says."""

    notice: int
    by: int
    cls: str
    event: str


@dataclass(frozen=True)
class JudgedOn:
    """The day of judgement is not before (`ge`), not after (`le`) a day."""

    op: Literal["ge", "le"]
    day: str


OfNotice = Force | Begun | Ended | Repealed | Later | JudgedOn
LeafCond = Unlisted | ir.Flag | ir.Among | ir.Compare | ir.Within | ir.InWindow | OfNotice


@dataclass(frozen=True)
class Leaf:
    """One test. `cls` is the class of its record (人 = record 0)."""

    id: int
    cls: str
    cond: LeafCond
    test: TestOf
    reads: frozenset[tuple[str, str]]  # (class, attribute)
    parameters: frozenset[str]
    conclusions: frozenset[str]  # values derived in an earlier stratum


@dataclass
class Leaves:
    """All leaves of a policy, shared between clauses that test the same thing."""

    compiler: Compiler
    first: int = 0  # the number of the first leaf
    items: list[Leaf] = field(default_factory=list)
    _ids: dict[object, int] = field(default_factory=dict)
    _seen: dict[int, tuple[LeafCond, Leaf]] = field(default_factory=dict)  # by identity

    def __iter__(self) -> Iterator[Leaf]:
        return iter(self.items)

    def of(self, cond: LeafCond) -> Leaf:
        """The leaf of a condition; equal conditions share one."""
        seen = self._seen.get(id(cond))
        if seen is not None and seen[0] is cond:
            return seen[1]
        key = _key(cond)
        if key not in self._ids:
            self._ids[key] = len(self.items)
            self.items.append(self._make(cond))
        leaf = self.items[self._ids[key]]
        if isinstance(cond, ir.Node):  # a node of the policy, asked about again by explanations
            self._seen[id(cond)] = (cond, leaf)
        return leaf

    def _make(self, cond: LeafCond) -> Leaf:
        number = self.first + len(self.items)
        if isinstance(cond, OfNotice):
            cls, event = getattr(cond, "cls", ir.PERSON), getattr(cond, "event", "")
            whose = cls if (cls, event) in self.compiler.attributes else ir.PERSON
            reads = frozenset({(whose, event)} if event else ())
            test = of_notice(self.compiler, cond)
            return Leaf(number, cls, cond, test, reads, frozenset(), frozenset())
        if isinstance(cond, Unlisted):
            cls = cond.owner or ir.PERSON
            return Leaf(number, cls, cond, _unlisted(cond), frozenset(), frozenset(), frozenset())
        reads, parameters = leaf_operands(cond)
        names = conclusions_in(cond)
        classes = {getattr(n, "owner", getattr(n, "cls", "")) for n in near(cond)}
        own = (n.name for n in near(cond) if isinstance(n, ir.ConclusionValue))
        classes |= {self.compiler.conclusions[name].cls for name in own}
        cls = next(iter(sorted(classes - {ir.PERSON, ""})), ir.PERSON)
        return Leaf(number, cls, cond, self.compiler.test(cond), reads, parameters, names)


def of_notice(compiler: Compiler, cond: OfNotice) -> TestOf:
    """The test of a leaf about the days of notices."""
    match cond:
        case Force():
            return force.in_force(compiler, cond.notice, cond.cls, cond.event)
        case Begun():
            return force.in_effect(compiler, cond.notice)
        case Ended():
            return force.ended(compiler, cond.notice, cond.cls, cond.event)
        case Repealed():
            return force.repealed(compiler, cond.notice, cond.by, cond.cls, cond.event)
        case Later():
            return force.later(cond.newer, cond.older)
        case JudgedOn():
            return force.judged(cond.op, cond.day)


def days_of(cond: LeafCond) -> list[tuple[Literal["effective", "expiry"], int]]:
    """The days of notices that a leaf reads."""
    match cond:
        case Force(notice=n) | Begun(notice=n) | Repealed(by=n):
            return [("effective", n)]
        case Ended(notice=n):
            return [("expiry", n)]
        case Later(newer=a, older=b):
            return [("effective", a), ("effective", b)]
        case _:
            return []


def _unlisted(cond: Unlisted) -> TestOf:
    def unlisted(env: Env, r: int) -> bool | None:
        owner = r if cond.owner else 0
        if (cond.cls, owner) not in env.unlisted:
            return False
        found: bool | None = env.assumed.get((cond.key, owner))
        return found

    return unlisted


def _key(cond: LeafCond) -> object:
    """Equality without span and text."""
    if isinstance(cond, OfNotice | Unlisted):
        return cond
    return bare(cond)
