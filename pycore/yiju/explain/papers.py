"""材料 in the overview: one block for a set, what is wanted first, what no clause names in a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from yiju.case.answer import Answer
from yiju.explain.wording import Wording
from yiju.render.lines import Line

Told = tuple[Answer, Answer | None]
_IDLE = "无规定"


def papers(
    wording: Wording, told: Sequence[Told], say: Callable[[Answer, Answer | None], Iterable[Line]]
) -> Iterator[Line]:
    """Each set under its own head; semantics §20."""
    for group in dict.fromkeys(name for a, _ in told if (name := wording.group(a))):
        yield from (Line(""), Line(group, 0, "head"))
        mine = [(a, u) for a, u in told if wording.group(a) == group]
        for subject in dict.fromkeys(wording.subject(a) for a, _ in mine):
            yield from _of_one([t for t in mine if wording.subject(t[0]) == subject], wording, say)


def _of_one(
    told: Sequence[Told],
    wording: Wording,
    say: Callable[[Answer, Answer | None], Iterable[Line]],
) -> Iterator[Line]:
    idle: list[str] = []
    for answer, under in told:
        if answer.status == _IDLE and (under is None or under.status == _IDLE):
            idle.append(wording.element(answer))
        else:
            yield from say(answer, under)
    if idle:
        head = "　".join(filter(None, (wording.subject(told[0][0]), "没有条文单独要")))
        yield Line(f"{head}：{'、'.join(idle)}", 1, "faint")
