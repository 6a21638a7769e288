"""Timings of Yiju beside the reference implementations, all in one run: `make bench`.

Prints tables in Markdown. `--quick` takes fewer persons and rounds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "pycore"), str(HERE.parents[1] / "cli")]

import cold  # noqa: E402
import growth  # noqa: E402
import hard  # noqa: E402
import many  # noqa: E402
import reading  # noqa: E402
import warm  # noqa: E402
from reference.workload import population  # noqa: E402
from timing import Row  # noqa: E402

REFERENCES = HERE / ".venv-reference"
NEEDED = ("numpy>=2,<3", "openfisca-core>=43,<47", "xclingo>=2.0b12")


def references() -> Path:
    """The Python of the references, installed on first use; xclingo pins a clingo of its own."""
    python = REFERENCES / "bin" / "python"
    if not python.exists():
        venv.create(REFERENCES, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *NEEDED], check=True)
    return python


def show(title: str, rows: list[Row], ratio: str) -> None:
    """One table."""
    print(f"\n### {title}\n\n| | median | {ratio} | runs |\n|---|---:|---:|---:|")
    for row in rows:
        print(f"| {row.name} | {row.time} | {row.ratio} | {row.count} |")
    sys.stdout.flush()


def main() -> None:
    """All tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer persons and rounds")
    quick = parser.parse_args().quick
    python = references()
    rows, yiju = warm.measure(100 if quick else 400, python)
    show("One person of W, warm, explained", rows, "against yiju")
    people = population(100 if quick else 400, seed=11)
    show("Where it goes", warm.where(yiju, people), "share")
    started, parts = cold.measure(5 if quick else 15, python)
    show("Whole process", started, "against OpenFisca")
    show("Where a cold command goes", parts, "")
    bills = (1, 4, 12, 40) if quick else (1, 4, 12, 40, 120)
    show("Bills of one person under one yearly cap", growth.by_bills(bills, 3), "")
    items = (0, 2, 4, 6) if quick else (0, 2, 4, 6, 8, 10)
    show("Open items, two bills", growth.by_open_items(items, 3), "")
    show("W2, everything known", hard.decided(100 if quick else 400), "against clingo by hand")
    show("W2, not all known", [hard.undetermined(10 if quick else 40)], "")
    unknowns = (0, 2, 4, 6, 8) if quick else (0, 2, 4, 6, 8, 10, 12)
    show("W2, by unknown facts", hard.by_unknowns(unknowns, 5), "")
    show("W2, everything known, by bills", hard.known_by_bills(bills, 5), "a bill")
    show("W2, three unknown facts, by bills", hard.by_bills(bills, 5), "")
    show("W, many persons", many.throughput(3 if quick else 9), "times ours")
    clauses = 1_000 if quick else 3_000
    show("Reading policy files", reading.speed(clauses), "clauses a second")
    show("Where reading goes", reading.where(clauses), "share")
    counts = (300, 1_000, 3_000) if quick else (300, 1_000, 3_000, 9_000)
    show("Loading a corpus", reading.growth(counts), "a clause")
    show("Memory of a session over W", many.memory(5_000 if quick else 50_000), "")


if __name__ == "__main__":
    main()
