"""The lines 限额, 累计, 年度依 and 次序依 of a card: the caps of its amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yiju.ir import errors, errors_money
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound
from yiju.ir.definitions import Definitions
from yiju.ir.readings import Readings
from yiju.ir.scope import hint
from yiju.source import Span
from yiju.syntax import tree


@dataclass
class Caps(Definitions):
    """Binds the caps of cards."""

    def capped(self, card: tree.Card) -> None:
        """限额 limits an amount that the card gives."""
        results = [line for line in card.lines if isinstance(line, tree.Result)]
        heads = (self.scope.conclusions.get(line.conclusion.name) for line in results)
        if any(h is None or h.kind == "money" or h.combine == "count" for h in heads):
            return  # or the fault is told already
        cap = next(line for line in card.lines if isinstance(line, tree.CapLine))
        fix = "「限额」管的是「则：某金额结论 为 …」；请移到那张卡片上。"
        self._refuse(self.scope.find("限额", cap.span), "限额", "给出金额的卡片", fix)

    def caps(
        self, card: tree.Card, head: ir.Conclusion, binder: Binder, found: Readings
    ) -> tuple[ir.Cap, ...]:
        """The caps on an amount of the card, in order of their lines.

        :raises Unbound: when one of them cannot be read; the fault is told.
        """
        return tuple(
            self._cap(card, line, head, binder, found)
            for line in card.lines
            if isinstance(line, tree.CapLine)
        )

    def _cap(
        self,
        card: tree.Card,
        cap: tree.CapLine,
        head: ir.Conclusion,
        binder: Binder,
        found: Readings,
    ) -> ir.Cap:
        limit = binder.expect(cap.limit, head.kind)
        if (cap.period == "count") != (head.combine == "count"):
            self.scope.report(
                errors_money.CountedCap(span=self.scope.find("限额", cap.span), name=head.name)
            )
            raise Unbound
        if cap.period in ("each", "count"):
            self._nothing_added(cap)
            return ir.Cap(limit=limit, period=cap.period, span=cap.span)
        spread = [x for x in card.lines if isinstance(x, tree.CapRangeLine)]
        days = [x for x in card.lines if isinstance(x, tree.CapKeyLine)]
        years = [x for x in days if not x.order]
        orders = [x for x in days if x.order]
        self._complete(cap, head, bool(spread), bool(years), bool(orders))
        said = [(found.guard(x.mark), x.names) for x in spread]
        if cap.names is not None:
            said = [(ir.ALWAYS, cap.names)]
        sound = [self._adds(names, head) for _, names in said]
        sound += [self._date(line, head) for line in days]
        if not all(sound):
            raise Unbound
        ranges = [_range(guard, names, head) for guard, names in said]
        return ir.Cap(
            limit=limit,
            period=cap.period,
            ranges=tuple(ranges),
            keys=self._keys(years, found) if cap.period == "year" or not orders else (),
            orders=self._keys(orders, found),
            span=cap.span,
        )

    @staticmethod
    def _keys(lines: Sequence[tree.CapKeyLine], found: Readings) -> tuple[ir.CapKey, ...]:
        return tuple(ir.CapKey(found.guard(x.mark), x.attribute.name) for x in lines)

    def _nothing_added(self, cap: tree.CapLine) -> None:
        if cap.names is not None:
            fix = "每笔限额只看这一笔，不累计；请去掉「含 …」。"
            word = cap.names[0].name if cap.names else "本目"
            self._refuse(self.scope.find(word, cap.span), word, "每笔限额的写法", fix)
            raise Unbound

    def _complete(
        self, cap: tree.CapLine, head: ir.Conclusion, spread: bool, year: bool, order: bool
    ) -> None:
        """What is added up and along which day are said, or are a reading; never taken for granted."""
        missing: list[tuple[str, str]] = []
        if not spread and cap.names is None:
            missing.append(("累计哪些补助", f"累计：本目」或「累计：{head.name}"))
        if cap.period == "year" and not year:
            missing.append(("依哪一天分年度和排先后", "年度依：费用发生日"))
        elif not (year or order):
            missing.append(("依哪一天排先后", "次序依：费用发生日"))
        for what, example in missing:
            span = self.scope.find("限额", cap.span)
            self.scope.report(errors.CapNotSaid(span=span, missing=what, example=example))
        if missing:
            raise Unbound

    def _adds(self, names: Sequence[tree.Name], head: ir.Conclusion) -> bool:
        """Whether a cap can add these up; none: only what its own card gives."""
        if not all([self._amount(name, head) for name in names]):
            return False
        said = [name.name for name in names]
        if names and head.name not in said:
            fix = f"累计里要有本卡片给出的「{head.name}」；只算本卡片的，写「本目」。"
            self._refuse(names[0].span, said[0], "本卡片给出的那个结论", fix)
            return False
        return True

    def _amount(self, name: tree.Name, head: ir.Conclusion) -> bool:
        """What one cap adds up are amounts of one kind of records."""
        other = self.scope.conclusions.get(name.name)
        amounts = [c for c in self.scope.conclusions.values() if c.kind == "money"]
        alike = [c.name for c in amounts if c.cls == head.cls and not c.members]
        if other is None or other.name not in alike:
            near = hint(name.name, alike)
            fix = f"可以一起累计的结论：{'、'.join(alike)}。"
            wanted = f"每 {head.cls} 的金额结论"
            self._refuse(name.span, name.name, wanted, near + fix)
            return False
        return True

    def _date(self, line: tree.CapKeyLine, head: ir.Conclusion) -> bool:
        name = line.attribute.name
        attribute = self.scope.attributes.get(name)
        if attribute is None or attribute.kind != "date" or attribute.cls != head.cls:
            dates = [
                a.name
                for a in self.scope.attributes.values()
                if a.kind == "date" and a.cls == head.cls
            ]
            fix = f"可用的日期：{'、'.join(dates)}。"
            self._refuse(line.attribute.span, name, f"「{head.cls}」的一个日期", fix)
            return False
        return True

    def _refuse(self, span: Span, name: str, wanted: str, fix: str) -> None:
        self.scope.report(errors.WrongAttribute(span=span, name=name, wanted=wanted, fix=fix))


def _range(guard: ir.Cond, names: Sequence[tree.Name], head: ir.Conclusion) -> ir.CapRange:
    others = {name.name for name in names} - {head.name}
    return ir.CapRange(guard, "all" if names else "row", tuple(sorted(others)))
