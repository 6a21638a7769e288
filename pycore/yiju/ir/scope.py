"""What names mean: attributes, conclusions, definitions, parameters, regions of all loaded files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from yiju.diagnostic import Diagnostic
from yiju.ir import errors
from yiju.ir import model as ir
from yiju.source import Source, Span
from yiju.syntax import tree


@dataclass
class DefinitionSite:
    """A 【定义】 card before it is bound."""

    card: tree.Card
    notice: int
    conclusion: ir.Conclusion | None = None  # made when its class is known
    visiting: bool = False


@dataclass
class Scope:
    """All declared names, and the diagnostics found so far."""

    sources: dict[str, Source]
    notices: list[ir.Notice] = field(default_factory=list)
    attributes: dict[str, ir.Attribute] = field(default_factory=dict)
    negatives: dict[str, ir.Attribute] = field(default_factory=dict)
    conclusions: dict[str, ir.Conclusion] = field(default_factory=dict)
    classes: dict[str, ir.RecordClass] = field(default_factory=dict)
    definitions: dict[str, DefinitionSite] = field(default_factory=dict)
    parameters: dict[str, ir.ParameterDecl] = field(default_factory=dict)
    questions: dict[tuple[int, str], ir.Question] = field(default_factory=dict)
    gaps: list[ir.Gap] = field(default_factory=list)
    regions: list[tuple[str, str]] = field(default_factory=list)
    fills: set[str] = field(default_factory=set)  # names of 填 columns, known in their table only
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep a finding and go on."""
        self.diagnostics.append(diagnostic)

    def names(self) -> list[str]:
        """Every name that an expression may use."""
        return [
            *self.attributes,
            *self.negatives,
            *self.conclusions,
            *self.definitions,
            *self.parameters,
        ]

    def find(self, word: str, within: Span) -> Span:
        """Where a word stands in a stretch; else the first line of the stretch."""
        source = self.sources.get(within.file)
        if source is None:
            return within
        for number in range(within.line, within.end_line + 1):
            start = within.column if number == within.line else 0
            at = source.line(number).find(word, start) if word else -1
            if at >= 0:
                return source.span(number, at, at + len(word))
        first = len(source.line(within.line))
        end = within.end_column if within.line == within.end_line else first
        return source.span(within.line, within.column, end)

    def text(self, span: Span) -> str:
        """What is written at a span, on one line."""
        source = self.sources.get(span.file)
        if source is None:
            return ""
        if span.line == span.end_line:
            return source.line(span.line)[span.column : span.end_column].strip()
        lines = [source.line(n) for n in range(span.line, span.end_line + 1)]
        lines[0], lines[-1] = lines[0][span.column :], lines[-1][: span.end_column]
        return " ".join(part.strip() for part in lines)


def hint(name: str, known: Iterable[str]) -> str:
    """`是不是「…」？` when something is near, else empty."""
    near = get_close_matches(name, list(dict.fromkeys(known)), 2, 0.5)
    return f"是不是{'或'.join(f'「{n}」' for n in near)}？" if near else ""


def unknown(scope: Scope, name: str, span: Span) -> errors.UnknownName:
    """A name that is declared, if at all, as something that cannot stand here."""
    owners = [a for a in scope.attributes.values() if name in a.domain]
    if owners:
        word = "含" if owners[0].kind == "many" else "为"
        return errors.UnknownName(
            span=span,
            name=name,
            said=f"是{'、'.join(f'「{a.name}」' for a in owners[:3])}的取值，不能单独写",
            fix=f"请写成「{owners[0].name} {word} {name}」。",
        )
    if name in scope.classes:
        return errors.UnknownName(
            span=span,
            name=name,
            said="是一类记录，不能单独写",
            fix=f"请写成「存在 {name} 满足（…）」「个数（{name}）」一类。",
        )
    if name in scope.fills:
        return errors.UnknownName(
            span=span,
            name=name,
            said="是另一张表「填」的一栏，在这里不指任何东西",
            fix="请写在那张表里，或另声明成【参数】。",
        )
    if any(name in pair for pair in scope.regions):
        return errors.UnknownName(
            span=span,
            name=name,
            said="是地域，不是条件里的量",
            fix="在哪里施行，写在【文件】卡片的「地域」一行。",
        )
    return errors.UnknownName(span=span, name=name, hint=hint(name, scope.names()))
