"""The answers about a case: every conclusion of every record, over all completions."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import get_args

from yiju.case.answer import Answer, Decisive, Outcome, Possible, Status
from yiju.case.model import Case, Fact, Given
from yiju.interp.choosing import attainable
from yiju.interp.combine import conclude, fact
from yiju.interp.completions import Fixed, Leaf, Tree, between, essential, explore, leaves
from yiju.interp.constraints import Constraints, Impossible
from yiju.interp.evaluate import Item, Open, Place, ordered
from yiju.interp.known import OTHER, Facts
from yiju.interp.segments import HUGE, ORDERED, Segments
from yiju.interp.settling import alone, settling
from yiju.interp.world import Result, World
from yiju.ir.model import Conclusion, Policy, Question

STATUSES: tuple[Status, ...] = get_args(Status)
NONE: tuple[tuple[tuple[str, ...], ...], bool] = ((), False)
SIDE_BY_SIDE = 64  # at most so many combinations of readings are shown one by one


def decide(
    policy: Policy,
    case: Case,
    given: Given = Given(),  # noqa: B008  (immutable)
    about: Collection[str] | None = None,
    limit: int = 4096,
) -> list[Answer]:
    """One answer per conclusion that is reported and record of its class.

    :raises Impossible: when the case breaks a constraint.
    """
    facts = Facts(policy, case, given)
    segments = Segments(facts)
    constraints = Constraints(facts)
    constraints.check_known(World(segments, {}, conclude, {}))
    return [
        _Asking(segments, constraints, conclusion, place, limit).answer({})
        for conclusion in policy.conclusions
        if not conclusion.members
        if (not conclusion.defined if about is None else conclusion.name in about)
        for place in facts.places(conclusion.cls)
    ]


@dataclass(frozen=True)
class _Asking:
    """One conclusion at one record."""

    segments: Segments
    constraints: Constraints
    conclusion: Conclusion
    place: Place
    limit: int

    def run(self, fixed: Fixed, known: Fixed) -> Result:
        """The conclusion in one completion."""
        world = World(self.segments, fixed, conclude, known)
        result = world.conclude(self.conclusion.name, self.place)
        self.constraints.check(world, fixed)
        return result

    def answer(self, readings: Fixed) -> Answer:
        """The answer over all completions that take these readings (none: all readings)."""
        facts = self.segments.facts
        tree, exhaustive = explore(self.run, readings, self.limit)
        results = [leaf.result for leaf in leaves(tree)]
        if not results:
            raise Impossible(self.conclusion.name)
        first = results[0]
        outcome = _outcome(first)
        certain = exhaustive and len({same(r) for r in results}) == 1 and _known(first)
        essentials = set() if certain else self._essential(tree, exhaustive)
        causes = {c for r in results if isinstance(r.value, Open) for c in r.value.causes}
        asked = not certain and exhaustive
        settable = any(item.key[0] in ("reading", "choice") for item in essentials)
        alone = essential(tree, same, apart=True) if asked and settable else set()
        by_reading = self._side_by_side(alone, "reading", readings)
        by_choice = self._side_by_side(alone, "choice", readings)
        choices = any(item.key[0] == "choice" for item in essentials)
        can = asked and choices and attainable([tree], lambda r: r.status == "成立")
        open_status: Status = "可选得" if can else "未定"
        sets, more = settling(tree, essentials, same) if exhaustive and not certain else NONE
        return Answer(
            conclusion=self.conclusion.name,
            cls=self.place[0],
            record=self.place[1],
            record_name=facts.case.title(facts.records(self.place[0])[self.place[1]]),
            status=first.status if certain else open_status,
            value=outcome.value if certain else None,
            possible=() if certain else tuple(_possible(results, self._vague(essentials))),
            depends=tuple(sorted({i.label for i in essentials | causes}.union(*sets))),
            by_reading=by_reading,
            by_choice=by_choice,
            exhaustive=exhaustive,
            settling=sets,
            more_settling=more,
            decisive=() if certain or not exhaustive else self._decisive(tree, essentials),
            outcome=outcome,
            grounds=self._cite(first),
        )

    def _essential(self, tree: Tree[Result], exhaustive: bool) -> set[Item]:
        found = essential(tree, same)
        if exhaustive:
            return found
        one, *rest = _one_of_each(leaves(tree))
        for other in rest:
            found |= between(self.run, one, other, same)
        return found

    def _decisive(self, tree: Tree[Result], essentials: Iterable[Item]) -> tuple[Decisive, ...]:
        """The values of single unknowns that settle the answer alone."""
        found = []
        for item in essentials:
            for value in self._values(item):
                result = alone(tree, (item.key, "value"), value, same)
                if result is None or value == OTHER or isinstance(result.value, Open):
                    continue
                member = str(item.key[4]) if item.key[0] == "fact" else ""
                given = fact(result.value)
                found.append(Decisive(item.label, value, result.status, given, member))
        return tuple(sorted(found, key=lambda d: (d.item, d.member, str(d.choice))))

    def _values(self, item: Item) -> tuple[bool | str, ...]:
        """The values of an unknown that has few."""
        if item.key[0] == "gap":
            return (True, False)
        if item.key[0] in ("reading", "choice"):
            question = self.segments.facts.questions[int(str(item.key[1]))]
            return tuple(option.key for option in question.options)
        if item.key[0] == "list":  # which records there are is no single value
            return ()
        return self.segments.facts.options(item)

    def _vague(self, essentials: Iterable[Item]) -> bool:
        """Whether a day varies with an unknown quantity: its ends would be samples, not bounds."""
        quantity = any(i.kind in ORDERED and i.key[0] in ("fact", "parameter") for i in essentials)
        return quantity and self.conclusion.kind in ("date", "duration")

    def _side_by_side(self, essentials: Iterable[Item], kind: str, taken: Fixed) -> Side:
        """The answer under every combination of the readings, or choices, it depends on."""
        numbers = {i.key[1] for i in essentials if i.key[0] == kind}
        questions = sorted(self.segments.facts.policy.questions, key=lambda q: q.id)
        asked = [q for q in questions if q.id in numbers]
        if not asked or prod(len(q.options) for q in asked) > SIDE_BY_SIDE:
            return ()
        entries = []
        for options in product(*(q.options for q in asked)):
            chosen = list(zip(asked, options, strict=True))
            fixed: Fixed = {**taken, **{((kind, q.id), "value"): o.key for q, o in chosen}}
            if not all(self._had(question, option.key, fixed) for question, option in chosen):
                continue
            named = tuple((self.segments.facts.question_name(q), o.key) for q, o in chosen)
            entries.append((named, self.answer(fixed)))
        return tuple(entries)

    def _had(self, question: Question, key: str, fixed: Fixed) -> bool:
        """Whether the clause that an option of 任选 picks wins in some completion."""
        if question.picks != self.conclusion.name:
            return True
        clause = {o.key: c for o, c in zip(question.options, question.clauses, strict=True)}[key]
        tree, _ = explore(self.run, fixed, self.limit)
        won = {s.effect for leaf in leaves(tree) for s in leaf.result.supports if s.state == "won"}
        effects = self.segments.facts.clauses[clause].effects
        return any(e.id in won for e in effects)

    def _cite(self, result: Result) -> tuple[str, ...]:
        facts = self.segments.facts
        clauses = sorted(set(result.grounds), key=lambda c: facts.order[c])
        return tuple(facts.policy.cite(facts.clauses[c]) for c in clauses)


Side = tuple[tuple[tuple[tuple[str, str], ...], Answer], ...]


def same(result: Result) -> Hashable:
    """What makes two answers the same: status and value."""
    if isinstance(result.value, Open):
        return (result.status, "open", result.value.term)
    return (result.status, "known", result.value)


def _known(result: Result) -> bool:
    return not isinstance(result.value, Open)


def _one_of_each(found: Iterable[Leaf[Result]]) -> list[Leaf[Result]]:
    """A completion for each different answer."""
    by_answer: dict[Hashable, Leaf[Result]] = {}
    for leaf in found:
        by_answer.setdefault(same(leaf.result), leaf)
    return list(by_answer.values())


def _outcome(result: Result) -> Outcome:
    return Outcome(status=result.status, value=fact(result.value), supports=result.supports)


def _possible(results: list[Result], vague: bool) -> Iterator[Possible]:
    """The statuses that occur, each with the ends of its value where all of them compare."""
    for status in STATUSES:
        mine = [r for r in results if r.status == status]
        values: list[Fact] = [v for r in mine if (v := fact(r.value)) is not None]
        ends = ordered(values) if len(values) == len(mine) and not vague else None
        if ends:
            grows = isinstance(ends[-1], Fraction) and ends[-1] >= HUGE // 100
            yield Possible(status, ends[0], None if grows else ends[-1])
        elif mine:
            yield Possible(status)
