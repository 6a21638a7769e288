"""From Lark's tree to expressions and conditions. The grammar has one ladder for both; here it
is decided which of the two a place wants, and an error says so when it has the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, cast

from lark import Tree

from yiju.source import Span
from yiju.syntax import errors, tree
from yiju.syntax.spacing import spell
from yiju.syntax.token import ScanError, Token

Lark_ = Tree[Token]
Node = Token | Lark_

CONDITIONS = frozenset({"all_of", "any_of", "negate", "compare", "quantified", "overlap"})
_ARITHMETIC = {"K_PLUS": "+", "K_MINUS": "-", "K_TIMES": "*", "K_DIV": "/"}
_LITERALS = {
    "MONEY": "money", "PERCENT": "percent", "NUMBER": "number", "MONTHS": "months", "DAYS": "days",
    "YEAR": "year", "DATE": "date", "MONTHDAY": "monthday",
}  # fmt: skip
_ANCHORS = {
    "K_NEXTDAY": "next_day", "K_THISMONTH": "this_month", "K_NEXTMONTH": "next_month",
    "K_LASTMONTH": "last_month", "K_THISYEAR": "this_year", "K_NEXTYEAR": "next_year",
    "K_LASTYEAR": "last_year", "K_QUARTEREND": "quarter_end", "K_YEAREND": "this_year",
}  # fmt: skip
_WITHOUT_DAY = {"K_NEXTDAY": (0, 0), "K_QUARTEREND": (0, 0), "K_YEAREND": (12, 31)}
_MEASURES = {
    "K_APART": "months", "K_APART_FULL": "full", "K_APART_NATURAL": "natural",
    "K_APART_YEARS": "years", "K_APART_DAYS": "days",
}  # fmt: skip
_YEARS = {"K_THISYEARLY": 0, "K_LASTYEARLY": -1, "K_NEXTYEARLY": 1}


# ── walking Lark's tree ──────────────────────────────────────────────────────


def tokens_of(node: Node) -> Iterator[Token]:
    """The tokens under a node, left to right."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Token):
            yield here
        else:
            waiting.extend(reversed(here.children))


def subtree(node: Lark_, data: str) -> list[Lark_]:
    """The direct children made by that rule."""
    return [c for c in node.children if isinstance(c, Tree) and c.data == data]


def only(node: Lark_, type_: str) -> Token | None:
    """The first direct child that is a token of that type."""
    return next((c for c in node.children if isinstance(c, Token) and c.type == type_), None)


def join(first: Span, last: Span) -> Span:
    """From the start of one span to the end of another."""
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)


def span_of(node: Node) -> Span:
    """The span a node covers."""
    first = next(tokens_of(node))
    return join(first.span, _last_token(node).span)


def _last_token(node: Node) -> Token:
    waiting = [node]
    while not isinstance(here := waiting.pop(), Token):
        waiting.extend(here.children)
    return here


# ── expressions ──────────────────────────────────────────────────────────────


def build_name(token: Token) -> tree.Name:
    """A declared name, or 是 / 否 as a value."""
    return tree.Name(span=token.span, name=token.text)


def build_value(node: Node) -> tree.Expr:
    """An expression. Raises ScanError where a condition stands instead."""
    if isinstance(node, Token):
        return build_name(node)
    if node.data in CONDITIONS:
        word = spell(list(tokens_of(node)))
        raise ScanError(errors.ValueExpected(span=span_of(node), word=word))
    return _EXPRESSIONS[node.data](node)


def _literal(node: Lark_) -> tree.Expr:
    token = cast("Token", node.children[0])
    kind = _LITERALS[token.type]
    return tree.Literal_(span=token.span, kind=kind, value=token.value)  # type: ignore[arg-type]


def _binary(node: Lark_) -> tree.Expr:
    left, sign, right = node.children
    op = _ARITHMETIC[cast("Token", sign).type]
    return tree.Binary(
        span=span_of(node), op=op, left=build_value(left), right=build_value(right)  # type: ignore[arg-type]
    )  # fmt: skip


def _shifted(node: Lark_) -> tree.Expr:
    base, _, length = node.children
    return tree.Shifted(span=span_of(node), base=build_value(base), length=build_value(length))


