"""Errors of amounts: combination, caps, counters, payers in turn."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class SharedCapCircle(Diagnostic, frozen=True, kw_only=True):
    code = "Y651"
    message = "「{name}」和「{other}」共用一个限额，「{name}」却又要先知道「{other}」。"
    remedy = "共用限额的结论一起逐笔计算，条件和算式里不能互相引用；请各写各的限额，或者改掉引用。"
    name: str
    other: str


class SumUnderSharedCap(Diagnostic, frozen=True, kw_only=True):
    code = "Y652"
    message = "「{name}」是叠加的，限额累计的却是整个结论：几个支持同时给付，谁先占用余额没有写。"
    remedy = "请把累计改成「本目」；整个结论的限额，请另立一个就高的结论来写。"
    name: str


class SumInTurn(Diagnostic, frozen=True, kw_only=True):
    code = "Y653"
    message = "「{name}」是叠加的，不能依次减去：几个支持各自不超过余额，合起来还会超出。"
    remedy = "请把它声明为「唯一」「就高」或「就低」，或者拆成几个付款方。"
    name: str


class CountedCap(Diagnostic, frozen=True, kw_only=True):
    code = "Y654"
    message = "「{name}」的限额写法不对：计数的写「计数 不超过 …」，别的金额写「年度累计」「历年累计」「每笔」。"
    remedy = "请按结论「{name}」是不是计数改写。"
    name: str


class CountForm(Diagnostic, frozen=True, kw_only=True):
    code = "Y655"
    message = "「{name}」{said}。"
    remedy = "{fix}"
    name: str
    said: str
    fix: str
