"""What a card must have beyond the grammar: needed lines, and marks that have a reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from yiju.diagnostic import Diagnostic
from yiju.source import Span
from yiju.syntax import errors, tree
from yiju.syntax.keywords import keywords

_PROVIDES = ("RULE", "TABLE")
_WHY = {
    "THEN": "不产生任何结论", "MEANS": "等于没有解释", "TYPE": "不知道它是什么值", "ALWAYS": "什么也没有约束",
    "VALUE": "不知道它的值从哪里来", "AFFECTS": "不知道它影响什么", "PREMISE": "不知道什么时候有这条理由",
    "AGENT": "不知道谁该做", "REASONS": "不知道是哪两条理由交叉", "DECIDERS": "不知道由谁裁决",
}  # fmt: skip
_NEEDS = {
    "RULE": ("THEN",), "TABLE": ("THEN",), "DEF": ("MEANS",), "PARAM": ("TYPE", "VALUE"),
    "GAP": ("AFFECTS",), "UNCODED": ("AFFECTS",), "BOUND": ("ALWAYS",), "DERIVE": ("VALUE",),
    "DUTY": ("AGENT",), "PREC": ("PREMISE",), "RULING": ("REASONS", "DECIDERS"),
}  # fmt: skip


def check_card(card: tree.Card) -> list[Diagnostic]:
    """Every finding about one card whose lines are sound."""
    return [finding for check in CHECKS for finding in check(card)]


def check_document(cards: Sequence[tree.Card]) -> list[Diagnostic]:
    """One file has one 【文件】."""
    files = [card for card in cards if card.head == "FILE"]
    return [errors.DuplicateFile(span=_first_line(card.span)) for card in files[1:]]


def _first_line(span: Span) -> Span:
    if span.line == span.end_line:
        return span
    return Span(span.file, span.line, span.column, span.line, span.column + 4)


# ── lines ────────────────────────────────────────────────────────────────────


def _line_ids(card: tree.Card) -> Iterator[str]:
    for line in card.lines:
        match line:
            case tree.Condition():
                yield line.label
            case tree.Result():
                yield "THEN"
            case tree.TypeLine():
                yield "TYPE"
            case tree.ValueLine() | tree.DerivedLine():
                yield "VALUE"
            case tree.AffectsLine():
                yield "AFFECTS"
            case tree.HeaderLine() | tree.Agents():
                yield line.field


def _needed_lines(card: tree.Card) -> Iterator[Diagnostic]:
    """则 in 条 and 表, 指 in 定义, 类型 and 取值 in 参数, 影响 in 缺文 and 未编, and so on."""
    have = set(_line_ids(card))
    for label in _NEEDS.get(card.head, ()):
        if label not in have:
            yield errors.MissingLine(
                span=_first_line(card.span), word=keywords().spell("label", label), why=_WHY[label],
                card=keywords().spell("head", card.head),
            )  # fmt: skip
            return


def _alternatives(card: tree.Card) -> Iterator[Diagnostic]:
    """下列之一 is followed by at least one `- ` line."""
    for line in card.lines:
        if isinstance(line, tree.Condition) and line.cond is None and not line.alternatives:
            word = keywords().spell("word", "ANYOF")
            yield errors.NoAlternatives(span=line.span, word=word)


def _table_rows(card: tree.Card) -> Iterator[Diagnostic]:
    if card.head == "TABLE" and not card.rows:
        yield errors.TableWithoutRows(span=_first_line(card.span))


def _one_condition(card: tree.Card) -> Iterator[Diagnostic]:
    """One unmarked 若 (指 in a definition) to a card."""
    for label in ("IF", "MEANS"):
        plain = [
            line for line in card.lines
            if isinstance(line, tree.Condition) and line.label == label and line.mark is None
        ]  # fmt: skip
        for line in plain[1:]:
            word = keywords().spell("label", label)
            span = Span(line.span.file, line.span.line, line.span.column, line.span.line,
                        line.span.column + len(word))  # fmt: skip
            yield errors.TwoConditions(span=span, word=word)


# ── readings ─────────────────────────────────────────────────────────────────


def _used_keys(card: tree.Card) -> list[tuple[str, Span]]:
    """Every key that marks a line, an alternative or a row."""
    marks = [m for line in card.lines if (m := getattr(line, "mark", None)) is not None]
    for line in card.lines:
        if isinstance(line, tree.Condition):
            marks.extend(a.mark for a in line.alternatives if a.mark is not None)
    keys = [(key, mark.span) for mark in marks for key in mark.keys]
    reading = [k for k, column in enumerate(card.columns) if column.kind == "READ"]
    keys.extend(
        (row.cells[k].text, row.cells[k].span) for row in card.rows for k in reading
        if not row.cells[k].blank
    )  # fmt: skip
    return keys


def _readings(card: tree.Card) -> tuple[list[tree.ReadingOption], bool]:
    """The options of the card's own questions; whether it also follows one asked elsewhere."""
    lines = [line for line in card.lines if isinstance(line, tree.ReadingLine)]
    options = [option for line in lines for option in line.options]
    return options, any(line.follows is not None for line in lines)


