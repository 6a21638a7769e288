"""docs/errors: every cause on exactly one page, with an example that was run.

`UPDATE_GOLDEN=1` writes resolving.md and cases.md anew (syntax.md: tests/syntax).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from types import ModuleType

import pytest
from case.test_case_goldens import FILES
from case.test_case_goldens import read as read_case_file
from docs import (
    resolving_chapters,
    resolving_likened,
    resolving_papers,
    resolving_records,
    resolving_tasks,
)
from docs.fences import ROOT
from docs.resolving_examples import EXAMPLES as GENERAL
from docs.resolving_examples import VOCABULARY

from yiju.case import errors as case_errors
from yiju.case import given_errors
from yiju.case.nodes import decode
from yiju.diagnostic import Diagnostic
from yiju.ir import errors as ir_errors
from yiju.ir import (
    errors_chapters,
    errors_likened,
    errors_money,
    errors_papers,
    errors_records,
    errors_tasks,
    errors_unknowns,
)
from yiju.pipeline import read_policy
from yiju.render.screen import draw_all
from yiju.source import Source
from yiju.syntax import errors as syntax_errors

EXAMPLES = {
    **GENERAL,
    **resolving_records.EXAMPLES,
    **resolving_tasks.EXAMPLES,
    **resolving_papers.EXAMPLES,
    **resolving_chapters.EXAMPLES,
    **resolving_likened.EXAMPLES,
}
PAGES = ROOT / "docs" / "errors"
Causes = dict[str, type[Diagnostic]]
# Told before resolving by the reader of cards, under a code of its own.
EARLIER = {
    "NoResult": "Y222",
    "MarkWithoutReading": "Y223",
    "SilentOption": "Y224",
    "SpokenOption": "Y226",
    "UnconditionalUnderReading": "Y225",
    "ConstraintUnderReading": "Y223",
}
# Told when a case is decided, not when it is read.
DECIDED = {
    "Y591": "读的时候看不出来，判的时候才报：案情写了这一项，又列了能推算它的记录（semantics.md 第14节）。"
}
# No card file shows them.
OUTSIDE = {
    "NothingToRead": "目录里没有以 .yiju 结尾的文件，或者路径写错了。",
    "NotUtf8": "文件存成了别的编码（GBK、UTF-16）。",
    "Unreadable": "路径不存在，或者没有权限。",
}


def _causes(*modules: ModuleType) -> Causes:
    found = {
        cls.code: cls
        for module in modules
        for name, cls in vars(module).items()
        if isinstance(cls, type) and issubclass(cls, Diagnostic) and not name.startswith("_")
    }
    found.pop(Diagnostic.code, None)
    return dict(sorted(found.items()))


RESOLVING, CASES = (
    _causes(
        ir_errors,
        errors_chapters,
        errors_likened,
        errors_money,
        errors_papers,
        errors_records,
        errors_tasks,
        errors_unknowns,
    ),
    _causes(case_errors, given_errors),
)
SYNTAX = _causes(syntax_errors)


def _blanks(template: str) -> str:
    return re.sub(r"\{\w+\}", "……", template).replace("{{", "{").replace("}}", "}")


def _block(text: str, language: str = "text") -> list[str]:
    return [f"```{language}", text.strip("\n"), "```", ""]


# ── resolving.md ─────────────────────────────────────────────────────────────


def _resolved(text: str) -> tuple[list[Diagnostic], str]:
    sources = [Source("小词汇.yiju", VOCABULARY), Source("例.yiju", text)]
    _, found = read_policy(sources)
    return found, draw_all(found[:1], {s.name: s for s in sources})


def _resolving_page() -> str:
    out = [
        "# 归结时的错误", "",
        "卡片逐张读懂以后，把名称、类型、位置、读法对起来；对不上的，报在这里。",
        "每节先说意思，再给一个最小的例子和屏幕上的样子。例子都同下面的小词汇一起读。", "",
        *_block(VOCABULARY, "yiju"),
    ]  # fmt: skip
    for code, cls in RESOLVING.items():
        name = cls.__name__
        out += [f"### {code}", ""]
        if name in OUTSIDE:
            out += [OUTSIDE[name], "", _blanks(cls.message), "", f"改法：{_blanks(cls.remedy)}", ""]
            continue
        text, meaning = EXAMPLES[name]
        _, screen = _resolved(text)
        out += [meaning, "", *_block(text, "yiju"), *_block(screen)]
    return "\n".join(out)


@pytest.mark.parametrize("name", [cls.__name__ for cls in RESOLVING.values()])
def test_the_example_shows_its_cause(name: str) -> None:
    if name in OUTSIDE:
        return
    found, _ = _resolved(EXAMPLES[name][0])
    told = {type(d).__name__ for d in found} if name not in EARLIER else {d.code for d in found}
    assert told == {EARLIER.get(name, name)}


# ── cases.md ─────────────────────────────────────────────────────────────────


def _told() -> dict[str, str]:
    """Code → the shortest screen among the goldens that shows it."""
    drawn: dict[str, list[str]] = {}
    for path in FILES:
        source = decode(path.name, path.read_bytes())
        for found in read_case_file(source):
            drawn.setdefault(found.code, []).append(draw_all([found], {source.name: source}))
    return {code: min(screens, key=lambda s: (len(s), s)) for code, screens in drawn.items()}


def _cases_page() -> str:
    screens = _told()
    out = [
        "# 案情、参数、假定和用例文件的错误", "",
        "每种原因一节：说什么错、怎样改、屏幕上的样子。格式见 [case-format.md](../case-format.md)。", "",
    ]  # fmt: skip
    for code, cls in CASES.items():
        kind = "（警告，不妨碍判）" if cls.severity == "warning" else ""
        out += [f"### {code}", "", f"{_blanks(cls.message)}{kind}", ""]
        if code in screens:
            out += _block(screens[code])
        else:
            when = DECIDED.get(code, "只有程序或命令行能犯这个错。")
            out += [f"改法：{_blanks(cls.remedy)}", "", when, ""]
    return "\n".join(out)


# ── all pages ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["resolving", "cases"])
def test_the_page_is_current(name: str) -> None:
    page, text = PAGES / f"{name}.md", {"resolving": _resolving_page, "cases": _cases_page}[name]()
    if os.environ.get("UPDATE_GOLDEN"):
        page.write_text(text, "utf-8")
    assert page.read_text("utf-8") == text


def test_every_cause_is_on_exactly_one_page() -> None:
    headings = Counter(
        code
        for page in PAGES.glob("*.md")
        for code in re.findall(r"^### (Y\d+)", page.read_text("utf-8"), re.MULTILINE)
    )
    assert set(headings) == {*SYNTAX, *RESOLVING, *CASES}
    assert [code for code, n in headings.items() if n > 1] == []


def test_codes_that_pages_name_exist() -> None:
    known = {*SYNTAX, *RESOLVING, *CASES}
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        named = set(re.findall(r"\bY\d{3}\b", page.read_text("utf-8")))
        assert named <= known, page
