"""The TextMate grammar of the card language, made from grammar/keywords.toml.

An editor paints a line at a time by regular expressions; it knows no declared names. Words are
painted where they stand alone, as the formatter writes them, so 在 in 在定点机构就医 stays plain.
The expressions are the common part of Oniguruma (editors) and Python (tests).
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEYWORDS = ROOT / "grammar" / "keywords.toml"
MADE = ROOT / "grammar" / "yiju.tmLanguage.json"

_BREAK = r"\s，、；：（）()〔〕,;:|｜"
_BEFORE, _AFTER = f"(?<![^{_BREAK}])", f"(?![^{_BREAK}])"
_DIGIT, _CN = "[0-9０-９]", "[零〇一二两三四五六七八九十百千万亿]"
_UNITS = "%|％|[万亿]?元|个月|年度|周岁|年|月|天|日|岁"
_LITERAL_IDS = ("YES", "NO", "OPEN")  # words that are values


def _either(words: list[str]) -> str:
    """Any of the words, the longest first; full-width forms of ASCII signs too."""
    wide = {w.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)}) for w in words}
    return "|".join(re.escape(w) for w in sorted({*words, *wide}, key=lambda w: (-len(w), w)))


def _spellings(section: dict[str, dict[str, Any]]) -> list[str]:
    return [
        w
        for word in section.values()
        for w in (word["spell"], *word.get("also", ()), *word.get("synonyms", ()))
    ]


def _rule(scope: str, match: str) -> dict[str, Any]:
    return {"name": f"{scope}.yiju", "match": match}


def _captured(match: str, *scopes: str) -> dict[str, Any]:
    """A rule that paints its groups in turn; an empty scope leaves a group plain."""
    named = {str(k): {"name": f"{s}.yiju"} for k, s in enumerate(scopes, 1) if s}
    return {"match": match, "captures": named}


def grammar() -> dict[str, Any]:
    """The grammar as JSON values. Of rules that match at one place, the first holds."""
    table = tomllib.loads(KEYWORDS.read_text("utf-8"))
    words = table["word"]
    values = [words[id_]["spell"] for id_ in _LITERAL_IDS]
    spelt = _spellings(words)
    signs = [w for w in spelt if not w[0].isalnum()]
    plain = [w for w in spelt if w[0].isalnum() and w not in values]
    keys = "".join(table["mark"]["keys"])
    mark = f"[（(]\\s*[{keys}](?:\\s*、\\s*[{keys}])*\\s*[）)]"
    rules = {
        "comment": _rule("comment.line.number-sign", "[#＃].*$"),
        "head": _captured(
            f"^\\s*(【)\\s*({_either(_spellings(table['head']))})\\s*(】)\\s*([^「《#＃，,]*)",
            "punctuation.definition.card.begin", "keyword.other.card",
            "punctuation.definition.card.end", "entity.name.section",
        ),
        "bad-head": _captured("^\\s*(【[^】]*】?)", "invalid.illegal.card"),
        "declaration": _captured(
            f"^\\s*([-－·•])\\s*([^：:「《（(]+)\\s*([：:])\\s*({_either(_spellings(table['type']))})(?=[〔，,\\s#]|$)",
            "punctuation.definition.list", "variable.other.declaration", "punctuation.separator.label",
            "storage.type",
        ),
        "label": _captured(
            f"^\\s*({_either(_spellings(table['label']))})\\s*(?:({mark})|(「[^」]*」))?\\s*([：:])",
            "keyword.control.label", "constant.language.reading", "string.quoted.other",
            "punctuation.separator.label",
        ),
        "item": _captured("^\\s*([-－·•])", "punctuation.definition.list"),
        "rule": _rule("punctuation.separator.table", "^\\s*[|｜][\\s|｜:：]*[-－]{2,}[-－|｜:：\\s]*$"),
        "column": _captured(
            f"(?<=[|｜])\\s*({_either(_spellings(table['column']))})(?=\\s)", "keyword.control.column"
        ),
        "bar": _rule("punctuation.separator.table", "[|｜]"),
        "string": _rule("string.quoted.other", "「[^」]*」?|《[^》]*》?"),
        "mark": _rule("constant.language.reading", f"{mark}|[（(]{table['mark']['silent']}[）)]"),
        "type": _rule(
            "storage.type", f"{_BEFORE}(?:{_either(_spellings(table['type']))})(?=〔|$|\\s*[，,])"
        ),
        "digest": _rule("constant.other.digest", f"{_BEFORE}[0-9a-fA-F]{{64}}{_AFTER}"),
        "value": _rule("constant.language", f"{_BEFORE}(?:{_either(values)}){_AFTER}"),
        "date": _rule(
            "constant.numeric.date",
            f"{_DIGIT}{{4}}\\s*年\\s*{_DIGIT}{{1,2}}\\s*月(?:\\s*{_DIGIT}{{1,2}}\\s*日)?"
            f"|{_DIGIT}{{4}}-{_DIGIT}{{2}}-{_DIGIT}{{2}}|{_DIGIT}{{1,2}}月(?:{_DIGIT}{{1,2}}日|末日)",
        ),
        "number": _rule(
            "constant.numeric",
            f"{_DIGIT}(?:[0-9０-９,，.．]*{_DIGIT})?\\s*(?:{_UNITS})?|百分之{_CN}+"
            f"|{_BEFORE}{_CN}+(?:{_UNITS}|成){_AFTER}",
        ),
        "word": _rule(
            "keyword.operator.word", f"{_BEFORE}(?:{_either(plain)})(?![^{_BREAK}0-9０-９])"
        ),
        "note": _captured(
            f"[，,]\\s*({_either(_spellings(table['step'] | table['choice']))})(?=[\\s，,]|$)",
            "storage.modifier",
        ),
        "attribute": _rule(
            "storage.modifier", f"{_BEFORE}(?:{_either(_spellings(table['attr']))}){_AFTER}"
        ),
        "sign": _rule("keyword.operator.arithmetic", _either(signs)),
    }  # fmt: skip
    return {
        "$comment": "由 docs/generate.py 从 grammar/keywords.toml 写出，不要手改。",
        "name": "依据 Yiju",
        "scopeName": "source.yiju",
        "fileTypes": ["yiju"],
        "patterns": [{"include": f"#{name}"} for name in rules],
        "repository": rules,
    }


def written() -> str:
    """The text of the file."""
    return json.dumps(grammar(), ensure_ascii=False, indent=2) + "\n"
