"""37号文四 and 五、4 as counters: cards written from the text, every number worked by hand.

Three accounts with triggers of their own: the years of the incentive, its amount, the amount for
years without a claim; and the reduction of the serious-illness ceiling. The cards stand here and
not in `policy/`: what counts cannot be compiled yet (`yiju compile`), and the notice can.
"""

from __future__ import annotations

from typing import Any

import pytest
from money.support import amounts, answers, policy

FACTS = """【档案】年度参保
- 所属年度：年度
- 年度险种：单选〔居民医保、职工医保、未参保〕
- 市外参保：是否
- 零报销：是否
- 当年使用零报销额度：是否

【结论】
- 居民连续年限：数，每 年度参保，计数依 所属年度
- 享受连续参保激励：是否，每 年度参保
- 连续激励累计额：金额，每 年度参保，计数依 所属年度
- 零报销激励额：金额，每 年度参保，计数依 所属年度
- 封顶线累计降低额：金额，每 年度参保，计数依 所属年度

【参数】连续参保激励标准
条文：四、2末句
类型：金额
取值：未定

【参数】零报销激励标准
条文：四、2末句
类型：金额
取值：未定

【参数】大病原封顶线
条文：五、4
类型：金额
取值：未定"""
CARDS = """【条】四、2第二段首句「居民医保每连续参加一年，加一年」
适用于：所属年度 不早于 2025年度
若：年度险种 为 居民医保
则：居民连续年限 增加 1

【条】四、1第二段「中断参加基本医保，年限清零」
适用于：所属年度 不早于 2025年度
若：年度险种 为 未参保
则：居民连续年限 清零
则：连续激励累计额 不清零

【条】四、1第二段「满四年之后每连续参加一年，享受激励」
若：年度险种 为 居民医保 且 居民连续年限 超过 4
则：享受连续参保激励

【条】四、2末句「激励金额累积；市外的不叠加」
若：享受连续参保激励
除非：市外参保
则：连续激励累计额 增加 连续参保激励标准

【条】四、1末句「零报销的，累积额度」
若：年度险种 为 居民医保 且 零报销
则：零报销激励额 增加 零报销激励标准

【条】四、1末句「当年使用当年清零」
若：当年使用零报销额度
则：零报销激励额 清零

【条】四、1末句「次年重新计算」
若：非 当年使用零报销额度
则（乙）：零报销激励额 清零
读法「当年清零的是什么」：甲「用了的那年清零」（无此行）；乙「用没用都逐年清零」

【条】五、4「每断保一年降低 4000元，累计不超过原封顶线的 20%」
适用于：所属年度 不早于 2025年度
若：年度险种 为 未参保
则：封顶线累计降低额 增加 4000元
限额：计数 不超过 大病原封顶线 × 20%

【条】五、4「再次参保后的次年继续参保，恢复」
若：年度险种 为 居民医保 且 居民连续年限 不少于 2
则：封顶线累计降低额 清零"""


def run(kinds: str, first: int = 2025, reading: str = "甲", **marks: str) -> Any:
    """One letter a year: 居 居民, 职 职工, 断 未参保. 200元 a year for each incentive, 10万元 ceiling."""
    words = {"居": "居民医保", "职": "职工医保", "断": "未参保"}
    rows: list[dict[str, Any]] = []
    for n, kind in enumerate(kinds):
        year = first + n
        rows.append(
            {
                "名称": f"{year}",
                "所属年度": f"{year}年度",
                "年度险种": words[kind],
                "市外参保": "是" if str(year) in marks.get("市外", "") else "否",
                "零报销": "是" if kind == "居" and str(year) not in marks.get("用", "") else "否",
                "当年使用零报销额度": "是" if str(year) in marks.get("用", "") else "否",
            }
        )
    given = {
        "参数 连续参保激励标准": "200元",
        "参数 零报销激励标准": "100元",
        "参数 大病原封顶线": "10万元",
        "读法 当年清零的是什么": reading,
    }
    return answers(policy(FACTS, CARDS), {"年度参保": rows}, given)


def of(told: Any, name: str, first: int, count: int) -> list[Any]:
    return amounts(told, name, [str(first + n) for n in range(count)])


def test_the_first_incentive_is_for_2029() -> None:
    """2025 to 2028 are four years: the year after is the first with an incentive."""
    told = run("居居居居居居")
    assert of(told, "居民连续年限", 2025, 6) == [1, 2, 3, 4, 5, 6]
    got = [told["享受连续参保激励", str(y)].status for y in range(2025, 2031)]
    assert got == ["不成立"] * 4 + ["成立"] * 2
    assert of(told, "连续激励累计额", 2025, 6) == [0, 0, 0, 0, 20000, 40000]


def test_years_before_2025_do_not_count() -> None:
    told = run("居居居居居", first=2023)
    assert of(told, "居民连续年限", 2025, 3) == [1, 2, 3]
    assert of(told, "封顶线累计降低额", 2023, 2) == [0, 0]


def test_a_gap_clears_the_years_and_keeps_the_amount() -> None:
    told = run("居居居居居断居居")
    assert of(told, "居民连续年限", 2025, 8) == [1, 2, 3, 4, 5, 0, 1, 2]
    assert of(told, "连续激励累计额", 2029, 4) == [20000] * 4


def test_a_year_in_the_other_scheme_neither_counts_nor_breaks() -> None:
    told = run("居居职居居居")
    assert of(told, "居民连续年限", 2025, 6) == [1, 2, 2, 3, 4, 5]
    assert told["享受连续参保激励", "2030"].status == "成立"


def test_years_elsewhere_count_and_amounts_elsewhere_do_not() -> None:
    told = run("居居居居居居", 市外="2025 2029")
    assert of(told, "居民连续年限", 2025, 6) == [1, 2, 3, 4, 5, 6]
    assert of(told, "连续激励累计额", 2029, 2) == [0, 20000]


@pytest.mark.parametrize(
    ("reading", "amount"),
    [("甲", [10000, 20000, 0, 10000, 10000, 20000]), ("乙", [10000, 10000, 0, 10000, 0, 10000])],
)
def test_what_is_cleared_in_the_year_of_use(reading: str, amount: list[int]) -> None:
    """Two years without a claim, used in 2027, then one more; 2029 in the other scheme."""
    told = run("居居居居职居", reading=reading, 用="2027")
    assert of(told, "零报销激励额", 2025, 6) == amount


def test_the_ceiling_falls_by_4000_a_year_to_a_fifth() -> None:
    """20 % of 10万元 is 2万元: after five years without insurance no further."""
    told = run("断断断断断断居居")
    steps = [400000, 800000, 1200000, 1600000, 2000000, 2000000]
    assert of(told, "封顶线累计降低额", 2025, 8) == [*steps, 2000000, 0]


def test_the_ceiling_comes_back_in_the_second_year_only() -> None:
    told = run("断居断居居")
    assert of(told, "封顶线累计降低额", 2025, 5) == [400000, 400000, 800000, 800000, 0]
