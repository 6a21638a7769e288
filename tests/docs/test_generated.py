"""What docs/generate.py writes is up to date; what architecture.md points at exists.

`UPDATE_GOLDEN=1` writes it anew.
"""

from __future__ import annotations

import os
import re
import runpy
from pathlib import Path

import pytest
from docs.fences import ROOT

GENERATE = runpy.run_path(str(ROOT / "docs" / "generate.py"))
ARCHITECTURE = GENERATE["ARCHITECTURE"]


@pytest.mark.parametrize("page", GENERATE["MADE"], ids=lambda page: page.stem)
def test_the_generated_part_is_current(page: Path) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        page.write_text(GENERATE["written"](page), "utf-8")
    assert page.read_text("utf-8") == GENERATE["written"](page)


def test_every_module_is_listed_with_a_sentence() -> None:
    """Folders themselves may do without one."""
    table = GENERATE["file_table"]()
    for package in GENERATE["PACKAGES"]:
        for module in (ROOT / package).rglob("*.py"):
            if module.name != "__init__.py":
                assert re.search(rf"^- `{re.escape(module.name)}` — .{{12,}}", table, re.MULTILINE)


def test_every_invariant_has_its_test() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", ARCHITECTURE.read_text("utf-8"))
    assert len(named) > 12
    for file, test in named:
        assert not test or f"def {test}(" in (ROOT / file).read_text("utf-8"), (file, test)


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("docs/**/*.md")) + sorted(ROOT.glob("*.md")), ids=str
)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if not link.startswith("http"):
            assert (page.parent / link).exists(), link
