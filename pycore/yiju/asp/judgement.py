"""Putting completions together: certain, 可选得, or 未定 with its causes (docs/semantics.md §6, §12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement, product
from math import prod
from typing import Literal

from yiju.asp.choosing import attainable
from yiju.asp.completions import Picks, plainness
from yiju.asp.ends import KindOf, possible
from yiju.asp.items import Item
from yiju.asp.settling import Seen, decisive, settling
from yiju.case.answer import Answer, Outcome, Outer, Status

SIDE_BY_SIDE = 64  # combinations of readings, or of choices, that are put side by side
Label = tuple[tuple[str, str], ...]  # (question, option)…


@dataclass(frozen=True)
class Judge:
    """Judges the completions of one answer."""

    base: Answer
    is_day: bool  # the value is a date or a duration
    exhaustive: bool
    shared: bool  # its records share a limit
    kind_of: KindOf
    cite: Callable[[Outcome], tuple[str, ...]]
    outer: Callable[[], Outer | None]
    clause_of: Callable[[int], int]  # of an effect

    def judge(self, seen: Sequence[Seen], items: Sequence[Item]) -> Answer:
        """The answer over all completions seen; `items` in the order of the picks."""
        first = min(seen, key=_telling).outcome
        if len({s.key for s in seen}) == 1 and self.exhaustive:
            return replace(
                self.base,
                status=first.status,
                value=first.value,
                outcome=first,
                grounds=self.cite(first),
            )
        essential = [k for k in range(len(items)) if _matters(seen, k)]
        sets, more = settling(seen, items, essential) if self.exhaustive else ((), False)
        names = {part for k in essential for part in items[k].names}.union(*sets)
        vague = any(items[k].unbounded for k in essential)
        no_ends = (self.is_day and vague) or self._crossing(items, essential)
        choices = [k for k in essential if items[k].kind == "choice"]
        open_to = bool(choices) and self.exhaustive and attainable(seen, items)
        return replace(
            self.base,
            status="可选得" if open_to else "未定",
            possible=possible(
                seen,
                items,
                [k for k, item in enumerate(items) if names.issuperset(item.names)],
                self.kind_of,
                no_ends=no_ends,
            ),
            depends=tuple(sorted(names)),
            by_reading=self._side_by_side(seen, items, essential, "reading"),
            by_choice=self._side_by_side(seen, items, essential, "choice"),
            outer=self.outer() if no_ends or not self.exhaustive else None,
            exhaustive=self.exhaustive,
            tried=0 if self.exhaustive else len(seen),
            shrink=() if self.exhaustive else _largest(items),
            outcome=first,
            settling=sets,
            more_settling=more,
            decisive=decisive(seen, items, essential) if self.exhaustive else (),
        )

    def _crossing(self, items: Sequence[Item], essential: list[int]) -> bool:
        """Several bounded quantities under one limit: an end may lie where none of them is sampled.

        Of one such quantity the points where the limit runs out are tried (§10).
        """
        bounded = [k for k in essential if items[k].ordered and items[k].kind == "parameter"]
        return self.shared and len(bounded) > 1

    def _had(self, part: Sequence[Seen], offers: Sequence[int], choice: int) -> bool:
        """任选: whether what is picked stands anywhere; else it is nothing to choose."""
        supports = [s for seen in part for s in seen.outcome.supports]
        mine = [s for s in supports if self.clause_of(s.effect) in offers]
        return not mine or any(
            s.state == "won" and self.clause_of(s.effect) == offers[choice] for s in mine
        )

    def _side_by_side(
        self,
        seen: Sequence[Seen],
        items: Sequence[Item],
        essential: list[int],
        kind: Literal["reading", "choice"],
    ) -> tuple[tuple[Label, Answer], ...]:
        """The answer under each combination of the readings, or of the choices, that matter."""
        questions = [k for k in essential if items[k].kind == kind]
        questions.sort(key=lambda k: items[k].number)
        few = prod(len(items[k].choices) for k in questions) <= SIDE_BY_SIDE
        if not questions or not self.exhaustive or not few:
            return ()
        rest = [k for k in range(len(items)) if k not in questions]
        result = []
        for picks in product(*(range(len(items[k].choices)) for k in questions)):
            chosen = list(zip(questions, picks, strict=True))
            part = [
                replace(s, picks=tuple(s.picks[k] for k in rest))
                for s in seen
                if all(s.picks[k] in (choice, None) for k, choice in chosen)
            ]
            if any(not self._had(part, items[k].offers, c) for k, c in chosen):
                continue
            label = tuple(
                (items[k].name.partition(" ")[2], str(items[k].choices[c])) for k, c in chosen
            )
            result.append((label, self.judge(part, [items[k] for k in rest])))
        return tuple(result)


def _telling(seen: Seen) -> tuple[bool, list[int]]:
    """First a completion that has a clause to show for it, the plainest of them."""
    won = any(support.state == "won" for support in seen.outcome.supports)
    return not won, plainness(seen.picks)


def _largest(items: Sequence[Item], most: int = 3) -> tuple[str, ...]:
    """The items with most values; to assume one of them leaves fewest completions."""
    sizes: dict[str, int] = {}
    for item in items:
        if item.kind not in ("order", "turn", "free", "list"):
            sizes[item.name] = sizes.get(item.name, 1) * len(item.choices)
    return tuple(sorted(sizes, key=lambda name: (-sizes[name], name))[:most])


def _matters(seen: Sequence[Seen], k: int) -> bool:
    """Whether two completions that differ only in item k give different answers."""
    by_places: dict[tuple[int, ...], list[Seen]] = {}  # places that are not left open
    for s in seen:
        if s.picks[k] is not None:
            places = tuple(p for p, pick in enumerate(s.picks) if pick is not None)
            by_places.setdefault(places, []).append(s)
    return any(
        _differ(by_places[one], by_places[other], [p for p in one if p in other and p != k], k)
        for one, other in combinations_with_replacement(by_places, 2)
    )


def _differ(some: list[Seen], others: list[Seen], common: list[int], k: int) -> bool:
    """Whether one of each differ in answer and in item k, and are the same in all common places."""
    told: dict[Picks, dict[tuple[Status, object], set[int | None]]] = {}
    for s in some:
        answers = told.setdefault(tuple(s.picks[p] for p in common), {})
        answers.setdefault(s.key, set()).add(s.picks[k])
    return any(
        key != s.key and picks != {s.picks[k]}
        for s in others
        for key, picks in told.get(tuple(s.picks[p] for p in common), {}).items()
    )
