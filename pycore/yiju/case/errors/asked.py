"""What can be wrong with a question: no such conclusion or record, a value that it cannot have."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic


class NoSuchConclusion(Diagnostic, frozen=True, kw_only=True):
    """A question about something that is no conclusion."""

    code: ClassVar[str] = "Y585"
    message: ClassVar[str] = "没有“{name}”这个结论"
    remedy: ClassVar[str] = "{hint}"

    name: str
    hint: str


class NoSuchRecord(Diagnostic, frozen=True, kw_only=True):
    """A question about a record that the case does not have."""

    code: ClassVar[str] = "Y586"
    message: ClassVar[str] = "案情里没有名为“{name}”的记录"
    remedy: ClassVar[str] = "{hint}"

    name: str
    hint: str


class NoValueAsked(Diagnostic, frozen=True, kw_only=True):
    """A value asked for where there can be none."""

    code: ClassVar[str] = "Y587"
    message: ClassVar[str] = "“{name}”不能问值：{why}"
    remedy: ClassVar[str] = "去掉问的值，只问状态"

    name: str
    why: str


class NotOrdered(Diagnostic, frozen=True, kw_only=True):
    """At least, of a value that there is no more or less of."""

    code: ClassVar[str] = "Y588"
    message: ClassVar[str] = "“{name}”没有多少之分，不能问至少"
    remedy: ClassVar[str] = "只有金额、比例、数、时长可以问至少；问一个确定的值用“值”"

    name: str
