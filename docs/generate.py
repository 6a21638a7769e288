"""Write the parts of the pages that come from data: `python docs/generate.py`.

language.md gets the keyword table of grammar/keywords.toml, architecture.md the list of modules
with the first sentence of each docstring. What stands between the marks is replaced.
grammar/yiju.tmLanguage.json is written whole, by textmate.py.
tests/docs/test_generated.py checks that all are up to date.
"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LANGUAGE, ARCHITECTURE = ROOT / "docs" / "language.md", ROOT / "docs" / "architecture.md"
KEYWORDS = ROOT / "grammar" / "keywords.toml"
PACKAGES = ("pycore/yiju", "cli/yiju_cli")
SECTIONS = {
    "head": "卡头（写在【】里）",
    "label": "标签（行首，后接冒号）",
    "word": "行中的词",
    "type": "类型（声明里）",
    "attr": "属性（声明里）",
    "choice": "选择之后",
    "step": "程序的一步（逗号之后）",
    "measure": "就高所比（`按` 之后）",
    "premise": "先后理由的前提（`前提：` 之后）",
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
        out += [
            f"**{title}**",
            "",
            "| 写法 | 同样可用 | 格式化时改成写法的 | 意思 |",
            "|---|---|---|---|",
        ]
        out += [*_rows(table[section]), ""]
    return "\n".join(out)


def sentence(module: Path) -> str:
    """The first sentence of a module's docstring, as far as it stands on the first line."""
    text = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    line = text.partition("\n")[0]
    return line[: line.rfind(".") + 1] or line


def file_table() -> str:
    """Every module of the two packages, folder by folder. A folder's own sentence heads it."""
    out = []
    for package in PACKAGES:
        modules = sorted((ROOT / package).rglob("*.py"), key=lambda p: (str(p.parent), p.name))
        for folder in dict.fromkeys(p.parent for p in modules):
            about = sentence(folder / "__init__.py") if (folder / "__init__.py").exists() else ""
            out += [f"**`{folder.relative_to(ROOT).as_posix()}/`** {about}".rstrip(), ""]
            for module in modules:
                if module.parent == folder and module.name != "__init__.py":
                    out.append(f"- `{module.name}` — {sentence(module)}")
            out.append("")
    return "\n".join(out)


MADE = {LANGUAGE: ("关键词表", keyword_table), ARCHITECTURE: ("文件表", file_table)}


def written(page: Path) -> str:
    """The text of a page with its generated part put in."""
    name, make = MADE[page]
    start, end = f"<!-- {name}：由 docs/generate.py 写 -->", f"<!-- {name}完 -->"
    before, rest = page.read_text("utf-8").split(start, 1)
    _, after = rest.split(end, 1)
    return f"{before}{start}\n\n{make()}\n{end}{after}"


if __name__ == "__main__":
    for page in MADE:
        page.write_text(written(page), "utf-8")
    import textmate

    textmate.MADE.write_text(textmate.written(), "utf-8")
