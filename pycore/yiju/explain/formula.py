"""Formulas with the numbers put in: `6,858.71元 × 90% ＝ 6,172.839元`."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from yiju.asp.from_conclusions import picks
from yiju.asp.from_ir import Program
from yiju.asp.ledger import Ledger, chosen, day_of
from yiju.asp.world import World, selected
from yiju.case.model import ABSENT, Duration
from yiju.case.scalars import show_fact
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import near
from yiju.values.evaluate import round_half_up
from yiju.values.operations import Value
from yiju.values.words import words


class Formulas:
    """Words formulas of one program in one world."""

    def __init__(self, program: Program, world: World, record: int, notice: int) -> None:
        self.program = program
        self.notice = notice  # whose formulas: only its own 不得计入 is taken off
        self.world = world
        self.record = record

    def value(self, expr: ir.Expr) -> Value:
        """What an expression comes to, with struck parts taken off."""
        compiled = self.program.compiler.value(expr, formula=True, notice=self.notice)
        return compiled(self.world.env, self.record)

    def words(self, expr: ir.Expr) -> str:
        """The expression with each operand's value behind its name."""
        return words(expr, lambda node: f"{node.name}{self._shown(node)}")

    def _shown(self, expr: ir.Expr) -> str:
        since = self._since(expr) if isinstance(expr, ir.Dated) else ""
        return f"（{self.show(self.value(expr), expr)}{since}）"

    def _since(self, expr: ir.Dated) -> str:
        """From when the period runs whose value counts here."""
        day = self.value(expr.base)
        begun = [s for s in expr.since if s and isinstance(day, date) and s <= day.isoformat()]
        return f"，{begun[-1]} 起" if begun else ""

    def show(self, value: Value, expr: ir.Expr) -> str:
        """A value by the kind of its expression."""
        return show_value(value, self._kind(expr))

    def _kind(self, expr: ir.Expr) -> ir.Kind | None:
        match expr:
            case ir.Attr():
                return self.program.compiler.attributes[expr.cls, expr.name].kind
            case ir.Parameter() | ir.Dated():
                return next(p.kind for p in self.program.policy.parameters if p.name == expr.name)
            case ir.ConclusionValue() | ir.Paid():
                return self.program.compiler.conclusions[expr.name].kind
            case ir.Money():
                return "money"
            case ir.Rational():
                return "ratio" if expr.percent else "number"
            case _:
                return None

    def computed(self, expr: ir.Expr) -> list[str]:
        """The expression and what it comes to; nothing where the clause says the value itself."""
        if isinstance(expr, (ir.Word, *ir.Literal_.__args__)):
            return []
        shown = self.show(self.value(expr), expr)
        if isinstance(expr, (ir.Attr, ir.Parameter, ir.ConclusionValue)):
            return [f"{expr.name} {shown}"]
        return [f"{self.words(expr)} ＝ {shown}"]

    # ── amounts under a cap ─────────────────────────────────────────────────

    def amount(self, effect: ir.Effect) -> list[str]:
        """The steps from the base to what is got: product, rounding, cap."""
        assert effect.value is not None
        if effect.payers:
            return self._in_turn(effect)
        base = self.value(effect.value)
        ratio = self.world.env.parameters.get(effect.ratio) if effect.ratio else None
        if base is None or base is ABSENT or (effect.ratio and ratio is None):
            return [self.words(effect.value)]
        steps = self._struck(effect.value)
        raw = base * ratio if ratio is not None else base
        if ratio is not None:
            steps.append(
                f"{self.words(effect.value)} × {show_value(ratio, 'ratio')} ＝ {money(raw)}"
            )
        gross = round_half_up(raw)
        if gross != raw:
            steps.append(f"四舍五入到分：{money(gross)}")
        more = effect.caps or effect.conclusion in self.program.turns
        if not steps and more and not isinstance(effect.value, ir.Money):
            steps.append(f"{self.words(effect.value)} ＝ {money(gross)}")
        steps += self._turn(effect, gross)
        if effect.caps:
            steps += self._caps(effect, gross)
        if isinstance(effect.value, ir.Money):
            return steps  # the amount stands behind the clause
        return steps or [f"{self.words(effect.value)} ＝ {money(gross)}"]

    def _struck(self, expr: ir.Expr) -> list[str]:
        """不得计入: what was taken off an amount first, and by which clause."""
        steps = []
        named = {(n.cls, n.name) for n in near(expr) if isinstance(n, ir.Attr)}
        for cls, name in sorted(named):
            off = self.world.env.struck.get((self.notice, name, self.record))
            if not off:
                continue
            fact = self.world.env.facts[cls][0 if cls == PERSON else self.record - 1].get(name)
            if isinstance(fact, (int, Fraction)):
                rest = money(max(Fraction(0), fact - off))
                cites = "、".join(self._strikers(name))
                steps.append(f"{name} {money(fact)} － 不得计入 {money(off)}（{cites}）＝ {rest}")
        return steps

    def _strikers(self, name: str) -> list[str]:
        """Citations of the clauses that strike from an amount in this world."""
        program = self.program
        return [
            program.policy.cite(program.clause_of[e.id])
            for e in program.effects.values()
            if e.mode == "strike"
            and e.conclusion == name
            and program.clause_of[e.id].notice == self.notice
            and self.world.holds("ef", e.id, self.record)
        ]

    def _in_turn(self, effect: ir.Effect) -> list[str]:
        """The total, each payer with the clauses it pays by, and what is left."""
        assert effect.total is not None
        rest: Value = self.value(effect.total)
        lines = [f"总额　{self.words(effect.total)}"]
        for k, name in enumerate(effect.payers, 1):
            paid = self.world.env.derived.get((name, self.record), 0)
            if paid is ABSENT or rest is ABSENT or rest is None:
                return [*lines, f"{k}　{name}　冲突，算不下去"]
            rest -= paid
            cites = "、".join(self._givers(name))
            lines.append(
                f"{k}　{name} {money(paid)}{f'（{cites}）' if cites else '（没有）'}，余 {money(rest)}"
            )
        return lines

    def _givers(self, name: str) -> list[str]:
        """Citations of the clauses that a payer pays by."""
        program = self.program
        wins = "wi" if picks(program, name) else "lv"
        return [
            program.policy.cite(program.clause_of[e.id])
            for e in program.effects.values()
            if e.conclusion == name and self.world.holds(wins, e.id, self.record)
        ]

    def _turn(self, effect: ir.Effect, gross: int) -> list[str]:
        """余额 of a payer in turn, where it pays less than it would."""
        left = Ledger(self.program).left(effect.conclusion, self.world, self.record)
        if left is None or left is ABSENT:
            return []
        clauses = (t.clause for t in self.program.turns[effect.conclusion])
        cites = "、".join(dict.fromkeys(self.program.policy.cite(c) for c in clauses))
        said = "够付" if gross <= left else f"以余额为限，付 {money(left)}"
        return [f"前面各方付过以后的余额 {money(left)}（{cites}）；{said}"]

    def _caps(self, effect: ir.Effect, gross: int) -> list[str]:
        """Each cap with what was left of it, and what is got."""
        got: Value = self.world.values.get((effect.id, self.record))
        spent = self.world.spent.get((effect.id, self.record))
        if got is None or spent is None:
            return []
        lines = []
        for cap, used in zip(effect.caps, spent, strict=True):
            limit = self.value(cap.limit)
            if cap.period == "each":
                lines.append(f"每笔限额 {money(limit)}")
                continue
            left = money(max(0, limit - used))
            name = "历年限额" if cap.period == "life" else f"{self._year(effect, cap)}年度限额"
            counted = self._counted(cap)
            lines.append(f"{name} {money(limit)}，此前已得{counted} {money(used)}，余 {left}")
        said = f"{'实得' if got == gross else '以余额为限，实得'} {money(got)}"
        if len(lines) == 1:
            return [f"{lines[0]}；{said}"]
        return [*lines, f"几个限额都要守：{said}"]

    def _counted(self, cap: ir.Cap) -> str:
        """What a cap over several conclusions adds up."""
        spread = next(x for x in cap.ranges if selected(x.when, self.world.completion))
        return f"（连同{'、'.join(spread.others)}）" if spread.others else ""

    def _year(self, effect: ir.Effect, cap: ir.Cap) -> int:
        cls = self.program.compiler.conclusions[effect.conclusion].cls
        day = day_of(self.world, cls, chosen(cap.keys, self.world), self.record)
        return day.year if day else 0


def money(fen: Fraction | int) -> str:
    """Yuan with all its digits: at least two decimals, more only where there are parts of a 分."""
    if fen.denominator == 1:
        return show_fact(Fraction(fen), "money")
    yuan = Fraction(fen) / 100
    digits = next((n for n in range(3, 13) if (yuan * 10**n).denominator == 1), 12)
    whole, rest = divmod(int(yuan * 10**digits), 10**digits)
    return f"{whole:,}.{rest:0{digits}d}元"


def show_value(value: Value, kind: ir.Kind | None) -> str:
    """A value in Chinese by its kind; 未定 when open, 无 when there is none."""
    if value is None:
        return "未知"
    if kind == "money" and value is not ABSENT:
        return money(value)
    if kind == "ratio" and value is not ABSENT and (Fraction(value) * 10**6).denominator != 1:
        whole, rest = divmod(round(Fraction(value) * 10**4), 100)
        return f"约{whole}.{rest:02}%"
    if isinstance(value, int) and not isinstance(value, bool) and kind in ("ratio", "number"):
        return show_fact(Fraction(value), kind)
    if isinstance(value, Duration) or value is ABSENT:
        return show_fact(value)
    return show_fact(value, kind)
