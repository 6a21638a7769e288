"""Random cards: derivations of grammar/cards.lark, written out as a drafter might.

Every rule of the language is tried in every combination that the grammar allows, nonsense
included: the formatter and the reader of texts do not ask what a card means. Declarations and
tables, whose lines hang together, come from the samples.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from functools import cache

from lark.grammar import Rule, Terminal

from yiju.syntax.keywords import keywords
from yiju.syntax.parser import grammar

_COMMON = ("presumption", "basis", "digest")
# Heads, the line that must be there, and the lines that may be.
FRAMES = {
    "【条】第十二条（二）「试一试」": ("then", ("who", "condition", "start", "cap", "cap_range", "cap_key", "over", "relation", "then")),
    "【定义】试名": ("condition", ("at", "over", "condition")),
    "【参数】另一试名": ("value_line", ("at",)),
    "【约束】「试一试」": ("always", ("at", "condition")),
    "【未编】第三条": ("affects", ()),
    "【推算】试名": ("derived", ("at",)),
    "【职责】第五条「试一试」": ("agents", ("act", "trigger", "due_line", "who", "condition")),
    "【程序】第六条「试一试」": ("step", ("who", "step")),
}  # fmt: skip
NAMES = (
    "险种",
    "医保报销后合规余额",
    "缴费日",
    "涉及违法违规行为",
    "住院医疗补助",
    "三属",
    "伤残等级",
)
WORDS = {
    "NAME": NAMES,
    "DECL": ("试名", "另一试名"),
    "WORD": ("重庆市", "甲局", "同一机关"),
    "TEXT": ("「试一试」", "「医保、优抚（试行）」", "《某某 办法》", "「甲 b，c」"),
    "LOC": ("第十二条（二）2前段", "五、3第四段中句", "末段首句", "第三条", "二、（三）末句"),
    "MONEY": ("2万元", "二万元", "20,000元", "0.5元", "8000.25元"),
    "PERCENT": ("50%", "百分之五十", "五成"),
    "NUMBER": ("3", "12", "0"),
    "MONTHS": ("3个月", "三个月", "2年"),
    "DAYS": ("90天", "九十天"),
    "YEAR": ("2025年度",),
    "DATE": ("2025年9月9日", "2025-09-09", "二〇二五年九月九日"),
    "MONTHDAY": ("9月1日", "二月末日"),
    "DAYNUM": ("1日", "末日"),
    "HEX": ("0123456789abcdef" * 4,),
    "TYPE": ("是否", "金额", "时长"),
    "STEP": ("第1步", "第二步"),
    "MARK": ("（甲）", "（甲、乙）"),
    "KEY": ("甲", "乙"),
    "SILENT": ("（无此行）",),
    "MEASURE": ("实得额", "全年合计"),
}
SIGNS = {
    "COMMA": "，", "DUN": "、", "SEMI": "；", "COLON": "：", "LP": "（", "RP": "）", "ITEM": "- ", "STEPITEM": "- ",
    "LB": "〔", "RB": "〕", "DASH": "—",
}  # fmt: skip
_PLAIN = 0.4  # how often the shortest form is taken, so that what is deep is not also broad
_SECTION = {"H": "head", "L": "label", "K": "word", "CH": "choice", "A": "attr", "S": "step"}


@cache
def _rules() -> dict[str, list[Rule]]:
    found = defaultdict(list)
    for rule in grammar().rules:
        found[rule.origin.name].append(rule)
    return found


def _derive(name: str, rng: random.Random, depth: int) -> list[str]:
    """Terminals of a random derivation; deep down, the shortest expansions."""
    forms: dict[str, list[Rule]] = defaultdict(list)
    for rule in _rules()[name]:
        forms[rule.alias or ""].append(rule)
    choices = rng.choice(list(forms.values()))
    if depth <= 0 or (rng.random() < _PLAIN and name != "prim"):
        shortest = min(len(rule.expansion) for rule in _rules()[name])
        choices = [rule for rule in _rules()[name] if len(rule.expansion) == shortest]
    chosen = rng.choice(choices)
    if name == "cmp" and len(chosen.expansion) == 1:
        return ["NAME"]  # of values by themselves, only a name is a condition
    if name == "any_of_below":
        chosen = max(_rules()[name], key=lambda rule: len(rule.expansion))  # with alternatives
    out: list[str] = []
    for symbol in chosen.expansion:
        plain = symbol.name
        out += [plain] if isinstance(symbol, Terminal) else _derive(plain, rng, depth - 1)
    return out


def _word(terminal: str, rng: random.Random) -> str:
    if terminal in WORDS:
        return rng.choice(WORDS[terminal])
    if terminal in SIGNS:
        return SIGNS[terminal]
    prefix, _, id_ = terminal.partition("_")
    return rng.choice(keywords().get(_SECTION[prefix], id_).spellings)


def _line(rule: str, rng: random.Random, depth: int) -> str:
    """A random line, its label with what belongs before the colon."""
    out: list[str] = []
    for terminal in _derive(rule, rng, depth):
        if terminal == "_EOL":
            out.append("\n")
            continue
        word = _word(terminal, rng)
        if out and out[-1].endswith("：") and terminal == "MARK":
            out[-1] = out[-1][:-1] + f"{word}："
        else:
            out.append(f"{word}：" if terminal.startswith("L_") else f"{word} ")
    return "".join(out)


def random_card(rng: random.Random) -> str:
    """A card of a random kind. Marks have their reading; most cards are sound."""
    clause, *others = FRAMES.items()  # 条 more often: most words stand there
    head, (needed, possible) = rng.choice([clause, clause, clause, *others])
    depth = rng.randint(4, 24)
    lines = [_line(rng.choice((*possible, *_COMMON)), rng, depth) for _ in range(rng.randint(0, 3))]
    lines.insert(rng.randint(0, len(lines)), _line(needed, rng, depth))
    if head.startswith("【定义】"):
        lines = [re.sub("^(若|且|除非|适用于)", "指", line) for line in lines]
    if head.startswith("【职责】"):
        lines = [re.sub("^(会同|向|资金)", "主体", line) for line in lines]
        lines += [_line(rule, rng, depth) for rule in ("act", "trigger")]
    if head.startswith("【参数】"):
        lines.append(f"类型：{rng.choice(WORDS['TYPE'])}\n")
    text = "".join(lines)
    if "（甲" in text:
        silent = "" if re.search("甲、乙）", text) else "（无此行）"
        text += f"读法「试问」：甲「一」；乙「二」{silent}\n"
    return f"{head}\n{text}"
