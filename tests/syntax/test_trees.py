"""Single constructs and the trees they give."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from yiju.source import Source
from yiju.syntax import read, tree

VOCABULARY = """【档案】账单
- 账单日：日期
- 缴费日：日期
- 中断起始日：日期
- 集中期：时段
- 中断月数：数
- 余额：金额
- 已补助额：金额
- 年限额：金额
- 比例：比例
- 险种：单选〔居民医保、职工医保〕
- 身份：多选〔三属、残疾军人、等〕
- 住院：是否，否称 未住院
- 急诊：是否

【结论】
- 开始日：日期，每 账单，唯一，依 缴费日，与 补助 互斥
- 补助：金额，每 账单，就高
"""


def _card(text: str, *, head: str = "【条】第九条") -> tree.Card:
    source = Source("试.yiju", f"{head}\n{text}\n")
    documents, found = read([Source("词汇.yiju", VOCABULARY), source])
    assert [(d.code, d.what) for d in found] == []
    return documents["试.yiju"].cards[0]


def _cond(text: str) -> Any:
    line = _card(f"若：{text}\n则：补助").lines[0]
    assert isinstance(line, tree.Condition)
    return line.cond


def _result(text: str) -> tree.Result:
    line = _card(f"则：{text}").lines[0]
    assert isinstance(line, tree.Result)
    return line


def _shape(node: Any) -> Any:  # noqa: C901
    """A short notation of a condition or expression."""
    match node:
        case tree.Name(name=name):
            return name
        case tree.Literal_(value=value):
            return value
        case tree.Both(op=op, items=items):
            return (op, *map(_shape, items))
        case tree.Negation(item=item):
            return ("not", _shape(item))
        case tree.Comparison(op=op, left=left, right=right):
            return (op, _shape(left), _shape(right))
        case tree.Binary(op=op, left=left, right=right):
            return (op, _shape(left), _shape(right))
        case tree.Membership(word=word, left=left, values=values):
            return (word, _shape(left), *map(_shape, values))
        case tree.Between(left=left, low=low, high=high, wraps=wraps, negated=negated):
            return ("between", _shape(left), _shape(low), _shape(high), wraps, negated)
        case tree.InWindow(left=left, window=window, negated=negated):
            return ("in", _shape(left), _shape(window), negated)
        case tree.Since(left=left, base=base, length=length, after=after, negated=negated):
            word = "counted" if node.counted else "since"
            return (word, _shape(left), _shape(base), _shape(length), after, negated)
        case tree.InQuarterMonth(left=left, negated=negated):
            return ("quarter month", _shape(left), negated)
        case tree.YearOf(base=base, by=by):
            return ("year", _shape(base), by)
        case tree.Anchored(base=base, which=which, month=month, day=day):
            return (which, _shape(base), month, day)
        case tree.PeriodEnd(base=base, length=length, whole=whole):
            return ("end", _shape(base), _shape(length), whole)
        case tree.Shifted(base=base, length=length):
            return ("shift", _shape(base), _shape(length))
        case tree.Apart(left=left, right=right, measure=measure):
            return (measure, _shape(left), _shape(right))
        case tree.AsMonths(item=item):
            return ("months", _shape(item))
        case tree.Call(function=function, items=items):
            return (function, *map(_shape, items))
    raise AssertionError(node)


CONDITIONS = {
    "住院": "住院",
    "非 住院 且 急诊": ("and", ("not", "住院"), "急诊"),
    "非（住院 且 急诊）": ("not", ("and", "住院", "急诊")),
    "非 身份 含 三属": ("not", ("HAS", "身份", "三属")),
    "非 非 住院": ("not", ("not", "住院")),
    "住院 或（急诊 且 未住院）": ("or", "住院", ("and", "急诊", "未住院")),
    "住院 并且 急诊": ("and", "住院", "急诊"),
    "账单日 早于 开始日": ("lt", "账单日", "开始日"),
    "余额>=2万元": ("ge", "余额", Fraction(20000)),
    "余额 已满 2万元": ("ge", "余额", Fraction(20000)),
    "余额 + 已补助额 × 2 超过 3": (
        "gt",
        ("+", "余额", ("*", "已补助额", Fraction(2))),
        Fraction(3),
    ),
    "（余额 − 已补助额）÷ 2 低于 1元": (
        "lt",
        ("/", ("-", "余额", "已补助额"), Fraction(2)),
        Fraction(1),
    ),
    "险种 为 居民医保": ("IS", "险种", "居民医保"),
    "险种 不为 居民医保": ("ISNT", "险种", "居民医保"),
    "险种 属于 居民医保、职工医保": ("IN", "险种", "居民医保", "职工医保"),
    "险种 不属于 居民医保": ("NOTIN", "险种", "居民医保"),
    "身份 不含 三属、残疾军人": ("HASNT", "身份", "三属", "残疾军人"),
    "住院 为 是": ("IS", "住院", "是"),
    "住院 为 否": ("IS", "住院", "否"),
    "中断月数 在 1 至 3": ("between", "中断月数", 1, 3, False, False),
    "缴费日 不在 9月1日 至 12月31日": ("between", "缴费日", (9, 1), (12, 31), False, True),
    "缴费日 在 9月1日 至 次年 2月末日": ("between", "缴费日", (9, 1), (2, 31), True, False),
    "缴费日 在 集中期 内": ("in", "缴费日", "集中期", False),
    "缴费日 在 中断起始日 起 3个月 内": ("since", "缴费日", "中断起始日", 3, False, False),
    "缴费日 不在 中断起始日 起 90天 后": ("since", "缴费日", "中断起始日", 90, True, True),
    "缴费日 与 中断起始日 相隔月数 不超过 3个月": (
        "le",
        ("months", "缴费日", "中断起始日"),
        3,
    ),
    "缴费日 与 中断起始日 相隔整月数 少于 3个月": ("lt", ("full", "缴费日", "中断起始日"), 3),
    "缴费日 与 中断起始日 相隔自然月数 为 3个月": ("IS", ("natural", "缴费日", "中断起始日"), 3),
    "缴费日 与 中断起始日 相隔整年数 超过 2年": ("gt", ("years", "缴费日", "中断起始日"), 24),
    "缴费日 与 中断起始日 相隔天数 不超过 90天": ("le", ("days", "缴费日", "中断起始日"), 90),
    "账单日 与 开始日 相隔周岁 按生日 已满 60周岁": (
        "ge",
        ("on_birthday", "账单日", "开始日"),
        Fraction(60),
    ),
    "账单日 与 开始日 相隔周岁 按次日 未满 六十周岁": (
        "lt",
        ("on_morrow", "账单日", "开始日"),
        Fraction(60),
    ),
    "缴费日 在 中断起始日 当日起 3个月 内": ("counted", "缴费日", "中断起始日", 3, False, False),
    "缴费日 在 中断起始日 当日起 90天 后": ("counted", "缴费日", "中断起始日", 90, True, False),
    "缴费日 在 中断起始日 起 满 6个月 后": ("counted", "缴费日", "中断起始日", 6, True, False),
    "缴费日 不在 每季度末月": ("quarter month", "缴费日", True),
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_condition(text: str) -> None:
    assert _shape(_cond(text)) == CONDITIONS[text]
    assert _shape(_cond(text.replace(" ", ""))) == CONDITIONS[text]


VALUES = {
    "缴费日 的 次日": ("next_day", "缴费日", 0, 0),
    "缴费日 的 次月1日": ("next_month", "缴费日", 0, 1),
    "缴费日 的 当月1日": ("this_month", "缴费日", 0, 1),
    "缴费日 的 次年1月1日": ("next_year", "缴费日", 1, 1),
    "缴费日 的 当年12月31日": ("this_year", "缴费日", 12, 31),
    "缴费日 的 次月末日": ("next_month", "缴费日", 0, 31),
    "缴费日 的 上月1日": ("last_month", "缴费日", 0, 1),
    "缴费日 的 上年12月31日": ("last_year", "缴费日", 12, 31),
    "缴费日 的 年末": ("this_year", "缴费日", 12, 31),
    "缴费日 的 季末": ("quarter_end", "缴费日", 0, 0),
    "缴费日 的 上一年度": ("year", "缴费日", -1),
    "缴费日 的 当年度": ("year", "缴费日", 0),
    "缴费日 的 下一年度": ("year", "缴费日", 1),
    "缴费日 加 3个月": ("shift", "缴费日", 3),
    "缴费日 的 次月1日 加 （3 + 取整（中断月数 ÷ 12））个月": (
        "shift",
        ("next_month", "缴费日", 0, 1),
        ("months", ("+", 3, ("floor", ("/", "中断月数", 12)))),
    ),
    "缴费日 的 当月1日 起 满 3个月 之日": (
        "end",
        ("this_month", "缴费日", 0, 1),
        3,
        False,
    ),
    "缴费日 起 满 3个月 整月之日": ("end", "缴费日", 3, True),
    "较大（0元，较小（余额 × 比例，年限额 − 已补助额））": (
        "max",
        0,
        ("min", ("*", "余额", "比例"), ("-", "年限额", "已补助额")),
    ),
}


@pytest.mark.parametrize("text", VALUES)
def test_value(text: str) -> None:
    assert _shape(_result(f"补助 为 {text}").value) == VALUES[text]
    assert _shape(_result(f"补助为{text.replace(' ', '')}").value) == VALUES[text]


RESULTS = {
    "补助": ("holds", ""),
    "视为 补助": ("deem", ""),
    "不视为 补助": ("notdeem", ""),
    "不设 补助": ("none", ""),
    "不得 补助": ("forbid", ""),
    "补助 为 余额": ("set", ""),
    "补助 为 未定": ("set_open", ""),
    "补助 不低于 余额 × 50%": ("at_least", ""),
    "不得计入 补助：余额": ("strike", ""),
    "补助 按 实得额 就高": ("highest", "amount"),
    "补助 按 比例 就高": ("highest", "ratio"),
    "补助 按 年限额 就高": ("highest", "cap"),
    "补助 按 全年合计 就高": ("highest", "year_total"),
}


@pytest.mark.parametrize("text", RESULTS)
def test_result(text: str) -> None:
    for written in (text, text.replace(" ", "")):
        result = _result(written)
        assert (result.form, result.measure) == RESULTS[text]
        assert result.conclusion.name == "补助"
        assert result.text == text


def test_marks_readings_and_alternatives() -> None:
    card = _card(
        "若：下列之一\n- 住院\n- （甲、乙）急诊\n则（丙）：补助\n"
        "读法「试问」：甲「一」；乙「二」；丙「三」\n读法「又问」：丁「四」（无此行）"
    )
    condition, result, first, second = card.lines
    assert isinstance(condition, tree.Condition) and condition.cond is None
    assert [a.mark and a.mark.keys for a in condition.alternatives] == [None, ("甲", "乙")]
    assert condition.text == "下列之一：住院；（甲、乙）急诊"
    assert isinstance(result, tree.Result) and result.mark and result.mark.keys == ("丙",)
    assert isinstance(first, tree.ReadingLine) and [o.key for o in first.options] == list("甲乙丙")
    assert isinstance(second, tree.ReadingLine) and second.options[0].silent


def test_a_reading_asked_elsewhere() -> None:
    card = _card("则（甲）：补助\n读法「试问」：沿用 「某办法」第3条(二)「某题」")
    line = card.lines[1]
    assert isinstance(line, tree.ReadingLine) and line.follows is not None
    place = line.follows
    assert (place.document, place.locator, place.title) == ("某办法", "第三条（二）", "某题")


def test_continued_lines() -> None:
    card = _card("若：住院\n且 急诊\n  且 余额 超过 1元  # 说明\n则：补助")
    line = card.lines[0]
    assert isinstance(line, tree.Condition) and isinstance(line.cond, tree.Both)
    assert len(line.cond.items) == 3
    assert (line.span.line, line.span.end_line) == (2, 4)


def test_table() -> None:
    card = _card(
        "则：补助 为 余额 × 试比例\n"
        "| 目 | 若 余额 | 适用于 险种 | 对象 | 填 试比例 |\n"
        "|--|--|--|--|--|\n"
        "| 2前段 | 1元 至 2元 | 非 居民医保 | 三属、残疾军人 | 50% |\n"
        "| — | 超过 2元 | 居民医保、职工医保 | — | 未定 |",
        head="【表】第九条「试」",
    )
    assert [c.kind for c in card.columns] == ["LOC", "TEST", "SCOPETEST", "WHO", "FILL"]
    first, second = card.rows
    assert first.cells[0].text == "2前段"
    assert _shape(first.cells[1].cond) == ("between", "余额", 1, 2, False, False)
    assert _shape(first.cells[2].cond) == ("NOTIN", "险种", "居民医保")
    assert _shape(first.cells[3].cond) == ("or", "三属", "残疾军人")
    assert _shape(first.cells[4].value) == Fraction(1, 2)
    assert second.cells[0].blank and second.cells[3].blank
    assert _shape(second.cells[1].cond) == ("gt", "余额", 2)
    assert second.cells[4].is_open and second.cells[4].value is None


PARAMETERS = {
    "未定": (None, False, False),
    "未定，不低于 50%，不超过 100%": (None, False, True),
    "3个月，自 2025年1月1日 起": (3, True, False),
    "是": ("是", False, False),
}


@pytest.mark.parametrize("text", PARAMETERS)
def test_parameter(text: str) -> None:
    line = _card(f"类型：时长\n取值：{text}", head="【参数】试月数").lines[1]
    assert isinstance(line, tree.ValueLine)
    value = None if line.value is None else _shape(line.value)
    assert (value, line.since is not None, line.ceiling is not None) == PARAMETERS[text]


def test_window_parameter() -> None:
    text = "类型：时段\n取值：每年 9月1日 至 次年 2月末日，原则上"
    line = _card(text, head="【参数】试时段").lines[1]
    assert isinstance(line, tree.ValueLine) and isinstance(line.value, tree.Window)
    assert (line.value.start, line.value.end, line.value.wraps) == ((9, 1), (2, 31), True)
    assert line.in_principle


def test_declaration() -> None:
    card = _card("- 试日：日期，每 账单，唯一，依 缴费日，与 补助 互斥", head="【结论】")
    assert card.declarations[0].kind == "DATE"
    assert dict(card.declarations[0].attributes) == {
        "PER": ("账单",),
        "UNIQUE": ("",),
        "EVENT": ("缴费日",),
        "EXCLUSIVE": ("补助",),
    }


def test_locators_are_canonical() -> None:
    card = _card(
        "则：补助\n优先于：第 12 条 (二) 2 前段；五、3第四段中句", head="【条】一、(三)末句"
    )
    line = card.lines[1]
    assert card.locator == "一、（三）末句"
    assert isinstance(line, tree.OverLine)
    assert [p.locator for p in line.places] == ["第十二条（二）2前段", "五、3第四段中句"]
