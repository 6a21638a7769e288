"""What is to be read back, from texts: a document, a place in it, readings `问题=代号`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yiju.case import errors
from yiju.case.scalars import hint, shorten
from yiju.diagnostic import YijuError
from yiju.ir import model as ir
from yiju.source import Span, fold
from yiju.syntax.locators import canonical_locator

Place = tuple[str, str, str]  # short name of the document, place, title or name


def find_document(policy: ir.Policy, name: str) -> ir.Notice:
    """The document of this name or short name.

    :raises YijuError: when there is none.
    """
    for notice in policy.notices:
        if name in (notice.name, notice.short):
            return notice
    told = hint(name, [n.short for n in policy.notices])
    raise YijuError([errors.NoSuchDocument(span=_span("文件", name), name=name, hint=told)])


def find_places(places: Iterable[Place], wanted: str) -> list[int]:
    """Which of the places are meant: 第十二条（二） is the place itself and all below it.

    The document may stand in front; a definition is also found by its name.

    :raises YijuError: when there is none.
    """
    sought = canonical_locator(fold(wanted)).strip("「」")
    listed = list(places)
    found = [
        k
        for k, (short, place, title) in enumerate(listed)
        if (sought and title == sought)
        or any(_below(place, text) for text in (sought, sought.removeprefix(short)) if text)
    ]
    if not found:
        known = list(dict.fromkeys(place or title for _, place, title in listed))
        raise YijuError(
            [errors.NoSuchPlace(span=_span("位置", wanted), name=wanted, hint=hint(sought, known))]
        )
    return found


def _below(place: str, sought: str) -> bool:
    rest = place.removeprefix(sought)
    if rest == place and sought:
        return False
    return not (sought[-1:].isdigit() and rest[:1].isdigit())


def read_readings(
    policy: ir.Policy, readings: Mapping[str, str] | Iterable[str] | None
) -> dict[int, str]:
    """Question → answer, from `问题=代号`. A name that several documents ask under is all of them.

    :raises YijuError: when nobody asks so, or there is no such answer.
    """
    if readings is None:
        return {}
    pairs = readings.items() if isinstance(readings, Mapping) else map(_pair, readings)
    found: dict[int, str] = {}
    for name, key in pairs:
        text = f"{name}={key}" if key else name
        questions = [q for q in policy.questions if name in _names(policy, q)]
        if not questions:
            names = dict.fromkeys(q.name for q in policy.questions)
            _refuse(text, hint(name, list(names)))
        for question in questions:
            if key not in (option.key for option in question.options):
                _refuse(text, "、".join(f"{o.key}（{o.text}）" for o in question.options))
            found[question.id] = key
    return found


def _pair(item: str) -> tuple[str, str]:
    name, _, key = fold(item).partition("=")
    return name.strip().strip("「」"), key.strip()


def _names(policy: ir.Policy, question: ir.Question) -> tuple[str, ...]:
    short = policy.notices[question.notice].short
    name = fold(question.name)
    return question.name, name, f"{short} {name}", f"{short}{name}"


def _refuse(text: str, told: str) -> None:
    raise YijuError([errors.NoSuchAnswer(span=_span("读法", text), name=text, hint=told)])


def _span(label: str, text: str) -> Span:
    return Span(label, 1, 0, 1, max(1, len(shorten(text))))
