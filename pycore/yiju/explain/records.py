"""What counts records, in words: which records were counted, and what each of them had."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.asp.from_ir import Program
from yiju.asp.world import World
from yiju.case.model import ABSENT
from yiju.explain.formula import show_value
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import children
from yiju.values.infer import chosen
from yiju.values.records import list_kind, members, within
from yiju.values.words import words


def counted_in(node: ir.Node) -> Iterator[ir.Aggregate | ir.Stretch]:
    """The outermost nodes that count records."""
    if isinstance(node, (ir.Aggregate, ir.Stretch)):
        yield node
        return
    for child in children(node):
        yield from counted_in(child)


class Counted:
    """Tells values over records in one world."""

    def __init__(self, program: Program, world: World, record: int) -> None:
        self.program = program
        self.env = world.env
        self.record = record

    def tell(self, node: ir.Aggregate | ir.Stretch) -> str:
        """`合计（明细 的 金额）300.00元（明细「1」100.00元、明细「2」200.00元）`."""
        value = self.program.compiler.value(node)(self.env, self.record)
        shown = show_value(value, list_kind(self.program.compiler, node))
        of = self.of(node)
        return f"{node.text or words(node)} {shown}{f'（{of}）' if of else ''}"

    def of(self, node: ir.Aggregate | ir.Stretch) -> str:
        """The records it was counted from."""
        env = self.env
        numbers = members(env, node, self.record)
        if numbers is None:
            return f"案情没有列出{node.cls}"
        if not numbers:
            return f"没有{node.cls}"
        pick = self.program.compiler.counter.pick(node.where)
        with within(env, self.record):
            taken = [s for s in numbers if pick(env, s)]
            told = "、".join(env.record(node.cls, s - 1) + self._part(node, s) for s in taken)
        left = len(numbers) - len(taken)
        rest = f"{'；' if told else ''}另有 {left} 条不合条件" if left else ""
        return told + rest

    def _part(self, node: ir.Aggregate | ir.Stretch, s: int) -> str:
        """What one record had."""
        if isinstance(node, ir.Stretch):
            row = self.env.facts[node.cls][s - 1]
            first, last = row.get(node.start), row.get(node.end)
            ends = (
                show_value(first, "date"),
                "至今" if last is ABSENT else show_value(last, "date"),
            )
            return f" {' 至 '.join(ends) if last is not ABSENT else ' '.join(ends)}"
        if node.of is None:
            return ""
        value = self.program.compiler.value(node.of)(self.env, s)
        return f" {show_value(value, list_kind(self.program.compiler, node))}"

    def inferred(self, cls: str, name: str) -> str:
        """How a fact that the case does not state follows from its records; empty when it does not."""
        index = 0 if cls == PERSON else self.record - 1
        derivation = self.env.inferred.get((cls, index, name))
        inference = self.program.inference
        if derivation is None or inference is None:
            return ""
        line = next((x for x in derivation.lines if chosen(x.when, self.env)), None)
        if line is None:
            return ""
        said = line.cond if line.cond is not None else line.value or ir.ALWAYS
        notice = self.program.policy.notices[derivation.notice]
        told = "；".join(self.tell(node) for node in counted_in(said))
        return f"由{notice.short}{derivation.locator}推算：{told or line.text}"
