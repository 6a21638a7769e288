"""Many persons of W: `decide_many` beside hand-written clingo in chunks of 1,000; and its memory."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from time import process_time

from case_of import case_text, result_of
from reference.clingo_chunk import CHUNK, decide_many
from reference.workload import Result, decide, population
from timing import Row

from yiju.api import Policy, load
from yiju.asp.decided import Decided
from yiju.source import Source

HERE = Path(__file__).parent
OUTPUTS = ("排除", "待遇起始日", "等待中", "补助")


def _ours(policy: Policy, texts: Iterable[str]) -> list[Result]:
    sources = (Source("w.json", text) for text in texts)
    results = []
    for one in policy.decide_many(sources, about=OUTPUTS):
        assert isinstance(one, Decided)
        results.append(result_of(one.answers))
    return results


def throughput(chunks: int) -> list[Row]:
    """Persons a second of one processor, by turns of one chunk, every person new to the process.

    Ours reads each case from JSON; clingo is given Python values. All results are compared. The
    ratio is of times, chunk by chunk: how many times ours the other takes.
    """
    policy = load(HERE / "policy", cache=False)
    people = population((chunks + 1) * CHUNK, seed=5)
    taken: dict[str, list[float]] = {}
    for start in range(0, len(people), CHUNK):
        group = people[start : start + CHUNK]
        texts = [case_text(p) for p in group]
        right = [decide(p) for p in group]
        for name, work in (
            ("yiju, from JSON text", lambda t=texts: _ours(policy, t)),
            ("clingo, trace as values", lambda g=group: list(decide_many(g, decode=True))),
            ("clingo, trace counted only", lambda g=group: list(decide_many(g, decode=False))),
        ):
            gc.collect()
            begun = process_time()
            found = work()  # type: ignore[misc]
            took = process_time() - begun
            assert found == right, name
            if start:  # the first chunk warms up
                taken.setdefault(name, []).append(took)
    ours = taken["yiju, from JSON text"]
    return [
        Row(
            name,
            f"{CHUNK / median(times):,.0f} a second",
            f"{median(t / o for o, t in zip(ours, times, strict=True)):.2f}×",
            chunks,
        )
        for name, times in taken.items()
    ]


def memory(count: int) -> list[Row]:
    """Resident memory of a long session over new persons, one person in twenty not all known."""
    policy = load(HERE / "policy", cache=False)
    rows = []
    step = count // 5
    for start in range(0, count, step):
        people = population(step, seed=1000 + start)
        texts = [case_text(p) for p in people]
        texts = [t.replace("是", "未知", 1) if k % 20 == 0 else t for k, t in enumerate(texts)]
        for one in policy.decide_many(Source("w.json", text) for text in texts):
            assert isinstance(one, Decided)
        del one, people, texts
        gc.collect()
        rows.append(Row(f"after {start + step:,}", f"{_resident():.0f} MiB", "", step))
    return rows


def _resident() -> float:
    """Memory of this process now, in MiB; its peak where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return pages * resource.getpagesize() / (1 << 20)
