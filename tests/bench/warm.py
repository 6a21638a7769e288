"""One person, warm and explained: Yiju and the references on the same persons, in turn."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from case_of import case_text, result_of
from reference import clingo_w
from reference.workload import Person, decide, explained, population
from timing import Row, Split, inside, shown

from yiju.api import load
from yiju.asp import resident, worlds
from yiju.asp.outcome import Reader
from yiju.asp.weigh import Weigher
from yiju.asp.world import World
from yiju.case.reader import CaseReader
from yiju.explain.proof import Prover
from yiju.explain.proof_lines import ProofLines
from yiju.pipeline import Engine
from yiju.source import Source

HERE = Path(__file__).parent
BLOCK = 20  # persons that one implementation decides before the next has its turn
OUTPUTS = ("排除", "待遇起始日", "等待中", "补助")


class Yiju:
    """The product: JSON text of a case → decision → explanation in Chinese."""

    def __init__(self) -> None:
        self.policy = load(HERE / "policy", cache=False)
        self.split = Split()

    def __call__(self, text: str, words: bool = True) -> object:
        """The four outputs; the explanation of the amount is made and dropped."""
        policy, split = self.policy, self.split
        start = perf_counter()
        case, found = policy.reader.read_text(Source("case.json", text))
        assert case is not None, found
        read = perf_counter()
        decided = policy.engine.decide(case, about=OUTPUTS)
        done = perf_counter()
        answer = next(a for a in decided.answers if a.conclusion == "补助")
        world = decided.deciding.world(answer.conclusion, answer.record)
        proof = Prover(decided.deciding).prove(answer, world)
        proved = perf_counter()
        lines = [line.text for line in ProofLines().proof(proof)] if words else []
        split.add("reading", read - start)
        split.add("deciding", done - read)
        split.add("proof as data", proved - done)
        split.add("proof in sentences", perf_counter() - proved)
        assert lines or not words
        return result_of(decided.answers)

    def forget(self) -> None:
        """Drop the answer sets met before, so that the solver is asked every time."""
        self.policy.engine.resident.rooms.forget()


class Worker:
    """The references that live in a virtual environment of their own."""

    def __init__(self, python: Path) -> None:
        script = HERE / "reference" / "worker.py"
        self.process = subprocess.Popen(
            [python, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def seconds(self, name: str, person: Person) -> tuple[float, list[str]]:
        """What one decision with its explanation took there, and its result."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps([name, person], default=str) + "\n")
        self.process.stdin.flush()
        took, result, _ = json.loads(self.process.stdout.readline())
        return took, result

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def measure(count: int, python: Path) -> tuple[list[Row], Yiju]:
    """Medians of every implementation over the same persons; all have to agree."""
    yiju, worker = Yiju(), Worker(python)
    people = population(count, seed=7)
    for person in population(50):
        yiju(case_text(person))
        clingo_w.from_tree(person)
    local: dict[str, Callable[[Person], object]] = {
        "clingo, fresh, trace atoms, text parsed": lambda p: clingo_w.from_text(p)[0],
        "clingo, fresh, trace atoms, AST kept": lambda p: clingo_w.from_tree(p)[0],
        "plain Python, lines by hand": lambda p: explained(p)[0],
    }
    times: dict[str, list[float]] = {}

    def note(name: str, took: float) -> None:
        times.setdefault(name, []).append(took)

    for block in range(0, count, BLOCK):
        group = people[block : block + BLOCK]
        cases = [(person, case_text(person), decide(person)) for person in group]
        for kept in (True, False):
            name = "in sentences" if kept else "in sentences, no answer set kept"
            for person, text, right in cases:
                if not kept:
                    yiju.forget()
                start = perf_counter()
                found = yiju(text)
                note(f"yiju, {name}", perf_counter() - start)
                if kept:
                    parts = yiju.split.total("reading", "deciding", "proof as data")
                    note("yiju, proof as data", parts)
                assert found == right, (person, found, right)
        for name, work in local.items():
            for person, _, right in cases:
                start = perf_counter()
                found = work(person)
                note(name, perf_counter() - start)
                assert found == right, (name, person, found, right)
        for name in ("xclingo", "openfisca"):
            for person, _, right in cases[:4]:
                took, told = worker.seconds(name, person)
                assert told == [str(part) for part in right], (name, person, told, right)
                note(f"{name}, explained", took)
    worker.close()
    base = median(times["yiju, in sentences"])
    rows = [
        Row(name, shown(median(taken)), f"{median(taken) / base:.2f}×", len(taken))
        for name, taken in times.items()
    ]
    return rows, yiju


def where(yiju: Yiju, people: list[Person]) -> list[Row]:
    """Where the time of one decision goes, each part without the parts inside it."""
    places = {
        "reading the case": (CaseReader, "read_text"),
        "testing leaves": (resident, "_test"),
        "solving, or finding the answer set kept": (World, "solve"),
        "comparing dates and other single values": (Weigher, "differ"),
        "ranking amounts": (Weigher, "rank"),
        "outcomes": (Reader, "outcome"),
        "citations": (worlds.Deciding, "grounds"),
        "proof as data": (Prover, "prove"),
        "the rest of deciding": (Engine, "decide"),
    }
    texts = [case_text(person) for person in people]
    with inside(places) as spent:
        start = perf_counter()
        for text in texts:
            yiju(text)
        whole = perf_counter() - start
    spent["sentences and the rest"] = whole - sum(spent.values())
    return [
        Row(part, shown(seconds / len(texts)), f"{seconds / whole:.0%}", len(texts))
        for part, seconds in spent.items()
    ]
