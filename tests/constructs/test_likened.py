"""参照: the notice is asked as if the person had the identity; semantics §22."""

from __future__ import annotations

import pytest
from constructs.support import decided, engine_of, told

from yiju.explain.report import overview
from yiju.explain.wording import Wording
from yiju.pipeline import Engine

VOCABULARY = """\
【词汇】「词」

【档案】人
- 身份：多选〔残疾军人、三属、民兵、等〕
- 由部门抚恤：是否
- 在押：是否

【结论】
- 甲补助：是否
- 乙补助：是否
- 丙补助：是否
"""
OWN = """\
【文件】「某办法」
施行：2024年1月1日
引用：「词」

【定义】抚恤的人
条文：第一条
指：身份 含 残疾军人 且 由部门抚恤

【条】第二条「残疾军人」
对象：残疾军人
则：甲补助

【条】第三条「经过定义」
对象：抚恤的人
除非：在押
则：乙补助

【条】第四条「民兵参照残疾军人」
对象：民兵
若：由部门抚恤
则：参照 残疾军人
"""
OTHER = """\
【文件】「别的办法」
施行：2024年1月1日
引用：「词」

【条】第一条「别的文件不变」
对象：残疾军人
则：丙补助
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(VOCABULARY, OWN, OTHER)


def _case(identity: str, **facts: str) -> str:
    said = "".join(f"  {k}: {v}\n" for k, v in facts.items())
    return f"判定日: 2024-06-30\n地域: 某市\n人:\n  身份: [{identity}]\n{said}"


@pytest.mark.parametrize(
    ("identity", "facts", "statuses"),
    [
        ("民兵", {"由部门抚恤": "是", "在押": "否"}, ("成立", "成立", "无规定", "成立")),
        ("民兵", {"由部门抚恤": "否", "在押": "否"}, ("无规定", "无规定", "无规定", "不成立")),
        ("民兵", {"由部门抚恤": "是", "在押": "是"}, ("成立", "不成立", "无规定", "成立")),
        ("残疾军人", {"由部门抚恤": "是", "在押": "否"}, ("成立", "成立", "成立", "无规定")),
        ("三属", {"由部门抚恤": "是", "在押": "否"}, ("无规定", "无规定", "无规定", "无规定")),
        ("民兵", {"在押": "否"}, ("未定", "未定", "无规定", "未定")),
    ],
)
def test_whom_the_notice_treats_like(
    engine: Engine, identity: str, facts: dict[str, str], statuses: tuple[str, ...]
) -> None:
    found = told(decided(engine, _case(identity, **facts)))
    names = ("甲补助", "乙补助", "丙补助", "某办法·参照残疾军人")
    assert tuple(found[name][0] for name in names) == statuses


def test_the_answer_names_both_clauses(engine: Engine) -> None:
    made = decided(engine, _case("民兵", 由部门抚恤="是", 在押="否"))
    assert told(made)["甲补助"][1] == ("某办法第二条",)
    screen = "\n".join(line.text for line in overview(Wording(engine.policy), made))
    assert "某办法第四条" in screen
