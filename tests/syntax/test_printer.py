"""The formatter on untidy text."""

from __future__ import annotations

from syntax.support import SAMPLES

from yiju.source import Source
from yiju.syntax import collect, format_text

UNTIDY = """

#说明
【条】 第 12 条(二) 「试,写」
若(甲):余额试项>=二万元 并且   险种 为居民医保   #  尾注
 或者 中断缴费
则：视为未连续参保人员
读法「试问」:甲「一」;乙「二」(无此行)



# 下一张
【表】第十三条
则：住院医疗补助 不低于 医保报销后合规余额*试比例
|目|若险种|填试比例|
|1|居民医保|50%|   # 行注
#中间
|-|职工医保|未定|
【档案】试
-   余额试项:金额,每账单
- 坏的一行
【参数】试时段
类型：时段
取值：每年 9月1日 至次年2月末日,原则上
"""

TIDY = """# 说明
【条】第十二条（二）「试，写」
若（甲）：余额试项 不低于 二万元 且 险种 为 居民医保  # 尾注
  或 中断缴费
则：视为 未连续参保人员
读法「试问」：甲「一」；乙「二」（无此行）

# 下一张
【表】第十三条
则：住院医疗补助 不低于 医保报销后合规余额 × 试比例
| 目 | 若 险种  | 填 试比例 |
|----|----------|-----------|
| 1  | 居民医保 | 50%       |  # 行注
# 中间
| —  | 职工医保 | 未定      |

【档案】试
- 余额试项：金额，每 账单
- 坏的一行

【参数】试时段
类型：时段
取值：每年 9月1日 至 次年 2月末日，原则上
"""


def test_untidy_text_becomes_tidy() -> None:
    source = Source("试.yiju", UNTIDY)
    names, wrong = collect([*SAMPLES, source])
    assert wrong == []
    text, found = format_text(source, names)
    assert text == TIDY
    assert [d.code for d in found] == ["Y211", "Y401"]
    assert format_text(Source("试.yiju", text), names)[0] == text


def test_empty_file() -> None:
    names, _ = collect([])
    assert format_text(Source("空.yiju", " \n\n"), names) == ("", [])
