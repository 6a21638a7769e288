"""Cases, givens and test files, read well."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from case.case_policy import SMALL
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.case.combine import check_against, disagreements, merge
from yiju.case.model import ABSENT, Case, Duration, Given, Many, Origin
from yiju.case.nodes import decode
from yiju.case.reader import CaseReader
from yiju.diagnostic import YijuError
from yiju.ir.model import Window
from yiju.source import NOWHERE, Source

READER = CaseReader(SMALL)
FULL = """
判定日: 2025-12-01
地域: 阜阳市
人:
  身份: [三属]
  伤残等级: {值: 七级, 来源: {文书: 残疾军人证, 出具: 某局, 日期: 2020年1月1日}}
  由部队保障: 未知
  退役日: 无
账单共同: {就诊类型: 住院, 精神病所致: {值: 否, 来源: 鉴定书}}
账单:
- 名称: 甲
  医保报销后合规余额: 12345.67元
  费用发生日: 2024-03-05
  致病原因: {自杀: 是, 自残: 未知}
- 就诊类型: 门诊
  精神病所致: 未知
  险种: 新农合医疗
  致病原因: [自杀, 未知]
- {名称: 丙, 致病原因: {自杀: 是, 自残: 否, 斗殴: 否}, 精神病所致: 是}
"""


def read(text: str, name: str = "a.yaml") -> Case:
    case, found = READER.read_text(Source(name, text))
    assert case is not None, [d.what for d in found]
    return case


def assumed(text: str, case: Case | None = None) -> Given:
    given_, found = READER.read_given(Source("g.yaml", text), case)
    assert given_ is not None, [d.what for d in found]
    return given_


def test_case() -> None:
    case = read(FULL)
    assert (case.judged, case.region) == (date(2025, 12, 1), "阜阳市")
    assert case.person.facts == {
        "身份": Many(frozenset({"三属"})),
        "伤残等级": "七级",
        "退役日": ABSENT,
    }
    assert case.person.origins == {"伤残等级": Origin("残疾军人证", "某局", "2020-01-01")}
    first, second, third = case.records["账单"]
    assert (first.name, second.name, third.name) == ("甲", "第2笔", "丙")
    assert first.facts["医保报销后合规余额"] == Fraction(1234567)
    assert first.facts["就诊类型"] == "住院" and second.facts["就诊类型"] == "门诊"
    assert first.facts["精神病所致"] is False and "精神病所致" not in second.facts
    assert first.origins == {"精神病所致": Origin("鉴定书")} and not second.origins
    assert not third.origins
    assert first.facts["致病原因"] == second.facts["致病原因"] == Many(frozenset({"自杀"}), False)
    assert third.facts["致病原因"] == Many(frozenset({"自杀"}))
    assert second.facts["险种"] == "新农合医疗"
    assert case.records["参保"] == ()


def test_unknown_many_and_null_are_left_out() -> None:
    for text in ("[未知]", "未知", "null", "~", "{自杀: 未知}"):
        case = read(f"判定日: 2025-12-01\n地域: 阜阳市\n账单: [{{致病原因: {text}}}]")
        assert case.records["账单"][0].facts == {}


def test_json_yaml_and_objects_read_alike() -> None:
    obj = {
        "判定日": date(2025, 12, 1),
        "地域": "阜阳市",
        "人": {"由部队保障": True, "退役日": None, "身份": ("三属",)},
        "账单": [{"次数": 3, "报销比例": Decimal("0.95"), "精神病所致": False}],
        "参保": [{"参保年度": 2025, "连续参加基本医保时长": Duration(3, "months")}],
    }
    case, found = READER.read_object(obj)
    assert case is not None and found == []
    plain = json.loads(json.dumps(obj, default=lambda v: v.isoformat() if isinstance(v, date)
                                  else "0.95" if isinstance(v, Decimal) else "3个月"))  # fmt: skip
    text = json.dumps(plain, ensure_ascii=False, indent="\t")
    assert read(text, "a.json") == case
    assert read(json.dumps(plain), "a.json") == case
    assert read(text.replace("\t", "  ").replace(": true", ": 是"), "a.yaml") == case
    assert case.records["账单"][0].facts["报销比例"] == Fraction(19, 20)


@pytest.mark.parametrize(
    ("obj", "code"),
    [
        ({"报销比例": 0.95}, "Y537"),
        ({"医保报销后合规余额": Fraction(5)}, "Y521"),
        ({"费用发生日": datetime(2025, 1, 1)}, "Y539"),
        ({"次数": 10**5000}, "Y525"),
        ({1: 2}, "Y509"),
    ],
)
def test_objects_that_are_refused(obj, code: str) -> None:
    case, found = READER.read_object({"判定日": "2025-12-01", "地域": "阜阳市", "账单": [obj]})
    assert case is None and [d.code for d in found] == [code]
    assert found[0].span == NOWHERE and str(YijuError(found))


def test_a_ring_of_objects_ends() -> None:
    ring: dict[str, object] = {}
    ring["人"] = ring
    assert "Y510" in {d.code for d in READER.read_object(ring)[1]}


def test_the_day_may_come_from_outside() -> None:
    day = date(2026, 1, 1)
    for text in ("地域: 阜阳市", "判定日: 2025-01-01\n地域: 阜阳市", "判定日: 未知\n地域: 阜阳市"):
        case, found = READER.read_text(Source("a", text), day)
        assert case is not None and case.judged == day and not found


def test_marks_and_line_ends() -> None:
    assert read("\ufeff" + FULL.replace("\n", "\r\n")) == read(FULL)
    _, found = READER.read_text(
        Source("a", "\ufeff判定日: 2025-12-01\r\n地域: 阜阳市\r\n人: {甲: 1}")
    )
    assert [(d.span.line, d.span.column) for d in found] == [(3, 4)]


GIVEN = """
施行日: 2023-07-01
缺文 第十四条 (四): 不适用
缺文 阜阳市优抚对象医疗保障实施办法第十四条（六）: 适用
比例: 按下限
比例 第十二条(二) 1: {值: 95%, 依据: 某县文件}
参数 待遇等待期月数: 3个月
参数 原政策设等待期: 否
参数 集中参保期: 每年 9月1日 至 次年 2月末日
读法 37号文 不一致按什么判: 甲
读法 阜阳办法 多重身份比什么: 乙
人 由部队保障: 是
账单「第2笔」精神病所致: 是
账单“甲” 致病原因: {自残: 否}
"""


def test_given() -> None:
    found = assumed(GIVEN, read(FULL))
    assert found.effective == {0: date(2023, 7, 1)}
    assert found.gaps == {0: False, 1: True}
    assert found.floors is True
    assert found.parameters == {
        "阜阳办法第十二条（二）1": Fraction(19, 20),
        "待遇等待期月数": Duration(3, "months"),
        "原政策设等待期": False,
        "集中参保期": Window(from_month=9, from_day=1, to_month=2, to_day=31, wraps=True),
    }
    assert found.readings == {1: "甲", 0: "乙"}
    assert found.facts == {
        ("人", 0, "由部队保障"): True,
        ("账单", 1, "精神病所致"): True,
        ("账单", 0, "致病原因"): Many(frozenset({"自杀"}), False, frozenset({"自残"})),
    }
    assert found.labels == (
        "施行日 阜阳办法：2023-07-01",
        "缺文 阜阳办法第十四条（四）：不适用",
        "缺文 阜阳办法第十四条（六）：适用",
        "比例：按下限",
        "比例 阜阳办法第十二条（二）1：95%",
        "参数 待遇等待期月数：3个月",
        "参数 原政策设等待期：否",
        "参数 集中参保期：每年 9月1日 至 次年 2月末日",
        "读法 37号文 不一致按什么判：甲",
        "读法 多重身份比什么：乙",
        "人 由部队保障：是",
        "账单「第2笔」精神病所致：是",
        "账单「甲」致病原因：自杀 是、自残 否、其余未知",
    )
    assert found.used == "g.yaml"


def test_labels_are_items_again() -> None:
    case = read(FULL)
    found = assumed(GIVEN, case)
    labels = [label for label in found.labels if "致病原因" not in label]
    again, told = READER.read_given_items(labels, case)
    assert again is not None and not told
    assert list(again.labels) == labels and again.effective == found.effective


def test_items() -> None:
    items = [
        "施行日 阜阳办法=2023-07-01",
        "人 身份＝[三属, 残疾军人]",
        "比例 第十二条（二）1 = 95%",
    ]
    found, told = READER.read_given_items(items)
    assert found is not None and not told
    assert found.facts == {("人", 0, "身份"): Many(frozenset({"三属", "残疾军人"}))}
    found, told = READER.read_given_items(["比例", "施行日=昨天", "人 身份=[三属", "比例=按下限"])
    assert found is None
    assert [(d.code, d.span.line) for d in told] == [("Y552", 1), ("Y528", 2), ("Y504", 3)]


def test_merge_and_disagreements() -> None:
    a = assumed("比例 第十二条（二）1: 95%\n缺文 第十四条（四）: 适用")
    b = assumed("缺文 第十四条（四）: 不适用\n比例: 按下限")
    both = merge(a, b)
    assert both.gaps == {0: False} and both.floors and both.used == "g.yaml"
    assert both.parameters == a.parameters
    assert both.labels == (
        "比例 阜阳办法第十二条（二）1：95%", "缺文 阜阳办法第十四条（四）：不适用", "比例：按下限"
    )  # fmt: skip
    assert [d.code for d in disagreements(a, b)] == ["Y549"]
    assert disagreements(a, a) == [] and merge() == Given() and not merge()


def test_check_against() -> None:
    case = read(FULL)
    assert check_against(case, assumed("人 由部队保障: 是")) == []
    assert check_against(case, assumed("人 身份: [三属]")) == []
    told = check_against(case, assumed("人 伤残等级: 八级\n人 身份: [三属, 残疾军人]"))
    assert [d.code for d in told] == ["Y548", "Y548"]
    outside = Given(facts={("账单", 7, "次数"): Fraction(1)}, labels=("x",))
    assert [d.code for d in check_against(case, outside)] == ["Y546"]


TESTS = """
共同案情:
  地域: 阜阳市
  判定日: 2025-12-01
  账单共同: {就诊类型: 住院}
  账单: [{名称: 甲, 次数: 1, 报销比例: 50%}]
