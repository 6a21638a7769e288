"""The pages say what the program does: their files are read, their commands run, output compared.

`UPDATE_GOLDEN=1` puts the output of today into the blocks that leave nothing out.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from docs.fences import LEFT_OUT, ROOT, SKIPPED, Fence, agrees, commands, fences, put, renewed, run

PAGES = [
    "README.md",
    "README.zh.md",
    "docs/tutorial.md",
    "docs/case-format.md",
    "docs/why-not.md",
    "docs/tools.md",
    "docs/restate.md",
]


@pytest.mark.parametrize("name", PAGES)
def test_commands_print_what_the_page_shows(name: str, tmp_path: Path) -> None:
    page = ROOT / name
    blocks: list[tuple[Fence, list[tuple[str, str, str]]]] = []
    for fence in fences(page):
        if fence.language in ("yiju", "yaml", "python", "json", "text") and "." in fence.info:
            put(fence, tmp_path)
        elif fence.language == "console" and fence.info != SKIPPED:
            blocks.append((fence, [(c, shown, run(c, tmp_path)) for c, shown in commands(fence)]))
    assert blocks
    if os.environ.get("UPDATE_GOLDEN"):
        renewed(page, blocks)
    wrong = [
        f"{name}:{fence.line} $ {command}\n{found}"
        for fence, outputs in blocks
        for command, shown, found in outputs
        if not agrees(shown, found)
        and not (os.environ.get("UPDATE_GOLDEN") and LEFT_OUT not in shown)
    ]
    assert not wrong, "\n".join(wrong)


def test_lines_left_out() -> None:
    assert agrees("甲\n……\n丙\n", "甲\n乙\n乙\n丙\n")
    assert agrees("甲\n  ……\n", "甲\n")
    assert not agrees("甲\n……\n丙\n", "甲\n丁\n")
    assert not agrees("甲\n", "甲\n乙\n")
