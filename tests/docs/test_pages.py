"""The pages say what the program does: their files are read, their commands run, output compared.

`UPDATE_GOLDEN=1` puts the output of today into the blocks that leave nothing out.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from docs.fences import ROOT, SKIPPED, agrees, commands, fences, put, renewed, run

PAGES = ["README.md", "README.zh.md", "docs/tutorial.md", "docs/case-format.md", "docs/language.md"]


@pytest.mark.parametrize("name", PAGES)
def test_commands_print_what_the_page_shows(name: str, tmp_path: Path) -> None:
    page, wrong, ran = ROOT / name, [], 0
    for fence in fences(page):
        if fence.language in ("yiju", "yaml", "python", "json") and "." in fence.info:
            put(fence, tmp_path)
        elif fence.language == "console" and fence.info != SKIPPED:
            outputs = [(c, shown, run(c, tmp_path)) for c, shown in commands(fence)]
            ran += len(outputs)
            if os.environ.get("UPDATE_GOLDEN"):
                renewed(page, fence, outputs)
                outputs = [o for o in outputs if "……" in o[1]]
            wrong += [
                f"{name}:{fence.line} $ {command}\n{found}"
                for command, shown, found in outputs
                if not agrees(shown, found)
            ]
    assert ran
    assert not wrong, "\n".join(wrong)


def test_lines_left_out() -> None:
    assert agrees("甲\n……\n丙\n", "甲\n乙\n乙\n丙\n")
    assert agrees("甲\n  ……\n", "甲\n")
    assert not agrees("甲\n……\n丙\n", "甲\n丁\n")
    assert not agrees("甲\n", "甲\n乙\n")