def _keys_have_readings(card: tree.Card) -> Iterator[Diagnostic]:
    options, follows = _readings(card)
    seen: set[str] = set()
    for option in options:
        if option.key in seen:
            span = Span(option.span.file, option.span.line, option.span.column,
                        option.span.line, option.span.column + 1)  # fmt: skip
            yield errors.DuplicateKey(span=span, word=option.key)
        seen.add(option.key)
    if follows:
        return
    for key, span in _used_keys(card):
        if key not in seen:
            seen.add(key)
            yield errors.MarkWithoutReading(span=span, word=key)


def _readings_have_lines(card: tree.Card) -> Iterator[Diagnostic]:
    """Every option has a marked line, or says it has none."""
    used = {key for key, _ in _used_keys(card)}
    told: set[str] = set()
    for option in _readings(card)[0]:
        if option.key in told:
            continue
        told.add(option.key)
        if option.key not in used and not option.silent:
            yield errors.OptionWithoutLine(span=option.span, word=option.key)
        elif option.key in used and option.silent:
            yield errors.SilentOptionUsed(span=option.span, word=option.key)


def _unconditional(card: tree.Card) -> Iterator[Diagnostic]:
    """若（乙） alone leaves the card without a condition under 甲, which nobody means."""
    if card.head not in (*_PROVIDES, "DEF"):
        return
    label = "MEANS" if card.head == "DEF" else "IF"
    lines = [c for c in card.lines if isinstance(c, tree.Condition) and c.label == label]
    if not lines or any(line.mark is None for line in lines):
        return
    more = [c for c in card.lines if isinstance(c, tree.Condition) and c.label == "AND"]
    if any(c.mark is None for c in more) or any(c.kind in ("IF", "TEST") for c in card.columns):
        return  # something is asked under every reading
    have = {key for line in lines if line.mark for key in line.mark.keys}
    for reading in card.lines:
        if not isinstance(reading, tree.ReadingLine):
            continue
        keys = {option.key for option in reading.options}
        others = [o.key for o in reading.options if o.key not in have]
        if keys & have and others and _covers_all_results(card, have):
            mark = lines[0].mark
            assert mark is not None
            yield errors.UnconditionalUnder(
                span=mark.span, word="、".join(sorted(keys & have)), others="、".join(others),
                label=keywords().spell("label", label),
            )  # fmt: skip


def _covers_all_results(card: tree.Card, keys: set[str]) -> bool:
    """Whether some result stands outside the marked readings too (a definition always does)."""
    results = [line for line in card.lines if isinstance(line, tree.Result)]
    return not results or any(r.mark is None or not set(r.mark.keys) <= keys for r in results)


def _duty(card: tree.Card) -> Iterator[Diagnostic]:
    """A duty says what is to be done, and from when a term runs; a procedure has steps."""
    if card.head == "STEPS" and not any(isinstance(line, tree.Step) for line in card.lines):
        yield errors.NoSteps(span=_first_line(card.span))
    if card.head != "DUTY":
        return
    if not any(isinstance(line, tree.Act) for line in card.lines):
        yield errors.DutyWithoutAct(span=_first_line(card.span))
    if not any(isinstance(line, tree.Trigger) for line in card.lines):
        for line in card.lines:
            if isinstance(line, tree.DueLine) and line.due.kind == "within":
                yield errors.DueWithoutTrigger(span=line.due.span)


def _chapter(card: tree.Card) -> Iterator[Diagnostic]:
    """A chapter says what its cards share."""
    conditions = [line for line in card.lines if isinstance(line, tree.Condition)]
    if card.head == "CHAPTER" and not conditions:
        yield errors.NothingShared(span=_first_line(card.span))


def _chooser(card: tree.Card) -> Iterator[Diagnostic]:
    """A choice says whose it is."""
    for line in card.lines:
        if isinstance(line, tree.ReadingLine) and line.options and line.choice and not line.chooser:
            yield errors.ChoiceWithoutChooser(span=_first_line(line.span), word=line.question)


CHECKS: tuple[Callable[[tree.Card], Iterator[Diagnostic]], ...] = (
    _needed_lines, _alternatives, _table_rows, _one_condition, _keys_have_readings, _readings_have_lines,
    _unconditional, _chooser, _duty, _chapter,
)  # fmt: skip
