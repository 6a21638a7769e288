"""From Lark's tree of a card to the tree of `tree.py`, rule by rule of grammar/cards.lark."""

from __future__ import annotations

from typing import cast

from lark import Tree

from yiju.diagnostic import Diagnostic
from yiju.syntax import tree
from yiju.syntax.expressions import Lark_, span_of, subtree, tokens_of
from yiju.syntax.from_lark_lines import LINES
from yiju.syntax.from_lark_table import (
    build_attributes,
    build_column,
    build_declaration,
    build_row,
)
from yiju.syntax.from_lark_tasks import TASKS, build_party
from yiju.syntax.token import ScanError, Token

_LINES = {**LINES, **TASKS}


def build_card(node: Tree[Token]) -> tuple[tree.Card, list[Diagnostic]]:
    """The card of a parse, and what is wrong in it beyond the grammar, without its faulty lines."""
    body = cast("Lark_", node.children[0]) if node.data == "card" else node
    head = next(tokens_of(body))
    found: list[Diagnostic] = []
    lines: list[tree.Line] = []
    declarations: list[tree.Declaration] = []
    parties: list[tree.Party] = []
    columns: tuple[tree.Column, ...] = ()
    rows: list[tree.Row] = []
    for child in body.children:
        if isinstance(child, Token):
            continue
        try:
            if child.data == "attr":
                continue
            if child.data == "declaration":
                declarations.append(build_declaration(child))
            elif child.data == "party":
                parties.append(build_party(child))
            elif child.data == "header":
                columns = tuple(build_column(c) for c in subtree(child, "column"))
            elif child.data == "row":
                if columns:  # none under a header that is faulty itself
                    rows.append(build_row(child, columns))
            else:
                lines.append(_LINES[child.data](child))
        except ScanError as stop:
            found.append(stop.diagnostic)
    name, locator, title = _heading(body)
    card = tree.Card(
        span=span_of(body), head=head.type.removeprefix("H_"), name=name, locator=locator, title=title,
        attributes=build_attributes(body), lines=tuple(lines), declarations=tuple(declarations), columns=columns, rows=tuple(rows),
        parties=tuple(parties),
    )  # fmt: skip
    return card, found


def _heading(body: Lark_) -> tuple[str, str, str]:
    """Name, locator and title of the card's head."""
    parts = {t.type: t for t in body.children if isinstance(t, Token)}
    text = str(parts["TEXT"].value) if "TEXT" in parts else ""
    if "YEAR" in parts:
        return str(parts["YEAR"].value), "", ""
    if "DECL" in parts:
        return parts["DECL"].text, "", ""
    if "LOC" in parts:
        return "", parts["LOC"].text, text
    return text, "", ""
