"""Lines of the compiled artefact: rules with what they need, and the order they are grounded in.

Before:  rules, each with its head and the atoms its body reads
After:   a level for every rule. A rule stands at or after the levels of all it reads; one more
         where it reads the value of another conclusion, or the outcome of an accumulation
A level is one `#program` part. The parts are grounded and solved one after another, so that an
@-function is only given values that are decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from yiju.asp.from_ir import rule

Key = tuple[str, ...]  # predicate and the numbers that tell its atoms apart: ("ef", "33")
# How many leading arguments tell the atoms of a predicate apart; the others are none.
_IDS = {
    name: count
    for count, names in (
        (
            1,
            [
                "sc",
                "bo",
                "ap",
                "ef",
                "cv",
                "xc",
                "ca",
                "lv",
                "wi",
                "bt",
                "ec",
                "ks",
                "nv",
                "ps",
                "ng",
                "hv",
                "cl",
                "h",
                "l",
                "va",
                "lm",
                "yr",
                "am",
                "dv",
                "sk",
                "to",
            ],
        ),
        (2, ["ex", "in", "ar", "nq", "gt"]),
    )
    for name in names
}
_ATOM = re.compile(r"^(?:not )?([a-z]+)\(([^()@\"]*)")
_GENERIC = {"up", "st", "lo"}


class CannotCompile(RuntimeError):
    """The policy asks for something that the compiled program cannot say; told in Chinese."""


@dataclass(frozen=True)
class Line:
    """A rule and where it is shown: `section` is ("leaf",), ("clause", id), ("head", name)…"""

    text: str
    head: Key
    needs: tuple[Key, ...]
    section: tuple[str, ...]
    note: str = ""

    def shown(self) -> str:
        """The rule with its comment; a comment is always `% ` and one line."""
        return f"{self.text}  {comment(self.note)}" if self.note else self.text


def line(section: tuple[str, ...], head: str, body: list[str], note: str = "") -> Line:
    """A rule of the artefact's own."""
    return Line(rule(head, body), key(head), tuple(_keys(body)), section, note)


def emitted(text: str, section: tuple[str, ...], note: str = "") -> Line:
    """A rule as the emitter made it: `head :- a, b, not c.`"""
    head, _, body = text.removesuffix(".").partition(" :- ")
    return Line(text, key(head), tuple(_keys(body.split(", "))), section, note)


def key(atom: str) -> Key:
    """`ex(14,1,R)` → ("ex", "14", "1")."""
    found = _ATOM.match(atom)
    if found is None:
        return ("",)
    name, arguments = found[1], found[2].split(",")
    return (name, *arguments[: _IDS.get(name, 0)])


def _keys(body: Iterable[str]) -> Iterable[Key]:
    return (k for literal in body if (k := key(literal)) != ("",))


def comment(text: str) -> str:
    """`% text` in one line. The space keeps a leading * from opening a block comment."""
    return "% " + " ".join("".join(c if c.isprintable() else " " for c in text).split())


def quoted(text: str) -> str:
    """A string of the program."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


# ── levels ───────────────────────────────────────────────────────────────────


def levels(lines: list[Line], late: set[Key]) -> dict[Key, int]:
    """The level of every head. What reads a key of `late` stands one level after it."""
    needs: dict[Key, set[Key]] = {}
    for one in lines:
        needs.setdefault(one.head, set()).update(one.needs)
    _contests(needs)
    circle = _circles(needs)
    members: dict[Key, list[Key]] = {}
    for head, leader in circle.items():
        members.setdefault(leader, []).append(head)
    level: dict[Key, int] = {}
    for leader in dict.fromkeys(circle.values()):  # in order of dependency
        level[leader] = max(
            (
                level[circle[need]] + (need in late)
                for head in members[leader]
                for need in needs.get(head, ())
                if circle[need] != leader
            ),
            default=0,
        )
    return {head: level[leader] for head, leader in circle.items()}


def _contests(needs: dict[Key, set[Key]]) -> None:
    """The four generic rules on precedence, written out for the arrows that there are."""
    arrows = [k for k in needs if k[0] == "ar"]
    for generic in [k for k in needs if k[0] in _GENERIC]:
        del needs[generic]
    leader: dict[str, str] = {}

    def find(effect: str) -> str:
        while leader.setdefault(effect, effect) != effect:
            effect = leader[effect]
        return effect

    for _, over, under in arrows:
        leader[find(over)] = find(under)
    for arrow in arrows:  # all arrows that can meet stand in one part, or a way back is missed
        _, over, under = arrow
        needs[arrow].add(("up", find(over)))
        needs.setdefault(("up", find(over)), set()).add(arrow)
        victors = {("up", find(over)), ("lv", over), ("ks", over)}
        needs.setdefault(("lo", under), set()).update(victors)
    for head in [k for k in needs if k[0] in ("lv", "ks")]:
        if ("lo",) in needs[head]:
            needs[head] = (needs[head] - {("lo",)}) | {("lo", head[1])}


def _circles(needs: dict[Key, set[Key]]) -> dict[Key, Key]:
    """Each key with the leader of its circle of mutual needs, dependencies first (Kosaraju)."""
    nodes = sorted({*needs, *(n for found in needs.values() for n in found)})
    used_by: dict[Key, set[Key]] = {node: set() for node in nodes}
    for node, found in needs.items():
        for need in found:
            used_by[need].add(node)
    leader: dict[Key, Key] = {}
    for start in reversed(_finished(nodes, used_by, set())):
        for node in _finished([start], needs, set(leader)):
            leader[node] = start
    return leader


def _finished(nodes: list[Key], edges: dict[Key, set[Key]], seen: set[Key]) -> list[Key]:
    """The nodes reached, each after those that it leads to."""
    result: list[Key] = []
    todo = [(node, False) for node in reversed(nodes)]
    while todo:
        node, done = todo.pop()
        if done:
            result.append(node)
        elif node not in seen:
            seen.add(node)
            todo.append((node, True))
            todo.extend((n, False) for n in sorted(edges.get(node, ()), reverse=True))
    return result


def with_record(one: Line, record: str) -> Line:
    """The rule for one record: the variable R replaced by a constant of the part."""
    return replace(one, text=re.sub(r"\bR\b", record, one.text))
