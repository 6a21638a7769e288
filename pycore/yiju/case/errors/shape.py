"""The shape of a case: keys, lists, records."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic

# ── the shape ────────────────────────────────────────────────────────────────


class NotMapping(Diagnostic, frozen=True, kw_only=True):
    """A mapping is needed."""

    code: ClassVar[str] = "Y513"
    message: ClassVar[str] = "{name}应当是若干“名称: 值”"
    remedy: ClassVar[str] = "每行一个“名称: 值”，比上一级多缩进两个空格"

    name: str


class NotList(Diagnostic, frozen=True, kw_only=True):
    """A list is needed."""

    code: ClassVar[str] = "Y514"
    message: ClassVar[str] = "{name}应当是清单"
    remedy: ClassVar[str] = "每一项以“- ”开头；只有一项也这样写"

    name: str


class NotScalar(Diagnostic, frozen=True, kw_only=True):
    """A single value is needed."""

    code: ClassVar[str] = "Y515"
    message: ClassVar[str] = "“{name}”只能有一个值"
    remedy: ClassVar[str] = "写成“{name}: 值”，要注来源的写成 {{值: …, 来源: …}}"

    name: str


class UnknownKey(Diagnostic, frozen=True, kw_only=True):
    """A name that nothing declares."""

    code: ClassVar[str] = "Y516"
    message: ClassVar[str] = "{where}没有“{key}”这一项"
    remedy: ClassVar[str] = "{hint}"

    where: str
    key: str
    hint: str


class MissingKey(Diagnostic, frozen=True, kw_only=True):
    """Something that has to be said is not."""

    code: ClassVar[str] = "Y517"
    message: ClassVar[str] = "{where}没有写“{key}”"
    remedy: ClassVar[str] = "加上“{key}: {example}”"

    where: str
    key: str
    example: str


class EmptyValue(Diagnostic, frozen=True, kw_only=True):
    """A key with nothing after the colon."""

    code: ClassVar[str] = "Y518"
    message: ClassVar[str] = "“{name}”后面没有写值"
    remedy: ClassVar[str] = "不知道的写“未知”，或者删去这一行"

    name: str


class DuplicateRecord(Diagnostic, frozen=True, kw_only=True):
    """Two records of a class with one name."""

    code: ClassVar[str] = "Y519"
    message: ClassVar[str] = "{cls}里有两条都叫“{name}”"
    remedy: ClassVar[str] = "换一个名称；不写名称的依次叫第1笔、第2笔……"

    cls: str
    name: str


class NotNeeded(Diagnostic, frozen=True, kw_only=True):
    """A personal name or number, which no rule may see."""

    code: ClassVar[str] = "Y520"
    message: ClassVar[str] = "不收“{key}”：判定用不着能认出本人的东西"
    remedy: ClassVar[str] = "删去这一行"

    key: str
