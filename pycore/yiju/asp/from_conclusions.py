"""What becomes of supports: excluded, overridden, outranked, won; docs/semantics.md §3, §7, §8.

Before:  effects 3 and 5 of one notice both give 住院补助 (就高), effect 8 is 不得 医疗补助
After:   xc(3,R) :- ef(8,R).                          excluded
         ca(3,R) :- ef(3,R), not xc(3,R), not nv(3,R). a candidate
         lv(3,R) :- ca(3,R), not lo(3,R).             stands; `lo` is in `from_precedence`
         bt(5,R) :- lv(3,R), lv(5,R), gt(3,5,R).      outranked
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from yiju.asp.from_ir import COUNTING, Program, option_number, rule
from yiju.asp.from_precedence import Contest, is_support, precedence
from yiju.ir import model as ir


def conclusions(program: Program) -> None:
    """Emit the rules for every conclusion that clauses give, and those on precedence."""
    contest = Contest(program)
    program.contested = sorted(contest.pairs)
    for over, under in sorted(contest.arrows):
        program.arrows.setdefault(under, []).append(over)
    for name, head in program.heads.items():
        effects = [e for e in program.effects.values() if is_support(e) and e.conclusion == name]
        program.comment(name)
        for effect in effects:
            _candidate(program, effect)
            _standing(program, effect, contest.reach)
        _sides(program, head, effects)
        if program.compiler.conclusions[name].combine == "pick":
            _picked(program, name, effects)
        elif picks(program, name):
            _best(program, name, effects)
    precedence(program, contest)


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
        and is_support(other)
    ]


def _covers(program: Program, named: str, conclusion: str) -> bool:
    """不得 X reaches X and every member of the group X."""
    head = program.compiler.conclusions.get(named)
    return named == conclusion or (head is not None and conclusion in head.members)


def _standing(program: Program, effect: ir.Effect, reach: set[int]) -> None:
    body = [f"ca({effect.id},R)"]
    if effect.id in reach:
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
    """就高, 就低, 任选: one of the supports takes all."""
    return program.compiler.conclusions[name].combine in ("max", "min", "pick")


def signs(program: Program, name: str) -> tuple[str, ...]:
    """What the value layer tells of each pair of supports: `gt` goes before, `nq` differs.

    Months and days do not compare: where such durations meet, 就高 has no best.
    """
    if not picks(program, name):
        return ("nq",)
    if program.compiler.conclusions[name].combine == "pick":
        return ()
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


def _picked(program: Program, name: str, effects: list[ir.Effect]) -> None:
    """任选: what the person picks wins; where that does not stand, the first that does."""
    asked = [q for q in program.policy.questions if q.picks == name]
    option = {c: (q.id, o.key) for q in asked for c, o in zip(q.clauses, q.options, strict=True)}
    head = program.heads[name]
    for k, effect in enumerate(effects):
        standing = f"lv({effect.id},R)"
        if effect.clause not in option:  # there is no other
            program.add(rule(f"wi({effect.id},R)", [standing]))
            continue
        question, key = option[effect.clause]
        taken = [standing, f"sel({question},{option_number(key)})"]
        program.add(rule(f"wi({effect.id},R)", taken))
        program.add(rule(f"pk({head},R)", taken))
        before = [f"not lv({e.id},R)" for e in effects[:k]]
        program.add(rule(f"wi({effect.id},R)", [standing, f"not pk({head},R)", *before]))


def _cls(program: Program, name: str) -> str:
    return program.compiler.conclusions[name].cls


def _measures(program: Program, name: str) -> Iterator[tuple[int, ir.MaxChoice]]:
    for found in program.policy.max_rules:
        if found.conclusion == name:
            yield from enumerate(found.choices)


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
