"""Kinds of values: their names for messages, and which operations fit which kinds."""

from __future__ import annotations

from yiju.ir import model as ir
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
ORDERED = ("money", "ratio", "number", "duration", "year", "date")
# How a value of a kind is written, for remedies.
HOW: dict[str, str] = {
    "bool": "请写「是」或「否」，或把名称单独写作条件。",
    "finding": "请写「是」或「否」，或把名称单独写作条件。",
    "one": "单选请写「为」「不为」「属于」，后面写它的取值。",
    "many": "多选请写「含」「不含」，后面写它的取值。",
    "scale": "等级请写「为」或「在 … 至 …」，后面写它的取值。",
    "money": "金额要写「元」，例如 100元、2万元；或写一项金额的名称。",
    "ratio": "比例要写「%」，例如 50%；或写一项比例的名称。",
    "number": "数不带单位，例如 3；或写一项数的名称。",
    "duration": "时长要写「个月」「年」或「天」，例如 3个月；或写一项时长的名称。",
    "year": "年度要写成 2025年度；或写一项年度的名称。",
    "date": "日期要写全年月日，例如 2025年9月9日；或写一项日期的名称。",
    "window": "时段要写成 每年 9月1日 至 12月31日；或写一项时段的名称。",
}
_EXAMPLES = {
    "bool": "{0} 为 是",
    "finding": "{0} 为 是",
    "money": "{0} 超过 1000元",
    "ratio": "{0} 不低于 50%",
    "number": "{0} 不少于 3",
    "duration": "{0} 不少于 3个月",
    "year": "{0} 为 2025年度",
    "date": "{0} 不晚于 2025年9月9日",
    "window": "某个日期 在 {0} 内",
}


def example(name: str, kind: Kind, domain: tuple[str, ...] = ()) -> str:
    """A condition about a named quantity of a kind."""
    if domain and kind == "scale":
        return f"{name} 在 {domain[0]} 至 {domain[-1]}"
    if domain:
        return f"{name} {'含' if kind == 'many' else '为'} {domain[0]}"
    return _EXAMPLES.get(kind, "{0} 为 …").format(name)


def how_to_compute(op: str, left: Kind, right: Kind) -> str:
    """What to write instead of an operation that makes no sense."""
    both = {left, right}
    if "date" in both:
        return "日期推后请写「X 加 3个月」「X 的 次日」；两个日期差几个月写「Y 与 X 相隔月数」。"
    if "duration" in both:
        return "时长不参加加减乘除；算出来的月数请写「（算式）个月」，日期推后写「日期 加 3个月」。"
    if both == {"money"} or (right == "money" and op == "/"):
        return "金额只能乘除比例或数。"
    if "money" in both and both & set(PLAIN):
        return "金额只能加减金额；按比例的请写「金额 × 比例」，数额请写上「元」。"
    return "算式里只能放金额、比例和数。"


def unit(expr: ir.Node) -> str:
    """What a duration is counted in, where its form tells: months, days, or empty."""
    match expr:
        case ir.Days() | ir.Stretch(op="gapdays" | "daysum") | ir.Apart(measure="days"):
            return "days"
        case ir.Months() | ir.AsMonths() | ir.Stretch():
            return "months"
        case ir.Apart() if not expr.measure.startswith("on_"):
            return "months"
        case _:
            return ""


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
