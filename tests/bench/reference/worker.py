"""Runs in the virtual environment of the references, which pin their own clingo and NumPy.

Reads persons as JSON, one a line, with the name of an implementation; answers with the result and
the seconds it took inside this process.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

import openfisca_w
from clingo_w import facts, read
from xclingo import XclingoControl

PROGRAM = (Path(__file__).parent / "w_x.lp").read_text(encoding="utf-8")
SYSTEM = openfisca_w.build()


def xclingo(p):
    """Decision and explanation trees as text."""
    control = XclingoControl(["1", "--warn=none"], n_explanations="1")
    control.add("base", [], PROGRAM + "\n" + facts(p))
    control.ground([("base", [])])
    for model in control.solve():
        result = read(model.symbols(shown=True))[0]
        return result, [str(graph) for graph in model.explain_model()]
    raise AssertionError("no model")


def openfisca(p):
    """Decision and trace."""
    return openfisca_w.decide(SYSTEM, openfisca_w.situation(p), explain=True)


for line in sys.stdin:
    name, person = json.loads(line)
    work = {"xclingo": xclingo, "openfisca": openfisca}[name]
    start = perf_counter()
    result, told = work(person)
    took = perf_counter() - start
    print(json.dumps([took, [str(part) for part in result], len(told)]), flush=True)
