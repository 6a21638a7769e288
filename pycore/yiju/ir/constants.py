"""Values that stand in a policy, and the base of all nodes of the resolved policy.

Nodes are immutable and serialise to JSON (msgspec), so the disk cache executes no code.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from yiju.source import NOWHERE, Span

Kind = Literal[
    "bool",  # 是否
    "finding",  # 认定：三值，由有权机关作出
    "one",  # 单选
    "many",  # 多选
    "scale",  # 等级：domain in order, first = rank 1
    "money",  # 金额：整数分
    "ratio",  # 比例：有理数
    "number",  # 数：有理数
    "duration",  # 时长：Months 或 Days
    "year",  # 年度：整数
    "date",  # 日期
    "window",  # 时段：每年的一段
]
PERSON = "人"


class Node(
    msgspec.Struct, frozen=True, cache_hash=True, tag=True, kw_only=True, omit_defaults=True
):
    """Base of all nodes; `span` is where it is written."""

    span: Span = NOWHERE


# ── values that stand in a policy ────────────────────────────────────────────


class Money(Node, frozen=True):
    """An amount in 分 (fen). Exact; may be a fraction of a fen only inside a computation."""

    fen: int


class Rational(Node, frozen=True):
    """A ratio (50% = 1/2) or a plain number."""

    num: int
    den: int = 1
    percent: bool = False


class Months(Node, frozen=True):
    """A duration counted by months; 2年 is 24."""

    n: int


class Days(Node, frozen=True):
    """A duration counted by days."""

    n: int


class Date(Node, frozen=True):
    """A calendar day, ISO text."""

    iso: str


class Year(Node, frozen=True):
    """A 年度."""

    n: int


class Window(Node, frozen=True):
    """A stretch of every year, both ends in it. Day 31 means the month's last day (末日).

    When `wraps`, it runs from this year's start to next year's end.
    """

    from_month: int
    from_day: int
    to_month: int
    to_day: int
    wraps: bool = False


class Word(Node, frozen=True):
    """A member of an enumeration or a grade of a scale."""

    text: str


Literal_ = Money | Rational | Months | Days | Date | Year | Window | Word
