"""Reading policy files: clauses a second, where the time goes, and growth with the corpus."""

from __future__ import annotations

from typing import Any

from timing import Row, inside, middle, shown

from yiju import syntax
from yiju.assets import folder
from yiju.pipeline import read_policy
from yiju.source import Source
from yiju.syntax import parser, read

SHORT = """\
【条】第{k}条「短条」
若：在定点机构就医 且 费用负担仍然较重
则：不得 医疗补助
"""
LONG = """\
【表】第{k}条「住院医疗补助的比例和年限额」
适用于：就诊类型 为 住院
若：在定点机构就医 且 医保报销后合规余额 超过 {k}元
除非：致病原因 含 自杀、自残、斗殴、酗酒
则：住院医疗补助 为 医保报销后合规余额 × 比例
限额：年度累计 不超过 年限额
累计：本目
年度依：费用发生日
推定：「应得额四舍五入到分；条文没有写进位」
| 目 | 对象               | 若 险种  | 填 比例 | 填 年限额 |
|----|--------------------|----------|---------|-----------|
| 1  | 在乡老复员军人     | 居民医保 | 90%     | 3万元     |
| 2  | 三属、带病回乡退役军人 | 居民医保 | 50%     | 2万元     |
| 3  | 老年烈士子女       | 职工医保 | 30%     | 8000元    |
"""
_HEAD = "【文件】「试行办法第{n}号」\n简称：{n}号办法\n机关：重庆市医疗保障局\n地域：重庆市\n施行：2024年1月1日\n引用：「医保与优抚」\n\n"


def corpus(clauses: int, card: str, each: int = 50) -> list[Source]:
    """Notices of `each` cards over the shipped vocabulary, with so many clauses in all."""
    per_card = card.count("\n| ") - 1 if "|" in card else 1
    cards = max(1, clauses // per_card)
    common = folder("policy") / "common"
    made = [Source(p.name, p.read_text("utf-8")) for p in sorted(common.glob("*.yiju"))]
    for n in range(0, cards, each):
        body = "\n".join(card.format(k=k + 1) for k in range(min(each, cards - n)))
        made.append(Source(f"{n}.yiju", _HEAD.format(n=n + 1) + body))
    return made


def speed(clauses: int) -> list[Row]:
    """Trees from texts: clauses a second, for clauses of three lines and for rows of tables."""
    rows = []
    for name, card in (("clauses of 3 lines", SHORT), ("tables of 3 rows and 13 lines", LONG)):
        sources = corpus(clauses, card)
        read(sources)
        seconds = middle(lambda s=sources: read(s), 5)  # type: ignore[misc]
        rows.append(
            Row(name, f"{shown(seconds / clauses)} a clause", f"{clauses / seconds:,.0f}", 5)
        )
    return rows


def growth(counts: tuple[int, ...]) -> list[Row]:
    """Reading and resolving a corpus: time for each clause, as the corpus grows."""
    rows = []
    for count in counts:
        sources = corpus(count, SHORT)
        read_policy(sources)
        seconds = middle(lambda s=sources: read_policy(s), 3)  # type: ignore[misc]
        rows.append(
            Row(f"{count} clauses", shown(seconds), f"{shown(seconds / count)} a clause", 3)
        )
    return rows


def where(clauses: int) -> list[Row]:
    """The shares of reading a corpus of short clauses, each without the parts inside it."""
    sources = corpus(clauses, SHORT)
    read(sources)
    places: dict[str, tuple[Any, str]] = {
        "collecting names": (syntax, "collect"),
        "lines and tokens": (parser, "scan_source"),
        "gathering lines into cards": (parser, "_cards"),
        "Lark, LALR": (parser, "_feed"),
        "building the tree": (parser, "build_card"),
        "checks of a card": (parser, "check_card"),
        "the rest": (syntax, "parse"),
    }
    with inside(places) as spent:
        read(sources)
    whole = sum(spent.values())
    return [Row(part, shown(t / clauses), f"{t / whole:.0%}", 1) for part, t in spent.items()]
