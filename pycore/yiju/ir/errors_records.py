"""Errors of resolving, about records: classes, what counts them, what follows from them."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class NotInBrackets(Diagnostic, frozen=True, kw_only=True):
    code = "Y641"
    message = "括号里说的是「{cls}」，这里写了「{other}」的事。"
    remedy = (
        "请把它写到括号外面；要拿每条{cls}同手头的{other}比，"
        "请写「个数（{cls}，…）不少于 1」，在它的括号里比较。"
    )
    cls: str
    other: str


class NotForPicking(Diagnostic, frozen=True, kw_only=True):
    code = "Y642"
    message = "括号里挑选「{cls}」，不能用「{name}」。"
    remedy = "挑选的条件只写事实、参数和比较；要用结论或定义，请写「存在 {cls} 满足（…）」。"
    cls: str
    name: str


class NotAClass(Diagnostic, frozen=True, kw_only=True):
    code = "Y643"
    message = "「{name}」不是一类记录。"
    remedy = "{hint}可数的档案：{known}。"
    name: str
    known: str
    hint: str = ""


class WrongClass(Diagnostic, frozen=True, kw_only=True):
    code = "Y644"
    message = "「{word} {name}」写得不对：{fault}。"
    remedy = "{fix}"
    word: str
    name: str
    fault: str
    fix: str


class NoStretch(Diagnostic, frozen=True, kw_only=True):
    code = "Y645"
    message = "「{name}」没有声明起止，不知道它是从哪天到哪天。"
    remedy = "请在【档案】后面写明，例如：【档案】{name}，起 某日期，止 某日期。"
    name: str


class DerivedFromConclusion(Diagnostic, frozen=True, kw_only=True):
    code = "Y646"
    message = "推算「{name}」用到了「{used}」。"
    remedy = "推算只从事实和参数算；由条文得出的，请写成【条】和【结论】。"
    name: str
    used: str


class DerivedInCircle(Diagnostic, frozen=True, kw_only=True):
    code = "Y647"
    message = "推算绕成了圈：{path}。"
    remedy = "请去掉其中一张【推算】，让那一项由案情给出。"
    path: str


class CannotDerive(Diagnostic, frozen=True, kw_only=True):
    code = "Y648"
    message = "「{name}」不能这样推算：{fault}。"
    remedy = "{fix}"
    name: str
    fault: str
    fix: str


class StruckInside(Diagnostic, frozen=True, kw_only=True):
    code = "Y649"
    message = "「{name}」有「不得计入」，又在「{text}」里合计，本版还不能执行。"
    remedy = "请把不得计入写在合计以后的那一项上，或者在括号里用条件去掉不计的记录。"
    name: str
    text: str
