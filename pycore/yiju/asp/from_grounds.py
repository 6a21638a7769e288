"""Grounds of precedence as rules: what is declared, which premises are met, which grounds there are.

Before:  【先后理由】「后法优于先法」 前提：同一机关、施行较晚   (ground 2; clause 12 of notice 1, 7 of 0)
After:   ct(12,7).                                           a pair that can be inconsistent
         pm(2,0,C,D) :- ct(C,D), nc(C,N), nc(D,M), sa(N,M).  premise 0: issued by the same organs
         pm(2,1,C,D) :- ct(C,D), nc(C,N), nc(D,M), la(N,M).  premise 1: later
         gd(2,C,D) :- pm(2,0,C,D), pm(2,1,C,D).              so the ground speaks for C
Meaning: docs/semantics.md §8. Organs, notices and clauses are numbers; dates are leaves.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.asp.from_ir import Program, guards, rule
from yiju.asp.leaves import Later
from yiju.ir import model as ir

# Each premise between clause C of notice N and clause D of notice M.
PREMISES: dict[ir.PremiseKind, tuple[str, ...]] = {
    "written": ("wr(C,D)",),
    "own": ("ow(N)", "N != M"),
    "same_organ": ("sa(N,M)",),
    "common_organ": ("co(N,M)",),
    "later": ("la(N,M)",),
    "special": ("sp(C,D)",),
    "superior": ("su(N,M)",),
}
# Every atom of these rules: about notices, organs and clauses, about no record.
GROUNDS = (
    *("ab", "nt", "og", "ow", "la", "nc", "ct", "wr", "sp", "df", "sa", "co", "hs", "nh", "su"),
    *("pm", "gd", "bm", "kp", "wm", "dp"),
)
_BETWEEN = ("ct(C,D)", "nc(C,N)", "nc(D,M)")
_ORGANS = (
    "ab(O,Q) :- ab(O,P), ab(P,Q).",  # stands above, step by step
    "df(N,M) :- og(N,O), nt(M), not og(M,O).",  # has an organ that the other has not
    "sa(N,M) :- og(N,O), og(M,P), not df(N,M), not df(M,N).",
    "sa(N,N) :- nt(N).",
    "co(N,M) :- og(N,O), og(M,O).",
    "co(N,N) :- nt(N).",
    "hs(N,P) :- og(N,O), ab(O,P).",  # has an organ above this one
    "nh(N,M) :- nt(N), og(M,P), not hs(N,P).",
    "su(N,M) :- og(N,O), og(M,P), N != M, not nh(N,M).",
)


def grounds(program: Program, pairs: set[tuple[int, int]]) -> None:
    """Emit what decides `gd(ground,C,D)` for these pairs of clauses, C being the one spoken for."""
    for line in (*_declared(program, pairs), *_ORGANS):
        program.add(line)
    for ground in program.policy.grounds:
        met = []
        for number, premise in enumerate(ground.premises):
            head = f"pm({ground.id},{number},C,D)"
            met.append(head)
            program.add(rule(head, [*_BETWEEN, *PREMISES[premise.kind]]))
            if premise.when != ir.ALWAYS:  # not asked under the other readings
                chosen = [f"not {literal}" for way in guards(premise.when) for literal in way]
                program.add(rule(head, [_BETWEEN[0], *chosen]))
        program.add(rule(f"gd({ground.id},C,D)", met))
    _own_sentence(program)


def _declared(program: Program, pairs: set[tuple[int, int]]) -> Iterator[str]:
    """Facts: notices, their organs, who stands above whom, what clauses say of one another."""
    policy = program.policy
    clauses = {c.id: c for c in policy.clauses}
    named = sorted({clause for pair in pairs for clause in pair})
    met = {(clauses[a].notice, clauses[b].notice) for a, b in pairs}
    organs = _organs(policy)
    yield from (f"ab({organs[high]},{organs[low]})." for low, high in policy.organs)
    for notice in policy.notices:
        if notice.kind == "notice":
            yield f"nt({notice.id})."
            yield from (
                f"og({notice.id},{organs[name]})." for name in dict.fromkeys(notice.issuers)
            )
            if notice.prevails:
                yield f"ow({notice.id})."
    for newer, older in sorted(met):
        kinds = (policy.notices[newer].kind, policy.notices[older].kind)
        if newer != older and "vocabulary" not in kinds:
            yield rule(
                f"la({newer},{older})", [f"l({program.leaves.of(Later(newer, older)).id},0)"]
            )
    yield from (f"nc({c},{clauses[c].notice})." for c in named)
    yield from (f"ct({a},{b})." for a, b in sorted(pairs))
    yield from (f"wr({a},{b})." for a, b in sorted(pairs) if b in clauses[a].over)
    yield from (f"sp({a},{b})." for a, b in sorted(pairs) if b in clauses[a].special)


def _organs(policy: ir.Policy) -> dict[str, int]:
    """Organs by number, in order of name."""
    names = {name for pair in policy.organs for name in pair}
    names |= {name for notice in policy.notices for name in notice.issuers}
    return {name: number for number, name in enumerate(sorted(names))}


def _own_sentence(program: Program) -> None:
    """`wm`: it prevails on the whole matter. `dp`: whom it excepts it keeps from earlier rules."""
    for notice in program.policy.notices:
        for name, when in (("bm", notice.prevails_by_matter), ("kp", notice.keeps_excepted)):
            for chosen in guards(when) if notice.prevails and when is not None else ():
                program.add(rule(f"{name}({notice.id})", chosen))
    for ground in program.policy.grounds:
        if ground.own:
            spoken = [f"gd({ground.id},C,D)", "nc(C,N)"]
            program.add(rule("wm(C,D)", [*spoken, "bm(N)"]))
            program.add(rule("dp(C,D)", [*spoken, "kp(N)"]))
