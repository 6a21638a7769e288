"""Shared by the tests of the syntax: the samples, their variants, trees without their spans."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from yiju.assets import folder
from yiju.source import Source, Span

SAMPLES = [
    Source(path.name, path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "samples").glob("*.yiju"))
]

SHIPPED = [
    Source(path.as_posix(), path.read_text("utf-8"))
    for path in sorted(folder("policy").rglob("*.yiju"))
]


def bare(node: object) -> object:
    """A tree with its spans left out, for comparison."""
    if isinstance(node, Span):
        return None
    if dataclasses.is_dataclass(node):
        fields = [f.name for f in dataclasses.fields(node) if f.name != "span"]
        return (type(node).__name__, *(bare(getattr(node, name)) for name in fields))
    if isinstance(node, tuple | list):
        return tuple(map(bare, node))
    return node


def wide(text: str) -> str:
    """Every ASCII character full-width."""
    return "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in text
    )


def half(text: str) -> str:
    """Every full-width ASCII character half-width."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)


def dense(text: str) -> str:
    """No spaces at all."""
    return re.sub("[ \u3000]", "", text)


def airy(text: str) -> str:
    """Spaces at every sign, and two for one."""
    return re.sub("([，：；、（）|【】])", r" \1 ", text).replace(" ", "  ")


def mixed(text: str) -> str:
    """Lines in turn full-width, half-width and as they are."""
    forms = (wide, half, str)
    return "\n".join(forms[k % 3](line) for k, line in enumerate(text.split("\n")))


VARIANTS = {
    "dense": dense,
    "wide": wide,
    "half": half,
    "wide-dense": lambda text: dense(wide(text)),
    "half-dense": lambda text: dense(half(text)),
    "airy": airy,
    "mixed": mixed,
    "crlf": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
}
