"""Declarations and tables, from Lark's tree."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from lark import Tree

from yiju.syntax import errors, tree
from yiju.syntax.expressions import (
    Lark_,
    build_cond,
    build_test,
    build_value,
    join,
    names_cond,
    only,
    span_of,
    subtree,
    tokens_of,
)
from yiju.syntax.keywords import Keyword
from yiju.syntax.spacing import spell
from yiju.syntax.token import ScanError, Token

# ── declarations ─────────────────────────────────────────────────────────────


def build_declaration(node: Lark_) -> tree.Declaration:
    name = only(node, "DECL")
    type_ = subtree(node, "type")[0]
    kind = only(type_, "TYPE")
    assert name is not None and kind is not None
    members = tuple(
        tree.Text(span=t.span, text=t.text) for t in tokens_of(type_) if t.type == "DECL"
    )
    return tree.Declaration(
        span=span_of(node), name=name.text, kind=cast("Keyword", kind.value).id, members=members,
        open=any(t.type == "ETC" for t in tokens_of(type_)),
        attributes=build_attributes(node),
    )  # fmt: skip


def build_attributes(node: Lark_) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """，属性，属性 of a declaration or of a class."""
    return tuple(_attribute(a) for a in subtree(node, "attr"))


def _attribute(node: Lark_) -> tuple[str, tuple[str, ...]]:
    words = tuple(t.text for t in tokens_of(node) if t.type == "WORD")
    types = {t.type: t for t in tokens_of(node)}
    if "A_EXCLUSIVE" in types:
        return "EXCLUSIVE", words
    entry = next(t.value for t in tokens_of(node) if isinstance(t.value, Keyword))
    assert isinstance(entry, Keyword)
    if "A_FLAG" in types:
        return entry.id, () if entry.id == "CLOSED" else ("",)
    return entry.id, words


# ── tables ───────────────────────────────────────────────────────────────────


def build_column(node: Lark_) -> tree.Column:
    head = cast("Token", node.children[0])
    span = span_of(node)
    match head.type.removeprefix("COL_"):
        case "TEST":
            return tree.Column(span=span, kind="TEST", subject=build_value(node.children[1]))
        case "SCOPE":
            return tree.Column(span=span, kind="SCOPETEST", subject=build_value(node.children[1]))
        case "FILL":
            return tree.Column(span=span, kind="FILL", name=cast("Token", node.children[1]).text)
        case "LOC" | "WHO" | "READ" | "RANK" | "IF" as kind:
            return tree.Column(span=span, kind=kind)
    raise AssertionError(head.type)


def build_row(node: Lark_, columns: tuple[tree.Column, ...]) -> tree.Row:
    cells = [c for c in node.children if isinstance(c, Tree)]
    pairs = zip(cells, columns, strict=True)
    return tree.Row(span=span_of(node), cells=tuple(_cell(c, col) for c, col in pairs))


def _cell(node: Lark_, column: tree.Column) -> tree.Cell:
    inner = list(_cell_tokens(node))
    span = join(inner[0].span, inner[-1].span)
    text = spell(inner)
    body = node.children[1]
    if node.data == "blank":
        return tree.Cell(span=span, text=text, blank=True)
    if column.kind in ("TEST", "SCOPETEST"):
        assert column.subject is not None and isinstance(body, Tree)
        return tree.Cell(span=span, cond=build_test(body, column.subject), text=text)
    if column.kind == "WHO":
        return tree.Cell(
            span=span, cond=names_cond([t for t in inner if t.type == "NAME"]), text=text
        )
    if column.kind == "IF":
        return tree.Cell(span=span, cond=build_cond(body), text=text)
    if column.kind == "RANK":
        return tree.Cell(span=span, text=_rank(inner[0]))
    if column.kind == "FILL":
        if isinstance(body, Token):
            return tree.Cell(span=span, is_open=True, text=text)
        return tree.Cell(span=span, value=build_value(body), text=text)
    return tree.Cell(span=span, text=text)


def _rank(number: Token) -> str:
    """顺位: a whole number from 1 to 99, as plain digits."""
    value = number.value
    if not isinstance(value, int | Fraction) or not 1 <= value <= 99 or value != int(value):
        raise ScanError(errors.RankNotWhole(span=number.span, word=number.text))
    return str(int(value))


def _cell_tokens(node: Lark_) -> Iterator[Token]:
    return (t for t in tokens_of(node) if not t.type.startswith("C_"))
