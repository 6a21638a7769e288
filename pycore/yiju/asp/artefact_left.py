"""What `yiju compile` leaves out: conclusions that a program of this shape cannot say, each with why.

Before:  计数 居民连续年限; 享受激励 asks about it; 起始日 does not
After:   居民连续年限 and 享受激励 are named and left out, 起始日 is compiled
A conclusion is left out with all that could make it something else: never compiled in part.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from yiju.asp.artefact_lines import CannotCompile
from yiju.ir import model as ir
from yiju.ir.walk import clause_nodes, effect_expressions, used_by, walk

Left = dict[str, str]  # conclusion → why


def left_out(policy: ir.Policy) -> Left:
    """The conclusions that are not compiled.

    :raises CannotCompile: when nothing would be left, or what is taken off an amount cannot be said.
    """
    found = {name: why for name, why in _own(policy)}
    while True:
        more = {n: why for n, why in _following(policy, found) if n not in found}
        if not more:
            break
        found |= more
    asked = [c.name for c in policy.conclusions if not c.members and not c.defined]
    if found and all(name in found for name in asked):
        raise CannotCompile("；".join(dict.fromkeys(found.values())))
    return found


def without(policy: ir.Policy, left: Left) -> ir.Policy:
    """The policy as far as it is compiled; all numbers stay."""
    if not left:
        return policy
    return msgspec.structs.replace(
        policy, clauses=tuple(_stripped(clause, left) for clause in policy.clauses)
    )


def _stripped(clause: ir.Clause, left: Left) -> ir.Clause:
    kept = tuple(e for e in clause.effects if e.conclusion not in left)
    if len(kept) == len(clause.effects):
        return clause
    if kept:
        return msgspec.structs.replace(clause, effects=kept)
    return msgspec.structs.replace(
        clause, effects=(), scope=ir.ALWAYS, condition=ir.ALWAYS, exceptions=(), starts=(), ends=()
    )


# ── what cannot be said ──────────────────────────────────────────────────────


def _own(policy: ir.Policy) -> Iterator[tuple[str, str]]:
    effects: dict[str, list[ir.Effect]] = {}
    for clause in policy.clauses:
        for effect in clause.effects:
            effects.setdefault(effect.conclusion, []).append(effect)
            nodes = (*clause_nodes(clause), *effect_expressions(effect))
            if any(isinstance(part, ir.Counted) for node in nodes for part in walk(node)):
                why = "数记录的写法（存在、每个、个数、合计、各种时长）编译还没有做"
                for name in _reached(policy, effect):
                    yield name, f"“{name}”：{policy.cite(clause)}是{why}"
            if effect.payers:
                for name in (effect.conclusion, *effect.payers):
                    yield name, f"“{name}”依次减去各付款方，编译还没有做"
    for head in policy.conclusions:
        why = _refusal(head, effects.get(head.name, []))
        if why:
            yield head.name, f"“{head.name}”{why}，编译还没有做"


def _refusal(head: ir.Conclusion, effects: list[ir.Effect]) -> str:
    if head.combine == "count":
        return "是计数"
    if head.combine == "pick":
        return "任选其一"
    if head.combine in ("min", "sum"):
        return "按就低或叠加合并"
    if head.combine == "unique" and any(e.caps for e in effects):
        return "有限额而不是就高"
    for effect in effects:
        for cap in effect.caps:
            plain = cap.period == "year" and not cap.orders
            if not plain or any(x.others for x in cap.ranges) or len(effect.caps) > 1:
                return "的限额不只是一年一个限额、依一个日期的年度累计"
    return ""


def _following(policy: ir.Policy, left: Left) -> Iterator[tuple[str, str]]:
    """What asks about, excludes, or stands or falls with what is left out."""
    heads = {c.name: c for c in policy.conclusions}
    matters = {heads[name].matter: name for name in left if name in heads and heads[name].matter}
    for head in policy.conclusions:
        tied = [n for n in head.excludes if n in left]
        tied += [n for n in left if n in heads and head.name in heads[n].excludes]
        tied += [matters[head.matter]] if head.matter in matters else []
        for name in tied:
            yield head.name, f"“{head.name}”同“{name}”不能分开判"
    for clause in policy.clauses:
        for effect in clause.effects:
            for name in sorted(used_by(clause, effect) & left.keys()):
                for reached in _reached(policy, effect):
                    yield reached, f"“{reached}”要用“{name}”"


def _reached(policy: ir.Policy, effect: ir.Effect) -> tuple[str, ...]:
    """The conclusions that an effect makes something of.

    :raises CannotCompile: when it takes something off an amount, which any formula may read.
    """
    for head in policy.conclusions:
        if head.name == effect.conclusion:
            return (head.name, *head.members)
    raise CannotCompile(f"“不得计入 {effect.conclusion}”的条件，编译还没有做")
