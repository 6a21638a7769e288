"""Records of a case: lists not given, lists below records, and facts that follow from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from yiju.asp.decided import Decided
from yiju.case.errors.records import DerivedDiffers
from yiju.diagnostic import YijuError
from yiju.interp import decide as interpret
from yiju.pipeline import Engine, read_policy
from yiju.source import Source

POLICY = """\
【文件】「某办法」
施行：2024年1月1日

【档案】账单
- 费用发生日：日期
- 有目录外费用：是否

【档案】明细，属于 账单
- 金额：金额
- 目录内：是否

【档案】参保段，起 起保日，止 停保日
- 起保日：日期
- 停保日：日期

【结论】
- 补助：金额，每 账单，唯一，依 费用发生日
- 全由目录：是否，每 账单，依 费用发生日
- 全年补助：金额，每 人，唯一

【推算】有目录外费用
取值：个数（明细，非 目录内） 不少于 1

【条】第一条「补助」
若：连续时长（参保段，费用发生日 前） 不少于 1年
则：补助 为 合计（明细 的 金额，目录内）

【条】第二条「全由目录」
若：每个 明细 满足（目录内）
则：全由目录

【条】第三条「合计」
则：全年补助 为 合计（账单 的 补助）

【条】第四条「有目录外的不算」
若：有目录外费用
则：不视为 全由目录
"""
BILL = "判定日: 2025-06-30\n地域: 某市\n账单:\n- {名称: 甲, 费用发生日: 2025-05-01"
SPELL = "\n参保段:\n- {名称: 一, 起保日: 2024-05-01, 停保日: 2025-04-30}\n"


@pytest.fixture(scope="module")
def engine() -> Engine:
    policy, found = read_policy([Source("办法.yiju", POLICY)])
    assert found == []
    return Engine(policy)


@pytest.fixture
def decide(engine: Engine) -> Callable[[str], Decided]:
    def decide(text: str) -> Decided:
        case, found = engine.reader.read_text(Source("案情.yaml", text))
        assert case is not None and found == []
        decided = engine.decide(case)
        told = {(a.conclusion, a.record): a for a in interpret(engine.policy, case)}
        for answer in decided.answers:  # the interpreter numbers records from 0
            other = told[answer.conclusion, max(answer.record - 1, 0)]
            same = (answer.status, answer.value, answer.depends)
            assert same == (other.status, other.value, other.depends)
        return decided

    return decide


def _of(decided: Decided, name: str) -> tuple[str, object, tuple[str, ...]]:
    answer = next(a for a in decided.answers if a.conclusion == name)
    return answer.status, answer.value, answer.depends


def test_a_list_that_is_given(decide: Callable[[str], Decided]) -> None:
    lines = ", 明细: [{名称: 1, 金额: 3元, 目录内: 是}, {名称: 2, 金额: 5元, 目录内: 否}]}"
    decided = decide(BILL + lines + SPELL)
    assert _of(decided, "补助") == ("成立", 300, ())
    assert _of(decided, "全由目录")[0] == "不成立"
    assert _of(decided, "全年补助") == ("成立", 300, ())


def test_known_to_be_none_is_not_unknown(decide: Callable[[str], Decided]) -> None:
    none = decide(BILL + ", 明细: []}" + SPELL)
    assert _of(none, "补助") == ("成立", 0, ())
    assert _of(none, "全由目录") == ("成立", None, ())
    unknown = decide(BILL + "}" + SPELL)
    assert _of(unknown, "补助") == ("未定", None, ("账单「甲」明细 有哪些",))
    assert _of(decide(BILL + ", 明细: []}\n参保段: []\n"), "补助")[0] == "不成立"


def test_open_where_it_bears_on_the_sum(decide: Callable[[str], Decided]) -> None:
    lines = ", 明细: [{名称: 1, 金额: 3元, 目录内: 未知}, {名称: 2, 金额: 未知, 目录内: 否}]}"
    assert _of(decide(BILL + lines + SPELL), "补助")[2] == ("账单「甲」明细「1」目录内",)


def test_a_stated_fact_that_the_records_contradict(engine: Engine) -> None:
    text = BILL + ", 有目录外费用: 是, 明细: [{名称: 1, 目录内: 是}]}" + SPELL
    case, _ = engine.reader.read_text(Source("案情.yaml", text))
    assert case is not None
    with pytest.raises(YijuError) as told:
        engine.decide(case)
    (found,) = told.value.diagnostics
    assert isinstance(found, DerivedDiffers)
    assert (found.span.line, found.stated, found.derived) == (4, "是", "否")


def test_a_stated_fact_that_the_records_confirm(decide: Callable[[str], Decided]) -> None:
    lines = ", 有目录外费用: 是, 明细: [{名称: 1, 金额: 3元, 目录内: 否}]}"
    assert _of(decide(BILL + lines + SPELL), "全由目录")[0] == "不成立"


def test_a_fact_of_a_line_can_be_assumed(engine: Engine) -> None:
    lines = ", 明细: [{名称: 1, 金额: 3元, 目录内: 未知}]}"
    case, _ = engine.reader.read_text(Source("案情.yaml", BILL + lines + SPELL))
    assert case is not None
    given, found = engine.reader.read_given_items(["账单「甲」明细「1」目录内=是"], case)
    assert found == [] and given is not None
    told = engine.decide(case, assumptions=given).told
    assert [a.value for a in told if a.conclusion == "补助"] == [300]


def test_dates_are_days(decide: Callable[[str], Decided]) -> None:
    """One day short of a year."""
    spell = "\n参保段:\n- {名称: 一, 起保日: 2024-05-02, 停保日: 2025-04-30}\n"
    assert _of(decide(BILL + ", 明细: []}" + spell), "补助")[0] == "不成立"
    assert date(2025, 4, 30) < date(2025, 5, 1)
