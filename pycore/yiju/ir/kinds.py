"""Kinds of values: their names for messages, and which operations fit which kinds."""

from __future__ import annotations

from yiju.ir.model import Kind

SHOWN: dict[str, str] = {
    "bool": "是否",
    "finding": "认定",
    "one": "单选",
    "many": "多选",
    "scale": "等级",
    "money": "金额",
    "ratio": "比例",
    "number": "数",
    "duration": "时长",
    "year": "年度",
    "date": "日期",
    "window": "时段",
}
# Token ids of 【类型】 in the tree → kinds of the IR.
OF_TOKEN: dict[str, Kind] = {
    "BOOL": "bool",
    "FINDING": "finding",
    "ONE": "one",
    "MANY": "many",
    "SCALE": "scale",
    "MONEY": "money",
    "RATIO": "ratio",
    "INT": "number",
    "SPAN": "duration",
    "YEAR": "year",
    "DATE": "date",
    "WINDOW": "window",
}
PLAIN = ("ratio", "number")


def comparable(left: Kind, right: Kind) -> bool:
    """Whether two kinds have a common order."""
    return left == right or (left in PLAIN and right in PLAIN)


def result(op: str, left: Kind, right: Kind) -> Kind | None:
    """The kind of `left op right`, None when it makes no sense."""
    if op in "+-":
        if left == right and left in ("money", "number", "ratio"):
            return left
        return "number" if left in PLAIN and right in PLAIN else None
    if op == "*":
        if "money" in (left, right):
            return "money" if left in PLAIN or right in PLAIN else None
        return "number" if left in PLAIN and right in PLAIN else None
    if left == "money":
        return "money" if right in PLAIN else "number" if right == "money" else None
    return "number" if left in PLAIN and right in PLAIN else None
