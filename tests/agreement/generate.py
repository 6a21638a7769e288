"""Random policies and cases from a seed: small, crowded, and near every threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any, TypeVar

from agreement import vocabulary as words
from agreement import with_defeat, with_time
from agreement.conditions import Conditions
from agreement.formulas import Formulas
from agreement.vocabulary import BILL, HEADS, LEVEL
from agreement.with_holidays import with_holidays
from agreement.with_money import COUNT, LEFT, with_money
from agreement.with_open import AWARD, picked, with_picking
from agreement.with_policy import with_policy
from agreement.with_records import with_records
from agreement.with_unknowns import enriched, left_open, loosened

from yiju.case.model import ABSENT, Case, Duration, Fact, Given, Many, Record
from yiju.ir import model as ir
from yiju.ir.model import PERSON

T = TypeVar("T")
CASES = 4  # cases put to one policy


@dataclass(frozen=True)
class Pair:
    """A policy and a case to decide under it. `seed` makes both again."""

    seed: int
    policy: ir.Policy
    case: Case
    given: Given

    @property
    def about(self) -> list[str]:
        """What some clause speaks of, except what only groups others."""
        named = {e.conclusion for c in self.policy.clauses for e in c.effects}
        named |= {m for n in named for m in (HEADS[n].members if n in HEADS else ())}
        return [n for n in (*LEVEL, LEFT, COUNT, AWARD) if n in named]


def pairs(seed: int) -> list[Pair]:
    """One random policy, and cases for it."""
    rng = Random(seed)
    policy = enriched(with_money(rng, _Policy(rng).make()), seed)
    policy = with_holidays(policy, seed)
    made = [_Case(rng, policy).make(seed) for _ in range(CASES)]
    return with_policy(_picking(with_records(made, seed), seed), seed)


def _picking(made: list[Pair], seed: int) -> list[Pair]:
    """The same pairs, at times with something to pick, which some cases have picked."""
    rng = Random(f"picked {seed}")
    policy = with_picking(made[0].policy, seed)
    picks = picked(policy, rng)
    return [
        replace(
            pair,
            policy=policy,
            given=replace(pair.given, readings={**pair.given.readings, **picks}),
        )
        for pair in made
    ]


class _Policy:
    """A policy in the making."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.questions: list[ir.Question] = []
        self.parameters: list[ir.ParameterDecl] = []
        self.clauses: list[ir.Clause] = []
        self.effects = 0
        self.given: list[dict[str, Any]] = []
        self.conditions = Conditions(rng)
        self.formulas = Formulas(rng, self)
        chosen = rng.sample(sorted(LEVEL.keys() - {"优待"}), rng.randint(2, 4))
        if rng.random() < 0.45:
            chosen += ["起始日", rng.choice(["等待", "等待长", "终止日"])]
        if rng.random() < 0.7:
            chosen += ["补助", "津贴"] if self.chance(0.4) else ["补助"]
        self.asked = sorted(set(chosen), key=lambda n: (LEVEL[n], n))
        self.range = self._ask("累计哪些", 0.25)
        self.key = self._ask("年度依", 0.2)
        self.measures = self._ask("比什么", 0.25)

    def chance(self, p: float) -> bool:
        """True with this probability."""
        return self.rng.random() < p

    def _ask(self, name: str, p: float) -> tuple[ir.Cond, ir.Cond] | None:
        """Two options of a new question, as conditions; or no question."""
        return self.question(name) if self.chance(p) else None

    def question(self, name: str, notice: int = 0) -> tuple[ir.Cond, ir.Cond]:
        """A new question with two options."""
        number = len(self.questions)
        options = (ir.Option("甲", "甲"), ir.Option("乙", "乙"))
        self.questions.append(
            ir.Question(id=number, notice=notice, locator="", name=name, options=options)
        )
        one, two = (ir.Reading(question=number, option=key) for key in "甲乙")
        return one, two

    def make(self) -> ir.Policy:
        """All of it."""
        first, second = self.rng.choice(with_defeat.ISSUERS)
        notices = (
            self._notice(0, "甲文", "2024-01-01", first),
            self._notice(1, "乙文", "" if self.chance(0.35) else "2025-06-01", second),
        )
        notices = with_time.notices(self.rng, notices)
        if self.chance(0.5):
            self._definition()
        for name in self.asked:
            for _ in range(self.rng.choice((1, 2, 2, 3))):
                self._clause(name)
        for _ in range(self.rng.choice((0, 0, 1, 2))):
            self._forbid()
        if "补助" in self.asked or "津贴" in self.asked:
            for _ in range(self.rng.choice((0, 0, 1, 2))):
                self._strike()
        if self.chance(0.8):
            with_defeat.crowd(self)
        clauses = self._priorities()
        grounds = with_defeat.grounds(self.rng, self.question)
        return ir.Policy(
            notices=notices,
            attributes=words.ATTRIBUTES,
            conclusions=words.CONCLUSIONS,
            parameters=tuple(self.parameters),
            questions=tuple(self.questions),
            gaps=tuple(self._gaps()),
            clauses=clauses,
            max_rules=tuple(self._max_rules()),
            regions=(("开州区", "重庆市"),),
            strata=tuple((n,) for n in LEVEL),
            organs=with_defeat.organs(self.rng),
            grounds=grounds,
        )

    def _notice(
        self, number: int, short: str, effective: str, issuers: tuple[str, ...]
    ) -> ir.Notice:
        matter: ir.Cond | None = None
        prevails = "末段" if self.chance(0.35 + 0.4 * number) else ""
        if prevails and self.chance(0.7):
            matter = self.question("不一致按什么判", number)[0] if self.chance(0.35) else ir.ALWAYS
        return ir.Notice(
            id=number,
            name=short,
            short=short,
            effective=effective,
            expires="2025-12-31" if self.chance(0.1) else "",
            territory=self.rng.choice(
                ("", "", "重庆市", "重庆市", "安徽省" if number == 0 else "")
            ),
            issuers=issuers,
            prevails=prevails,
            prevails_by_matter=matter,
            keeps_excepted=with_defeat.keeps(self.rng, lambda n: self.question(n, number)),
        )

    # ── clauses ──────────────────────────────────────────────────────────────

    def card(self, cls: str, level: int, effects: Sequence[dict[str, Any]], **more: Any) -> None:
        """Another clause; what is not given is left to chance."""
        number = len(self.clauses)
        made = []
        for effect in effects:
            made.append(ir.Effect(id=self.effects, clause=number, **effect))
            self.effects += 1
        cond = self.conditions
        known = tuple(n for n in self.asked if LEVEL[n] < level) + ("优待",) * (level > 0)
        unless = tuple(
            ir.Exception_(cond=cond.make(cls, known)) for _ in range(self.rng.choice((0, 0, 1)))
        )
        scope = cond.make(cls, known) if self.chance(0.45) else ir.ALWAYS
        condition = cond.make(cls, known) if self.chance(0.55) else ir.ALWAYS
        notice = self.rng.randint(0, 1)
        self.clauses.append(
            ir.Clause(
                **{
                    "id": number,
                    "notice": notice,
                    "locator": f"第{number + 1}条",
                    "title": "",
                    "cls": cls,
                    "scope": scope,
                    "condition": condition,
                    "exceptions": unless,
                    "effects": tuple(made),
                    **more,
                }
            )
        )

    def _definition(self) -> None:
        self.card(PERSON, 0, [{"conclusion": "优待", "mode": "affirm"}], kind="define", notice=0)
        for _ in range(self.rng.choice((0, 1, 1))):
            mode = self.rng.choice(("affirm", "deny"))
            self.card(PERSON, 0, [{"conclusion": "优待", "mode": mode}])

    def _clause(self, name: str) -> None:
        effects = [self._gives(name)]
        if HEADS[name].matter:
            mates = [n for n in self.asked if HEADS[n].matter and n != name]
            effects += [self._gives(n) for n in mates if self.chance(0.45)]
            if {"起始日", "等待"} <= {e["conclusion"] for e in effects if e["mode"] != "deny"}:
                effects = effects[:1]  # a clause does not contradict itself
        head = HEADS[name]
        guard = self.question(f"读法{len(self.questions)}")[0] if self.chance(0.05) else ir.ALWAYS
        own = with_time.own_days(self.rng, head.cls, head.event, guard)
        self.card(head.cls, LEVEL[name], effects, **own)

    def _gives(self, name: str) -> dict[str, Any]:
        effect: dict[str, Any] = {"conclusion": name, "mode": "value"}
        if HEADS[name].kind == "bool":
            effect["mode"] = "deny" if self.chance(0.35) else "affirm"
            return effect
        effect["value"] = self.formulas.make(name)
        if name == "补助" and self.given and self.chance(0.35):
            return self.given[-1]  # the same again, elsewhere: a tie
        if name == "补助":
            self.given.append(effect)
            if self.chance(0.5):
                effect.update(mode="floor", value=self.formulas.base(), ratio=self._local())
            if self.chance(0.75):
                effect["caps"] = (self._cap(),)
        if self.chance(0.2):
            effect["when"] = self.question(f"读法{len(self.questions)}")[0]
        return effect

    def _local(self) -> str:
        name = f"甲文第{self.effects + 1}目"
        floor = ir.Rational(num=self.rng.choice((30, 50, 50, 80)), den=100, percent=True)
        self.parameters.append(
            ir.ParameterDecl(name=name, kind="ratio", notice=0, locator="", floor=floor, local=True)
        )
        return name

    def _cap(self) -> ir.Cap:
        rng = self.rng
        whats: tuple[Any, Any] = ("row", "all") if self.chance(0.5) else ("all", "row")
        ranges = (
            (ir.CapRange(ir.ALWAYS, whats[0]),)
            if self.range is None
            else tuple(ir.CapRange(w, x) for w, x in zip(self.range, ("all", "row"), strict=True))
        )
        keys = (
            (ir.CapKey(ir.ALWAYS, "发生日"),)
            if self.key is None
            else tuple(ir.CapKey(w, x) for w, x in zip(self.key, ("发生日", "结算日"), strict=True))
        )
        limit = ir.Money(fen=rng.choice(words.LIMITS))
        return ir.Cap(limit=limit, ranges=ranges, keys=keys)

    def _forbid(self) -> None:
        name = self.rng.choice([*self.asked, words.GROUP])
        level = min((LEVEL[m] for m in HEADS[name].members), default=LEVEL.get(name, 0))
        self.card(HEADS[name].cls, level, [{"conclusion": name, "mode": "forbid"}])

    def _strike(self) -> None:
        value = self.rng.choice((words.bill("他方"), ir.Money(fen=50)))
        effect = {"conclusion": "余额", "mode": "strike", "value": value}
        self.card(BILL, 2, [effect])

    def _priorities(self) -> tuple[ir.Clause, ...]:
        """优先于, sometimes crossing another ground, sometimes in a ring."""
        written: dict[int, set[int]] = {}
        alike = [
            (a.id, b.id)
            for a in self.clauses
            for b in self.clauses
            if a.id != b.id and a.cls == b.cls and _matters(a) & _matters(b)
        ]
        for a, b in alike:
            if self.chance(0.2):
                written.setdefault(a, set()).add(b)
        special = with_defeat.special(self.rng, self.clauses)
        return tuple(
            _over(c, tuple(sorted(written.get(c.id, ()))), special[c.id]) for c in self.clauses
        )

    def _gaps(self) -> list[ir.Gap]:
        found = []
        for number in range(self.rng.choice((0, 0, 0, 1, 1, 2))):
            affects = (self.rng.choice([*self.asked, words.GROUP]),)
            found.append(
                ir.Gap(
                    id=number,
                    notice=self.rng.randint(0, 1),
                    locator=f"缺{number}",
                    title="",
                    affects=affects,
                    missing=self.chance(0.9),
                )
            )
        return found

    def _max_rules(self) -> list[ir.MaxRule]:
        giving = [c.id for c in self.clauses if any(e.conclusion == "补助" for e in c.effects)]
        if not giving or self.chance(0.1):
            return []
        measures = ("amount", "ratio", "ratio", "cap", "cap", "year_total", "year_total")
        one, two = self.rng.sample(measures, 2)
        choices: tuple[ir.MaxChoice, ...] = (ir.MaxChoice(ir.ALWAYS, one),)  # type: ignore[arg-type]
        if self.measures is not None:
            yes, no = self.measures
            choices = (ir.MaxChoice(yes, one), ir.MaxChoice(no, two))  # type: ignore[arg-type]
        return [ir.MaxRule(conclusion="补助", clause=giving[0], choices=choices)]


