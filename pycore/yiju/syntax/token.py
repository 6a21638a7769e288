"""A token, and what the scanner hands to the parser and to the printer: lines of tokens."""

from __future__ import annotations

import re

import msgspec

from yiju.diagnostic import Diagnostic
from yiju.source import Span
from yiju.syntax.lines import Line


class Token(msgspec.Struct, frozen=True):
    """One token. `text` is its canonical spelling; `value` what it means: a Keyword, a literal's
    value, the keys of a mark. `written` differs from `text` where the formatter rewrites."""

    type: str
    text: str
    span: Span
    value: object = None


class Scanned(msgspec.Struct, frozen=True):
    """One physical line with its tokens. With an `error` the tokens are those before it.

    `skip`: not to be parsed and nothing to be said (rows under a faulty table header)."""

    line: Line
    tokens: tuple[Token, ...] = ()
    error: Diagnostic | None = None
    skip: bool = False


class ScanError(Exception):
    """Carries a diagnostic out of the scan of one line; caught where lines are scanned."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"})
# Latin letters, digits and signs: a space between two of them says something. Not the punctuation
# above, which is made full-width and is as wide as a space already.
_LATIN = r"[\"-'*-+\--9<->@-~]"
_BETWEEN_LATIN = re.compile(rf"(?<!{_LATIN}) +| +(?!{_LATIN})")


def prose(folded: str) -> str:
    """Quoted prose in the one form the tree keeps: punctuation full-width, no spaces at Han."""
    return _BETWEEN_LATIN.sub("", folded.strip()).translate(_WIDE)


def printed_prose(folded: str) -> str:
    """Quoted prose as the formatter prints it: the author's spaces kept, but single."""
    return re.sub(" +", " ", folded.strip()).translate(_WIDE)
