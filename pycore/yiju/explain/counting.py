"""A counter told record by record: `2025年度　1（甲法第一条）`, `2026年度　0（甲法第二条，清零）`."""

from __future__ import annotations

from typing import Any

from yiju.asp.from_ir import COUNTING, Program
from yiju.asp.world import World
from yiju.case.model import ABSENT
from yiju.explain.formula import show_value
from yiju.ir import model as ir
from yiju.ir.model import PERSON

_SAID = {"reset": "，清零", "keep": "，不清零"}


def counted(program: Program, world: World, name: str, record: int) -> tuple[str, ...]:
    """The count after each record up to this one, with the clauses that moved it."""
    head = program.compiler.conclusions[name]
    own = _when(world, head, record)
    found = [(r, value) for (other, r), value in world.counts.items() if other == name]
    rows = [(_when(world, head, r), r, value) for r, value in found]
    known = [row for row in rows if row[0] is not ABSENT]
    shown = [row for row in known if own is not ABSENT and row[0] <= own] or [
        row for row in rows if row[1] == record
    ]
    kind = program.compiler.attributes[head.cls, head.order].kind
    return tuple(
        f"{show_value(when, kind)}　{show_value(value, head.kind)}{_by(program, world, head, r)}"
        for when, r, value in sorted(shown, key=lambda row: row[:2])
    )


def _by(program: Program, world: World, head: ir.Conclusion, record: int) -> str:
    """The clauses that moved the count here, and the limit that held it."""
    said = []
    for effect in program.effects.values():
        counts = effect.mode in COUNTING and effect.conclusion == head.name
        if counts and world.holds("lv", effect.id, record):
            clause = program.clause_of[effect.id]
            said.append(program.policy.cite(clause) + _SAID.get(effect.mode, ""))
            for cap in effect.caps:
                limit = program.compiler.value(cap.limit, formula=True, notice=clause.notice)
                said.append(f"限额 {show_value(limit(world.env, record), head.kind)}")
    return f"（{'；'.join(dict.fromkeys(said))}）" if said else "（没有增减）"


def _when(world: World, head: ir.Conclusion, record: int) -> Any:
    row = world.env.facts[head.cls][0 if head.cls == PERSON else record - 1]
    return row.get(head.order, ABSENT)
