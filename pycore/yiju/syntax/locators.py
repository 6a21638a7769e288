"""Places in a notice: 第十二条（二）2前段, 五、3第四段中句. One canonical form in the tree."""

from __future__ import annotations

import re

from yiju.syntax.numerals import chinese

_CN = "零一二三四五六七八九十百千"
_PART = (
    rf"(?:第 *(?:[{_CN}]{{1,8}}|\d{{1,4}}) *(?:条|款|项|目|段|句|章|节|编|部分)"
    rf"(?: *之 *[{_CN}]{{1,3}})?"
    rf"|\( *(?:[{_CN}]{{1,5}}|\d{{1,3}}) *\)"
    rf"|[{_CN}]{{1,5}} *、"
    r"|\d{1,3}(?:\.\d{1,3})*[、.]?"
    r"|[①-⑳]"
    r"|[首前中后末](?:段|句)"
    r"|但书|序言|题注|附则|附件|附表"
    rf"|[{_CN}]{{1,5}}(?!\w))"
)
_LOCATOR = re.compile(rf"{_PART}(?: *{_PART})*")
_ORDINAL = re.compile(r"第(\d+)")


def locator_end(text: str, start: int) -> int:
    """The end of the locator that begins at `start` of a folded text; `start` when none does."""
    found = _LOCATOR.match(text, start)
    return found.end() if found else start


def canonical_locator(text: str) -> str:
    """No spaces, （） full-width, 第3条 as 第三条, no 、 left at the end."""
    plain = text.replace(" ", "").rstrip("、.")
    plain = plain.replace("(", "（").replace(")", "）")
    return _ORDINAL.sub(lambda m: "第" + chinese(int(m[1])), plain)
