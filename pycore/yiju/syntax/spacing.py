"""The one canonical spacing of a line of tokens, for the formatter and for texts in the tree."""

from __future__ import annotations

from collections.abc import Sequence

from yiju.syntax.token import Token, printed_prose

_FUNCTIONS = (
    "SUCH", "COUNT", "SUM", "EARLIEST", "LATEST", "OVERLAP", "GAPDAY", "GAPDAYS", "GAPMONTHS",
    "MISSED", "RUN", "DAYSUM", "MONTHSUM",
)  # fmt: skip
_TIGHT_BEFORE = frozenset(
    (
        "DUN",
        "COMMA",
        "SEMI",
        "COLON",
        "RP",
        "LB",
        "RB",
        "K_MONTHS",
        "SILENT",
        "TEXT",
        "DAYNUM",
        "A_FIRST",
    )
)
_TIGHT_AFTER = frozenset(
    (
        "DUN",
        "COMMA",
        "SEMI",
        "COLON",
        "LP",
        "LB",
        "MARK",
        "K_MAX",
        "K_MIN",
        "K_FLOOR",
        *(f"K_{name}" for name in _FUNCTIONS),
        "KEY",
        "RB",
        "TYPE",
    )
)
_OF_A_YEAR = ("K_LASTYEAR", "K_THISYEAR", "K_NEXTYEAR")
_TIGHT_PAIRS = frozenset({("TEXT", "LOC"), *((word, "MONTHDAY") for word in _OF_A_YEAR)})


def spell(tokens: Sequence[Token]) -> str:
    """The tokens as one line of text."""
    out: list[str] = []
    for k, token in enumerate(tokens):
        if k and _spaced(tokens, k):
            out.append(" ")
        out.append(spelling(token))
    return "".join(out)


def spelling(token: Token) -> str:
    """One token as printed; quotations keep their quotes and the author's spaces."""
    if token.type == "TEXT":
        return token.text[0] + printed_prose(token.text[1:-1]) + token.text[-1]
    return token.text


def _spaced(tokens: Sequence[Token], k: int) -> bool:
    """Whether a space stands before token k."""
    before, here = tokens[k - 1].type, tokens[k].type
    if here == "TEXT" and before.startswith("K_"):
        return True
    if here in _TIGHT_BEFORE or before in _TIGHT_AFTER or before.startswith("H_"):
        return False
    if (before, here) in _TIGHT_PAIRS:
        # 的 次年1月1日 is one point in time; 至 次年 2月末日 is the end of a stretch.
        return here == "MONTHDAY" and not (k > 1 and tokens[k - 2].type == "K_OF")
    return True
