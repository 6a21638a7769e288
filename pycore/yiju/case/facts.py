"""The facts of one class: tables made once per policy, name → how its value is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from yiju.case import errors, scalars
from yiju.case.model import Fact, Many, Origin
from yiju.case.nodes import BAD, Path, Plain, Troubles
from yiju.case.scalars import Refused, hint, nearest, shorten
from yiju.ir.model import Kind
from yiju.source import fold

UNKNOWN = "未知"
VALUE, ORIGIN = "值", "来源"
ORIGIN_KEYS = ("文书", "出具", "日期")
_PERSONAL = frozenset(
    ["姓名", "身份证", "身份证号", "身份证号码", "公民身份号码", "证件号码", "电话", "手机",
     "手机号", "手机号码", "联系电话", "住址", "家庭住址", "银行卡号"]
)  # fmt: skip


def unknown_keys(
    mapping: dict[str, Plain], allowed: tuple[str, ...], where: str, path: Path, troubles: Troubles
) -> None:
    """Tell each key that is not allowed there."""
    for key in mapping:
        if key not in allowed:
            told, shown = hint(key, allowed), shorten(key)
            troubles.add(
                (*path, key), errors.UnknownKey, at_key=True, where=where, key=shown, hint=told
            )


def text_of(value: Plain) -> str | None:
    """A scalar as text; JSON's true and false too. None for anything else."""
    if type(value) is str:
        return value
    return "true" if value is True else "false" if value is False else None


class Field:
    """How the value of one fact (or conclusion, or parameter) is read."""

    __slots__ = ("domain", "kind", "name", "open", "parse")

    def __init__(
        self, name: str, kind: Kind, domain: tuple[str, ...] = (), is_open: bool = False
    ) -> None:
        self.name = name
        self.kind = kind
        self.domain = tuple(word for word in domain if word != "等")
        self.open = is_open or "等" in domain or (kind in ("one", "scale", "many") and not domain)
        self.parse: Callable[[str], Any] = (
            self._member_parser() if kind in ("one", "scale", "many") else scalars.SCALARS[kind]
        )

    def _member_parser(self) -> Callable[[str], str]:
        words = {word: word for word in self.domain}
        tidy = {fold(word): word for word in self.domain}

        def member(text: str) -> str:
            found = words.get(text) or tidy.get(fold(text).strip())
            if found:
                return found
            if not self.open or text in YES_NO_WORDS:
                raise Refused(errors.NotMember, text=shorten(text), hint=hint(text, self.domain))
            if text != "其他" and (near := nearest(text, self.domain)):
                raise Refused(
                    errors.Unlisted, value=text, text=shorten(text), hint=f"是不是“{near}”？"
                )
            return text

        return member

    def read(self, value: Plain, path: Path, troubles: Troubles) -> Any:
        """The value; None when unknown, or when it is told to be wrong."""
        text = text_of(value)
        if value is None or text == UNKNOWN or value is BAD:
            return None
        if self.kind == "many":
            return self._many(value, path, troubles)
        if text is None:
            troubles.add(path, errors.NotScalar, name=self.name)
            return None
        return self.scalar(text, path, troubles)

    def scalar(self, text: str, path: Path, troubles: Troubles) -> Any:
        """A text as a value of this kind (of a 多选: one member)."""
        if not text:
            troubles.add(path, errors.EmptyValue, name=self.name)
            return None
        try:
            return self.parse(text)
        except Refused as refused:
            fields = dict(refused.fields)
            kept = fields.pop("value", None)
            troubles.add(path, refused.cls, name=self.name, **fields)
            return kept

    def _many(self, value: Plain, path: Path, troubles: Troubles) -> Many | None:
        if isinstance(value, list):
            return self._many_from_list(value, path, troubles)
        if isinstance(value, dict):
            return self._many_from_mapping(value, path, troubles)
        text = text_of(value) or ""
        if text == "无":
            return Many(frozenset())
        if not text:
            troubles.add(path, errors.EmptyValue, name=self.name)
        else:
            troubles.add(path, errors.ManyNotList, name=self.name, text=shorten(text))
        return None

    def _many_from_list(self, items: list[Plain], path: Path, troubles: Troubles) -> Many | None:
        yes: set[str] = set()
        complete = True
        for i, item in enumerate(items):
            text = text_of(item)
            if item is None or text == UNKNOWN:
                complete = False
            elif text is None:
                if item is not BAD:
                    troubles.add((*path, i), errors.NotScalar, name=self.name)
            elif word := self.scalar(text, (*path, i), troubles):
                if word in yes:
                    troubles.add((*path, i), errors.RepeatedMember, name=self.name, text=word)
                yes.add(word)
        return Many(frozenset(yes), complete) if yes or complete else None

    def _many_from_mapping(
        self, members: dict[str, Plain], path: Path, troubles: Troubles
    ) -> Many | None:
        known: dict[str, bool] = {}
        for key, value in members.items():
            here = (*path, key)
            try:
                word = self.parse(key)
            except Refused as refused:
                fields = dict(refused.fields)
                word = fields.pop("value", None)
                troubles.add(here, refused.cls, at_key=True, name=self.name, **fields)
            if word in known:
                troubles.add(here, errors.RepeatedMember, at_key=True, name=self.name, text=word)
            answer = Field(f"{self.name} {key}", "bool").read(value, here, troubles)
            if word is not None and answer is not None:
                known[word] = answer
        if not known:
            return None
        yes = frozenset(word for word, answer in known.items() if answer)
        complete = not self.open and all(word in known for word in self.domain)
        return Many(yes, complete, frozenset() if complete else frozenset(known) - yes)


