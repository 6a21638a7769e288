"""Random formulas for the values of conclusions."""

from __future__ import annotations

from random import Random
from typing import Any, Protocol

from agreement import with_time
from agreement.vocabulary import AMOUNTS, DAYS, bill, person

from yiju.ir import model as ir
from yiju.ir.model import ConclusionValue


class Declares(Protocol):
    """The policy that the formulas belong to."""

    asked: list[str]
    parameters: list[ir.ParameterDecl]


class Formulas:
    """Makes formulas; a parameter it needs is declared in the policy."""

    def __init__(self, rng: Random, policy: Declares) -> None:
        self.rng = rng
        self.policy = policy

    def make(self, name: str) -> ir.Expr:
        """A formula for a conclusion, of what is decided before it."""
        match name:
            case "起始日":
                return self._day()
            case "等待长":
                return self._length()
            case "终止日":
                return self._end()
        return self._amount(name)

    def base(self) -> ir.Expr:
        """What a local ratio is taken of."""
        if self.rng.random() < 0.8:
            return bill("余额")
        zero = ir.Money(fen=0)
        rest = ir.Arithmetic(op="-", left=bill("余额"), right=bill("他方"))
        return ir.Extreme(which="max", items=(zero, rest))

    def _declared(
        self, name: str, kind: Any, values: tuple[ir.ParameterValue, ...]
    ) -> ir.Parameter:
        if all(p.name != name for p in self.policy.parameters):
            known = values if self.rng.random() < 0.25 else ()
            self.policy.parameters.append(
                ir.ParameterDecl(name=name, kind=kind, notice=0, locator="", values=known)
            )
        return ir.Parameter(name=name)

    def _amount(self, name: str) -> ir.Expr:
        rng = self.rng
        if name == "补助" and "津贴" in self.policy.asked and rng.random() < 0.2:
            half = ir.Rational(num=1, den=2)
            return ir.Arithmetic(op="*", left=ConclusionValue(name="津贴"), right=half)
        match rng.choice((0, 1, 2, 2, 3, 4, 5)):
            case 0:
                return ir.Money(fen=int(rng.choice(AMOUNTS)))
            case 1:
                most = ir.Money(fen=rng.choice((100, 200)))
                return ir.Extreme(which="min", items=(bill("余额"), most))
            case 2:
                old = ir.ParameterValue(ir.Money(fen=100))
                new = ir.ParameterValue(ir.Money(fen=201), since="2025-09-01")
                return self._declared("标准", "money", (old, new))
            case 3:
                return ir.Arithmetic(op="*", left=bill("余额"), right=bill("自付比"))
            case 4:
                part = ir.Arithmetic(op="/", left=bill("余额"), right=ir.Rational(num=3))
                return ir.Floor(item=part)
        ratio = ir.Rational(num=rng.choice((25, 50, 80)), den=100, percent=True)
        return ir.Arithmetic(op="*", left=bill("余额"), right=ratio)

    def _day(self) -> ir.Expr:
        rng = self.rng
        base = bill(rng.choice(("发生日", "发生日", "结算日")))
        match rng.randrange(6):
            case 5:
                return with_time.day(rng, base)
            case 0:
                return ir.Date(iso=rng.choice(DAYS).isoformat())
            case 1:
                return ir.Anchor(base=base, which="next_day")
            case 2:
                which: Any = rng.choice(("this_month", "next_month"))
                return ir.Anchor(base=base, which=which, day=rng.choice((1, 31)))
            case 3:
                which = rng.choice(("this_year", "next_year"))
                return ir.Anchor(base=base, which=which, month=2, day=rng.choice((1, 31)))
        length = rng.choice((ir.Months(n=1), ir.Months(n=12), ir.Days(n=90), person("中断")))
        return ir.Shift(base=base, length=length)

    def _length(self) -> ir.Expr:
        rng = self.rng
        match rng.randrange(4):
            case 0:
                return person("中断")
            case 1:
                return self._declared("月数", "duration", (ir.ParameterValue(ir.Months(n=3)),))
            case 2:
                return with_time.length(rng)
        return ir.Months(n=rng.choice((1, 3, 12)))

    def _end(self) -> ir.Expr:
        rng, asked = self.rng, self.policy.asked
        base: ir.Expr = bill("发生日")
        if "起始日" in asked and rng.random() < 0.6:
            base = ConclusionValue(name="起始日")
        length: ir.Expr = ir.Months(n=rng.choice((1, 3, 12)))
        if "等待长" in asked and rng.random() < 0.6:
            length = ConclusionValue(name="等待长")
        return ir.PeriodEnd(base=base, length=length, whole=rng.random() < 0.5)
