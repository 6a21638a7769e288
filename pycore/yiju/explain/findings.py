"""Conditions as they turned out: what was asked, what the case says, whether it held.

Rebuilt on demand from the leaves and atoms of a world; nothing is decided here again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from yiju.asp.from_ir import Program
from yiju.asp.world import World, selected
from yiju.explain.formula import Formulas, show_value
from yiju.explain.records import Counted, counted_in
from yiju.ir import model as ir
from yiju.ir.model import PERSON, Window
from yiju.ir.walk import Leafy, leaf_operands, near
from yiju.values.evaluate import Env, period
from yiju.values.holidays import moved_to
from yiju.values.operations import Value, literal
from yiju.values.records import members, whole


@dataclass(frozen=True)
class Finding:
    """One condition: `asked` in the drafter's words, `actual` from the case, `held`."""

    asked: str
    held: bool
    actual: str = ""
    parts: tuple[Finding, ...] = ()
    way: str = ""  # 且、或、非 for a compound


def turns(finding: Finding, held: bool = True) -> int:
    """How many single conditions have to turn, at least, for the whole to be so."""
    if finding.held == held:
        return 0
    if not finding.parts:
        return 1
    if finding.way == "非":
        return turns(finding.parts[0], not held)
    counts = [turns(part, held) for part in finding.parts]
    together = (finding.way == "且") == held  # all parts have to be so, not one of them
    return max(1, sum(counts) if together else min(counts))


