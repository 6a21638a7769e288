"""The answers of two programs side by side: every way in which they are not the same answer.

Each program counts completions in its own way, and its sample beyond the limit is its own: answers
that are not exhaustive are not compared.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from fractions import Fraction

from yiju.asp.completions import LIMIT
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.case.model import Case, Given
from yiju.diagnostic import YijuError
from yiju.interp import decide
from yiju.interp.constraints import Impossible
from yiju.ir.model import PERSON
from yiju.pipeline import Engine

NOTHING = Given()
SMALL = 256  # completions: a few answers with more take most of the time of a long run
ROOM = 2  # the interpreter cuts stretches in its own way, and may need more completions


def disagreements(
    engine: Engine,
    case: Case,
    given: Given = NOTHING,
    about: Iterable[str] | None = None,
    most: int = LIMIT,
) -> list[str]:
    """Decide with both programs; every difference, in a line each.

    `most`: conclusions that need more completions than that are left out.
    """
    return Both(engine, case, given, about, most).differences


class Both:
    """One case decided by both programs."""

    def __init__(
        self,
        engine: Engine,
        case: Case,
        given: Given = NOTHING,
        about: Iterable[str] | None = None,
        most: int = LIMIT,
    ) -> None:
        self.refused = False
        self.engine: list[Answer] = []
        self.interpreter: list[Answer] = []
        self.single: set[tuple[str, int]] = set()
        self.left_out = 0  # conclusions not decided: more completions than `most`
        try:
            deciding = Deciding(engine.resident, case, given, most)
        except YijuError:  # a case that breaks a constraint is refused by both
            self._refused(engine, case, given)
            return
        names = about if about is not None else {c.name for c in engine.policy.conclusions}
        explored = {
            (head.name, record): deciding.explorer.explore(head.name, record)
            for head in engine.policy.conclusions
            if head.name in set(names) and not head.members
            for record in _records(head.cls, case)
        }
        large = {name for (name, _), found in explored.items() if not found.exhaustive}
        few = [n for n in names if n not in large]
        self.left_out = len(large)
        self.engine = deciding.answers(few)
        self.interpreter = decide(engine.policy, case, given, few, ROOM * most)
        # Of one certain answer two completions may have different grounds: only where there is one.
        self.single = {key for key, found in explored.items() if len(found.picks) == 1}

    def _refused(self, engine: Engine, case: Case, given: Given) -> None:
        try:
            self.interpreter = decide(engine.policy, case, given)
        except Impossible:
            self.refused = True

    @property
    def differences(self) -> list[str]:
        """Every difference, in a line each."""
        return list(compare(self.engine, self.interpreter, self.single))


def _records(cls: str, case: Case) -> Iterable[int]:
    return (0,) if cls == PERSON else range(1, len(case.records.get(cls, ())) + 1)


def compare(
    one: Iterable[Answer], two: Iterable[Answer], single: Container[tuple[str, int]]
) -> Iterator[str]:
    """Every difference between two lists of answers, matched by conclusion and record name.

    `single`: those of the first list that rest on one completion; grounds are compared there.
    """
    first, second = _by_name(one), _by_name(two)
    for key in sorted(first.keys() ^ second.keys()):
        yield f"{key}: answered by {'the first' if key in first else 'the second'} only"
    for key in sorted(first.keys() & second.keys()):
        a, b = first[key], second[key]
        for what, x, y in differences(a, b, (a.conclusion, a.record) in single):
            yield f"{a.conclusion}（{a.record_name}） {what}: {_show(x)} | {_show(y)}"


def _by_name(answers: Iterable[Answer]) -> dict[tuple[str, str], Answer]:
    return {(a.conclusion, a.record_name): a for a in answers}


def differences(
    one: Answer, two: Answer, single: bool = True
) -> Iterator[tuple[str, object, object]]:
    """What differs between two answers to the same question."""

    def differ(what: str, a: object, b: object) -> Iterator[tuple[str, object, object]]:
        if a != b:
            yield what, a, b

    if not (one.exhaustive and two.exhaustive):
        return
    yield from differ("status", one.status, two.status)
    yield from differ("value", plain(one.value), plain(two.value))
    yield from differ("depends", set(one.depends), set(two.depends))
    yield from differ("possible", _statuses(one), _statuses(two))
    yield from differ("readings", _sides(one), _sides(two))
    yield from differ("choices", _chosen(one), _chosen(two))
    yield from differ("settling", set(one.settling), set(two.settling))
    yield from differ("decisive", _decisive(one), _decisive(two))
    if single and not (one.is_open or two.is_open):
        yield from differ("grounds", set(one.grounds), set(two.grounds))
        yield from differ("supports", _supports(one), _supports(two))


def plain(value: object) -> object:
    """Numbers as Fraction, whatever type a program keeps them in."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    return value


def _statuses(answer: Answer) -> set[str]:
    return {p.status for p in answer.possible}


def _decisive(answer: Answer) -> set[tuple[object, ...]]:
    return {(d.item, d.member, d.choice, d.status, plain(d.value)) for d in answer.decisive}


Sides = dict[frozenset[tuple[str, str]], tuple[str, object]]


def _sides(answer: Answer) -> Sides:
    return {frozenset(label): (a.status, plain(a.value)) for label, a in answer.by_reading}


def _chosen(answer: Answer) -> Sides:
    return {frozenset(label): (a.status, plain(a.value)) for label, a in answer.by_choice}


def _supports(answer: Answer) -> set[tuple[int, str, object, tuple[int, ...]]]:
    """What became of each support, and by what it was overridden; what one that is excluded or
    behind would have come to is not said (§3)."""
    assert answer.outcome is not None
    return {
        (
            s.effect,
            s.state,
            None if s.state in ("excluded", "behind") else plain(s.value),
            s.by if s.state == "overridden" else (),
        )
        for s in answer.outcome.supports
    }


def _show(value: object) -> str:
    if isinstance(value, set):
        return "{" + ", ".join(sorted(_show(v) for v in value)) + "}"
    if isinstance(value, tuple):
        return "(" + ", ".join(_show(v) for v in value) + ")"
    return str(value)
