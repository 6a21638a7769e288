"""Shared by the tests of resolving: a small vocabulary, and the policy of a few cards."""

from __future__ import annotations

from pathlib import Path

from yiju.diagnostic import Diagnostic
from yiju.ir import model as ir
from yiju.pipeline import read_policy
from yiju.source import Source

GOLDEN = Path(__file__).parents[1] / "golden" / "ir"
VOCABULARY = Source("小词汇.yiju", (GOLDEN / "vocabulary.txt").read_text("utf-8"))
HEAD = "【文件】「某办法」\n施行：2024年1月1日\n引用：「小词汇」\n\n"


def sources_of(text: str, name: str = "例.yiju") -> list[Source]:
    """The text beside the small vocabulary, unless it brings its own."""
    source = Source(name, text)
    return [source] if "【词汇】" in text else [VOCABULARY, source]


def faults(text: str) -> list[Diagnostic]:
    """All that is wrong with a file that has a head."""
    return read_policy(sources_of(text))[1]


def policy(cards: str, head: str = HEAD) -> ir.Policy:
    """The policy of cards that are sound."""
    found = read_policy(sources_of(head + cards))
    assert found[1] == [], [(d.span.line, d.code, d.what) for d in found[1]]
    return found[0]