def _apart(node: Lark_) -> tree.Expr:
    left, _, right, word = node.children
    measure = _MEASURES[cast("Token", word).type]
    return tree.Apart(
        span=span_of(node), left=build_value(left), right=build_value(right), measure=measure  # type: ignore[arg-type]
    )  # fmt: skip


def _age(node: Lark_) -> tree.Expr:
    """Years of age; the text never says on which day they are reached, so the author has to."""
    left, _, right, word, *when = node.children
    if not when:
        raise ScanError(errors.AgeWithoutDay(span=cast("Token", word).span))
    measure = cast("Token", when[0]).type.removeprefix("K_").lower()
    return tree.Apart(
        span=span_of(node), left=build_value(left), right=build_value(right), measure=measure  # type: ignore[arg-type]
    )  # fmt: skip


def _year_of(node: Lark_) -> tree.Expr:
    base, _, word = node.children
    by = _YEARS[cast("Token", word).type]
    return tree.YearOf(span=span_of(node), base=build_value(base), by=by)


def _anchored(node: Lark_) -> tree.Expr:
    base, _, anchor = node.children
    parts = list(tokens_of(anchor))
    word = parts[0]
    if len(parts) == 2:
        value = parts[1].value
        month, day = value if isinstance(value, tuple) else (0, cast("int", value))
    elif word.type in _WITHOUT_DAY:
        month, day = _WITHOUT_DAY[word.type]
    else:
        example, last = ("1月1日", "12月31日") if word.type.endswith("YEAR") else ("1日", "末日")
        told = errors.DayUnsaid(span=word.span, word=word.text, example=example, last=last)
        raise ScanError(told)
    which = _ANCHORS[word.type]
    return tree.Anchored(
        span=span_of(node), base=build_value(base), which=which, month=month, day=day  # type: ignore[arg-type]
    )  # fmt: skip


def _period_end(node: Lark_) -> tree.Expr:
    base, _, _, length, word = node.children
    return tree.PeriodEnd(
        span=span_of(node), base=build_value(base), length=build_value(length),
        whole=cast("Token", word).type == "K_WHOLE",
    )  # fmt: skip


def _paren(node: Lark_) -> tree.Expr:
    return build_value(node.children[1])


def _as_months(node: Lark_) -> tree.Expr:
    return tree.AsMonths(span=span_of(node), item=build_value(node.children[1]))


def _call(node: Lark_) -> tree.Expr:
    function = cast("Token", node.children[0]).type.removeprefix("K_").lower()
    items = tuple(build_value(c) for c in node.children[1:] if isinstance(c, Tree))
    return tree.Call(span=span_of(node), function=function, items=items)  # type: ignore[arg-type]


def _window(node: Lark_) -> tree.Expr:
    start, end = (t.value for t in tokens_of(node) if t.type == "MONTHDAY")
    return tree.Window(
        span=span_of(node), start=cast("tuple[int, int]", start), end=cast("tuple[int, int]", end),
        wraps=only(node, "K_NEXTYEAR") is not None,
    )  # fmt: skip


def _word(node: Lark_) -> tree.Expr:
    return build_name(cast("Token", node.children[0]))


def _class_name(node: Lark_) -> tree.Name:
    name = only(node, "NAME")
    assert name is not None
    return build_name(name)


def _only(node: Lark_) -> tree.Cond | None:
    """The condition that picks the records: what stands after the first comma."""
    found = subtree(node, "only")
    return build_cond(found[0].children[-1]) if found else None


def _function(node: Lark_) -> str:
    return cast("Token", node.children[0]).type.removeprefix("K_").lower()


def _aggregate(node: Lark_) -> tree.Expr:
    items = [c for c in node.children if isinstance(c, Tree) and c.data != "only"]
    return tree.Aggregate(
        span=span_of(node), function=_function(node), cls=_class_name(node),  # type: ignore[arg-type]
        of=build_value(items[0]) if items else None, where=_only(node),
    )  # fmt: skip


def _stretch(node: Lark_) -> tree.Expr:
    parts = [c for c in node.children if isinstance(c, Tree) and c.data != "only"]
    until, *tolerance = (build_value(p) for p in parts)
    return tree.Lasting(
        span=span_of(node), function=_function(node), cls=_class_name(node), where=_only(node),
        until=until, tolerance=tolerance[0] if tolerance else None,
    )  # fmt: skip


