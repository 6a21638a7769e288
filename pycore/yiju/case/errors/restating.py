"""What can be wrong with what is to be read back: no such document, place or reading."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic


class NoSuchDocument(Diagnostic, frozen=True, kw_only=True):
    """A document that is not loaded."""

    code: ClassVar[str] = "Y593"
    message: ClassVar[str] = "没有“{name}”这份文件"
    remedy: ClassVar[str] = "{hint}"

    name: str
    hint: str


class NoSuchPlace(Diagnostic, frozen=True, kw_only=True):
    """A place at which no card stands."""

    code: ClassVar[str] = "Y594"
    message: ClassVar[str] = "没有“{name}”这一处"
    remedy: ClassVar[str] = "{hint}"

    name: str
    hint: str


class NoSuchAnswer(Diagnostic, frozen=True, kw_only=True):
    """A reading that nobody asks about, or an answer that it does not have."""

    code: ClassVar[str] = "Y595"
    message: ClassVar[str] = "“{name}”不是一种读法"
    remedy: ClassVar[str] = "写 问题=代号。{hint}"

    name: str
    hint: str
