"""Parsing: lines are gathered into cards, each card is one LALR parse. Only this module runs Lark.

A line that cannot be read is told and dropped, and its card is parsed again without it: so every
faulty line of a file is told in one run, each once. A card with a faulty line is not in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from lark import Lark, Tree
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from yiju.assets import folder
from yiju.diagnostic import Diagnostic
from yiju.source import Source, Span
from yiju.syntax import errors, tree
from yiju.syntax.checks import check_card, check_document
from yiju.syntax.complain import complain
from yiju.syntax.from_lark import build_card
from yiju.syntax.lexer import scan_source
from yiju.syntax.names import Names
from yiju.syntax.token import Scanned, Token

_MOST_FAULTS = 100  # per card; each costs one more parse
# Trees are walked by recursion, here and by those who read them: what nests is bounded per line.
_MOST_NESTING = 60
_NESTING = frozenset(
    ("LP", "K_NOT", "K_OF", "K_PLUS", "K_MINUS", "K_TIMES", "K_DIV", "K_SHIFT", "K_WITH")
)


class _NoLexer(Lexer):
    """Tokens are fed; Lark is not to look for any."""

    def __init__(self, conf: object) -> None:
        del conf

    def lex(self, *_: object) -> Any:
        """No tokens."""
        return iter(())


@cache
def grammar(debug: bool = False) -> Lark:
    """The grammar, built when first needed. Every token is declared: the scanner is ours."""
    text = (folder("grammar") / "cards.lark").read_text("utf-8")
    plain = re.sub(r"//.*", "", text)
    terminals = sorted(set(re.findall(r"\b_?[A-Z][A-Z0-9_]*\b", plain)))
    return Lark(
        f"{text}\n%declare {' '.join(terminals)}\n",
        parser="lalr", lexer=_NoLexer, start="card", debug=debug,
    )  # fmt: skip


@dataclass(frozen=True)
class _Logical:
    """A logical line: its opener and what continues it, ended by _EOL."""

    tokens: tuple[Token, ...]
    error: Diagnostic | None
    kind: str
    skip: bool


def parse(source: Source, names: Names) -> tuple[tree.Document, list[Diagnostic]]:
    """The tree of one source and every finding. Faulty cards are not in the tree."""
    cards: list[tree.Card] = []
    found: list[Diagnostic] = []
    for group in _cards(scan_source(source, names)):
        card, wrong = _parse_card(group)
        found.extend(wrong)
        if card is not None and not wrong:
            cards.append(card)
    found.extend(check_document(cards))
    last = len(source.lines)
    span = Span(source.name, 1, 0, last, len(source.lines[-1]))
    return tree.Document(span=span, cards=tuple(cards)), found


# ── gathering ────────────────────────────────────────────────────────────────


def _cards(lines: Sequence[Scanned]) -> list[list[_Logical]]:
    """Cards of logical lines. Lines before the first head make a group of their own."""
    groups: list[list[_Logical]] = []
    group: list[Scanned] = []
    logical: list[list[Scanned]] = []
    for scanned in lines:
        kind = scanned.line.kind
        if kind in ("blank", "separator"):
            continue
        if kind == "head" and logical:
            groups.append([_logical(g) for g in logical])
            logical = []
        if kind == "more" and logical:
            group.append(scanned)
        else:
            group = [scanned]
            logical.append(group)
    if logical:
        groups.append([_logical(g) for g in logical])
    return groups


def _logical(lines: Sequence[Scanned]) -> _Logical:
    last = lines[-1]
    tokens, error = last.tokens, last.error
    if len(lines) > 1:
        tokens = tuple(t for s in lines for t in s.tokens)
        error = next((s.error for s in lines if s.error), None)
    end = len(last.line.text)
    file = tokens[-1].span.file if tokens else ""
    # The place just after the last character: where what is missing should stand.
    span = Span(file, last.line.number, end, last.line.number, end + 1)
    eol = Token("_EOL", "", span)
    if error is None and len(tokens) > _MOST_NESTING:
        nesting = [t for t in tokens if t.type in _NESTING]
        if len(nesting) > _MOST_NESTING:
            error = errors.LineTooDeep(span=nesting[_MOST_NESTING].span)
    return _Logical((*tokens, eol), error, lines[0].line.kind, lines[0].skip)


# ── one card ─────────────────────────────────────────────────────────────────


def _parse_card(group: Sequence[_Logical]) -> tuple[tree.Card | None, list[Diagnostic]]:
    head = group[0]
    if head.kind != "head":
        return None, [head.error] if head.error else []  # one finding for stray lines at the top
    if isinstance(head.error, errors.UnknownHead | errors.HeadNotClosed):
        return None, [head.error]
    found = [line.error for line in group if line.error]
    if head.error:
        return None, found
    lines = _droppable(group)
    word = head.tokens[0].text.strip("【】")
    while len(found) <= _MOST_FAULTS:
        result = _feed(lines, word)
        if isinstance(result, Tree):
            return _finish(result, found)
        at, diagnostic = result
        found.append(diagnostic)
        if at == 0:
            break
        lines[at] = replace(lines[at], error=diagnostic)
        lines = _droppable(lines)
    return None, found


def _droppable(group: Sequence[_Logical]) -> list[_Logical]:
    """The lines without those that are faulty, nor the `- ` lines that hang on a faulty label."""
    out: list[_Logical] = []
    dropping = False
    for line in group:
        if line.kind not in ("item", "separator"):
            dropping = line.error is not None and line.kind == "label"
        if line.error is None and not line.skip and not (dropping and line.kind == "item"):
            out.append(line)
    return out


def _feed(lines: Sequence[_Logical], card: str) -> Tree[Token] | tuple[int, Diagnostic]:
    """The parse, or the number of the first line that fails and why."""
    parser: Any = grammar().parse_interactive("")  # Lark leaves its methods untyped
    for number, line in enumerate(lines):
        for token in line.tokens:
            try:
                parser.feed_token(token)
            except UnexpectedToken:
                accepts = parser.accepts()
                return number, complain(token, line.tokens, card, accepts)
    return cast("Tree[Token]", parser.feed_eof())


def _finish(
    parsed: Tree[Token], found: list[Diagnostic]
) -> tuple[tree.Card | None, list[Diagnostic]]:
    """Build the card; what a card as a whole must have is asked only when its lines are sound."""
    card, wrong = build_card(parsed)
    found = [*found, *wrong]
    if not found:
        found.extend(check_card(card))
    return card, found
