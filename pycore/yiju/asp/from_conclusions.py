"""What becomes of supports: excluded, overridden, outranked, won; docs/semantics.md §3, §7, §8.

Before:  effects 3 and 5 both give 待遇起始日 (唯一), notice of 5 prevails over that of 3
After:   in(3,5,R) :- ca(3,R), ca(5,R), nq(3,5,R).   inconsistent (values differ: told by `nq`)
         ar(5,3,R) :- in(5,3,R), l(9,0).             an arrow: inconsistent and a ground
         st(E,F,R) :- ar(E,F,R), not up(F,E,R).      counts unless a way leads back
         lo(F,R) :- st(E,F,R), lv(E,R).              overridden
Acyclic by construction: crossing grounds and rings leave both sides standing, a clash.
Where the prevailing notice judges inconsistency by matter, its clause's arrows go from each of its
conclusions on that matter to each of the other clause's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from yiju.asp.from_ir import COUNTING, Program, option_number, rule
from yiju.asp.leaves import Later
from yiju.ir import model as ir


def conclusions(program: Program) -> None:
    """Emit the rules for every conclusion that clauses give, and note the contested pairs."""
    contested = _contested(program)
    program.contested = sorted(contested)
    for name, head in program.heads.items():
        effects = [e for e in program.effects.values() if _is_support(e) and e.conclusion == name]
        program.comment(name)
        for effect in effects:
            _candidate(program, effect)
            _standing(program, effect, contested)
        _sides(program, head, effects)
        if picks(program, name):
            _best(program, name, effects)
    for pair in sorted(contested):
        _inconsistent(program, *pair)
        _arrows(program, *pair)
        _arrows(program, *reversed(pair))
    if contested:
        _defeat(program)


def _is_support(effect: ir.Effect) -> bool:
    return effect.mode in ("affirm", "deny", "value", "floor", *COUNTING)


def _candidate(program: Program, effect: ir.Effect) -> None:
    """A support that no exclusion of its own notice strikes out."""
    clause = program.clause_of[effect.id]
    blockers = []
    for other in program.effects.values():
        if other.mode == "forbid" and _covers(program, other.conclusion, effect.conclusion):
            source = program.clause_of[other.id]
            if source.notice == clause.notice and source.cls == clause.cls:
                program.add(rule(f"xc({effect.id},R)", [f"ef({other.id},R)"]))
                blockers = [f"not xc({effect.id},R)"]
    for gap in program.policy.gaps:
        reaches = any(_covers(program, name, effect.conclusion) for name in gap.affects)
        if gap.missing and gap.notice == clause.notice and reaches:
            found = [program.at(clause.cls), f"gap({gap.id})"]
            program.add(rule(f"xc({effect.id},R)", found))
            blockers = [f"not xc({effect.id},R)"]
    for other in before_in_table(program, effect):
        program.add(rule(f"pr({effect.id},R)", [program.at(clause.cls), f"ca({other.id},R)"]))
        blockers = [
            *blockers,
            *([f"not pr({effect.id},R)"] * (f"not pr({effect.id},R)" not in blockers)),
        ]
    if effect.mode == "reset":  # 不清零
        for other in keeping(program, effect):
            program.add(rule(f"pr({effect.id},R)", [program.at(clause.cls), f"ca({other.id},R)"]))
            blockers = [*(b for b in blockers if "pr(" not in b), f"not pr({effect.id},R)"]
    if effect.mode in ("value", "floor", "add"):  # `nv`: its formula has no value for this record
        blockers = [*blockers, f"not nv({effect.id},R)"]
    program.add(rule(f"ca({effect.id},R)", [f"ef({effect.id},R)", *blockers]))


def keeping(program: Program, effect: ir.Effect) -> list[ir.Effect]:
    """不清零: what keeps a counter from being set back by this effect."""
    if effect.mode != "reset":
        return []
    found = program.effects.values()
    return [e for e in found if e.mode == "keep" and e.conclusion == effect.conclusion]


def before_in_table(program: Program, effect: ir.Effect) -> list[ir.Effect]:
    """顺位: the effects of rows of the same table that come first and give the same."""
    mine = program.clause_of[effect.id]
    if mine.table < 0:
        return []
    return [
        other
        for other in program.effects.values()
        if other.conclusion == effect.conclusion
        and program.clause_of[other.id].table == mine.table
        and program.clause_of[other.id].rank < mine.rank
        and _is_support(other)
    ]


def _covers(program: Program, named: str, conclusion: str) -> bool:
    """不得 X reaches X and every member of the group X."""
    head = program.compiler.conclusions.get(named)
    return named == conclusion or (head is not None and conclusion in head.members)


def _standing(program: Program, effect: ir.Effect, contested: set[tuple[int, int]]) -> None:
    body = [f"ca({effect.id},R)"]
    if effect.id in _reach(program, contested):
        body.append(f"not lo({effect.id},R)")
    program.add(rule(f"lv({effect.id},R)", body))


def _sides(program: Program, head: int, effects: list[ir.Effect]) -> None:
    for effect in effects:
        if effect.mode in COUNTING:  # a counter stands wherever a clause speaks of it
            program.add(rule(f"ps({head},R)", [f"cv({effect.id},R)"]))
            program.add(rule(f"hv({head},R)", [f"cv({effect.id},R)"]))
        elif effect.mode == "deny":
            program.add(rule(f"ng({head},R)", [f"lv({effect.id},R)"]))
        else:
            program.add(rule(f"ps({head},R)", [f"lv({effect.id},R)"]))
            program.add(rule(f"hv({head},R)", [f"lv({effect.id},R)", f"not cl({head},R)"]))


def picks(program: Program, name: str) -> bool:
    """就高, 就低: the best of the supports takes all."""
    return program.compiler.conclusions[name].combine in ("max", "min")


def signs(program: Program, name: str) -> tuple[str, ...]:
    """What the value layer tells of each pair of supports: `gt` goes before, `nq` differs.

    Months and days do not compare: where such durations meet, 就高 has no best.
    """
    if not picks(program, name):
        return ("nq",)
    return ("gt", "nq") if program.compiler.conclusions[name].kind == "duration" else ("gt",)


def _best(program: Program, name: str, effects: list[ir.Effect]) -> None:
    """就高, 就低: `gt` is set by the value layer from what is compared, for all records at once."""
    rivals = list(permutations((e.id for e in effects), 2))
    program.rivals[name] = rivals
    for a, b in combinations((e.id for e in effects), 2) if "nq" in signs(program, name) else ():
        met = [f"lv({a},R)", f"lv({b},R)", f"nq({a},{b},R)"]
        program.add(rule(f"cl({program.heads[name]},R)", met))
    for high, low in rivals:
        body = [f"lv({high},R)", f"lv({low},R)", f"gt({high},{low},R)"]
        program.add(rule(f"bt({low},R)", body))
    for effect in effects:
        beaten = [f"not bt({effect.id},R)"] if len(effects) > 1 else []
        program.add(rule(f"wi({effect.id},R)", [f"lv({effect.id},R)", *beaten]))
    for number, choice in _measures(program, name):
        # Which measure matters only where two candidates meet; asked by the relevance analysis.
        for high, low in combinations((e.id for e in effects), 2):
            met = [f"lv({high},R)", f"lv({low},R)", *program.body(choice.when, _cls(program, name))]
            program.add(rule(f"ms({program.heads[name]},{number},R)", met))


def _cls(program: Program, name: str) -> str:
    return program.compiler.conclusions[name].cls


def _measures(program: Program, name: str) -> Iterator[tuple[int, ir.MaxChoice]]:
    for found in program.policy.max_rules:
        if found.conclusion == name:
            yield from enumerate(found.choices)


# ── inconsistency and precedence ─────────────────────────────────────────────


def _contested(program: Program) -> set[tuple[int, int]]:
    """Pairs of supports of different clauses that can be inconsistent, lower id first."""
    supports = [e for e in program.effects.values() if _is_support(e)]
    return {
        (a.id, b.id)
        for a, b in combinations(sorted(supports, key=lambda e: e.id), 2)
        if program.clause_of[a.id].id != program.clause_of[b.id].id
        and program.clause_of[a.id].cls == program.clause_of[b.id].cls
        and not _take_turns(program, a, b)
        and _can_clash(program, a, b)
    }


def _take_turns(program: Program, a: ir.Effect, b: ir.Effect) -> bool:
    """Rows of one table with different 顺位 never stand together for one conclusion."""
    one, other = program.clause_of[a.id], program.clause_of[b.id]
    alike = a.conclusion == b.conclusion and one.table == other.table
    return alike and one.table >= 0 and one.rank != other.rank


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


def _reach(program: Program, contested: set[tuple[int, int]]) -> set[int]:
    """Effects that an arrow can meet: the contested ones and their siblings on one matter."""
    return {s for pair in contested for e in pair for s in _siblings(program, e)}


def _siblings(program: Program, number: int) -> list[int]:
    """The effect, and those of its clause on the same matter."""
    heads = program.compiler.conclusions
    effect = program.effects[number]
    matter = heads[effect.conclusion].matter
    return [
        e.id
        for e in program.clause_of[number].effects
        if e.id == number or (matter and _is_support(e) and heads[e.conclusion].matter == matter)
    ]


def _on_one_matter(program: Program, a: int, b: int) -> bool:
    heads = program.compiler.conclusions
    first, second = (heads[program.effects[e].conclusion].matter for e in (a, b))
    return bool(first) and first == second


def _arrows(program: Program, a: int, b: int) -> None:
    over, under = program.clause_of[a], program.clause_of[b]
    for ground in grounds(program, over, under):
        program.add(rule(f"ar({a},{b},R)", [f"in({a},{b},R)", *ground.premise]))
        if ground.by_matter is None or not _on_one_matter(program, a, b):
            continue
        judged = program.body(ground.by_matter, ir.PERSON)
        for e in _siblings(program, a):
            for f in _siblings(program, b):
                body = [f"in({a},{b},R)", f"ca({e},R)", f"ca({f},R)", *ground.premise, *judged]
                program.add(rule(f"ar({e},{f},R)", body))


def _defeat(program: Program) -> None:
    program.comment("precedence: arrows, ways back, overridden")
    for line in (
        "up(E,F,R) :- ar(E,F,R).",
        "up(E,G,R) :- up(E,F,R), ar(F,G,R).",
        "st(E,F,R) :- ar(E,F,R), not up(F,E,R).",
        "lo(F,R) :- st(E,F,R), lv(E,R).",
    ):
        program.add(line)


@dataclass(frozen=True)
class Precedence:
    """A ground: its premise as literals, and when it judges inconsistency by matter."""

    premise: tuple[str, ...] = ()
    by_matter: ir.Cond | None = None


def grounds(program: Program, over: ir.Clause, under: ir.Clause) -> Iterator[Precedence]:
    """The grounds for which one clause precedes another (docs/semantics.md §8)."""
    if under.id in over.over or (under.kind == "define" and over.kind != "define"):
        yield Precedence()
    newer, older = program.policy.notices[over.notice], program.policy.notices[under.notice]
    if newer.id == older.id or "vocabulary" in (newer.kind, older.kind):
        return
    same_body = bool(newer.issuers) and set(newer.issuers) == set(older.issuers)
    if newer.prevails or same_body:
        leaf = program.leaves.of(Later(newer.id, older.id))
        matter = newer.prevails_by_matter if newer.prevails else None
        yield Precedence((f"l({leaf.id},0)",), matter)


def declarations(program: Program, capacity: dict[str, int]) -> list[str]:
    """Externals for one capacity class: leaves, readings, gaps, records, comparisons of values."""
    lines = ["#external at(0,0)."]
    slots = {cls: "0" if cls == ir.PERSON else f"1..{capacity[cls]}" for cls in program.classes}
    for cls, number in program.classes.items():
        if cls != ir.PERSON and capacity[cls]:
            lines.append(f"#external at({number},{slots[cls]}).")
    lines += _owned(program, capacity)
    for leaf in program.leaves:
        if leaf.cls == ir.PERSON or capacity[leaf.cls]:
            lines.append(f"#external l({leaf.id},{slots[leaf.cls]}).")
    for question in program.policy.questions:
        for option in question.options:
            lines.append(f"#external sel({question.id},{option_number(option.key)}).")
    lines += [f"#external gap({gap.id})." for gap in program.policy.gaps if gap.missing]
    for name, pairs in program.rivals.items():
        cls = _cls(program, name)
        if cls == ir.PERSON or capacity[cls]:
            for sign in signs(program, name):
                lines += [f"#external {sign}({a},{b},{slots[cls]})." for a, b in pairs]
    for effect in program.effects.values():
        cls = program.clause_of[effect.id].cls
        if effect.mode in ("value", "floor", "add") and (cls == ir.PERSON or capacity[cls]):
            lines.append(f"#external nv({effect.id},{slots[cls]}).")
    return lines


def _owned(program: Program, capacity: dict[str, int]) -> Iterator[str]:
    """Which record belongs to which, for the classes that are counted by their owner."""
    for name in sorted(program.owned):
        owner = program.policy.owners[name]
        if capacity[name] and capacity[owner]:
            own = f"own({program.classes[name]},1..{capacity[name]},1..{capacity[owner]})"
            yield f"#external {own}."
