"""The answers of two programs side by side: every way in which they are not the same answer.

A sample beyond the limit of completions is a sample of each program's own, so of an answer that is
not exhaustive only the status is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.case.model import Case, Given
from yiju.interp import decide
from yiju.pipeline import Engine

NOTHING = Given()


def both(
    engine: Engine, case: Case, given: Given = NOTHING, about: Iterable[str] | None = None
) -> tuple[list[Answer], list[Answer]]:
    """The answers of the engine and of the interpreter."""
    names = None if about is None else list(about)
    return (
        Deciding(engine.resident, case, given).answers(names),
        decide(engine.policy, case, given, names),
    )


def disagreements(
    engine: Engine, case: Case, given: Given = NOTHING, about: Iterable[str] | None = None
) -> list[str]:
    """Decide with both programs; every difference, in a line each."""
    one, two = both(engine, case, given, about)
    return list(compare(one, two))


def compare(one: Iterable[Answer], two: Iterable[Answer]) -> Iterator[str]:
    """Every difference between two lists of answers, matched by conclusion and record name."""
    first, second = _by_name(one), _by_name(two)
    for key in sorted(first.keys() ^ second.keys()):
        yield f"{key}: answered by {'the first' if key in first else 'the second'} only"
    for key in first.keys() & second.keys():
        for what, a, b in differences(first[key], second[key]):
            yield f"{'（'.join(key)}） {what}: {_show(a)} | {_show(b)}"


def _by_name(answers: Iterable[Answer]) -> dict[tuple[str, str], Answer]:
    return {(a.conclusion, a.record_name): a for a in answers}


def differences(one: Answer, two: Answer) -> Iterator[tuple[str, object, object]]:
    """What differs between two answers to the same question."""

    def differ(what: str, a: object, b: object) -> Iterator[tuple[str, object, object]]:
        if a != b:
            yield what, a, b

    yield from differ("status", one.status, two.status)
    yield from differ("exhaustive", one.exhaustive, two.exhaustive)
    if not (one.exhaustive and two.exhaustive):
        return
    yield from differ("value", plain(one.value), plain(two.value))
    yield from differ("depends", set(one.depends), set(two.depends))
    yield from differ("possible", _statuses(one), _statuses(two))
    yield from differ("readings", _sides(one), _sides(two))
    if one.status != "未定" and two.status != "未定":
        yield from differ("grounds", set(one.grounds), set(two.grounds))
        yield from differ("supports", _supports(one), _supports(two))


def plain(value: object) -> object:
    """Numbers as Fraction, whatever type a program keeps them in."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    return value


def _statuses(answer: Answer) -> set[str]:
    return {p.status for p in answer.possible}


def _sides(answer: Answer) -> dict[frozenset[tuple[str, str]], tuple[str, object]]:
    return {frozenset(label): (a.status, plain(a.value)) for label, a in answer.by_reading}


def _supports(answer: Answer) -> set[tuple[int, str, object]]:
    assert answer.outcome is not None
    return {(s.effect, s.state, plain(s.value)) for s in answer.outcome.supports}


def _show(value: object) -> str:
    if isinstance(value, set):
        return "{" + ", ".join(sorted(_show(v) for v in value)) + "}"
    if isinstance(value, tuple):
        return "(" + ", ".join(_show(v) for v in value) + ")"
    return str(value)
