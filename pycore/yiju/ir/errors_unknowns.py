"""Errors of resolving what bears on the unknown: constraints, and what is picked (任选)."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class ConstraintUnderReading(Diagnostic, frozen=True, kw_only=True):
    code = "Y661"
    message = "【约束】里的行不能带读法、选择的代号。"
    remedy = "约束说的是事实之间总有的关系，与怎样读条文无关；请去掉代号。"


class ConstraintBeyondFacts(Diagnostic, frozen=True, kw_only=True):
    code = "Y662"
    message = "【约束】里只能写案情的事实：比较、是否、属于。"
    remedy = (
        "结论、定义、参数和期间（起…内、在某时段）不能写在约束里；请改用【档案】里的项直接比较。"
    )


class PickOfRecord(Diagnostic, frozen=True, kw_only=True):
    code = "Y663"
    message = "“任选”写在每条{cls}的结论「{name}」上：每条记录各选一次还不能判。"
    remedy = "「任选」只用于每人的结论；请去掉「每 {cls}」，或者改用「就高」，由本人选的事项另写【选择】。"
    name: str
    cls: str


class PickNotPlain(Diagnostic, frozen=True, kw_only=True):
    code = "Y664"
    message = "任选的结论「{name}」不能由“不低于”给出，一张卡片也不能给它两次。"
    remedy = "请把比例定为【参数】，写「则：{name} 为 …」；一张卡片给几次的，拆成几张。"
    name: str


class PickTooMany(Diagnostic, frozen=True, kw_only=True):
    code = "Y665"
    message = "给出任选结论「{name}」的卡片超过 {most} 张。"
    remedy = "选项用甲至癸编号，最多 {most} 个；请把能合写的条文合写。"
    name: str
    most: int
