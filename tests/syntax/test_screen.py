"""Drawing diagnostics: the caret stands under the right character; machine forms."""

from __future__ import annotations

import json
from typing import ClassVar

import pytest
from wcwidth import wcswidth

from yiju.diagnostic import Diagnostic
from yiju.render.plain import lines, one_line, to_json
from yiju.render.screen import Style, caret_line, draw, draw_all, visible
from yiju.source import Source, Span


class Sample(Diagnostic, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y999"
    message: ClassVar[str] = "「{word}」不对。"
    remedy: ClassVar[str] = "改掉「{word}」。"

    word: str = ""


class SampleWarning(Sample):
    severity = "warning"
    remedy = ""


LINES = ["若：错 甲", "\t若：错", "ＡＢ错", "×“错”", "a\u0301错", "😀错", "\x07错"]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("ambiguous", [False, True])
def test_caret_column(line: str, ambiguous: bool) -> None:
    at = line.index("错")
    drawn = caret_line(line, Span("f", 1, at, 1, at + 1), Style(ambiguous_wide=ambiguous))
    assert drawn.strip() == "^^"
    before = visible(line)[:at]
    extra = sum(c in "×“”�" for c in before) if ambiguous else 0
    assert len(drawn) - 2 == wcswidth(before) + extra


def test_caret_beyond_the_line_and_over_lines() -> None:
    assert caret_line("若", Span("f", 1, 1, 1, 2), Style()) == "  ^"
    assert caret_line("若：甲", Span("f", 1, 2, 3, 1), Style()) == "    ^^"


def test_block() -> None:
    source = Source("试.yiju", "一\n若：错")
    found = Sample(span=source.span(2, 2, 3), word="错")
    assert draw(found, source) == (
        "错误 Y999　试.yiju:2:3\n  2 │ 若：错\n    │     ^^\n  「错」不对。\n  改法：改掉「错」。"
    )
    assert "\x1b[31m" in draw(found, source, Style(color=True))
    assert draw(SampleWarning(word="错"), None) == "警告 Y999\n  「错」不对。"
    assert draw_all([], {}) == ""
    assert draw_all([found, found], {"试.yiju": source}).count("错误") == 2


def test_machine_forms() -> None:
    found = Sample(span=Span("试.yiju", 2, 2, 2, 3), word="错")
    assert one_line(found) == "试.yiju:2:3: error Y999: 「错」不对。"
    assert lines([found, found]).count("\n") == 2
    (record,) = json.loads(to_json([found]))
    assert record == {
        "file": "试.yiju", "line": 2, "column": 3, "end_line": 2, "end_column": 4, "code": "Y999",
        "severity": "error", "message": "「错」不对。", "remedy": "改掉「错」。",
    }  # fmt: skip
