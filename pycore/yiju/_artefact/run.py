"""Runs policy.lp on one case: `python run.py 案情.yaml [--assume 假定.yaml]`.

policy.lp decides which clauses apply, what is excluded or overridden and which one wins. Here are
its inputs and its @-functions: the facts, one test of a condition, one formula, sums of strings.
The parts of the program are grounded and solved one after another (`part`, `steps` facts give the
order), so that every @-function is given values that are decided. No engine is called.

退出码：0 有答案；2 有待定项、输入有误，或者 policy.lp 与 policy.json 不配。
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import clingo
import msgspec
from clingo import Function, Number, String, Symbol

from yiju.case import CaseReader, check_against, disagreements, merge, show_fact
from yiju.case.model import ABSENT, Case, Duration, Given, Many
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import walk
from yiju.source import Source
from yiju.values.evaluate import Compiler, Env, literal

NONE = "none"  # 没有值：无此日，或者所依的结论不成立


class Unsettled(Exception):
    """Something is open; `items` are its names."""

    def __init__(self, items: Iterable[str]) -> None:
        self.items = tuple(dict.fromkeys(items))
        super().__init__("、".join(self.items))


@dataclass(frozen=True)
class Inputs:
    """A case with everything settled. `order`: places of records that share a day."""

    policy: ir.Policy
    env: Env
    readings: Mapping[int, str]
    gaps: frozenset[int]
    order: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """The answer about one conclusion of one record. `winners` are ids of effects."""

    conclusion: str
    record: int
    status: str
    value: Any
    winners: tuple[int, ...]


# ── the @-functions ──────────────────────────────────────────────────────────


class Functions:
    """What policy.lp calls. Values pass as strings: 12345 (分), 1/2, 2025-01-01, P3M, P90D."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.env = inputs.env
        self.compiler = Compiler(inputs.policy)
        self.clauses = {c.id: c for c in inputs.policy.clauses}
        self.notices = {n.id: n for n in inputs.policy.notices}
        self.effects = {e.id: e for c in inputs.policy.clauses for e in c.effects}
        self.classes = {e.id: c.cls for c in inputs.policy.clauses for e in c.effects}
        self.heads = [c for c in inputs.policy.conclusions if not c.members]
        self.open: list[str] = []

    def vf(self) -> Symbol:
        """Tells the program that its functions are there."""
        return Number(1)

    def records(self) -> list[Symbol]:
        """(class, record) of every record but the person."""
        classes = enumerate(self.inputs.policy.classes)
        return [
            Function("", [Number(n), Number(r)])
            for n, cls in classes
            if cls != PERSON
            for r in range(1, len(self.env.facts[cls]) + 1)
        ]

    def readings(self) -> list[Symbol]:
        """(question, option) of every reading chosen."""
        chosen = self.inputs.readings.items()
        return [Function("", [Number(q), Number(ord(option))]) for q, option in chosen]

    def gaps(self) -> list[Symbol]:
        """The missing texts that strike this case."""
        return [Number(gap) for gap in sorted(self.inputs.gaps)]

    # conditions

    def test(self, where: Symbol, record: Symbol, *read: Symbol) -> Symbol:
        """One condition of the policy, found by its address."""
        cond, env = self._at(where.string), self._with(read)
        return self._truth(self.compiler.test(cond)(env, record.number), cond, record.number)

    def force(self, notice: Symbol, cls: Symbol, event: Symbol, record: Symbol) -> Symbol:
        """Whether a notice is in force for a record, by its event day."""
        found = self.compiler.force(notice.number, cls.string, event.string)
        truth = found(self.env, record.number)
        if truth is None and self.env.effective.get(notice.number) is None:
            self.open.append(f"施行日 {self.notices[notice.number].short}")
            truth = False
        cond = ir.Attr(cls=cls.string, name=event.string)
        return self._truth(truth, cond, record.number)

    def later(self, newer: Symbol, older: Symbol) -> Symbol:
        """Whether one notice took effect after another."""
        for notice in (newer.number, older.number):
            if self.env.effective.get(notice) is None:
                self.open.append(f"施行日 {self.notices[notice].short}")
        return Number(bool(self.compiler.later(newer.number, older.number)(self.env, 0)))

    # values

    def value(self, effect: Symbol, record: Symbol, *read: Symbol) -> Symbol:
        """What an effect gives, before any cap: the formula, times the local ratio, in whole 分."""
        found = self.effects[effect.number]
        value = self._formula(found.value, record.number, read)
        if found.ratio and value is not ABSENT:
            ratio = self.env.parameters.get(found.ratio)
            if ratio is None:
                self.open.append(f"比例 {found.ratio}")
            value = ABSENT if ratio is None else value * ratio
        money = self.compiler.conclusions[found.conclusion].kind == "money"
        return String(encode(half_up(value) if money and value is not ABSENT else value))

    def limit(self, effect: Symbol, record: Symbol, *read: Symbol) -> Symbol:
        """The annual cap of an effect."""
        cap = self.effects[effect.number].cap
        assert cap is not None
        return String(encode(self._formula(cap.limit, record.number, read)))

    def strike(self, effect: Symbol, record: Symbol) -> Symbol:
        """不得计入: how much is taken off."""
        found = self._formula(self.effects[effect.number].value, record.number, ())
        return String("0" if found is ABSENT else encode(found))

    def ratio(self, effect: Symbol) -> Symbol:
        """The local ratio of an effect; 1 where it has none."""
        name = self.effects[effect.number].ratio
        return String(encode(self.env.parameters[name] if name else 1))

    def year(self, cls: Symbol, attribute: Symbol, record: Symbol) -> Symbol:
        """The year of a day; 0 where there is none."""
        found = self._day(cls.string, attribute.string, record.number)
        return Number(found.year if found else 0)

    def day(self, cls: Symbol, attribute: Symbol, record: Symbol) -> Symbol:
        """A day, as text that sorts; empty where there is none."""
        found = self._day(cls.string, attribute.string, record.number)
        return String(found.isoformat() if found else "")

    def before(self, day: Symbol, record: Symbol, other: Symbol, than: Symbol) -> Symbol:
        """Whether a record comes before another; the order within one day has to be given."""
        places = [self.inputs.order.get(r.number) for r in (record, than)]
        if day.string != other.string or record == than:
            return Number(day.string < other.string)
        if None in places and day.string:
            self.open.append(f"同日先后 {day.string}")
        first, second = (p if p is not None else r.number for p, r in zip(places, (record, than)))
        return Number(first < second)

    # strings of 分

    def plus(self, a: Symbol, b: Symbol) -> Symbol:
        """The sum."""
        return String(str(int(a.string) + int(b.string)))

    def within(self, amount: Symbol, limit: Symbol, used: Symbol) -> Symbol:
        """The smaller of the amount and what is left of the limit, never below zero."""
        left = Fraction(limit.string) - int(used.string)
        return String(encode(max(Fraction(0), min(Fraction(amount.string), left))))

    def higher(self, a: Symbol, b: Symbol) -> Symbol:
        """Whether a is more than b."""
        return Number(Fraction(a.string) > Fraction(b.string))

    # inside

    def _truth(self, truth: bool | None, cond: ir.Node, record: int) -> Symbol:
        if truth is None:
            self._note(cond, record)
        return Number(bool(truth))

    def _formula(self, expr: ir.Expr | None, record: int, read: tuple[Symbol, ...]) -> Any:
        assert expr is not None
        value = self.compiler.value(expr, formula=True)(self._with(read, record), record)
        if value is None:
            self._note(expr, record)
        return ABSENT if value is None else value

    def _with(self, read: tuple[Symbol, ...], record: int = 0) -> Env:
        """The case with what was passed: d(conclusion, value), s(effect, amount not to count)."""
        self.env.derived.clear()
        self.env.struck.clear()
        for part in read:
            number, text = part.arguments[0].number, part.arguments[1].string
            if part.name == "d":
                head = self.heads[number]
                for r in (0, *range(1, len(self.env.facts[head.cls]) + 1)):
                    self.env.derived[head.name, r] = decode(text, head.kind)
            else:
                place = (self.effects[number].conclusion, record)
                self.env.struck[place] = self.env.struck.get(place, 0) + Fraction(text)
        return self.env

    def _at(self, where: str) -> Any:
        """The node at an address such as c27/scope/items/1."""
        root, *steps = where.split("/")
        node: Any = (self.clauses if root[0] == "c" else self.notices)[int(root[1:])]
        for step in steps:
            node = node[int(step)] if step.isdigit() else getattr(node, step)
        return node

    def _day(self, cls: str, attribute: str, record: int) -> date | None:
        cls = cls if (cls, attribute) in self.compiler.attributes else PERSON
        fact = self.env.facts[cls][max(record, 1) - 1 if cls != PERSON else 0].get(attribute)
        if fact is None:
            self._note(ir.Attr(cls=cls, name=attribute), record)
        return fact if isinstance(fact, date) else None

    def _note(self, node: ir.Node, record: int) -> None:
        """Name what a condition or a formula reads and nobody knows."""
        for part in walk(node):
            if isinstance(part, ir.Attr | ir.Flag | ir.Among):
                index = 0 if part.cls == PERSON else record - 1
                fact = self.env.facts[part.cls][index].get(part.name)
                if fact is None or (isinstance(fact, Many) and not fact.complete):
                    self.open.append(self.env.item(part.cls, index, part.name))
            elif isinstance(part, ir.Parameter) and self.env.parameters.get(part.name) is None:
                self.open.append(f"参数 {part.name}")


