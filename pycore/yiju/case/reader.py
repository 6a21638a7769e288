"""The door: one `CaseReader` per policy reads cases, parameters, assumptions and test files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from yiju.case import errors, given_errors
from yiju.case.case_file import CaseFile
from yiju.case.given import GivenFile, Pair
from yiju.case.json_places import Place
from yiju.case.model import Case, Given
from yiju.case.nodes import BAD, Document, Plain, Troubles, read_document
from yiju.case.objects import plain
from yiju.case.scalars import shorten
from yiju.diagnostic import Diagnostic
from yiju.ir.model import Policy
from yiju.source import Source

if TYPE_CHECKING:
    from yiju.case.tests_file import TestCase

T = TypeVar("T")
ITEMS = "假定"  # the name under which items of the command line are reported


class CaseReader:
    """All that is looked up by name is prepared once, so reading one case is cheap.

    Nothing raises on bad input: each method gives what it could read and the diagnostics. The first
    part is None when one of them is an error; warnings leave it standing.
    """

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._cases = CaseFile(policy)
        self.together = self._cases.together
        self._given = GivenFile(policy, self._cases.tables)
        self._policy = policy
        self.derived = frozenset((d.cls, d.name) for d in policy.derivations)

    def read_text(
        self, source: Source, judged: date | None = None
    ) -> tuple[Case | None, list[Diagnostic]]:
        """A case file, YAML or JSON. `judged` stands above the 判定日 written."""
        document = read_document(source, "判定日: 2025-12-01")
        return self._case(document, Troubles(), judged)

    def read_object(
        self, obj: Mapping[str, Any], judged: date | None = None
    ) -> tuple[Case | None, list[Diagnostic]]:
        """A case that a program has built of dicts, lists, texts, dates and exact numbers."""
        troubles = Troubles()
        return self._case(Document(plain(obj, (), troubles)), troubles, judged)

    def read_given(
        self, source: Source, case: Case | None = None, *, facts: bool = True
    ) -> tuple[Given | None, list[Diagnostic]]:
        """A parameter file (`facts=False`) or an assumption file.

        Assumed facts of records need the case; with it, what it contradicts is told on its line.
        """
        document = read_document(source, "施行日 某文件: 2025-01-01")
        troubles = Troubles()
        pairs: list[Pair] = []
        if isinstance(document.value, dict):
            pairs = [(key, value, (key,)) for key, value in document.value.items()]
        elif not document.diagnostics:
            troubles.add((), errors.NotMapping, name="文件")
        given = self._given.read([pairs], troubles, case=case, used=source.name, facts=facts)
        return _unless_wrong(given, [*document.diagnostics, *troubles.told(document)])

    def read_given_items(
        self, items: Sequence[str], case: Case | None = None
    ) -> tuple[Given | None, list[Diagnostic]]:
        """Assumptions of a command line, `键=值` each; the n-th is reported as line n."""
        source = Source(ITEMS, "\n".join(" ".join(item.splitlines()) for item in items))
        troubles = Troubles()
        pairs: list[Pair] = []
        places: dict[str | int, Place] = {}
        for number, item in enumerate(source.lines[: len(items)], 1):
            cut = min((at for sign in "=＝" if (at := item.find(sign)) >= 0), default=-1)
            cut = item.rfind("：") if cut < 0 else cut
            key, value = item[: max(cut, 0)].strip(), item[cut + 1 :].strip()
            ends = (number, 0, number, max(cut, 1))
            places[number] = Place((number, cut + 1, number, len(item)), ends)
            if cut < 0 or not key or not value:
                troubles.add((number,), given_errors.NoValue, text=shorten(item))
            else:
                read = self._item_value(source, number, value, troubles)
                pairs.append((key, read, (number,)))
        whole = Place((1, 0, 1, 1), children=places)
        document = Document(None, source, (), lambda: whole)
        given = self._given.read([pairs], troubles, case=case)
        return _unless_wrong(given, troubles.told(document))

    def read_tests(self, source: Source) -> tuple[list[TestCase], list[Diagnostic]]:
        """A test file: the cases that are right, and what is wrong with the others."""
        from yiju.case.tests_file import TestsFile  # only tests pay for reading expectations

        tests = TestsFile(self._policy, self._cases, self._given)
        return tests.read(read_document(source, "用例: []"))

    # ── inside ───────────────────────────────────────────────────────────────

    def _case(
        self, document: Document, troubles: Troubles, judged: date | None
    ) -> tuple[Case | None, list[Diagnostic]]:
        case = None
        if not document.diagnostics or isinstance(document.value, dict):
            case = self._cases.read(document.value, troubles, judged)
        if case is not None and case.derived_stated(self.derived):
            case = replace(case, locate=document.span)
        if not troubles.said and not document.diagnostics:
            return case, []
        return _unless_wrong(case, [*document.diagnostics, *troubles.told(document)])

    @staticmethod
    def _item_value(source: Source, number: int, value: str, troubles: Troubles) -> Plain:
        """A list or a mapping is read as YAML, anything else is the text itself."""
        if value[0] not in "[{":
            return value
        document = read_document(Source(source.name, value), "")
        for found in document.diagnostics:
            fields = {f: getattr(found, f) for f in found.__struct_fields__ if f != "span"}
            troubles.add((number,), type(found), **fields)
        return BAD if document.diagnostics else document.value


def _unless_wrong(
    result: T | None, diagnostics: list[Diagnostic]
) -> tuple[T | None, list[Diagnostic]]:
    """The result, unless an error is among what was found; sorted as they stand in the text."""
    found = sorted(diagnostics, key=lambda d: (d.span.line, d.span.column, d.code))
    wrong = any(d.severity == "error" for d in found)
    return (None if wrong else result), found
