"""Errors of resolving that concern 材料."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class NotPapers(Diagnostic, frozen=True, kw_only=True):
    code = "Y695"
    message = "「{name}」不是材料，不能写「含」「不含」。"
    remedy = "在【结论】里声明，例如 - 应交材料：材料〔居民身份证、户口簿〕；别的结论写「为」或单独写名称。"
    name: str


class UnknownPaper(Diagnostic, frozen=True, kw_only=True):
    code = "Y696"
    message = "「{head}」里没有「{name}」这件材料。"
    remedy = "{hint}声明了的：{known}。"
    name: str
    head: str
    known: str
    hint: str = ""


class PaperTwice(Diagnostic, frozen=True, kw_only=True):
    code = "Y697"
    message = "「{name}」写了两次，不成其为任选一件。"
    remedy = "「或」的两边写不同的材料。"
    name: str


class PapersWithValue(Diagnostic, frozen=True, kw_only=True):
    code = "Y698"
    message = "「{name}」是一套材料，{found}。"
    remedy = "写「{name} 含 {example}」「{name} 不含 {example}」；几件里交一件就行的，写「含 甲 或 乙」。"
    name: str
    found: str
    example: str
