"""A clause as sentences: whom it speaks about, 在……的，结论；但……的除外, limits, precedence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yiju.ir import model as ir
from yiju.prose.effects import Effects
from yiju.prose.names import here, is_row, quoted
from yiju.prose.said import INHERITED, Said, Sentence, fixed
from yiju.prose.taken import Taken, asked, holds, settle, worded

_MEASURES = {
    "amount": "每一{}实得的数额",
    "ratio": "补助比例",
    "cap": "年度限额",
    "year_total": "各目单独适用时的全年合计",
}
MANY = 4  # conditions that are better set out as a list


class Clauses(Effects):
    """Words clauses."""

    def clause(self, clause: ir.Clause, taken: Taken) -> Iterator[Sentence]:
        """The sentences of a clause."""
        if clause.kind == "define":
            yield from self._definition(clause, taken)
            return
        yield from shared(clause.inherited)
        yield from _some(self._scope(clause, taken))
        yield from self._starts(clause, taken)
        yield from _some(self._main(clause, taken))
        if self._apart(clause):
            yield from _some(self._exceptions(clause, taken))
        for rule in self.policy.max_rules:
            if rule.clause == clause.id:
                yield from _some(self._highest(rule, taken))
        for effect in clause.effects:
            if holds(effect.when, taken):
                yield from self.caps(clause, effect, taken)
        yield from self._turn(clause)
        yield from self._precedence(clause)

    # ── whom, when ──────────────────────────────────────────────────────────

    def _scope(self, clause: ir.Clause, taken: Taken) -> Sentence | None:
        word = here(clause.locator)

        def say(now: Taken) -> Said | None:
            scope = settle(clause.scope, now)
            if scope == ir.ALWAYS:
                return None
            lead, items = self._lead(clause, scope, clause.scope)
            if items:
                return Said(f"{word}只适用于{lead}的{clause.cls}：", items)
            return Said(f"{word}只适用于这样的{clause.cls}：{lead}。")

        nothing = Said(f"{word}的适用范围没有限定。")
        return worded(self.policy, asked([clause.scope]), taken, say, nothing)

    def _lead(
        self, clause: ir.Clause, cond: ir.Cond, whole: ir.Cond
    ) -> tuple[str, tuple[str, ...]]:
        """The conditions in one line, those of the head of the table after the row's own.

        :param whole: with its readings open; so all versions are laid out alike.
        """
        parts, items = self.listing(cond)
        own = [p for p in parts if not _inherited(clause, p)]
        rest = [p for p in parts if _inherited(clause, p)]
        if not items and len(parts) > 1 and len(self.merged([whole])) >= MANY:
            once = INHERITED if not own else ""
            marks = [""] * len(own) + ["" if once else INHERITED] * len(rest)
            every = zip(marks, [*own, *rest], strict=True)
            return f"{once}同时符合下列条件", tuple(mark + self._member(p, "") for mark, p in every)
        if not items and len(parts) == 1:
            return INHERITED * len(rest) + self.predicate(parts[0]), ()
        said = [self._member(p, "") for p in own]
        if rest:
            said.append(INHERITED + "，且".join(self._member(p, "") for p in rest))
        if items:
            said.append("有下列情形之一")
        return "，且".join(said), items

    def _starts(self, clause: ir.Clause, taken: Taken) -> Iterator[Sentence]:
        word = here(clause.locator)
        for bounds, until in ((clause.starts, False), (clause.ends, True)):

            def say(
                now: Taken, bounds: tuple[ir.Start, ...] = bounds, until: bool = until
            ) -> Said | None:
                found = [s for s in bounds if holds(s.when, now)]
                return Said(self._bound(word, found[0], until=until)) if found else None

            yield from _some(
                worded(
                    self.policy,
                    asked(s.when for s in bounds),
                    taken,
                    say,
                    Said(f"{word}没有自己的{'截止' if until else '起算'}日。"),
                )
            )

    def _bound(self, word: str, start: ir.Start, *, until: bool) -> str:
        at = self.value(start.at)
        by = "判定日" if start.test is None else self.value(start.test.left)
        if until:
            return f"{word}适用到{at}为止（含{at}，看{by}）。"
        return f"{word}自{at}起适用（含{at}，看{by}），不看文件的施行日。"

    # ── the main sentence ───────────────────────────────────────────────────

    def _main(self, clause: ir.Clause, taken: Taken) -> Sentence | None:
        nodes = [clause.condition, *(e.when for e in clause.effects)]
        if not self._apart(clause):
            nodes += [e.cond for e in clause.exceptions]

        def say(now: Taken) -> Said | None:
            effects = [e for e in clause.effects if holds(e.when, now)]
            cond = settle(clause.condition, now)
            if not effects or (isinstance(cond, ir.Const) and not cond.value):
                return None
            lead, items = (
                ("", ()) if cond == ir.ALWAYS else self._lead(clause, cond, clause.condition)
            )
            said = "，".join(self._results(clause, effects))
            except_ = "" if self._apart(clause) else self._except(clause, now)
            text = f"{lead}的，{said}" if lead else said
            return Said(f"{text}{except_}{'：' if items else '。'}", items)

        nothing = Said(f"{here(clause.locator)}没有这一规定。")
        return worded(self.policy, asked(nodes), taken, say, nothing)

    def _results(self, clause: ir.Clause, effects: list[ir.Effect]) -> Iterator[str]:
        forbidden = [e for e in effects if e.mode == "forbid"]
        for effect in effects:
            if effect.mode != "forbid":
                yield self.effect(clause, effect)
        if forbidden:
            yield self.forbidden(clause, forbidden)

    def _apart(self, clause: ir.Clause) -> bool:
        """Whether the exceptions need a sentence of their own, beside a list or among several."""
        if not clause.exceptions:
            return False
        listed = any(self.listing(e.cond)[1] for e in clause.exceptions)
        whole = self._lead(clause, clause.condition, clause.condition)[1]
        return len(clause.exceptions) > 1 or listed or bool(whole)

    def _except(self, clause: ir.Clause, now: Taken) -> str:
        for exception in clause.exceptions:
            cond = settle(exception.cond, now)
            if not (isinstance(cond, ir.Const) and not cond.value):
                return f"；但{self.predicate(cond)}的除外"
        return ""

    def _exceptions(self, clause: ir.Clause, taken: Taken) -> Sentence | None:
        def say(now: Taken) -> Said | None:
            found = [settle(e.cond, now) for e in clause.exceptions]
            left = [c for c in found if not (isinstance(c, ir.Const) and not c.value)]
            if not left:
                return None
            whole = left[0] if len(left) == 1 else ir.AnyOf(items=tuple(left))
            parts, items = self.listing(whole)
            if len(left) > 1 and not items:
                parts, items = [], tuple(self.predicate(c) for c in left)
            said = [self._member(p, "") for p in parts] + ["有下列情形之一"] * bool(items)
            return Said(f"但{'，且'.join(said)}的除外{'：' if items else '。'}", items)

        return worded(
            self.policy, asked(e.cond for e in clause.exceptions), taken, say, Said("没有例外。")
        )

    def _definition(self, clause: ir.Clause, taken: Taken) -> Iterator[Sentence]:
        name = quoted(clause.effects[0].conclusion)
        whom = clause.cls if clause.cls == ir.PERSON else ""

        def say(now: Taken) -> Said | None:
            cond = settle(clause.condition, now)
            if cond == ir.ALWAYS:
                return Said(f"所称{name}，没有别的条件。")
            lead, items = self._lead(clause, cond, clause.condition)
            if items:
                return Said(f"所称{name}，指{lead}{whom and '的' + whom}：", items)
            return Said(f"所称{name}，指{lead}的{whom}。")

        yield from _some(worded(self.policy, asked([clause.condition]), taken, say))
        if clause.exceptions:
            yield from _some(self._exceptions(clause, taken))

    # ── beside other clauses ────────────────────────────────────────────────

    def _highest(self, rule: ir.MaxRule, taken: Taken) -> Sentence | None:
        cls = self.heads[rule.conclusion].cls

        def say(now: Taken) -> Said | None:
            found = [c for c in rule.choices if holds(c.when, now)]
            if not found:
                return None
            measure = _MEASURES[found[0].measure].format(cls)
            return Said(
                f"同一{cls}有几个{quoted(rule.conclusion)}的，取高的一个；比的是{measure}。"
            )

        return worded(self.policy, asked(c.when for c in rule.choices), taken, say)

    def _turn(self, clause: ir.Clause) -> Iterator[Sentence]:
        ranked = any(
            other.rank and (other.notice, other.title) == (clause.notice, clause.title)
            for other in self.policy.clauses
        )
        if is_row(clause) and ranked and not clause.rank:
            yield fixed(f"{here(clause.locator)}不参加顺位。")
        if clause.rank:
            before = [
                other
                for other in self.policy.clauses
                if other.table == clause.table and 0 < other.rank < clause.rank
            ]
            word = here(clause.locator)
            if not before:
                yield fixed(f"{word}排在第{clause.rank}顺位，前面没有别的顺位。")
            else:
                cites = self.cites(before, clause.notice)
                yield fixed(f"{word}排在第{clause.rank}顺位：{cites}有一个作数的，{word}就让位。")

    def _precedence(self, clause: ir.Clause) -> Iterator[Sentence]:
        word = here(clause.locator)
        if clause.over:
            cites = self.cites(self._of(clause.over), clause.notice)
            yield fixed(f"与{cites}不一致的，以{word}为准。")
        if clause.special:
            cites = self.cites(self._of(clause.special), clause.notice)
            yield fixed(f"{word}是{cites}的特别规定。")
        if clause.adds:
            cites = self.cites(self._of(clause.adds), clause.notice)
            yield fixed(f"{word}补充{cites}，引用时一并引用；不是先后的理由。")

    def _of(self, numbers: Iterable[int]) -> list[ir.Clause]:
        wanted = set(numbers)
        return [c for c in self.policy.clauses if c.id in wanted]

    def cites(self, clauses: list[ir.Clause], notice: int) -> str:
        """Where clauses stand, a whole document in one; those of `notice` without its name."""
        found: dict[str, None] = {}
        for clause in clauses:
            whole = [
                c for c in self.policy.clauses if c.notice == clause.notice and c.kind == "rule"
            ]
            short = self.policy.notices[clause.notice].short
            if len(whole) > 3 and all(c in clauses for c in whole):
                found[f"{short}各条"] = None
                continue
            alike = [
                c
                for c in whole
                if c.locator == clause.locator and c.title != clause.title and c not in clauses
            ]
            title = quoted(clause.title) if alike else ""
            own = clause.notice == notice
            found[("" if own else short) + clause.locator + title] = None
        return "、".join(found)


def _inherited(clause: ir.Clause, part: ir.Cond) -> bool:
    """Whether a condition stands in the head of the table that the clause is a row of."""
    row, span = clause.span, part.span
    if part.span.line == 0 and isinstance(part, (ir.AnyOf, ir.All)):
        return all(_inherited(clause, item) for item in part.items)
    return is_row(clause) and span.line not in (0, row.line)


def shared(chapters: tuple[str, ...]) -> Iterator[Sentence]:
    """That the scope and the conditions are partly those of a chapter."""
    if chapters:
        yield fixed(f"下面的范围和条件，连同{'、'.join(chapters)}写的。")


def _some(sentence: Sentence | None) -> Iterator[Sentence]:
    if sentence is not None:
        yield sentence
