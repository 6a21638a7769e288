"""Every construct read back: a golden each, and nothing of the resolved policy left unsaid.

`UPDATE_GOLDEN=1` rewrites the goldens; read the difference as a drafter would.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from prose.constructs import CARDS, HEAD, HEADS, OTHER, VOCABULARY

from yiju.ir import model as ir
from yiju.pipeline import read_policy
from yiju.prose import Restater, lines
from yiju.source import Source

GOLDEN = Path(__file__).parent / "golden" / "constructs"


@cache
def policy_of(name: str) -> ir.Policy:
    """The construct beside the vocabulary and an older document."""
    sources = [
        Source("小词汇.yiju", VOCABULARY),
        Source("例.yiju", HEADS.get(name, HEAD) + CARDS[name]),
        Source("旧.yiju", OTHER),
    ]
    policy, found = read_policy(sources)
    assert [d for d in found if d.severity == "error"] == []
    return policy


def text_of(policy: ir.Policy, notice: int | None = None) -> str:
    """The restatement as it stands on a screen."""
    told = Restater(policy).restate(notice)
    return "\n".join("  " * line.indent + line.text for line in lines(told)) + "\n"


@pytest.mark.parametrize("name", CARDS)
def test_the_construct_reads(name: str) -> None:
    policy = policy_of(name)
    own = next(n.id for n in policy.notices if n.span.file == "例.yiju")
    shown = text_of(policy, own)
    if name == "grounds":
        shown += text_of(policy).rpartition("\n\n")[2]
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(shown, "utf-8")
    assert path.read_text("utf-8") == shown
