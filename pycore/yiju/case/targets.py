"""The names of what may be given (semantics §6) and what each name stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from yiju.case import given_errors
from yiju.case.facts import FactTable
from yiju.case.model import Case
from yiju.case.scalars import Refused, hint, nearest, shorten
from yiju.ir.model import PERSON, Policy
from yiju.source import fold

EFFECTIVE, EXPIRY, HOLIDAYS, GAP, RATIO, PARAMETER, READING = (
    "施行日", "失效日", "节假日", "缺文", "比例", "参数", "读法"
)  # fmt: skip
CHOICE = "选择"
_QUOTES = str.maketrans("“”『』﹁﹂", "「」「」「」")
_HOLIDAYS = re.compile(f"{HOLIDAYS}(\\d{{4}})年度?", re.ASCII)
_FORMS = "写 施行日、失效日、节假日、缺文、比例、参数、读法、选择，或者 人、某类记录「名称」，后接它的名字"


What = Literal[
    "effective",
    "expiry",
    "holidays",
    "gap",
    "ratio",
    "parameter",
    "reading",
    "fact",
    "floors",
    "unencoded",
]


@dataclass(frozen=True)
class Target:
    """One thing that may be given, and its canonical name."""

    what: What
    label: str
    id: int = -1  # of the notice, gap, question; of a fact: the record
    name: str = ""  # of the parameter or the fact
    cls: str = ""


def tidy(text: str) -> str:
    """The text without spaces, half-width, one kind of quotes: what two spellings share."""
    return "".join(fold(text).translate(_QUOTES).split())


class Targets:
    """All names one policy offers, under every spelling that is tolerated."""

    def __init__(self, policy: Policy, tables: dict[str, FactTable]) -> None:
        self.tables = tables
        self.found: dict[str, list[Target]] = {}
        self._add(Target("floors", RATIO), RATIO)
        self._add_notices(policy)
        self._add_parameters(policy)
        self._add_questions(policy)
        for name in tables[PERSON].fields:
            label = f"{PERSON} {name}"
            self._add(Target("fact", label, 0, name, PERSON), label)
        classes = "|".join(re.escape(tidy(c)) for c in tables if c != PERSON)
        self._record = (
            re.compile(f"(?:({classes})「([^」]*)」)?({classes})「(.*)」(.+)") if classes else None
        )
        self._classes = {tidy(c): c for c in tables}
        self._names = {cls: {tidy(n): n for n in table.fields} for cls, table in tables.items()}
        self.labels = tuple(dict.fromkeys(t.label for ts in self.found.values() for t in ts))

    def _add(self, target: Target, *spellings: str) -> None:
        for spelling in spellings:
            known = self.found.setdefault(tidy(spelling), [])
            if target not in known:
                known.append(target)

    def _add_notices(self, policy: Policy) -> None:
        undated = [n for n in policy.notices if n.kind == "notice" and not n.effective]
        for n in policy.notices:
            if n.kind == "notice":
                target = Target("effective", f"{EFFECTIVE} {n.short}", n.id, n.short)
                self._add(target, target.label, f"{EFFECTIVE}{n.name}", f"{EFFECTIVE}《{n.name}》")
        for n in policy.notices:
            if n.expires or n.expires_open:
                target = Target("expiry", f"{EXPIRY} {n.short}", n.id, n.short)
                self._add(target, target.label, f"{EXPIRY}{n.name}", f"{EXPIRY}《{n.name}》")
        if len(undated) == 1:
            n = undated[0]
            self._add(Target("effective", f"{EFFECTIVE} {n.short}", n.id, n.short), EFFECTIVE)
        for g in policy.gaps:
            n = policy.notices[g.notice]
            cited = f"{GAP} {n.short}{g.locator}"
            target = Target("gap" if g.missing else "unencoded", cited, g.id)
            self._add(target, cited, f"{GAP}{n.name}{g.locator}", f"{GAP}{g.locator}")

    def _add_parameters(self, policy: Policy) -> None:
        for p in policy.parameters:
            if p.local:
                target = Target("ratio", f"{RATIO} {p.name}", name=p.name)
                bare = p.name.removeprefix(policy.notices[p.notice].short)
                full = policy.notices[p.notice].name + bare
                self._add(target, target.label, f"{RATIO}{full}", f"{RATIO}{bare}")
            else:
                label = f"{PARAMETER} {p.name}"
                self._add(Target("parameter", label, name=p.name), label)

    def _add_questions(self, policy: Policy) -> None:
        names = [q.name for q in policy.questions]
        for q in policy.questions:
            short = policy.notices[q.notice].short
            word = CHOICE if q.is_choice else READING
            full = f"{word} {short} {q.name}"
            label = f"{word} {q.name}" if names.count(q.name) == 1 else full
            self._add(Target("reading", label, q.id), full, f"{word}{q.name}")

    def find(self, key: str, case: Case | None) -> Target:
        """What a key names; refused when it names nothing, or more than one thing."""
        plain = tidy(key)
        targets = self.found.get(plain)
        if targets is None:
            if match := _HOLIDAYS.fullmatch(plain):
                return Target("holidays", f"{HOLIDAYS} {match[1]}年", int(match[1]))
            if self._record and (match := self._record.fullmatch(plain)):
                return self._of_record(key, match, case)
            raise Refused(given_errors.UnknownGiven, key=shorten(key), hint=self._hint(plain))
        open_ = [t for t in targets if t.what != "unencoded"]
        if len(open_) > 1:
            choices = "；".join(t.label for t in open_)
            raise Refused(given_errors.AmbiguousGiven, key=shorten(key), choices=choices)
        if not open_:
            raise Refused(given_errors.NotOpen, key=shorten(key))
        return open_[0]

    def spellings(self, label: str) -> set[str]:
        """Every tolerated spelling (tidy) of one canonical name."""
        found = {text for text, ts in self.found.items() if any(t.label == label for t in ts)}
        return found | {tidy(label)}

    def _hint(self, plain: str) -> str:
        spelt = {tidy(label): label for label in self.labels}
        close = nearest(plain, tuple(spelt), 0.6)
        return f"是不是“{spelt[close]}”？" if close else _FORMS

    def _of_record(self, key: str, match: re.Match[str], case: Case | None) -> Target:
        """A fact of a record: 账单「甲」结算日, or of one that belongs to another: 账单「甲」明细「1」金额."""
        owner_cls, owner, cls_text, record, name_text = match.groups()
        cls = self._classes[cls_text]
        name = self._names[cls].get(name_text)
        if name is None:
            names = tuple(self._names[cls])
            near = nearest(name_text, names)
            tip = f"是不是“{cls}「{record}」{near}”？" if near else hint(name_text, names)
            raise Refused(given_errors.UnknownGiven, key=shorten(key), hint=tip)
        records = case.records.get(cls, ()) if case else ()
        above = f"{self._classes[owner_cls]}「{owner}」" if owner_cls else ""
        for i, r in enumerate(records):
            assert case is not None
            if tidy(case.label(r)) == tidy(f"{above}{cls}「{record}」"):
                return Target("fact", f"{case.label(r)}{name}", i, name, cls)
        names = (
            tuple(case.label(r).removeprefix(f"{cls}「").removesuffix("」") for r in records)
            if case
            else ()
        )
        tip = hint(record, names) if case else "记录的事实要同案情一起给"
        raise Refused(given_errors.NoRecord, cls=cls, record=shorten(record), hint=tip)
