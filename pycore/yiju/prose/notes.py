"""Notes under a restated clause: where the names it uses come from, where its periods end."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.ir import model as ir
from yiju.ir.walk import clause_nodes, walk
from yiju.prose.names import quoted
from yiju.prose.tasks import Tasks

_CITED = 6  # clauses named where a conclusion is given by more


class Notes(Tasks):
    """Words the notes of a clause."""

    def notes(self, clause: ir.Clause) -> tuple[str, ...]:
        """Each name once, then each period once."""
        nodes = [n for node in _nodes(clause) for n in walk(node)]
        names = dict.fromkeys(n.name for n in nodes if isinstance(n, _NAMED))
        where = [self._where(name, clause) for name in names]
        periods = [self.period_note(n) for n in nodes if isinstance(n, ir.Within)]
        days = [self.day_note(n) for n in nodes if isinstance(n, ir.PeriodEnd | ir.Shift)]
        days += [self.apart_note(n) for n in nodes if isinstance(n, ir.Apart)]
        return tuple(dict.fromkeys(note for note in [*where, *periods, *days] if note))

    def _where(self, name: str, clause: ir.Clause) -> str:
        if name in self.parameters:
            declared = self.parameters[name]
            if declared.local or not declared.locator or " " in declared.name:
                return ""
            known = "" if declared.values else "，条文没有写"
            return f"{quoted(name)}见{self._at(declared.notice, declared.locator, clause)}{known}"
        head = self.heads[name]
        given = [c for c in self.policy.clauses if any(e.conclusion == name for e in c.effects)]
        given = [c for c in given if c.id != clause.id]
        if head.defined:
            made = next((c for c in given if c.kind == "define"), None)
            if made is None:
                return ""
            return f"{quoted(name)}的定义见{self._at(made.notice, made.locator, clause)}"
        if not given:
            return ""
        cites = self.cites(given[:_CITED], clause.notice)
        more = "等" if given[_CITED:] else ""
        return f"{quoted(name)}由{cites}{more}规定"

    def _at(self, notice: int, locator: str, clause: ir.Clause) -> str:
        other = self.policy.notices[notice]
        if locator.startswith("「"):
            return f"《{other.name}》" if notice != clause.notice else "本文件"
        return locator if notice == clause.notice else other.short + locator


_NAMED = (ir.Holds, ir.Parameter, ir.ConclusionValue, ir.Paid)


def _nodes(clause: ir.Clause) -> Iterator[ir.Node]:
    """Everything of a clause that can hold names: conditions, values, limits."""
    yield from clause_nodes(clause)
    for effect in clause.effects:
        yield from (n for n in (effect.total, effect.value) if n is not None and not effect.payers)
        if effect.total is not None:
            yield effect.total
        yield from (cap.limit for cap in effect.caps)
