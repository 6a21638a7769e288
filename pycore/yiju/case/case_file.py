"""A case from plain dicts: day, region, the person, the records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yiju.case import errors
from yiju.case.choices import Choices
from yiju.case.errors import records
from yiju.case.facts import UNKNOWN, FactTable, Field, text_of, unknown_keys
from yiju.case.model import Case, Fact, Origin, Record
from yiju.case.nodes import BAD, Path, Plain, Troubles
from yiju.case.scalars import hint, nearest, shorten
from yiju.case.targets import CHOICE
from yiju.case.together import Together
from yiju.ir.model import PERSON, Policy

DAY, REGION, NAME, SHARED = "判定日", "地域", "名称", "共同"
ALSO_NAME = (NAME,)


class CaseFile:
    """Reads cases over one policy's vocabulary."""

    def __init__(self, policy: Policy) -> None:
        self.classes = policy.classes
        by_class: dict[str, dict[str, Field]] = {cls: {} for cls in self.classes}
        for a in policy.attributes:
            by_class[a.cls][a.name] = Field(a.name, a.kind, a.domain, a.open)
        self.tables = {cls: FactTable(cls, fields) for cls, fields in by_class.items()}
        self.owners = policy.owners
        self.below: dict[str, list[str]] = {cls: [] for cls in self.classes}
        for cls, owner in self.owners.items():
            self.below[owner].append(cls)
        self.stretches = {c.name: c for c in policy.record_classes if c.start}
        top = [cls for cls in self.classes if cls != PERSON and cls not in self.owners]
        self.shared = {cls + SHARED: cls for cls in top}
        pairs = [name for pair in policy.regions for name in pair]
        named = [n.territory for n in policy.notices if n.territory]
        self.regions = frozenset(name for name in [*pairs, *named] if name != "等")
        self.choices = Choices(policy)
        extra = (CHOICE,) if self.choices.found else ()
        self.keys = (DAY, REGION, PERSON, *top, *self.shared, *extra)
        self._known = frozenset(self.keys)
        self._day = Field(DAY, "date")
        self.together = Together(policy)
        self._place = next(iter([*named, *sorted(self.regions)]), "某市")

    def read(
        self, value: Plain, troubles: Troubles, judged: date | None = None, path: Path = ()
    ) -> Case | None:
        """The case; None when its outline is missing. What is wrong is told to `troubles`."""
        if not isinstance(value, dict):
            if value is not BAD:
                troubles.add(path, errors.NotMapping, name="案情")
            return None
        meant: set[str] = set()
        if not self._known.issuperset(value):
            unknown_keys(value, self.keys, "案情", path, troubles)
            meant = {nearest(key, self.keys) for key in value if key not in self._known}
        day = judged
        if judged is None or DAY in value:
            day = self._judged(value, troubles, judged, path, DAY in meant)
        region = self._region(value, troubles, path, REGION in meant)
        person = self._person(value, troubles, path)
        records: dict[str, tuple[Record, ...]] = {PERSON: (person,)}
        reading = _Lists(self, troubles, person.facts)
        for cls in self.classes:
            if cls != PERSON and cls not in self.owners:
                reading.top(cls, value, path)
        chosen = self.choices.read(value.get(CHOICE), (*path, CHOICE), troubles)
        if day is None or region is None:
            return None
        records |= {cls: tuple(reading.made[cls]) for cls in reading.made}
        return Case(day, region, records, chosen, frozenset(reading.unlisted))

    def _judged(
        self,
        value: dict[str, Plain],
        troubles: Troubles,
        judged: date | None,
        path: Path,
        misspelt: bool,
    ) -> date | None:
        """The day; the one from outside stands above the one written."""
        example = "2025-12-01"
        if DAY not in value:
            if not misspelt:
                troubles.add(path, errors.MissingKey, where="案情", key=DAY, example=example)
            return None
        written, here = value[DAY], (*path, DAY)
        if written is None or text_of(written) in (UNKNOWN, "无", ""):
            if judged is None:
                troubles.add(here, errors.MustBeKnown, name=DAY, example=example)
            return judged
        day = self._day.read(written, here, troubles)
        return judged or (day if isinstance(day, date) else None)

    def _region(
        self, value: dict[str, Plain], troubles: Troubles, path: Path, misspelt: bool
    ) -> str | None:
        here = (*path, REGION)
        if REGION not in value:
            if not misspelt:
                example = self._place
                troubles.add(path, errors.MissingKey, where="案情", key=REGION, example=example)
            return None
        written = value[REGION]
        text = text_of(written)
        if written is None or text in ("", UNKNOWN):
            troubles.add(here, errors.MustBeKnown, name=REGION, example=self._place)
            return None
        if text is None:
            if written is not BAD:
                troubles.add(here, errors.NotScalar, name=REGION)
            return None
        if self.regions and text not in self.regions:
            told = hint(text, tuple(sorted(self.regions)))
            troubles.add(here, errors.UnknownRegion, text=shorten(text), hint=told)
        return text

    def _person(self, value: dict[str, Plain], troubles: Troubles, path: Path) -> Record:
        facts: dict[str, Fact | None] = {}
        origins: dict[str, Origin] = {}
        here = (*path, PERSON)
        self.facts_of(PERSON, value.get(PERSON), here, troubles, facts, origins, ())
        self.together.check(PERSON, facts, facts, here, troubles)
        return Record(PERSON, "", _known(facts), origins)

    def facts_of(
        self,
        cls: str,
        value: Plain,
        path: Path,
        troubles: Troubles,
        facts: dict[str, Fact | None],
        origins: dict[str, Origin],
        also: tuple[str, ...],
    ) -> None:
        if isinstance(value, dict):
            self.tables[cls].read(value, path, troubles, facts, origins, also)
        elif value is not None and value is not BAD and value != "":
            troubles.add(path, errors.NotMapping, name=str(path[-1]) if path[-1:] else cls)

    def name_of(
        self,
        cls: str,
        item: dict[str, Plain],
        i: int,
        path: Path,
        names: set[str],
        troubles: Troubles,
    ) -> str:
        name = f"第{i + 1}笔"
        at_key, here = True, path
        if NAME in item:
            at_key, here = False, (*path, NAME)
            text = text_of(item[NAME])
            if text:
                name = text
            elif item[NAME] is None or text == "":
                troubles.add(here, errors.MustBeKnown, name=NAME, example="甲")
            elif item[NAME] is not BAD:
                troubles.add(here, errors.NotScalar, name=NAME)
        if name in names:
            troubles.add(here, errors.DuplicateRecord, at_key=at_key, cls=cls, name=shorten(name))
        names.add(name)
        return name


