"""The pages of errors: what each code means, how to mend it, an example that was run.

One source of truth: `docs/errors/*.md`, which tests write from what the program really prints, and
which the wheel carries as data. A page is read only when it is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from yiju import assets
from yiju.source import fold

FOLDER = "docs/errors"
ORDER = ("syntax", "resolving", "cases")  # as a drafter meets them
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class ErrorPage:
    """What is told of one code."""

    code: str
    group: str  # the phase in which it is found, and the part of it: 卡片文件的错误 · 声明
    text: str  # Markdown, without its heading
    words: str  # names that the examples use, as a vocabulary to read them with; may be empty

    @property
    def title(self) -> str:
        """Its first paragraph."""
        return self.text.partition("\n\n")[0]

    @property
    def markdown(self) -> str:
        """The whole page, headed by its code."""
        return f"# {self.code}\n\n{self.text}\n"


@cache
def error_pages() -> tuple[ErrorPage, ...]:
    """Every page, in the order in which the phases come, then by code."""
    folder = assets.folder(FOLDER)
    return tuple(
        page
        for name in ORDER
        for page in _pages((folder / f"{name}.md").read_text(encoding="utf-8"))
    )


def error_page(code: str) -> ErrorPage | None:
    """The page of a code: `Y101`, `y101`, `101`, full-width or not. None: there is no such code."""
    wanted = _code(code)
    return next((page for page in error_pages() if page.code == wanted), None)


def like_code(code: str, count: int = 3) -> list[str]:
    """Codes that look like one that does not exist."""
    return get_close_matches(_code(code), [page.code for page in error_pages()], count)


def pieces(text: str) -> list[tuple[str, str]]:
    """Markdown of a page as (language, text): the language of a fenced block, or `""` for prose."""
    found: list[tuple[str, str]] = []
    after = 0
    for fence in _FENCE.finditer(text):
        found += [("", text[after : fence.start()].strip("\n")), (fence[1], fence[2].rstrip("\n"))]
        after = fence.end()
    return [(kind, part) for kind, part in [*found, ("", text[after:].strip("\n"))] if part]


def _code(written: str) -> str:
    plain = fold(written).replace(" ", "").upper()
    return f"Y{plain}" if plain.isdigit() else plain


def _pages(text: str) -> list[ErrorPage]:
    """The sections `### code` of one file, under its title and its parts."""
    found: list[ErrorPage] = []
    title, part, words = "", "", ""
    headings = list(_HEADING.finditer(_masked(text)))
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        body = text[heading.end() : following.start() if following else len(text)].strip("\n")
        name = text[heading.start(2) : heading.end(2)]
        if heading[1] == "#":
            title = name
            words = next((part for kind, part in pieces(body) if kind == "yiju"), "")
        elif heading[1] == "##":
            part = name
        else:
            found.append(ErrorPage(name, " · ".join(filter(None, (title, part))), body, words))
    return found


def _masked(text: str) -> str:
    """The text with fenced blocks blanked, so that `#` in an example heads nothing."""
    return _FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
