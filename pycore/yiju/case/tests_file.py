"""Test files: cases with what is expected of them (`policy/…/cases/*.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec.structs

from yiju.case import errors, given_errors
from yiju.case.case_file import NAME, CaseFile
from yiju.case.combine import disagreements
from yiju.case.expectation import Expectation, ExpectationReader
from yiju.case.facts import text_of, unknown_keys
from yiju.case.given import GivenFile, Pair
from yiju.case.model import Case, Given
from yiju.case.nodes import BAD, Document, Path, Plain, Troubles
from yiju.case.overlay import Overlay
from yiju.case.scalars import shorten
from yiju.case.targets import tidy
from yiju.diagnostic import Diagnostic
from yiju.ir.model import Policy
from yiju.source import NOWHERE, Span

SHARED_CASE, SHARED_ASSUMED, SHARED_PARAMETERS, CASES = "共同案情", "共同假定", "共同参数", "用例"
_TOP = (SHARED_CASE, SHARED_ASSUMED, SHARED_PARAMETERS, CASES)
_KEYS = (NAME, "单元", "仅凭原文", "案情", "参数", "假定", "演算", "算式", "期望")


@dataclass(frozen=True)
class TestCase:
    """One case of a test file."""

    __test__ = False  # pytest is not to collect it

    name: str
    units: tuple[str, ...]  # ids of the inventory
    from_text_only: bool  # written without a look at the encoding
    case: Case
    parameters: Given
    assumptions: Given
    working: str  # 演算, how it was reckoned by hand
    expectations: tuple[Expectation, ...]
    span: Span = NOWHERE
    formulas: tuple[tuple[str, str], ...] = ()  # 算式, for the small calculator


class TestsFile:
    """Reads test files over one policy."""

    __test__ = False

    def __init__(self, policy: Policy, cases: CaseFile, given: GivenFile) -> None:
        self.cases = cases
        self.given = given
        self.expectations = ExpectationReader(policy, given.targets)

    def read(self, document: Document) -> tuple[list[TestCase], list[Diagnostic]]:
        """The cases that can be read, and everything that is wrong."""
        found = dict.fromkeys(document.diagnostics)
        top = document.value
        if not isinstance(top, dict):
            if not found:
                found[errors.NotMapping(span=document.span(()), name="用例文件")] = None
            return [], list(found)
        outer = Troubles()
        unknown_keys(top, _TOP, "用例文件", (), outer)
        items = top.get(CASES)
        if CASES not in top:
            outer.add((), errors.MissingKey, where="用例文件", key=CASES, example="- 名称: ……")
        elif not isinstance(items, list) and items is not BAD:
            outer.add((CASES,), errors.NotList, name=CASES)
        made: list[TestCase] = []
        names: dict[str, int] = {}
        for i, item in enumerate(items if isinstance(items, list) else ()):
            test, told_here = _OneTest(self, document, top, i, item).read(names)
            found.update(dict.fromkeys(told_here))
            if test is not None:
                made.append(test)
        found = dict.fromkeys([*found, *outer.told(document)])
        return made, sorted(found, key=lambda d: (d.span.line, d.span.column, d.code))


class _OneTest:
    """One item of 用例 at work."""

    def __init__(
        self, reader: TestsFile, document: Document, top: dict[str, Plain], i: int, item: Plain
    ) -> None:
        self.reader = reader
        self.document = document
        self.top = top
        self.item = item
        self.path: Path = (CASES, i)
        self.troubles = Troubles()

    def read(self, names: dict[str, int]) -> tuple[TestCase | None, list[Diagnostic]]:
        if not isinstance(self.item, dict):
            if self.item is not BAD:
                self.troubles.add(self.path, errors.NotMapping, name="用例的每一项")
            return None, self.troubles.told(self.document)
        unknown_keys(self.item, _KEYS, "用例", self.path, self.troubles)
        span = self.document.span((*self.path, NAME))
        name = self.name(names, span)
        case, of_case = self.case()
        parameters = self.read_given(SHARED_PARAMETERS, "参数", case, False)
        assumptions = self.read_given(SHARED_ASSUMED, "假定", case, True)
        clashes = [
            msgspec.structs.replace(d, span=self.place_of(d.name))
            for d in disagreements(parameters, assumptions)
            if isinstance(d, given_errors.Disagreement)
        ]
        units = self.texts("单元")
        only = self.item.get("仅凭原文")
        from_text_only = text_of(only) in ("是", "true")
        if "仅凭原文" in self.item and text_of(only) not in ("是", "否", "true", "false"):
            here, shown = (*self.path, "仅凭原文"), shorten(text_of(only) or "")
            self.troubles.add(
                here, errors.NotYesNo, name="仅凭原文", text=shown, hint="写 是 或 否"
            )
        expectations = self.expected(case)
        working = self.text("演算")
        formulas = self.formulas()
        said = [*of_case, *self.troubles.told(self.document), *clashes]
        if case is None or any(d.severity == "error" for d in said):
            return None, said
        test = TestCase(
            name, units, from_text_only, case, parameters, assumptions, working, expectations, span,
            formulas,
        )  # fmt: skip
        return test, said

    # ── parts ────────────────────────────────────────────────────────────────

    def name(self, names: dict[str, int], span: Span) -> str:
        name = self.text(NAME)
        if NAME not in self.item:
            self.troubles.add(self.path, errors.MissingKey, where="用例", key=NAME, example="……")
        elif name in names:
            here, first = (*self.path, NAME), names[name]
            self.troubles.add(here, given_errors.DuplicateTest, name=shorten(name), first=first)
        names.setdefault(name, span.line)
        return name

    def text(self, key: str) -> str:
        value = self.item.get(key)
        if (text := text_of(value)) is not None:
            return text
        if value is not None and value is not BAD:
            self.troubles.add((*self.path, key), errors.NotScalar, name=key)
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.item.get(key, [])
        if not isinstance(value, list):
            if value is not BAD:
                self.troubles.add((*self.path, key), errors.NotList, name=key)
            return ()
        found = [text_of(item) for item in value]
        for i, text in enumerate(found):
            if text is None and value[i] is not BAD:
                self.troubles.add((*self.path, key, i), errors.NotScalar, name=key)
        return tuple(text for text in found if text)

    def case(self) -> tuple[Case | None, list[Diagnostic]]:
        overlay = Overlay((SHARED_CASE,), (*self.path, "案情"))
        merged = overlay.merge(self.top.get(SHARED_CASE), self.item.get("案情"))
        troubles = Troubles()
        case = self.reader.cases.read(merged, troubles)
        return case, troubles.told(self.document, overlay.real)

    def pairs(self, value: Plain, path: Path) -> list[Pair]:
        if isinstance(value, dict):
            return [(key, item, (*path, key)) for key, item in value.items()]
        if value is not None and value is not BAD and value != "":
            self.troubles.add(path, errors.NotMapping, name=str(path[-1]))
        return []

    def read_given(self, shared: str, own: str, case: Case | None, facts: bool) -> Given:
        groups = (
            self.pairs(self.top.get(shared), (shared,)),
            self.pairs(self.item.get(own), (*self.path, own)),
        )
        used = self.document.source.name if self.document.source else ""
        return self.reader.given.read(groups, self.troubles, case=case, used=used, facts=facts)

    def place_of(self, label: str) -> Span:
        """Where an assumption of this canonical name is written."""
        own = self.pairs(self.item.get("假定"), (*self.path, "假定"))
        for key, _, path in [*own, *self.pairs(self.top.get(SHARED_ASSUMED), (SHARED_ASSUMED,))]:
            if tidy(key) in self.reader.given.targets.spellings(label):
                return self.document.span(path, True)
        return self.document.span(self.path)

    def formulas(self) -> tuple[tuple[str, str], ...]:
        pairs = self.pairs(self.item.get("算式"), (*self.path, "算式"))
        for key, value, path in pairs:
            if text_of(value) is None and value is not BAD:
                self.troubles.add(path, errors.NotScalar, name=key)
        return tuple((key, text_of(value) or "") for key, value, _ in pairs)

    def expected(self, case: Case | None) -> tuple[Expectation, ...]:
        entries = self.item.get("期望")
        here = (*self.path, "期望")
        if "期望" not in self.item:
            example = "- 结论: ……"
            self.troubles.add(
                self.path, errors.MissingKey, where="用例", key="期望", example=example
            )
            return ()
        if not isinstance(entries, list):
            if entries is not BAD:
                self.troubles.add(here, errors.NotList, name="期望")
            return ()
        read = self.reader.expectations.read
        found = [
            read(entry, (*here, i), case, self.troubles, self.document.span((*here, i)))
            for i, entry in enumerate(entries)
        ]
        return tuple(expectation for expectation in found if expectation is not None)
