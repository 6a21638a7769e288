"""Choices that a case states, and constraints that its facts break."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic


class UnknownChoice(Diagnostic, frozen=True, kw_only=True):
    """No 选择 of this name."""

    code: ClassVar[str] = "Y571"
    message: ClassVar[str] = "没有“{name}”这一项选择"
    remedy: ClassVar[str] = "{hint}"

    name: str
    hint: str


class ContraryChoice(Diagnostic, frozen=True, kw_only=True):
    """Two options of one choice: it is final, or nothing tells which came later."""

    code: ClassVar[str] = "Y572"
    message: ClassVar[str] = "“{name}”先选了{first}，又选了{second}：{why}"
    remedy: ClassVar[str] = "{fix}"

    name: str
    first: str
    second: str
    why: str
    fix: str


class FinalChoice(Diagnostic, frozen=True, kw_only=True):
    """An assumption against a choice that cannot be taken back."""

    code: ClassVar[str] = "Y573"
    message: ClassVar[str] = "“{name}”已经选了{chosen}，不可撤回，不能假定选{assumed}"
    remedy: ClassVar[str] = "去掉这一项假定"

    name: str
    chosen: str
    assumed: str


class BrokenConstraint(Diagnostic, frozen=True, kw_only=True):
    """Facts that do not go together."""

    code: ClassVar[str] = "Y574"
    message: ClassVar[str] = "{facts}，不合约束“{title}”（{text}）"
    remedy: ClassVar[str] = "这几项不可能都对：请核对后改正，或把拿不准的写成 未知"

    facts: str
    title: str
    text: str
