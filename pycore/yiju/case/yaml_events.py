"""YAML text → plain dicts, lists and texts with their places, from the parser's events.

No composer and no constructor runs: anchors, tags, merge keys and depth are seen here, no scalar is
interpreted (`yes`, `010`, `12:30` stay as written), and nothing recurses on hostile input.
"""

from __future__ import annotations

from typing import Any

import yaml

from yiju.case import errors
from yiju.case.json_places import BAD, MAX_DEPTH, Ends, Place, clip
from yiju.diagnostic import Diagnostic
from yiju.source import Source

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = ("null", "~", "Null", "NULL")


_WHY = (
    ("could not find expected ':'", "这一行缺冒号，或者冒号后没有空格"),
    ("mapping values are not allowed", "一行里有两个冒号；值里有冒号的加引号"),
    ("did not find expected key", "这里应当是“名称: 值”，看看缩进是否对齐"),
    ("did not find expected '-'", "清单的每一项应当以“- ”开头，看看缩进是否对齐"),
    ("block sequence entries are not allowed", "清单要另起一行"),
    ("did not find expected ',' or '}'", "花括号里缺逗号，或者没有收尾"),
    ("did not find expected ',' or ']'", "方括号里缺逗号，或者没有收尾"),
    ("found unexpected end of stream", "引号没有成对"),
    ("cannot start any token", "这个字符不能开头，把值加上引号"),
    ("did not find expected node content", "这里缺一个值"),
    ("unknown escape", "反斜线的写法不对"),
    ("undefined alias", "别名没有定义"),
)


class _Stop(Exception):
    """Nothing more can be read."""


class _Open:
    """A list or a mapping being filled."""

    __slots__ = ("key", "key_event", "place", "skip", "value")

    def __init__(self, value: Any, place: Place) -> None:
        self.value = value
        self.place = place
        self.key: Any = None  # of a mapping: the key whose value comes next
        self.key_event: Any = None
        self.skip = False  # the value that comes next is dropped


class YamlBuilder:
    """Builds one document; `diagnostics` collects what is wrong with its form."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.stack: list[_Open] = []
        self.root: tuple[Any, Place | None] = (None, None)

    def build(self, text: str) -> tuple[Any, Place | None]:
        """The plain value and its places; the place is None for an empty text."""
        try:
            loader = _Loader(text)
            self._run(loader)
        except _Stop:
            return BAD, None
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return BAD, None
        except (yaml.YAMLError, ValueError) as error:
            span = self.source.span(1, 0, 1)
            self.diagnostics.append(errors.BadYaml(span=span, why=str(error)[:60]))
            return BAD, None
        return self.root

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line + 1 if mark else 1, len(self.source.lines))
        column = min(mark.column if mark else 0, max(len(self.source.line(line)) - 1, 0))
        said = f"{error.problem}"
        why = next((zh for en, zh in _WHY if en in said), "写法不对")
        self.diagnostics.append(
            errors.BadYaml(span=self.source.span(line, column, column + 1), why=why)
        )

    def _run(self, loader: Any) -> None:
        documents = 0
        while (event := loader.get_event()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._start(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._end(event)
            elif kind is yaml.AliasEvent:
                self._tell(event, errors.Anchor, text=f"*{event.anchor}")
                self._put(BAD, event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._tell(event, errors.SeveralDocuments)
                    return

    # ── one event ────────────────────────────────────────────────────────────

    def _tell(self, event: Any, cls: type[Diagnostic], **fields: Any) -> None:
        span = clip(self.source, _ends(event))
        self.diagnostics.append(cls(span=span, **fields))

    def _check(self, event: Any) -> None:
        if event.anchor is not None:
            self._tell(event, errors.Anchor, text=f"&{event.anchor}")
        if event.tag is not None:
            self._tell(event, errors.Tag, text=event.tag[:40])

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check(event)
        value: Any = event.value if event.tag is None else BAD
        if not event.style and value in _NULLS:
            value = None
        self._put(value, event)

    def _start(self, event: Any, empty: Any) -> None:
        self._check(event)
        if len(self.stack) >= MAX_DEPTH:
            self._tell(event, errors.TooDeep, limit=MAX_DEPTH)
            raise _Stop
        self.stack.append(_Open(empty, Place(_ends(event))))

    def _end(self, event: Any) -> None:
        done = self.stack.pop()
        line, column, _, _ = done.place.value
        done.place.value = (line, column, event.end_mark.line + 1, event.end_mark.column)
        self._put(done.value, event, done.place)

    def _put(self, value: Any, event: Any, place: Place | None = None) -> None:
        """A finished value goes where it belongs: root, list item, key or value."""
        if not self.stack:
            self.root = (value, place or Place(_ends(event)))
            return
        top = self.stack[-1]
        if type(top.value) is list:
            top.place.children[len(top.value)] = place or Place(_ends(event))
            top.value.append(value)
        elif top.key_event is None:
            top.key_event = event
            self._key(top, value, event, place)
        else:
            if not top.skip:
                place = place or Place(_ends(event))
                place.key = _ends(top.key_event)
                top.place.children[top.key] = place
                top.value[top.key] = value
            top.key_event, top.skip = None, False

    def _key(self, top: _Open, key: Any, event: Any, place: Place | None) -> None:
        top.key = key
        if type(key) is not str or not key:
            top.skip = True
            if key is BAD:
                return
            span = clip(self.source, place.value if place else _ends(event))
            self.diagnostics.append(errors.KeyNotText(span=span))
        elif key == "<<" and not event.style:
            top.skip = True
            self._tell(event, errors.Anchor, text="<<")
        elif key in top.value:
            top.skip = True
            before = top.place.children[key]
            line = (before.key or before.value)[0]
            self._tell(event, errors.DuplicateKey, key=key[:40], first=line)


def _ends(event: Any) -> Ends:
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column, end.line + 1, end.column
