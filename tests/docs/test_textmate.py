"""The TextMate grammar is current, and paints the language: tokenised as an editor would do it.

A small tokeniser for grammars of `match` rules: at each place the leftmost match counts, of those
the first rule; groups paint their stretches.
"""

from __future__ import annotations

import json
import os
import re
import runpy
from pathlib import Path

import pytest
from docs.fences import ROOT
from syntax.support import SAMPLES, SHIPPED

TEXTMATE = runpy.run_path(str(ROOT / "docs" / "textmate.py"))
MADE: Path = TEXTMATE["MADE"]
GRAMMAR = TEXTMATE["grammar"]()
RULES = [
    (re.compile(rule["match"]), rule)
    for include in GRAMMAR["patterns"]
    for rule in [GRAMMAR["repository"][include["include"][1:]]]
]


def painted(line: str) -> list[tuple[str, str]]:
    """Stretches of a line with their scopes, without `.yiju`; what is plain is left out."""
    out: list[tuple[str, str]] = []
    at = 0
    while at <= len(line):
        found = [(m, rule) for pattern, rule in RULES if (m := pattern.search(line, at)) and m[0]]
        if not found:
            break
        match, rule = min(found, key=lambda pair: pair[0].start())
        if "name" in rule:
            out.append((match[0], rule["name"].removesuffix(".yiju")))
        for group, scope in rule.get("captures", {}).items():
            if match[int(group)]:
                out.append((match[int(group)].strip(), scope["name"].removesuffix(".yiju")))
        at = match.end()
    return out


def test_the_grammar_is_current() -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        MADE.write_text(TEXTMATE["written"](), "utf-8")
    assert MADE.read_text("utf-8") == TEXTMATE["written"]()
    assert json.loads(MADE.read_text("utf-8"))["scopeName"] == "source.yiju"


LINES = {
    "【条】第十二条（二）2「比例」  # 注": [
        ("【", "punctuation.definition.card.begin"),
        ("条", "keyword.other.card"),
        ("】", "punctuation.definition.card.end"),
        ("第十二条（二）2", "entity.name.section"),
        ("「比例」", "string.quoted.other"),
        ("# 注", "comment.line.number-sign"),
    ],
    "【条件】第一条": [("【条件】", "invalid.illegal.card")],
    "若（甲）：在定点机构就医 且 余额 不少于 2万元": [
        ("若", "keyword.control.label"),
        ("（甲）", "constant.language.reading"),
        ("：", "punctuation.separator.label"),
        ("且", "keyword.operator.word"),
        ("不少于", "keyword.operator.word"),
        ("2万元", "constant.numeric"),
    ],
    "读法「从哪天起」：甲「当天」；乙「次日」（无此行）": [
        ("读法", "keyword.control.label"),
        ("「从哪天起」", "string.quoted.other"),
        ("：", "punctuation.separator.label"),
        ("「当天」", "string.quoted.other"),
        ("「次日」", "string.quoted.other"),
        ("（无此行）", "constant.language.reading"),
    ],
    "- 结算日：日期，不早于 费用发生日": [
        ("-", "punctuation.definition.list"),
        ("结算日", "variable.other.declaration"),
        ("：", "punctuation.separator.label"),
        ("日期", "storage.type"),
        ("不早于", "keyword.operator.word"),
    ],
    "- （乙）致病原因 含 自杀 且 非 精神病所致": [
        ("-", "punctuation.definition.list"),
        ("（乙）", "constant.language.reading"),
        ("含", "keyword.operator.word"),
        ("且", "keyword.operator.word"),
        ("非", "keyword.operator.word"),
    ],
    "| 目 | 若 险种  | 填 比例 |": [
        ("|", "punctuation.separator.table"),
        ("目", "keyword.control.column"),
        ("|", "punctuation.separator.table"),
        ("若", "keyword.control.column"),
        ("|", "punctuation.separator.table"),
        ("填", "keyword.control.column"),
        ("|", "punctuation.separator.table"),
    ],
    "取值：600元，自 2025年1月1日 起": [
        ("取值", "keyword.control.label"),
        ("：", "punctuation.separator.label"),
        ("600元", "constant.numeric"),
        ("自", "keyword.operator.word"),
        ("2025年1月1日", "constant.numeric.date"),
        ("起", "keyword.operator.word"),
    ],
    "- 第2步「审核」，由 区民政局，前置 第1步": [
        ("-", "punctuation.definition.list"),
        ("2", "constant.numeric"),
        ("「审核」", "string.quoted.other"),
        ("由", "storage.modifier"),
        ("前置", "storage.modifier"),
        ("1", "constant.numeric"),
    ],
    "施行：未定": [
        ("施行", "keyword.control.label"),
        ("：", "punctuation.separator.label"),
        ("未定", "constant.language"),
    ],
    "则：补助 为 余额 × ５０％": [
        ("则", "keyword.control.label"),
        ("：", "punctuation.separator.label"),
        ("为", "keyword.operator.word"),
        ("×", "keyword.operator.arithmetic"),
        ("５０％", "constant.numeric"),
    ],
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_painted(line: str) -> None:
    assert painted(line) == LINES[line]


def test_every_label_head_and_comment_of_the_files_is_painted() -> None:
    """What the reader takes for a head, a label, a declaration or a word, the editor shows as such."""
    from yiju.syntax import collect
    from yiju.syntax.lexer import scan_source

    names, _ = collect(SHIPPED)
    for source in SHIPPED:
        for scanned in scan_source(source, names):
            line = scanned.line
            scopes = [scope for _, scope in painted(source.line(line.number))]
            if line.kind == "head":
                assert "keyword.other.card" in scopes
            if line.kind == "label":
                assert scopes[0] == "keyword.control.label"
            if line.comment:
                assert scopes[-1] == "comment.line.number-sign"
            words = sum(t.type.startswith("K_") for t in scanned.tokens)
            shown = sum(s.startswith(("keyword.operator", "constant.language")) for s in scopes)
            assert shown >= words, source.line(line.number)


def test_nothing_of_the_samples_is_painted_as_wrong() -> None:
    for source in [*SAMPLES, *SHIPPED]:
        for line in source.lines:
            assert all(not scope.startswith("invalid") for _, scope in painted(line)), line
