"""Y3xx: tables and readings. Y4xx: declarations."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic
from yiju.syntax.errors.base import _Guess, _Word

# ── Y30x tables and readings ─────────────────────────────────────────────────


class RowNotClosed(Diagnostic, frozen=True, kw_only=True):
    code = "Y301"
    message = "表格行要以「|」结束。"
    remedy = "在行末补上 |。"


class UnknownColumn(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y302"
    message: ClassVar[str] = "表头「{word}」不知是条件还是要填的数。"
    remedy: ClassVar[str] = "条件列写「若 …」，填空列写「填 …」，另有：{known}。"

    known: str = ""


class CellCount(Diagnostic, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y303"
    message: ClassVar[str] = "本行有 {have} 格，表头有 {want} 格。"
    remedy: ClassVar[str] = "每行格数要与表头相同；无关的格写 —。"

    have: int = 0
    want: int = 0


class EmptyCell(Diagnostic, frozen=True, kw_only=True):
    code = "Y304"
    message = "空格子含义不明。"
    remedy = "与本行无关的写 —；原文没有给出的写「未定」。"


class BadReadingKey(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y305"
    message: ClassVar[str] = "「{word}」不是读法的代号。"
    remedy: ClassVar[str] = "代号用：{known}。"

    known: str = ""


class BadReading(Diagnostic, frozen=True, kw_only=True):
    code = "Y306"
    message = "读法要写代号和说明。"
    remedy = "例如：读法「括号修饰什么」：甲「只修饰自残」；乙「修饰自杀和自残」（无此行）"


class ReadingWithoutQuestion(Diagnostic, frozen=True, kw_only=True):
    code = "Y307"
    message = "读法没有写它回答什么问题。"
    remedy = "例如：读法「括号修饰什么」：甲「…」；乙「…」"


class TableWithoutRows(Diagnostic, frozen=True, kw_only=True):
    code = "Y308"
    message = "这张【表】没有表头，或者没有一行。"
    remedy = "表头一行、条目各一行，以 | 开头和结束；只有一种情形的用【条】。"


class RowOutsideTable(Diagnostic, frozen=True, kw_only=True):
    code = "Y309"
    message = "表格行只能写在【表】里。"
    remedy = "把卡头改为【表】，或者把这一行改写成标签行。"


class QuotedTextExpected(_Word, frozen=True, kw_only=True):
    code = "Y310"
    message = "「{word}」后面要写引文，放在「」里。"
    remedy = "例如：{word}「…」"


# ── Y40x declarations ────────────────────────────────────────────────────────


class DeclarationWithoutType(_Word, frozen=True, kw_only=True):
    code = "Y401"
    message = "声明「{word}」没有写类型。"
    remedy = "写成「名称：类型」，例如：- 险种：单选〔职工医保、居民医保〕"


class UnknownType(_Guess, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y402"
    message: ClassVar[str] = "没有「{word}」这种类型。"
    remedy: ClassVar[str] = "{guess}可用：{known}。"

    known: str = ""


class UnknownAttribute(_Guess, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y403"
    message: ClassVar[str] = "声明里不能写「{word}」。"
    remedy: ClassVar[str] = "{guess}可用：{known}。"

    known: str = ""


class MembersMissing(_Word, frozen=True, kw_only=True):
    code = "Y404"
    message = "类型「{word}」后面要列出各个值。"
    remedy = "写成「{word}〔甲值、乙值〕」；列举未尽的末尾写「等」。"


class MembersNotAllowed(_Word, frozen=True, kw_only=True):
    code = "Y405"
    message = "类型「{word}」后面不列值。"
    remedy = "删去〔…〕；要列值的类型是单选、多选、等级。"


class EmptyMember(Diagnostic, frozen=True, kw_only=True):
    code = "Y406"
    message = "列举里有一个空的值。"
    remedy = "删去多余的「、」。"


class DuplicateMember(_Word, frozen=True, kw_only=True):
    code = "Y407"
    message = "「{word}」列举了两次。"
    remedy = "删去一个。"
