"""Y26x: grounds of precedence."""

from __future__ import annotations

from typing import ClassVar

from yiju.syntax.errors.base import _Word


class UnknownPremise(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y261"
    message: ClassVar[str] = "先后理由没有「{word}」这样的前提。"
    remedy: ClassVar[str] = "前提只有这几种：{known}。"

    known: str = ""
