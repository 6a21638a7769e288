"""The long run: random pairs of policy and case, decided by both programs.

    python -m tests.agreement.run --count 20000 --seed 0

Prints how often each thing occurred; exits 1 when the programs disagree anywhere, or when one of
them occurred too seldom to be tested.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from multiprocessing import Pool, cpu_count
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "pycore")]

from agreement.compare import SMALL, Both  # noqa: E402
from agreement.generate import CASES, pairs  # noqa: E402
from agreement.histogram import ALL, LEAST, features  # noqa: E402

from yiju.asp.completions import LIMIT  # noqa: E402
from yiju.pipeline import Engine  # noqa: E402

WHOLE = 500  # in one seed of so many, no answer is left out: such a pair can take minutes


def run(seed: int) -> tuple[int, Counter[str], list[str]]:
    """The pairs of one seed: how many, what occurred, what differed."""
    seen: Counter[str] = Counter()
    differ: list[str] = []
    made = pairs(seed)
    engine = Engine(made[0].policy)
    for number, pair in enumerate(made):
        most = SMALL if seed % WHOLE else LIMIT
        try:
            both = Both(engine, pair.case, pair.given, pair.about, most)
        except Exception as error:  # a run of hours tells it and goes on
            differ.append(f"seed {seed} case {number}: {error!r}")
            continue
        seen.update(features(pair, both))
        differ += [f"seed {seed} case {number}: {line}" for line in both.differences]
    return len(made), seen, differ


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=20_000, help="pairs of policy and case")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=cpu_count())
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after that")
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + -(-options.count // CASES))
    start = time.perf_counter()
    count, seen, differ = 0, Counter[str](), []
    with Pool(options.jobs) as pool:
        for some, features_, lines in pool.imap_unordered(run, seeds, chunksize=5):
            if time.perf_counter() - start > 60 * options.minutes:
                pool.terminate()
                break
            count += some
            seen += features_
            differ += lines
            for line in lines:
                print(line, flush=True)
    print(f"{count} pairs in {time.perf_counter() - start:.0f} s, {len(differ)} differences")
    for name in ALL:
        print(f"  {name}\t{100 * seen[name] / count:.1f} %")
    rare = [name for name in ALL if 100 * seen[name] / count < LEAST]
    if rare:
        print("too seldom: " + "、".join(rare))
    return 1 if differ or rare else 0


if __name__ == "__main__":
    sys.exit(main())
