"""Errors of resolving that concern 参照."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class NoIdentity(Diagnostic, frozen=True, kw_only=True):
    code = "Y702"
    message = "「{name}」不是一种身份，不能「参照」。"
    remedy = "{hint}「参照」后面写【档案】里单选、多选的一个取值，例如 参照 残疾军人。"
    name: str
    hint: str = ""


class LikenedRecord(Diagnostic, frozen=True, kw_only=True):
    code = "Y703"
    message = "「参照」说的是人，这张卡片说的是{cls}。"
    remedy = "条件只写「人」的各项；要看记录的，写「存在 … 满足（…）」。"
    cls: str
