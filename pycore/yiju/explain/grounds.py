"""Why one clause precedes another: each ground of precedence with its premises, met or not.

What is met is read off the solver (`pm`, `gd`, `in`); docs/semantics.md §8. Nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yiju.asp.from_ir import Program
from yiju.asp.world import Asked, World, selected
from yiju.ir import model as ir

_TITLE = re.compile(r"「([^」]+)」")


@dataclass(frozen=True)
class Ground:
    """A ground between two clauses; `met` tells whether all its premises are met."""

    name: str
    text: str
    met: bool
    basis: str = ""  # where the ground is laid down


@dataclass(frozen=True)
class Tried:
    """All that was tried in favour of one clause against another."""

    over: str  # citations
    under: str
    grounds: tuple[Ground, ...]


class Grounds:
    """The grounds between clauses, where one world decides one conclusion of one record."""

    def __init__(self, program: Program, world: World, conclusion: str, record: int) -> None:
        self.program, self.policy, self.world = program, program.policy, world
        self.head, self.record = program.heads[conclusion], record

    def known(self, over: ir.Clause, under: ir.Clause) -> list[Ground]:
        """The grounds that speak for `over`, and those that nearly would: some premise is met."""
        return [g for g, near in self._all(over, under) if g.met or near]

    def among(self, clause: ir.Clause, others: Iterable[ir.Clause]) -> tuple[Ground, ...]:
        """What speaks, or nearly, between a clause and those it stands against, either way."""
        pairs = [pair for other in others for pair in ((clause, other), (other, clause))]
        return tuple(dict.fromkeys(g for pair in pairs for g in self.known(*pair)))

    def tried(self, over: ir.Clause, under: ir.Clause) -> Tried:
        """Every ground, met or not."""
        cite = self.policy.cite
        found = sorted((g for g, _ in self._all(over, under)), key=lambda g: not g.met)
        return Tried(cite(over), cite(under), tuple(found))

    def speaking(self, over: ir.Clause, under: ir.Clause) -> set[int]:
        """The numbers of the grounds that speak for `over`."""
        return {g.id for g in self.policy.grounds if self.holds("gd", g.id, over.id, under.id)}

    def ruling(self, one: ir.Clause, other: ir.Clause) -> str:
        """Who settles it, where grounds speak for both sides and somebody is named for them."""
        sides = (self.speaking(one, other), self.speaking(other, one))
        for found in self.policy.rulings:
            crossed = [{a, b} == set(found.grounds) for a in sides[0] for b in sides[1]]
            if any(crossed):
                basis = f"（{laws(found.basis)}，类推）" if found.basis else ""
                return f"{found.name}：由{'、'.join(found.organs)}裁决{basis}"
        return ""

    def beyond(self, victor: int, victim: int) -> Iterator[Ground]:
        """What carries a ground further than the one inconsistency: 除外的, 按事项."""
        over, under = (self.program.clause_of[e] for e in (victor, victim))
        notice = self.policy.notices[over.notice]
        if self.world.holds("ks", victor, self.record):
            text = f"{self.policy.cite(over)}管到这里，只因它的例外没有适用；例外的人不按旧规定"
            yield Ground(
                "除外的不按旧规定", text, met=True, basis=f"{notice.short}{notice.prevails}"
            )
        if not self.holds("in", victor, victim, placed=True) and self._by_matter(victor, victim):
            matter = self.program.compiler.conclusions[
                self.program.effects[victim].conclusion
            ].matter
            text = f"两条对“{matter}”有不一致，这一事项的结论一起让位"
            yield Ground("按事项", text, met=True, basis=f"{notice.short}{notice.prevails}")
        if under.id in over.adds or over.id in under.adds:
            text = "写了是补充，这里却不一致；补充不是先后的理由"
            yield Ground("补充", text, met=False)

    def _by_matter(self, one: int, other: int) -> bool:
        heads = self.program.compiler.conclusions
        matters = [heads[self.program.effects[e].conclusion].matter for e in (one, other)]
        return bool(matters[0]) and matters[0] == matters[1]

    # ── one ground ──────────────────────────────────────────────────────────

    def _all(self, over: ir.Clause, under: ir.Clause) -> Iterator[tuple[Ground, bool]]:
        if under.kind == "define" and over.kind != "define":
            yield Ground("法律拟制", "视为、不视为压过定义", met=True), True
        for ground in self.policy.grounds:
            asked = [
                (premise, self.holds("pm", ground.id, number, over.id, under.id))
                for number, premise in enumerate(ground.premises)
                if selected(premise.when, self.world.completion)
            ]
            met = all(holds for _, holds in asked)
            shown = [(p, holds) for p, holds in asked if holds == met]
            text = "；".join(self._premise(p.kind, over, under, holds) for p, holds in shown)
            basis = laws(ground.basis) + ("，类推" if ground.basis else "")
            yield Ground(ground.name, text, met, basis), any(holds for _, holds in asked)

    def holds(self, name: str, *numbers: int, placed: bool = False) -> bool:
        """Whether an atom holds there; `placed`: it is about the record."""
        return self.world.ask(self.head, self.record, [Asked(name, numbers, placed)])[0]

    def _premise(self, kind: ir.PremiseKind, over: ir.Clause, under: ir.Clause, met: bool) -> str:
        """One premise in words, as it turned out."""
        one, other = self.policy.notices[over.notice], self.policy.notices[under.notice]
        cite = self.policy.cite
        issued = "，".join(
            f"{n.short}由{'、'.join(n.issuers) or '（未载明）'}制定" for n in (other, one)
        )
        match kind:
            case "written":
                return f"{cite(over)}{'写明' if met else '没有写'}优先于{cite(under)}"
            case "special":
                return f"{cite(over)}{'写明' if met else '没有写'}是{cite(under)}的特别规定"
            case "own":
                if met:
                    return f"{one.short}{one.prevails}：以往规定不一致的，以本文件为准"
                said = "说的是别的文件" if one.id == other.id else "没有这样的话"
                return f"{one.short}{said}"
            case "later":
                return self._later(one, other, met)
            case "same_organ":
                return "同一机关制定" if met else f"{issued}，不是同一机关"
            case "common_organ":
                return f"{issued}，有共同的机关" if met else f"{issued}，没有共同的机关"
            case "superior":
                organs = ("、".join(n.issuers) or "（未载明）" for n in (one, other))
                high, low = organs
                if one.id == other.id or one.issuers == other.issuers:
                    return "不是上下级"
                return f"{high}在{low}之上" if met else f"没有写明{high}在{low}之上"

    def _later(self, one: ir.Notice, other: ir.Notice, met: bool) -> str:
        if one.id == other.id:
            return "在同一份文件里，同时施行"
        days = (self._day(one), self._day(other))
        sign = "晚于" if met else "不晚于"
        return f"{one.short}自{days[0]}起施行，{sign}{other.short}（{days[1]}）"

    def _day(self, notice: ir.Notice) -> str:
        day = self.world.env.effective.get(notice.id)
        return day.isoformat() if day else "（未定）"


def laws(basis: Iterable[str]) -> str:
    """`《立法法》第九十九条、第一百条`: titles as laws are cited, each once."""
    shown: list[str] = []
    before = ""
    for title, place in (_TITLE.sub(r"《\1》|", cited).rpartition("|")[::2] for cited in basis):
        shown.append(place if title and title == before else title + place)
        before = title
    return "、".join(shown)
