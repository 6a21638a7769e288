"""The lines of a card, from Lark's tree: one small function per rule of grammar/cards.lark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Literal, cast

from lark import Tree

from yiju.syntax import errors, tree
from yiju.syntax.expressions import (
    CONDITIONS,
    Lark_,
    build_cond,
    build_name,
    build_value,
    names_cond,
    only,
    span_of,
    subtree,
    tokens_of,
)
from yiju.syntax.keywords import Keyword, keywords
from yiju.syntax.spacing import spell
from yiju.syntax.token import ScanError, Token


def mark_of(node: Lark_) -> tree.Mark | None:
    """（甲） of a line, if it has one."""
    token = only(node, "MARK")
    if token is None:
        return None
    return tree.Mark(span=token.span, keys=cast("tuple[str, ...]", token.value))


def _who(node: Lark_) -> tree.Condition:
    names = [t for t in node.children if isinstance(t, Token) and t.type == "NAME"]
    cond = names_cond(names)
    return tree.Condition(
        span=span_of(node), label="WHO", mark=mark_of(node), cond=cond, alternatives=(),
        text="、".join(t.text for t in names),
    )  # fmt: skip


_Label = Literal["SCOPE", "IF", "AND", "UNLESS", "MEANS", "ALWAYS"]


def _condition(node: Lark_) -> tree.Condition:
    label = cast("Token", node.children[0])
    kind = cast("_Label", label.type.removeprefix("L_"))
    last = node.children[-1]
    if isinstance(last, Tree) and last.data == "any_of_below":
        anyof = only(last, "K_ANYOF")
        assert anyof is not None
        items = subtree(last, "alternative")
        told = "；".join(spell([t for t in tokens_of(i) if t.type != "ITEM"]) for i in items)
        return tree.Condition(
            span=span_of(node), label=kind, mark=mark_of(node), cond=None,
            alternatives=tuple(_alternative(i) for i in items), text=f"{anyof.text}：{told}",
        )  # fmt: skip
    return tree.Condition(
        span=span_of(node), label=kind, mark=mark_of(node), cond=build_cond(last), alternatives=(),
        text=spell(list(tokens_of(last))),
    )  # fmt: skip


def _alternative(node: Lark_) -> tree.Alternative:
    return tree.Alternative(
        span=span_of(node), mark=mark_of(node), cond=build_cond(node.children[-1])
    )


_MODAL = {
    "K_DEEM": "deem",
    "K_NOTDEEM": "notdeem",
    "K_NONE": "none",
    "K_FORBID": "forbid",
    "K_LIKE": "like",
}

_LISTS = ("includes", "includes_any", "excludes")


def _others(names: list[Token], wanted: bool) -> tuple[tree.Name, ...]:
    """The names behind the conclusion, where the form has some."""
    return tuple(build_name(n) for n in names[1:]) if wanted else ()


def _then(node: Lark_) -> tree.Result:
    result = cast("Lark_", node.children[-1])
    parts = result.children
    form = str(result.data)
    names = [t for t in parts if isinstance(t, Token) and t.type == "NAME"]
    value = measure = None
    if form == "modal":
        form = _MODAL[cast("Token", parts[0]).type]
    elif form in ("set", "at_least", "strike", "adds"):
        value = build_value(parts[-1])
    elif form == "in_turn":
        value = build_value(parts[2])
    elif form == "highest":
        measure = _measure(cast("Token", parts[2]))
    return tree.Result(
        span=span_of(node), form=form, mark=mark_of(node), conclusion=build_name(names[0]), value=value,
        measure=measure or "", payers=_others(names, form == "in_turn"),
        items=_others(names, form in _LISTS), text=spell(list(tokens_of(result))),
    )  # fmt: skip


def _measure(token: Token) -> str:
    entry = keywords().find("measure", token.text)
    if entry is None:
        known = "、".join(keywords().spelled["measure"])
        raise ScanError(errors.UnknownMeasure(span=token.span, word=token.text, known=known))
    return entry.id


_PERIODS: dict[str, Literal["year", "life", "each", "count"]] = {
    "K_YTD": "year", "K_LIFE": "life", "K_EACH": "each", "K_COUNTED": "count",
}  # fmt: skip


def _cap(node: Lark_) -> tree.CapLine:
    at = next(k for k, x in enumerate(node.children) if getattr(x, "type", "") == "K_LE")
    kind = cast("Token", node.children[at - 1]).type
    names = subtree(node, "cap_names")
    return tree.CapLine(
        span=span_of(node), mark=mark_of(node), limit=build_value(node.children[at + 1]),
        period=_PERIODS[kind], names=_names(names[0]) if names else None,
    )  # fmt: skip


def _names(node: Lark_) -> tuple[tree.Name, ...]:
    return tuple(build_name(t) for t in tokens_of(node) if t.type == "NAME")


def _cap_range(node: Lark_) -> tree.CapRangeLine:
    names = _names(subtree(node, "cap_names")[0])
    return tree.CapRangeLine(span=span_of(node), mark=mark_of(node), names=names)


def _cap_key(node: Lark_) -> tree.CapKeyLine:
    name, label = cast("Token", node.children[-1]), cast("Token", node.children[0])
    order = label.type == "L_CAP_ORDER"
    return tree.CapKeyLine(
        span=span_of(node), mark=mark_of(node), attribute=build_name(name), order=order
    )


def _place(node: Lark_) -> tree.Place:
    """「文件」 第十二条「题目」: a text before the locator is the document, one after it the title."""
    document = locator = title = ""
    for token in tokens_of(node):
        if token.type == "LOC":
            locator = token.text
        elif locator:
            title = str(token.value)
        else:
            document = str(token.value)
    return tree.Place(span=span_of(node), document=document, locator=locator, title=title)


def _places(node: Lark_) -> tuple[tree.Place, ...]:
    return tuple(_place(p) for p in subtree(node, "place"))


def _over(node: Lark_) -> tree.OverLine:
    return tree.OverLine(span=span_of(node), mark=mark_of(node), places=_places(node))


_RELATIONS: dict[str, Literal["special", "adds"]] = {"L_SPECIAL": "special", "L_ADDS": "adds"}


def _relation(node: Lark_) -> tree.OverLine:
    relation = _RELATIONS[cast("Token", node.children[0]).type]
    return tree.OverLine(
        span=span_of(node), mark=mark_of(node), places=_places(node), relation=relation
    )


def _premise(node: Lark_) -> tree.HeaderLine:
    """前提：同一机关、施行较晚."""
    kinds: list[str] = []
    for token in (t for t in tokens_of(node) if t.type == "WORD"):
        entry = keywords().find("premise", token.text)
        if entry is None:
            known = "、".join(keywords().spelled["premise"])
            raise ScanError(errors.UnknownPremise(span=token.span, word=token.text, known=known))
        kinds.append(entry.id)
    return tree.HeaderLine(
        span=span_of(node), field="PREMISE", mark=mark_of(node), values=tuple(kinds)
    )


def _prior(node: Lark_) -> tree.OverLine:
    span = span_of(node)
    return tree.OverLine(span=span, mark=mark_of(node), places=(), prior=True, basis=_ground(node))


def _ground(node: Lark_) -> str:
    return next((t.text for t in tokens_of(node) if t.type == "LOC"), "")


def _basis(node: Lark_) -> tree.BasisLine:
    return tree.BasisLine(span=span_of(node), places=_places(node))


def _at(node: Lark_) -> tree.AtLine:
    return tree.AtLine(span=span_of(node), place=_places(node)[0])


def _reading(node: Lark_) -> tree.ReadingLine:
    question = only(node, "TEXT")
    assert question is not None
    follows = _places(node)
    return tree.ReadingLine(
        span=span_of(node), question=str(question.value),
        options=tuple(_option(o) for o in subtree(node, "option")),
        follows=follows[0] if follows else None,
    )  # fmt: skip


def _choosing(node: Lark_) -> tree.ReadingLine:
    notes = subtree(node, "choice_note")
    words = [t.text for note in notes for t in tokens_of(note) if t.type == "WORD"]
    final = any(t.type == "CH_FINAL" for note in notes for t in tokens_of(note))
    return replace(_reading(node), choice=True, chooser=tuple(words), final=final)


def _option(node: Lark_) -> tree.ReadingOption:
    key, text = only(node, "KEY"), only(node, "TEXT")
    assert key is not None and text is not None
    return tree.ReadingOption(
        span=span_of(node),
        key=key.text,
        text=str(text.value),
        silent=only(node, "SILENT") is not None,
    )


def _presumption(node: Lark_) -> tree.PresumptionLine:
    text = cast("Token", node.children[-1])
    return tree.PresumptionLine(span=span_of(node), text=str(text.value))


def _digest(node: Lark_) -> tree.FingerprintLine:
    return tree.FingerprintLine(span=span_of(node), digest=cast("Token", node.children[-1]).text)


def _affects(node: Lark_) -> tree.AffectsLine:
    return tree.AffectsLine(span=span_of(node), names=_names(node))


# ── lines of 【文件】 and 【参数】 ──────────────────────────────────────────────


def _header(node: Lark_) -> tree.HeaderLine:
    """简称 机关 地域 发布 施行 失效 引用 不一致."""
    label = cast("Token", node.children[0])
    values = tuple(v for t in tokens_of(node) if (v := _header_value(t)))
    return tree.HeaderLine(
        span=span_of(node), field=label.type.removeprefix("L_"), mark=mark_of(node), values=values,
        basis=_ground(node),
    )  # fmt: skip


def _header_value(token: Token) -> str:
    match token.type:
        case "WORD":
            return token.text
        case "TEXT" | "DATE":
            return str(token.value)
        case "K_BY_MATTER":
            return "matter"
        case "K_BY_EFFECT":
            return "effect"
        case "K_BYOLD":
            return "restores"
        case "K_NOTBYOLD":
            return "keeps"
    return ""


_EDITION = 1  # of the language that this program reads


def _edition(node: Lark_) -> tree.HeaderLine:
    """版本：1."""
    number = cast("Token", node.children[1])
    if number.value != _EDITION:
        raise ScanError(
            errors.UnknownEdition(span=number.span, word=number.text, known=str(_EDITION))
        )
    return tree.HeaderLine(span=span_of(node), field="EDITION", mark=None, values=(number.text,))


def _repeal(node: Lark_) -> tree.RepealLine:
    documents = tuple(
        tree.Text(span=t.span, text=str(t.value))
        for t in node.children
        if isinstance(t, Token) and t.type == "TEXT"
    )
    since = only(node, "DATE")
    day = str(since.value) if since else ""
    return tree.RepealLine(
        span=span_of(node), documents=documents, since=day, basis=_ground(node)
    )  # fmt: skip


def _holidays(node: Lark_) -> tree.HolidayLine:
    label = cast("Token", node.children[0])
    stretches = []
    for part in subtree(node, "stretch"):
        days = [cast("date", t.value) for t in tokens_of(part) if t.type == "DATE"]
        stretches.append(tree.Stretch(span=span_of(part), first=days[0], last=days[-1]))
    return tree.HolidayLine(
        span=span_of(node), off=label.type == "L_OFF", stretches=tuple(stretches)
    )  # fmt: skip


def _start(node: Lark_) -> tree.StartLine:
    label = cast("Token", node.children[0])
    at = only(node, "DATE") or only(node, "YEAR")
    assert at is not None
    kind: Literal["date", "year"] = "date" if at.type == "DATE" else "year"
    name = only(node, "NAME")
    return tree.StartLine(
        span=span_of(node), mark=mark_of(node), until=label.type == "L_UNTIL",
        at=tree.Literal_(span=at.span, kind=kind, value=at.value),  # type: ignore[arg-type]
        attribute=build_name(name) if name else None,
    )  # fmt: skip


def _type_line(node: Lark_) -> tree.TypeLine:
    entry = cast("Keyword", cast("Token", node.children[-1]).value)
    return tree.TypeLine(span=span_of(node), kind=entry.id)


def _value_line(node: Lark_) -> tree.ValueLine:
    first = node.children[1]
    open_ = isinstance(first, Token)
    since: tree.Literal_ | None = None
    principle = False
    bounds: dict[str, tree.Expr] = {}
    for note in subtree(node, "value_note"):
        kind = cast("Token", note.children[0]).type
        if kind == "K_PRINCIPLE":
            principle = True
        elif kind == "K_FROM":
            day = cast("Token", note.children[1])
            since = tree.Literal_(span=day.span, kind="date", value=day.value)  # type: ignore[arg-type]
        else:
            bounds[kind] = build_value(note.children[1])
    return tree.ValueLine(
        span=span_of(node), value=None if open_ else build_value(first), since=since,
        in_principle=principle, floor=bounds.get("K_GE"), ceiling=bounds.get("K_LE"),
    )  # fmt: skip


def _period_key(node: Lark_) -> tree.PeriodKeyLine:
    name = only(node, "NAME")
    assert name is not None
    return tree.PeriodKeyLine(span=span_of(node), attribute=build_name(name))


def _derived(node: Lark_) -> tree.DerivedLine:
    said = node.children[-1]
    cond = isinstance(said, Tree) and said.data in CONDITIONS
    return tree.DerivedLine(
        span=span_of(node), mark=mark_of(node), value=build_cond(said) if cond else build_value(said),
        text=spell(list(tokens_of(said))),
    )  # fmt: skip


LINES: dict[str, Callable[[Lark_], tree.Line]] = {
    "who": _who, "condition": _condition, "start": _start, "holidays": _holidays, "repeal": _repeal, "then": _then, "cap": _cap, "cap_range": _cap_range,
    "cap_key": _cap_key, "over": _over, "prior": _prior, "basis": _basis, "at": _at,
    "always": _condition, "choosing": _choosing, "choosing_of": _choosing, "reading": _reading, "reading_of": _reading, "presumption": _presumption, "digest": _digest,
    "affects": _affects, "header_words": _header, "header_date": _header, "header_use": _header,
    "header_mode": _header, "relation": _relation, "premise": _premise,
    "reasons": _header, "deciders": _header, "type_line": _type_line, "value_line": _value_line,
    "derived": _derived, "edition": _edition, "period_key": _period_key,
}  # fmt: skip
