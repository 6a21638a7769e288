"""Y577–579: facts that cannot be true together."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic


class TooEarly(Diagnostic, frozen=True, kw_only=True):
    """A day before one that it cannot precede."""

    code: ClassVar[str] = "Y577"
    message: ClassVar[str] = "“{name}”{day}，早于“{other}”{than}，两个不能都对"
    remedy: ClassVar[str] = "核对两个日期；拿不准的写 未知，没有的写 无"

    name: str
    day: str
    other: str
    than: str


class WithoutCause(Diagnostic, frozen=True, kw_only=True):
    """A fact given although what it rests on is said not to be."""

    code: ClassVar[str] = "Y578"
    message: ClassVar[str] = "“{other}”是否，却写了“{name}”{text}"
    remedy: ClassVar[str] = "{other} 为 否 的，“{name}”写 无 或不写；写了的，核对 {other}"

    name: str
    text: str
    other: str


class Lacking(Diagnostic, frozen=True, kw_only=True):
    """A fact said not to be although what it comes with is said to be."""

    code: ClassVar[str] = "Y579"
    message: ClassVar[str] = "“{other}”是，“{name}”却写了 无"
    remedy: ClassVar[str] = (
        "{other} 为 是 的，一定有“{name}”：不知道的写 未知；没有的，{other} 写 否"
    )

    name: str
    other: str
