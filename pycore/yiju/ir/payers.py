"""则：X 为 总额 依次减去 甲、乙: payers in turn, bound; docs/semantics.md §15."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.ir import errors, errors_money
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound
from yiju.ir.definitions import Definitions
from yiju.ir.drafts import change
from yiju.ir.scope import hint
from yiju.syntax import tree


@dataclass
class Payers(Definitions):
    """Binds payers in turn."""

    def in_turn(
        self, effect: ir.Effect, head: ir.Conclusion, line: tree.Result, binder: Binder
    ) -> ir.Effect:
        """The effect that gives what is left.

        :raises Unbound: when a payer cannot take a turn; the fault is told.
        """
        if not all([self._payer(name, head, line) for name in line.payers]):
            raise Unbound
        if head.kind != "money":
            fix = "余下的是金额；请在【结论】里把它声明为金额。"
            self._wrong(line.conclusion, "金额结论", fix)
            raise Unbound
        assert line.value is not None
        total = binder.expect(line.value, "money")
        names = tuple(name.name for name in line.payers)
        left = total
        for name in names:
            left = ir.Arithmetic(op="-", left=left, right=ir.Paid(name=name))
        value = ir.Extreme(which="max", items=(ir.Money(fen=0), left), span=line.span)
        return change(effect, mode="value", value=value, total=total, payers=names)

    def _payer(self, name: tree.Name, head: ir.Conclusion, line: tree.Result) -> bool:
        """An amount on the same kind of record, once, not a sum, not what is left itself."""
        payer = self.scope.conclusions.get(name.name)
        alike = [
            c.name
            for c in self.scope.conclusions.values()
            if c.kind == "money" and c.cls == head.cls and not c.members and c.name != head.name
        ]
        if payer is None or payer.name not in alike:
            fix = f"{hint(name.name, alike)}可以作付款方的结论：{'、'.join(alike)}。"
            self._wrong(name, f"每 {head.cls} 的金额结论", fix)
            return False
        if payer.combine == "sum":
            self.scope.report(errors_money.SumInTurn(span=name.span, name=payer.name))
            return False
        twice = [n for n in line.payers if n.name == name.name]
        if twice[0] is not name:
            self._wrong(name, "没有写过的付款方", "每个付款方只写一次；请删去一个。")
            return False
        return True

    def _wrong(self, name: tree.Name, wanted: str, fix: str) -> None:
        self.scope.report(
            errors.WrongAttribute(span=name.span, name=name.name, wanted=wanted, fix=fix)
        )
