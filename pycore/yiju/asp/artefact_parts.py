"""The body of the compiled program: which rule stands in which part, under which comment.

Before:  the emitter's rules, clause after clause, conclusion after conclusion
After:   base            everything that reads the case only
         rules_k         what reads values of the parts before
         alone_h, step_h one record of conclusion h under an annual cap: the n-th by its day
         results         status and winners of every conclusion
The plan (`part`, `steps` facts) tells run.py the order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yiju.asp.artefact_force import call_of, words_of
from yiju.asp.artefact_left import Left
from yiju.asp.artefact_lines import (
    CannotCompile,
    Key,
    Line,
    comment,
    emitted,
    key,
    levels,
    line,
    quoted,
)
from yiju.asp.artefact_values import Values
from yiju.asp.from_grounds import GROUNDS
from yiju.asp.from_ir import Program
from yiju.asp.leaves import Leaf, OfNotice, Unlisted
from yiju.asp.solver import SolverError
from yiju.ir import model as ir
from yiju.ir.walk import children

_GENERIC = ("up", "st", "lo")
_CONTEST = ("in", "ar", "ec", "ks", *_GENERIC, *GROUNDS)
_TITLES = {
    "leaf": "叶：逐项条件，由 @-函数按案情判断",
    "clause": "条款",
    "head": "结论：候选、排除、合并",
    "contest": "不一致与先后",
}


def parts(program: Program, left: Left) -> list[str]:
    """The rules of every part, with the plan on top; no answer about what is left out."""
    return _Parts(program, left).text()


class _Parts:
    """The rules of one program, sorted into parts."""

    def __init__(self, program: Program, left: Left) -> None:
        self.program = program
        self.left = left
        self.policy = program.policy
        self.values = Values(program)
        self.names = list(program.heads)
        self.stepped = [n for n in self.names if self.values.stepped(n)]
        self.chosen: dict[str, list[Line]] = {name: [] for name in self.stepped}
        self.begun: set[str] = set()  # clauses whose words have been shown
        self.lines = [*self._emitted(), *self._leaves()]
        for effect in program.effects.values():
            self.lines += self.values.of_effect(effect)
        for name in self.names:
            self.lines += self.values.of_head(name)
        self.steps = {n: self.values.step(n, self.chosen[n]) for n in self.stepped}

    # ── the emitter's rules ─────────────────────────────────────────────────

    def _emitted(self) -> Iterator[Line]:
        """Each rule with the clause or conclusion it belongs to, by the emitter's comments."""
        blocks = [("clause", str(c.id)) for c in self.policy.clauses]
        blocks += [("head", name) for name in self.names]
        blocks += [("contest", "")]
        number = -1
        for text in self.program.rules:
            if text.startswith("%"):
                number += 1
                continue
            name = key(text)[0]
            section = ("contest", "") if name in (*_CONTEST, "cl") else blocks[number]
            if name != "ms":  # which measure matters is asked by the analysis of relevance only
                yield from self._placed(emitted(text, section, self._note(key(text))))
        if number + 1 not in (len(blocks), len(blocks) - 1):
            raise SolverError("the emitter's comments do not match its clauses")

    def _placed(self, one: Line) -> Iterator[Line]:
        """就高 is chosen record by record, in the step part, where there is an annual cap."""
        if one.head[0] in ("bt", "wi"):
            name = self.program.effects[int(one.head[1])].conclusion
            if name in self.stepped:
                self.chosen[name].append(one)
                return
            one = replace(one, needs=(*one.needs, ("rank", str(self.program.heads[name]))))
        yield one

    def _note(self, head: Key) -> str:
        if head[0] == "ef":
            return self.program.effects[int(head[1])].text
        if head[0] == "ex":
            clause = next(c for c in self.policy.clauses if str(c.id) == head[1])
            return "除非：" + clause.exceptions[int(head[2]) - 1].text
        return ""

    # ── leaves ──────────────────────────────────────────────────────────────

    def _leaves(self) -> Iterator[Line]:
        where = _addresses(self.policy, self.program)
        for leaf in self.program.leaves:
            record = "0" if leaf.cls == ir.PERSON else "R"
            cond, body = leaf.cond, [f"at({self.program.classes[leaf.cls]},{record})"]
            if isinstance(cond, OfNotice):
                call = call_of(cond, record)
            else:
                assert not isinstance(cond, Unlisted), "refused before"
                arguments, reads = self.values.arguments(cond)
                body += [r.replace("R", record) for r in reads]
                call = f"@test({','.join([quoted(where[leaf.id]), record, *arguments])})"
            head = f"l({leaf.id},{record})"
            yield line(("leaf", ""), head, [*body, f"1 = {call}"], self._words(leaf))

    def _words(self, leaf: Leaf) -> str:
        if isinstance(leaf.cond, OfNotice):
            return words_of(self.policy, leaf.cond, leaf.cls)
        return f"{leaf.cls} {getattr(leaf.cond, 'text', '')}"

    # ── results ─────────────────────────────────────────────────────────────

    def _results(self) -> Iterator[str]:
        """Status and winners; docs/semantics.md §3."""
        yield "% ── 状态（docs/semantics.md 第3节）"
        for sign, text in (
            ("cl(H,R)", "冲突"),
            ("ps(H,R), not cl(H,R)", "成立"),
            ("ng(H,R), not ps(H,R), not cl(H,R)", "不成立"),
            ("to(H,R), not ps(H,R), not cl(H,R)", "不成立"),
            ("hd(H,C), at(C,R), not to(H,R), not ps(H,R), not ng(H,R), not cl(H,R)", "无规定"),
        ):
            yield f'status(H,R,"{text}") :- {sign}.'
        yield "% to(论,R)：有条款管到；winner：胜出的支持"
        for name, head in self.program.heads.items():
            if name in self.left:
                continue
            conclusion = self.program.compiler.conclusions[name]
            yield f"hd({head},{self.program.classes[conclusion.cls]}).  {comment(name)}"
            if conclusion.defined:
                at = self.program.classes[conclusion.cls]
                yield f"to({head},R) :- at({at},R).  % 定义总有说法（第3节第8条）"
            wins = "wi" if conclusion.combine == "max" else "lv"
            for effect in self.program.effects.values():
                e = effect.id
                if effect.mode == "forbid":
                    members = self.program.compiler.conclusions[effect.conclusion].members
                    if name == effect.conclusion or name in members:
                        yield f"to({head},R) :- ef({e},R)."
                elif effect.mode != "strike" and effect.conclusion == name:
                    yield f"to({head},R) :- {'ef' if effect.mode == 'deny' else 'cv'}({e},R)."
                    yield f"winner({head},R,{e}) :- {wins}({e},R)."

    # ── text ────────────────────────────────────────────────────────────────

    def text(self) -> list[str]:
        """The parts, one after another."""
        late: set[Key] = {("dv", str(h)) for h in self.program.heads.values()}
        for name in self.stepped:
            late |= {(sign, str(self.program.heads[name])) for sign in ("kd", "order")}
        inner = [one for step in self.steps.values() for one in step]
        level = levels([*self.lines, *inner], late)
        last = max(level.values(), default=0)
        plan: list[str] = []
        body: list[str] = []
        for k in range(last + 1):
            chosen = [one for one in self.lines if self._level(one, level) == k]
            if k and chosen:
                plan.append(f"part({len(plan)},rules_{k}).")
                body += ["", f"#program rules_{k}.", "% 以下读前面各部分算出的值"]
            body += self._sections(chosen)
            for name in self.stepped:
                h = self.program.heads[name]
                if level["order", str(h)] >= level["dv", str(h)]:
                    raise CannotCompile(f"“{name}”的年度累计依赖它自己")
                if level["dv", str(h)] == k:
                    body += self._stepped(name, h, plan)
        plan.append(f"part({len(plan)},results).")
        body += ["", "#program results.", *self._results()]
        top = ["% ── 次序：依次接上的部分；steps 的部分按 nth(论,R,N) 一条一条接", *plan]
        return [*top, *body]

    def _level(self, one: Line, level: dict[Key, int]) -> int:
        if one.head == ("up",):  # the generic rules, once per part that has arrows
            return -1
        return level.get(one.head, -1)

    def _stepped(self, name: str, h: int, plan: list[str]) -> Iterator[str]:
        yield from ("", comment(f"── {name}：按日期先后，一条记录一步（r 是记录，n 是第几）"))
        if self.values.totals(name):
            plan.append(f"steps({len(plan)},alone_{h},{h}).")
            yield f"#program alone_{h}(r,n).  % 各目单独适用时的全年合计"
            yield from self.values.alone(name)
        plan.append(f"steps({len(plan)},step_{h},{h}).")
        yield f"#program step_{h}(r,n)."
        yield from (one.shown() for one in self.steps[name])

    def _sections(self, chosen: list[Line]) -> Iterator[str]:
        for kind, title in _TITLES.items():
            found = [one for one in chosen if one.section[0] == kind]
            if found:
                yield from ("", f"% ══ {title}")
            shown: set[tuple[str, ...]] = set()
            order = {s: k for k, s in enumerate(dict.fromkeys(one.section for one in found))}
            for one in sorted(found, key=lambda o: order[o.section]):
                if one.section not in shown:
                    shown.add(one.section)
                    yield from self._heading(one.section)
                yield one.shown()
            if kind == "contest" and any(one.head[0] == "ar" for one in found):
                yield from (text for text in self.program.rules if key(text)[0] in _GENERIC)

    def _heading(self, section: tuple[str, ...]) -> Iterator[str]:
        kind, which = section
        if kind == "head":
            yield from ("", comment(f"── {which}"))
        if kind == "clause":
            clause = next(c for c in self.policy.clauses if str(c.id) == which)
            first = which not in self.begun
            self.begun.add(which)
            again = "" if first else "（接上）"
            title = f"「{clause.title}」"
            cited = self.policy.cite(clause)
            shown = cited if title in cited else cited + title
            yield from ("", comment(f"── {shown}{again}"))
            yield from (comment(t) for t in self._clause(clause) if first)

    def _clause(self, clause: ir.Clause) -> Iterator[str]:
        yield from ("   适用于：" + text for text in clause.scope_text)
        yield from ("   若：" + text for text in clause.condition_text)
        yield from ("   除非：" + e.text for e in clause.exceptions)
        yield from ("   则：" + e.text for e in clause.effects)
        yield from ("   推定：" + text for text in clause.presumptions)


def _addresses(policy: ir.Policy, program: Program) -> dict[int, str]:
    """For each leaf, where its condition stands in the policy: `c27/scope/items/1`."""
    found: dict[int, str] = {}
    roots: list[tuple[str, ir.Node]] = [(f"c{c.id}", c) for c in policy.clauses]
    roots += [(f"n{n.id}", n) for n in policy.notices]
    count = len(program.leaves.items)
    todo = roots[::-1]
    while todo:
        path, node = todo.pop()
        if isinstance(node, (ir.Flag, ir.Among, ir.Compare, ir.Within, ir.InWindow)):
            found.setdefault(program.leaves.of(node).id, path)
        else:
            todo += [(f"{path}/{step}", child) for step, child in _steps(node)][::-1]
    if len(program.leaves.items) != count:
        raise SolverError("a condition that the emitter did not see")
    return found


def _steps(node: ir.Node) -> Iterator[tuple[str, ir.Node]]:
    below = {id(child) for child in children(node)}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if id(value) in below:
            yield name, value
        elif isinstance(value, tuple):
            yield from ((f"{name}/{k}", v) for k, v in enumerate(value) if id(v) in below)