def _matters(clause: ir.Clause) -> set[str]:
    return {
        HEADS[e.conclusion].matter or e.conclusion
        for e in clause.effects
        if e.mode in ("affirm", "deny", "value", "floor")
    }


def _over(clause: ir.Clause, over: tuple[int, ...], special: tuple[int, ...]) -> ir.Clause:
    fields = {name: getattr(clause, name) for name in clause.__struct_fields__}
    return ir.Clause(**{**fields, "over": tuple(sorted({*clause.over, *over})), "special": special})


class _Case:
    """A case in the making, with what is given beside it."""

    def __init__(self, rng: Random, policy: ir.Policy) -> None:
        self.rng = rng
        self.policy = policy
        self.open = rng.choice((0, 1, 1, 2, 2))  # how many things stay unknown

    def _leave(self, p: float) -> bool:
        """Whether to leave something open, while there is room."""
        if self.open > 0 and self.rng.random() < p:
            self.open -= 1
            return True
        return False

    def make(self, seed: int) -> Pair:
        """A case and what is given."""
        rng = self.rng
        given = self._given()
        apart = Random(f"choices {seed} {rng.getstate()[1][0]}")
        given = replace(given, readings=left_open(self.policy, given.readings, apart))
        bills = rng.choice((1, 2, 2, 2, 3))
        person = self._facts(PERSON, 0.07)
        records = tuple(Record(BILL, name, self._facts(BILL, 0.1)) for name in "甲乙丙"[:bills])
        if rng.random() < 0.7:
            records = self._on_one_day(records)
        case = Case(
            judged=rng.choice(words.DAYS[5:]),
            region=rng.choice(("开州区", "开州区", "开州区", "重庆市", "阜阳市")),
            records={PERSON: (Record(PERSON, "", person),), BILL: records},
        )
        return Pair(seed, self.policy, loosened(self.policy, case, apart), given)

    def _on_one_day(self, records: tuple[Record, ...]) -> tuple[Record, ...]:
        """All bills of one day, by the one date or by the other."""
        name = self.rng.choice(("发生日", "发生日", "结算日"))
        day = self.rng.choice(words.DAYS[5:])
        return tuple(Record(r.cls, r.name, {**r.facts, name: day}) for r in records)

    def _given(self) -> Given:
        rng, policy = self.rng, self.policy
        some = rng.choice((0.8, 0.0))  # else readings use up what is left open
        readings = {q.id: rng.choice("甲乙") for q in policy.questions if not self._leave(some)}
        gaps = {g.id: rng.random() < 0.3 for g in policy.gaps if not self._leave(0.5)}
        effective = {
            n.id: rng.choice(words.DAYS)
            for n in policy.notices
            if not n.effective and not self._leave(0.7)
        }
        parameters: dict[str, Fact] = {}
        floors = rng.random() < 0.2
        self.open += rng.random() < 0.4
        for declared in policy.parameters:
            if declared.local and not floors and not self._leave(0.8):
                assert isinstance(declared.floor, ir.Rational)
                low = Fraction(declared.floor.num, declared.floor.den)
                parameters[declared.name] = max(low, Fraction(rng.choice((50, 75, 80, 100)), 100))
            elif (
                not declared.local
                and not declared.values
                and not (declared.kind == "money" and self._leave(0.8))
            ):
                parameters[declared.name] = (
                    rng.choice(words.AMOUNTS)
                    if declared.kind == "money"
                    else Duration(rng.choice((0, 1, 3)), "months")
                )
        expiry = with_time.expiry(rng, policy, words.DAYS)
        labels = ("给定：些",) * bool(readings or gaps or effective or parameters or expiry)
        return Given(parameters, readings, gaps, effective, {}, floors, labels, expiry=expiry)

    def _facts(self, cls: str, unknown: float) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for attribute in words.ATTRIBUTES:
            rarely = 0.3 if attribute.kind == "date" else 1  # each costs a look at every day
            if attribute.cls == cls and (
                attribute.name == "中断" or not self._leave(unknown * rarely)
            ):
                facts[attribute.name] = self._fact(attribute)
        if cls == BILL and self.rng.random() < 0.5:
            facts.setdefault("结算日", ABSENT)
            if "发生日" in facts and facts["结算日"] is not ABSENT:
                facts["结算日"] = facts["发生日"]
        return facts

    def _fact(self, attribute: ir.Attribute) -> Fact:
        rng = self.rng
        match attribute.kind:
            case "many":
                return self._many(attribute)
            case "one" | "scale":
                return rng.choice(attribute.domain)
            case "bool" | "finding":
                return rng.random() < 0.5
            case "money":
                return rng.choice(words.AMOUNTS)
            case "ratio":
                return Fraction(rng.choice((1, 10, 25, 50, 75)), 100)
            case "duration":
                return Duration(rng.choice((0, 1, 2, 3, 4, 12)), "months")
            case "year":
                return rng.choice((2024, 2025, 2026))
        if rng.random() < 0.05 and attribute.name != "发生日":
            return ABSENT
        return rng.choice(words.DAYS) + timedelta(days=rng.choice((0, 0, 0, -1, 1)))

    def _many(self, attribute: ir.Attribute) -> Many:
        yes, no = set(), set()
        for word in attribute.domain:
            if self._leave(0.05):
                continue
            (yes if self.rng.random() < 0.4 else no).add(word)
        if len(yes) + len(no) == len(attribute.domain):
            return Many(frozenset(yes))
        return Many(frozenset(yes), False, frozenset(no))
