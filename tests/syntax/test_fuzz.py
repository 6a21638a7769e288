"""Any text gives a tree and diagnostics, never an exception; and they can be drawn."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syntax.support import SAMPLES, bare

from yiju.render.plain import lines, to_json
from yiju.render.screen import Style, draw_all
from yiju.source import Source
from yiju.syntax import collect, format_text, read
from yiju.syntax.keywords import SECTIONS, keywords

VOCABULARY = next(s for s in SAMPLES if s.name == "vocabulary.yiju")
WORDS = [w for s in SECTIONS for w in keywords().spelled[s]]
NAMES = list(collect([VOCABULARY])[0].spans)
SIGNS = [
    *"，：；、（）()|-#「」【】〔〕《》 \t\n。=≥%甲乙—“\u200b\u3000\x00\ud7ff𠮷",
    *("\n【条】第一条\n", "\n若：", "\n则：", "\n- ", "\n| ", "下列之一\n"),
    *("2万元", "三万五", "2025年9月9日"),
]
PIECES = st.one_of(st.sampled_from(WORDS + NAMES + SIGNS), st.text(max_size=6))


def _never_raises(text: str) -> None:
    source = Source("fuzz.yiju", text)
    _, found = read([VOCABULARY, source])
    drawn = draw_all(found, {"fuzz.yiju": source}, Style(color=True, ambiguous_wide=True))
    assert bool(drawn) == bool(found)
    assert lines(found).count("\n") >= len(found)
    assert to_json(found)
    names, _ = collect([VOCABULARY, source])
    printed, _ = format_text(source, names)
    assert format_text(Source("fuzz.yiju", printed), names)[0] == printed


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    _never_raises(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_pieces(text: str) -> None:
    _never_raises(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9))
def test_damaged_samples(seed: int) -> None:
    """A few characters changed: what still parses keeps its tree through the formatter."""
    rng = random.Random(seed)
    sample = rng.choice(SAMPLES)
    text = list(sample.text)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(text))
        text[at : at + rng.randint(0, 2)] = rng.choice(sample.text + "（）「|：")
    damaged = Source(sample.name, "".join(text))
    others = [s for s in SAMPLES if s.name != sample.name]
    documents, found = read([*others, damaged])
    names, _ = collect([*others, damaged])
    printed, _ = format_text(damaged, names)
    if not any(d.span.file == sample.name for d in found):
        again, _ = read([*others, Source(sample.name, printed)])
        assert bare(again[sample.name]) == bare(documents[sample.name])


LONG = {
    "numerals": "一" * 20000,
    "digits": "9" * 20000,
    "open": "（" * 5000,
    "nested": "（" * 3000 + "涉及违法违规行为" + "）" * 3000,
    "not": "非 " * 3000 + "涉及违法违规行为",
    "sum": "1" + " + 1" * 3000 + " 超过 2",
    "call": "较大（" * 500 + "1" + "，1）" * 500 + " 超过 2",
    "of": "缴费日" + " 的 次日" * 3000 + " 早于 缴费日",
    "quotes": "「" * 5000,
    "name": "医疗补助" * 3000,
    "and": " 且 ".join(["涉及违法违规行为"] * 2000),
    "bars": "| " * 5000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_and_deep_lines(text: str) -> None:
    _never_raises(f"【条】第一条\n若：{text}\n则：医疗补助\n")


def test_as_deep_as_allowed() -> None:
    text = "（" * 60 + "涉及违法违规行为" + "）" * 60
    _, found = read([VOCABULARY, Source("x", f"【条】第一条\n若：{text}\n则：医疗补助\n")])
    assert found == []
