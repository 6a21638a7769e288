"""Conditions as predicates: A，且B; with 且 and 或者 never side by side without brackets or a list."""

from __future__ import annotations

from collections.abc import Sequence

from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import bare
from yiju.prose.bounds import Bounds
from yiju.prose.names import is_deed, is_group, listed, quoted

_NONE = "中的任何一种"


class Conditions(Bounds):
    """Words conditions."""

    def predicate(self, cond: ir.Cond, within: str = "") -> str:
        """The condition in one line, to stand alone between commas."""
        match cond:
            case ir.All():
                return "，且".join(self._member(c, within) for c in self.merged(cond.items))
            case ir.AnyOf():
                alike = self._identities(cond, within)
                return alike or "，或者".join(self._member(c, within) for c in cond.items)
            case _:
                return self.atom(cond, within)

    def _member(self, cond: ir.Cond, within: str) -> str:
        """A member of a list of conditions; one that is itself a list stands in brackets."""
        if isinstance(cond, ir.AnyOf) and self._identities(cond, within):
            return self.predicate(cond, within)
        if isinstance(cond, ir.AnyOf):
            return f"（{self.predicate(cond, within)}）"
        if isinstance(cond, ir.All) and len(self.merged([cond])) > 1:
            return f"（{self.predicate(cond, within)}）"
        return self.atom(cond, within)

    def inside(self, cond: ir.Cond, within: str) -> str:
        """A condition on the records counted."""
        return self.predicate(cond, within)

    def merged(self, items: Sequence[ir.Cond]) -> list[ir.Cond]:
        """Conditions that all hold, one level; what is a range stays one condition."""
        found: list[ir.Cond] = []
        for item in items:
            if isinstance(item, ir.All) and self._range(item) is None:
                found += self.merged(item.items)
            else:
                found.append(item)
        return found

    @staticmethod
    def _range(cond: ir.All) -> tuple[ir.Compare, ir.Compare] | None:
        if len(cond.items) != 2:
            return None
        low, high = cond.items
        if not (isinstance(low, ir.Compare) and isinstance(high, ir.Compare)):
            return None
        alike = (low.op, high.op) == ("ge", "le") and bare(low.left) == bare(high.left)
        return (low, high) if alike and low.span == high.span else None

    # ── one condition ───────────────────────────────────────────────────────

    def atom(self, cond: ir.Cond, within: str = "", *, holds: bool = True) -> str:
        """One condition, or that it fails."""
        match cond:
            case ir.Not():
                return self.atom(cond.item, within, holds=not holds)
            case ir.Const():
                return "没有限制" if cond.value == holds else "不会有这种情形"
            case ir.All():
                return self._all(cond, within, holds=holds)
            case ir.AnyOf():
                return self._any(cond, within, holds=holds)
            case ir.Holds():
                return self._holds(cond, holds=holds)
            case ir.Reading():
                word = "取" if holds else "不取"
                return f"读法「{self.policy.questions[cond.question].name}」{word}{cond.option}"
            case ir.Quantified():
                return self._quantified(cond, holds=holds)
            case _:
                return self._of_facts(cond, within, holds=holds)

    def _of_facts(
        self,
        cond: ir.Flag | ir.Among | ir.Compare | ir.Within | ir.InWindow,
        within: str,
        *,
        holds: bool,
    ) -> str:
        match cond:
            case ir.Flag():
                return self._flag(cond, within, holds=holds)
            case ir.Among():
                return self._among(cond, within, holds=holds)
            case ir.Compare():
                return self.compared(cond, within, holds=holds)
            case ir.Within():
                return self.period(cond, within, holds=holds)
            case ir.InWindow():
                return self.in_window(cond, within, holds=holds)

    def _all(self, cond: ir.All, within: str, *, holds: bool) -> str:
        pair = self._range(cond)
        if pair is not None:
            return self.between(*pair, within, holds=holds)
        if len(cond.items) == 1:
            return self.atom(cond.items[0], within, holds=holds)
        said = self.predicate(cond, within)
        return said if holds else f"不同时符合“{said}”"

    def _any(self, cond: ir.AnyOf, within: str, *, holds: bool) -> str:
        alike = self._identities(cond, within, holds=holds)
        if alike:
            return alike
        if len(cond.items) == 1:
            return self.atom(cond.items[0], within, holds=holds)
        said = self.predicate(cond, within)
        return said if holds else f"没有“{said}”{_NONE}情形"

    def _flag(self, cond: ir.Flag, within: str, *, holds: bool) -> str:
        attribute = self.attributes.get((cond.cls, cond.name))
        negative = attribute.negative if attribute else ""
        whose = "本人" if within and cond.cls == PERSON else ""
        if not cond.value:
            said = negative or f"{quoted(cond.name)}为否"
            return whose + (said if holds else f"并非{said}")
        said = f"属于{cond.name}" if is_group(cond.name) else cond.name
        if holds:
            return whose + said
        return whose + (f"不{said}" if is_group(cond.name) else f"并非{said}")

    def _among(self, cond: ir.Among, within: str, *, holds: bool) -> str:
        attribute = self.attributes.get((cond.cls, cond.name))
        many = attribute is not None and attribute.kind == "many"
        if many and cond.cls == PERSON and not within:
            if holds:
                return f"属于{listed(cond.values)}"
            return f"不属于{listed(cond.values, _NONE)}"
        whose = "本人的" if within and cond.cls == PERSON else ""
        word = {(True, True): "含", (True, False): "不含", (False, True): "为"}.get(
            (many, holds), "不为"
        )
        return f"{whose}{cond.name}{word}{listed(cond.values, '之一' if holds else _NONE)}"

    def _holds(self, cond: ir.Holds, *, holds: bool) -> str:
        head = self.heads.get(cond.name)
        name = quoted(cond.name)
        if head is not None and head.group:
            return self.paper(head, "含" if holds else "不含")
        if head is not None and head.like:
            return f"{'' if holds else '不'}参照{quoted(head.like)}"
        if cond.denied:
            return f"{'有' if holds else '没有'}条文说{name}不成立"
        if (head is not None and head.defined) or is_group(cond.name):
            return f"{'属于' if holds else '不属于'}{name}"
        if not holds:
            return f"{name}不成立"
        return cond.name if is_deed(cond.name) else f"{name}成立"

    @staticmethod
    def paper(head: ir.Conclusion, word: str) -> str:
        """应交材料含居民身份证; of alternatives, any one of which will do."""
        one = "（任一件）" if len(head.papers) > 1 else ""
        return f"{quoted(head.group)}{word}{'或'.join(head.papers)}{one}"

    def _quantified(self, cond: ir.Quantified, *, holds: bool) -> str:
        whose = f"该{cond.owner}的" if cond.owner else ""
        said = self.predicate(cond.item, cond.cls)
        if cond.every:
            word = "都符合" if holds else "并非都符合"
            return f"{whose}每条{cond.cls}{word}“{said}”（一条也没有的，算都符合）"
        return f"{whose}{cond.cls}中{'至少有' if holds else '没有'}一条符合“{said}”"

    def _identities(self, cond: ir.AnyOf, within: str, *, holds: bool = True) -> str:
        """属于甲、乙之一, where all that is asked is what somebody is."""
        names: list[str] = []
        for item in cond.items:
            name = self._identity(item, within)
            if not name:
                return ""
            names += name
        if len(names) < 2:
            return ""
        return f"属于{listed(names)}" if holds else f"不属于{listed(names, _NONE)}"

    def _identity(self, cond: ir.Cond, within: str) -> list[str]:
        if isinstance(cond, ir.Among) and cond.cls == PERSON and not within:
            attribute = self.attributes.get((cond.cls, cond.name))
            return list(cond.values) if attribute and attribute.kind == "many" else []
        if isinstance(cond, ir.Holds) and not cond.denied:
            head = self.heads.get(cond.name)
            if (head is not None and head.defined) or is_group(cond.name):
                return [quoted(cond.name)]
        return []

    # ── lists ───────────────────────────────────────────────────────────────

    def listing(self, cond: ir.Cond, within: str = "") -> tuple[list[ir.Cond], tuple[str, ...]]:
        """What is asked in any case, and the alternatives that are better set out as a list."""
        parts = self.merged([cond])
        for part in parts:
            if isinstance(part, ir.AnyOf) and self._wants_list(part, within):
                items = tuple(self.predicate(item, within) for item in part.items)
                return [p for p in parts if p is not part], items
        return parts, ()

    def _wants_list(self, cond: ir.AnyOf, within: str) -> bool:
        if self._identities(cond, within) or len(cond.items) < 2:
            return False
        said = [self.predicate(item, within) for item in cond.items]
        return len(said) > 2 or sum(map(len, said)) > 24 or any("，" in s for s in said)
