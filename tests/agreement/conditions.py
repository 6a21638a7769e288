"""Random conditions over the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from agreement import with_time
from agreement.vocabulary import AMOUNTS, BILL, DAYS, HEADS, bill, person

from yiju.ir import model as ir
from yiju.ir.model import PERSON

OPS = ("ge", "le", "gt", "lt", "eq", "ne")
WINDOWS = (
    ir.Window(from_month=9, from_day=1, to_month=12, to_day=31),
    ir.Window(from_month=11, from_day=30, to_month=2, to_day=31, wraps=True),
    ir.Window(from_month=2, from_day=1, to_month=2, to_day=31),
)


class Conditions:
    """Makes conditions on a record of a class, on what is decided before."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def make(self, cls: str, known: Sequence[str], depth: int = 2) -> ir.Cond:
        """A condition; `known` are the conclusions it may ask about."""
        rng = self.rng
        if depth == 0 or rng.random() < 0.6:
            return self._leaf(cls, known)
        items = tuple(self.make(cls, known, depth - 1) for _ in range(2))
        if rng.random() < 0.2:
            return ir.Not(item=items[0])
        return ir.All(items=items) if rng.random() < 0.4 else ir.AnyOf(items=items)

    def _leaf(self, cls: str, known: Sequence[str]) -> ir.Cond:
        rng = self.rng
        asked = [n for n in known if HEADS[n].cls in (cls, PERSON)]
        if asked and rng.random() < 0.35:
            return self._asks(rng.choice(asked))
        if cls == BILL and rng.random() < 0.75:
            return self._of_bill()
        return self._of_person()

    def _asks(self, name: str) -> ir.Cond:
        rng, head = self.rng, HEADS[name]
        if head.kind == "bool":
            return ir.Holds(name=name, denied=rng.random() < 0.2)
        value = ir.ConclusionValue(name=name)
        if head.kind == "money":
            other: ir.Expr = ir.Money(fen=int(rng.choice(AMOUNTS)))
        elif head.kind == "duration":
            other = ir.Months(n=rng.choice((1, 3)))
        else:
            other = ir.Date(iso=rng.choice(DAYS).isoformat())
        ordered = ("ge", "lt", "gt", "le")
        return ir.Compare(op=rng.choice(ordered), left=value, right=other)  # type: ignore[arg-type]

    def _compare(self, left: ir.Expr, right: ir.Expr) -> ir.Compare:
        return ir.Compare(op=self.rng.choice(OPS), left=left, right=right)  # type: ignore[arg-type]

    def _of_person(self) -> ir.Cond:
        rng = self.rng
        match rng.randrange(6):
            case 0:
                some = tuple(rng.sample(("三属", "参战", "复员"), rng.randint(1, 2)))
                return ir.Among(cls=PERSON, name="身份", values=some)
            case 1:
                return self._compare(
                    person("等级"), ir.Word(text=rng.choice(("一级", "二级", "三级")))
                )
            case 2:
                return self._compare(person("中断"), ir.Months(n=rng.choice((1, 3))))
            case 3:
                return self._compare(person("入学"), ir.Year(n=2025))
            case 4:
                return ir.Flag(cls=PERSON, name="孤老", value=rng.random() < 0.6)
        return ir.Flag(cls=PERSON, name="城镇", value=rng.random() < 0.5)

    def _of_bill(self) -> ir.Cond:
        rng = self.rng
        match rng.randrange(11):
            case 9 | 10:
                return with_time.condition(rng)
            case 0:
                return ir.Among(cls=BILL, name="就诊", values=(rng.choice(("住院", "门诊")),))
            case 1:
                some = tuple(rng.sample(("自残", "酗酒", "疾病"), rng.randint(1, 2)))
                return ir.Among(cls=BILL, name="病因", values=some)
            case 2:
                return self._compare(bill("余额"), ir.Money(fen=int(rng.choice(AMOUNTS))))
            case 3:
                half = ir.Arithmetic(op="*", left=bill("余额"), right=bill("自付比"))
                return self._compare(half, ir.Money(fen=int(rng.choice(AMOUNTS))))
            case 4:
                return self._compare(bill("发生日"), ir.Date(iso=rng.choice(DAYS).isoformat()))
            case 5:
                length = rng.choice((ir.Months(n=3), ir.Months(n=1), ir.Days(n=90), ir.Days(n=0)))
                what, after = bill(rng.choice(("发生日", "结算日"))), rng.random() < 0.4
                counted = rng.random() < 0.4
                return ir.Within(
                    what=what, base=person("参保日"), length=length, after=after, counted=counted
                )
            case 6:
                return ir.InWindow(what=bill("发生日"), window=rng.choice(WINDOWS))
            case 7:
                return ir.Flag(cls=BILL, name="精神病", value=rng.random() < 0.6)
        return ir.Flag(cls=BILL, name="定点", value=rng.random() < 0.5)
