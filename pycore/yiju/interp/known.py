"""What is known before any completion: case, given values, policy; and the names of the rest."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from datetime import date
from fractions import Fraction

from yiju.case.model import ABSENT, Case, Fact, Given, Many, Record
from yiju.interp.evaluate import Item, Known, Place, Value, literal
from yiju.interp.records import outermost, spots
from yiju.ir.model import (
    PERSON,
    Attr,
    Clause,
    Conclusion,
    Date,
    Derivation,
    Effect,
    Expr,
    Gap,
    Notice,
    Parameter,
    ParameterDecl,
    Policy,
    Question,
    Rational,
)

OTHER = "〔其他〕"  # a value of an open list (等) that is none of those written
EFFECTIVE = "施行日 "  # an unknown 施行日 is read as a parameter of this name
EXPIRY = "失效日 "  # and an unknown 失效日
GIVING = ("affirm", "value", "floor")  # 给予性
COUNTING = ("add", "reset", "keep")  # what clauses say of a counter
Stated = tuple[Clause, Effect]


class Facts:
    """Look-ups over policy, case and given values; nothing here depends on a completion."""

    def __init__(self, policy: Policy, case: Case, given: Given) -> None:
        self.policy, self.case, self.given = policy, case, given
        self.attributes = {(a.cls, a.name): a for a in policy.attributes}
        self.conclusions = {c.name: c for c in policy.conclusions}
        self.parameters = {p.name: p for p in policy.parameters}
        self.notices = {n.id: n for n in policy.notices}
        self.questions = {q.id: q for q in policy.questions}
        self.clauses = {c.id: c for c in policy.clauses}
        self.holidays = {y.year: y for y in (*policy.holidays, *given.holidays.values())}
        self.derivations = {(d.cls, d.name): d for d in policy.derivations}
        self.order = {c.id: n for n, c in enumerate(policy.clauses)}

    def records(self, cls: str) -> tuple[Record, ...]:
        """The records of a class."""
        return self.case.records.get(cls, ())

    def places(self, cls: str) -> list[Place]:
        """The places of a class."""
        return [(cls, i) for i in range(len(self.records(cls)))]

    def fact(self, place: Place, name: str) -> Fact | None:
        """A fact, None when unknown."""
        found = self._stated(place, name)
        return self._tied(place, name) if found is None else found

    def _stated(self, place: Place, name: str) -> Fact | None:
        found = self.records(place[0])[place[1]].facts.get(name)
        if found is None:
            found = self.given.facts.get((*place, name))
        attribute = self.attributes[place[0], name]
        if found is None and attribute.presumed_false:
            return Many(frozenset()) if attribute.kind == "many" else False
        return found

    def _tied(self, place: Place, name: str) -> Fact | None:
        """What 仅当 and 当且仅当 leave no choice about (semantics §1), from what is stated."""
        mine = self.attributes[place[0], name]
        if mine.only_if:
            own = (mine.cls, mine.only_if) in self.attributes
            if self._stated(place if own else (PERSON, 0), mine.only_if) is False:
                return ABSENT
        for other in self.policy.attributes:
            own = (other.cls, other.only_if) in self.attributes
            if other.only_if != name or place[0] != (other.cls if own else PERSON):
                continue
            if not other.always_if:
                continue
            for where in [place] if own else self.places(other.cls):
                if self._stated(where, other.name) is ABSENT:
                    return False
        return None

    def fact_item(self, place: Place, name: str, member: str = "") -> Item:
        """The 待定项 of an unknown fact, or of one member of a 多选."""
        whose = self.case.label(self.records(place[0])[place[1]])
        kind = "bool" if member else self.attributes[place[0], name].kind
        key: tuple[Hashable, ...] = ("fact", *place, name, member)
        return Item(key, kind, whose + name)

    def member(self, place: Place, name: str, value: str) -> bool | Item:
        """Whether the 多选 has the value."""
        both = (self.fact(place, name), self.given.facts.get((*place, name)))
        for fact in both:
            if fact is ABSENT:
                return False
            if isinstance(fact, Many) and (known := fact.has(value)) is not None:
                return known
        named = self.given.facts.get((*place, f"{name} {value}"))
        return named if isinstance(named, bool) else self.fact_item(place, name, value)

    def look(self, node: Attr | Parameter, place: Place) -> Value | Item | Derivation:
        """A value, None for 无, the 待定项 when unknown, or how it follows from records."""
        if isinstance(node, Parameter):
            return self._parameter(node.name)
        where = at(node.cls, place)
        fact = self.fact(where, node.name)
        if fact is ABSENT:
            return None
        if fact is None:
            return self.follow(node, place) or self.fact_item(where, node.name)
        return fact

    def follow(self, node: Attr, place: Place) -> Derivation | None:
        """How an unknown fact follows from records, where the case lists them (semantics §14)."""
        derivation = self.derivations.get((node.cls, node.name))
        where = at(node.cls, place)
        if derivation is None or self.fact(where, node.name) is not None:
            return None
        said = [x.cond if x.cond is not None else x.value for x in derivation.lines]
        counted = [n for node_ in said if node_ is not None for n in outermost(node_)]
        listed = all(spots(self.case, n, where) is not None for n in counted)
        return derivation if listed else None

    def _parameter(self, name: str) -> Known | Item:
        for prefix, what in ((EFFECTIVE, "effective"), (EXPIRY, "expiry")):
            if name.startswith(prefix):
                short = name[len(prefix) :]
                notice = next(n for n in self.policy.notices if n.short == short)
                return Item((what, notice.id), "date", name)
        declared = self.parameters[name]
        if name in self.given.parameters:
            return self.given.parameters[name]
        if declared.local and self.given.floors and declared.floor is not None:
            return literal(declared.floor)
        dated = [v for v in declared.values if v.since <= self.case.judged.isoformat()]
        if dated:
            value = literal(max(dated, key=lambda v: v.since).value)
            return value == "是" if declared.kind in ("bool", "finding") else value
        label = f"比例 {name}" if declared.local else f"参数 {name}"
        return Item(("parameter", name), declared.kind, label)

    def bounds(self, item: Item) -> tuple[Known, Known] | None:
        """The ends of a quantity that has any.

        A local ratio: as declared, its ceiling 100% unless written. Any other: 0% to 1000%.
        """
        widest = (Fraction(0), Fraction(10)) if item.kind == "ratio" else None
        if item.key[0] != "parameter":
            return widest
        declared: ParameterDecl = self.parameters[str(item.key[1])]
        ceiling = declared.ceiling
        if ceiling is None and declared.local:
            ceiling = Rational(num=1)
        if declared.floor is None or ceiling is None:
            return widest
        return literal(declared.floor), literal(ceiling)

    def options(self, item: Item) -> tuple[bool, ...] | tuple[str, ...]:
        """All the values of an item that has few; empty when it has too many to list."""
        if item.kind in ("bool", "finding"):
            return (True, False)
        if item.key[0] == "list":
            return ()
        if item.key[0] == "fact" and item.kind in ("one", "scale"):
            attribute = self.attributes[str(item.key[1]), str(item.key[3])]
            return (*attribute.domain, OTHER) if attribute.open else attribute.domain
        return ()

    def effective(self, notice: Notice) -> Expr:
        """The 施行日 of a notice, as an expression."""
        if notice.effective:
            return Date(iso=notice.effective)
        given = self.given.effective.get(notice.id)
        if given is not None:
            return Date(iso=given.isoformat())
        return Parameter(name=EFFECTIVE + notice.short)

    def expiry(self, notice: Notice) -> Expr | None:
        """The 失效日 of a notice, as an expression; None when it has none."""
        if notice.expires:
            return Date(iso=notice.expires)
        given = self.given.expiry.get(notice.id)
        if given is not None:
            return Date(iso=given.isoformat())
        return Parameter(name=EXPIRY + notice.short) if notice.expires_open else None

    def event(self, conclusion: Conclusion) -> Expr:
        """The day that decides force for a conclusion, as an expression."""
        if conclusion.event:
            own = (conclusion.cls, conclusion.event) in self.attributes
            return Attr(cls=conclusion.cls if own else PERSON, name=conclusion.event)
        return Date(iso=self.case.judged.isoformat())

    def inside(self, territory: str) -> bool:
        """Whether the case's region equals the territory or lies in it."""
        reached = {self.case.region}
        for _ in self.policy.regions:
            reached |= {outer for inner, outer in self.policy.regions if inner in reached}
        return not territory or territory in reached

    def effects(self, modes: Collection[str], kind: str = "rule") -> Iterator[Stated]:
        """The effects of these modes, each with its clause."""
        for clause in self.policy.clauses:
            if clause.kind == kind:
                yield from ((clause, e) for e in clause.effects if e.mode in modes)

    def struck_by(self, clause: Clause) -> Conclusion:
        """不得计入 has no conclusion: it takes the day that conclusions about its records take."""
        own = (c for c in self.policy.conclusions if c.cls == clause.cls and c.event)
        return next(own, Conclusion(name="", cls=clause.cls, kind="money"))

    def speaks(self, clause: Clause, cls: str) -> bool:
        """Whether a clause can be put to a record of the class."""
        return clause.cls in (PERSON, cls)

    def expand(self, name: str) -> set[str]:
        """The conclusion and every conclusion it contains."""
        below = self.conclusions[name].members if name in self.conclusions else ()
        return {name}.union(*(self.expand(m) for m in below))

    def gap_item(self, gap: Gap) -> Item:
        """The 待定项 of missing text."""
        label = f"缺文 {self.notices[gap.notice].short}{gap.locator}"
        return Item(("gap", gap.id), "bool", label)

    def holiday_item(self, year: int) -> Item:
        """The 待定项 of a year whose holidays are not known."""
        return Item(("holidays", year), "bool", f"节假日 {year}年")

    def reading_item(self, question: Question) -> Item:
        """The 待定项 of a question of reading, or of a choice."""
        kind, word = ("choice", "选择") if question.is_choice else ("reading", "读法")
        return Item((kind, question.id), "one", f"{word} {self.question_name(question)}")

    def question_name(self, question: Question) -> str:
        """Its name, with the notice where several questions have one of that name."""
        alike = [q for q in self.policy.questions if q.name == question.name]
        return f"{self.notices[question.notice].short} " * (len(alike) > 1) + question.name

    def known_on(self, cls: str, day: date) -> list[Place]:
        """The records that a date by which accumulation may be ordered puts on that day."""
        caps = [cap for _, e in self.effects(GIVING) for cap in e.caps]
        names = {key.attribute for cap in caps for key in (cap.orders or cap.keys)}
        names &= {name for of, name in self.attributes if of == cls}
        return [p for p in self.places(cls) if any(self.fact(p, n) == day for n in names)]

    def key_days(self, cls: str, attribute: str) -> list[date]:
        """The known values of a date attribute over the records of a class."""
        found = [self.fact(p, attribute) for p in self.places(cls)]
        return sorted({day for day in found if isinstance(day, date)})


def at(cls: str, place: Place) -> Place:
    """Where something of that class is read from a place: the person, or the record at hand."""
    if cls == PERSON:
        return (PERSON, 0)
    assert cls == place[0], f"{cls} is read from {place}"
    return place[:2]
