"""Errors of resolving that concern chapters."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class NothingBelow(Diagnostic, frozen=True, kw_only=True):
    code = "Y701"
    message = "没有一张卡片的位置在「{place}」之下，这张【章】管不到谁。"
    remedy = "位置要是各条位置的开头，例如 五、2 管 五、2第一段、五、2第二段。"
    place: str
