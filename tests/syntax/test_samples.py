"""The sample files parse, in every way of typing them, and the formatter leaves their meaning."""

from __future__ import annotations

import io
import logging
import random

import pytest
from lark import Lark
from syntax.support import SAMPLES, SHIPPED, VARIANTS, bare, half, wide

from yiju.assets import folder
from yiju.source import Source
from yiju.syntax import collect, format_text, read
from yiju.syntax.parser import grammar


def test_samples_have_no_findings() -> None:
    documents, found = read(SAMPLES)
    assert found == []
    assert {name: len(document.cards) for name, document in documents.items()} == {
        "chongqing-2021.yiju": 6,
        "chongqing-2025.yiju": 22,
        "fuyang.yiju": 13,
        "money.yiju": 9,
        "tasks.yiju": 12,
        "times.yiju": 6,
        "vocabulary.yiju": 7,
    }


@pytest.mark.parametrize("variant", VARIANTS)
def test_variants_give_equal_trees(variant: str) -> None:
    plain, _ = read(SAMPLES)
    typed, found = read([Source(s.name, VARIANTS[variant](s.text)) for s in SAMPLES])
    assert found == []
    for name in plain:
        assert bare(typed[name]) == bare(plain[name])


@pytest.fixture(scope="module")
def shipped_trees() -> dict[str, object]:
    documents, found = read(SHIPPED)
    assert found == []
    return {name: bare(document) for name, document in documents.items()}


@pytest.mark.parametrize("variant", VARIANTS)
def test_shipped_files_in_every_way_of_typing(
    variant: str, shipped_trees: dict[str, object]
) -> None:
    """What ships with the package reads the same however it is typed: eight ways."""
    assert len(VARIANTS) == 8
    typed, found = read([Source(s.name, VARIANTS[variant](s.text)) for s in SHIPPED])
    assert found == []
    assert {name: bare(document) for name, document in typed.items()} == shipped_trees


def test_one_file_typed_otherwise_agrees_with_the_others() -> None:
    """Names match across files whatever their width."""
    plain, _ = read(SAMPLES)
    mixed = [Source(s.name, wide(s.text) if k % 2 else half(s.text)) for k, s in enumerate(SAMPLES)]
    typed, found = read(mixed)
    assert found == []
    assert [bare(d) for d in typed.values()] == [bare(d) for d in plain.values()]


@pytest.mark.parametrize("variant", ["as is", *VARIANTS])
def test_formatter_keeps_the_tree_and_is_idempotent(variant: str) -> None:
    change = VARIANTS.get(variant, str)
    names, _ = collect(SAMPLES)
    printed = []
    for sample in SAMPLES:
        text, found = format_text(Source(sample.name, change(sample.text)), names)
        again, _ = format_text(Source(sample.name, text), names)
        assert found == []
        assert again == text
        printed.append(Source(sample.name, text))
    plain, _ = read(SAMPLES)
    after, found = read(printed)
    assert found == []
    assert [bare(d) for d in after.values()] == [bare(d) for d in plain.values()]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_samples_are_canonical(sample: Source) -> None:
    names, _ = collect(SAMPLES)
    assert format_text(sample, names)[0] == sample.text


def test_order_of_cards_and_files_does_not_matter() -> None:
    plain, _ = read(SAMPLES)
    shuffled = []
    for sample in reversed(SAMPLES):
        first, *cards = sample.text.split("\n【")
        random.Random(7).shuffle(cards)
        shuffled.append(Source(sample.name, "\n\n【".join([first, *cards])))
    again, found = read(shuffled)
    assert found == []
    for name, document in plain.items():
        cards_of = {repr(bare(card)) for card in document.cards}
        assert {repr(bare(card)) for card in again[name].cards} == cards_of


def _debug_log(build: object) -> str:
    from lark import logger

    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger.addHandler(handler)
    level = logger.level
    logger.setLevel(logging.DEBUG)
    try:
        build()  # type: ignore[operator]
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    return stream.getvalue()


def test_the_grammar_has_no_conflict() -> None:
    ambiguous = 'start: a\na: "x" | a "+" a\n'
    control = _debug_log(lambda: Lark(ambiguous, parser="lalr", debug=True))
    assert "conflict" in control.lower()  # the log would show one
    assert _debug_log(lambda: grammar(True)) == ""


def test_every_terminal_of_the_grammar_is_a_keyword_or_known() -> None:
    """A keyword id misspelt in the grammar would silently never match."""
    import re

    from yiju.syntax.keywords import keywords

    text = re.sub(r"//.*", "", (folder("grammar") / "cards.lark").read_text("utf-8"))
    for prefix, section in (("H", "head"), ("L", "label"), ("K", "word")):
        used = set(re.findall(rf"\b{prefix}_([A-Z_]+)\b", text))
        assert used <= set(keywords().sections[section])
