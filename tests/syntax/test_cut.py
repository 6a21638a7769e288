"""Cutting runs: unique for what people write, an error where two cuts cross."""

from __future__ import annotations

import itertools
import random

import pytest
from syntax.support import SAMPLES

from yiju.source import Source
from yiju.syntax import collect
from yiju.syntax.cut import Lexicon, coarsest, crossing, readable_from, show, uncut


def _cut(words: str, text: str) -> tuple[str | None, str | None]:
    lattice = Lexicon({w: ("NAME", None) for w in words.split()}).lattice(text)
    best = coarsest(lattice)
    other = crossing(lattice, best) if best else None
    return (show(text, best) if best else None, show(text, other) if other else None)


def test_the_coarsest_cut_wins_and_a_finer_one_loses_silently() -> None:
    assert _cut("医疗 补助 医疗补助 住院", "住院医疗补助") == ("住院｜医疗补助", None)


def test_cuts_that_cross_are_shown() -> None:
    assert _cut("甲乙 丙 甲 乙丙", "甲乙丙") == ("甲乙｜丙", "甲｜乙丙")


def test_a_longer_cut_that_crosses_counts_too() -> None:
    assert _cut("甲乙 丙丁 甲 乙丙 丁", "甲乙丙丁") == ("甲乙｜丙丁", "甲｜乙丙｜丁")


def test_no_cut() -> None:
    assert _cut("甲 丙", "甲乙丙") == (None, None)
    lattice = Lexicon({"甲": ("NAME", None), "丙": ("NAME", None)}).lattice("甲乙丙")
    assert uncut(lattice) == 1
    assert readable_from(lattice) == [False, False, True, True]


def _brute(words: set[str], text: str) -> list[tuple[str, ...]]:
    if not text:
        return [()]
    return [
        (text[:k], *rest)
        for k in range(1, len(text) + 1)
        if text[:k] in words
        for rest in _brute(words, text[k:])
    ]


def test_agrees_with_trying_every_cut() -> None:
    rng = random.Random(11)
    for _ in range(1500):
        words = {"".join(rng.choices("甲乙丙", k=rng.randint(1, 3))) for _ in range(6)}
        text = "".join(rng.choices("甲乙丙", k=rng.randint(1, 7)))
        cuts = _brute(words, text)
        best, other = _cut(" ".join(words), text)
        if not cuts:
            assert best is None
            continue
        assert best is not None
        assert best.count("｜") + 1 == min(map(len, cuts))
        borders = set(itertools.accumulate(map(len, best.split("｜"))))
        crossed = any(borders - set(itertools.accumulate(map(len, cut))) for cut in cuts)
        assert (other is not None) == crossed


def test_survey_names_and_words_without_spaces() -> None:
    """A name before or after any word or number, written together, is cut at their border."""
    names, _ = collect(SAMPLES)
    lexicon = names.lexicon
    words = [w for w, (kind, _) in lexicon.words.items() if kind != "NAME"]
    tails = [*words, "3个月", "2万元", "50%", "2025年9月9日"]
    pairs = [(n, t) for n in names.spans for t in tails] + [
        (t, n) for n in names.spans for t in tails
    ]
    wrong = []
    for first, second in pairs:
        lattice = lexicon.lattice(first + second)
        cut = coarsest(lattice)
        assert cut is not None
        if [p.end for p in cut] != [len(first), len(first + second)] or crossing(lattice, cut):
            wrong.append((first, second, show(first + second, cut)))
    # A word may run on into a name that begins with its end: 不得 + 计入…; none may misread.
    assert len(pairs) > 5000
    assert wrong == []


def test_names_are_collected_from_faulty_cards_too() -> None:
    source = Source("x", "【定义】试写的人\n指：错错\n\n【表】第九条\n| 目 | 填 试写比例 |\n")
    names, _ = collect([source])
    assert set(names.spans) == {"试写的人", "试写比例"}


@pytest.mark.parametrize("name", ["不超过", "甲", "三个月", "2025年度", "有 空格", "有，逗号"])
def test_names_that_cannot_be_names(name: str) -> None:
    names, found = collect([Source("x", f"【档案】试\n- {name}：是否\n")])
    assert len(found) == 1
    assert name not in names
