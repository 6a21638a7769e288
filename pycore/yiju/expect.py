"""What a test case expects against what was decided: every difference, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from yiju.asp.decided import Decided
from yiju.asp.items import question_name
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.case.expectation import Expectation
from yiju.case.tests_file import TestCase
from yiju.diagnostic import YijuError
from yiju.explain.formula import show_value
from yiju.ir import model as ir
from yiju.pipeline import Engine

_Pair = tuple[str, object, object, Callable[[object], str]]


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
    differences = [
        d for e in test.expectations for d in Comparer(engine.policy, decided).compare(e)
    ]
    return Verdict(test, tuple(differences), decided)


class Comparer:
    """Compares expectations with one decided case."""

    def __init__(self, policy: ir.Policy, decided: Decided) -> None:
        self.policy = policy
        self.decided = decided
        self.kinds = {c.name: c.kind for c in policy.conclusions}

    def compare(self, wanted: Expectation) -> Iterator[Difference]:
        """Every way in which the answer is not what was expected."""
        if wanted.totals:
            yield from self._totals(wanted)
        if wanted.status is None and not wanted.readings and wanted.unassumed is None:
            return
        answer = self._find(self.decided.told, wanted)
        where = wanted.conclusion + (f"（{answer.record_name}）" if answer.record_name else "")
        for what, want, found, show in self._pairs(wanted, answer):
            if want is not None and want != found:
                yield Difference(where, what, show(want), show(found))
        for selection, status, value in wanted.readings or ():
            yield from self._reading(answer, where, selection, status, value)

    def _pairs(self, wanted: Expectation, answer: Answer) -> Iterator[_Pair]:
        """What is looked at: its name, expected, found, and how it is shown. None: not looked at."""
        show = self._shower(wanted.conclusion)
        yield "状态", wanted.status, answer.status, str
        yield "值", wanted.value, answer.value, show
        ends = [(p.low, p.high) for p in answer.possible if p.status == "成立"]
        low, high = ends[0] if ends else (None, None)
        yield "下端", wanted.low, low, show
        yield "上端", wanted.high, high, show
        yield "可能", _sorted(wanted.possible), sorted(p.status for p in answer.possible), _listed
        yield "取决于", _sorted(wanted.depends), list(answer.depends), _listed
        yield "依据", _sorted(wanted.grounds), sorted(answer.grounds), _listed
        yield from self._fates(wanted, answer)
        if wanted.unassumed is not None:
            plain = self._find(self.decided.answers, wanted)
            status, depends = wanted.unassumed
            yield "无假定·状态", status, plain.status, str
            yield "无假定·取决于", _sorted(depends), list(plain.depends), _listed

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

    def _fates(self, wanted: Expectation, answer: Answer) -> Iterator[_Pair]:
        """落选, 被推翻, 被排除: what became of the clauses that did not win."""
        show = self._shower(wanted.conclusion)
        by_state: dict[str, dict[str, object]] = {}
        for support in answer.outcome.supports if answer.outcome else ():
            cite = self.policy.cite(self.decided.teller.program.clause_of[support.effect])
            by_state.setdefault(support.state, {})[cite] = support.value

        def priced(losers: object) -> str:
            assert isinstance(losers, dict)
            return "、".join(f"{c} {show(v)}" for c, v in losers.items()) or "（无）"

        lost = None if wanted.outranked is None else dict(wanted.outranked)
        yield "落选", lost, by_state.get("outranked", {}), priced
        yield "被推翻", _sorted(wanted.overridden), sorted(by_state.get("overridden", {})), _listed
        if wanted.excluded is not None:
            found = sorted(self.decided.teller.excluding(wanted.conclusion, answer.record))
            yield "被排除", _sorted(wanted.excluded), found, _listed

    def _reading(
        self,
        answer: Answer,
        where: str,
        selection: tuple[tuple[str, str], ...],
        status: str | None,
        value: object,
    ) -> Iterator[Difference]:
        show = self._shower(answer.conclusion)
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
        deciding = self.decided.teller
        names = {question_name(self.policy, q): q.id for q in self.policy.questions}
        chosen = {names[question]: option for question, option in wanted.items()}
        given = replace(deciding.given, readings={**deciding.given.readings, **chosen})
        again = Deciding(deciding.resident, deciding.case, given, deciding.limit)
        return next(a for a in again.answers([answer.conclusion]) if a.record == answer.record)

    def _totals(self, wanted: Expectation) -> Iterator[Difference]:
        totals = self.decided.teller.totals(wanted.conclusion)
        show = self._shower(wanted.conclusion)
        for year, value in wanted.totals or ():
            found = totals.get(int(str(year).removesuffix("年度")))
            if found is None or found[0] != found[1] or found[0] != value:
                shown = (
                    "没有" if found is None else "至".join(dict.fromkeys(show(v) for v in found))
                )
                yield Difference(wanted.conclusion, f"合计 {year}", show(value), shown)


def _sorted(items: Iterable[str] | None) -> list[str] | None:
    return None if items is None else sorted(items)


def _listed(items: object) -> str:
    return (
        "、".join(str(i) for i in items) if isinstance(items, (list, tuple)) and items else "（无）"
    )
