"""The policy as an ASP program: one text for the resident engine, the open worlds and `compile`.

Before:  【条】 若：A 且 B 除非：C 则：不得 X        (clause 7, effect 9, leaves 1 2 3)
After:   sc(7,R) :- at(1,R).                         scope
         bo(7,R) :- sc(7,R), l(1,R), l(2,R).         condition
         ex(7,1,R) :- sc(7,R), l(3,R).               exception
         ap(7,R) :- bo(7,R), not ex(7,1,R).          applies
         ef(9,R) :- ap(7,R), l(4,R).                 effect, in force
Atoms are ASCII with numbers only: no name, id or amount of a person ever enters the solver.
Which effects are excluded, overridden and win is in `from_conclusions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from yiju.asp.force import force_of
from yiju.asp.leaves import Leaves, Unlisted
from yiju.ir import model as ir
from yiju.ir.pools import Pool, pools
from yiju.ir.turns import Turn, turns
from yiju.ir.walk import (
    bare,
    effect_expressions,
    leaf_operands,
    near,
    questions_in,
    walk,
    wanted_in,
)
from yiju.values.evaluate import Compiler
from yiju.values.infer import Inference

if TYPE_CHECKING:
    from yiju.asp.parts import Parts


@dataclass
class Program:
    """The rules, with the tables that give their numbers a meaning."""

    policy: ir.Policy
    compiler: Compiler
    leaves: Leaves
    rules: list[str] = field(default_factory=list)
    effects: dict[int, ir.Effect] = field(default_factory=dict)
    clause_of: dict[int, ir.Clause] = field(default_factory=dict)  # by effect id
    heads: dict[str, int] = field(default_factory=dict)  # conclusion → number
    classes: dict[str, int] = field(default_factory=dict)
    rivals: dict[str, list[tuple[int, int]]] = field(
        default_factory=dict
    )  # pairs compared by value
    contested: list[tuple[int, int]] = field(default_factory=list)  # can be inconsistent
    owned: set[str] = field(default_factory=set)  # classes counted by the record they belong to
    arrows: dict[int, list[int]] = field(default_factory=dict)  # effect → what may override it
    _helpers: int = 0

    @cached_property
    def pools(self) -> dict[str, Pool]:
        """The conclusions that are folded together, by each of them."""
        return pools(self.effects.values())

    def pool(self, name: str) -> tuple[str, ...]:
        """The conclusions whose records a cap or a counter ties to this one; itself among them."""
        if self.compiler.conclusions[name].combine == "count":
            return (name,)
        pool = self.pools.get(name)
        return pool.names if pool is not None and pool.running else ()

    @cached_property
    def turns(self) -> Mapping[str, tuple[Turn, ...]]:
        """Where each payer stands among those who pay in turn."""
        return turns(self.policy.clauses)

    @cached_property
    def inference(self) -> Inference | None:
        """What follows from facts; None when the policy has no 推算."""
        found = self.policy.derivations
        return Inference(self.compiler, found) if found else None

    @cached_property
    def parts(self) -> Parts:
        """What hangs together, by conclusion."""
        from yiju.asp.parts import Parts

        return Parts(self)

    def counts(self, node: ir.Node) -> bool:
        """Whether it counts records, or reads facts that may follow from records (推算)."""
        derived = {(d.cls, d.name) for d in self.policy.derivations}
        return bool(leaf_operands(node)[0] & derived) or any(
            isinstance(part, (ir.Aggregate, ir.Stretch)) for part in walk(node)
        )

    def add(self, rule: str) -> None:
        """Append one rule."""
        self.rules.append(rule)

    def comment(self, text: str) -> None:
        """A comment line; user text never stands outside one."""
        self.rules.append("% " + text.replace("\n", " "))

    def text(self) -> str:
        """The whole program."""
        return "\n".join(self.rules) + "\n"

    # ── conditions ──────────────────────────────────────────────────────────

    def body(self, cond: ir.Cond, cls: str) -> list[str]:
        """The condition as a conjunction of literals over the variable R."""
        if isinstance(cond, ir.Const):
            return [] if cond.value else ["#false"]
        if isinstance(cond, ir.All):
            return [literal for item in cond.items for literal in self.body(item, cls)]
        return [self._literal(cond, cls)]

    def _literal(self, cond: ir.Cond, cls: str) -> str:
        if isinstance(cond, ir.Reading):
            return f"sel({cond.question},{_option(cond.option)})"
        if isinstance(cond, ir.Holds):
            head = self.compiler.conclusions[cond.name]
            record = "0" if head.cls == ir.PERSON else "R"
            return f"{'ng' if cond.denied else 'ps'}({self.heads[cond.name]},{record})"
        if isinstance(cond, ir.Not):
            inner = self.body(cond.item, cls)
            if len(inner) == 1 and not inner[0].startswith("not "):
                return "not " + inner[0] if inner[0] != "#false" else "#true"
            return "not " + self._helper([inner], cls)
        if isinstance(cond, ir.AnyOf):
            return self._helper([self.body(item, cls) for item in cond.items], cls)
        if isinstance(cond, (ir.All, ir.Const)):
            return self._helper([self.body(cond, cls)], cls)
        if isinstance(cond, ir.Quantified):
            return self._quantified(cond, cls)
        leaf = self.leaves.of(cond)
        return f"l({leaf.id},{'0' if leaf.cls == ir.PERSON else 'R'})"

    def _quantified(self, cond: ir.Quantified, cls: str) -> str:
        """存在: some record makes the condition hold. 每个: none makes its opposite hold.

        h(1,R) :- at(3,R), l(5,R).                     the record at hand does
        h(2,R) :- at(1,R), own(3,S,R), h(1,S).         some record of R's own does; h(2,0) for the case
        h(2,R) :- at(1,R), l(6,R).                     which records there are is not given
        """
        asked = ir.Not(item=cond.item) if cond.every else cond.item
        inner = self._helper([self.body(asked, cond.cls)], cond.cls).replace("R", "S")
        unlisted = self.leaves.of(Unlisted(bare(cond), cond.cls, cond.owner))
        self._helpers += 1
        if cond.owner:
            head, here = f"h({self._helpers},R)", self.at(cond.owner)
            own = f"own({self.classes[cond.cls]},S,R)"
            self.add(rule(head, [here, own, inner]))
            self.add(rule(head, [here, f"l({unlisted.id},R)"]))
            self.owned.add(cond.cls)
        else:
            head = f"h({self._helpers},0)"
            self.add(rule(head, [inner]))
            self.add(rule(head, [f"l({unlisted.id},0)"]))
        return f"not {head}" if cond.every else head

    def _helper(self, bodies: list[list[str]], cls: str) -> str:
        self._helpers += 1
        head = f"h({self._helpers},R)"
        for body in bodies:
            self.add(rule(head, [self.at(cls), *body]))
        return head

    def at(self, cls: str) -> str:
        """The literal that ranges R over the present records of a class."""
        return f"at({self.classes[cls]},R)"

    # ── clauses ─────────────────────────────────────────────────────────────

    def clause(self, clause: ir.Clause) -> None:
        """Scope, condition, exceptions, application, effects."""
        number, cls = clause.id, clause.cls
        self.comment(f"{self.policy.cite(clause)} {clause.title}")
        self.add(rule(f"sc({number},R)", [self.at(cls), *self.body(clause.scope, cls)]))
        condition = [f"sc({number},R)", *self.body(clause.condition, cls)]
        self.add(rule(f"bo({number},R)", condition))
        blockers = []
        for k, exception in enumerate(clause.exceptions, 1):
            blockers.append(f"not ex({number},{k},R)")
            found = [f"sc({number},R)", *self.body(exception.cond, cls)]
            self.add(rule(f"ex({number},{k},R)", found))
        self.add(rule(f"ap({number},R)", [f"bo({number},R)", *blockers]))
        for effect in clause.effects:
            self._effect(clause, effect)

    def _effect(self, clause: ir.Clause, effect: ir.Effect) -> None:
        self.effects[effect.id] = effect
        self.clause_of[effect.id] = clause
        guard = [*self.body(effect.when, clause.cls), *self.in_force(clause, effect)]
        needs = []
        for expression in effect_expressions(effect):
            at_hand = {n.name for n in near(expression) if isinstance(n, ir.ConclusionValue)}
            for name in sorted(wanted_in(expression) & at_hand):
                record = "0" if self.compiler.conclusions[name].cls == ir.PERSON else "R"
                needs.append(f"hv({self.heads[name]},{record})")
        self.add(rule(f"ef({effect.id},R)", [f"ap({clause.id},R)", *guard, *needs]))
        if effect.mode in ("affirm", "value", "floor", *COUNTING):
            self.add(rule(f"cv({effect.id},R)", [f"sc({clause.id},R)", *guard]))

    def in_force(self, clause: ir.Clause, effect: ir.Effect) -> list[str]:
        """The literals that ask whether the clause's notice is in force for the effect."""
        if clause.kind == "define":
            return []
        head = self.compiler.conclusions.get(effect.conclusion)
        event = head.event if head else self.strike_event(clause.cls)
        if self.policy.notices[clause.notice].kind == "vocabulary":
            return []
        return self.body(force_of(self.policy, clause, event), clause.cls)

    def strike_event(self, cls: str) -> str:
        """A part-exclusion follows the event of the conclusions of its class."""
        return next((c.event for c in self.policy.conclusions if c.cls == cls and c.event), "")


