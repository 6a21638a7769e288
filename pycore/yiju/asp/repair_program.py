"""The smallest change as a program: the policy once for each world, the levers in common.

    set(J,K)      lever J is put at its choice K
    v(J,K,w)      its value in world w: what it is put at, else what the case has, else what w took
    l(5,1,w) :- v(2,3,w), v(4,0,w).      leaves, by the values of the levers that they read
    :- not goal(w).                      the goal is met in every world

A world is one completion of what is open. Worlds are added as they turn out to miss the goal, so
that few are needed. What depends on values that formulas make is left free here (`gt`, tests of
derived values): the engine has the last word on every change that is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import product
from math import prod

from yiju.asp.from_conclusions import declarations, signs
from yiju.asp.from_ir import option_number
from yiju.asp.goal import Found, Goal
from yiju.asp.items import Key, overlay
from yiju.asp.leaves import Unlisted
from yiju.asp.levers import Lever, above, reading
from yiju.asp.repair_formulas import differ, rounded, void
from yiju.asp.repair_goal import Tested, givers, status_rules
from yiju.asp.solver import Optimiser
from yiju.asp.worlds import Deciding
from yiju.case.model import ABSENT
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import conclusions_in, effect_expressions, leaf_operands
from yiju.values.evaluate import Env
from yiju.values.operations import Value

LARGEST = 4  # facts changed at once
_JOINT = 6000  # combinations of values of the levers that one leaf reads
_ATOM = re.compile(r"\b([a-z]+)\(([^()]*)\)")
_EXTERNAL = re.compile(r"#external ([a-z]+)\((\d+)(.*)\)\.")
_COSTS = """
{set(J,K) : dom(J,K)} 1 :- lever(J,_).
:- set(J,K), now(J,K).
touched(J) :- set(J,_).
:- #count{J : touched(J), lever(J,fact)} > LARGEST.
:~ touched(J), lever(J,text). [1@5,J]
:~ touched(J), lever(J,setting). [1@4,J]
:~ touched(J), lever(J,fact). [1@3,J]
:~ touched(J), now(J,_). [1@2,J]
:~ set(J,K), now(J,L). [|K-L|@1,J]
#show set/2.
"""


class RepairProgram:
    """Finds the smallest change under which the goal can be met in the worlds added so far."""

    def __init__(self, deciding: Deciding, goal: Goal, levers: Sequence[Lever]) -> None:
        self.deciding = deciding
        self.program = deciding.program
        self.goal = goal
        self.levers = levers
        self.part = self.program.parts[goal.conclusion]
        self.numbers: dict[tuple[str, Key], int] = {
            (lever.item.kind, lever.item.key): j for j, lever in enumerate(levers)
        }
        self.worlds: dict[tuple[tuple[int, int], ...], int] = {}
        self.solver = Optimiser(
            "\n".join([*self._levers(), _COSTS.replace("LARGEST", str(LARGEST))])
        )
        self.solver.write("world", ["w"], "\n".join(self._world()))

    # ── asking ──────────────────────────────────────────────────────────────

    def best(self) -> dict[int, int] | None:
        """The choice of each lever that is put at another; None when there is no such change."""
        found = self.solver.best()
        return None if found is None else {j: k for _, (j, k) in sorted(found)}

    def add_world(self, found: Found) -> None:
        """One more completion in which the goal has to be met.

        A day that no lever has as a choice stands for those beside it.
        """
        was: list[list[tuple[int, int]]] = []
        for j, lever in enumerate(self.levers):
            if lever.now is None:
                choice = found.get((lever.item.kind, lever.item.key))
                was.append([(j, k) for k in _beside(lever, choice)])
        for side in (0, -1):
            taken = tuple(choices[side] for choices in was)
            if taken not in self.worlds:
                self.worlds[taken] = number = len(self.worlds)
                facts = "\n".join(f"was({j},{k},{number})." for j, k in taken)
                self.solver.add(facts, ("world", number))

    def block(self, picks: dict[int, int]) -> None:
        """Not this very change again."""
        body = [f"set({j},{k})" for j, k in picks.items()]
        body.append(f"#count{{J : touched(J)}} = {len(picks)}")
        self.solver.add(f":- {', '.join(body)}.")

    def pass_over(self, picks: dict[int, int]) -> None:
        """Nothing that changes these things, or these and more."""
        self.solver.add(f":- {', '.join(f'touched({j})' for j in picks)}." if picks else ":-.")

    # ── what all worlds have in common ──────────────────────────────────────

    def _levers(self) -> Iterator[str]:
        for j, lever in enumerate(self.levers):
            yield f"lever({j},{lever.level}). dom({j},0..{len(lever.item.choices) - 1})."
            if lever.now is not None:
                yield f"now({j},{lever.now})."

    # ── one world ───────────────────────────────────────────────────────────

    def _world(self) -> Iterator[str]:
        yield "v(J,K,w) :- set(J,K)."
        yield "v(J,K,w) :- was(J,K,w), not touched(J)."
        yield "v(J,K,w) :- now(J,K), not touched(J)."
        yield from (_ATOM.sub(r"\1(\2,w)", line) for line in self.part.rules)
        yield from self._inputs()
        yield from self._leaves()
        yield from self._compared()
        yield from status_rules(self.deciding, self.goal)
        yield from self._given()

    def _inputs(self) -> Iterator[str]:
        """Records, readings, gaps; whatever other inputs there are stays free."""
        given, policy = self.deciding.given, self.program.policy
        yield "at(0,0,w)."
        for cls, number in self.program.classes.items():
            if cls != PERSON and self._count(cls):
                yield f"at({number},1..{self._count(cls)},w)."
        parents = self.deciding.opened.env.parents
        for cls in sorted(self.program.owned):
            own = self.program.classes[cls]
            yield from (f"own({own},{s},{r},w)." for s, r in enumerate(parents[cls], 1))
        for q in sorted(self.part.questions):
            for option in policy.questions[q].options:
                number = option_number(option.key)
                if q in given.readings:
                    yield from [f"sel({q},{number},w)."] * (given.readings[q] == option.key)
                elif (j := self.numbers.get(("reading", (q,)))) is not None:
                    k = self.levers[j].item.choices.index(option.key)
                    yield f"sel({q},{number},w) :- v({j},{k},w)."
        for g in sorted(self.part.gaps):
            if g in given.gaps:
                yield from [f"gap({g},w)."] * given.gaps[g]
            elif (j := self.numbers.get(("gap", (g,)))) is not None:
                yield f"gap({g},w) :- v({j},1,w)."
        yield from self._free()

    def _free(self) -> Iterator[str]:
        asked = {(sign, args.split(",")[0]) for line in self.part.rules
                 for sign, args in _ATOM.findall(line)}  # fmt: skip
        capacity = {cls: self._count(cls) for cls in self.program.classes}
        done = {"at", "own", "l", "sel", "gap", "nv"}
        tabled = {a for name in self._tabled() for a, _ in self.program.rivals.get(name, ())}
        for line in declarations(self.program, capacity):
            match = _EXTERNAL.fullmatch(line)
            if match is None or match[1] in done or (match[1], match[2]) not in asked:
                continue
            if match[1] != "nq" or int(match[2]) not in tabled:
                yield f"{{{match[1]}({match[2]}{match[3]},w)}}."

    def _leaves(self) -> Iterator[str]:
        for leaf in self.part.leaves:
            for r in self._records(leaf.cls):
                atom = f"l({leaf.id},{r},w)"
                if leaf.conclusions or self._counts(leaf.cond):
                    yield f"{{{atom}}}."
                else:
                    levers = reading(leaf, r, self.numbers)
                    test = leaf.test
                    yield from self._table(atom, levers, lambda env, test=test, r=r: test(env, r))  # type: ignore[misc]

    def _table(
        self, atom: str, levers: list[int], truth: Callable[[Env], bool | None]
    ) -> Iterator[str]:
        """An atom by the values of the levers it is tested on; free where they do not settle it."""
        sizes = [len(self.levers[j].item.choices) for j in levers]
        if prod(sizes) > _JOINT:
            yield f"{{{atom}}}."
            return
        for picks in product(*map(range, sizes)):
            chosen = [
                (self.levers[j].item, self.levers[j].item.choices[k])
                for j, k in zip(levers, picks, strict=True)
            ]
            found = truth(overlay(self.deciding.opened.env, chosen))
            body = ", ".join(f"v({j},{k},w)" for j, k in zip(levers, picks, strict=True))
            if found is not False:
                head = atom if found else f"{{{atom}}}"
                yield f"{head} :- {body}." if body else f"{head}."

    def _compared(self) -> Iterator[str]:
        """`nq` and `nv`: exact where formulas read facts alone, else free."""
        for name in sorted(self.part.names):
            for effect in (e for e in self.program.effects.values() if e.conclusion == name):
                if effect.mode in ("value", "floor"):
                    yield from self._values(
                        f"nv({effect.id}", (effect,), self._compare((effect,), void)
                    )
        for name in self._tabled():
            for a, b in self.program.rivals.get(name, ()):
                pair = (self.program.effects[a], self.program.effects[b])
                yield from self._values(f"nq({a},{b}", pair, self._compare(pair, differ))

    def _tabled(self) -> list[str]:
        """Conclusions of which only whether two values differ is asked."""
        return [n for n in sorted(self.part.names) if signs(self.program, n) == ("nq",)]

    def _values(
        self,
        atom: str,
        effects: tuple[ir.Effect, ...],
        tested: Tested,
        records: Iterable[int] | None = None,
        *,
        lowered: bool = False,
    ) -> Iterator[str]:
        """An atom by what formulas come to at each record, where they read facts alone.

        :param lowered: the test allows for what is struck from an amount that is given as it is.
        """
        nodes = [node for e in effects for node in effect_expressions(e)]
        facts = {fact for node in nodes for fact in leaf_operands(node)[0]}
        names = {name for node in nodes for name in leaf_operands(node)[1]}
        names |= {e.ratio for e in effects if e.ratio}
        derived = any(conclusions_in(node) or self._counts(node) for node in nodes) or any(
            e.mode == "strike" and any(e.conclusion == name for _, name in facts)
            for e in self.program.effects.values()
            if not (lowered and isinstance(effects[0].value, ir.Attr))
        )
        for r in records or self._records(self.program.clause_of[effects[0].id].cls):
            if derived:
                yield f"{{{atom},{r},w)}}."
                continue
            keys: list[tuple[str, Key]] = [
                ("fact", (cls, 0 if cls == PERSON else r - 1, name)) for cls, name in sorted(facts)
            ]
            keys += [("parameter", (name,)) for name in sorted(names)]
            levers = [self.numbers[key] for key in keys if key in self.numbers]
            yield from self._table(f"{atom},{r},w)", levers, partial(_at, tested, r))

    def _compare(
        self, effects: tuple[ir.Effect, ...], truth: Callable[[Sequence[Value]], bool | None]
    ) -> Tested:
        """A test of the values and the limits of effects."""
        priced = [self.deciding.resident.weigher.priced[e.id] for e in effects]

        def tested(env: Env, r: int) -> bool | None:
            values = [rounded(p.value(env, r), p.money) for p in priced if p.value]
            return truth([*values, *(limit(env, r) for p in priced for limit in p.limits)])

        return tested

    def _given(self) -> Iterator[str]:
        """Something that stands gives the value asked for, as far as formulas of facts tell."""
        r, standing = self.goal.record, []
        for effect, tested in givers(self.deciding, self.goal):
            yield from self._values(f"vg({effect.id}", (effect,), tested, (r,), lowered=True)
            standing.append(f"lv({effect.id},{r},w), vg({effect.id},{r},w)")
        if standing:
            yield from (f"given(w) :- {body}." for body in standing)
            yield ":- not given(w)."

    def _counts(self, cond: object) -> bool:
        """Whether it reads of other records than the one at hand: then its truth is left free."""
        return isinstance(cond, Unlisted) or (
            isinstance(cond, ir.Node) and self.program.counts(cond)
        )

    def _count(self, cls: str) -> int:
        return len(self.deciding.opened.env.facts[cls])

    def _records(self, cls: str) -> range:
        return range(1) if cls == PERSON else range(1, self._count(cls) + 1)


def _beside(lever: Lever, choice: object) -> list[int]:
    """The choice by its number; of a value between two, those two; else the first."""
    known = lever.item.choices
    if choice in known:
        return [known.index(choice)]
    if not lever.item.ordered or choice is None or choice is ABSENT:
        return [0]
    below = [k for k, other in enumerate(known) if not above(other, choice)]
    return list(dict.fromkeys((below[-1] if below else 0, min(len(below), len(known) - 1))))


def _at(tested: Tested, r: int, env: Env) -> bool | None:
    return tested(env, r)
