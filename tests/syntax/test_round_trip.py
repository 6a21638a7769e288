"""parse ∘ format = identity: on random derivations of the grammar, on samples full of comments."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from length import tried
from syntax.random_cards import random_card
from syntax.support import SAMPLES, VARIANTS, bare

from yiju.source import Source
from yiju.syntax import collect, format_text, parse
from yiju.syntax.names import Names
from yiju.syntax.tree import Document

VOCABULARY = next(s for s in SAMPLES if s.name == "vocabulary.yiju")
DECLARED = Source("试.yiju", "【定义】试名\n【参数】另一试名\n")
NAMES, _ = collect([VOCABULARY, DECLARED])
ALL_NAMES, _ = collect(SAMPLES)
SEEDS = st.integers(0, 10**9)
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def _read(text: str, names: Names) -> tuple[Document, list[str]]:
    document, found = parse(Source("试.yiju", text), names)
    return document, [d.code for d in found]


def _sound(seed: int) -> tuple[str, Document] | None:
    text = random_card(random.Random(seed))
    document, found = _read(text, NAMES)
    return None if found else (text, document)


def test_random_cards_try_most_of_the_grammar() -> None:
    """A third of them are sound, and those hold most words of clauses."""
    sound = [card for seed in range(200) if (card := _sound(seed))]
    assert len(sound) > 60
    words = {token.text for text, _ in sound for token in _tokens(text) if token.type[:2] == "K_"}
    assert len(words) > 45


def _tokens(text: str) -> list:  # type: ignore[type-arg]
    from yiju.syntax.lexer import scan_source

    return [t for line in scan_source(Source("试.yiju", text), NAMES) for t in line.tokens]


@settings(max_examples=tried(100, 2000), deadline=None, suppress_health_check=SLOW)
@given(SEEDS)
def test_a_random_card_keeps_its_tree(seed: int) -> None:
    card = _sound(seed)
    if card is None:
        return
    text, document = card
    printed, _ = format_text(Source("试.yiju", text), NAMES)
    again, found = _read(printed, NAMES)
    assert found == []
    assert bare(again) == bare(document)
    assert format_text(Source("试.yiju", printed), NAMES)[0] == printed


@settings(max_examples=tried(60, 1000), deadline=None, suppress_health_check=SLOW)
@given(SEEDS, st.sampled_from(sorted(VARIANTS)))
def test_typed_otherwise_a_random_card_is_never_another(seed: int, variant: str) -> None:
    """Without its spaces a line may be refused for two ways to cut it, never read otherwise."""
    card = _sound(seed)
    if card is None:
        return
    text, document = card
    again, found = _read(VARIANTS[variant](text), NAMES)
    if found:
        assert "dense" in variant and set(found) <= {"Y103"}
    else:
        assert bare(again) == bare(document)


def commented(text: str, rng: random.Random) -> tuple[str, list[str]]:
    """The text with comments at random places, and the comments in their order."""
    out, said = [], []

    def comment() -> str:
        said.append(f"# 注{len(said)}「未闭 | 若：")
        return rng.choice(("# {}", "#{}", "＃ {}", "#   {}  ")).format(said[-1][2:])

    for line in text.split("\n"):
        before, sign, after = line.partition("#")
        if sign:
            said.append(f"# {after.strip()}")
            out.append(line)
            continue
        if rng.random() < 0.2:
            out.append(rng.choice(("", "  ")) + comment())
        out.append(
            before + (rng.choice(("", "  ", "\u3000")) + comment() if rng.random() < 0.2 else "")
        )
    return "\n".join(out), said


def _comments(text: str) -> list[str]:
    return re.findall(r"# .*", text)


@pytest.mark.parametrize("seed", range(tried(3, 60)))
def test_comments_survive_in_their_order(seed: int) -> None:
    for sample in SAMPLES:
        text, said = commented(sample.text, random.Random(f"{seed}{sample.name}"))
        source = Source(sample.name, text)
        printed, found = format_text(source, ALL_NAMES)
        assert found == []
        assert _comments(printed) == said
        assert bare(parse(Source(sample.name, printed), ALL_NAMES)[0]) == bare(
            parse(sample, ALL_NAMES)[0]
        )
        assert format_text(Source(sample.name, printed), ALL_NAMES)[0] == printed