def followed(
    policy: ir.Policy, facts: Iterable[tuple[str, str]]
) -> tuple[set[tuple[str, str]], set[int]]:
    """The facts and those they may follow from (推算), and the questions of reading asked there."""
    found, questions = set(facts), set[int]()
    for derivation in reversed(policy.derivations):  # each stands after all those it uses
        if (derivation.cls, derivation.name) in found:
            for line in derivation.lines:
                said = line.cond if line.cond is not None else line.value
                found |= leaf_operands(said)[0] if said is not None else set()
                questions |= questions_in(line.when)
    return found, questions


COUNTING = ("add", "reset", "keep")  # what clauses say of a counter


def rule(head: str, body: list[str]) -> str:
    """`head :- body.`, one line."""
    kept = list(dict.fromkeys(literal for literal in body if literal != "#true"))
    return f"{head} :- {', '.join(kept)}." if kept else f"{head}."


def _option(key: str) -> int:
    """Options 甲、乙… as numbers, by code point: stable and ASCII."""
    return ord(key)


def option_number(key: str) -> int:
    """The number that stands for an option in the program."""
    return _option(key)


def guards(when: ir.Cond) -> list[list[str]]:
    """A guard made of readings, as alternatives of literals.

    :raises TypeError: when it is made of anything else.
    """
    match when:
        case ir.Const():
            return [[]] if when.value else []
        case ir.Reading():
            return [[f"sel({when.question},{option_number(when.option)})"]]
        case ir.AnyOf():
            return [found for item in when.items for found in guards(item)]
        case ir.All():
            whole: list[list[str]] = [[]]
            for item in when.items:
                whole = [[*a, *b] for a in whole for b in guards(item)]
            return whole
        case _:
            raise TypeError(f"not a guard of readings: {when!r}")


def cap_questions(effect: ir.Effect) -> frozenset[int]:
    """Questions that decide how the caps of an effect add up."""
    return frozenset().union(*(questions_in(g) for cap in effect.caps for g in cap.guards))
