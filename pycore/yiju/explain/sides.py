"""Answers side by side, under each reading or choice: what reads alike is told in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Label = tuple[tuple[str, str], ...]  # question → option


@dataclass(frozen=True)
class Side:
    """Combinations of options under which the same is said: question → its options."""

    options: tuple[tuple[str, tuple[str, ...]], ...]
    said: str

    def label(self) -> str:
        """`多重身份比什么＝甲、乙、丁，年度累计哪些补助＝甲`."""
        return "，".join(f"{question}＝{'、'.join(keys)}" for question, keys in self.options)


def merged(sides: Sequence[tuple[Label, str]]) -> tuple[list[Side], tuple[str, ...]]:
    """Few lines for many combinations, and the questions that make no difference to any.

    The combinations of the lines are those given, each once.
    """
    rows = [Side(tuple((q, (key,)) for q, key in label), said) for label, said in sides]
    names = list(dict.fromkeys(q for label, _ in sides for q, _ in label))
    keys = {q: {key for label, _ in sides for p, key in label if p == q} for q in names}
    for name in reversed(names):  # the last question is told first to be the same
        rows = _merge(rows, name)
    idle = [q for q in names if all(set(dict(side.options).get(q, ())) == keys[q] for side in rows)]
    told = [Side(tuple(o for o in side.options if o[0] not in idle), side.said) for side in rows]
    return told, tuple(idle)


def _merge(rows: list[Side], name: str) -> list[Side]:
    """Rows that differ in one question alone and say the same, as one."""
    groups: dict[tuple[object, str], list[Side]] = {}
    for row in rows:
        rest = tuple(option for option in row.options if option[0] != name)
        groups.setdefault((rest, row.said), []).append(row)
    found = []
    for (_, said), same in groups.items():
        joined = tuple(key for row in same for q, keys in row.options if q == name for key in keys)
        options = tuple((q, joined if q == name else keys) for q, keys in same[0].options)
        found.append(Side(options, said))
    return found
