"""Keywords are data: the table is sound, and no code spells a keyword."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import yiju.syntax
from yiju.syntax.keywords import SECTIONS, keywords

# Texts for people, and the two small grammars of numbers and places.
MESSAGES = {"errors.py", "complain.py", "numerals.py", "locators.py"}
MODULES = [
    path
    for path in sorted(Path(yiju.syntax.__file__).parent.glob("*.py"))
    if path.name not in MESSAGES
]


@pytest.mark.parametrize("section", SECTIONS)
def test_one_meaning_to_a_spelling(section: str) -> None:
    entries = keywords().sections[section].values()
    spellings = [word for entry in entries for word in entry.spellings]
    assert len(spellings) == len(set(spellings))
    assert all(entry.gloss and entry.hover for entry in entries)


def test_hints_lead_to_labels() -> None:
    labels = keywords().spelled["label"]
    for slip, meant in keywords().hints.items():
        assert meant in labels
        assert slip not in labels


def test_slips_lead_to_words() -> None:
    words = keywords().spelled["word"]
    for slip, meant in keywords().slips.items():
        assert meant in words
        assert slip not in words


def test_synonyms_are_rewritten_and_equal_words_kept() -> None:
    order = keywords().get("word", "GE")
    assert order.canonical(">=") == "不低于"
    assert order.canonical("不早于") == "不早于"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.name)
def test_no_keyword_in_code(path: Path) -> None:
    words = {w for s in SECTIONS for w in keywords().spelled[s] if w[0].isalnum()}
    tree = ast.parse(path.read_text("utf-8"))
    constants = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert constants & words == set()
