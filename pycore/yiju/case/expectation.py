"""What a test expects of one conclusion. Left out means not looked at; an empty list means none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from yiju.case import errors, given_errors
from yiju.case.answer import Status
from yiju.case.facts import Field, text_of, unknown_keys
from yiju.case.model import Case, Fact
from yiju.case.nodes import BAD, Path, Plain, Troubles
from yiju.case.scalars import Refused, hint, shorten
from yiju.case.targets import READING, Targets, tidy
from yiju.ir.model import PERSON, Conclusion, Policy, Question
from yiju.source import NOWHERE, Span

STATUSES: tuple[Status, ...] = get_args(Status)
KEYS = (
    "结论", "记录", "状态", "值", "范围", "可能", "取决于", "依据", "落选", "被推翻", "被排除",
    "读法", "无假定", "合计",
)  # fmt: skip
_UNNAMED = ("同日先后", "未穷尽", "外界")  # causes that are not declared anywhere
Selection = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Expectation:
    """One entry of 期望. None: not looked at."""

    conclusion: str
    record: str | None = None
    status: Status | None = None
    value: Fact | None = None
    low: Fact | None = None
    high: Fact | None = None
    possible: tuple[Status, ...] | None = None
    depends: tuple[str, ...] | None = None
    grounds: tuple[str, ...] | None = None
    outranked: tuple[tuple[str, Fact | None], ...] | None = None  # (citation, value it would give)
    overridden: tuple[str, ...] | None = None
    excluded: tuple[str, ...] | None = None
    readings: tuple[tuple[Selection, Status | None, Fact | None], ...] | None = None
    unassumed: tuple[Status | None, tuple[str, ...] | None] | None = None  # without any assumption
    totals: tuple[tuple[int, Fact], ...] | None = None
    span: Span = NOWHERE


class ExpectationReader:
    """Reads entries of 期望 over one policy's conclusions."""

    def __init__(self, policy: Policy, targets: Targets) -> None:
        self.targets = targets
        self.conclusions = {c.name: c for c in policy.conclusions}
        self.questions: dict[int, Question] = {q.id: q for q in policy.questions}
        self.fields = {c.name: Field(c.name, c.kind, c.domain) for c in policy.conclusions}

    def read(
        self, entry: Plain, path: Path, case: Case | None, troubles: Troubles, span: Span
    ) -> Expectation | None:
        """One entry; None when its conclusion cannot be told."""
        if not isinstance(entry, dict):
            if entry is not BAD:
                troubles.add(path, errors.NotMapping, name="期望的每一项")
            return None
        return _Entry(self, entry, path, case, troubles).read(span)


