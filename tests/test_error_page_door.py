"""The pages of errors as data: every code has one, found however it is written."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from docs.fences import ROOT

import yiju
from yiju.pages import pieces
from yiju_cli.main import group

HEADINGS = [
    code
    for page in (ROOT / "docs" / "errors").glob("*.md")
    for code in re.findall(r"^### (Y\d+)", page.read_text("utf-8"), re.MULTILINE)
]


def test_every_heading_is_a_page() -> None:
    assert sorted(page.code for page in yiju.error_pages()) == sorted(HEADINGS)
    assert all(page.title and page.group for page in yiju.error_pages())


@pytest.mark.parametrize("written", ["Y101", "y101", "101", "Ｙ１０１", " y 101 "])
def test_a_code_is_found_however_it_is_written(written: str) -> None:
    page = yiju.error_page(written)
    assert page is not None and page.code == "Y101"


def test_there_is_no_such_code() -> None:
    assert yiju.error_page("Y999") is None
    assert yiju.error_page("") is None
    assert "Y101" in yiju.like_code("Y1011")


def test_a_page_in_pieces() -> None:
    text = "甲\n\n```yiju\n# 注\n```\n\n乙\n\n```text\n丙\n```"
    assert pieces(text) == [("", "甲"), ("yiju", "# 注"), ("", "乙"), ("text", "丙")]


def test_every_page_is_shown() -> None:
    found = CliRunner().invoke(group, ["explain", *HEADINGS], prog_name="yiju")
    assert found.exit_code == 0
    assert all(f"\n{code}　" in f"\n{found.output}" for code in HEADINGS)
    listed = CliRunner().invoke(group, ["explain", "--list"], prog_name="yiju")
    assert sum(f"  {code}　" in listed.output for code in HEADINGS) == len(HEADINGS)