共同假定: {施行日 阜阳办法: 2023-07-01, 缺文 第十四条（四）: 不适用}
共同参数: {参数 待遇等待期月数: 3个月}
用例:
- 名称: 一
  单元: [E8, E55]
  仅凭原文: true
  案情:
    账单共同: {险种: 居民医保}
    账单: [{名称: 甲, 次数: 2}, {名称: 乙}]
  假定: {缺文 阜阳办法第十四条（四）: 撤销, 读法 多重身份比什么: 甲}
  参数: {参数 待遇等待期月数: 6个月}
  演算: |
    1 + 1 ＝ 2
  算式: {甲: 1+1}
  期望:
  - 结论: 住院医疗补助
    记录: 甲
    状态: 成立
    值: 5000.00元
    依据: [阜阳办法第四条]
    落选: {阜阳办法第十二条（二）4: 3000元}
    被推翻: []
    取决于: []
    无假定: {状态: 未定, 取决于: [缺文 第十四条（四）, 施行日, 同日先后 2024-05-01]}
  - {结论: 住院医疗补助, 合计: {'2024': 5000元, 2025年度: 0元}}
  - 结论: 住院医疗补助
    记录: 乙
    状态: 未定
    范围: [900元, 1000元]
    可能: [成立, 无规定]
    读法:
    - {选: {多重身份比什么: 甲}, 状态: 成立, 值: 900元}
    - {选: {37号文 不一致按什么判: 乙}, 状态: 无规定}