def half_up(amount: Fraction | int) -> int:
    """四舍五入到分（半分进一）."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def encode(value: Any) -> str:
    """A value as the one string that stands for it."""
    if value is ABSENT:
        return NONE
    if isinstance(value, Duration):
        return f"P{value.n}{'M' if value.unit == 'months' else 'D'}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def decode(text: str, kind: str) -> Any:
    """The value of a string, by the kind of its conclusion."""
    if text == NONE:
        return ABSENT
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "duration":
        return Duration(int(text[1:-1]), "months" if text[-1] == "M" else "days")
    if kind in ("money", "ratio", "number", "year"):
        number = Fraction(text)
        return int(number) if number.denominator == 1 else number
    return text


# ── grounding and solving ────────────────────────────────────────────────────


def solve(program: str, inputs: Inputs) -> list[Result]:
    """The answers of the program.

    :raises Unsettled: when something that the program reads is open.
    :raises RuntimeError: when clingo does not accept the program, or it is not decided.
    """
    messages: list[str] = []
    control = clingo.Control(
        ["--warn=no-atom-undefined"], logger=lambda _, text: messages.append(text)
    )
    control.add(program)
    functions = Functions(inputs)

    def ground(*parts: tuple[str, list[Symbol]]) -> None:
        control.ground(parts, context=functions)
        if messages:
            raise RuntimeError("；".join(messages[:5]))
        if functions.open:
            raise Unsettled(functions.open)
        if not control.solve().satisfiable:
            raise RuntimeError("policy.lp 没有答案集")
        control.cleanup()  # what is true becomes a fact, what is false goes

    ground(("base", []))
    plan = [*_atoms(control, "part", 2), *_atoms(control, "steps", 3)]
    for _, name, *head in sorted(plan, key=lambda a: a[0]):
        if not head:
            ground((name.name, []))
            continue
        order = [a[1:] for a in _atoms(control, "nth", 3) if a[0] == head[0]]
        for record, place in sorted(order, key=lambda a: a[1]):
            ground((name.name, [record, place]))
    if any(not atom.is_fact for atom in control.symbolic_atoms):
        raise RuntimeError("有没有决定的原子")
    return _results(control, functions)


def _atoms(control: clingo.Control, name: str, arity: int) -> list[list[Symbol]]:
    return [atom.symbol.arguments for atom in control.symbolic_atoms.by_signature(name, arity)]


def _results(control: clingo.Control, functions: Functions) -> list[Result]:
    values = {(h.number, r.number): v.string for h, r, v in _atoms(control, "dv", 3)}
    winners: dict[tuple[int, int], list[int]] = {}
    for h, r, effect in _atoms(control, "winner", 3):
        winners.setdefault((h.number, r.number), []).append(effect.number)
    results = []
    for h, r, status in _atoms(control, "status", 3):
        place, head = (h.number, r.number), functions.heads[h.number]
        held = status.string == "成立" and place in values
        value = decode(values[place], head.kind) if held else None
        won = tuple(sorted(winners.get(place, [])))
        results.append((place, Result(head.name, r.number, status.string, value, won)))
    return [result for _, result in sorted(results, key=lambda found: found[0])]


# ── the case ─────────────────────────────────────────────────────────────────


def settled(policy: ir.Policy, case: Case, given: Given, order: Mapping[int, int]) -> Inputs:
    """The case as inputs.

    :raises Unsettled: when a reading or a missing text is open.
    """
    facts: dict[str, list[dict[str, Any]]] = {
        cls: [dict(record.facts) for record in case.records.get(cls, ())] for cls in policy.classes
    }
    facts[PERSON] = facts[PERSON] or [{}]
    for (cls, index, name), value in given.facts.items():
        facts[cls][index][name] = value
    for attribute in policy.attributes:
        for row in facts[attribute.cls] if attribute.presumed_false else ():
            row.setdefault(attribute.name, False)
    short = {n.id: n.short for n in policy.notices}
    still = [f"读法 {short[q.notice]} {q.name}" for q in policy.questions if q.id not in given.readings]
    gaps = [g for g in policy.gaps if g.missing]
    still += [f"缺文 {short[g.notice]}{g.locator}" for g in gaps if g.id not in given.gaps]
    if still:
        raise Unsettled(still)
    effective = {
        n.id: date.fromisoformat(n.effective) if n.effective else given.effective.get(n.id)
        for n in policy.notices
    }
    parameters = {p.name: _parameter(p, case, given) for p in policy.parameters}
    names = {cls: [r.name for r in case.records.get(cls, ())] for cls in policy.classes}
    env = Env(case.judged, case.region, facts, parameters, effective, names=names)
    applying = frozenset(g for g, applies in given.gaps.items() if applies)
    return Inputs(policy, env, given.readings, applying, order)


def _parameter(declared: ir.ParameterDecl, case: Case, given: Given) -> Any:
    if declared.name in given.parameters:
        return given.parameters[declared.name]
    if declared.local and given.floors and declared.floor is not None:
        return literal(declared.floor)
    known = [v for v in declared.values if v.since <= case.judged.isoformat()]
    return literal(max(known, key=lambda v: v.since).value) if known else None


def _read(options: argparse.Namespace, policy: ir.Policy) -> tuple[Case, Given, list[str]]:
    """The case and what is given beside it, with all that is wrong."""
    reader = CaseReader(policy)
    case, found = reader.read_text(_source(options.case))
    wrong = [d for d in found if d.severity == "error"]
    givens = [Given()]
    for path, facts in [(p, False) for p in options.parameters] + [(p, True) for p in options.assume]:
        given, told = reader.read_given(_source(path), case, facts=facts)
        wrong += [d for d in told if d.severity == "error"]
        givens.append(given or Given())
    whole = merge(*givens)
    wrong += disagreements(*givens)
    if case is not None:
        wrong += check_against(case, whole)
    said = [f"{d.span} {d.code} {d.what} {d.mend}".rstrip() for d in wrong]
    return case or Case(date.min, "", {}), whole, said


def _source(path: str) -> Source:
    return Source(path, Path(path).read_text("utf-8"))


def _order(case: Case, names: str) -> dict[int, int]:
    """--order 乙,甲: the order of the records named."""
    listed = {name.strip(): place for place, name in enumerate(names.replace("，", ",").split(","))}
    return {
        r: listed[record.name]
        for cls, records in case.records.items()
        if cls != PERSON
        for r, record in enumerate(records, 1)
        if record.name in listed
    }


# ── what is printed ──────────────────────────────────────────────────────────


def shown(inputs: Inputs, results: list[Result]) -> list[dict[str, Any]]:
    """The answers as plain data."""
    policy = inputs.policy
    kinds = {c.name: c for c in policy.conclusions}
    cites = {e.id: policy.cite(c) for c in policy.clauses for e in c.effects}
    rows = []
    for found in results:
        head = kinds[found.conclusion]
        row: dict[str, Any] = {"结论": found.conclusion}
        if head.cls != PERSON:
            row["记录"] = inputs.env.names[head.cls][found.record - 1]
        row["状态"] = found.status
        if found.value is not None:
            exact = head.kind in ("money", "ratio", "number")
            row["值"] = show_fact(Fraction(found.value) if exact else found.value, head.kind)
        row["依据"] = list(dict.fromkeys(cites[e] for e in found.winners))
        rows.append(row)
    return rows


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="用编译出来的政策判一个案情。")
    parser.add_argument("case", metavar="案情", help="案情文件，YAML 或 JSON")
    parser.add_argument("--parameters", action="append", default=[], metavar="文件", help="参数文件")
    parser.add_argument("--assume", action="append", default=[], metavar="文件", help="假定文件")
    parser.add_argument("--order", default="", metavar="名称,名称", help="同日的记录，谁先谁后")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")
    options = parser.parse_args(arguments)
    here = Path(__file__).parent
    data = (here / "policy.json").read_bytes()
    program = (here / "policy.lp").read_text("utf-8")
    if f'made("{hashlib.sha256(data).hexdigest()[:32]}")' not in program:
        return _fail(["policy.lp 与 policy.json 不是同一次编译的"])
    policy = msgspec.json.decode(data, type=ir.Policy)
    try:
        case, given, wrong = _read(options, policy)
        if wrong:
            return _fail(wrong)
        inputs = settled(policy, case, given, _order(case, options.order))
        rows = shown(inputs, solve(program, inputs))
    except Unsettled as unsettled:
        return _fail(["还有待定项，先写明假定再算：", *("  " + item for item in unsettled.items)])
    except (OSError, UnicodeDecodeError, RuntimeError) as error:
        return _fail([f"没有算成：{error}"])
    if options.format == "json":
        print(json.dumps({"格式": 1, "结论": rows}, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            record = f"（{row['记录']}）" if row.get("记录") else ""
            value = f" {row['值']}" if "值" in row else ""
            grounds = f"　依据：{'、'.join(row['依据'])}" if row["依据"] else ""
            print(f"{row['结论']}{record}：{row['状态']}{value}{grounds}")
    return 0


def _fail(lines: list[str]) -> int:
    print("\n".join(lines), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
