"""Y245 and on: payers in turn, counters."""

from __future__ import annotations

from typing import ClassVar

from yiju.syntax.errors.base import _Word


class RankNotWhole(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y245"
    message: ClassVar[str] = "「{word}」不能作顺位。"
    remedy: ClassVar[str] = "顺位写 1、2、3 这样的整数；不参加顺位的写 —。"
