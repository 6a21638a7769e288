"""Y25x: words of time."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic
from yiju.syntax.errors.base import _Word


class DayUnsaid(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y255"
    message: ClassVar[str] = "「{word}」是哪一日，没有写。"
    remedy: ClassVar[str] = (
        "写到日：{word}{example}、{word}{last}；条文只说「{word}」的，用推定写明。"
    )

    example: str = ""
    last: str = ""


class AgeWithoutDay(Diagnostic, frozen=True, kw_only=True):
    code = "Y256"
    message = "周岁从生日当天满还是第二天满，没有写。"
    remedy = "写「相隔周岁 按生日」或「相隔周岁 按次日」；条文没有说的，写成两种读法，各一行。"
