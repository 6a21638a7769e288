"""Write the parts of docs/language.md that come from data: `python docs/generate.py`.

The keyword table is made from grammar/keywords.toml. What stands between the marks is replaced.
tests/docs/test_language.py checks that it is up to date.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "language.md"
KEYWORDS = ROOT / "grammar" / "keywords.toml"
START, END = "<!-- 关键词表：由 docs/generate.py 写 -->", "<!-- 关键词表完 -->"
SECTIONS = {
    "head": "卡头（写在【】里）",
    "label": "标签（行首，后接冒号）",
    "word": "行中的词",
    "type": "类型（声明里）",
    "attr": "属性（声明里）",
    "measure": "就高所比（`按` 之后）",
    "column": "表头",
}


def _listed(words: list[str]) -> str:
    return "、".join(f"`{word}`" for word in words) if words else "—"


def _rows(section: dict[str, dict[str, Any]]) -> list[str]:
    return [
        "| `{}` | {} | {} | {} |".format(
            word["spell"], _listed(word.get("also", [])), _listed(word.get("synonyms", [])),
            word["gloss"] + ("。" + word["hover"] if word.get("hover") else ""),
        ).replace("||", "| |")
        for word in section.values()
    ]  # fmt: skip


def keyword_table() -> str:
    """The tables of all sections, as Markdown."""
    table = tomllib.loads(KEYWORDS.read_text("utf-8"))
    out = []
    for section, title in SECTIONS.items():
        out += [f"**{title}**", "", "| 写法 | 同样可用 | 格式化时改成写法的 | 意思 |", "|---|---|---|---|"]
        out += [*_rows(table[section]), ""]
    return "\n".join(out)


def written(page: str) -> str:
    """The page with the generated part put in."""
    before, rest = page.split(START, 1)
    _, after = rest.split(END, 1)
    return f"{before}{START}\n\n{keyword_table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