class _Entry:
    """One entry at work."""

    def __init__(
        self, reader: ExpectationReader, entry: dict[str, Plain], path: Path, case: Case | None,
        troubles: Troubles,
    ) -> None:  # fmt: skip
        self.reader = reader
        self.entry = entry
        self.path = path
        self.case = case
        self.troubles = troubles

    def read(self, span: Span) -> Expectation | None:
        unknown_keys(self.entry, KEYS, "期望", self.path, self.troubles)
        conclusion = self.conclusion()
        if conclusion is None:
            return None
        if not set(self.entry) - {"结论", "记录"}:
            self.tell((), given_errors.NothingExpected, name=conclusion.name)
        status = self.status("状态")
        low, high = self.range(conclusion)
        return Expectation(
            conclusion.name,
            self.record(conclusion),
            status,
            self.value(conclusion, status),
            low,
            high,
            self.possible(),
            self.causes(self.entry, ()),
            self.texts("依据"),
            self.outranked(conclusion),
            self.texts("被推翻"),
            self.texts("被排除"),
            self.readings(conclusion),
            self.unassumed(),
            self.totals(conclusion),
            span,
        )

    def tell(self, below: Path, cls: Any, /, *, at_key: bool = False, **fields: Any) -> None:
        self.troubles.add((*self.path, *below), cls, at_key=at_key, **fields)

    # ── parts ────────────────────────────────────────────────────────────────

    def conclusion(self) -> Conclusion | None:
        text = text_of(self.entry.get("结论")) or ""
        found = self.reader.conclusions.get(text)
        if "结论" not in self.entry:
            self.tell((), errors.MissingKey, where="期望", key="结论", example="……")
        elif found is None and self.entry["结论"] is not BAD:
            told = hint(text, tuple(self.reader.conclusions))
            self.tell(("结论",), given_errors.UnknownConclusion, text=shorten(text), hint=told)
        return found

    def record(self, conclusion: Conclusion) -> str | None:
        records = self.case.records.get(conclusion.cls, ()) if self.case else ()
        names = tuple(r.name for r in records)
        if "记录" not in self.entry:
            per_record = set(self.entry) - {"结论", "合计", "无假定"}
            if len(records) > 1 and per_record and conclusion.cls != PERSON:
                self.tell((), errors.MissingKey, where="期望", key="记录", example=names[0])
            return None
        text = text_of(self.entry["记录"])
        if self.case is not None and text not in names:
            told = hint(text or "", names)
            shown, cls = shorten(text or ""), conclusion.cls
            self.tell(("记录",), given_errors.NoSuchRecord, cls=cls, text=shown, hint=told)
        return text

    def status(
        self, key: str, entry: dict[str, Plain] | None = None, below: Path = ()
    ) -> Status | None:
        entry = self.entry if entry is None else entry
        if key not in entry:
            return None
        return self.one_status(entry[key], (*below, key))

    def one_status(self, value: Plain, below: Path) -> Status | None:
        text = text_of(value) or ""
        for status in STATUSES:
            if status == text:
                return status
        if value is not BAD:
            self.tell(below, given_errors.UnknownStatus, text=shorten(text))
        return None

    def fact(self, value: Plain, conclusion: Conclusion, below: Path) -> Fact | None:
        field = self.reader.fields[conclusion.name]
        found: Fact | None = field.read(value, (*self.path, *below), self.troubles)
        return found

    def value(
        self,
        conclusion: Conclusion,
        status: Status | None,
        entry: dict[str, Plain] | None = None,
        below: Path = (),
    ) -> Fact | None:
        entry = self.entry if entry is None else entry
        if "值" not in entry:
            return None
        here = (*below, "值")
        if conclusion.kind == "bool":
            self.tell(here, given_errors.NoValueThere, why=f"“{conclusion.name}”是是否型的结论")
            return None
        if status not in (None, "成立"):
            self.tell(here, given_errors.NoValueThere, why=f"状态是{status}")
            return None
        return self.fact(entry["值"], conclusion, here)

    def range(self, conclusion: Conclusion) -> tuple[Fact | None, Fact | None]:
        ends = self.entry.get("范围")
        if "范围" not in self.entry or ends is BAD:
            return None, None
        if not isinstance(ends, list) or len(ends) != 2:
            self.tell(("范围",), given_errors.BadRange, why="范围要有两端")
            return None, None
        low, high = (self.fact(end, conclusion, ("范围", i)) for i, end in enumerate(ends))
        if type(low) is type(high) and low is not None and low > high:  # type: ignore[operator]
            self.tell(("范围",), given_errors.BadRange, why="范围的低端高过高端")
        return low, high

    def items(self, key: str, entry: dict[str, Plain], below: Path) -> list[Plain] | None:
        if key not in entry or entry[key] is BAD:
            return None
        if not isinstance(entry[key], list):
            self.tell((*below, key), errors.NotList, name=key)
            return None
        return list(entry[key])

    def texts(self, key: str) -> tuple[str, ...] | None:
        items = self.items(key, self.entry, ())
        if items is None:
            return None
        found = []
        for i, item in enumerate(items):
            if text := text_of(item):
                found.append(text)
            elif item is not BAD:
                self.tell((key, i), errors.NotScalar, name=key)
        return tuple(found)

    def possible(self) -> tuple[Status, ...] | None:
        items = self.items("可能", self.entry, ())
        if items is None:
            return None
        found = [self.one_status(item, ("可能", i)) for i, item in enumerate(items)]
        return tuple(status for status in found if status is not None)

    def causes(self, entry: dict[str, Plain], below: Path) -> tuple[str, ...] | None:
        """取决于, by canonical names."""
        items = self.items("取决于", entry, below)
        if items is None:
            return None
        found = []
        for i, item in enumerate(items):
            text = text_of(item) or ""
            if text.startswith(_UNNAMED):
                found.append(text)
                continue
            try:
                found.append(self.reader.targets.find(text, self.case).label)
            except Refused as refused:
                if item is not BAD:
                    self.tell((*below, "取决于", i), refused.cls, **refused.fields)
        return tuple(sorted(found))

    def mapping(self, key: str) -> dict[str, Plain] | None:
        value = self.entry.get(key)
        if isinstance(value, dict):
            return value
        if key in self.entry and value is not BAD:
            self.tell((key,), errors.NotMapping, name=key)
        return None

    def outranked(self, conclusion: Conclusion) -> tuple[tuple[str, Fact | None], ...] | None:
        losers = self.mapping("落选")
        if losers is None:
            return None
        return tuple((k, self.fact(v, conclusion, ("落选", k))) for k, v in losers.items())

    def totals(self, conclusion: Conclusion) -> tuple[tuple[int, Fact], ...] | None:
        sums = self.mapping("合计")
        if sums is None:
            return None
        found = []
        for key, value in sums.items():
            year = Field("合计", "year").scalar(key, (*self.path, "合计", key), self.troubles)
            total = self.fact(value, conclusion, ("合计", key))
            if year is not None and total is not None:
                found.append((year, total))
        return tuple(found)

    def unassumed(self) -> tuple[Status | None, tuple[str, ...] | None] | None:
        said = self.mapping("无假定")
        if said is None:
            return None
        allowed = ("状态", "取决于")
        unknown_keys(said, allowed, "无假定", (*self.path, "无假定"), self.troubles)
        return self.status("状态", said, ("无假定",)), self.causes(said, ("无假定",))

    def readings(
        self, conclusion: Conclusion
    ) -> tuple[tuple[Selection, Status | None, Fact | None], ...] | None:
        items = self.items("读法", self.entry, ())
        if items is None:
            return None
        found = []
        for i, item in enumerate(items):
            below: Path = ("读法", i)
            if not isinstance(item, dict) or not isinstance(item.get("选"), dict):
                if item is not BAD:
                    example = "{读法: 甲}"
                    self.tell(below, errors.MissingKey, where="读法", key="选", example=example)
                continue
            unknown_keys(item, ("选", "状态", "值"), "读法", (*self.path, *below), self.troubles)
            status = self.status("状态", item, below)
            value = self.value(conclusion, status, item, below)
            found.append((self.selection(item["选"], (*below, "选")), status, value))
        return tuple(found)

    def selection(self, chosen: dict[str, Plain], below: Path) -> Selection:
        found = []
        for key, value in chosen.items():
            text = key if tidy(key).startswith(READING) else f"{READING} {key}"
            try:
                target = self.reader.targets.find(text, self.case)
            except Refused as refused:
                self.tell((*below, key), refused.cls, at_key=True, **refused.fields)
                continue
            options = [o.key for o in self.reader.questions[target.id].options]
            picked = text_of(value) or ""
            if picked not in options:
                listed, shown = "、".join(options), shorten(picked)
                here = (*below, key)
                self.tell(here, given_errors.BadOption, name=key, text=shown, options=listed)
            found.append((target.label.removeprefix(f"{READING} "), picked))
        return tuple(sorted(found))
