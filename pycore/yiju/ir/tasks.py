"""Duties and procedures of the resolved policy: who is to do what, and when; semantics §19.

Part of the resolved policy (`model` shows these too). They are asked for, and derive nothing: no
conclusion, no completion and no explanation of one depends on them.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from yiju.ir.terms import ALWAYS, Cond, Expr, Node

Modal = Literal["shall", "may", "encourage", "mustnot"]
DueKind = Literal["open", "said", "within", "date", "yearly", "window", "monthly", "quarterly"]


class Party(Node, frozen=True):
    """【主体】: who acts or pays; with `members` a name for all of them (`open`: and for others)."""

    name: str
    members: tuple[str, ...] = ()
    open: bool = False


class Parties(msgspec.Struct, frozen=True, array_like=True):
    """Parties, under `when` (readings only)."""

    when: Cond
    names: tuple[str, ...]


class Said(msgspec.Struct, frozen=True, array_like=True):
    """Words of the encoder, under `when`."""

    when: Cond
    text: str


class Act(msgspec.Struct, frozen=True, array_like=True):
    """应当 'shall', 可以 'may', 鼓励 'encourage', 不得 'mustnot': what is done, under `when`."""

    when: Cond
    modal: Modal
    text: str


class Due(msgspec.Struct, frozen=True, array_like=True):
    """When something is due, under `when`; nothing is computed from it.

    kind 'open' 未定; 'said' in words only; 'within' a duration `length` (literal or parameter) after
    the trigger or the steps before; 'date' before the ISO day `date`; 'yearly' before (month, day)
    `start` of each year; 'window' each year from `start` to `end` (`wraps`: of the next year);
    'monthly' before `day` of each month, 31 the last; 'quarterly' in a quarter's last month.
    """

    when: Cond
    kind: DueKind
    text: str
    length: Expr | None = None
    date: str = ""
    start: tuple[int, int] = (0, 0)
    end: tuple[int, int] = (0, 0)
    wraps: bool = False
    day: int = 0


class Duty(Node, frozen=True):
    """【职责】: `agents` with `jointly` do `acts` towards `towards`, for those in scope, if the
    condition holds and no exception does, after `triggers`, by `dues`; `funds` pay.
    """

    id: int
    notice: int
    locator: str
    title: str
    cls: str
    agents: tuple[Parties, ...]
    acts: tuple[Act, ...]
    jointly: tuple[Parties, ...] = ()
    towards: tuple[Parties, ...] = ()
    funds: tuple[Parties, ...] = ()
    triggers: tuple[Said, ...] = ()
    dues: tuple[Due, ...] = ()
    scope: Cond = ALWAYS
    condition: Cond = ALWAYS
    exceptions: tuple[Cond, ...] = ()
    scope_text: tuple[str, ...] = ()
    condition_text: tuple[str, ...] = ()
    exception_text: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    presumptions: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()  # the chapters whose scope and conditions it shares
    fingerprint: str = ""


class Step(Node, frozen=True):
    """One step of a procedure, taken only where `cond` holds; `after`: the numbers it comes after.

    Steps of one number are taken side by side, or are alternatives by their conditions.
    """

    number: int
    text: str
    when: Cond = ALWAYS  # reading guard of the line
    by: tuple[str, ...] = ()
    jointly: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()
    after: tuple[int, ...] = ()
    due: Due | None = None
    cond: Cond = ALWAYS
    cond_text: str = ""


class Procedure(Node, frozen=True):
    """【程序】: steps, in order of their numbers, for those in scope."""

    id: int
    notice: int
    locator: str
    title: str
    cls: str
    steps: tuple[Step, ...]
    scope: Cond = ALWAYS
    condition: Cond = ALWAYS
    exceptions: tuple[Cond, ...] = ()
    scope_text: tuple[str, ...] = ()
    condition_text: tuple[str, ...] = ()
    exception_text: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    presumptions: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()  # the chapters whose scope and conditions it shares
    fingerprint: str = ""
