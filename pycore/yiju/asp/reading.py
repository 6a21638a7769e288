"""Reading a model with few questions: an atom is not asked for where one it needs fails.

Before:  ca(3,R) :- ef(3,R), not xc(3,R).    lv(3,R) :- ca(3,R), not lo(3,R).
After:   ef(3) is asked; ca(3) only where ef(3) holds; lv(3) only where ca(3) does.
Asking for one literal of a model costs about as much as five steps of Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from yiju.asp.solver import ALWAYS, Forest

Name = tuple[str, int]  # an atom but for its record: ef of effect 3
_HEAD = re.compile(r"([a-z]+)\((\d+),([R0])\)")
_NEEDED = re.compile(r"(?<!not )\b([a-z]+)\((\d+),([R0])\)")


def implied(rules: Iterable[str]) -> dict[Name, set[Name]]:
    """For each atom the atoms of the same record that stand unnegated in every rule of it."""
    found: dict[Name, set[Name]] = {}
    for line in rules:
        head, _, body = line.partition(" :- ")
        made = _HEAD.fullmatch(head.rstrip("."))
        if made is None:  # variables in the place of the number: not an atom that is read
            continue
        name = (made[1], int(made[2]))
        needs = {(a, int(n)) for a, n, r in _NEEDED.findall(body) if r == made[3]}
        found[name] = found[name] & needs if name in found else needs
    return found


def forest(atoms: Sequence[tuple[Name, int, int]], needs: Mapping[Name, set[Name]]) -> Forest:
    """The literals of atoms (name, record, literal), each under one that it needs."""
    literal_of = {(name, r): literal for name, r, literal in atoms}
    below: dict[int, list[tuple[Name, int]]] = {}
    roots: list[tuple[Name, int]] = []
    for name, r, literal in atoms:
        if literal != ALWAYS:
            above = sorted(n for n in needs.get(name, ()) if literal_of.get((n, r), ALWAYS))
            if above:
                below.setdefault(literal_of[above[0], r], []).append((name, r))
            else:
                roots.append((name, r))

    def grown(names: Sequence[tuple[Name, int]]) -> Forest:
        return tuple(
            (literal, grown(below.get(literal, ())))
            for literal in map(literal_of.__getitem__, names)
        )

    return grown(roots)
