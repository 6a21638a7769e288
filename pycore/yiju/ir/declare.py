"""First pass: what the files declare. Notices, 档案, 结论, 定义, 参数, 缺文, questions of reading."""

from __future__ import annotations

from collections.abc import Mapping

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.kinds import OF_TOKEN
from yiju.ir.model import PERSON
from yiju.ir.scope import DefinitionSite, Scope, hint
from yiju.source import Source, Span
from yiju.syntax import tree


def declare(
    documents: Mapping[str, tree.Document], sources: Mapping[str, Source]
) -> tuple[Scope, dict[int, tree.Document]]:
    """The scope of all files. Notices are numbered by name, so file order never matters."""
    scope = Scope(dict(sources))
    headed: list[tuple[bool, str, tree.Document]] = []
    for file, document in documents.items():
        head = next((c for c in document.cards if c.head in ("FILE", "VOCAB")), None)
        if head is None:
            if document.cards:
                scope.report(errors.NoHead(span=Span(file, 1, 0, 1, 1)))
            continue
        headed.append((head.head == "FILE", head.name, document))
    by_notice: dict[int, tree.Document] = {}
    for number, (_, _, document) in enumerate(sorted(headed, key=lambda h: h[:2])):
        by_notice[number] = document
        scope.notices.append(_notice(scope, number, document))
    for notice, document in by_notice.items():
        for card in document.cards:
            _card(scope, notice, card)
    _same_notice_twice(scope)
    return scope, by_notice


def _same_notice_twice(scope: Scope) -> None:
    seen: dict[str, ir.Notice] = {}
    for notice in scope.notices:
        if notice.short in seen:
            where = str(seen[notice.short].span)
            scope.report(errors.Duplicate(span=notice.span, name=notice.short, where=where))
        seen[notice.short] = notice


def _notice(scope: Scope, number: int, document: tree.Document) -> ir.Notice:
    head = next(c for c in document.cards if c.head in ("FILE", "VOCAB"))
    fields: dict[str, tree.HeaderLine] = {}
    prevails = ""
    for line in head.lines:
        if isinstance(line, tree.HeaderLine) and line.field != "PREVAIL_MODE":
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
        effective_basis=fields["FORCE"].basis if "FORCE" in fields else "",
        prevails=prevails,
        span=head.span,
    )
    late = notice.issued and notice.effective and notice.issued > notice.effective
    if late or (notice.expires and notice.effective and notice.expires <= notice.effective):
        scope.report(errors.Impossible(span=fields["FORCE"].span))
    return notice


def _card(scope: Scope, notice: int, card: tree.Card) -> None:
    match card.head:
        case "CLASS":
            for declaration in card.declarations:
                _attribute(scope, card.name, declaration)
        case "CONCL":
            for declaration in card.declarations:
                _conclusion(scope, declaration)
        case "REGION":
            for declaration in card.declarations:
                scope.regions += [(m.text, declaration.name) for m in declaration.members]
        case "DEF":
            _once(scope, card.name, card.span, scope.definitions)
            scope.definitions[card.name] = DefinitionSite(card, notice)
        case "PARAM":
            _parameter(scope, notice, card)
        case "GAP" | "UNCODED":
            _gap(scope, notice, card)
        case _:
            pass
    _questions(scope, notice, card)


def _once(scope: Scope, name: str, span: Span, table: Mapping[str, object]) -> None:
    """A name is declared once, whatever it names."""
    for other in (scope.attributes, scope.negatives, scope.conclusions, scope.parameters):
        found = other.get(name)
        if isinstance(found, ir.Node):
            scope.report(errors.Duplicate(span=span, name=name, where=str(found.span)))
            return
    site = scope.definitions.get(name)
    if site is not None:
        scope.report(errors.Duplicate(span=span, name=name, where=str(site.card.span)))


def _attribute(scope: Scope, cls: str, declaration: tree.Declaration) -> None:
    _once(scope, declaration.name, declaration.span, scope.attributes)
    extra = dict(declaration.attributes)
    domain = tuple(member.text for member in declaration.members)
    kind = OF_TOKEN.get(declaration.kind)
    if kind is None:
        wanted = "档案项的类型"
        scope.report(
            errors.WrongAttribute(span=declaration.span, name=declaration.name, wanted=wanted)
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
        span=declaration.span,
    )
    scope.attributes[attribute.name] = attribute
    if attribute.negative:
        _once(scope, attribute.negative, declaration.span, scope.negatives)
        scope.negatives[attribute.negative] = attribute


