"""The bytes of a scraped text as characters: what Chinese pages and word processors write."""

from __future__ import annotations

import codecs

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class NoText(Exception):
    """The bytes are text in none of the encodings."""


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and what to note about it: nothing for UTF-8.

    UTF-8 hardly ever fits by accident, so it is tried before GB18030, which fits much.
    """
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    for name in filter(None, (marked, "utf-8", "gb18030")):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if name == "gb18030" and "\0" in text:
            break  # a picture or a program
        return text, "" if name.startswith("utf-8") else f"原文不是 UTF-8，按 {name.upper()} 读"
    raise NoText
