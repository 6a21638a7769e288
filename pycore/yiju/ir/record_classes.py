"""【档案】: whose the records of a class are, and which dates make them stretches."""

from __future__ import annotations

from yiju.ir import errors_records as errors
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.scope import Scope, hint
from yiju.source import Span
from yiju.syntax import tree

_WORDS = {"OWNER": "属于", "START": "起", "STOP": "止"}


def record_class(scope: Scope, card: tree.Card) -> None:
    """Note the class of a card; a class may be declared in several cards, each adds to it."""
    said = {key: values[0] for key, values in card.attributes if values}
    known = scope.classes.get(card.name, ir.RecordClass(name=card.name, span=card.span))
    owner = said.get("OWNER", known.owner)
    scope.classes[card.name] = ir.RecordClass(
        name=card.name,
        owner="" if owner == PERSON else owner,
        start=said.get("START", known.start),
        end=said.get("STOP", known.end),
        span=card.span if said else known.span,
    )


def check_classes(scope: Scope, classes: set[str]) -> None:
    """What a 【档案】 line points at exists: the owner is a class, 起 and 止 are its own dates."""
    for found in list(scope.classes.values()):
        owner = scope.classes.get(found.owner)
        if found.owner and (owner is None or owner.owner or found.owner == found.name):
            others = sorted(classes - {PERSON, found.name})
            fix = f"{hint(found.owner, others)}现有的档案：{'、'.join(others)}。"
            fault = "没有这个档案"
            if owner is not None:
                fault = "记录只分两层，它自己或它的上一层已经属于别的记录"
            _wrong(scope, found, "OWNER", found.owner, fault, fix)
        if bool(found.start) != bool(found.end):
            word = "START" if found.start else "STOP"
            fix = "两项都要写：，起 某日期，止 某日期。"
            _wrong(scope, found, word, found.start or found.end, "只写了一头", fix)
        for word, name in (("START", found.start), ("STOP", found.end)):
            _date(scope, found, word, name)


def _date(scope: Scope, found: ir.RecordClass, word: str, name: str) -> None:
    declared = scope.attributes.get(name)
    if name and not (declared and declared.cls == found.name and declared.kind == "date"):
        dates = [
            a.name for a in scope.attributes.values() if a.cls == found.name and a.kind == "date"
        ]
        known = (
            f"可用的日期：{'、'.join(dates)}。"
            if dates
            else f"请先在「{found.name}」里声明一个日期。"
        )
        fault = f"不是「{found.name}」的一个日期"
        _wrong(scope, found, word, name, fault, hint(name, dates) + known)


def _wrong(scope: Scope, found: ir.RecordClass, word: str, name: str, fault: str, fix: str) -> None:
    line = Span(found.span.file, found.span.line, 0, found.span.line, found.span.end_column)
    source = scope.sources.get(line.file)
    at = source.line(line.line).rfind(name) if source else -1
    span = source.span(line.line, at, at + len(name)) if source and at >= 0 else line
    scope.report(errors.WrongClass(span=span, word=_WORDS[word], name=name, fault=fault, fix=fix))
    # Told once: what uses it is not blamed again.
    gone = {
        "OWNER": {"owner": ""},
        "START": {"start": "", "end": ""},
        "STOP": {"start": "", "end": ""},
    }
    fields = {"owner": found.owner, "start": found.start, "end": found.end, **gone[word]}
    scope.classes[found.name] = ir.RecordClass(name=found.name, span=found.span, **fields)
