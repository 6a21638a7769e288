"""Y272 and on: what is said for a whole file or a part of it."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic
from yiju.syntax.errors.base import _Word


class NothingShared(Diagnostic, frozen=True, kw_only=True):
    code = "Y272"
    message = "这张【章】没有写共用的范围或条件。"
    remedy = "写一行「对象：」「适用于：」「若：」或「除非：」；只是标题的，写成 # 开头的说明。"


class UnknownEdition(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y273"
    message: ClassVar[str] = "这个程序不认得第 {word} 版的卡片语言。"
    remedy: ClassVar[str] = "它认得的是：{known}。请换新的程序，或照它认得的版本写。"

    known: str = ""
