"""Precedence as data: grounds with their premises, and who settles grounds that cross.

Part of the resolved policy (`model` shows these too); docs/semantics.md §8, decision 0011. Which
clause, notice or organ a premise is about is said by the clauses and notices themselves.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from yiju.ir.terms import ALWAYS, Cond, Node

PremiseKind = Literal[
    "written",  # 条文写明：the one clause names the other after 优先于
    "own",  # 文件自定：the one notice says that earlier rules yield to it
    "same_organ",  # 同一机关：issued by the very same organs
    "common_organ",  # 有共同机关：some organ issued both
    "later",  # 施行较晚：the one notice took effect later
    "special",  # 特别规定：the one clause is said to be special to the other, 特别于
    "superior",  # 上级机关：every organ of the other stands below some organ of the one
]


class Premise(msgspec.Struct, frozen=True, array_like=True):
    """What must be so between the two clauses, asked only under `when` (a reading of the ground)."""

    kind: PremiseKind
    when: Cond = ALWAYS


class Ground(Node, frozen=True):
    """【先后理由】: one clause precedes another with which it is inconsistent.

    It speaks for a clause when every premise that is asked is met. `basis`: places, as shown.
    """

    id: int
    notice: int
    name: str
    premises: tuple[Premise, ...]
    basis: tuple[str, ...] = ()
    presumptions: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is the notice's own sentence, which has readings of its own."""
        return any(p.kind == "own" for p in self.premises)


class Ruling(Node, frozen=True):
    """【裁决】: who settles it when these grounds speak for opposite sides. It decides nothing."""

    name: str
    grounds: tuple[int, ...]
    organs: tuple[str, ...]
    basis: tuple[str, ...] = ()
    presumptions: tuple[str, ...] = ()
