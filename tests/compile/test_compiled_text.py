"""The text of the compiled program: what a person reads, and what clingo must never meet."""

from __future__ import annotations

import os
import re
from pathlib import Path

import clingo
import pytest
from compile.completed import POLICY, compiled, whole_policy

import yiju
from yiju.asp.artefact import bare, check, compile_policy
from yiju.asp.artefact_lines import comment, quoted
from yiju.asp.solver import SolverError

GOLDEN = Path(__file__).parents[1] / "golden" / "compile"


def test_golden() -> None:
    policy = yiju.load(POLICY / "common", POLICY / "anhui").engine.policy
    # The fingerprint changes with every name in the vocabulary, and says nothing to a reader here.
    text = re.sub(r'made\("[0-9a-f]+"\)', 'made("…")', compile_policy(policy).program)
    golden = GOLDEN / "anhui.lp"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_bare_it_has_no_answer_set_and_says_why() -> None:
    said: list[str] = []
    control = clingo.Control(logger=lambda _, text: said.append(text))
    control.add(compiled().program)
    control.ground()
    assert control.solve().unsatisfiable
    assert "'vf' not found" in said[0]


def test_every_clause_is_cited_with_its_words() -> None:
    policy, text = whole_policy().policy, compiled().program
    comments = "\n".join(line for line in text.splitlines() if line.startswith("%"))
    for clause in policy.clauses:
        assert f"── {policy.cite(clause)}" in comments
        assert clause.title in comments
        for words in (*clause.scope_text, *clause.condition_text):
            assert words in comments


def test_every_leaf_is_worded() -> None:
    rules = [t for t in compiled().program.splitlines() if t.startswith("l(")]
    assert rules
    assert [t for t in rules if not re.search(r"\.  % \S+ \S", t)] == []


def test_nothing_but_ascii_outside_comments_and_strings() -> None:
    outside = bare(compiled().program)
    assert outside.isascii()
    assert "%" not in outside
    assert max(int(n) for n in re.findall(r"\d+", outside)) < 2**31


def test_the_plan_names_every_part_once_in_order() -> None:
    """The plan: everything in base, then values of values, then bills one by one, then results."""
    text = compiled().program
    plan = re.findall(r"^(?:part|steps)\((\d+),(\w+)", text, re.MULTILINE)
    assert [int(n) for n, _ in plan] == list(range(len(plan)))
    assert plan[-1][1] == "results"
    parts = re.findall(r"^#program (\w+)", text, re.MULTILINE)
    assert sorted(parts) == sorted(name for _, name in plan)


@pytest.mark.parametrize(
    "bad", ["低保(x).", "a(99999999999).", "%* open\na.", "a(1).  p（1）.", "a(2147483648)."]
)
def test_what_clingo_would_misread_is_refused(bad: str) -> None:
    with pytest.raises(SolverError):
        check(bad)


@pytest.mark.parametrize("text", ['a"b', "a\\", "a\nb", "%", 'x". bad(1). "', "\\n\t\u2028\x00"])
def test_strings_and_comments_hold_any_text(text: str) -> None:
    control = clingo.Control()
    control.add(f"a({quoted(text)}).  {comment('*' + text)}\n{comment(text)}\nb.")
    control.ground()
    assert sorted(str(a.symbol)[0] for a in control.symbolic_atoms) == ["a", "b"]
    check(f"a({quoted(text)}).")


def test_amounts_are_never_numbers_of_the_program() -> None:
    outside = bare(compiled().program)
    names = {"va", "lm", "am", "dv", "us", "al", "yt", "sk"}
    heads = re.findall(r"^(\w+)\((.*?)\) ?(?::-|\.)", outside, re.MULTILINE)
    last = [args.rsplit(",", 1)[-1] for name, args in heads if name in names]
    assert last
    assert [arg for arg in last if arg.isdigit()] == []
