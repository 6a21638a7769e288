"""The explanation of an answer as a tree of data: steps with clauses, facts, numbers, losers."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.case.answer import Answer, Outcome
from yiju.explain.disputes import Dispute
from yiju.explain.findings import Finding
from yiju.explain.grounds import Ground


@dataclass(frozen=True)
class Step:
    """One clause with regard to one record.

    role: 'won' 依据, 'outranked' 落选, 'overridden' 被推翻, 'behind' 后位, 'excluded' 被排除, 'excluding' 排除,
    'excepted' 除外而不按旧规定, 'failed' 管到而不满足, 'silent' 范围不及, 'idle' 文件不在效力期,
    'unread' 别的读法之下才有这一行.
    """

    role: str
    citation: str
    title: str
    value: str = ""
    conditions: tuple[Finding, ...] = ()
    exceptions: tuple[Finding, ...] = ()
    arithmetic: tuple[str, ...] = ()
    by: tuple[str, ...] = ()  # citations of the winners
    grounds: tuple[Ground, ...] = ()
    gaps: tuple[str, ...] = ()
    presumptions: tuple[str, ...] = ()
    polarity: str = ""  # 正面、反面 of a 是否 conclusion
    than: str = ""  # of what is outranked: 低于、高于、早于…
    force: tuple[Finding, ...] = ()  # the clause's own days; what keeps it from being in force
    clause: int = -1  # its number in the policy
    adds: tuple[str, ...] = ()  # citations of what the clause supplements
    inherited: tuple[str, ...] = ()  # chapters whose scope and conditions it shares


@dataclass(frozen=True, kw_only=True)
class Derived:
    """A conclusion that the steps rest on, explained in turn.

    `of`: the record it is about where that is another one; it is then told in a line, as it can be
    asked about by itself. `measure`: what 就高 compared. `combined`: how several supports came to
    one value. `counts`: a counter, record by record. `disputes`: of a 冲突, both sides and every
    ground that was tried. Each is empty where it does not apply.
    """

    conclusion: str
    outcome: Outcome
    shown: str
    steps: tuple[Step, ...]
    measure: str = ""
    combined: str = ""
    counts: tuple[str, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Proof(Derived):
    """The explanation of one answer in one world."""

    answer: Answer
    derived: tuple[Derived, ...] = ()
    readings: tuple[str, ...] = ()  # the answers to questions of reading taken in this world
