"""【推算】: how a fact of a class follows from other facts; semantics §14."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from yiju.ir import errors as resolving
from yiju.ir import errors_records as errors
from yiju.ir import kinds
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound
from yiju.ir.drafts import locator_of
from yiju.ir.readings import Readings, readings
from yiju.ir.scope import Scope, hint
from yiju.ir.walk import leaf_operands, walk
from yiju.syntax import tree

_DERIVED = ("bool", "money", "ratio", "number", "duration", "year", "date")
Key = tuple[str, str]


@dataclass
class Derivations:
    """Binds 【推算】 cards one by one."""

    scope: Scope
    define: Callable[[str], ir.Conclusion]
    found: dict[Key, ir.Derivation] = field(default_factory=dict)

    def bind(self, notice: int, card: tree.Card) -> None:
        """Add the derivation of a card."""
        head = self.scope.find(card.name, card.span)
        attribute = self.scope.attributes.get(card.name)
        if attribute is None or attribute.kind not in _DERIVED:
            fault, fix = "没有这一项档案", hint(card.name, self.scope.attributes)
            fix += "【推算】后面写【档案】里声明过的一项。"
            if attribute is not None:
                fault = f"它是{kinds.SHOWN[attribute.kind]}"
                fix = f"可以推算的：{'、'.join(kinds.SHOWN[k] for k in _DERIVED)}。"
            self.scope.report(errors.CannotDerive(span=head, name=card.name, fault=fault, fix=fix))
            return
        key = (attribute.cls, attribute.name)
        if key in self.found:
            where = str(self.found[key].span)
            self.scope.report(resolving.Duplicate(span=head, name=card.name, where=where))
            return
        marks = readings(self.scope, notice, card)
        lines = [x for x in card.lines if isinstance(x, tree.DerivedLine)]
        if len(lines) > 1 and any(line.mark is None for line in lines):
            fault, fix = (
                "没有代号的取值要单独一行",
                "几种读法各写一行，都标上代号；只有一种的只写一行。",
            )
            span = next(line.span for line in lines if line.mark is None)
            self.scope.report(errors.CannotDerive(span=span, name=card.name, fault=fault, fix=fix))
            return
        self.found[key] = ir.Derivation(
            cls=attribute.cls,
            name=attribute.name,
            notice=notice,
            locator=locator_of(card),
            lines=tuple(bound for line in lines if (bound := self._line(attribute, line, marks))),
            presumptions=tuple(x.text for x in card.lines if isinstance(x, tree.PresumptionLine)),
            span=card.span,
        )

    def _line(
        self, attribute: ir.Attribute, line: tree.DerivedLine, marks: Readings
    ) -> ir.DerivedLine | None:
        binder = Binder(self.scope, self.define, cls=attribute.cls)
        try:
            if attribute.kind == "bool":
                made = ir.DerivedLine(
                    marks.guard(line.mark), cond=binder.condition(line.value), text=line.text
                )
            else:
                value = binder.expect(line.value, attribute.kind)
                made = ir.DerivedLine(marks.guard(line.mark), value=value, text=line.text)
        except Unbound:
            return None
        for part in walk(made.cond or made.value or ir.ALWAYS):
            if isinstance(part, (ir.Holds, ir.ConclusionValue, ir.Quantified)):
                used = getattr(part, "name", "") or self.scope.text(part.span)
                self.scope.report(
                    errors.DerivedFromConclusion(span=part.span, name=attribute.name, used=used)
                )
                return None
        return made

    def ordered(self) -> tuple[ir.Derivation, ...]:
        """Each after all those whose facts it uses; a circle is told."""
        done: dict[Key, ir.Derivation] = {}
        left = dict(self.found)
        while left:
            ready = [k for k, d in left.items() if not (uses(d) & left.keys())]
            if not ready:
                first = next(iter(left.values()))
                path = " 要先知道 ".join(f"「{name}」" for _, name in left)
                span = self.scope.find(first.name, first.span)
                self.scope.report(errors.DerivedInCircle(span=span, path=path))
                break
            for key in ready:
                done[key] = left.pop(key)
        return tuple(done.values())


def uses(derivation: ir.Derivation) -> frozenset[Key]:
    """The facts that the lines of a derivation read, of whatever record."""
    found: set[Key] = set()
    for line in derivation.lines:
        found |= leaf_operands(line.cond or line.value or ir.ALWAYS)[0]
    return frozenset(found)
