"""Medians, rows of a table, and splitting a time into its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import process_time
from typing import Any


@dataclass(frozen=True)
class Row:
    """One line of a table of figures."""

    name: str
    time: str
    ratio: str
    count: int


@dataclass
class Split:
    """Seconds by part, several times each."""

    parts: dict[str, list[float]] = field(default_factory=dict)

    def add(self, part: str, seconds: float) -> None:
        """Note one."""
        self.parts.setdefault(part, []).append(seconds)

    def total(self, *parts: str) -> float:
        """The last of each, together."""
        return sum(self.parts[part][-1] for part in parts)


def shown(seconds: float) -> str:
    """`7 µs`, `0.31 ms`, `320 ms`."""
    if seconds < 1e-4:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.2f} ms" if seconds < 0.1 else f"{seconds * 1e3:.0f} ms"


def middle(work: Callable[[], object], times: int) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(times):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return median(taken)


@contextmanager
def inside(places: dict[str, tuple[Any, str]]) -> Iterator[dict[str, float]]:
    """Time spent in some functions while it is open: part → (owner, name of the function).

    Each part is exclusive of the parts that run inside it.
    """
    spent = dict.fromkeys(places, 0.0)
    running: list[float] = []  # what the parts inside took, for each open call
    kept = {part: getattr(owner, name) for part, (owner, name) in places.items()}

    def timed(part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            running.append(0.0)
            start = process_time()
            try:
                return function(*args, **kwargs)
            finally:
                took = process_time() - start
                spent[part] += took - running.pop()
                if running:
                    running[-1] += took

        return call

    for part, (owner, name) in places.items():
        setattr(owner, name, timed(part, kept[part]))
    try:
        yield spent
    finally:
        for part, (owner, name) in places.items():
            setattr(owner, name, kept[part])
