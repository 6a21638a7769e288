"""Why one clause precedes another: each ground of precedence with its premise, met or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yiju.asp.from_ir import Program
from yiju.asp.leaves import Later
from yiju.asp.world import World
from yiju.ir import model as ir


@dataclass(frozen=True)
class Ground:
    """A ground between two clauses; `met` tells whether its premise is met."""

    name: str
    text: str
    met: bool


def grounds_between(
    program: Program, world: World, over: ir.Clause, under: ir.Clause
) -> list[Ground]:
    """Every ground that speaks for `over`, and those that would but whose premise fails."""
    policy = program.policy
    found = []
    if under.id in over.over:
        found.append(Ground("条文写明", f"{policy.cite(over)}写明优先于{policy.cite(under)}", True))
    if under.kind == "define" and over.kind != "define":
        found.append(Ground("法律拟制", "视为、不视为压过定义", True))
    newer, older = policy.notices[over.notice], policy.notices[under.notice]
    if newer.id == older.id:
        return found
    leaf = program.leaves.of(Later(newer.id, older.id))
    later = world.leaves.get((leaf.id, 0), bool(leaf.test(world.env, 0)))
    when = f"{newer.short}自{newer.effective or '（未定）'}起施行，晚于{older.short}（{older.effective or '未定'}）"
    if newer.prevails:
        text = f"{newer.short}{newer.prevails}：以往规定不一致的，以本文件为准；{when}"
        found.append(Ground("本文件自定", text, later))
    found.append(_later_law(newer, older, later))
    return found


def _later_law(newer: ir.Notice, older: ir.Notice, later: bool) -> Ground:
    """后法优于先法 needs the same issuing body; its failure is an audit finding of its own."""
    name = "后法优于先法（立法法第一百零三条，类推）"
    same = bool(newer.issuers) and set(newer.issuers) == set(older.issuers)
    if same:
        return Ground(name, f"同一机关制定，{newer.short}在后", later)
    text = (
        f"前提是同一机关制定：{older.short}由{'、'.join(older.issuers) or '（未载明）'}制定，"
        f"{newer.short}由{'、'.join(newer.issuers) or '（未载明）'}制定，前提不成立，这条理由没有用"
    )
    return Ground(name, text, False)


def grounds_among(
    program: Program, world: World, clause: ir.Clause, others: Iterable[ir.Clause]
) -> tuple[Ground, ...]:
    """Every ground between a clause and those it stands against, in both directions."""
    found: dict[Ground, None] = {}
    for other in others:
        for over, under in ((clause, other), (other, clause)):
            found |= dict.fromkeys(grounds_between(program, world, over, under))
    return tuple(found)
