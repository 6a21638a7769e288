"""Policies and cases written by hand, briefly, for the tests of the interpreter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.case.answer import Answer
from yiju.case.model import Case, Fact, Given, Record
from yiju.interp import decide
from yiju.ir import model as ir

BILL = "账单"


def ground(number: int, name: str, *kinds: Any, **more: Any) -> ir.Ground:
    """A ground of precedence whose premises are asked under every reading."""
    premises = tuple(k if isinstance(k, ir.Premise) else ir.Premise(k) for k in kinds)
    return ir.Ground(id=number, notice=0, name=name, premises=premises, **more)


GROUNDS = (
    ground(0, "条文写明", "written"),
    ground(1, "本文件自定", "own", "later"),
    ground(2, "后法优于先法", "same_organ", "later"),
    ground(3, "特别优于一般", "same_organ", "special"),
    ground(4, "上位法优于下位法", "superior"),
)


def yuan(amount: str | int) -> Fraction:
    """Money of a case."""
    return Fraction(str(amount)) * 100


def money(amount: str | int) -> ir.Money:
    """Money of a policy."""
    return ir.Money(fen=int(yuan(amount)))


def percent(n: int) -> ir.Rational:
    """A ratio of a policy."""
    return ir.Rational(num=n, den=100, percent=True)


def day(iso: str) -> date:
    """A day of a case."""
    return date.fromisoformat(iso)


def of(name: str, cls: str = BILL) -> ir.Attr:
    """A fact in a formula."""
    return ir.Attr(cls=cls, name=name)


def flag(name: str, value: bool = True, cls: str = BILL) -> ir.Flag:
    """A 是否 fact as a condition."""
    return ir.Flag(cls=cls, name=name, value=value)


def cmp(left: ir.Expr, op: Any, right: ir.Expr) -> ir.Compare:
    """A comparison."""
    return ir.Compare(op=op, left=left, right=right)


def both(*items: ir.Cond) -> ir.All:
    """且."""
    return ir.All(items=items)


def affirm(name: str, **more: Any) -> dict[str, Any]:
    """X, 视为 X."""
    return {"conclusion": name, "mode": "affirm", **more}


def deny(name: str, **more: Any) -> dict[str, Any]:
    """不视为 X, 不设 X."""
    return {"conclusion": name, "mode": "deny", **more}


def gives(name: str, value: ir.Expr, **more: Any) -> dict[str, Any]:
    """X 为 value."""
    return {"conclusion": name, "mode": "value", "value": value, **more}


def at_least(name: str, base: ir.Expr, ratio: str, **more: Any) -> dict[str, Any]:
    """X 不低于 base × ratio."""
    return {"conclusion": name, "mode": "floor", "value": base, "ratio": ratio, **more}


def forbid(name: str, **more: Any) -> dict[str, Any]:
    """不得 X."""
    return {"conclusion": name, "mode": "forbid", **more}


def strike(name: str, value: ir.Expr) -> dict[str, Any]:
    """不得计入 name: value."""
    return {"conclusion": name, "mode": "strike", "value": value}


def cap(limit: ir.Expr, what: str = "all", key: str = "费用发生日") -> ir.Cap:
    """年度累计 不超过 limit."""
    ranges = (ir.CapRange(ir.ALWAYS, what),)  # type: ignore[arg-type]
    return ir.Cap(limit=limit, ranges=ranges, keys=(ir.CapKey(ir.ALWAYS, key),))


@dataclass
class Book:
    """A policy in the making; numbers are given in order of writing."""

    notices: list[ir.Notice] = field(default_factory=list)
    attributes: list[ir.Attribute] = field(default_factory=list)
    conclusions: list[ir.Conclusion] = field(default_factory=list)
    parameters: list[ir.ParameterDecl] = field(default_factory=list)
    questions: list[ir.Question] = field(default_factory=list)
    gaps: list[ir.Gap] = field(default_factory=list)
    clauses: list[ir.Clause] = field(default_factory=list)
    max_rules: list[ir.MaxRule] = field(default_factory=list)
    regions: tuple[tuple[str, str], ...] = ()
    organs: tuple[tuple[str, str], ...] = ()
    grounds: tuple[ir.Ground, ...] = GROUNDS
    effects: int = 0

    def notice(self, short: str = "甲文", effective: str = "2020-01-01", **more: Any) -> int:
        """A document."""
        number = len(self.notices)
        self.notices.append(
            ir.Notice(id=number, name=short, short=short, effective=effective, **more)
        )
        return number

    def facts(self, cls: str = BILL, **kinds: Any) -> None:
        """Attributes, name=kind or name=(kind, domain)."""
        for name, stated in kinds.items():
            kind, domain = stated if isinstance(stated, tuple) else (stated, ())
            self.attributes.append(ir.Attribute(cls=cls, name=name, kind=kind, domain=domain))

    def head(self, name: str, kind: Any = "bool", cls: str = BILL, **more: Any) -> None:
        """A conclusion."""
        self.conclusions.append(ir.Conclusion(name=name, cls=cls, kind=kind, **more))

    def clause(self, locator: str, *effects: dict[str, Any], notice: int = 0, **more: Any) -> int:
        """A card."""
        number = len(self.clauses)
        made = []
        for effect in effects:
            made.append(ir.Effect(id=self.effects, clause=number, **effect))
            self.effects += 1
        cls = more.pop("cls", BILL)
        unless = tuple(ir.Exception_(cond=c) for c in more.pop("unless", ()))
        clause = ir.Clause(
            id=number,
            notice=notice,
            locator=locator,
            title=locator,
            cls=cls,
            effects=tuple(made),
            exceptions=unless,
            **more,
        )
        self.clauses.append(clause)
        return number

    def question(self, name: str, *keys: str, notice: int = 0) -> int:
        """A 读法."""
        number = len(self.questions)
        options = tuple(ir.Option(key, key) for key in keys)
        self.questions.append(
            ir.Question(id=number, notice=notice, locator="", name=name, options=options)
        )
        return number

    def gap(self, locator: str, *affects: str, notice: int = 0, missing: bool = True) -> int:
        """A 缺文 or 未编."""
        number = len(self.gaps)
        gap = ir.Gap(
            id=number,
            notice=notice,
            locator=locator,
            title="",
            affects=affects,
            missing=missing,
        )
        self.gaps.append(gap)
        return number

    def local(self, name: str, floor: int) -> str:
        """A local ratio."""
        self.parameters.append(
            ir.ParameterDecl(
                name=name, kind="ratio", notice=0, locator="", floor=percent(floor), local=True
            )
        )
        return name

    def parameter(self, name: str, kind: Any, *values: ir.ParameterValue) -> ir.Parameter:
        """A named parameter."""
        self.parameters.append(
            ir.ParameterDecl(name=name, kind=kind, notice=0, locator="", values=values)
        )
        return ir.Parameter(name=name)

    def policy(self) -> ir.Policy:
        """The policy."""
        return ir.Policy(
            notices=tuple(self.notices),
            attributes=tuple(self.attributes),
            conclusions=tuple(self.conclusions),
            parameters=tuple(self.parameters),
            questions=tuple(self.questions),
            gaps=tuple(self.gaps),
            clauses=tuple(self.clauses),
            max_rules=tuple(self.max_rules),
            regions=self.regions,
            strata=(),
            organs=self.organs,
            grounds=self.grounds,
        )

    def decide(
        self,
        *bills: Mapping[str, Fact],
        person: Mapping[str, Fact] | None = None,
        judged: str = "2025-12-31",
        region: str = "某市",
        given: Given = Given(),  # noqa: B008
        about: str | None = None,
        limit: int = 4096,
    ) -> list[Answer]:
        """Decide a case; the bills are named 甲 乙 丙 丁."""
        case = Case(
            judged=day(judged),
            region=region,
            records={
                ir.PERSON: (Record(ir.PERSON, "", person or {}),),
                BILL: tuple(
                    Record(BILL, name, facts)
                    for name, facts in zip("甲乙丙丁戊己", bills, strict=False)
                ),
            },
        )
        names = None if about is None else [about]
        return decide(self.policy(), case, given, names, limit)

    def one(self, *bills: Mapping[str, Fact], **more: Any) -> Answer:
        """The only answer, or the first."""
        return self.decide(*bills, **more)[0]
