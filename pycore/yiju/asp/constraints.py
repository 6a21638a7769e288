"""Constraints: which values of open items go together; docs/semantics.md §6.

Before:  【约束】 若：A 必有：B                     (constraint 2, leaves 1000001 1000002)
After:   bd(2,R) :- on(2,R), l(1000001,R), not l(1000002,R).     broken
         :- bd(2,R).
They stand apart from the rules of the notices: they decide no clause, they say which completions
there are. `on(C,R)`: the constraint can be judged on the record, its facts are known or items.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from yiju.asp.from_ir import Program, rule
from yiju.asp.items import Opened
from yiju.asp.leaves import Leaf, Leaves
from yiju.asp.opening import choices, open_leaf
from yiju.asp.solver import enumerate_models, satisfiable
from yiju.case import errors
from yiju.case.scalars import show_fact
from yiju.diagnostic import Diagnostic
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.source import Span
from yiju.values.evaluate import Env

FIRST = 1_000_000  # numbers of their leaves: beyond those of the notices
Pair = tuple[int, int]  # constraint, record


class Constraints:
    """The constraints of one policy as rules of their own."""

    def __init__(self, program: Program) -> None:
        policy = program.policy
        self.items = {c.id: c for c in policy.constraints}
        self.leaves = Leaves(program.compiler, FIRST)
        own = Program(policy, program.compiler, self.leaves, classes=program.classes)
        self.classes = program.classes
        self.attributes = program.compiler.attributes
        self.by_constraint: dict[int, list[Leaf]] = {}
        for c in policy.constraints:
            body = own.body(c.violated, c.cls)
            own.add(rule(f"bd({c.id},R)", [f"on({c.id},R)", *body]))
            own.add(f":- bd({c.id},R).")
            self.by_constraint[c.id] = [self.leaves.of(leaf) for leaf in _leaves(c.violated)]
        self.rules = own.rules

    def may_break(self, pair: Pair, env: Env) -> bool:
        """Whether known facts can break it: two days in their order cannot, and need no solver."""
        number, r = pair
        if not isinstance(self.items[number].violated, ir.Compare):
            return True
        return self.by_constraint[number][0].test(env, r) is not False

    def pairs(self, env: Env) -> Iterator[tuple[Pair, list[tuple[Leaf, int]]]]:
        """Each constraint at each record, with its tests there."""
        for c in self.items.values():
            for r in (0,) if c.cls == PERSON else range(1, len(env.facts[c.cls]) + 1):
                tests = [
                    (leaf, 0 if leaf.cls == PERSON else r) for leaf in self.by_constraint[c.id]
                ]
                yield (c.id, r), tests


def _leaves(cond: ir.Cond) -> Iterator[ir.Flag | ir.Among | ir.Compare]:
    if isinstance(cond, (ir.Flag, ir.Among, ir.Compare)):
        yield cond
    elif isinstance(cond, ir.Not):
        yield from _leaves(cond.item)
    elif isinstance(cond, (ir.All, ir.AnyOf)):
        for item in cond.items:
            yield from _leaves(item)


class Bounds:
    """The constraints of one case over its open items."""

    def __init__(self, constraints: Constraints, opened: Opened) -> None:
        self.constraints = constraints
        self.opened = opened
        self.touched: dict[Pair, frozenset[int]] = {}  # the items each one bears on
        for pair, tests in constraints.pairs(opened.env):
            items: set[int] = set()
            for leaf, r in tests:
                touching = opened.touches.get((leaf.id, r))
                if touching is None and leaf.test(opened.env, r) is None:
                    break  # it reads what no answer depends on
                items.update(touching or ())
            else:
                if items or constraints.may_break(pair, opened.env):
                    self.touched[pair] = frozenset(items)

    def closure(self, items: Collection[int]) -> frozenset[int]:
        """The items that a constraint ties, directly or by others, to one of these."""
        found: set[int] = set()
        reached = set(items)
        while True:
            more = [t for t in self.touched.values() if t & reached and not t <= found]
            if not more:
                return frozenset(found)
            found.update(*more)
            reached |= found

    def broken(self) -> list[Pair]:
        """The constraints that no value of what is open can satisfy; all of some, if jointly."""
        if not self.touched or self._possible(list(self.touched)):
            return []
        alone = [pair for pair in self.touched if not self._possible([pair])]
        return alone or list(self.touched)

    def _possible(self, pairs: list[Pair]) -> bool:
        items = sorted({j for pair in pairs for j in self.touched[pair]})
        return satisfiable(
            "\n".join([*choices(self.opened.items, only=items), *self._lines(pairs)])
        )

    def completions(self, items: list[int], fixed: Mapping[int, int]) -> Iterator[dict[int, int]]:
        """All completions of the items that go together with one another and with the fixed ones."""
        only = sorted({*items, *fixed})
        lines = choices(self.opened.items, only=only, fixed=fixed)
        pairs = [p for p, touched in self.touched.items() if touched and touched <= set(only)]
        text = "\n".join([*lines, *self._lines(pairs), "#show v/2."])
        for atoms in enumerate_models(text):
            yield {j: choice for _, (j, choice) in atoms if j not in fixed}

    def fits(self, picks: Mapping[int, int]) -> bool:
        """Whether these choices go together."""
        return any(True for _ in self.completions([], picks))

    def told(self, pair: Pair) -> Diagnostic:
        """The error about a constraint that the facts break."""
        number, record = pair
        constraint, env = self.constraints.items[number], self.opened.env
        facts = []
        for cls, name in sorted({read for leaf in self._tests(number) for read in leaf.reads}):
            index = 0 if cls == PERSON else record - 1
            fact = env.facts[cls][index].get(name)
            if fact is not None:
                kind = self.constraints.attributes[cls, name].kind
                facts.append(f"{env.item(cls, index, name)} {show_fact(fact, kind)}")
        return errors.BrokenConstraint(
            span=Span("", 0, 0, 0, 0),
            facts="，".join(facts),
            title=constraint.title,
            text=constraint.text,
        )

    def _tests(self, number: int) -> list[Leaf]:
        return self.constraints.by_constraint[number]

    # ── as a program ────────────────────────────────────────────────────────

    def _lines(self, pairs: list[Pair]) -> list[str]:
        env = self.opened.env
        lines = [f"on({c},{r})." for c, r in pairs]
        if not pairs:
            return []
        lines.append("at(0,0).")
        for cls, number in self.constraints.classes.items():
            if cls != PERSON and env.facts[cls]:
                lines.append(f"at({number},1..{len(env.facts[cls])}).")
        wanted = set(pairs)
        tests = {
            (leaf.id, r): leaf
            for pair, found in self.constraints.pairs(env)
            if pair in wanted
            for leaf, r in found
        }
        for (_, r), leaf in tests.items():
            lines += open_leaf(self.opened, leaf, r)
        return [*lines, *self.constraints.rules, ""]