- {名称: 二, 案情: {判定日: 2024-01-01}, 期望: [{结论: 享受抚恤, 状态: 无规定}]}
"""


def test_tests_file() -> None:
    (one, two), found = READER.read_tests(Source("t.yaml", TESTS))
    assert found == []
    assert (one.name, one.units, one.from_text_only) == ("一", ("E8", "E55"), True)
    assert one.working == "1 + 1 ＝ 2\n" and one.formulas == (("甲", "1+1"),)
    first, second = one.case.records["账单"]
    assert first.facts == {
        "就诊类型": "住院",
        "险种": "居民医保",
        "次数": Fraction(2),
        "报销比例": Fraction(1, 2),
    }
    assert second.facts == {"就诊类型": "住院", "险种": "居民医保"}
    assert one.assumptions.labels == ("施行日 阜阳办法：2023-07-01", "读法 多重身份比什么：甲")
    assert one.parameters.parameters == {"待遇等待期月数": Duration(6, "months")}
    a, sums, b = one.expectations
    assert (a.status, a.value, a.record) == ("成立", Fraction(500000), "甲")
    assert a.outranked == (("阜阳办法第十二条（二）4", Fraction(300000)),)
    assert (a.overridden, a.depends, a.excluded, a.possible) == ((), (), None, None)
    causes = ("同日先后 2024-05-01", "施行日 阜阳办法", "缺文 阜阳办法第十四条（四）")
    assert a.unassumed == ("未定", causes)
    assert sums.totals == ((2024, Fraction(500000)), (2025, Fraction(0)))
    assert (b.low, b.high, b.possible) == (Fraction(90000), Fraction(100000), ("成立", "无规定"))
    assert b.readings == (
        ((("多重身份比什么", "甲"),), "成立", Fraction(90000)),
        ((("37号文 不一致按什么判", "乙"),), "无规定", None),
    )
    assert two.case.judged == date(2024, 1, 1) and two.assumptions.gaps == {0: False}
    assert (one.span.line, two.span.line) == (10, 40)


# ── whatever comes in ────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    ["判定日", "地域", "人", "账单", "账单共同", "身份", "名称", "用例", "期望", "案情", "假定",
     "结论", "读法", "值", "来源", "比例", "按下限", "未知", "三属", "1元", "2025-02-30", "null",
     "共同案情", ": ", ":", "\n", "\n  ", "\n- ", "- ", "[", "]", "{", "}", ", ", '"', "'", "&a ",
     "*a", "!!x ", "<<", "? ", "| ", "> ", "---\n", "...", "#", "%", "\\", "\\u0000", "\t", "\r",
     "\x00", "\u2028", "\ufeff", "\udc80", "@", "`", "true", "-1", "住院医疗补助", "「", "」"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


def everything(source: Source) -> None:
    case, found = READER.read_text(source)
    assert (case is not None) or found
    result = [*found]
    for facts in (True, False):
        result += READER.read_given(source, case, facts=facts)[1]
    result += READER.read_tests(source)[1]
    result += READER.read_given_items(source.text.split("\n"), case)[1]
    for diagnostic in result:
        assert diagnostic.what and diagnostic.mend is not None
        assert diagnostic.span.line >= 1


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_gives_diagnostics(text: str) -> None:
    everything(Source("x", text))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_give_diagnostics(data: bytes) -> None:
    everything(decode("x", data))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_spoilt_file_gives_diagnostics(data) -> None:
    text = data.draw(st.sampled_from([FULL, GIVEN, TESTS, json.dumps({"人": {"身份": ["三属"]}})]))
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 6))
    everything(Source("x", text[:at] + data.draw(PIECES) + text[at + cut :]))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | PIECES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PIECES, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_any_object_gives_diagnostics(obj) -> None:
    READER.read_object(obj)
    everything(Source("x.json", json.dumps(obj)))


@pytest.mark.parametrize("text", ["[" * 100_000, "{" * 100_000, '{"a":' * 100_000, "- " * 100_000])
def test_depth_is_no_danger(text: str) -> None:
    everything(Source("x", text))
