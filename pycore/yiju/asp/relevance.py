"""Which open items an answer can depend on: what is left after gringo has simplified the program.

The case is grounded with its known leaves as facts and its open ones as choices; an item is
relevant for a conclusion when an atom of it is reachable from that conclusion's atoms through the
ground rules, or when a formula of a support that is still possible reads it. Nothing here decides
a clause: gringo's own simplification does the slicing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from yiju.asp.from_conclusions import signs
from yiju.asp.from_ir import COUNTING, Program, cap_questions, option_number
from yiju.asp.items import ASKED, Item, Opened
from yiju.asp.leaves import Leaf
from yiju.asp.opening import choices, open_leaf
from yiju.asp.parts import Part
from yiju.asp.solver import Atom, OpenProgram
from yiju.case.model import ABSENT
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import effect_expressions, leaf_operands, walk
from yiju.values.reads import Read, Reads
from yiju.values.records import list_kind

_OUTCOMES = ("lv", "wi", "ef", "cv", "xc", "bt")
_SIDES = ("ps", "ng", "cl", "hv")
_LOOKED_AT = [(name, 2) for name in (*_OUTCOMES, *_SIDES, "v", "l")] + [("ms", 3)]


class Relevance:
    """The open program of one case, or of one part of it, asked conclusion by conclusion."""

    def __init__(
        self,
        program: Program,
        opened: Opened,
        readings: dict[int, str],
        gaps: frozenset[int],
        fixed: Mapping[int, int],
        part: Part,
    ) -> None:
        self.program = program
        self.part = part
        self.opened = opened
        self.reads = Reads(program.compiler, opened.env)
        self.readings = readings
        text = "\n".join([*part.rules, *self._case(gaps), *choices(opened.items, fixed=fixed), ""])
        self.ground = OpenProgram(text, _LOOKED_AT)
        self._standing: dict[frozenset[int], set[int]] = {}
        self._known: dict[tuple[str, int], list[int]] = {}

    def items(self, name: str, record: int) -> list[int]:
        """Numbers of the items that the answer about one record can depend on."""
        if (name, record) not in self._known:
            self._known[name, record] = sorted(self._find(name, record, set()))
        return self._known[name, record]

    def standing(self, name: str) -> set[tuple[int, int]]:
        """(effect, record): the supports of a conclusion that may stand in some completion."""
        effects = {e.id for e in self.program.effects.values() if e.conclusion == name}
        found = self.ground.atoms("lv")
        return {(e, r) for e, r in found if e in effects}

    def _find(self, name: str, record: int, seen: set[tuple[str, int]]) -> set[int]:
        """Items behind the logic, then items behind the values it uses."""
        if (name, record) in seen:
            return set()
        seen.add((name, record))
        together = self.program.pool(name)  # a cap ties the records of a class together
        whole = bool(together)
        names = together or (name,)
        seen |= {(other, record) for other in names}
        effects = {e.id: e for e in self.program.effects.values() if e.conclusion in names}
        forbids = set().union(*(self._forbids(other) for other in names))
        heads = {self.program.heads[other] for other in names}
        payings = {t.effect.id for other in names for t in self.program.turns.get(other, ())}
        struck = self._strikes([*effects.values(), *(self.program.effects[e] for e in payings)])

        rows = self._together(frozenset(effects), record) if whole else {record}

        def wanted(atom: Atom) -> bool:
            sign, args = atom
            if not args or args[-1] not in rows:
                return False
            if sign in _OUTCOMES:
                return args[0] in effects or args[0] in struck or args[0] in forbids | payings
            return (sign in _SIDES or sign == "ms") and args[0] in heads

        atoms = self.ground.reachable(wanted)
        found = {args[0] for sign, args in atoms if sign == "v"}
        possible = {args for sign, args in atoms if sign == "lv" and args[0] in effects}
        # Supports of other conclusions that can override these, and whose values decide it.
        rivals = {
            args
            for sign, args in atoms
            if sign == "lv" and args[0] not in effects and self._contends(args[0])
        }
        found |= self._caps(effects, possible)
        if possible:
            found |= self._own_place(name, record)
        for number, r in sorted(possible | rivals):
            found |= self._operands(self.program.effects[number], r, seen)
        for number, r in sorted((n, r) for n in struck | payings for r in self._rows(n)):
            if r in rows:
                found |= self._operands(self.program.effects[number], r, seen)
        for _, (leaf, r) in (a for a in atoms if a[0] == "l"):
            for other, places in self._asked(self.program.leaves.items[leaf], r).items():
                for at in places:
                    found |= self._find(other, at, seen)
        return found

    def _together(self, effects: frozenset[int], record: int) -> set[int]:
        """The records that a cap ties to this one: those on which something may stand.

        A record on which nothing can stand in any completion takes nothing from the others.
        """
        if any(self.program.effects[e].mode in COUNTING for e in effects):
            return {r for e in effects for r in self._rows(e)} | {record}
        if effects not in self._standing:
            wanted = self.ground.can_hold(lambda atom: atom[0] == "lv" and atom[1][0] in effects)
            self._standing[effects] = {args[1] for _, args in wanted}
        rows = self._standing[effects]
        return rows if record in rows else {record}

    def _forbids(self, name: str) -> set[int]:
        """不得 that reach the conclusion: even of another notice they tell 不成立 from 无规定."""
        heads = self.program.compiler.conclusions
        return {
            e.id
            for e in self.program.effects.values()
            if e.mode == "forbid" and name in (e.conclusion, *heads[e.conclusion].members)
        }

    def _contends(self, number: int) -> bool:
        return any(number in pair for pair in self.program.contested)

    def _rows(self, number: int) -> Iterable[int]:
        cls = self.program.clause_of[number].cls
        return (0,) if cls == PERSON else range(1, len(self.opened.env.facts[cls]) + 1)

    def _record(self, name: str, record: int) -> int:
        return 0 if self.program.compiler.conclusions[name].cls == PERSON else record

    def _strikes(self, effects: Iterable[ir.Effect]) -> set[int]:
        """Part-exclusions from an amount that a formula of these effects reads."""
        read = {
            name
            for e in effects
            for node in effect_expressions(e)
            for _, name in leaf_operands(node)[0]
        }
        return {
            e.id
            for e in self.program.effects.values()
            if e.mode == "strike" and e.conclusion in read
        }

    def _operands(self, effect: ir.Effect, record: int, seen: set[tuple[str, int]]) -> set[int]:
        """Items that a formula reads, and those behind the conclusions it computes with."""
        nodes: list[ir.Node] = [*effect_expressions(effect)]
        if effect.ratio:
            nodes.append(ir.Parameter(name=effect.ratio))
        cls = self.program.clause_of[effect.id].cls
        head = self.program.compiler.conclusions.get(effect.conclusion)
        days = {day for cap in effect.caps for day in cap.attributes}
        days |= {head.order} if head is not None and head.order else set()
        nodes += [ir.Attr(cls=cls, name=day) for day in sorted(days)]
        found: set[int] = set()
        for node in nodes:
            for read in self.reads.of(node, record):
                if read.what == "conclusion":
                    name, at = str(read.key[0]), int(str(read.key[1]))
                    found |= self._find(name, self._record(name, at), seen)
                else:
                    found |= self._item(read)
        return found

    def _own_place(self, name: str, record: int) -> set[int]:
        """Where the record stands decides which others a counter has counted there."""
        head = self.program.compiler.conclusions[name]
        if not head.order:
            return set()
        return self._item(Read("fact", (head.cls, record - 1, head.order)))

    def _item(self, read: Read) -> set[int]:
        """The item that a thing read is, if it is open."""
        key = read.key
        if read.what == "list" and read.node is not None:
            key = (*key, list_kind(self.program.compiler, read.node), read.node.cls)
        number = self.opened.numbers.get((read.what, key))
        return set() if number is None else {number}

    # ── caps ────────────────────────────────────────────────────────────────

    def _caps(self, effects: dict[int, ir.Effect], possible: set[tuple[int, ...]]) -> set[int]:
        """Questions on how a cap adds up, and orders of one day, where they can matter."""
        live = [effects[e] for e in {args[0] for args in possible}]
        records = {args[1] for args in possible}
        shared = any(r.others for e in live for cap in e.caps for r in cap.ranges)
        if len(records) < 2 and not shared:
            return set()
        questions = {q for e in live for q in cap_questions(e)}
        found: set[int] = set()
        for number, item in enumerate(self.opened.items):
            if item.kind in ASKED and item.number in questions:
                if self._cap_matters(item.number, live, records):
                    found.add(number)
            elif (item.kind == "turn" and self._meet(effects, possible, item)) or (
                item.kind == "order" and len(records & set(item.choices[0])) > 1  # type: ignore[call-overload]
            ):
                found.add(number)
        return found

    def _cap_matters(self, question: int, effects: Sequence[ir.Effect], records: set[int]) -> bool:
        """Whether two answers to a question add up different bills, or in another order."""
        for effect in effects:
            cls = self.program.clause_of[effect.id].cls
            for cap in effect.caps:
                ranges = {(c.what, c.others) for c in cap.ranges}
                if len(ranges) > 1 and len(effects) > 1 and _asks(cap.ranges, question):
                    return True
                for keys in (cap.keys, cap.orders):
                    orders = {self._order(cls, k.attribute, records) for k in keys}
                    if _asks(keys, question) and (None in orders or len(orders) > 1):
                        return True
        return False

    @staticmethod
    def _meet(effects: dict[int, ir.Effect], possible: set[tuple[int, ...]], item: Item) -> bool:
        """Whether two of the conclusions that take turns can be given on one record."""
        names: dict[int, set[str]] = {}
        for effect, r in possible:
            names.setdefault(r, set()).add(effects[effect].conclusion)
        turns = {str(name) for name in item.key}
        return any(len(found & turns) > 1 for found in names.values())

    def _order(
        self, cls: str, attribute: str, records: set[int]
    ) -> tuple[tuple[int, int, str], ...] | None:
        """Place and year of each record by an attribute, and the day it shares with another.

        None when one is unknown.
        """
        rows = self.opened.env.facts[cls]
        days = [rows[r - 1].get(attribute) for r in sorted(records)]
        if any(day is None for day in days):
            return None
        ranked = sorted({str(day) for day in days})
        years = [day.year if isinstance(day, date) else 0 for day in days]
        places = (ranked.index(str(day)) for day in days)
        shared = [str(day) if days.count(day) > 1 else "" for day in days]
        return tuple(zip(places, years, shared, strict=True))

    # ── the case as a program ───────────────────────────────────────────────

    def _case(self, gaps: frozenset[int]) -> list[str]:
        program, env = self.program, self.opened.env
        lines = [f"sel({q},{option_number(o)})." for q, o in self.readings.items()]
        lines += [f"gap({g})." for g in gaps]
        lines.append("at(0,0).")
        for cls in sorted(program.owned):
            own = program.classes[cls]
            lines += [f"own({own},{s},{r})." for s, r in enumerate(env.parents[cls], 1)]
        for cls, number in program.classes.items():
            if cls != PERSON and env.facts[cls]:
                lines.append(f"at({number},1..{len(env.facts[cls])}).")
        for leaf in self.part.leaves:
            for r in [0] if leaf.cls == PERSON else range(1, len(env.facts[leaf.cls]) + 1):
                lines += self._leaf(leaf, r)
        for effect in program.effects.values():
            if effect.conclusion in self.part.names:
                rows = [r for r in self._rows(effect.id) if self._may_lack(effect, r)]
                lines += [f"{{nv({effect.id},{r})}} :- ef({effect.id},{r})." for r in rows]
        for name, pairs in program.rivals.items():
            if name not in self.part.names:
                continue
            for sign in signs(program, name):
                lines += [f"{{{sign}({a},{b},R)}} :- ef({a},R), ef({b},R)." for a, b in pairs]
        return lines

    def _may_lack(self, effect: ir.Effect, r: int) -> bool:
        """Whether a formula of an effect may come to nothing on a record, which `nv` then tells."""
        if effect.mode not in ("value", "floor", "add"):
            return False
        return effect.conclusion in self.program.turns or any(
            self._lacking(expression, r) for expression in effect_expressions(effect)
        )

    def _lacking(self, expression: ir.Node, r: int) -> bool:
        env = self.opened.env
        known = self.program.compiler.value(expression)(env, r)  # type: ignore[arg-type]
        if known is not None:  # where another conclusion is read, nothing is known of it yet
            return known is ABSENT
        return any(
            isinstance(node, (ir.ConclusionValue, ir.Paid, ir.Apart, ir.Stretch))
            or (isinstance(node, ir.Arithmetic) and node.op == "/")
            or (isinstance(node, ir.Aggregate) and node.op in ("earliest", "latest"))
            or (isinstance(node, ir.Shift | ir.PeriodEnd) and not _written(node.length))
            or (isinstance(node, ir.Attr) and self._inferred(node, r))
            for node in walk(expression)
        )

    def _inferred(self, node: ir.Attr, r: int) -> bool:
        """Whether a fact follows from others, which may come to nothing."""
        return (node.cls, 0 if node.cls == PERSON else r - 1, node.name) in self.opened.env.inferred

    def _asked(self, leaf: Leaf, r: int) -> dict[str, set[int]]:
        """The conclusions whose values a test reads, and of which records."""
        found: dict[str, set[int]] = {}
        if leaf.conclusions and isinstance(leaf.cond, ir.Node):
            for read in self.reads.of(leaf.cond, r):
                if read.what == "conclusion":
                    name, at = str(read.key[0]), int(str(read.key[1]))
                    found.setdefault(name, set()).add(self._record(name, at))
        return found

    def _leaf(self, leaf: Leaf, r: int) -> list[str]:
        if leaf.conclusions:  # its truth waits for a value: whatever opens the value opens it
            asked = self._asked(leaf, r)
            return [
                f"{{l({leaf.id},{r})}} :- lv({e.id},{at})."
                for e in self.program.effects.values()
                for at in sorted(asked.get(e.conclusion, ()))
            ]
        if (leaf.id, r) not in self.opened.lines:  # the same whatever is fixed
            self.opened.lines[leaf.id, r] = open_leaf(self.opened, leaf, r)
        return self.opened.lines[leaf.id, r]


def _written(length: ir.Expr) -> bool:
    """A length that stands in the text; a computed one may lead off the calendar."""
    return isinstance(length, ir.Months | ir.Days)


def _asks(options: Sequence[ir.CapRange] | Sequence[ir.CapKey], question: int) -> bool:
    return any(isinstance(o.when, ir.Reading) and o.when.question == question for o in options)
