"""What a decision says: statuses, values, what they depend on, who won and who lost. No wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yiju.case.model import Fact

Status = Literal["成立", "不成立", "无规定", "冲突", "未定"]
# won: stands, and the value comes from it. outranked: 就高落选. overridden: 被推翻. excluded: 被排除.
# behind: 后位, an earlier row of its table stands.
State = Literal["won", "outranked", "overridden", "excluded", "behind"]


@dataclass(frozen=True, order=True)
class Support:
    """One conclusion of a clause that applied to the record, and what became of it."""

    effect: int  # Effect.id
    state: State
    value: Fact | None = None  # None for 是否, or where the value is open
    by: tuple[int, ...] = ()  # the effects that overrode or outranked it; clause ids of exclusions
    gaps: tuple[int, ...] = ()  # the 缺文 that excluded it


@dataclass(frozen=True)
class Outcome:
    """The answer in one completion: one of the first four statuses."""

    status: Status
    value: Fact | None
    supports: tuple[Support, ...]


@dataclass(frozen=True)
class Possible:
    """One status that some completion gives, with the ends of its value."""

    status: Status
    low: Fact | None = None
    high: Fact | None = None


@dataclass(frozen=True)
class Answer:
    """The answer about one conclusion of one record, over all completions."""

    conclusion: str
    cls: str
    record: int
    record_name: str
    status: Status
    value: Fact | None = None
    possible: tuple[Possible, ...] = ()  # for 未定
    depends: tuple[str, ...] = ()  # names of 待定项 (semantics §6), sorted
    by_reading: tuple[
        tuple[tuple[tuple[str, str], ...], Answer], ...
    ] = ()  # ((question, option)…) → answer
    outer: bool = False  # the ends are an outer bound (外界)
    exhaustive: bool = True  # False: 未穷尽
    outcome: Outcome | None = (
        None  # one completion that gives this answer (the only one when certain)
    )
    grounds: tuple[str, ...] = ()  # citations of the winning clauses
