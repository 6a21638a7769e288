"""Errors of resolving what bears on the unknown: constraints."""

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
