"""Second pass: the cards that say something. 条, 表 and 定义 become clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound, each
from yiju.ir.chapters import lies_below
from yiju.ir.drafts import Draft, conjunction, fills_of, locator_of, presumptions_of
from yiju.ir.effects import Effects
from yiju.ir.force import starts
from yiju.ir.readings import Readings, readings
from yiju.ir.relations import Relation, word_of
from yiju.source import Span
from yiju.syntax import tree


@dataclass
class Cards(Effects):
    """Binds cards one by one; clauses are numbered as they come."""

    relations: list[Relation] = field(default_factory=list)
    cards: list[tree.Card] = field(default_factory=list)  # of each clause
    chapters: Mapping[int, tuple[tree.Card, ...]] = field(default_factory=dict)  # of each notice

    def bind(self, notice: int, card: tree.Card) -> None:
        """Add the clauses of a card."""
        if card.head == "FILE":  # its readings are those of 不一致 and 除外的; see from_syntax
            for line in card.lines:
                if isinstance(line, tree.OverLine):
                    places = line.places or (tree.Place(span=line.span),)  # 以往规定 names none
                    self.relations += [Relation(line, place, notice) for place in places]
        if card.head not in ("DEF", "RULE", "TABLE"):
            return
        found = readings(self.scope, notice, card)
        if card.head == "DEF":
            self._definition(notice, card, found)
        else:
            rows: Sequence[tree.Row | None] = card.rows or (None,)
            first = len(self.clauses)
            for row in rows:
                self._rule(notice, card, row, found, first)

    def _definition(self, notice: int, card: tree.Card, found: Readings) -> None:
        head = self.define(card.name)
        binder = Binder(self.scope, self.define)
        draft = Draft(locator_of(card), card.name)
        self.conditions(card, binder, found, draft)
        effect = ir.Effect(
            id=self.next_effect(),
            clause=len(self.clauses),
            conclusion=head.name,
            mode="affirm",
            text=head.name,
            span=card.span,
        )
        self._add(notice, card, draft, (effect,), head.cls, kind="define")
        for line in card.lines:
            if isinstance(line, tree.OverLine):
                fix = "请写在【条】里；「视为」「不视为」压过定义，不必写优先于。"
                self.not_yet(word_of(line), line.span, "写在【定义】里", fix)

    # ── rules ───────────────────────────────────────────────────────────────

    def _rule(
        self, notice: int, card: tree.Card, row: tree.Row | None, found: Readings, first: int
    ) -> None:
        fills = fills_of(card, row)
        binder = Binder(self.scope, self.define, fills)
        draft = Draft(card.locator, card.title)
        if row is not None:
            self._row(card, row, binder, found, draft)
        draft.table = first if draft.rank else -1
        self.inherit(notice, card, binder, draft)
        self.conditions(card, binder, found, draft)
        effects = tuple(self.effects_of(notice, card, row, binder, found, draft))
        draft.starts, draft.ends = starts(self.scope, card, binder, found, effects)
        number = len(self.clauses)
        self._add(notice, card, draft, effects, binder.cls, span=row.span if row else card.span)
        for line in card.lines:
            if isinstance(line, tree.OverLine):
                self.relations += [Relation(line, place, notice, number) for place in line.places]
                if line.mark is not None:
                    fix = "请去掉代号；只在一种读法下这样的，请拆成两张卡片，代号写在「则」上。"
                    self.not_yet(word_of(line), line.span, "带着读法代号", fix)
        caps = [line for line in card.lines if isinstance(line, tree.CapLine)]
        if any(cap.mark is not None for cap in caps):
            fix = "请拆成两张卡片，代号写在「则」上。"
            self.not_yet("限额", caps[0].span, "带着读法代号", fix)

    def _row(
        self, card: tree.Card, row: tree.Row, binder: Binder, found: Readings, draft: Draft
    ) -> None:
        for column, cell in zip(card.columns, row.cells, strict=True):
            try:
                self._cell(card, column, cell, binder, found, draft)
            except Unbound:
                continue

    def _cell(
        self,
        card: tree.Card,
        column: tree.Column,
        cell: tree.Cell,
        binder: Binder,
        found: Readings,
        draft: Draft,
    ) -> None:
        if not cell.blank:
            if column.kind == "LOC":
                draft.locator = card.locator + cell.text
            elif column.kind == "READ":
                mark = tree.Mark(keys=tuple(cell.text.split("、")), span=cell.span)
                draft.guard = found.guard(mark)
            elif column.kind == "RANK":
                draft.rank = int(cell.text)
            elif column.kind == "WHO" and cell.cond is not None:
                draft.scope.append(self.who(cell.cond, binder))
                draft.scope_text.append(cell.text)
            elif cell.cond is not None:
                into, text = (
                    (draft.scope, draft.scope_text)
                    if column.kind == "SCOPETEST"
                    else (draft.condition, draft.condition_text)
                )
                into.append(binder.condition(cell.cond))
                subject = self.scope.text(column.subject.span) if column.subject else ""
                text.append(f"{subject} 为 {cell.text}" if subject else cell.text)

    def who(self, node: tree.Node, binder: Binder) -> ir.Cond:
        """对象: each name is an identity or a definition; any of them will do."""
        if isinstance(node, tree.Both):
            items = tuple(each(partial(self.who, item, binder) for item in node.items))
            return ir.AnyOf(items=items, span=node.span)
        if isinstance(node, tree.Name):
            for attribute in self.scope.attributes.values():
                if attribute.kind == "many" and node.name in attribute.domain:
                    binder.meet(attribute.cls, node.span)
                    return ir.Among(
                        cls=attribute.cls,
                        name=attribute.name,
                        values=(node.name,),
                        text=f"{attribute.name} 含 {node.name}",
                        span=node.span,
                    )
        return binder.condition(node)

    def conditions(self, card: tree.Card, binder: Binder, found: Readings, draft: Draft) -> None:
        """The lines 对象, 适用于, 若, 且, 除非 and 指 of a card, into its draft."""
        self._condition_lines(card, binder, found, draft)
        self._unconditional(card, found)

    def inherit(self, notice: int, card: tree.Card, binder: Binder, draft: Draft) -> None:
        """What the chapters say in which the card lies, before what it says itself; semantics §21."""
        for chapter in self.chapters.get(notice, ()):
            if lies_below(card.locator, chapter.locator):
                found = readings(self.scope, notice, chapter)
                self._condition_lines(chapter, binder, found, draft)
                title = f"「{chapter.title}」" if chapter.title else ""
                draft.inherited.append(chapter.locator + title)
                draft.presumptions += presumptions_of(chapter)

    def _condition_lines(
        self, card: tree.Card, binder: Binder, found: Readings, draft: Draft
    ) -> None:
        for line in card.lines:
            if isinstance(line, tree.Condition):
                try:
                    self._condition(line, binder, found, draft)
                except Unbound:
                    continue

    def _condition(
        self, line: tree.Condition, binder: Binder, found: Readings, draft: Draft
    ) -> None:
        if line.label == "WHO" and line.cond is not None:
            cond = self.who(line.cond, binder)
        else:
            cond = self._cond(line, binder, found)
        if line.label == "UNLESS":
            parts = tuple(c for c in (found.guard(line.mark), cond) if c != ir.ALWAYS)
            whole = parts[0] if len(parts) == 1 else ir.All(items=parts, span=line.span)
            draft.exceptions.append(ir.Exception_(cond=whole, text=line.text, span=line.span))
            return
        into, text = (
            (draft.scope, draft.scope_text)
            if line.label in ("WHO", "SCOPE")
            else (draft.condition, draft.condition_text)
        )
        into.append(found.only_under(line.mark, cond))
        text.append(line.text)

    def _cond(self, line: tree.Condition, binder: Binder, found: Readings) -> ir.Cond:
        if line.cond is not None:
            return binder.condition(line.cond)
        items = each(partial(self._alternative, a, binder, found) for a in line.alternatives)
        return ir.AnyOf(items=tuple(items), span=line.span)

    def _alternative(
        self, alternative: tree.Alternative, binder: Binder, found: Readings
    ) -> ir.Cond:
        guard = found.guard(alternative.mark)
        cond = binder.condition(alternative.cond)
        return cond if guard == ir.ALWAYS else ir.All(items=(guard, cond), span=alternative.span)

    def _unconditional(self, card: tree.Card, found: Readings) -> None:
        """A card whose conditions all stand under some of the answers is bare under the rest."""
        conditions = [c for c in card.lines if isinstance(c, tree.Condition)]
        asked = [c for c in conditions if c.label in ("IF", "AND", "MEANS", "WHO", "SCOPE")]
        columns = {"WHO", "IF", "TEST", "SCOPETEST"}
        if any(c.mark is None for c in asked) or columns & {c.kind for c in card.columns}:
            return
        keys = {key for c in asked if c.mark for key in c.mark.keys}
        results = [r for r in card.lines if isinstance(r, tree.Result)]
        if results and all(r.mark and set(r.mark.keys) <= keys for r in results):
            return  # under the rest it says nothing
        for question in {q.id: q for k, q in found.options.items() if k in keys}.values():
            if not {option.key for option in question.options} <= keys:
                mark = asked[0].mark
                assert mark is not None
                shown = "、".join(sorted(keys))
                self.scope.report(errors.UnconditionalUnderReading(span=mark.span, keys=shown))
                return

    # ── clauses ─────────────────────────────────────────────────────────────

    def _add(
        self,
        notice: int,
        card: tree.Card,
        draft: Draft,
        effects: tuple[ir.Effect, ...],
        cls: str,
        kind: str = "rule",
        span: Span | None = None,
    ) -> None:
        presumptions = [*draft.presumptions, *presumptions_of(card)]
        prints = [x.digest for x in card.lines if isinstance(x, tree.FingerprintLine)]
        self.cards.append(card)
        self.clauses.append(
            ir.Clause(
                id=len(self.clauses),
                notice=notice,
                locator=draft.locator,
                title=draft.title,
                cls=cls,
                kind=kind,  # type: ignore[arg-type]
                scope=conjunction(draft.scope),
                condition=conjunction(draft.condition),
                exceptions=tuple(draft.exceptions),
                effects=effects,
                rank=draft.rank,
                table=draft.table,
                starts=draft.starts,
                ends=draft.ends,
                presumptions=tuple(presumptions),
                inherited=tuple(draft.inherited),
                fingerprint=prints[0] if prints else "",
                scope_text=tuple(draft.scope_text),
                condition_text=tuple(draft.condition_text),
                span=span or card.span,
            )
        )