_EXPRESSIONS = {
    "literal": _literal, "binary": _binary, "shifted": _shifted, "apart_by": _apart, "age": _age,
    "year_of": _year_of,
    "aggregate": _aggregate, "lasting": _stretch,
    "anchored": _anchored, "period_end": _period_end, "paren": _paren, "as_months": _as_months,
    "call": _call, "window": _window, "name": _word, "truth": _word,
}  # fmt: skip


# ── conditions ───────────────────────────────────────────────────────────────


def build_cond(node: Node) -> tree.Cond:
    """A condition. Raises ScanError where a mere number or formula stands."""
    if isinstance(node, Token):
        return build_name(node)
    match node.data:
        case "name":
            return build_name(cast("Token", node.children[0]))
        case "paren":
            return build_cond(node.children[1])
        case "all_of" | "any_of" as kind:
            items = tuple(build_cond(c) for c in node.children if isinstance(c, Tree))
            return tree.Both(
                span=span_of(node), op="and" if kind == "all_of" else "or", items=items
            )
        case "negate":
            return tree.Negation(span=span_of(node), item=build_cond(node.children[1]))
        case "quantified":
            return tree.Quantified(
                span=span_of(node), every=only(node, "K_EVERY") is not None,
                cls=_class_name(node), cond=build_cond(node.children[-2]),
            )  # fmt: skip
        case "overlap":
            return tree.Overlap(span=span_of(node), cls=_class_name(node), where=_only(node))
        case "compare":
            subject = build_value(node.children[0])
            return _tail(cast("Lark_", node.children[1]), subject, span_of(node))
    word = spell(list(tokens_of(node)))
    raise ScanError(errors.ConditionExpected(span=span_of(node), word=word))


def _tail(node: Lark_, left: tree.Expr, span: Span) -> tree.Cond:
    """What follows the subject of a comparison."""
    word = cast("Token", node.children[0]).type.removeprefix("K_")
    negated = word == "NOTAT"
    rest = [
        build_value(c)
        for c in node.children
        if isinstance(c, Tree) and c.data not in ("items", "roll")
    ]
    match node.data:
        case "tail_order":
            op = word.lower()
            return tree.Comparison(span=span, op=op, left=left, right=rest[0])  # type: ignore[arg-type]
        case "tail_member":
            values = _items(subtree(node, "items")[0])
            return tree.Membership(span=span, word=word, left=left, values=values)
        case "tail_between":
            return tree.Between(
                span=span, left=left, low=rest[0], high=rest[1],
                wraps=only(node, "K_NEXTYEAR") is not None, negated=negated,
            )  # fmt: skip
        case "tail_window":
            return tree.InWindow(span=span, left=left, window=rest[0], negated=negated)
        case "tail_quarter":
            return tree.InQuarterMonth(span=span, left=left, negated=negated)
    words = {c.type for c in tokens_of(node)}
    roll: Literal["", "rest", "holiday"] = "rest" if "K_ROLL" in words else ""
    if "K_ROLL_HOLIDAY" in words:
        roll = "holiday"
    return tree.Since(
        span=span, left=left, base=rest[0], length=rest[1], after="K_AFTER" in words,
        negated=negated, counted=bool(words & {"K_SINCE_DAY", "K_FULL"}), roll=roll,
    )  # fmt: skip


def _items(node: Lark_) -> tuple[tree.Expr, ...]:
    return tuple(build_value(c) for c in node.children if isinstance(c, Tree))


def build_test(node: Lark_, subject: tree.Expr) -> tree.Cond:
    """A cell under 若 某量: the column's subject joined with what the cell says of it."""
    span = span_of(node)
    match node.data:
        case "test_in" | "test_not" as kind:
            values = _items(subtree(node, "items")[0])
            word = "IN" if kind == "test_in" else "NOTIN"
            return tree.Membership(span=span, word=word, left=subject, values=values)
        case "test_between":
            low, high = (build_value(c) for c in node.children if isinstance(c, Tree))
            wraps = only(node, "K_NEXTYEAR") is not None
            return tree.Between(span=span, left=subject, low=low, high=high, wraps=wraps)
    return _tail(cast("Lark_", node.children[0]), subject, span)


def names_cond(tokens: list[Token]) -> tree.Cond:
    """甲、乙 as a condition: either of them."""
    items = tuple(build_name(t) for t in tokens)
    if len(items) == 1:
        return items[0]
    return tree.Both(span=join(items[0].span, items[-1].span), op="or", items=items)
