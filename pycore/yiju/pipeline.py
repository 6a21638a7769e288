"""The passes, once each: files → trees → policy → engine; and one case through them.

Reading never raises for bad input inside; at this door the findings become one `YijuError`.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from os import PathLike
from pathlib import Path

from yiju import store
from yiju.asp.completions import LIMIT
from yiju.asp.decided import Decided
from yiju.asp.derived import contradictions
from yiju.asp.items import question_name
from yiju.asp.resident import Resident
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.case.choices import check_choices
from yiju.case.combine import check_against, disagreements, merge
from yiju.case.model import Case, Given
from yiju.case.reader import CaseReader
from yiju.diagnostic import Diagnostic, YijuError
from yiju.ir import errors
from yiju.ir import model as ir
from yiju.source import Source, Span, fold

NOTHING = Given()


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """The .yiju files under the paths, by name.

    :raises YijuError: when there is none, or one is not UTF-8.
    """
    files = sorted({f for p in paths for f in (p.rglob("*.yiju") if p.is_dir() else [p])})
    if not files:
        raise YijuError([errors.NothingToRead(span=Span(str(paths[0]), 1, 0, 1, 1))])
    found: list[Source] = []
    bad: list[Diagnostic] = []
    for file in files:
        try:
            found.append(policy_text(str(file), file.read_bytes()))
        except YijuError as error:
            bad.extend(error.diagnostics)
        except OSError as error:
            bad.append(unreadable(file, error))
    if bad:
        raise YijuError(bad)
    return found


def policy_text(name: str, data: bytes) -> Source:
    """The text of a policy file.

    :raises YijuError: when it is not UTF-8.
    """
    try:
        return Source(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        wrong = errors.NotUtf8(span=_undecodable(name, error), byte=error.start + 1)
        raise YijuError([wrong]) from None


def _undecodable(name: str, error: UnicodeDecodeError) -> Span:
    """Where the first byte stands that is no UTF-8; what comes before it is."""
    lines = Source(name, error.object[: error.start].decode("utf-8")).lines
    return Source(name, "").span(len(lines), len(lines[-1]), len(lines[-1]) + 1)


_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.ENOTDIR: "路径中间有一段不是目录",
    errno.EISDIR: "这是一个目录",
}


def unreadable(path: str | PathLike[str], error: OSError) -> Diagnostic:
    """What to say of a file that the system would not give."""
    reason = _REASONS.get(error.errno or 0, error.strerror or "原因不明")
    return errors.Unreadable(span=Span(str(path), 1, 0, 1, 1), reason=reason)


def read_policy(sources: Sequence[Source]) -> tuple[ir.Policy, list[Diagnostic]]:
    """The policy of the sources and all that was found wrong, errors and warnings, by place."""
    from yiju.ir.from_syntax import resolve
    from yiju.syntax import read

    documents, found = read(sources)
    policy, more = resolve(documents, {s.name: s for s in sources})
    broken = {d.span.file for d in found if d.severity == "error"}
    if broken:
        lost = Lost(policy, [s for s in sources if s.name in broken])
        more = [d for d in more if not lost.explains(d)]
    order = {source.name: k for k, source in enumerate(sources)}
    found = [*found, *more]
    found.sort(key=lambda d: (order.get(d.span.file, -1), d.span.line, d.span.column, d.code))
    return policy, found


class Lost:
    """What the cards that could not be read would have declared: faults that follow from it are
    no faults of their own."""

    def __init__(self, policy: ir.Policy, broken: Sequence[Source]) -> None:
        from yiju.syntax.names import declared_in

        self.names = {name for source in broken for name, _ in declared_in(source)}
        self.names -= {n for a in policy.attributes for n in (a.name, a.negative, *a.domain)}
        self.names -= {c.name for c in policy.conclusions} | {p.name for p in policy.parameters}
        self.lines = [fold(line) for source in broken for line in source.lines]

    def explains(self, d: Diagnostic) -> bool:
        """Whether a fault of resolving may be gone once the cards can be read."""
        match d:
            case errors.UnknownName() | errors.NotAConclusion() | errors.WrongAttribute():
                return d.name in self.names or self._heads(d.name, "【档案】")
            case errors.NoSuchPlace():
                words = [w for w in re.split("[「」 ]", fold(d.place)) if w]
                return any(self._heads(w, "【条】", "【表】", "【文件】", "读法") for w in words)
            case errors.NoSuchNotice():
                return self._heads(d.name, "【文件】", "【词汇】", "简称")
            case errors.GroundMissing() | errors.NoSuchGround():
                return self._heads("", "【先后理由】")
            case errors.NoHead():
                return self._heads("", "【文件】", "【词汇】")
            case _:
                return False

    def _heads(self, word: str, *openings: str) -> bool:
        """Whether a line that opens like this says the word."""
        word = fold(word)
        return any(line.startswith(openings) and word in line for line in self.lines)


class Engine:
    """A policy ready to decide."""

    def __init__(self, policy: ir.Policy) -> None:
        self.policy = policy

    @cached_property
    def resident(self) -> Resident:
        """The policy grounded in the solver, made on first use."""
        return Resident(self.policy)

    @cached_property
    def reader(self) -> CaseReader:
        """Reads cases, parameters and assumptions in this policy's vocabulary."""
        return CaseReader(self.policy)

    def decide(
        self,
        case: Case,
        parameters: Given = NOTHING,
        assumptions: Given = NOTHING,
        about: Iterable[str] | None = None,
        limit: int = LIMIT,
    ) -> Decided:
        """Decide the conclusions asked about (all by default).

        :raises YijuError: when an assumption contradicts the case or a parameter.
        """
        wrong: list[Diagnostic] = [
            *check_against(case, assumptions),
            *disagreements(parameters, assumptions),
            *check_choices(self.policy, case, assumptions),
            *check_choices(self.policy, case, parameters),
        ]
        if not wrong and assumptions.facts:
            wrong = [*self.reader.together.assumed(case, assumptions)]
        if not wrong and self.policy.derivations:
            program = self.resident.program
            wrong = [*contradictions(program, case, merge(parameters, assumptions))]
        if wrong:
            raise YijuError(wrong)
        names = None if about is None else list(about)
        plain = Deciding(self.resident, case, parameters, limit)
        answers = self._adopting(plain.answers(names), case, parameters, limit)
        if not assumptions:
            return Decided(case, parameters, assumptions, answers, None, deciding=plain)
        under = Deciding(self.resident, case, merge(parameters, assumptions), limit)
        adopting = self._adopting(under.answers(names), case, parameters, limit)
        conditional = tuple(
            replace(a, assumed=used(plain, b, assumptions.labels))
            for a, b in zip(adopting, answers, strict=True)
        )
        needed = {label for a in conditional for label in a.assumed}
        return Decided(
            case,
            parameters,
            assumptions,
            answers,
            conditional,
            deciding=plain,
            under=under,
            unused=tuple(label for label in assumptions.labels if label not in needed),
        )

    def _adopting(
        self, answers: Sequence[Answer], case: Case, parameters: Given, limit: int
    ) -> tuple[Answer, ...]:
        """The answers, each with the adopted readings that it would depend on."""
        if not parameters.adopted:
            return tuple(answers)
        taken = [la for la in parameters.labels if la.rpartition("：")[0] in parameters.adopted]
        ids = {
            q.id
            for q in self.policy.questions
            if f"读法 {question_name(self.policy, q)}" in parameters.adopted
        }
        left = {q: option for q, option in parameters.readings.items() if q not in ids}
        without = Deciding(self.resident, case, replace(parameters, readings=left), limit)
        names = dict.fromkeys(a.conclusion for a in answers)
        bare = {(a.conclusion, a.record): a for a in without.answers(names)}
        return tuple(
            replace(a, adopted=used(without, bare[a.conclusion, a.record], taken)) for a in answers
        )


def used(without: Deciding, answer: Answer, labels: Iterable[str]) -> tuple[str, ...]:
    """Those of the labels (`名称：值`) that `answer`, given while they were open, depends on."""
    names = set(answer.depends) if answer.exhaustive else without.open_names([answer])
    ratios = any(name.startswith("比例 ") for name in names)
    return tuple(
        label
        for label in labels
        if (name := label.partition("：")[0].strip()) in names or (name == "比例" and ratios)
    )


def load_policy(paths: Sequence[Path], *, cache: bool = True) -> ir.Policy:
    """The policy of the files under the paths, from the cache when nothing changed.

    :raises YijuError: with every error found in the files.
    """
    sources = find_sources(paths)
    key = store.key(sources)
    policy = store.get(key) if cache else None
    if policy is None:
        policy, found = read_policy(sources)
        wrong = [d for d in found if d.severity == "error"]
        if wrong:
            raise YijuError(wrong)
        if cache:
            store.put(key, policy)
    return policy
