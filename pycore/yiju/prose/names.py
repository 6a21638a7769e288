"""How declared names stand in a sentence: what they are tells whether 属于, 视为 or 成立 fits."""

from __future__ import annotations

from yiju.ir import model as ir

# What a name of a person or a group ends in: 属于 fits before it.
_GROUPS = (
    "人员", "人口", "对象", "群体", "职工", "军人", "子女", "配偶", "大学生", "学生", "新生儿",
    "家庭", "新生", "居民", "的人", "士兵", "单位",
)  # fmt: skip
# What a name of something done begins with: it can stand as a predicate.
_DEEDS = (
    "设置", "享受", "给予", "应当", "可以", "适用", "保留", "终止", "暂停", "恢复", "办理", "随同",
    "免",
)  # fmt: skip


def is_group(name: str) -> bool:
    """Whether a name is that of people: 未连续参保人员."""
    return name.endswith(_GROUPS)


def is_deed(name: str) -> bool:
    """Whether a name says what is done: 设置待遇等待期."""
    return name.startswith(_DEEDS)


def quoted(name: str) -> str:
    """A name that the policy declares, told from the words around it."""
    return f"「{name}」"


def listed(names: list[str] | tuple[str, ...], end: str = "之一") -> str:
    """`甲`, or `甲、乙之一`."""
    return names[0] if len(names) == 1 else "、".join(names) + end


def here(locator: str) -> str:
    """How a place speaks of itself: 本条, 本段, 本项, 本目."""
    for ending, word in (("段", "本段"), ("句", "本句"), ("款", "本款"), ("）", "本项")):
        if locator.endswith(ending):
            return word
    return "本目" if locator[-1:].isdigit() else "本条"


def is_row(clause: ir.Clause) -> bool:
    """Whether a clause is a row of a table: a row stands on one line, a card on several."""
    return clause.kind == "rule" and clause.span.line == clause.span.end_line


def this(notice: ir.Notice) -> str:
    """How a document speaks of itself: 本办法, 本通知."""
    if notice.kind != "notice":
        return "本词汇"
    for word in ("办法", "细则", "规定", "条例", "方案", "意见", "通知"):
        if notice.name.endswith(word):
            return "本" + word
    return "本文件"
