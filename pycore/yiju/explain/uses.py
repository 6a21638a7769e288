"""Where what was assumed enters an answer: the clauses that read it, among those that applied."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.asp.items import question_name
from yiju.explain.steps import Proof
from yiju.ir import model as ir
from yiju.ir.walk import clause_nodes, effect_expressions, leaf_operands, questions_in

APPLIED = ("won", "outranked", "behind", "overridden", "excluding", "excluded")


class Uses:
    """Finds the clauses that read an open item of one policy."""

    def __init__(self, policy: ir.Policy) -> None:
        self.policy = policy
        self.clauses = {c.id: c for c in policy.clauses}

    def of(self, label: str, proof: Proof) -> tuple[str, ...]:
        """Citations of the applying clauses of a proof that read what a label (`读法 …：甲`) settles."""
        name = label.rpartition("：")[0].strip()
        steps = [*proof.steps, *(s for d in proof.derived for s in d.steps)]
        told = {s.clause: s.citation for s in steps if s.clause >= 0 and s.role in APPLIED}
        for rule in self.policy.max_rules:  # told beside the steps, as the measure
            if proof.measure and rule.conclusion == proof.answer.conclusion:
                told[rule.clause] = self.policy.cite(self.clauses[rule.clause])
        reading = {number for number in told if self._reads(self.clauses[number], name)}
        return tuple(dict.fromkeys(told[number] for number in told if number in reading))

    def _reads(self, clause: ir.Clause, name: str) -> bool:
        kind, _, rest = name.partition(" ")
        notice = self.policy.notices[clause.notice]
        match kind:
            case "施行日":
                return notice.short == rest
            case "读法":
                asked = {q for node in self._nodes(clause) for q in questions_in(node)}
                return any(
                    question_name(self.policy, self.policy.questions[q]) == rest for q in asked
                )
            case "参数":
                return rest in self._parameters(clause)
            case "比例":
                return any(rest in ("", e.ratio) for e in clause.effects if e.ratio)
            case "缺文":
                return False  # excludes or not: it is no line of a clause
            case _:
                facts = {fact for node in self._nodes(clause) for fact in leaf_operands(node)[0]}
                return any(name.endswith(fact) for _, fact in facts)

    def _parameters(self, clause: ir.Clause) -> Iterator[str]:
        for node in self._nodes(clause):
            yield from leaf_operands(node)[1]
        yield from (e.ratio for e in clause.effects if e.ratio)

    def _nodes(self, clause: ir.Clause) -> Iterator[ir.Node]:
        yield from clause_nodes(clause)
        for effect in clause.effects:
            yield effect.when
            yield from effect_expressions(effect)
        for rule in self.policy.max_rules:
            if rule.clause == clause.id:
                yield from (choice.when for choice in rule.choices)
