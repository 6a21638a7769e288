"""The five notices, where their texts are at hand: YIJU_TEXTS names their folder.

The texts are not in the repository. What the splitter makes of them is, without their sentences:
places, lengths, fingerprints; and how its units compare with an inventory made by hand, which is
looked for beside the folder. `UPDATE_GOLDEN=1` writes the former anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from originals.against_inventory import compared, rows

from yiju.originals.fingerprint import normal_form
from yiju.originals.skeleton import skeleton
from yiju.originals.split import Original, split
from yiju.source import Source
from yiju.syntax import read

GOLDEN = Path(__file__).parents[1] / "golden" / "originals"
TEXTS = Path(os.environ.get("YIJU_TEXTS", "/nonexistent"))
HERE = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="原文不在手边：YIJU_TEXTS=目录 指出五份通知的文本所在"
)
# Rows of the inventory and those without a unit. Missing: 14(四) and (六) are not in the text,
# 16 lacks its （一）, 21 has its two paragraphs run together; whether the last sentence of A 三 is
# its own or that of （二）, only its sense says.
AGAINST_INVENTORY = {
    "开州退役军人局发〔2024〕31号": (92, ("三-末",)),
    "渝医保发〔2021〕23号": (77, ()),
    "渝医保发〔2025〕37号": (62, ()),
    "渝退役军人局〔2022〕51号": (87, ()),
    "阜阳市优抚对象医疗保障实施办法": (
        118,
        (
            "14(四)", "14(六)", "16(一)-1", "16(一)-2a", "16(一)-2b", "16(一)-3",
            "21.1-1", "21.1-2", "21.2",
        ),
    ),
}  # fmt: skip


def original(name: str) -> Original:
    return split((TEXTS / f"{name}.txt").read_text("utf-8"))


@HERE
@pytest.mark.parametrize("name", AGAINST_INVENTORY)
def test_units_are_as_recorded(name: str) -> None:
    found = original(name)
    facts = found.facts
    lines = [
        f"{facts.number}　{facts.title}　{'、'.join(facts.organs)}　{facts.issued}　"
        f"{facts.force}　{facts.force_place}　{facts.force_day}",
        *(f"{u.place}　{u.length}　{u.sentences}　{u.digest[:16]}" for u in found.units),
        *(f"{n.line}　{n.text}" for n in found.notes),
    ]
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text("\n".join(lines) + "\n", "utf-8")
    assert golden.read_text("utf-8") == "\n".join(lines) + "\n"


@HERE
@pytest.mark.parametrize("name", AGAINST_INVENTORY)
def test_the_inventory_finds_its_units(name: str) -> None:
    inventory = TEXTS.parent / "inventory.md"
    if not inventory.exists():
        pytest.skip("清单不在手边")
    found = compared(rows(inventory.read_text("utf-8"))[name], original(name).units)
    assert (found.matched, found.missed) == AGAINST_INVENTORY[name]


@HERE
@pytest.mark.parametrize("name", AGAINST_INVENTORY)
def test_nothing_is_invented_and_little_is_lost(name: str) -> None:
    """Units in their order are stretches of the text; what no unit holds is head, end and page."""
    whole = normal_form((TEXTS / f"{name}.txt").read_text("utf-8"))
    found = original(name)
    assert sum(u.length for u in found.units) > 0.8 * len(whole)
    loose = [u.place for u in found.units if normal_form(u.text) not in whole]
    assert loose == []
    assert read([Source("骨架.yiju", skeleton(found))])[1] == []
