"""One case decided: every completion of what is open through the resident program.

An answer that is the same in all completions is certain; otherwise it is 未定.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from yiju.asp.completions import LIMIT, Explored, Explorer, Picks, plainness
from yiju.asp.constraints import Bounds
from yiju.asp.items import ASKED, Item, Key, Opened, environment, overlay, ties, turns
from yiju.asp.judgement import Judge
from yiju.asp.outer import Bounding
from yiju.asp.resident import Resident
from yiju.asp.settling import Seen
from yiju.asp.world import Completion, Open, World, selected
from yiju.case.answer import Answer, Outcome
from yiju.case.combine import chosen
from yiju.case.model import Case, Given
from yiju.diagnostic import YijuError
from yiju.ir import model as ir
from yiju.ir.model import PERSON


class Deciding:
    """One case under one set of given values.

    :raises YijuError: when its facts break a constraint.
    """

    def __init__(self, resident: Resident, case: Case, given: Given, limit: int = LIMIT) -> None:
        self.resident = resident
        self.program = resident.program
        self.policy = self.program.policy
        self.case = case
        self.given = given = chosen(case, given)
        self.limit = limit
        self.reader = resident.reader
        self._only = self._without_items()
        self.opened = Opened(self._only.env) if self._only else resident.finder.find(case, given)
        bounds = Bounds(resident.finder.constraints, self.opened)
        if broken := bounds.broken():
            raise YijuError([bounds.told(pair) for pair in broken])
        self.explorer = Explorer(self.program, self.opened, given, limit, bounds)
        self._worlds: dict[tuple[tuple[int, int], ...], World] = {}
        self._plan = resident.plan(self.opened.env, self.opened.settled)

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
        if turns(self.program, env):
            return None
        try:
            return self.resident.decide(env, self._completion([]))
        except Open:
            return None

    @cached_property
    def bounding(self) -> Bounding:
        """The outer bounds of the case (外界)."""
        leaves = [(leaf, r) for leaf in self.program.leaves for r in self.opened.rows(leaf.cls)]
        days = self.resident.finder.representatives.near(self.opened.env, self.case, leaves)
        return Bounding(self.program, self.opened, self.explorer.supports, days)

    # ── answers ─────────────────────────────────────────────────────────────

    def answers(self, about: Iterable[str] | None = None) -> list[Answer]:
        """One answer for each conclusion asked about and each record of its class."""
        names = set(about) if about is not None else None
        if names is not None:  # one that groups others stands for all of them
            names |= {
                m for head in self.policy.conclusions if head.name in names for m in head.members
            }
        result = []
        for head in self.policy.conclusions:
            if head.members or (head.defined and names is None):
                continue
            if names is None or head.name in names:
                for record in self.opened.rows(head.cls):
                    result.append(self.answer(head, record))
        return result

    def answer(self, head: ir.Conclusion, record: int) -> Answer:
        """The answer about one conclusion of one record."""
        found_at = None if head.cls == PERSON else self.case.records[head.cls][record - 1]
        name = self.case.title(found_at) if found_at else ""
        if self._only is not None:
            return self._told(self._only, head, record, name)
        explored = self.explorer.explore(head.name, record)
        seen = [
            Seen(picks, self.reader.outcome(self.world_at(explored, picks), head.name, record))
            for picks in explored.picks
        ]
        judge = Judge(
            Answer(head.name, head.cls, record, name, "未定"),
            head.kind in ("date", "duration"),
            explored.exhaustive,
            len(self.opened.env.facts[head.cls]) > 1
            and any(e.caps for e in self.reader.supports[head.name]),
            self.resident.finder.kind_of,
            lambda outcome: self.grounds(head.name, outcome),
            lambda: self.bounding.outer(head.name, record),
            lambda effect: self.program.clause_of[effect].id,
        )
        return judge.judge(seen, [self.opened.items[j] for j in explored.items])

    def _told(self, world: World, head: ir.Conclusion, record: int, name: str) -> Answer:
        """The answer of the one world there is; a yes or no about the person is made once."""
        room = world.room(self.program.heads[head.name], record)
        kept: dict[object, Any] = {}
        if room and head.kind == "bool" and head.cls == PERSON:  # no value, no name of a record
            kept = room[0].read
        key = ("answer", head.name)
        if key not in kept:
            found = self.reader.outcome(world, head.name, record)
            told = (head.name, head.cls, record, name, found.status, found.value)
            kept[key] = Answer(*told, outcome=found, grounds=self.grounds(head.name, found))
        return kept[key]  # type: ignore[no-any-return]

    def excluding(self, name: str, record: int) -> tuple[str, ...]:
        """Citations of the clauses that exclude a conclusion, in the world it is explained by."""
        world = self.world(name, record)
        found = [e for e in self.reader.forbids[name] if world.holds("ef", e.id, record)]
        cites = (self.policy.cite(self.program.clause_of[e.id]) for e in found)
        return tuple(dict.fromkeys(cites))

    def open_names(self, answers: Iterable[Answer]) -> set[str]:
        """Names of the items that the answers can depend on."""
        explored = [self.explorer.explore(a.conclusion, a.record) for a in answers]
        items = {j for e in explored for j in e.items}
        return {part for j in items for part in self.opened.items[j].names}

    def grounds(self, name: str, outcome: Outcome) -> tuple[str, ...]:
        """Citations of the winning clauses, and of the clause on 就高 where candidates met."""
        standing = [s for s in outcome.supports if s.state in ("won", "outranked")]
        clauses = sorted(
            {self.program.clause_of[s.effect].id for s in standing if s.state == "won"}
        )
        if len(standing) > 1 and self.program.compiler.conclusions[name].combine == "max":
            clauses += [m.clause for m in self.policy.max_rules if m.conclusion == name]
        return tuple(dict.fromkeys(self.resident.citations[c] for c in clauses))

    # ── worlds ──────────────────────────────────────────────────────────────

    def world(self, name: str, record: int) -> World:
        """A world to explain an answer by: one in which it holds, if there is one."""
        explored = self.explorer.explore(name, record)
        plainest = sorted(explored.picks, key=plainness)
        for picks in plainest:
            world = self.world_at(explored, picks)
            if self.reader.outcome(world, name, record).status == "成立":
                return world
        return self.world_at(explored, plainest[0])

    def world_at(self, explored: Explored, picks: Picks) -> World:
        """The world of one completion; items that make no difference take their first choice."""
        if self._only is not None:
            return self._only
        taken = zip(explored.items, picks, strict=True)
        key = tuple((j, k) for j, k in taken if k)  # a first choice (0) needs no mention
        if key not in self._worlds:
            choice = dict(key)
            chosen = [
                (item, item.choices[choice.get(j, 0)]) for j, item in enumerate(self.opened.items)
            ]
            env = overlay(self.opened.env, chosen)
            self._worlds[key] = self.resident.decide(env, self._completion(chosen), self._plan)
        return self._worlds[key]

    def _completion(self, chosen: Sequence[tuple[Item, object]]) -> Completion:
        readings = dict(self.given.readings)
        gaps = {g for g, applies in self.given.gaps.items() if applies}
        orders: list[tuple[Item, Sequence[int]]] = []
        openings: dict[tuple[int, int], bool] = {}
        turns_: dict[str, int] = {}
        for item, choice in chosen:
            if item.kind in ASKED:
                readings[item.number] = str(choice)
            elif item.kind == "gap" and choice:
                gaps.add(item.number)
            elif item.kind == "order":
                orders.append((item, choice))  # type: ignore[arg-type]
            elif item.kind == "turn":
                turns_ |= {str(name): k for k, name in enumerate(choice)}  # type: ignore[arg-type, var-annotated]
            elif item.kind == "free":
                openings[item.key] = bool(choice)  # type: ignore[index]
        found = Completion(openings, readings, frozenset(gaps), turns=turns_)
        if not orders:
            return found
        filled = {item.key: choice for item, choice in chosen if item.kind == "fact"}
        return replace(found, order=self._places(orders, found, filled))

    def _places(
        self,
        orders: Sequence[tuple[Item, Sequence[int]]],
        completion: Completion,
        filled: Mapping[Key, object],
    ) -> dict[int, int]:
        """Where a record stands among those of its day, by the date that orders the accumulation."""
        places: dict[int, int] = {}
        for item, records in orders:
            day, cls = item.key
            rows = self.opened.env.facts[str(cls)]
            name = self._order_key(str(cls), completion)
            for place, record in enumerate(records):
                if day == name:  # days nobody knows: that of a day on which others are comes first
                    places.setdefault(record, place)
                elif filled.get((cls, record - 1, name), rows[record - 1].get(name)) == day:
                    places[record] = place
        return places

    def _order_key(self, cls: str, completion: Completion) -> str:
        capped = (e for e in self.resident.finder.capped if self.program.clause_of[e.id].cls == cls)
        caps = (cap for e in capped for cap in e.caps)
        keys = (k.attribute for cap in caps for k in cap.order if selected(k.when, completion))
        return next(keys, "")

    # ── totals ──────────────────────────────────────────────────────────────

    def totals(self, name: str) -> dict[int, tuple[int, int]]:
        """全年合计 of a conclusion under an annual cap: year → its ends over all completions."""
        ends: dict[int, tuple[int, int]] = {}
        # A cap ties the records together, so what bears on the first bears on all.
        explored = self.explorer.explore(name, 1)
        for picks in explored.picks:
            totals = self._year_totals(name, self.world_at(explored, picks))
            for year, total in totals.items():
                low, high = ends.get(year, (total, total))
                ends[year] = (min(low, total), max(high, total))
        return ends

    def totals_are_exact(self, name: str) -> bool:
        """Whether the ends of the totals come from all completions, not from a sample."""
        return self.explorer.explore(name, 1).exhaustive

    def _year_totals(self, name: str, world: World) -> dict[int, int]:
        years = self.program.pools[name].years
        key = next(k.attribute for k in years if selected(k.when, world.completion))
        totals: dict[int, int] = {}
        cls = self.program.compiler.conclusions[name].cls
        for r, facts in enumerate(world.env.facts[cls], 1):
            value = world.env.derived.get((name, r))
            day = facts.get(key)
            if isinstance(day, date):
                got = value if isinstance(value, int) else 0
                totals[day.year] = totals.get(day.year, 0) + got
        return totals
