"""The Python door: load a policy, decide a case, ask why.

>>> import yiju
>>> policy = yiju.load()                     # the notices shipped with the package
>>> decided = policy.decide("case.yaml")     # a path, a mapping, or a Case
>>> decided.answers[0].status
>>> print(policy.why("case.yaml", "住院医疗补助").text())
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from yiju import prose as restating
from yiju import texts
from yiju.asp.completions import LIMIT
from yiju.asp.decided import Decided, Refused
from yiju.asp.goal import Goal
from yiju.asp.repairs import TRIES
from yiju.case.answer import Status
from yiju.case.asked import Asked, check_record, find_conclusion, read_asked
from yiju.case.combine import merge
from yiju.case.model import Case, Given
from yiju.case.reader import CaseReader
from yiju.case.wanted import find_document, find_places, read_readings
from yiju.diagnostic import Diagnostic, YijuError
from yiju.explain.changes import Changes
from yiju.explain.proof import Prover
from yiju.explain.report import explained, overview
from yiju.explain.steps import Proof
from yiju.explain.why_not import WhyNot, why_not
from yiju.explain.why_not_lines import WhyNotLines
from yiju.explain.wording import Wording
from yiju.ir import model as ir
from yiju.pipeline import NOTHING, Engine, load_policy
from yiju.prose import Restated
from yiju.render.lines import Line
from yiju.source import Source

if TYPE_CHECKING:
    from yiju.asp.artefact import Artefact
    from yiju.expect import Verdict

HOLDS = Asked()
_Read = TypeVar("_Read", Case, Given)
CaseLike = Case | Source | Mapping[str, Any] | str | PathLike[str]
GivenLike = Given | Source | Mapping[str, Any] | str | PathLike[str] | Iterable[str]


@dataclass(frozen=True)
class Explanation:
    """Why the answers about one conclusion are what they are."""

    decided: Decided
    proofs: tuple[Proof, ...]  # under the assumptions, if there are any
    lines: tuple[Line, ...]

    def text(self) -> str:
        """The explanation as plain text."""
        return "\n".join("  " * line.indent + line.text for line in self.lines)


@dataclass(frozen=True)
class WhyNots:
    """Why the answers about one conclusion are not what was asked for."""

    decided: Decided
    found: tuple[WhyNot, ...]  # one for each record asked about
    lines: tuple[Line, ...]

    @property
    def met(self) -> bool:
        """Whether all of them are as asked for: there is nothing to explain."""
        return all(told.met for told in self.found)

    def text(self) -> str:
        """The explanation as plain text."""
        return "\n".join("  " * line.indent + line.text for line in self.lines)


@dataclass(frozen=True)
class Restatement:
    """Cards read back as sentences of legal prose, with their readings side by side."""

    restated: tuple[Restated, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """For a screen."""
        return tuple(restating.lines(self.restated))

    def text(self) -> str:
        """As plain text; 〈…〉 marks what differs between readings."""
        return "\n".join("  " * line.indent + line.text for line in self.lines)

    def markdown(self) -> str:
        """As Markdown; what differs between readings is bold."""
        return restating.markdown(self.restated)


class Policy:
    """A set of notices, ready to decide. Not shared between threads."""

    def __init__(self, model: ir.Policy) -> None:
        self.model = model
        self.engine = Engine(model)

    @property
    def reader(self) -> CaseReader:
        """Reads cases and settings in this policy's vocabulary."""
        return self.engine.reader

    @cached_property
    def wording(self) -> Wording:
        """Words answers in Chinese."""
        return Wording(self.model)

    def read_case(self, case: CaseLike, on: date | None = None) -> Case:
        """A case from a file, a mapping, or as it is, judged on `on` if given.

        :raises YijuError: with every fault of the file, each with its line.
        """
        if isinstance(case, Case):
            return case if on is None else replace(case, judged=on)
        if isinstance(case, Mapping):
            read, found = self.reader.read_object(case, on)
        else:
            text = case if isinstance(case, Source) else texts.source(case)
            read, found = self.reader.read_text(text, on)
        return _checked(read, found)

    def read_given(
        self, given: GivenLike | None, case: Case | None = None, *, facts: bool = True
    ) -> Given:
        """Parameters or assumptions from a file, a mapping, or items `键=值`.

        :param facts: whether facts of the case may be given (assumptions, not parameters).
        :raises YijuError: with every fault found.
        """
        if given is None:
            return NOTHING
        if isinstance(given, Given):
            return given
        if isinstance(given, Mapping):
            given = [f"{key}={value}" for key, value in given.items()]
        if isinstance(given, (str, PathLike)):
            given = texts.source(given)
        if isinstance(given, Source):
            read, found = self.reader.read_given(given, case, facts=facts)
        else:
            read, found = self.reader.read_given_items(list(given), case)
        return _checked(read, found)

    def decide(
        self,
        case: CaseLike,
        *,
        on: date | None = None,
        parameters: GivenLike | None = None,
        assume: GivenLike | None = None,
        about: Iterable[str] | None = None,
        limit: int = LIMIT,
    ) -> Decided:
        """Decide a case: every conclusion, or those asked about.

        :param on: the day of judgement, instead of the case's.
        :param parameters: facts that stand in other documents (a local ratio, a waiting period).
        :param assume: assumptions; the answer is then given without and under them.
        :param limit: how many completions of what is open are tried one by one.
        :raises YijuError: on bad input, told as diagnostics.
        """
        read = self.read_case(case, on)
        known = self.read_given(parameters, read, facts=False)
        assumed = self.read_given(assume, read)
        return self.engine.decide(read, known, assumed, about, limit)

    def decide_many(
        self,
        cases: Iterable[CaseLike],
        *,
        on: date | None = None,
        parameters: GivenLike | None = None,
        assume: GivenLike | None = None,
        about: Iterable[str] | None = None,
        limit: int = LIMIT,
    ) -> Iterator[Decided | Refused]:
        """Decide cases in their order, each when it is asked for; as `decide` would, one by one.

        A case that cannot be decided is `Refused` in its place and stops no other. What is given
        and assumed holds for every case. `explain` explains any of the decisions afterwards.

        :raises YijuError: at once, when the parameters are wrong or a file cannot be read.
        """
        known = self.read_given(parameters, facts=False)
        assumed = self._for_all(assume)
        names = None if about is None else tuple(about)

        def one(case: CaseLike) -> Decided | Refused:
            try:
                read = self.read_case(case, on)
                return self.engine.decide(read, known, self.read_given(assumed, read), names, limit)
            except YijuError as error:
                return Refused(tuple(error.diagnostics))

        return map(one, cases)

    def _for_all(self, given: GivenLike | None) -> GivenLike | None:
        """Assumptions for many cases: read once, unless they speak of records of a case."""
        if isinstance(given, (str, PathLike)):
            given = texts.source(given)
        elif given is not None and not isinstance(given, (Given, Source, Mapping)):
            given = list(given)
        try:
            read = self.read_given(given)
        except YijuError:
            return given  # for want of a case, or wrong: told beside each case
        return given if read.facts else read

    def why(
        self,
        case: CaseLike,
        conclusion: str,
        *,
        record: str | None = None,
        on: date | None = None,
        parameters: GivenLike | None = None,
        assume: GivenLike | None = None,
        prose: bool = False,
    ) -> Explanation:
        """Explain the answers about a conclusion, for one record or all.

        :param prose: beside each clause what it says, under the readings that are given.
        :raises YijuError: on bad input, or when there is no such conclusion or record.
        """
        find_conclusion(self.model, conclusion)
        decided = self.decide(case, on=on, parameters=parameters, assume=assume, about=[conclusion])
        return self.explain(decided, record, prose=prose)

    def explain(
        self, decided: Decided, record: str | None = None, *, prose: bool = False
    ) -> Explanation:
        """Explain every answer of a decided case, or of one record.

        :param prose: beside each clause what it says, under the readings that are given.
        :raises YijuError: when there is no such record.
        """
        check_record(tuple(a.record_name for a in decided.answers), record)
        deciding = decided.teller
        prover = Prover(deciding)
        proofs = []
        lines: list[Line] = []
        wording = self.wording
        if prose:
            known = merge(decided.parameters, decided.assumptions).readings
            wording = Wording(self.model, restating.Restater(self.model, known).in_one)
        for plain, answer in zip(decided.answers, decided.told, strict=True):
            if record is None or answer.record_name == record:
                world = deciding.world(answer.conclusion, answer.record)
                proof = prover.prove(answer, world)
                proofs.append(proof)
                lines += explained(wording, decided, plain, answer, proof)
        return Explanation(decided, tuple(proofs), tuple(lines))

    def why_not(
        self,
        case: CaseLike,
        conclusion: str,
        *,
        record: str | None = None,
        status: Status = "成立",
        value: str | None = None,
        at_least: str | None = None,
        on: date | None = None,
        parameters: GivenLike | None = None,
        assume: GivenLike | None = None,
    ) -> WhyNots:
        """Explain why a conclusion is not as asked for, and what least would make it so.

        :param status: the status asked for.
        :param value: with this very value, written as in a case: `5000元`.
        :param at_least: with this value or more: an amount, a ratio, a number or a duration.
        :raises YijuError: on bad input, or when there is no such conclusion or record.
        """
        head = find_conclusion(self.model, conclusion)
        asked = read_asked(head, status, value, at_least)
        decided = self.decide(case, on=on, parameters=parameters, assume=assume, about=[conclusion])
        return self.explain_not(decided, record, asked)

    def explain_not(
        self,
        decided: Decided,
        record: str | None = None,
        asked: Asked = HOLDS,
        *,
        tries: int = TRIES,
    ) -> WhyNots:
        """Explain of every answer of a decided case, or of one record, why it is not as asked for.

        :param tries: how many changes are replayed at most, in the search of the smallest.
        :raises YijuError: when there is no such record.
        """
        check_record(tuple(a.record_name for a in decided.answers), record)
        deciding = decided.teller
        lines = WhyNotLines(self.wording, Changes(deciding))
        found = []
        shown: list[Line] = []
        for plain, answer in zip(decided.answers, decided.told, strict=True):
            if record is None or answer.record_name == record:
                goal = Goal(
                    answer.conclusion, answer.record, asked.status, asked.value, asked.least
                )
                told = why_not(deciding, answer, goal, tries)
                found.append(told)
                shown += lines.lines(told, plain, decided.assumptions.labels)
        return WhyNots(decided, tuple(found), tuple(shown))

    def restate(
        self,
        clause: str | None = None,
        *,
        notice: str | None = None,
        readings: Mapping[str, str] | Iterable[str] | None = None,
        files: Iterable[str] | None = None,
    ) -> Restatement:
        """Read cards back as sentences: those at a place and below it, or all.

        :param clause: a place (`第十二条（二）`, `阜阳办法第十四条（三）`) or the name of a definition.
        :param notice: the name or short name of a document.
        :param readings: `{问题: 代号}` or `问题=代号`; the others are told side by side.
        :param files: only what stands in these policy files, as their paths were loaded.
        :raises YijuError: when there is no such document, place or reading.
        """
        taken = read_readings(self.model, readings)
        among = None if notice is None else find_document(self.model, notice).id
        restated = restating.Restater(self.model, taken).restate(among)
        if files is not None:
            kept = set(files)
            shorts = {n.short for n in self.model.notices if n.span.file in kept}
            restated = tuple(one for one in restated if one.notice in shorts)
        if clause is not None:
            places = [(one.notice, one.locator, one.title) for one in restated]
            restated = tuple(restated[k] for k in find_places(places, clause))
        return Restatement(restated)

    def run_tests(self, source: Source, pattern: str = "") -> list[Verdict]:
        """Run the cases of a test file whose names match the regular expression.

        :raises YijuError: with every fault of the file.
        """
        from yiju.expect import run

        tests, found = self.reader.read_tests(source)
        if any(d.severity == "error" for d in found):
            raise YijuError(found)
        return [run(self.engine, test) for test in tests if re.search(pattern, test.name)]

    def compile(self) -> Artefact:
        """The whole policy as a first-order ASP program with the runner that goes with it."""
        from yiju.asp.artefact import compile_policy

        return compile_policy(self.model)

    def write_compiled(
        self, folder: str | PathLike[str], artefact: Artefact | None = None
    ) -> list[Path]:
        """Write the compiled policy into a folder; the files written."""
        from yiju.asp.artefact import write

        write(artefact or self.compile(), Path(folder))
        return sorted(p for p in Path(folder).iterdir() if p.is_file())

    def schema(self, made: Literal["case", "tests"] = "case") -> dict[str, Any]:
        """The JSON Schema (draft 7) of case files, or of test files, over this vocabulary."""
        from yiju.case.schema import schema

        return schema(self.model, made)

    def overview(self, decided: Decided) -> list[Line]:
        """A decided case as lines of Chinese."""
        return overview(self.wording, decided)

    def as_json(self, told: Decided | Explanation | WhyNots | Restatement) -> dict[str, Any]:
        """What was told as JSON values, under a schema version of its own."""
        from yiju.explain import as_json

        if isinstance(told, Restatement):
            return restating.as_json(told.restated)
        if isinstance(told, WhyNots):
            from yiju.explain.why_not_json import why_nots

            return why_nots(self.wording, told.decided, told.found)
        if isinstance(told, Explanation):
            return as_json.explanation(self.wording, told.decided, told.proofs)
        return as_json.decision(self.wording, told)


def load(*paths: str | PathLike[str], cache: bool = True) -> Policy:
    """The policy of the files and folders named; without any, the notices shipped with Yiju.

    :raises YijuError: with every error of every file.
    """
    found = [Path(p) for p in paths] or [texts.shipped()]
    return Policy(load_policy(found, cache=cache))


def _checked(read: _Read | None, found: list[Diagnostic]) -> _Read:
    wrong = [d for d in found if d.severity == "error"]
    if wrong or read is None:
        raise YijuError(found)
    return read
