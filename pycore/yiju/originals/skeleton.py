"""What a drafter starts from: a policy file with a place for every unit, and a coverage stub.

The sentences of the source are not in them: a unit is known by its place, its length and its
fingerprint. `with_text` puts them in as comments, for a private working copy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from yiju.originals.heading import HeadFacts
from yiju.originals.split import Original, Unit
from yiju.syntax.keywords import keywords

CHECK = "待核"
STATES = ("未看", "已编", "未编", "缺文", "无规范内容")
_DIVIDER = "─" * 4


def skeleton(original: Original, name: str = "", *, with_text: bool = False) -> str:
    """A policy file that reads without errors: the head as found, the units as commented cards."""
    title = _name(original, name)
    lines = [
        f"# {title}：由 yiju new 从原文切成的骨架，共 {len(original.units)} 个单元。",
        f"# 标“{CHECK}”的是照样子从原文找出来的，对照原文改正以后删去标记。",
        "# 每个单元先是注释里的一张【未编】：要编的，删去 # 号，改成【条】【表】【定义】【职责】【程序】……；",
        "# 不编而会影响答案的，删去 # 号，写上题目和影响；没有规范内容的，整张删去。",
        "",
        *_head(original.facts, title),
    ]
    for unit in original.units:
        for gap in original.gaps_before(unit):
            lines += ["", *_gap(gap.place)]
        lines += ["", *_card(unit, with_text)]
    return "\n".join(lines) + "\n"


def coverage(original: Original, name: str = "") -> str:
    """A YAML list of the units, each 未看: what became of it is for the drafter to say."""
    out = [
        "# 覆盖表：原文的每个单元编了没有。状态只用：" + "、".join(STATES) + "。",
        f"文件: {json.dumps(_name(original, name), ensure_ascii=False)}",
        f"指纹: {original.digest}",
        "单元:",
    ]
    for unit in original.units:
        for gap in original.gaps_before(unit):
            out += [f"- 位置: {json.dumps(gap.place, ensure_ascii=False)}", f"  状态: {STATES[3]}"]
        out += [
            f"- 位置: {json.dumps(unit.place, ensure_ascii=False)}",
            f"  字数: {unit.length}",
            f"  句数: {unit.sentences}",
            f"  指纹: {unit.digest}",
            f"  状态: {STATES[0]}",
        ]
    return "\n".join(out) + "\n"


def _name(original: Original, name: str) -> str:
    """The document's name, as it can stand in 「」."""
    plain = original.facts.number or original.facts.title or name or CHECK
    plain = " ".join(plain.replace("「", "“").replace("」", "”").split())
    return plain if plain.count("《") == plain.count("》") else re.sub("[《》]", "", plain)


def _head(facts: HeadFacts, title: str) -> Iterator[str]:
    """【文件】 with what the text says of the document, each line marked as to be checked."""

    def line(id_: str, value: str, why: str, known: bool = True) -> str:
        sign = "" if known else "# "
        return f"{sign}{keywords().spell('label', id_)}：{value}" + (
            f"  # {CHECK}：{why}" if why else ""
        )

    unknown = keywords().spell("word", "OPEN")
    where = (
        "取自文号"
        if facts.number
        else "取自标题"
        if facts.title
        else "原文没有文号和标题，取自文件名"
    )
    yield f"【{keywords().spell('head', 'FILE')}】「{title}」  # {CHECK}：{where}"
    yield line("SHORT", "", "", known=False)
    yield line(
        "ORGAN", "、".join(facts.organs), "取自落款" if facts.organs else "", bool(facts.organs)
    )
    yield line("TERR", "", "", known=False)
    yield line(
        "ISSUED", _day(facts.issued) or unknown, "取自落款" if facts.issued else "原文没有日期"
    )
    place = ""
    if facts.force_place:
        place = f"，{keywords().spell('word', 'GROUND')} {facts.force_place}"
    why = f"原文写“{facts.force}”" if facts.force else "原文没有写施行日"
    yield line("FORCE", (_day(facts.force_day) or unknown) + place, why)
    yield line("USE", "「」", "", known=False)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _card(unit: Unit, with_text: bool) -> Iterator[str]:
    """A unit as a commented card."""
    table = "，表" if unit.table else ""
    yield f"# {_DIVIDER} {unit.place}　{unit.length} 字，{unit.sentences} 句{table}"
    if with_text:
        yield from (f"# 〔原文〕{line}" for line in unit.text.split("\n"))
    yield f"# 【{keywords().spell('head', 'UNCODED')}】{unit.place}「」"
    yield f"# {keywords().spell('label', 'AFFECTS')}："
    yield f"# {keywords().spell('label', 'DIGEST')}：{unit.digest}"


def _gap(place: str) -> Iterator[str]:
    """A number that the text skips, as a commented 【缺文】."""
    yield f"# {_DIVIDER} {place}　编号缺，可能缺文：对照别的来源"
    yield f"# 【{keywords().spell('head', 'GAP')}】{place}「」"
    yield f"# {keywords().spell('label', 'AFFECTS')}："