YES_NO_WORDS = frozenset(["是", "否", "true", "false"])


class FactTable:
    """The facts that one class declares."""

    def __init__(self, cls: str, fields: Mapping[str, Field]) -> None:
        self.cls = cls
        self.fields = dict(fields)

    def read(
        self,
        mapping: dict[str, Plain],
        path: Path,
        troubles: Troubles,
        facts: dict[str, Fact | None],
        origins: dict[str, Origin],
        also: tuple[str, ...] = (),
    ) -> None:
        """Every fact of one record into `facts` (None: unknown). `also`: keys that are no facts."""
        fields = self.fields
        for key, value in mapping.items():
            field = fields.get(key)
            if field is None:
                if key not in also:
                    self._unknown(key, path, troubles, also)
                continue
            if type(value) is str and value and field.kind != "many":
                if value == UNKNOWN:
                    facts[key] = None
                    continue
                try:
                    facts[key] = field.parse(value)
                    continue
                except Refused:
                    pass  # read once more below, to tell it
            here = (*path, key)
            if type(value) is dict and (VALUE in value or ORIGIN in value):
                self._with_origin(field, value, here, troubles, facts, origins)
            else:
                facts[key] = field.read(value, here, troubles)

    def _with_origin(
        self,
        field: Field,
        said: dict[str, Plain],
        path: Path,
        troubles: Troubles,
        facts: dict[str, Fact | None],
        origins: dict[str, Origin],
    ) -> None:
        """{值: …, 来源: …}."""
        where = f"“{field.name}”里"
        unknown_keys(said, (VALUE, ORIGIN), where, path, troubles)
        origin = _origin(said.get(ORIGIN), path, troubles)
        if VALUE not in said:
            told = errors.MissingKey
            troubles.add(path, told, at_key=True, where=where, key=VALUE, example=UNKNOWN)
            return
        if origin:
            origins[field.name] = origin
        facts[field.name] = field.read(said[VALUE], (*path, VALUE), troubles)

    def _unknown(self, key: str, path: Path, troubles: Troubles, also: tuple[str, ...]) -> None:
        here = (*path, key)
        if key in _PERSONAL:
            troubles.add(here, errors.NotNeeded, at_key=True, key=key)
            return
        told = hint(key, (*self.fields, *also))
        troubles.add(
            here, errors.UnknownKey, at_key=True, where=self.cls, key=shorten(key), hint=told
        )


def _origin(value: Plain, path: Path, troubles: Troubles) -> Origin | None:
    """来源: a document's name, or {文书, 出具, 日期}."""
    path = (*path, ORIGIN)
    if value is None or value is BAD or value == "":
        return None
    if (text := text_of(value)) is not None:
        return Origin(text)
    if not isinstance(value, dict):
        troubles.add(path, errors.NotMapping, name=ORIGIN)
        return None
    unknown_keys(value, ORIGIN_KEYS, ORIGIN, path, troubles)
    said = {}
    for key, item in value.items():
        here = (*path, key)
        if key not in ORIGIN_KEYS:
            continue
        if key == "日期":
            day = Field("来源 日期", "date").read(item, here, troubles)
            said[key] = "" if day is None else scalars.show_fact(day)
        elif (text := text_of(item)) is not None:
            said[key] = text
        elif item is not None and item is not BAD:
            troubles.add(here, errors.NotScalar, name=key)
    return Origin(said.get("文书", ""), said.get("出具", ""), said.get("日期", ""))
