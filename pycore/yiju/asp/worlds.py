"""Certain or 未定: every completion of what is open, decided one by one and put together.

clingo enumerates the completions of the relevant items; the resident program decides each. An
answer that is the same in all of them is certain; otherwise it is 未定, with the items that make
two completions differ (docs/semantics.md §6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import product
from math import prod
from random import Random

from yiju.asp.finder import HUGE
from yiju.asp.items import Item, Opened, environment, overlay, ties
from yiju.asp.relevance import Relevance, choices
from yiju.asp.resident import Resident
from yiju.asp.solver import enumerate_models
from yiju.asp.world import Completion, Open, World, selected
from yiju.case.answer import Answer, Outcome, Possible, Status
from yiju.case.model import Case, Duration, Given
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.values.evaluate import Value

LIMIT = 4096
READINGS = 64
SAMPLE = 1024  # completions tried where there are more than the limit
STATUSES: tuple[Status, ...] = ("成立", "不成立", "无规定", "冲突")
Picks = tuple[int, ...]  # one choice per relevant item
Label = tuple[tuple[str, str], ...]  # (question, option)…


@dataclass(frozen=True)
class Seen:
    """One completion and what it says."""

    picks: Picks
    outcome: Outcome

    @property
    def key(self) -> tuple[Status, object]:
        """What has to be equal for two completions to agree."""
        return (self.outcome.status, self.outcome.value)


class Deciding:
    """One case under one set of given values."""

    def __init__(self, resident: Resident, case: Case, given: Given, limit: int = LIMIT) -> None:
        self.resident = resident
        self.program = resident.program
        self.policy = self.program.policy
        self.case = case
        self.given = given
        self.limit = limit
        self.reader = resident.reader
        self._only = self._without_items()
        self.opened = Opened(self._only.env) if self._only else resident.finder.find(case, given)
        self._relevance: Relevance | None = None
        self._worlds: dict[tuple[tuple[int, int], ...], World] = {}

    def _without_items(self) -> World | None:
        """The one world of a case that leaves nothing open; None where something is."""
        policy, given = self.policy, self.given
        settled = all(q.id in given.readings for q in policy.questions)
        if not settled or any(g.missing and g.id not in given.gaps for g in policy.gaps):
            return None
        env = environment(self.program, self.case, given)
        for cls, attributes in self.resident.finder.order_keys.items():
            if len(env.facts[cls]) > 1 and ties(env, cls, attributes):
                return None
        try:
            return self.resident.decide(env, self._completion([]))
        except Open:
            return None

    # ── answers ─────────────────────────────────────────────────────────────

    def answers(self, about: Iterable[str] | None = None) -> list[Answer]:
        """One answer for each conclusion asked about and each record of its class."""
        names = set(about) if about is not None else None
        result = []
        for head in self.policy.conclusions:
            if head.members or (head.defined and names is None):
                continue
            if names is None or head.name in names:
                count = len(self.opened.env.facts[head.cls])
                for record in [0] if head.cls == PERSON else range(1, count + 1):
                    result.append(self.answer(head, record))
        return result

    def answer(self, head: ir.Conclusion, record: int) -> Answer:
        """The answer about one conclusion of one record."""
        relevant = self.relevant(head.name, record)
        seen, exhaustive = self._seen(head.name, record, relevant)
        base = Answer(
            head.name,
            head.cls,
            record,
            "" if head.cls == PERSON else self.opened.env.names[head.cls][record - 1],
            "未定",
        )
        return self._judged(base, seen, relevant, exhaustive)

    def relevant(self, name: str, record: int) -> list[int]:
        """The items that the answer can depend on."""
        if not self.opened.items:
            return []
        if self._relevance is None:
            gaps = frozenset(g for g, applies in self.given.gaps.items() if applies)
            readings = dict(self.given.readings)
            self._relevance = Relevance(self.program, self.opened, readings, gaps)
        return self._relevance.items(name, record)

    def _seen(self, name: str, record: int, relevant: list[int]) -> tuple[list[Seen], bool]:
        count = prod(len(self.opened.items[j].choices) for j in relevant)
        seen = []
        for picks in self._completions(relevant, count):
            world = self.world_at(dict(zip(relevant, picks, strict=True)))
            seen.append(Seen(picks, self.reader.outcome(world, name, record)))
        return seen, count <= self.limit

    def _completions(self, relevant: list[int], count: int) -> Iterator[Picks]:
        """All of them, by the solver; or a sample and its neighbours beyond the limit."""
        if not relevant:
            yield ()
        elif count <= self.limit:
            shown = [*choices(self.opened.items, relevant), "#show v/2."]
            place = {j: k for k, j in enumerate(relevant)}
            for atoms in enumerate_models("\n".join(shown), 0):
                picks = [0] * len(relevant)
                for _, (j, choice) in atoms:
                    picks[place[j]] = choice
                yield tuple(picks)
        else:
            yield from self._sample(relevant)

    def _sample(self, relevant: list[int]) -> Iterator[Picks]:
        """Drawn completions, each with every one that differs from it in one item only.

        Drawn from a fixed seed, so that an answer never changes from run to run.
        """
        sizes = [len(self.opened.items[j].choices) for j in relevant]
        draw = Random(len(sizes))
        done: set[Picks] = set()
        while len(done) < min(SAMPLE, self.limit):
            anchor = tuple(draw.randrange(n) for n in sizes)
            near = [
                (*anchor[:k], choice, *anchor[k + 1 :])
                for k, n in enumerate(sizes)
                for choice in range(n)
            ]
            for picks in near:
                if picks not in done:
                    done.add(picks)
                    yield picks

    def world_at(self, picks: dict[int, int]) -> World:
        """The world of one completion; items not picked take their first choice."""
        if self._only is not None:
            return self._only
        key = tuple(sorted((j, k) for j, k in picks.items() if k))
        if key not in self._worlds:
            chosen = [
                (item, item.choices[picks.get(j, 0)]) for j, item in enumerate(self.opened.items)
            ]
            env = overlay(self.opened.env, chosen)
            self._worlds[key] = self.resident.decide(env, self._completion(chosen))
        return self._worlds[key]

    def _completion(self, chosen: Sequence[tuple[Item, object]]) -> Completion:
        readings = dict(self.given.readings)
        gaps = {g for g, applies in self.given.gaps.items() if applies}
        order: dict[int, int] = {}
        openings: dict[tuple[int, int], bool] = {}
        for item, choice in chosen:
            if item.kind == "reading":
                readings[item.number] = str(choice)
            elif item.kind == "gap" and choice:
                gaps.add(item.number)
            elif item.kind == "order":
                order |= {record: place for place, record in enumerate(choice)}  # type: ignore[arg-type]
            elif item.kind == "free":
                openings[item.key] = bool(choice)  # type: ignore[index]
        return Completion(openings, readings, frozenset(gaps), order)

    def totals(self, name: str) -> dict[int, tuple[int, int]]:
        """全年合计 of a conclusion under an annual cap: year → its ends over all completions."""
        records = range(1, len(self.opened.env.facts[self._cls(name)]) + 1)
        relevant = sorted({j for r in records for j in self.relevant(name, r)})
        count = prod(len(self.opened.items[j].choices) for j in relevant)
        ends: dict[int, tuple[int, int]] = {}
        for picks in self._completions(relevant, count):
            world = self.world_at(dict(zip(relevant, picks, strict=True)))
            for year, total in self._year_totals(name, world).items():
                low, high = ends.get(year, (total, total))
                ends[year] = (min(low, total), max(high, total))
        return ends

    def _cls(self, name: str) -> str:
        return self.program.compiler.conclusions[name].cls

    def _year_totals(self, name: str, world: World) -> dict[int, int]:
        capped = next(e for e in self.reader.supports[name] if e.cap)
        assert capped.cap is not None
        key = next(k.attribute for k in capped.cap.keys if selected(k.when, world.completion))
        totals: dict[int, int] = {}
        for r, facts in enumerate(world.env.facts[self._cls(name)], 1):
            value = world.env.derived.get((name, r))
            day = facts.get(key)
            if isinstance(day, date):
                got = value if isinstance(value, int) else 0
                totals[day.year] = totals.get(day.year, 0) + got
        return totals

    def world(self, name: str, record: int) -> World:
        """The world of the first completion of what an answer depends on."""
        relevant = self.relevant(name, record)
        return self.world_at(dict.fromkeys(relevant, 0))

    # ── putting together ────────────────────────────────────────────────────

    def _judged(
        self, base: Answer, seen: list[Seen], relevant: list[int], exhaustive: bool
    ) -> Answer:
        first = seen[0].outcome
        if len({s.key for s in seen}) == 1 and exhaustive:
            grounds = self.grounds(base.conclusion, first)
            return replace(
                base, status=first.status, value=first.value, outcome=first, grounds=grounds
            )
        essential = self._essential(seen, relevant)
        items = [self.opened.items[relevant[k]] for k in essential]
        names = {part for item in items for part in item.name.split("、")}
        vague = any(item.unbounded and item.kind != "reading" for item in items)
        return replace(
            base,
            status="未定",
            possible=_possible([s.outcome for s in seen], self._is_day(base), vague),
            depends=tuple(sorted(names)),
            by_reading=self._by_reading(base, seen, relevant, essential, exhaustive),
            exhaustive=exhaustive,
            outcome=first,
        )

    def _is_day(self, base: Answer) -> bool:
        return self.program.compiler.conclusions[base.conclusion].kind in ("date", "duration")

    def _essential(self, seen: list[Seen], relevant: list[int]) -> list[int]:
        """Places of items for which two completions differing only there differ in the answer."""
        found = []
        for k in range(len(relevant)):
            groups: dict[Picks, tuple[Status, object]] = {}
            for s in seen:
                rest = (*s.picks[:k], *s.picks[k + 1 :])
                if groups.setdefault(rest, s.key) != s.key:
                    found.append(k)
                    break
        return found

    def _by_reading(
        self,
        base: Answer,
        seen: list[Seen],
        relevant: list[int],
        essential: list[int],
        exhaustive: bool,
    ) -> tuple[tuple[Label, Answer], ...]:
        items = [self.opened.items[j] for j in relevant]
        questions = [k for k in essential if items[k].kind == "reading"]
        questions.sort(key=lambda k: items[k].key)  # type: ignore[arg-type,return-value]
        if not questions or prod(len(items[k].choices) for k in questions) > READINGS:
            return ()
        rest = [k for k in range(len(items)) if k not in questions]
        result = []
        for picks in product(*(range(len(items[k].choices)) for k in questions)):
            chosen = dict(zip(questions, picks, strict=True))
            part = [
                replace(s, picks=tuple(s.picks[k] for k in rest))
                for s in seen
                if all(s.picks[k] == c for k, c in chosen.items())
            ]
            if part:
                label = tuple(
                    (items[k].name.removeprefix("读法 "), str(items[k].choices[c]))
                    for k, c in chosen.items()
                )
                answer = self._judged(base, part, [relevant[k] for k in rest], exhaustive)
                result.append((label, answer))
        return tuple(result)

    def grounds(self, name: str, outcome: Outcome) -> tuple[str, ...]:
        """Citations of the winning clauses, and of the clause on 就高 where candidates met."""
        standing = [s for s in outcome.supports if s.state in ("won", "outranked")]
        clauses = sorted({self.program.clause_of[s.effect].id for s in standing if s.state == "won"})
        if len(standing) > 1:
            clauses += [m.clause for m in self.policy.max_rules if m.conclusion == name]
        by_id = {c.id: c for c in self.policy.clauses}
        return tuple(dict.fromkeys(self.policy.cite(by_id[c]) for c in clauses))


def _possible(outcomes: list[Outcome], is_day: bool, vague: bool) -> tuple[Possible, ...]:
    """The statuses that occur, each with the ends of its value where they are true bounds."""
    result = []
    for status in STATUSES:
        values = [o.value for o in outcomes if o.status == status]
        if not values:
            continue
        known = [v for v in values if v is not None]
        if len(known) < len(values) or (is_day and vague):
            result.append(Possible(status))
            continue
        low, high = min(known, key=_order), max(known, key=_order)
        grows = vague and isinstance(high, (int, Fraction)) and high >= HUGE // 100
        result.append(Possible(status, low, None if grows else high))
    return tuple(result)


def _order(value: Value) -> Value:
    return (value.unit, value.n) if isinstance(value, Duration) else value
