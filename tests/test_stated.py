"""Parameters whose value the text itself gives: shown in their unit, and repeated without harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import yiju

WORDS = """【词汇】「试」

【档案】人
- 身份：多选〔三属〕

【档案】账单
- 费用发生日：日期
- 医保报销后合规余额：金额

【结论】
- 住院医疗补助：金额，每 账单，就高，依 费用发生日
"""
NOTICE = """【文件】「试行办法」
简称：试办法
地域：阜阳市
发布：2020年1月1日
施行：2020年1月1日，依据 第九条
引用：「试」

【参数】起付线
条文：第五条
类型：金额
取值：500元
依据：「另件」

【参数】设门槛
条文：第六条
类型：是否
取值：是
依据：「另件」

【条】第一条「补助」
对象：三属
若：医保报销后合规余额 超过 起付线
且：设门槛 为 是
则：住院医疗补助 为 医保报销后合规余额 × 50%
"""
CASE = {
    "判定日": date(2024, 5, 1),
    "地域": "阜阳市",
    "人": {"身份": ["三属"]},
    "账单": [
        {"名称": "甲", "费用发生日": date(2024, 2, 1), "医保报销后合规余额": "1000元"},
    ],
}


@pytest.fixture
def policy(tmp_path: Path) -> yiju.Policy:
    (tmp_path / "words.yiju").write_text(WORDS, encoding="utf-8")
    (tmp_path / "notice.yiju").write_text(NOTICE, encoding="utf-8")
    return yiju.load(tmp_path, cache=False)


def test_a_stated_amount_is_shown_in_yuan(policy: yiju.Policy) -> None:
    shown = "\n".join(line.text for line in policy.why(CASE, "住院医疗补助").lines)
    assert "起付线 500.00元" in shown
    assert "年度" not in shown


def test_a_stated_truth_may_be_repeated(policy: yiju.Policy) -> None:
    decided = policy.decide(CASE, parameters={"参数 设门槛": "是"})
    assert [a.value for a in decided.told] == [50000]


def test_a_stated_truth_may_not_be_contradicted(policy: yiju.Policy) -> None:
    with pytest.raises(yiju.YijuError) as raised:
        policy.decide(CASE, parameters={"参数 设门槛": "否"})
    assert [d.code for d in raised.value.diagnostics] == ["Y545"]
