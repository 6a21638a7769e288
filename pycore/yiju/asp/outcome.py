"""What one completion says about one conclusion of one record, read off the atoms of its world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yiju.asp.from_conclusions import before_in_table, keeping, picks
from yiju.asp.from_ir import Program
from yiju.asp.weigh import combined
from yiju.asp.world import World
from yiju.case.answer import Outcome, State, Status, Support
from yiju.case.model import ABSENT
from yiju.ir import model as ir


@dataclass(frozen=True)
class _Sketch:
    """What atoms alone say of a conclusion; values, which no atom holds, are put in afterwards."""

    fates: tuple[tuple[int, State, tuple[int, ...], tuple[int, ...]], ...]  # of effects, as Support
    status: Status
    unsupported: Status  # where no support has a value


class Reader:
    """Reads outcomes; holds what is the same for every world of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.supports: dict[str, list[ir.Effect]] = {name: [] for name in program.heads}
        self.forbids: dict[str, list[ir.Effect]] = {name: [] for name in program.heads}
        heads = program.compiler.conclusions
        for effect in program.effects.values():
            if effect.mode == "forbid":
                for name in heads[effect.conclusion].members or (effect.conclusion,):
                    self.forbids[name].append(effect)
            elif effect.mode != "strike":
                self.supports[effect.conclusion].append(effect)

    def outcome(self, world: World, name: str, record: int) -> Outcome:
        """Status, value and what became of every support."""
        sketch, values = self._sketch(world, name, record), world.values
        found = (
            Support(e, state, values.get((e, record)), by, gaps)  # type: ignore[arg-type]
            for e, state, by, gaps in sketch.fates
        )
        supports = tuple(support for support in found if support.value is not ABSENT)
        status = sketch.status if supports else sketch.unsupported
        if status != "成立" or self.program.compiler.conclusions[name].kind == "bool":
            return Outcome(status, None, supports)
        if self.program.compiler.conclusions[name].combine == "count":
            return Outcome(status, world.counts[name, record], supports)  # type: ignore[arg-type]
        won = [s.value for s in supports if s.state == "won"]
        return Outcome(status, combined(self.program, name, won), supports)

    def _sketch(self, world: World, name: str, record: int) -> _Sketch:
        """What the atoms say; read once, for it is the same wherever the same atoms hold."""
        room = world.room(self.program.heads[name], record)
        kept: dict[object, Any] = room[0].read if room else {}
        key = ("outcome", name, room and room[1])
        if key not in kept:
            fates = tuple(
                (effect.id, *self._fate(world, effect, record))
                for effect in self.supports[name]
                if world.holds("ef", effect.id, record)
            )
            status = self._status(world, name, record, supported=True)
            unsupported = self._status(world, name, record, supported=False)
            kept[key] = _Sketch(fates, status, unsupported)
        return kept[key]  # type: ignore[no-any-return]

    def _status(self, world: World, name: str, record: int, *, supported: bool) -> Status:
        head = self.program.heads[name]
        if world.holds("cl", head, record):
            return "冲突"
        if world.holds("ps", head, record):
            return "成立"
        if world.holds("ng", head, record) or supported:
            return "不成立"
        if self.program.compiler.conclusions[name].defined:
            return "不成立"  # a definition always says something (§3.8)
        covered = any(world.holds("cv", e.id, record) for e in self.supports[name])
        barred = any(world.holds("ef", e.id, record) for e in self.forbids[name])
        return "不成立" if covered or barred else "无规定"

    def _fate(
        self, world: World, effect: ir.Effect, record: int
    ) -> tuple[State, tuple[int, ...], tuple[int, ...]]:
        number = effect.id
        if not world.holds("ca", number, record):
            notice = self.program.clause_of[number].notice
            by = tuple(
                f.id
                for f in self.forbids[effect.conclusion]
                if world.holds("ef", f.id, record) and self.program.clause_of[f.id].notice == notice
            )
            gaps = self._gaps(world, effect, notice)
            before = (*before_in_table(self.program, effect), *keeping(self.program, effect))
            first = [e.id for e in before]
            ahead = tuple(e for e in first if world.holds("ca", e, record))
            if ahead and not by and not gaps:
                return "behind", ahead, ()
            return "excluded", by, gaps
        if not world.holds("lv", number, record):
            return "overridden", world.victors(self.program, number, record), ()
        clash = world.holds("cl", self.program.heads[effect.conclusion], record)
        outranked = picks(self.program, effect.conclusion) and not clash
        if outranked and not world.holds("wi", number, record):
            winners = [e.id for e in self.supports[effect.conclusion]]
            return "outranked", tuple(e for e in winners if world.holds("wi", e, record)), ()
        return "won", (), ()

    def _gaps(self, world: World, effect: ir.Effect, notice: int) -> tuple[int, ...]:
        heads = self.program.compiler.conclusions
        return tuple(
            gap.id
            for gap in self.program.policy.gaps
            if gap.id in world.completion.gaps
            and gap.notice == notice
            and any(
                name == effect.conclusion or effect.conclusion in heads[name].members
                for name in gap.affects
            )
        )
