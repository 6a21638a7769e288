"""The lines of duties and procedures, from Lark's tree: grammar/cards.lark, who does what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, cast

from lark import Tree

from yiju.syntax import tree
from yiju.syntax.expressions import (
    Lark_,
    build_cond,
    build_name,
    build_value,
    only,
    span_of,
    subtree,
    tokens_of,
)
from yiju.syntax.from_lark_lines import mark_of
from yiju.syntax.spacing import spell
from yiju.syntax.token import Token

_MODALS: dict[str, Literal["shall", "may", "encourage", "mustnot"]] = {
    "L_SHALL": "shall", "L_MAY": "may", "L_ENCOURAGE": "encourage", "L_MUSTNOT": "mustnot",
}  # fmt: skip
_NOTES = {"S_BYWHOM": "by", "S_JOINTLY": "jointly", "S_TOWARDS": "towards"}


def _texts(node: Lark_, type_: str = "WORD") -> tuple[tree.Text, ...]:
    return tuple(tree.Text(span=t.span, text=t.text) for t in tokens_of(node) if t.type == type_)


def _quoted(node: Lark_) -> str:
    text = only(node, "TEXT")
    assert text is not None
    return str(text.value)


def _agents(node: Lark_) -> tree.Agents:
    field = cast("Token", node.children[0]).type.removeprefix("L_")
    return tree.Agents(
        span=span_of(node), field=cast("Any", field), mark=mark_of(node), names=_texts(node)
    )


def _act(node: Lark_) -> tree.Act:
    modal = _MODALS[cast("Token", node.children[0]).type]
    return tree.Act(span=span_of(node), modal=modal, mark=mark_of(node), text=_quoted(node))


def _trigger(node: Lark_) -> tree.Trigger:
    return tree.Trigger(span=span_of(node), mark=mark_of(node), text=_quoted(node))


def _due_line(node: Lark_) -> tree.DueLine:
    return tree.DueLine(span=span_of(node), mark=mark_of(node), due=_due(_due_of(node)))


def _due_of(node: Lark_) -> Lark_:
    return next(c for c in node.children if isinstance(c, Tree))


def _due(node: Lark_) -> tree.Due:
    kind = str(node.data).removeprefix("due_")
    said: dict[str, Any] = {}
    days = [cast("tuple[int, int]", t.value) for t in tokens_of(node) if t.type == "MONTHDAY"]
    if days:
        said.update(start=days[0], end=days[-1] if len(days) > 1 else (0, 0))
    match kind:
        case "within":
            first = cast("Token", node.children[0])
            name = first.type == "NAME"
            said["length"] = build_name(first) if name else build_value(_literal(first))
        case "date":
            said["date"] = cast("date", cast("Token", node.children[0]).value)
        case "monthly":
            said["day"] = cast("int", cast("Token", node.children[1]).value)
        case "window":
            said["wraps"] = only(node, "K_NEXTYEAR") is not None
    text = spell(list(tokens_of(node)))
    if kind == "said":  # as the tree keeps quoted prose, however it was spaced
        quoted = cast("Token", node.children[0])
        text = f"{quoted.text[0]}{quoted.value}{quoted.text[-1]}"
    return tree.Due(span=span_of(node), kind=cast("Any", kind), text=text, **said)


def _literal(token: Token) -> Lark_:
    return Tree("literal", [token])


def _step(node: Lark_) -> tree.Step:
    number = only(node, "STEP")
    assert number is not None
    said: dict[str, Any] = {}
    for note in subtree(node, "step_note"):
        kind = cast("Token", note.children[0]).type
        if kind in _NOTES:
            field = _NOTES[kind]
            said[field] = (*said.get(field, ()), *_texts(note))
        elif kind == "S_AFTER":
            said["after"] = tuple(
                int(cast("int", t.value)) for t in tokens_of(note) if t.type == "STEP"
            )
        else:
            said["due"] = _due(_due_of(note))
    if only(node, "S_IF") is not None:
        cond = node.children[-1] if not _is_eol(node.children[-1]) else node.children[-2]
        said.update(cond=build_cond(cond), cond_text=spell(list(tokens_of(cond))))
    return tree.Step(
        span=span_of(node), mark=mark_of(node), number=int(cast("int", number.value)),
        text=_quoted(node), **said,
    )  # fmt: skip


def _is_eol(node: object) -> bool:
    return isinstance(node, Token) and node.type == "_EOL"


def build_party(node: Lark_) -> tree.Party:
    """A party of 【主体】 with those it is a name for."""
    names = _texts(node, "DECL")
    return tree.Party(
        span=span_of(node), name=names[0].text, members=names[1:],
        open=any(t.type == "ETC" for t in tokens_of(node)),
    )  # fmt: skip


TASKS: dict[str, Callable[[Lark_], tree.Line]] = {
    "agents": _agents, "act": _act, "trigger": _trigger, "due_line": _due_line, "step": _step,
}  # fmt: skip
