"""First pass: what the files declare. Notices, 档案, 结论, 定义, 参数, 缺文, questions of reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.kinds import OF_TOKEN, SHOWN
from yiju.ir.likened import declare_likened
from yiju.ir.model import PERSON
from yiju.ir.papers import declare_papers
from yiju.ir.parameters import parameter
from yiju.ir.record_classes import record_class
from yiju.ir.scope import DefinitionSite, Scope, hint
from yiju.source import Source, Span
from yiju.syntax import tree

_DAYS = {"ISSUED": "发布日", "FORCE": "施行日", "EXPIRES": "失效日"}
# What a conclusion can be; the rest would be decided by nothing.
_COMBINE: dict[str, Literal["max", "min", "sum", "count", "pick"]] = {
    "COUNTBY": "count",
    "ADD": "sum",
    "HIGH": "max",
    "LOW": "min",
    "PICK": "pick",
}
_CONCLUDED = ("bool", "one", "scale", "money", "ratio", "number", "duration", "year", "date")


def declare(
    documents: Mapping[str, tree.Document], sources: Mapping[str, Source]
) -> tuple[Scope, dict[int, tree.Document]]:
    """The scope of all files. Notices are numbered by name, so file order never matters."""
    scope = Scope(dict(sources))
    headed: list[tuple[bool, str, tree.Document]] = []
    for file, document in documents.items():
        head = next((c for c in document.cards if c.head in ("FILE", "VOCAB")), None)
        if head is None:
            if not document.cards:
                continue
            scope.report(errors.NoHead(span=scope.find("", document.cards[0].span)))
            # What its cards declare and say is still looked at, under the name of the file.
            head = tree.Card(head="FILE", name=file, span=document.cards[0].span)
            whole = tree.Document(span=document.span, cards=(head, *document.cards))
            headed.append((True, file, whole))
        else:
            headed.append((head.head == "FILE", head.name, document))
    by_notice: dict[int, tree.Document] = {}
    for number, (_, _, document) in enumerate(sorted(headed, key=lambda h: h[:2])):
        by_notice[number] = document
        scope.notices.append(_notice(scope, number, document))
    for notice, document in by_notice.items():
        for card in document.cards:
            _card(scope, notice, card)
    declare_papers(scope, by_notice)
    declare_likened(scope, by_notice)
    _same_notice_twice(scope)
    return scope, by_notice


def _same_notice_twice(scope: Scope) -> None:
    seen: dict[str, ir.Notice] = {}
    for notice in scope.notices:
        if notice.short in seen:
            where = str(seen[notice.short].span)
            span = scope.find(notice.short, notice.span)
            fix = "两份文件要有不同的文号和简称；同一份文件只放一次。"
            scope.report(
                errors.Duplicate(span=span, name=notice.short, where=where, thing="文件", fix=fix)
            )
        seen.setdefault(notice.short, notice)


def _notice(scope: Scope, number: int, document: tree.Document) -> ir.Notice:
    head = next(c for c in document.cards if c.head in ("FILE", "VOCAB"))
    fields: dict[str, tree.HeaderLine] = {}
    prevails = ""
    for line in head.lines:
        if isinstance(line, tree.HeaderLine) and line.field not in ("PREVAIL_MODE", "REVIVAL"):
            fields[line.field] = line
        elif isinstance(line, tree.OverLine) and line.prior:
            prevails = line.basis or "本文件"

    def first(field: str) -> str:
        return fields[field].values[0] if field in fields and fields[field].values else ""

    notice = ir.Notice(
        id=number,
        name=head.name,
        short=first("SHORT") or head.name,
        kind="notice" if head.head == "FILE" else "vocabulary",
        issuers=fields["ORGAN"].values if "ORGAN" in fields else (),
        territory=first("TERR"),
        issued=first("ISSUED"),
        effective=first("FORCE"),
        expires=first("EXPIRES"),
        expires_open="EXPIRES" in fields and not first("EXPIRES"),
        expires_basis=fields["EXPIRES"].basis if "EXPIRES" in fields else "",
        effective_basis=fields["FORCE"].basis if "FORCE" in fields else "",
        prevails=prevails,
        span=head.span,
    )
    for later, earlier in (("FORCE", "ISSUED"), ("EXPIRES", "FORCE"), ("EXPIRES", "ISSUED")):
        if first(later) and first(earlier) and first(later) < first(earlier):
            names = (_DAYS[earlier], _DAYS[later])
            span = fields[later].span
            scope.report(errors.Impossible(span=span, earlier=names[0], later=names[1]))
            break
    return notice


def _card(scope: Scope, notice: int, card: tree.Card) -> None:
    match card.head:
        case "CLASS":
            if card.name != PERSON:
                record_class(scope, card)
            for declaration in card.declarations:
                _attribute(scope, card.name, declaration)
        case "CONCL":
            for declaration in card.declarations:
                _conclusion(scope, declaration)
        case "REGION":
            for declaration in card.declarations:
                scope.regions += [(m.text, declaration.name) for m in declaration.members]
        case "DEF":
            _once(scope, card.name, card.span)
            scope.definitions[card.name] = DefinitionSite(card, notice)
        case "PARAM":
            _once(scope, card.name, card.span)
            scope.parameters[card.name] = parameter(scope, notice, card)
        case "GAP" | "UNCODED":
            _gap(scope, notice, card)
        case "TABLE":
            scope.fills |= {column.name for column in card.columns if column.kind == "FILL"}
        case _:
            pass
    _questions(scope, notice, card)


def _once(scope: Scope, name: str, within: Span) -> None:
    """A name is declared once, whatever it names."""
    span = scope.find(name, within)
    for other in (scope.attributes, scope.negatives, scope.conclusions, scope.parameters):
        found = other.get(name)
        if isinstance(found, ir.Node):
            scope.report(errors.Duplicate(span=span, name=name, where=str(found.span)))
            return
    site = scope.definitions.get(name)
    if site is not None:
        scope.report(errors.Duplicate(span=span, name=name, where=str(site.card.span)))


def _attribute(scope: Scope, cls: str, declaration: tree.Declaration) -> None:
    _once(scope, declaration.name, declaration.span)
    extra = dict(declaration.attributes)
    domain = tuple(member.text for member in declaration.members)
    kind = OF_TOKEN.get(declaration.kind)
    if kind is None:
        wanted = "档案项的类型"
        fix = "「含〔…〕」只用在【结论】和【行政区划】里，「材料〔…〕」只用在【结论】里。"
        span = scope.find(declaration.name, declaration.span)
        scope.report(
            errors.WrongAttribute(span=span, name=declaration.name, wanted=wanted, fix=fix)
        )
        return
    first = extra.get("FIRST", ())
    if first and domain and first[0] != domain[0]:
        domain = tuple(reversed(domain))
    attribute = ir.Attribute(
        cls=cls,
        name=declaration.name,
        kind=kind,
        domain=domain,
        open=declaration.open,
        negative=extra.get("ANTI", ("",))[0],
        presumed_false="CLOSED" in extra,
        authorities=extra.get("BYWHOM", ()),
        not_before=extra.get("NOTBEFORE", ()),
        only_if=extra.get("IFFONLY", extra.get("ONLYIF", ("",)))[0],
        always_if="IFFONLY" in extra,
        span=declaration.span,
    )
    scope.attributes[attribute.name] = attribute
    if attribute.negative:
        _once(scope, attribute.negative, declaration.span)
        scope.negatives[attribute.negative] = attribute


def _conclusion(scope: Scope, declaration: tree.Declaration) -> None:
    _once(scope, declaration.name, declaration.span)
    extra: dict[str, tuple[str, ...]] = {}
    excludes: tuple[str, ...] = ()
    for key, values in declaration.attributes:
        if key == "EXCLUSIVE":
            excludes += values
        else:
            extra[key] = values
    members = tuple(member.text for member in declaration.members)
    kind = OF_TOKEN.get(declaration.kind, "bool")
    if kind not in _CONCLUDED:
        wanted = "、".join(SHOWN[k] for k in _CONCLUDED)
        span = scope.find(SHOWN[kind], declaration.span)
        fix = "结论要能由条文得出；认定、多选、时段由案情或参数给出。"
        scope.report(errors.WrongAttribute(span=span, name=SHOWN[kind], wanted=wanted, fix=fix))
    if "ANTI" in extra:
        wanted = "【结论】的写法"
        fix = "否称只用在【档案】里；反面的结论写「不视为 X」「不设 X」，条件里写「非 X」。"
        span = scope.find("否称", declaration.span)
        scope.report(errors.WrongAttribute(span=span, name="否称", wanted=wanted, fix=fix))
    group, papers = declaration.kind == "HAS", declaration.kind == "PAPERS"
    flag = next((f for f in _COMBINE if f in extra), "")
    scope.conclusions[declaration.name] = ir.Conclusion(
        name=declaration.name,
        cls=extra.get("PER", (PERSON,))[0],
        kind=kind,
        domain=() if group or papers else members,
        combine=_COMBINE.get(flag, "unique"),
        order=extra.get("COUNTBY", ("",))[0],
        across="ACROSS" in extra,
        event=extra.get("EVENT", ("",))[0],
        matter=extra.get("MATTER", ("",))[0],
        excludes=excludes,
        members=members if group else (),
        negative=extra.get("ANTI", ("",))[0],
        papers=members if papers else (),
        span=declaration.span,
    )


def check_attributes(scope: Scope) -> None:
    """What 不早于 and 仅当 of a fact point at: a date, a 是否, of its class or of the person."""
    for fact in scope.attributes.values():
        for names, kinds, wanted in (
            (fact.not_before, ("date",), "日期"),
            ((fact.only_if,) if fact.only_if else (), ("bool", "finding"), "是否"),
        ):
            near = [
                a.name
                for a in scope.attributes.values()
                if a.kind in kinds and a.cls in (fact.cls, PERSON) and a.name != fact.name
            ]
            fits = fact.kind == "date" or wanted != "日期"
            for name in names:
                if name not in near or not fits:
                    told = f"「{fact.cls}」的另一项{wanted}"
                    fix = "「不早于」只用在日期上，后面写日期；「仅当」「当且仅当」后面写是否。"
                    _wrong(scope, fact, name, told, hint(name, near), fix)


def check_conclusions(scope: Scope, classes: set[str]) -> None:
    """What a 【结论】 line points at exists: its class, its day, what it excludes or contains."""
    for head in list(scope.conclusions.values()):
        known = head.cls in classes
        if not known:
            fix = f"现有的档案：{'、'.join(sorted(classes))}。"
            _wrong(scope, head, head.cls, "【档案】的名称", hint(head.cls, classes), fix)
            # Told once: the cards that use it are not to be blamed for two classes.
            dated = scope.attributes.get(head.event)
            cls = dated.cls if dated is not None else PERSON
            scope.conclusions[head.name] = msgspec.structs.replace(head, cls=cls)
        day = scope.attributes.get(head.event)
        of_class = day is not None and (not known or day.cls in (head.cls, PERSON))
        if head.event and not (day is not None and day.kind == "date" and of_class):
            days = [
                a.name
                for a in scope.attributes.values()
                if a.kind == "date" and a.cls in (head.cls, PERSON)
            ]
            fix = f"可用的日期：{'、'.join(days)}。" if days else "请先在【档案】里声明一个日期。"
            wanted = f"「{head.cls}」的一个日期"
            _wrong(scope, head, head.event, wanted, hint(head.event, days), fix)
        if head.combine == "count":
            _check_order(scope, head)
        for name in dict.fromkeys((*head.excludes, *head.members)):
            other = scope.conclusions.get(name)
            if other is None:
                span = scope.find(name, head.span)
                found = hint(name, scope.conclusions)
                scope.report(errors.NotAConclusion(span=span, name=name, hint=found))
            elif other.members:
                fix = "一组结论里只能写单个的结论；请把它所含的各项逐一写上。"
                _wrong(scope, head, name, "单个的结论", "", fix)


def _check_order(scope: Scope, head: ir.Conclusion) -> None:
    """计数依: a date or a year of the records that are counted along."""
    order = scope.attributes.get(head.order)
    if order is None or order.cls != head.cls or order.kind not in ("date", "year"):
        found = [
            a.name
            for a in scope.attributes.values()
            if a.cls == head.cls and a.kind in ("date", "year")
        ]
        fix = f"可用的日期、年度：{'、'.join(found)}。"
        _wrong(
            scope, head, head.order, f"「{head.cls}」的一个日期或年度", hint(head.order, found), fix
        )


def _wrong(
    scope: Scope, head: ir.Conclusion | ir.Attribute, name: str, wanted: str, near: str, fix: str
) -> None:
    after = Span(*_after_colon(scope, head.span))
    span = scope.find(name, after)
    scope.report(errors.WrongAttribute(span=span, name=name, wanted=wanted, hint=near, fix=fix))


def _after_colon(scope: Scope, span: Span) -> tuple[str, int, int, int, int]:
    """The part of a declaration behind its name."""
    line = scope.sources[span.file].line(span.line) if span.file in scope.sources else ""
    colons = [at for mark in "：:" if (at := line.find(mark, span.column)) >= 0]
    return span.file, span.line, min(colons, default=span.column), span.end_line, span.end_column


def _gap(scope: Scope, notice: int, card: tree.Card) -> None:
    affects = tuple(
        name.name
        for line in card.lines
        if isinstance(line, tree.AffectsLine)
        for name in line.names
    )
    scope.gaps.append(
        ir.Gap(
            id=len(scope.gaps),
            notice=notice,
            locator=card.locator,
            title=card.title,
            affects=affects,
            missing=card.head == "GAP",
            span=card.span,
        )
    )


def _questions(scope: Scope, notice: int, card: tree.Card) -> None:
    for line in card.lines:
        if isinstance(line, tree.ReadingLine) and line.options:
            key = (notice, line.question)
            if key in scope.questions:
                where = str(scope.questions[key].span)
                span = scope.find(line.question, line.span)
                fix = "同一个问题请写「沿用 那一条」；不同的问题请改名。"
                found = errors.Duplicate(
                    span=span, name=line.question, where=where, thing="读法", fix=fix
                )
                scope.report(found)
                continue
            scope.questions[key] = ir.Question(
                id=len(scope.questions),
                notice=notice,
                locator=card.locator,
                name=line.question,
                options=tuple(ir.Option(o.key, o.text) for o in line.options),
                chooser=line.chooser,
                final=line.final,
                span=line.span,
            )
