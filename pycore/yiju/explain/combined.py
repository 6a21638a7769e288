"""How several supports came to one value: what was compared, added up or counted."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.asp.from_ir import Program
from yiju.asp.weigh import Weigher
from yiju.asp.world import World
from yiju.case.answer import Outcome, State, Support
from yiju.explain.counting import counted
from yiju.explain.formula import show_value
from yiju.ir import model as ir
from yiju.ir.kinds import SHOWN

MEASURES = {
    "amount": "每张账单的实得额",
    "ratio": "补助比例",
    "cap": "年限额",
    "year_total": "各目单独适用时的全年合计（相等的，先给得多的一目管一整年）",
}

# A value that lost: by 就高 or 就低, and by how values of its kind are spoken of.
_SORT = {"date": "day", "year": "day", "duration": "length"}
_THAN = {
    ("max", ""): "低于",
    ("min", ""): "高于",
    ("max", "day"): "早于",
    ("min", "day"): "晚于",
    ("max", "length"): "短于",
    ("min", "length"): "长于",
}


def than(head: ir.Conclusion, effect: ir.Effect, state: State) -> str:
    """The word between what lost and what won: `低于`, `早于`, `让`."""
    if state == "behind":
        return "不清零，依" if effect.mode == "reset" else "让"
    return _THAN.get((head.combine, _SORT.get(head.kind, "")), "")


@dataclass(frozen=True)
class Combined:
    """Tells how the supports of one conclusion came together in one world."""

    program: Program
    weigher: Weigher
    world: World
    name: str

    @property
    def _head(self) -> ir.Conclusion:
        return self.program.compiler.conclusions[self.name]

    def measure(self, outcome: Outcome) -> str:
        """What 就高 compared, and the clause that says so; empty when nothing was compared."""
        if self._head.combine != "max" or len(standing(outcome)) < 2:
            return ""
        policy = self.program.policy
        for rule in policy.max_rules:
            if rule.conclusion == self.name:
                clause = next(c for c in policy.clauses if c.id == rule.clause)
                measure = self.weigher.measure(self.name, self.world)
                return f"{policy.cite(clause)}：比{MEASURES[measure]}"
        return ""

    def told(self, outcome: Outcome) -> str:
        """`就高　…，高者得`, `叠加　300.00元 ＋ 200.00元 ＝ 500.00元`; empty when there was one."""
        head, supports = self._head, standing(outcome)
        if len(supports) < 2 or outcome.status != "成立":
            return ""
        compared = "比实得额" if head.kind == "money" else f"比{SHOWN[head.kind]}"
        day = _SORT.get(head.kind) == "day"
        match head.combine:
            case "max":
                return f"就高　{self.measure(outcome) or compared}，{'晚' if day else '高'}者得"
            case "min":
                return f"就低　{compared}，{'早' if day else '低'}者得"
            case "pick":
                return self._picked(outcome)
            case "sum":
                parts = " ＋ ".join(show_value(s.value, head.kind) for s in supports)
                return f"叠加　{parts} ＝ {show_value(outcome.value, head.kind)}"
        return ""

    def _picked(self, outcome: Outcome) -> str:
        """Which of the clauses that stand was picked; where that one does not stand, which then."""
        policy = self.program.policy
        question = next(q for q in policy.questions if q.picks == self.name)
        (won,) = (s for s in outcome.supports if s.state == "won")
        clause = self.program.clause_of[won.effect].id
        keys = dict(zip(question.clauses, question.options, strict=True))
        picked = self.world.completion.readings[question.id]
        if keys[clause].key == picked:
            return f"任选　由本人选，这里选 {picked}（{keys[clause].text}）"
        return f"任选　由本人选；所选的 {picked} 不成立，取头一条成立的（推定）"

    def counts(self, record: int, outcome: Outcome) -> tuple[str, ...]:
        """A counter, record by record up to this one."""
        if self._head.combine != "count" or outcome.status != "成立":
            return ()
        return counted(self.program, self.world, self.name, record)


def standing(outcome: Outcome) -> list[Support]:
    """The supports that were put together."""
    return [s for s in outcome.supports if s.state in ("won", "outranked")]
