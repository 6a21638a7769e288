"""The fingerprint of a unit of a source text: the one normal form, and its SHA-256.

What copying changes is left out of the normal form, what a legislator writes is not: white space,
the width of characters, the shapes of quotation marks, brackets and dashes. So a notice taken from
a web page and from a scan have the same fingerprints where they have the same words. A card
carries it as 原文：.
"""

from __future__ import annotations

import hashlib
import re

from yiju.source import fold

_SHAPES = str.maketrans(
    {
        "“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "﹝": "〔", "﹞": "〕",
        "[": "〔", "]": "〕", "．": ".", "•": "·", "—": "-", "–": "-", "−": "-", "﹣": "-",
        "〇": "○", "。": ".", "､": "、",
    }
)  # fmt: skip
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")


def normal_form(text: str) -> str:
    """The text as it is fingerprinted."""
    return re.sub(r"\s+", "", _INVISIBLE.sub("", fold(text))).translate(_SHAPES)


def fingerprint(text: str) -> str:
    """SHA-256 of the normal form in UTF-8: 64 hexadecimal digits."""
    return hashlib.sha256(normal_form(text).encode()).hexdigest()
