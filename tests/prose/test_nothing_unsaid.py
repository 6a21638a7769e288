"""Whatever the resolved policy holds is read back: change any of it, and the restatement changes.

A node or a field that is new and has no prose fails here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from prose.constructs import CARDS
from prose.test_constructs import policy_of, text_of

from yiju.ir import model as ir

# Where things stand, numbers that tie nodes together, and wordings that come from the text itself.
_PLACES = {
    "span",
    "text",
    "id",
    "clause",
    "notice",
    "scope_text",
    "condition_text",
    "fingerprint",
    "exception_text",
    "cond_text",
}
# Said by what they do elsewhere, or of no meaning to a reader.
_SILENT = {
    ("Policy", "strata"),  # the order of computing
    ("Derivation", "cls"), ("Constraint", "cls"),  # follows from the facts it names
    ("Stretch", "start"), ("Stretch", "end"),  # told of the class of records
    ("Dated", "since"), ("Dated", "values"),  # told where the parameter is declared
    ("Paid", "name"),  # what 依次减去 leaves: told by its payers
}  # fmt: skip
Node = msgspec.Struct


@cache
def _texts() -> dict[str, str]:
    return {name: text_of(policy_of(name)) for name in CARDS}


def _structs() -> list[type[Node]]:
    found = [c for _, c in inspect.getmembers(ir, inspect.isclass) if issubclass(c, Node)]
    return [c for c in found if c.__module__.startswith("yiju.ir") and c is not ir.Node]


def _walk(value: Any, put: Callable[[Any], Any]) -> Iterator[tuple[Node, Callable[[Any], Any]]]:
    """Every struct under a value, with how to put another in its place."""
    if isinstance(value, Node):
        yield value, put
        for name in value.__struct_fields__:
            if name != "span":

                def into(new: Any, name: str = name, value: Node = value) -> Any:
                    return put(msgspec.structs.replace(value, **{name: new}))

                yield from _walk(getattr(value, name), into)
    elif isinstance(value, tuple):
        for k, item in enumerate(value):

            def inside(new: Any, k: int = k, value: tuple[Any, ...] = value) -> Any:
                return put((*value[:k], new, *value[k + 1 :]))

            yield from _walk(item, inside)


def _changed(cls: type[Node], field: str, value: Any) -> list[Any]:
    """Other values of a field."""
    hint = get_type_hints(cls)[field]
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    if isinstance(value, str):
        choices = [x for x in get_args(hint) if isinstance(x, str)]
        if choices:
            return [x for x in choices if x != value][:3]
        return ["2031-03-03" if value[4:5] == "-" else value + "丙"] if value else []
    if isinstance(value, tuple) and value:
        return [value[1:], value[:-1]]
    return []


@cache
def _outcome() -> dict[tuple[str, str], bool]:
    """Class and field → whether changing it somewhere changed what is said."""
    found: dict[tuple[str, str], bool] = {}
    for name, before in _texts().items():
        for node, put in _walk(policy_of(name), lambda new: new):
            cls = type(node)
            for field in cls.__struct_fields__:
                key = (cls.__name__, field)
                if field in _PLACES or found.get(key):
                    continue
                for value in _changed(cls, field, getattr(node, field)):
                    found[key] = found.get(key, False) or _differs(put, node, field, value, before)
    return found


def _differs(put: Callable[[Any], Any], node: Node, field: str, value: Any, before: str) -> bool:
    try:
        return text_of(put(msgspec.structs.replace(node, **{field: value}))) != before
    except (KeyError, ValueError, IndexError):
        return True  # it was looked at


def test_every_field_that_means_something_is_said() -> None:
    assert {key for key, said in _outcome().items() if not said} == _SILENT


@pytest.mark.parametrize("cls", _structs(), ids=lambda c: c.__name__)
def test_a_construct_shows_every_kind_of_node(cls: type[Node]) -> None:
    seen = {type(n).__name__ for name in CARDS for n, _ in _walk(policy_of(name), lambda new: new)}
    assert cls.__name__ in seen
