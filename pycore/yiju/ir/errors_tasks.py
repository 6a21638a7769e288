"""Errors of resolving that concern duties, procedures and their parties."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class UnknownParty(Diagnostic, frozen=True, kw_only=True):
    code = "Y691"
    message = "没有声明「{name}」这个主体。"
    remedy = "{hint}先在【主体】或【机关】里写一行；单位、机构、个人和资金也要声明。"
    name: str
    hint: str = ""


class StepOrder(Diagnostic, frozen=True, kw_only=True):
    code = "Y692"
    message = "第{number}步的前置是第{before}步，不在它之前。"
    remedy = "前置的号数要小；请重排号数，号小的先做。"
    number: int
    before: int


class NoSuchStep(Diagnostic, frozen=True, kw_only=True):
    code = "Y693"
    message = "这个程序没有第{before}步。"
    remedy = "现有的是{known}；号数从 1 起，中间不跳号。"
    before: int
    known: str


class DueNotDuration(Diagnostic, frozen=True, kw_only=True):
    code = "Y694"
    message = "「{name}」不是时长的参数，不能作期限。"
    remedy = "{hint}写 30天 内、3个月 内，或一个类型为时长的【参数】。"
    name: str
    hint: str = ""
