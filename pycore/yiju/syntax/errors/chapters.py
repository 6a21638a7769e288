"""Y272: what chapters say for the cards below them."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class NothingShared(Diagnostic, frozen=True, kw_only=True):
    code = "Y272"
    message = "这张【章】没有写共用的范围或条件。"
    remedy = "写一行「对象：」「适用于：」「若：」或「除非：」；只是标题的，写成 # 开头的说明。"
