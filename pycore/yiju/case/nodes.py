"""Text → plain dicts, lists and texts, with a way back from any of them to its place in the text.

YAML and JSON both come out as `str`, `None`, `list`, `dict` (and JSON's `bool`): no number is read.
What is already told to be wrong is left out or stands as `BAD`, and is not complained about twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from yiju.case import errors
from yiju.case.json_places import BAD, MAX_DEPTH, Place, clip, places_of
from yiju.diagnostic import Diagnostic
from yiju.source import NOWHERE, Source, Span

__all__ = ["BAD", "Document", "Path", "Plain", "Troubles", "decode", "read_document"]

Plain = Any  # str | bool | None | list[Plain] | dict[str, Plain] | BAD
Path = tuple[str | int, ...]
_HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff"
    "\\ud800-\\udfff\\ufffe\\uffff]"
)


@dataclass(frozen=True)
class Document:
    """What a text holds."""

    value: Plain
    source: Source | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    places: Callable[[], Place | None] = field(default=lambda: None, repr=False)

    def span(self, path: Path, key: bool = False) -> Span:
        """Where a part stands: its key, or its value. Of what is missing, what would hold it."""
        place = self.places()
        if place is None or self.source is None:
            return NOWHERE if self.source is None else self.source.span(1, 0, 1)
        here = place.value
        for step in path:
            below = place.children.get(step)
            if below is None:
                return clip(self.source, here)
            place = below
            here = place.value
        return clip(self.source, (place.key or here) if key else here)


class Troubles:
    """What is wrong with the parts of a document, told by path; spans are looked up at the end."""

    __slots__ = ("said",)

    def __init__(self) -> None:
        self.said: list[tuple[Path, bool, type[Diagnostic], dict[str, Any]]] = []

    def add(
        self, path: Path, cls: type[Diagnostic], /, *, at_key: bool = False, **fields: Any
    ) -> None:
        """Note one; `at_key` points at the key and not at the value."""
        self.said.append((path, at_key, cls, fields))

    def told(
        self, document: Document, real: Callable[[Path], Path] | None = None
    ) -> list[Diagnostic]:
        """As diagnostics, each once. `real`: from a path in a merged part to where it stands."""
        found: dict[Diagnostic, None] = {}
        for path, at_key, cls, fields in self.said:
            span = document.span(real(path) if real else path, at_key)
            found[cls(span=span, **fields)] = None
        return list(found)


def decode(name: str, data: bytes) -> Source:
    """Bytes as a source; what is no UTF-8 is kept as marks and told when the source is read."""
    return Source(name, data.decode("utf-8", "surrogateescape"))


def read_document(source: Source, example: str) -> Document:
    """The one document of a text, YAML or JSON. `example` is shown when the text is empty."""
    text = source.text.removeprefix("\ufeff")
    found = _hidden(source, text)
    if any(isinstance(d, errors.NotUtf8 | errors.ControlCharacter) for d in found):
        return Document(None, source, tuple(found))
    head = text.lstrip()
    trouble = None
    if head.startswith("{"):
        document, trouble = _read_json(source, text)
        if document is not None:
            return document
        if trouble is not None and source.name.endswith(".json"):
            return Document(None, source, (trouble,))
    if not head:
        empty = errors.EmptyText(span=source.span(1, 0, 1), example=example)
        return Document(None, source, (empty,))
    quoted = head[1:].lstrip()[:1] == '"'  # it was to be JSON, rather than YAML's {甲: 乙}
    if tabs := _tabs(source, text):
        return Document(None, source, (trouble,) if trouble and quoted else tuple(tabs))
    from yiju.case.yaml_events import YamlBuilder  # not for JSON: a cold start without PyYAML

    builder = YamlBuilder(source)
    value, place = builder.build("\n".join(source.lines))
    if trouble and quoted and any(isinstance(d, errors.BadYaml) for d in builder.diagnostics):
        return Document(None, source, (trouble,))
    if place is None and not builder.diagnostics:
        builder.diagnostics.append(errors.EmptyText(span=source.span(1, 0, 1), example=example))
    if "\\" in text:
        _look_for_hidden(value, lambda path: _span_of(source, place, path), builder.diagnostics)
    return Document(value, source, tuple(builder.diagnostics), lambda: place)


def _span_of(source: Source, place: Place | None, path: Path) -> Span:
    return Document(None, source, (), lambda: place).span(path)


# ── characters ───────────────────────────────────────────────────────────────


def _hidden(source: Source, text: str) -> list[Diagnostic]:
    """Each invisible character and each byte that is no UTF-8, one per line."""
    if not _HIDDEN.search(text.replace("\r\n", "\n")):
        return []
    found: list[Diagnostic] = []
    for number, line in enumerate(source.lines, 1):
        if match := _HIDDEN.search(line):
            span = source.span(number, match.start(), match.end())
            point = ord(match[0])
            if 0xDC80 <= point <= 0xDCFF:
                found.append(errors.NotUtf8(span=span))
            else:
                found.append(errors.ControlCharacter(span=span, point=f"U+{point:04X}"))
    return found[:20]


def _tabs(source: Source, text: str) -> list[Diagnostic]:
    if "\t" not in text:
        return []
    spots = [(n, line.find("\t")) for n, line in enumerate(source.lines, 1) if "\t" in line]
    return [errors.Tab(span=source.span(n, at, at + 1)) for n, at in spots[:20]]


def _look_for_hidden(
    value: Plain, where: Callable[[Path], Span], out: list[Diagnostic], path: Path = ()
) -> None:
    """Invisible characters that came in by escapes (`"\\u0000"`)."""
    if len(path) > MAX_DEPTH:
        return
    if isinstance(value, str):
        if match := _HIDDEN.search(value):
            out.append(errors.ControlCharacter(span=where(path), point=f"U+{ord(match[0]):04X}"))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            _look_for_hidden(item, where, out, (*path, i))
    elif isinstance(value, dict):
        for key, item in value.items():
            _look_for_hidden(key, where, out, path)
            _look_for_hidden(item, where, out, (*path, key))


# ── JSON ─────────────────────────────────────────────────────────────────────

_JSON_WHY = (
    ("Expecting property name", "这里应当是带双引号的名称"),
    ("Illegal trailing comma", "末项之后多了逗号"),
    ("Expecting ':'", "这里应当是冒号"),
    ("Expecting ',' delimiter", "这里应当是逗号"),
    ("Expecting value", "这里应当是值"),
    ("Unterminated string", "引号没有成对"),
    ("Invalid \\", "反斜线的写法不对"),
    ("Invalid control", "引号里有换行或制表符"),
    ("Extra data", "结束之后还有内容"),
)


def _read_json(source: Source, text: str) -> tuple[Document | None, Diagnostic | None]:
    """The fast path: places are looked for only when there is something to tell."""
    twice: list[bool] = []

    def as_dict(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
        made = dict(pairs)
        if len(made) != len(pairs):
            twice.append(True)
        return made

    try:
        value = json.loads(
            text, object_pairs_hook=as_dict, parse_int=str, parse_float=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        why = next((zh for en, zh in _JSON_WHY if error.msg.startswith(en)), "写法不对")
        span = source.span(error.lineno, error.colno - 1, error.colno)
        return None, errors.BadJson(span=span, why=why)
    except (RecursionError, ValueError):
        twice.append(True)
        value = {}
    found: list[Diagnostic] = []
    if twice:
        places_of(source, found)
        if any(isinstance(d, errors.TooDeep) for d in found):
            value = None
    if "\\" in text:
        place, _ = places_of(source, [])
        _look_for_hidden(value, lambda path: _span_of(source, place, path), found)
    return Document(value, source, tuple(found), lambda: places_of(source, [])[0]), None