class _Lists:
    """The records of one case, read list by list; those of a record below it."""

    def __init__(self, file: CaseFile, troubles: Troubles, person: Mapping[str, Fact]) -> None:
        self.file = file
        self.troubles = troubles
        self.person = person
        self.made: dict[str, list[Record]] = {cls: [] for cls in file.classes if cls != PERSON}
        self.unlisted: set[tuple[str, int]] = set()

    def top(self, cls: str, value: dict[str, Plain], path: Path) -> None:
        """The records of the person, with what all of them share."""
        common: dict[str, Fact | None] = {}
        origins: dict[str, Origin] = {}
        key = cls + SHARED
        if key in value:
            here = (*path, key)
            self.file.facts_of(cls, value[key], here, self.troubles, common, origins, ())
        self._list(cls, value, path, (common, origins), "", 0)

    def _list(
        self,
        cls: str,
        value: dict[str, Plain],
        path: Path,
        shared: tuple[dict[str, Fact | None], dict[str, Origin]],
        owner: str,
        parent: int,
    ) -> None:
        """One list. A key that is not there leaves open which records there are; [] says none."""
        items = value.get(cls)
        if items is None or items is BAD or items in ("", UNKNOWN):
            self.unlisted.add((cls, parent))
            return
        if not isinstance(items, list):
            self.troubles.add((*path, cls), errors.NotList, name=cls)
            return
        names: set[str] = set()
        for i, item in enumerate(items):
            here = (*path, cls, i)
            if not isinstance(item, dict):
                if item is not BAD:
                    self.troubles.add(here, errors.NotMapping, name=f"{cls}第{i + 1}笔")
                continue
            self._record(cls, item, here, i, names, shared, owner, parent)

    def _record(
        self,
        cls: str,
        item: dict[str, Plain],
        here: Path,
        i: int,
        names: set[str],
        shared: tuple[dict[str, Fact | None], dict[str, Origin]],
        owner: str,
        parent: int,
    ) -> None:
        file, below = self.file, self.file.below[cls]
        name = file.name_of(cls, item, i, here, names, self.troubles)
        facts, origins = dict(shared[0]), dict(shared[1])
        own: dict[str, Origin] = {}
        file.tables[cls].read(item, here, self.troubles, facts, own, (*ALSO_NAME, *below))
        if origins or own:
            origins = {k: o for k, o in origins.items() if k not in item} | own
        file.together.check(cls, facts, self.person, here, self.troubles)
        self._forwards(cls, facts, here)
        self.made[cls].append(Record(cls, name, _known(facts), origins, owner, parent))
        number = len(self.made[cls])
        for inner in below:
            self._list(inner, item, here, ({}, {}), cls, number)

    def _forwards(self, cls: str, facts: dict[str, Fact | None], here: Path) -> None:
        """A stretch does not end before it begins."""
        declared = self.file.stretches.get(cls)
        if declared is None:
            return
        start, end = facts.get(declared.start), facts.get(declared.end)
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.troubles.add(
                (*here, declared.end),
                records.Backwards,
                start=declared.start,
                end=declared.end,
                first=start.isoformat(),
                last=end.isoformat(),
            )


def _known(facts: dict[str, Fact | None]) -> dict[str, Fact]:
    return {name: fact for name, fact in facts.items() if fact is not None}