def _conclusion(scope: Scope, declaration: tree.Declaration) -> None:
    _once(scope, declaration.name, declaration.span, scope.conclusions)
    extra: dict[str, tuple[str, ...]] = {}
    excludes: tuple[str, ...] = ()
    for key, values in declaration.attributes:
        if key == "EXCLUSIVE":
            excludes += values
        else:
            extra[key] = values
    members = tuple(member.text for member in declaration.members)
    group = declaration.kind == "HAS"
    combine = "max" if "HIGH" in extra else "min" if "LOW" in extra else "unique"
    scope.conclusions[declaration.name] = ir.Conclusion(
        name=declaration.name,
        cls=extra.get("PER", (PERSON,))[0],
        kind="bool" if group else OF_TOKEN.get(declaration.kind, "bool"),
        domain=() if group else members,
        combine="sum" if "ADD" in extra else combine,  # type: ignore[arg-type]
        event=extra.get("EVENT", ("",))[0],
        matter=extra.get("MATTER", ("",))[0],
        excludes=excludes,
        members=members if group else (),
        negative=extra.get("ANTI", ("",))[0],
        span=declaration.span,
    )


def check_conclusions(scope: Scope, classes: set[str]) -> None:
    """What a 【结论】 line points at exists: its class, its day, what it excludes or contains."""
    for head in scope.conclusions.values():
        if head.cls not in classes:
            scope.report(
                errors.WrongAttribute(span=head.span, name=head.cls, wanted="【档案】的名称")
            )
        day = scope.attributes.get(head.event)
        if head.event and (day is None or day.kind != "date" or day.cls not in (head.cls, PERSON)):
            wanted = f"「{head.cls}」的一个日期"
            scope.report(errors.WrongAttribute(span=head.span, name=head.event, wanted=wanted))
        for name in (*head.excludes, *head.members):
            if name not in scope.conclusions:
                found = hint(name, scope.conclusions)
                scope.report(errors.NotAConclusion(span=head.span, name=name, hint=found))


def _parameter(scope: Scope, notice: int, card: tree.Card) -> None:
    _once(scope, card.name, card.span, scope.parameters)
    kind, basis, locator = None, "", ""
    values: list[tree.ValueLine] = []
    for line in card.lines:
        if isinstance(line, tree.TypeLine):
            kind = OF_TOKEN.get(line.kind)
        elif isinstance(line, tree.BasisLine):
            basis = "；".join(p.document + p.locator for p in line.places)
        elif isinstance(line, tree.AtLine):
            locator = line.place.locator
        elif isinstance(line, tree.ValueLine):
            values.append(line)
    if kind is None or not values:
        what = "没有写类型" if kind is None else "没有写取值"
        scope.report(errors.BadParameter(span=card.span, name=card.name, what=what))
        kind = kind or "number"
    from yiju.ir.bind import literal, window  # bind needs Scope, which needs this module first

    def known(node: tree.Node | None) -> ir.Expr | None:
        if isinstance(node, tree.Literal_):
            found, found_kind = literal(node)
            if found_kind != kind and {found_kind, kind} != {"ratio", "number"}:
                what = "的取值与类型不合"
                scope.report(errors.BadParameter(span=node.span, name=card.name, what=what))
            return found
        if isinstance(node, tree.Window):
            return window(node.start, node.end, node.wraps, node.span)
        return None

    found = []
    for line in values:
        value = known(line.value)
        if value is not None:
            since = str(line.since.value) if line.since else ""
            found.append(ir.ParameterValue(value, since, line.in_principle))  # type: ignore[arg-type]
    floors = [known(v.floor) for v in values if v.floor is not None]
    ceilings = [known(v.ceiling) for v in values if v.ceiling is not None]
    scope.parameters[card.name] = ir.ParameterDecl(
        name=card.name,
        kind=kind,
        notice=notice,
        locator=locator,
        basis=basis,
        values=tuple(found),
        floor=floors[0] if floors else None,  # type: ignore[arg-type]
        ceiling=ceilings[0] if ceilings else None,  # type: ignore[arg-type]
        span=card.span,
    )


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
                scope.report(errors.Duplicate(span=line.span, name=line.question, where=where))
                continue
            scope.questions[key] = ir.Question(
                id=len(scope.questions),
                notice=notice,
                locator=card.locator,
                name=line.question,
                options=tuple(ir.Option(o.key, o.text) for o in line.options),
                span=line.span,
            )
