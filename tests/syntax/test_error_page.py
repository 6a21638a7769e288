"""docs/errors/syntax.md lists every cause with an example drawn from the goldens.

`UPDATE_GOLDEN=1` writes it anew, after the goldens themselves.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from yiju.diagnostic import Diagnostic
from yiju.syntax import errors

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "errors" / "syntax.md"
GOLDEN = ROOT / "tests" / "golden" / "syntax"
PARTS = {
    "Y1": "名称、字符和数",
    "Y2": "行、卡片和条件",
    "Y3": "表和读法",
    "Y4": "声明",
}


def _causes() -> dict[str, type[Diagnostic]]:
    found = [
        cls
        for cls in vars(errors).values()
        if isinstance(cls, type) and issubclass(cls, Diagnostic) and cls.code != "Y000"
    ]
    assert len({cls.code for cls in found}) == len(found), "two causes share a code"
    return {cls.code: cls for cls in sorted(found, key=lambda cls: cls.code)}


def _example(code: str) -> str:
    for path in sorted(GOLDEN.glob("*.screen")):
        text = path.read_text("utf-8")
        if text.startswith(f"错误 {code}"):
            return text.split("\n\n")[0].rstrip()
    raise AssertionError(f"no golden shows {code} alone")


def _blanks(template: str) -> str:
    return re.sub(r"\{\w+\}", "……", template)


def _page() -> str:
    out = ["# 卡片文件的错误", "", "每种原因一节：说什么错、怎样改、一个例子。", ""]
    part = ""
    for code, cls in _causes().items():
        if code[:2] != part:
            part = code[:2]
            out += [f"## {PARTS[part]}", ""]
        out += [f"### {code}", "", _blanks(cls.message), "", "```text", _example(code), "```", ""]
    return "\n".join(out)


def test_the_page_is_current() -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(_page(), "utf-8")
    assert PAGE.read_text("utf-8") == _page()
