"""A common case under the own one of a test, and the way back to where each part is written."""

from __future__ import annotations

from yiju.case.case_file import NAME
from yiju.case.facts import text_of
from yiju.case.nodes import Path, Plain

Mapped = dict[str, Plain]


class Overlay:
    """Merges one level deep: mappings key by key, records by their 名称; other records follow."""

    def __init__(self, common: Path, own: Path) -> None:
        self.common = common
        self.own = own
        self.where: dict[Path, Path] = {}  # path in the merged case → path in the document

    def real(self, path: Path) -> Path:
        """Where a part of the merged case is written."""
        for n in range(len(path), 0, -1):
            if (base := self.where.get(path[:n])) is not None:
                return base + path[n:]
        return self.own + path

    def merge(self, common: Plain, own: Plain) -> Plain:
        """The merged case, as plain as both."""
        if own is None or own == "":
            own = {}
        if not isinstance(common, dict) or not isinstance(own, dict):
            return own
        merged = self._over(common, own, (), self.common, self.own)
        for key in common.keys() & own.keys():
            below, above = common[key], own[key]
            a, b = (*self.common, key), (*self.own, key)
            if isinstance(below, dict) and isinstance(above, dict):
                merged[key] = self._over(below, above, (key,), a, b)
            elif isinstance(below, list) and isinstance(above, list):
                merged[key] = self._records(below, above, (key,), a, b)
        return merged

    def _over(self, under: Mapped, over: Mapped, at: Path, a: Path, b: Path) -> Mapped:
        """One mapping over another; they are written at `a` and `b`, the result stands at `at`."""
        self.where.update({(*at, key): (*a, key) for key in under if key not in over})
        self.where.update({(*at, key): (*b, key) for key in over})
        return {**under, **over}

    def _records(
        self, below: list[Plain], above: list[Plain], at: Path, a: Path, b: Path
    ) -> list[Plain]:
        merged = list(below)
        self.where.update({(*at, i): (*a, i) for i in range(len(below))})
        dicts = [(i, r) for i, r in enumerate(below) if isinstance(r, dict)]
        names = {text_of(r[NAME]): i for i, r in dicts if text_of(r.get(NAME))}
        for j, record in enumerate(above):
            name = text_of(record.get(NAME)) if isinstance(record, dict) else None
            i = names.get(name, len(merged))
            self.where[(*at, i)] = (*b, j)
            if i < len(merged):
                merged[i] = self._over(below[i], record, (*at, i), (*a, i), (*b, j))
            else:
                merged.append(record)
        return merged
