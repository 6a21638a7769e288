"""Every cause of refusal as it is drawn for a terminal. `UPDATE_GOLDEN=1` writes the goldens anew."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from syntax.support import SAMPLES

from yiju.render.screen import draw_all
from yiju.source import Source
from yiju.syntax import collect, errors, format_text, read

GOLDEN = Path(__file__).parents[1] / "golden" / "syntax"
FILES = sorted(GOLDEN.glob("*.yiju"))


def _screen(path: Path) -> str:
    source = Source(path.name, path.read_text("utf-8"))
    _, found = read([*SAMPLES, source])
    return draw_all([d for d in found if d.span.file == path.name], {path.name: source})


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_golden(path: Path) -> None:
    drawn = _screen(path)
    golden = path.with_suffix(".screen")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(drawn, "utf-8")
    assert drawn == golden.read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_one_fault_gives_one_error(path: Path) -> None:
    many = {"unknown-type": 2, "several-in-one-card": 4, "several-cards": 4}
    source = Source(path.name, path.read_text("utf-8"))
    _, found = read([*SAMPLES, source])
    assert len(found) == many.get(path.stem, 1)
    assert {d.span.file for d in found} == {path.name}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_formatter_leaves_faulty_lines_alone(path: Path) -> None:
    source = Source(path.name, path.read_text("utf-8"))
    names, _ = collect([*SAMPLES, source])
    text, _ = format_text(source, names)
    assert format_text(Source(path.name, text), names)[0] == text


def test_every_cause_has_a_golden() -> None:
    codes = {
        cls.code
        for cls in vars(errors).values()
        if isinstance(cls, type) and issubclass(cls, errors.Diagnostic) and cls.code != "Y000"
    }
    told = "".join(path.with_suffix(".screen").read_text("utf-8") for path in FILES)
    assert {code for code in codes if code not in told} == set()
    assert len(codes) >= 30


# Faults of a single card that declares nothing others use.
INDEPENDENT = [
    path for path in FILES
    if path.read_text("utf-8").startswith(("【条】", "【表】"))
    and not path.stem.startswith("several")
]  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_k_faulty_cards_give_exactly_k_errors(seed: int) -> None:
    rng = random.Random(seed)
    chosen = rng.sample(INDEPENDENT, rng.randint(1, 12))
    sound = SAMPLES[0].text.split("\n\n", 1)[1]
    cards = [path.read_text("utf-8") for path in chosen]
    cards.insert(rng.randint(0, len(cards)), sound)
    source = Source("多处.yiju", "\n".join(cards))
    _, found = read([*SAMPLES, source])
    assert len(found) == len(chosen), [(d.span.line, d.code) for d in found]
