"""What a why-not asks for, read from texts: a status, a value, at least a value."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.case import errors
from yiju.case.answer import Status
from yiju.case.model import Fact
from yiju.case.scalars import SCALARS, Refused, hint, shorten
from yiju.diagnostic import Diagnostic, YijuError
from yiju.ir import model as ir
from yiju.source import Span

_ORDERED = ("money", "ratio", "number", "duration")


@dataclass(frozen=True)
class Asked:
    """The answer that was expected instead. `least`: this value or more."""

    status: Status = "成立"
    value: Fact | None = None
    least: Fact | None = None


def find_conclusion(policy: ir.Policy, name: str) -> ir.Conclusion:
    """The conclusion of this name; one that only groups others cannot be asked about.

    :raises YijuError: when there is none.
    """
    heads = {c.name: c for c in policy.conclusions if not c.members}
    if name not in heads:
        known = tuple(c.name for c in policy.conclusions if not c.members)
        raise YijuError(
            [errors.NoSuchConclusion(span=_span("结论", name), name=name, hint=hint(name, known))]
        )
    return heads[name]


def check_record(names: tuple[str, ...], record: str | None) -> None:
    """Whether a record of this name was decided.

    :raises YijuError: when there is none.
    """
    if record is not None and record not in names:
        found = errors.NoSuchRecord(
            span=_span("记录", record), name=record, hint=hint(record, names)
        )
        raise YijuError([found])


def read_asked(head: ir.Conclusion, status: Status, value: str | None, least: str | None) -> Asked:
    """What is asked for, its values as a case would write them (`5000元`).

    :raises YijuError: when a text is no such value, or the conclusion can have none.
    """
    wrong: list[Diagnostic] = []
    for label, text in (("值", value), ("至少", least)):
        if text is None:
            continue
        why = "它是是否型的结论" if head.kind == "bool" else ""
        why = why or ("" if status == "成立" else f"状态是{status}")
        if why:
            wrong.append(errors.NoValueAsked(span=_span(label, text), name=head.name, why=why))
    if least is not None and head.kind != "bool" and head.kind not in _ORDERED:
        wrong.append(errors.NotOrdered(span=_span("至少", least), name=head.name))
    if wrong:
        raise YijuError(wrong)
    return Asked(status, _value(head, "值", value), _value(head, "至少", least))


def _value(head: ir.Conclusion, label: str, text: str | None) -> Fact | None:
    if text is None:
        return None
    try:
        found = SCALARS[head.kind](text)
    except Refused as refused:
        fields = {"name": head.name, **refused.fields}
        raise YijuError([refused.cls(span=_span(label, text), **fields)]) from None
    if head.kind in ("one", "scale") and text not in head.domain:
        told = errors.NotMember(
            span=_span(label, text), name=head.name, text=text, hint=hint(text, head.domain)
        )
        raise YijuError([told])
    assert not isinstance(found, ir.Window)
    return found


def _span(label: str, text: str) -> Span:
    return Span(label, 1, 0, 1, max(1, len(shorten(text))))
