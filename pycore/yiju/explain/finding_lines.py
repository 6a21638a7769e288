"""Conditions as lines: of what holds the parts that make it hold, of what fails all that fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yiju.explain.findings import Finding
from yiju.render.lines import Line, Tone


def tell(found: Finding, indent: int, *, failing: bool) -> Iterator[Line]:
    """A condition. Of what holds, the parts that make it hold; of what fails, all that fail."""
    if found.way == "或" and found.held:
        yield from _first(found.parts, indent, failing=failing)
    elif found.way == "或":
        yield from _none_of(found.parts, indent)
    elif found.way == "且":
        for part in found.parts:
            if not failing or not part.held:
                yield from tell(part, indent, failing=failing)
    elif found.way == "非":
        inner = found.parts[0]
        yield Line(f"{_mark(found)} 非 {inner.asked or '（以下）'}", indent, _tone(found))
        yield from _inside(inner, indent + 1)
    elif found.way:  # 指、逐条
        told = f"{_mark(found)} {found.asked}" + (f"（{found.actual}）" if found.actual else "")
        yield Line(told, indent, _tone(found))
        yield from _inside(found, indent + 1)
    elif found.asked:
        yield _leaf(found, indent)


def tell_exception(found: Finding, indent: int) -> Iterator[Line]:
    """An exception, and whether it holds."""
    yield Line("例外成立：" if found.held else "例外不成立：", indent)
    yield from tell(found, indent + 1, failing=not found.held)


def _none_of(parts: Iterable[Finding], indent: int) -> Iterator[Line]:
    """Alternatives of which none holds; one that is told alone needs no heading."""
    told = [part for part in parts if part.asked or part.parts]
    if len(told) > 1:
        yield Line("✗ 下列没有一项满足：", indent, "bad")
        indent += 1
    for part in told:
        yield from _alternative(part, indent)


def _alternative(part: Finding, indent: int) -> Iterator[Line]:
    """One alternative that does not hold; of several conditions together, those that fail."""
    failing = [p for p in part.parts if not p.held and (p.asked or p.parts)]
    several = part.way == "且" and len(failing) > 1
    if several:
        yield Line("✗ 没有都满足：", indent, "bad")
    yield from tell(part, indent + several, failing=True)


def _inside(found: Finding, indent: int) -> Iterator[Line]:
    for part in found.parts:
        yield from tell(part, indent, failing=not part.held)


def _first(parts: Iterable[Finding], indent: int, *, failing: bool) -> Iterator[Line]:
    """The alternative that holds; a reading that is not taken is passed over."""
    for part in parts:
        if part.held and (part.asked or part.parts):
            yield from tell(part, indent, failing=failing)
            return


def _leaf(found: Finding, indent: int) -> Line:
    actual = f"（{found.actual}）" if found.actual else ""
    return Line(f"{_mark(found)} {found.asked}{actual}", indent, _tone(found))


def _mark(found: Finding) -> str:
    return "✓" if found.held else "✗"


def _tone(found: Finding) -> Tone:
    return "plain" if found.held else "bad"
