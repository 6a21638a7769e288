"""docs/case-format.md names every key that the reader knows."""

from __future__ import annotations

import re

import pytest
from docs.fences import ROOT

from yiju.case import expectation, facts, tests_file

PAGE = (ROOT / "docs" / "case-format.md").read_text("utf-8")


@pytest.mark.parametrize(
    "keys", [expectation.KEYS, tests_file._TOP, tests_file._KEYS, facts.ORIGIN_KEYS]
)
def test_every_key_is_explained(keys: tuple[str, ...]) -> None:
    explained = "".join(re.findall(r"^\|.*", PAGE, re.MULTILINE))
    assert [key for key in keys if key not in explained] == []
