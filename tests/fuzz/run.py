"""Damaged inputs through every door: `python tests/fuzz/run.py --count 10000 [--seed 1]`.

Any input ends in diagnostics or in an answer, never in another exception, never in more than
`--seconds` of the processor. An input is fixed by kind, seed and number: `--only policy:1:4711`.
"""

from __future__ import annotations

import argparse
import collections
import faulthandler
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.damage import damaged
from fuzz.doors import DOORS, texts, words


class TooLong(BaseException):
    """The time of one input is up. No handler of ordinary errors catches it."""


def _alarm(number: int, frame: FrameType | None) -> None:
    raise TooLong


def data_of(kind: str, seed: int, number: int) -> bytes:
    """The input of that number."""
    return damaged(random.Random(f"{kind}:{seed}:{number}"), texts(kind), words(kind))


def one(kind: str, data: bytes, seconds: float) -> str:
    """What became of an input; a defect begins with `!`."""
    signal.signal(signal.SIGPROF, _alarm)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return DOORS[kind](data)
    except TooLong as error:
        return "! 超时 " + _where(error)
    except Exception as error:
        return f"! {type(error).__name__}: {str(error)[:80]!r} " + _where(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _where(error: BaseException) -> str:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "fuzz" not in f.filename]
    if not frames:
        frames = list(traceback.extract_tb(error.__traceback__))
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in frames[-3:][::-1])


def run(kind: str, count: int, seed: int, seconds: float, first: int = 0) -> list[str]:
    """Feed inputs to one door; the defects, each with the input that shows it."""
    tally: collections.Counter[str] = collections.Counter()
    defects: dict[str, list[int]] = {}
    slowest, start = (0.0, 0), time.monotonic()
    for number in range(first, first + count):
        faulthandler.dump_traceback_later(60 * seconds, exit=True)
        begin = time.process_time()
        became = one(kind, data_of(kind, seed, number), seconds)
        slowest = max(slowest, (time.process_time() - begin, number))
        tally[became.split()[0]] += 1
        if became.startswith("!"):
            defects.setdefault(became, []).append(number)
    faulthandler.cancel_dump_traceback_later()
    print(
        f"{kind}: {count} inputs, seed {seed}: "
        + "、".join(f"{name} {n}" for name, n in tally.most_common())
        + f"; slowest {slowest[0]:.2f} s (number {slowest[1]}); {time.monotonic() - start:.0f} s",
        flush=True,
    )
    return [
        f"{len(numbers)} × {what}  e.g. {kind}:{seed}:{numbers[0]}"
        for what, numbers in defects.items()
    ]


def main() -> None:
    """Run every kind; exit code 1 when a defect was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--kind", choices=list(DOORS), action="append")
    parser.add_argument("--only", metavar="KIND:SEED:NUMBER", help="show one input and its end")
    options = parser.parse_args()
    if options.only:
        kind, seed, number = options.only.split(":")
        data = data_of(kind, int(seed), int(number))
        sys.stdout.buffer.write(data + b"\n")
        sys.stdout.flush()
        print(DOORS[kind](data))
        return
    defects: list[str] = []
    for kind in options.kind or DOORS:
        defects += run(kind, options.count, options.seed, options.seconds, options.first)
    print("\n".join(defects) if defects else "no defects")
    sys.exit(1 if defects else 0)


if __name__ == "__main__":
    main()
