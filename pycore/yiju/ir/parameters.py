"""【参数】: what it is and the values that are written where it is declared."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.kinds import HOW, OF_TOKEN, SHOWN
from yiju.ir.literals import ordinal, parameter_value, unusable
from yiju.ir.model import Kind
from yiju.ir.scope import Scope, hint
from yiju.syntax import tree

# What a parameter can be: its values are written out in the card, and a choice has no list there.
_GIVEN = ("bool", "money", "ratio", "number", "duration", "year", "date", "window")


def parameter(scope: Scope, notice: int, card: tree.Card) -> ir.ParameterDecl:
    """The parameter of a card. A value that is wrong is told and left out."""
    kind, basis, locator = None, "", ""
    lines: list[tree.ValueLine] = []
    key: tree.PeriodKeyLine | None = None
    for line in card.lines:
        match line:
            case tree.TypeLine():
                kind = _kind(scope, card.name, line)
            case tree.BasisLine(places=places):
                basis = "；".join(p.document + p.locator for p in places)
            case tree.AtLine(place=place):
                locator = place.locator
            case tree.ValueLine():
                lines.append(line)
            case tree.PeriodKeyLine():
                key = line
    _dates_differ(scope, card.name, lines)
    if key is not None:
        _in_periods(scope, card.name, key, lines)
    reader = _Values(scope, card.name, kind)
    floors = list(reader.read(line.floor for line in lines))
    ceilings = list(reader.read(line.ceiling for line in lines))
    _not_empty(scope, floors, ceilings)
    return ir.ParameterDecl(
        name=card.name,
        kind=kind or "number",
        notice=notice,
        locator=locator,
        basis=basis,
        values=tuple(reader.dated(lines)),
        floor=floors[0] if floors else None,  # type: ignore[arg-type]
        ceiling=ceilings[0] if ceilings else None,  # type: ignore[arg-type]
        presumptions=tuple(x.text for x in card.lines if isinstance(x, tree.PresumptionLine)),
        by=key.attribute.name if key is not None else "",
        span=card.span,
    )


def _kind(scope: Scope, name: str, line: tree.TypeLine) -> Kind | None:
    kind = OF_TOKEN.get(line.kind)
    if kind in _GIVEN:
        return kind
    word = SHOWN[kind] if kind else line.kind
    fix = f"参数的类型可以是：{'、'.join(SHOWN[k] for k in _GIVEN)}。"
    span = scope.find(word, line.span)
    fault = f"的类型不能是{word}"
    scope.report(errors.BadParameter(span=span, name=name, fault=fault, fix=fix))
    return None


class _Values:
    """Reads the values of one parameter."""

    def __init__(self, scope: Scope, name: str, kind: Kind | None) -> None:
        self.scope, self.name, self.kind = scope, name, kind

    def dated(self, lines: list[tree.ValueLine]) -> Iterator[ir.ParameterValue]:
        for line in lines:
            for value in self.read([line.value]):
                since = str(line.since.value) if line.since else ""
                yield ir.ParameterValue(value, since, line.in_principle)  # type: ignore[arg-type]

    def read(self, nodes: Iterator[tree.Expr | None] | list[tree.Expr | None]) -> Iterator[ir.Expr]:
        for node in nodes:
            if node is not None and self.kind is not None:
                found = self._one(node, self.kind)
                if found is not None:
                    yield found

    def _one(self, node: tree.Expr, kind: Kind) -> ir.Expr | None:
        wrong = unusable(self.scope, node) if isinstance(node, tree.Literal_) else None
        if wrong is not None:
            self.scope.report(wrong)
            return None
        found = parameter_value(node, kind)
        if found is None:
            fault = f"的取值「{self.scope.text(node.span)}」不是一个写定的{SHOWN[kind]}"
            fix = HOW[kind].split("；")[0].rstrip("。") + "；还不知道的写「未定」。"
            wrong = errors.BadParameter(span=node.span, name=self.name, fault=fault, fix=fix)
            self.scope.report(wrong)
        return found


def _not_empty(scope: Scope, floors: list[ir.Expr], ceilings: list[ir.Expr]) -> None:
    if floors and ceilings:
        low, high = ordinal(floors[0]), ordinal(ceilings[0])
        if low is not None and high is not None and low > high:  # type: ignore[operator]
            shown = (scope.text(floors[0].span), scope.text(ceilings[0].span))
            scope.report(errors.EmptyRange(span=ceilings[0].span, low=shown[0], high=shown[1]))


def _dates_differ(scope: Scope, name: str, values: list[tree.ValueLine]) -> None:
    """Of two values that begin on one day none could be chosen."""
    seen: set[str] = set()
    for line in values:
        since = str(line.since.value) if line.since else ""
        if since in seen:
            fault = "有两个从同一天起的取值" if since else "有两个取值，都没有写从哪天起"
            fix = "几个取值要各写「自 某年某月某日 起」，日子不同。"
            scope.report(errors.BadParameter(span=line.span, name=name, fault=fault, fix=fix))
        seen.add(since)


def _in_periods(
    scope: Scope, name: str, key: tree.PeriodKeyLine, lines: list[tree.ValueLine]
) -> None:
    """Where a day of a record chooses, every day has a value that nothing else can change."""
    first = key.span
    if not any(line.since is None and line.value is not None for line in lines):
        fault = "写了分期依，却没有最早的取值：头一期以前的日子没有值"
        fix = "最早的取值写一行不带「自 … 起」的；以前没有这个数的，把用它的条文写「适用自」。"
        scope.report(errors.BadParameter(span=first, name=name, fault=fault, fix=fix))
    for line in lines:
        if line.value is None or line.in_principle:
            word = "未定" if line.value is None else "原则上"
            fault = f"写了分期依，取值不能是{word}"
            fix = "分期依的各期都要写定；还不知道的、可以由年度文件改的，不写分期依，由参数文件给。"
            scope.report(errors.BadParameter(span=line.span, name=name, fault=fault, fix=fix))


def check_days(scope: Scope) -> None:
    """分期依 names a date of a record or of the person."""
    for found in scope.parameters.values():
        day = scope.attributes.get(found.by)
        if found.by and (day is None or day.kind != "date"):
            dates = [a.name for a in scope.attributes.values() if a.kind == "date"]
            told = hint(found.by, dates)
            fault = f"分期依的“{found.by}”不是【档案】里的日期项"
            fix = f"{told}分期依后面写【档案】里的一个日期项。"
            span = scope.find(found.by, found.span)
            scope.report(errors.BadParameter(span=span, name=found.name, fault=fault, fix=fix))
