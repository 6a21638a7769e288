"""Changes as sentences: `账单「春」险种 为 居民医保（案情：职工医保）`."""

from __future__ import annotations

from typing import NamedTuple

from yiju.asp.items import Item
from yiju.asp.levers import Lever
from yiju.asp.repairs import Change, Repair
from yiju.asp.worlds import Deciding
from yiju.explain.findings import show
from yiju.ir import model as ir
from yiju.values.operations import Value


class Said(NamedTuple):
    """A change in words: what it is put at, and what the case has now."""

    what: str
    now: str


class Changes:
    """Words changes of one case."""

    def __init__(self, deciding: Deciding) -> None:
        self.deciding = deciding
        self.policy = deciding.policy
        self.attributes = deciding.program.compiler.attributes

    def said(self, change: Change) -> Said:
        """The change, and what there is now; `现在` is empty for what is no fact."""
        item = change.lever.item
        match item.kind:
            case "member":
                way = "含" if change.value else "不含"
                return Said(f"{item.name} {way} {item.key[3]}", self._now(change.lever))
            case "fact":
                return Said(f"{item.name} {self._value(change)}", self._now(change.lever))
            case "reading":
                return Said(
                    f"{item.name}＝{change.value}「{self._option(item, change.value)}」", ""
                )
            case "gap":
                return Said(f"{item.name} {'适用' if change.value else '不适用'}", "")
            case _:
                return Said(f"{item.name} {self._value(change)}", "")

    def _value(self, change: Change) -> str:
        """`为 职工医保`, `不晚于 2025-12-31`, `在 … 至 …`."""
        item, kind = change.lever.item, self.kind(change.lever)

        def shown(value: Value) -> str:
            return show(value, kind)

        if not item.ordered or change.low == change.high:
            return f"为 {shown(change.value)}{_edge(change, kind)}"
        low, high = shown(change.low), shown(change.high)
        if change.closed_below and change.closed_above:
            return f"在 {low} 至 {high}"
        least, most = ("不早于", "不晚于") if kind == "date" else ("不低于", "不超过")
        tried = kind == "date"  # amounts were tried far beyond any that occurs
        if change.closed_below:
            return f"{least} {low}" + (f"（试到 {high}）" if tried else "")
        if change.closed_above:
            return f"{most} {high}" + (f"（试到 {low}）" if tried else "")
        return f"在 {low} 至 {high}（两头以外没有试）"

    def _option(self, item: Item, key: object) -> str:
        options = self.policy.questions[item.number].options
        return next(o.text for o in options if o.key == key)

    def _now(self, lever: Lever) -> str:
        if lever.now is None:
            return "没有写"
        cls, index, name = lever.item.key[:3]
        fact = self.deciding.opened.env.facts[str(cls)][int(index)].get(str(name))  # type: ignore[call-overload]
        return show(fact, self.attributes[str(cls), str(name)].kind)

    def kind(self, lever: Lever) -> ir.Kind:
        """The kind of the lever's values."""
        item = lever.item
        if item.kind == "effective":
            return "date"
        if item.kind in ("reading", "gap", "member"):
            return "bool"
        if item.kind == "parameter":
            return next(p.kind for p in self.policy.parameters if p.name == item.key[0])
        return self.attributes[str(item.key[0]), str(item.key[2])].kind


def _edge(change: Change, kind: ir.Kind) -> str:
    """Of a single value, whether the one just before or after it was seen to miss."""
    earlier, later = ("早", "晚") if kind == "date" else ("少", "多")
    if change.closed_below:
        return f"，再{earlier}就不行"
    return f"，再{later}就不行" if change.closed_above else ""


def counted(repair: Repair) -> str:
    """`改 1 项事实，补 1 项事实，取定 1 个待定项，选定 2 处读法或缺文`."""
    levers = [change.lever for change in repair.changes]
    facts = [lever for lever in levers if lever.level == "fact"]
    known = sum(lever.now is not None for lever in facts)
    counts = (
        (known, "改 {} 项事实"),
        (len(facts) - known, "补 {} 项事实"),
        (sum(lever.level == "setting" for lever in levers), "取定 {} 个待定项"),
        (sum(lever.level == "text" for lever in levers), "选定 {} 处读法或缺文"),
    )
    return "，".join(word.format(n) for n, word in counts if n)
