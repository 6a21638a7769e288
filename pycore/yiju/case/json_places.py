"""Where each part of a JSON text stands. Run only when there is something to tell about it."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from yiju.case import errors
from yiju.diagnostic import Diagnostic
from yiju.source import Source, Span

MAX_DEPTH = 20
Ends = tuple[int, int, int, int]  # line from 1, column from 0, end line, end column
_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_WORD = re.compile(r"[^\s,\]\[{}:\"]+")


@dataclass
class Place:
    """Where a value stands, where its key stands, and the same of what is in it."""

    value: Ends
    key: Ends | None = None
    children: dict[str | int, Place] = field(default_factory=dict)


def clip(source: Source, ends: Ends) -> Span:
    """A span of one line: a part of several lines is pointed at by its first."""
    line, column, end_line, end_column = ends
    if end_line != line:
        end_column = len(source.line(line).rstrip())
    return source.span(line, column, end_column)


class _Bad:
    """A part that is already told to be wrong."""

    def __repr__(self) -> str:
        return "?"


BAD = _Bad()


class _Stop(Exception):
    """The text is too deep, or ends too early."""


class _Scanner:
    """A walk over a text that `json.loads` has accepted (or given up as too deep)."""

    def __init__(self, source: Source, out: list[Diagnostic]) -> None:
        self.source = source
        self.text = "\n".join(source.lines)
        self.starts = [0, *(m.end() for m in re.finditer("\n", self.text))]
        self.out = out
        self.at = 0

    def ends(self, start: int, end: int) -> Ends:
        first, last = bisect_right(self.starts, start), bisect_right(self.starts, end)
        return first, start - self.starts[first - 1], last, end - self.starts[last - 1]

    def peek(self) -> str:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def token(self, pattern: re.Pattern[str]) -> str:
        self.peek()
        match = pattern.match(self.text, self.at)
        if match is None:
            raise _Stop
        self.at = match.end()
        return match[0]

    def value(self, depth: int) -> Place:
        opening = self.peek()
        start = self.at
        if opening in ("{", "["):
            if depth > MAX_DEPTH:
                line, column, _, _ = self.ends(start, start)
                span = self.source.span(line, column, column + 1)
                self.out.append(errors.TooDeep(span=span, limit=MAX_DEPTH))
                raise _Stop
            self.at += 1
            children = self.members(depth) if opening == "{" else self.items(depth)
            return Place(self.ends(start, self.at), children=children)
        self.token(_STRING if opening == '"' else _WORD)
        return Place(self.ends(start, self.at))

    def items(self, depth: int) -> dict[str | int, Place]:
        found: dict[str | int, Place] = {}
        while self.peek() not in ("]", ""):
            found[len(found)] = self.value(depth + 1)
            if self.peek() == ",":
                self.at += 1
        self.at += 1
        return found

    def members(self, depth: int) -> dict[str | int, Place]:
        found: dict[str | int, Place] = {}
        while self.peek() not in ("}", ""):
            start = self.at
            name = json.loads(self.token(_STRING), strict=False)
            where = self.ends(start, self.at)
            if self.peek() == ":":
                self.at += 1
            place = self.value(depth + 1)
            place.key = where
            if first := found.get(name):
                span = self.source.span(where[0], where[1], where[3])
                line = (first.key or first.value)[0]
                self.out.append(errors.DuplicateKey(span=span, key=name[:40], first=line))
            else:
                found[name] = place
            if self.peek() == ",":
                self.at += 1
        self.at += 1
        return found


def places_of(source: Source, out: list[Diagnostic]) -> tuple[Place | None, list[Diagnostic]]:
    """The places of a JSON text; duplicate keys and excessive depth are told to `out`."""
    try:
        return _Scanner(source, out).value(1), out
    except (_Stop, ValueError):
        return None, out
