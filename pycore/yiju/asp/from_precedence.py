"""Inconsistency and precedence: what meets, which arrows there are, what is overridden; semantics §8.

Before:  effects 3 and 5 both give 待遇起始日 (唯一); a ground speaks for the clause of 5, `gd(1,12,7)`
After:   in(3,5,R) :- ca(3,R), ca(5,R), nq(3,5,R).   inconsistent (values differ: told by `nq`)
         ar(5,3,R) :- in(5,3,R), gd(G,12,7).         an arrow
         st(E,F,R) :- ar(E,F,R), not up(F,E,R).      counts unless a way leads back
         lo(F,R) :- st(E,F,R), lv(E,R).              overridden
Acyclic by construction: crossing grounds and rings leave both sides standing, a clash.
By matter, arrows of a notice's own sentence go from each conclusion of its clause on the matter to
each of the other clause's. Whom a clause excepts it may keep from earlier rules: `ec` stands for a
support that is not given because of an exception, and its arrows are drawn all the same; `ks` that
nothing overrides it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from yiju.asp.from_grounds import grounds
from yiju.asp.from_ir import COUNTING, Program, rule
from yiju.ir import model as ir
from yiju.ir.walk import used_by

Pair = tuple[int, int]  # effects
_DEFEAT = (
    "up(E,F,R) :- ar(E,F,R).",
    "up(E,G,R) :- up(E,F,R), ar(F,G,R).",
    "st(E,F,R) :- ar(E,F,R), not up(F,E,R).",
    "lo(F,R) :- st(E,F,R), lv(E,R).",
    "lo(F,R) :- st(E,F,R), ks(E,R).",
)


def is_support(effect: ir.Effect) -> bool:
    """Whether it speaks for or against its conclusion."""
    return effect.mode in ("affirm", "deny", "value", "floor", *COUNTING)


def precedence(program: Program, contest: Contest) -> None:
    """Emit what is inconsistent, the arrows, and what they override."""
    for pair in sorted(contest.pairs):
        _inconsistent(program, *pair)
        _arrows(program, contest, *pair)
        _arrows(program, contest, *reversed(pair))
    for excepted, other, whole in contest.kept:
        _kept(program, excepted, other, whole)
    if not contest.arrows:
        return
    program.comment("precedence: grounds, arrows, ways back, overridden")
    for number in sorted({excepted for excepted, _, _ in contest.kept}):
        _excepted(program, program.effects[number])
    grounds(program, contest.clauses)
    for line in _DEFEAT:
        program.add(line)


@dataclass(frozen=True)
class Contest:
    """Which effects can meet, told from the policy alone."""

    program: Program

    @cached_property
    def pairs(self) -> set[Pair]:
        """Supports of different clauses that can be inconsistent, lower id first."""
        supports = [e for e in self.program.effects.values() if is_support(e)]
        clause_of = self.program.clause_of
        return {
            (a.id, b.id)
            for a, b in combinations(sorted(supports, key=lambda e: e.id), 2)
            if clause_of[a.id].id != clause_of[b.id].id
            and clause_of[a.id].cls == clause_of[b.id].cls
            and not (a.conclusion == b.conclusion and _take_turns(clause_of[a.id], clause_of[b.id]))
            and _can_clash(self.program, a, b)
        }

    @cached_property
    def kept(self) -> tuple[tuple[int, int, bool], ...]:
        """(excepted effect, effect of another notice, only by matter): 除外的 不按旧规定."""
        return tuple(self._kept())

    def _kept(self) -> Iterator[tuple[int, int, bool]]:
        heads = self.program.compiler.conclusions
        supports = [
            e
            for e in self.program.effects.values()
            if is_support(e) and e.mode not in COUNTING and heads[e.conclusion].combine == "unique"
        ]
        for over in supports:
            clause = self.program.clause_of[over.id]
            notice = self.program.policy.notices[clause.notice]
            if not (notice.prevails and notice.keeps_excepted is not None and clause.exceptions):
                continue
            for under in supports:
                other = self.program.clause_of[under.id]
                if other.notice == clause.notice or other.cls != clause.cls:
                    continue
                if "define" in (clause.kind, other.kind):
                    continue
                if under.conclusion == over.conclusion:
                    yield over.id, under.id, False
                elif on_one_matter(self.program, over.id, under.id) and not (
                    under.conclusion in self._rests[over.conclusion]
                    or over.conclusion in self._rests[under.conclusion]
                ):
                    yield over.id, under.id, True

    @cached_property
    def _rests(self) -> dict[str, set[str]]:
        """For each conclusion, all that has to be known before it."""
        rests: dict[str, set[str]] = {name: set() for name in self.program.compiler.conclusions}
        for clause in self.program.policy.clauses:
            for effect in clause.effects:
                used = used_by(clause, effect)
                head = self.program.compiler.conclusions.get(effect.conclusion)
                for name in (head.members or (head.name,)) if head else ():
                    rests[name] |= used
        for _ in rests:
            for used in rests.values():
                used |= {name for other in list(used) for name in rests.get(other, ())}
        return rests

    @cached_property
    def arrows(self) -> set[Pair]:
        """Every arrow that some completion may have."""
        found = {(e, f) for one in self.pairs for e, f in (one, one[::-1])}
        for a, b in list(found):
            if on_one_matter(self.program, a, b):
                found |= {
                    (e, f) for e in siblings(self.program, a) for f in siblings(self.program, b)
                }
        found |= {pair for e, f, _ in self.kept for pair in ((e, f), (f, e))}
        return found

    @cached_property
    def reach(self) -> set[int]:
        """Effects that an arrow can meet."""
        return {effect for pair in self.arrows for effect in pair}

    @cached_property
    def clauses(self) -> set[tuple[int, int]]:
        """Pairs of clauses between which grounds are asked, in both directions."""
        clause_of = self.program.clause_of
        return {
            (clause_of[a].id, clause_of[b].id)
            for a, b in (*self.pairs, *((e, f) for e, f, _ in self.kept))
            for a, b in ((a, b), (b, a))
        }


def _take_turns(a: ir.Clause, b: ir.Clause) -> bool:
    """Rows of one table with different 顺位 never stand together for one conclusion."""
    return a.table >= 0 and a.table == b.table and a.rank != b.rank


def _can_clash(program: Program, a: ir.Effect, b: ir.Effect) -> bool:
    heads = program.compiler.conclusions
    if a.conclusion == b.conclusion:
        if "deny" in (a.mode, b.mode):
            return a.mode != b.mode
        return heads[a.conclusion].combine == "unique" and a.value is not None and not _same(a, b)
    return "deny" not in (a.mode, b.mode) and (
        b.conclusion in heads[a.conclusion].excludes or a.conclusion in heads[b.conclusion].excludes
    )


def _same(a: ir.Effect, b: ir.Effect) -> bool:
    """The very same literal or parameter can never differ."""
    return (
        isinstance(a.value, ir.Parameter)
        and isinstance(b.value, ir.Parameter)
        and (a.value.name == b.value.name)
    )


def siblings(program: Program, number: int) -> list[int]:
    """The effect, and those of its clause on the same matter."""
    heads = program.compiler.conclusions
    effect = program.effects[number]
    matter = heads[effect.conclusion].matter
    return [
        e.id
        for e in program.clause_of[number].effects
        if e.id == number or (matter and is_support(e) and heads[e.conclusion].matter == matter)
    ]


def on_one_matter(program: Program, a: int, b: int) -> bool:
    """Whether the conclusions of two effects belong to the same 事项."""
    heads = program.compiler.conclusions
    first, second = (heads[program.effects[e].conclusion].matter for e in (a, b))
    return bool(first) and first == second


# ── rules ────────────────────────────────────────────────────────────────────


def _inconsistent(program: Program, a: int, b: int) -> None:
    first, second = program.effects[a], program.effects[b]
    body = [f"ca({a},R)", f"ca({b},R)"]
    by_value = first.conclusion == second.conclusion and "deny" not in (first.mode, second.mode)
    if by_value:
        body.append(f"nq({a},{b},R)")
        program.rivals.setdefault(first.conclusion, []).append((a, b))
    program.add(rule(f"in({a},{b},R)", body))
    program.add(rule(f"in({b},{a},R)", [f"in({a},{b},R)"]))
    for name in {first.conclusion, second.conclusion}:
        met = [f"in({a},{b},R)", f"lv({a},R)", f"lv({b},R)"]
        program.add(rule(f"cl({program.heads[name]},R)", met))


def _arrows(program: Program, contest: Contest, a: int, b: int) -> None:
    over, under = program.clause_of[a], program.clause_of[b]
    if under.kind == "define" and over.kind != "define":  # what 视为 means, no ground
        program.add(rule(f"ar({a},{b},R)", [f"in({a},{b},R)"]))
    program.add(rule(f"ar({a},{b},R)", [f"in({a},{b},R)", f"gd(G,{over.id},{under.id})"]))
    notice = program.policy.notices[over.notice]
    if notice.prevails_by_matter is None or not on_one_matter(program, a, b):
        return
    for e in siblings(program, a):
        for f in siblings(program, b):
            body = [f"in({a},{b},R)", f"ca({e},R)", f"ca({f},R)", f"wm({over.id},{under.id})"]
            program.add(rule(f"ar({e},{f},R)", body))


def _excepted(program: Program, effect: ir.Effect) -> None:
    """`ec`: scope and condition hold, the notice is in force, an exception stands in the way."""
    clause = program.clause_of[effect.id]
    guard = [*program.body(effect.when, clause.cls), *program.in_force(clause, effect)]
    for number in range(1, len(clause.exceptions) + 1):
        body = [f"bo({clause.id},R)", f"ex({clause.id},{number},R)", *guard]
        program.add(rule(f"ec({effect.id},R)", body))
    program.add(rule(f"ks({effect.id},R)", [f"ec({effect.id},R)", f"not lo({effect.id},R)"]))


def _kept(program: Program, excepted: int, other: int, whole: bool) -> None:
    """Arrows between an excepted support and an earlier one; grounds may point back."""
    over, under = program.clause_of[excepted], program.clause_of[other]
    met = [f"ec({excepted},R)", f"ca({other},R)"]
    own = [f"dp({over.id},{under.id})", *([f"wm({over.id},{under.id})"] if whole else [])]
    program.add(rule(f"ar({excepted},{other},R)", [*met, *own]))
    program.add(rule(f"ar({other},{excepted},R)", [*met, f"gd(G,{under.id},{over.id})"]))