@dataclass(frozen=True)
class Examiner:
    """Examines conditions in one world, for one record."""

    program: Program
    world: World
    record: int
    known: Env  # what the case says; the world also has what it does not
    chosen: Collection[int] = ()  # questions of reading that were answered for this case

    def examine(self, cond: ir.Cond) -> Finding:
        """The condition with its parts."""
        if isinstance(cond, ir.Const):
            return Finding("", cond.value)
        if isinstance(cond, ir.All):
            parts = tuple(self.examine(item) for item in cond.items)
            return Finding("", all(p.held for p in parts), parts=parts, way="且")
        if isinstance(cond, ir.AnyOf):
            parts = tuple(self.examine(item) for item in cond.items)
            return Finding("", any(p.held for p in parts), parts=parts, way="或")
        if isinstance(cond, ir.Not):
            inner = self.examine(cond.item)
            if inner.parts:
                return Finding("", not inner.held, parts=(inner,), way="非")
            asked = f"非 {inner.asked}" if inner.asked else ""
            return Finding(asked, not inner.held, inner.actual)
        if isinstance(cond, ir.Reading):
            return self._reading(cond)
        if isinstance(cond, ir.Holds):
            return self._holds(cond)
        if isinstance(cond, ir.Quantified):
            return self._quantified(cond)
        return self._leaf(cond)

    def _quantified(self, cond: ir.Quantified) -> Finding:
        """存在 and 每个, record by record."""
        env = self.world.env
        numbers = members(env, cond, self.record if cond.owner else 0)
        if numbers is None:
            some = env.assumed.get(whole(cond, self.record)) is True
            held = some != cond.every
            return Finding(
                cond.text, held, f"案情没有列出{cond.cls}，这里取 {'是' if held else '否'}"
            )
        parts = []
        for s in numbers:
            found = replace(self, record=s).examine(cond.item)
            name = env.record(cond.cls, s - 1)
            parts.append(
                Finding(f"{name}：{found.asked}", found.held, found.actual, found.parts, found.way)
            )
        held = all(p.held for p in parts) if cond.every else any(p.held for p in parts)
        return Finding(cond.text, held, "" if parts else f"没有{cond.cls}", tuple(parts), "逐条")

    def _reading(self, cond: ir.Reading) -> Finding:
        """A reading is told where one was chosen; where none was, every one gave this answer."""
        question = self.program.policy.questions[cond.question]
        held = selected(cond, self.world.completion)
        if cond.question not in self.chosen:
            return Finding("", held)
        word, way = ("选择", "选了") if question.is_choice else ("读法", "采用")
        taken = self.world.completion.readings.get(cond.question, "")
        return Finding(f"{word}「{question.name}」为 {cond.option}", held, f"{way} {taken}")

    def _holds(self, cond: ir.Holds) -> Finding:
        head = self.program.compiler.conclusions[cond.name]
        r = 0 if head.cls == PERSON else self.record
        held = self.world.holds("ng" if cond.denied else "ps", self.program.heads[cond.name], r)
        if not head.defined:
            return Finding(cond.text or cond.name, held, "成立" if held else "不成立")
        parts = tuple(
            self.examine(node)
            for effect in self.program.effects.values()
            if effect.conclusion == cond.name and self.program.clause_of[effect.id].kind == "define"
            for node in (self.program.clause_of[effect.id].condition,)
        )
        return Finding(cond.text or cond.name, held, parts=parts, way="指")

    def _leaf(self, cond: Leafy) -> Finding:
        leaf = self.program.leaves.of(cond)
        r = 0 if leaf.cls == PERSON else self.record
        held = self.world.leaves.get((leaf.id, r), False)
        asked = getattr(cond, "text", "")
        return Finding(asked, held, self.actual(cond, asked) + self._moved(cond))

    def _moved(self, cond: Leafy) -> str:
        """Where the last day of a period moved on to, over days of rest."""
        if not isinstance(cond, ir.Within) or not cond.roll:
            return ""
        ends = period(self.program.compiler, cond, self.world.env, self.record)
        if ends is None:
            return ""
        moved = moved_to(ends[0], cond.roll, self.world.env.holidays)
        if moved == ends[0]:
            return f"；期间末日 {moved}，不是休息日"
        return f"；期间末日 {ends[0]} 休息，顺延到 {moved}"

    def actual(self, cond: ir.Node, asked: str) -> str:
        """What the case says of the facts a condition reads: `案情：七级`, or each by its name."""
        facts, parameters = at_hand(cond)
        dated = [n for n in near(cond) if isinstance(n, ir.Dated)]
        if dated:
            formulas = Formulas(self.program, self.world, self.record, -1)
            of_time = dict.fromkeys(formulas.words(node) for node in dated)
            return "，".join([*self._each(facts, parameters), *of_time])
        counted = list(counted_in(cond))
        if counted:
            told = Counted(self.program, self.world, self.record)
            shown = [told.tell(node) for node in counted]
            return "，".join([*self._each(facts, parameters), *shown])
        if len(facts) == 1 and not parameters:
            cls, name = next(iter(facts))
            if name == asked or (name in asked and not isinstance(cond, ir.Flag)):
                return self._fact(cls, name, "案情：")
            if isinstance(cond, ir.Flag):  # asked by its 否称
                return self._fact(cls, name, f"案情：{name} ")
        return "，".join(self._each(facts, parameters))

    def _each(self, facts: Collection[tuple[str, str]], parameters: Collection[str]) -> list[str]:
        """Each fact and parameter by its name."""
        shown = [self._fact(cls, name, f"{name} ") for cls, name in sorted(facts)]
        for name in sorted(parameters):
            value = self.world.env.parameters.get(name)
            told = "" if self.known.parameters.get(name) is not None else "没有给出，这里取 "
            said = show(value, self._parameter(name).kind)
            shown.append(f"{name} {told}{said}{self._in_principle(name, value)}")
        return shown

    def _fact(self, cls: str, name: str, word: str) -> str:
        """A fact as the case has it; where it has none, what this completion took."""
        index = 0 if cls == PERSON else self.record - 1
        value, kind = self.world.env.facts[cls][index].get(name), self._kind(cls, name)
        if self.known.facts[cls][index].get(name) == value:
            how = Counted(self.program, self.world, self.record).inferred(cls, name)
            return f"{word}{show(value, kind)}{f'（{how}）' if how else ''}"
        return f"{word.rstrip('： ')}没有写，这里取 {show(value, kind)}"

    def _kind(self, cls: str, name: str) -> ir.Kind:
        return self.program.compiler.attributes[cls, name].kind

    def _parameter(self, name: str) -> ir.ParameterDecl:
        return next(p for p in self.program.policy.parameters if p.name == name)

    def _in_principle(self, name: str, value: Value) -> str:
        """A value that the text gives only 原则上 is said to be so."""
        stated = [v for v in self._parameter(name).values if v.in_principle]
        taken = any(literal(v.value) == value for v in stated)
        return "，原则上如此，年度文件可以另定" if taken else ""


def at_hand(cond: ir.Node) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """The facts and parameters that a condition reads at the record at hand."""
    if not any(True for _ in counted_in(cond)):
        return leaf_operands(cond)
    found = list(near(cond))
    facts = {(n.cls, n.name) for n in found if isinstance(n, (ir.Attr, ir.Flag, ir.Among))}
    return frozenset(facts), frozenset(n.name for n in found if isinstance(n, ir.Parameter))


def show(value: Value, kind: ir.Kind) -> str:
    """A value in Chinese; a window without its 每年."""
    return show_window(value) if isinstance(value, Window) else show_value(value, kind)


def show_window(window: Window) -> str:
    """`9月1日 至 次年2月末日`."""
    ends = [(window.from_month, window.from_day), (window.to_month, window.to_day)]
    words = [f"{m}月{'末日' if d == 31 else f'{d}日'}" for m, d in ends]
    return f"{words[0]} 至 {'次年' if window.wraps else ''}{words[1]}"
