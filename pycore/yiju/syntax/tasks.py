"""Duties and procedures as the author wrote them: who acts, what, when; shown by `tree` too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiju.syntax.terms import Cond, Literal_, Mark, Name, Node, Text


@dataclass(frozen=True, kw_only=True)
class Agents(Node):
    """主体／会同／向／资金：甲、乙. field: AGENT JOINTLY TOWARDS FUND."""

    field: Literal["AGENT", "JOINTLY", "TOWARDS", "FUND"]
    mark: Mark | None
    names: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Act(Node):
    """应当／可以／鼓励／不得：「行为」."""

    modal: Literal["shall", "may", "encourage", "mustnot"]
    mark: Mark | None
    text: str


@dataclass(frozen=True, kw_only=True)
class Trigger(Node):
    """触发：「什么事发生以后」."""

    mark: Mark | None
    text: str


@dataclass(frozen=True, kw_only=True)
class Due(Node):
    """When something is due; `text` as written.

    kind 'open' 未定; 'said' 「及时」; 'within' `length` 内, counted from the trigger or the steps
    before; 'date' `date` 前; 'yearly' 每年 `start` 前; 'window' 每年 `start` 至 `end`, `wraps` into
    the next year; 'monthly' 每月 `day` 前; 'quarterly' 每季度末月. `start`, `end`: month and day.
    """

    kind: Literal["open", "said", "within", "date", "yearly", "window", "monthly", "quarterly"]
    text: str
    length: Literal_ | Name | None = None
    date: date | None = None
    start: tuple[int, int] = (0, 0)
    end: tuple[int, int] = (0, 0)
    wraps: bool = False
    day: int = 0


@dataclass(frozen=True, kw_only=True)
class DueLine(Node):
    """期限：…"""

    mark: Mark | None
    due: Due


@dataclass(frozen=True, kw_only=True)
class Step(Node):
    """`- 第2步「做什么」，由 谁，会同 谁，向 谁，前置 第1步，期限 …，若 …`."""

    mark: Mark | None
    number: int
    text: str
    by: tuple[Text, ...] = ()
    jointly: tuple[Text, ...] = ()
    towards: tuple[Text, ...] = ()
    after: tuple[int, ...] = ()  # as written; none: the steps of the next lower number
    due: Due | None = None
    cond: Cond | None = None
    cond_text: str = ""


@dataclass(frozen=True, kw_only=True)
class Party(Node):
    """`- 医疗机构〔优抚医院、军队医疗机构〕` in 【主体】; `open` when the list ends in 等."""

    name: str
    members: tuple[Text, ...] = ()
    open: bool = False
