"""What a decision says: statuses, values, what they depend on, who won and who lost. No wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiju.case.model import Fact

Status = Literal["成立", "不成立", "无规定", "冲突", "未定", "可选得"]
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


At = tuple[str, str]  # name of a 待定项, the value that it takes


@dataclass(frozen=True)
class Possible:
    """One status that some completion gives, with the ends of its value.

    `low_at`, `high_at`: a completion that attains the end, as assumptions that replay it; empty
    where one of its items cannot be assumed.
    """

    status: Status
    low: Fact | None = None
    high: Fact | None = None
    low_at: tuple[At, ...] = ()
    high_at: tuple[At, ...] = ()


@dataclass(frozen=True)
class Outer:
    """外界: every value that some completion gives lies between the ends, which need not be attained.

    An end None: there is none. `days`: unknown days are taken between these two.
    """

    low: Fact | None = None
    high: Fact | None = None
    days: tuple[date, date] | None = None


@dataclass(frozen=True)
class Decisive:
    """One value of one 待定项 under which the answer is certain, whatever else turns out.

    `member`: of a 多选, the member that belongs (`choice` True) or not.
    """

    item: str
    choice: bool | str
    status: Status
    value: Fact | None = None
    member: str = ""


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
    # (choice, option)… → the answer when it is chosen; for an answer that turns on choices
    by_choice: tuple[tuple[tuple[tuple[str, str], ...], Answer], ...] = ()
    outer: Outer | None = None  # where the exact ends are not known
    exhaustive: bool = True  # False: 未穷尽
    tried: int = 0  # of an answer that is 未穷尽: how many completions were tried
    shrink: tuple[
        str, ...
    ] = ()  # and the items whose values are most, which to assume shrinks most
    # The smallest sets of 待定项 that settle the answer, fewest first; whether there are more.
    settling: tuple[tuple[str, ...], ...] = ()
    more_settling: bool = False
    decisive: tuple[Decisive, ...] = ()
    outcome: Outcome | None = (
        None  # one completion that gives this answer (the only one when certain)
    )
    grounds: tuple[str, ...] = ()  # citations of the winning clauses
    # What it rests on beside the case: readings that the policy set adopts, and assumptions, each
    # as the answer says it (`读法 多重身份比什么：乙`).
    adopted: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether not all completions and choices say the same."""
        return self.status in ("未定", "可选得")
