"""What a test case expects against what was decided: every difference, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from yiju.asp.items import question_name
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.case.expectation import Expectation

from yiju.case.tests_file import TestCase
from yiju.diagnostic import YijuError
from yiju.explain.formula import show_value
from yiju.ir import model as ir
from yiju.pipeline import Decided, Engine


@dataclass(frozen=True)
class Difference:
    """One expectation that was not met."""

    where: str  # 住院医疗补助（甲）
    what: str  # 状态
    wanted: str
    found: str


@dataclass(frozen=True)
class Verdict:
    """One test case after it was run."""

    test: TestCase
    differences: tuple[Difference, ...]
    decided: Decided | None = None

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences


def run(engine: Engine, test: TestCase) -> Verdict:
    """Decide one test case and compare."""
    names = list(dict.fromkeys(e.conclusion for e in test.expectations))
    try:
        decided = engine.decide(test.case, test.parameters, test.assumptions, names)
    except YijuError as error:
        found = [Difference(test.name, "案情", "可以判", d.what) for d in error.diagnostics]
        return Verdict(test, tuple(found))
    differences = [d for e in test.expectations for d in Comparer(engine.policy, decided).compare(e)]
    return Verdict(test, tuple(differences), decided)


class Comparer:
    """Compares expectations with one decided case."""

    def __init__(self, policy: ir.Policy, decided: Decided) -> None:
        self.policy = policy
        self.decided = decided
        self.kinds = {c.name: c.kind for c in policy.conclusions}

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers an expectation speaks of: those under the assumptions, if there are any."""
        return self.decided.conditional or self.decided.answers

    @property
    def deciding(self) -> Deciding:
        """What gave those answers."""
        return self.decided.under or self.decided.deciding

    def compare(self, wanted: Expectation) -> Iterator[Difference]:
        """Every way in which the answer is not what was expected."""
        if wanted.totals:
            yield from self._totals(wanted)
        if wanted.status is None and not wanted.readings and wanted.unassumed is None:
            return
        answer = self._find(self.answers, wanted)
        where = wanted.conclusion + (f"（{answer.record_name}）" if answer.record_name else "")

        def differ(what: str, want: object, found: object, shown: Callable[[object], str]) -> Iterator[Difference]:  # fmt: skip
            if want != found:
                yield Difference(where, what, shown(want), shown(found))

        show = self._shower(wanted.conclusion)
        if wanted.status is not None:
            yield from differ("状态", wanted.status, answer.status, str)
        if wanted.value is not None:
            yield from differ("值", wanted.value, answer.value, show)
        if wanted.low is not None or wanted.high is not None:
            ends = next(((p.low, p.high) for p in answer.possible if p.status == "成立"), (None, None))
            yield from differ("下端", wanted.low, ends[0], show)
            yield from differ("上端", wanted.high, ends[1], show)
        if wanted.possible is not None:
            found = sorted(p.status for p in answer.possible)
            yield from differ("可能", sorted(wanted.possible), found, _listed)
        if wanted.depends is not None:
            yield from differ("取决于", sorted(wanted.depends), list(answer.depends), _listed)
        if wanted.grounds is not None:
            yield from differ("依据", sorted(wanted.grounds), sorted(answer.grounds), _listed)
        yield from self._fates(wanted, answer, where)
        for selection, status, value in wanted.readings or ():
            yield from self._reading(answer, where, selection, status, value, show)
        if wanted.unassumed is not None:
            plain = self._find(self.decided.answers, wanted)
            status, depends = wanted.unassumed
            yield from differ("无假定·状态", status, plain.status, str)
            if depends is not None:
                yield from differ("无假定·取决于", sorted(depends), list(plain.depends), _listed)

    def _find(self, answers: tuple[Answer, ...], wanted: Expectation) -> Answer:
        return next(
            a
            for a in answers
            if a.conclusion == wanted.conclusion
            and (wanted.record is None or a.record_name == wanted.record)
        )

    def _shower(self, conclusion: str) -> Callable[[object], str]:
        kind = self.kinds[conclusion]
        return lambda value: show_value(value, kind)

    def _fates(self, wanted: Expectation, answer: Answer, where: str) -> Iterator[Difference]:
        if answer.outcome is None:
            return
        show = self._shower(wanted.conclusion)
        by_role: dict[str, dict[str, object]] = {}
        for support in answer.outcome.supports:
            cite = self.policy.cite(self.deciding.program.clause_of[support.effect])
            by_role.setdefault(support.state, {})[cite] = support.value
        if wanted.outranked is not None:
            want = dict(wanted.outranked)
            found = {c: _plain(v) for c, v in by_role.get("outranked", {}).items()}
            if want != found:
                shown = [{c: show(v) for c, v in side.items()} for side in (want, found)]
                yield Difference(where, "落选", str(shown[0]), str(shown[1]))
        if wanted.overridden is not None:
            found_cites = sorted(by_role.get("overridden", {}))
            if sorted(wanted.overridden) != found_cites:
                yield Difference(where, "被推翻", _listed(sorted(wanted.overridden)), _listed(found_cites))
        if wanted.excluded is not None:
            excluding = self._excluding(wanted.conclusion, answer)
            if sorted(wanted.excluded) != excluding:
                yield Difference(where, "被排除", _listed(sorted(wanted.excluded)), _listed(excluding))

    def _excluding(self, conclusion: str, answer: Answer) -> list[str]:
        world = self.deciding.world(conclusion, answer.record)
        return sorted(
            {
                self.policy.cite(self.deciding.program.clause_of[e.id])
                for e in self.deciding.reader.forbids[conclusion]
                if world.holds("ef", e.id, answer.record)
            }
        )

    def _reading(
        self,
        answer: Answer,
        where: str,
        selection: tuple[tuple[str, str], ...],
        status: str | None,
        value: object,
        show: Callable[[object], str],
    ) -> Iterator[Difference]:
        what = "读法 " + "、".join(f"{q}={o}" for q, o in selection)
        wanted = dict(selection)
        found = [a for label, a in answer.by_reading if wanted.items() <= dict(label).items()]
        found = found or [self._reread(answer, wanted)]
        for part in found:
            if status is not None and part.status != status:
                yield Difference(where, what, status, part.status)
            if value is not None and part.value != value:
                yield Difference(where, what, show(value), show(part.value))

    def _reread(self, answer: Answer, wanted: dict[str, str]) -> Answer:
        """The answer with these questions answered so, whatever was assumed about them."""
        deciding = self.deciding
        names = {question_name(self.policy, q): q.id for q in self.policy.questions}
        chosen = {names[question]: option for question, option in wanted.items()}
        given = replace(deciding.given, readings={**deciding.given.readings, **chosen})
        again = Deciding(deciding.resident, deciding.case, given, deciding.limit)
        return next(a for a in again.answers([answer.conclusion]) if a.record == answer.record)

    def _totals(self, wanted: Expectation) -> Iterator[Difference]:
        totals = self.deciding.totals(wanted.conclusion)
        show = self._shower(wanted.conclusion)
        for year, value in wanted.totals or ():
            found = totals.get(int(str(year).removesuffix("年度")))
            if found is None or found[0] != found[1] or found[0] != value:
                shown = "没有" if found is None else "至".join(dict.fromkeys(show(v) for v in found))
                yield Difference(wanted.conclusion, f"合计 {year}", show(value), shown)


def _plain(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    return value


def _listed(items: object) -> str:
    return "、".join(str(i) for i in items) if isinstance(items, (list, tuple)) and items else "（无）"


