"""【章】: a card below a place has its scope, conditions and exceptions too; semantics §21."""

from __future__ import annotations

import pytest
from constructs.support import decided, engine_of, told

from yiju.ir.chapters import lies_below

POLICY = """\
【文件】「某办法」
施行：2024年1月1日

【档案】人
- 身份：多选〔低保对象、三属〕
- 住院：是否
- 困难：是否
- 在押：是否

【结论】
- 甲补助：是否
- 乙补助：是否
- 丙补助：是否

【章】五、2「住院的」
适用于：住院
除非：在押

【章】五、2第一段「住院又困难的」
若：困难

【条】五、2第一段「低保的」
对象：低保对象
则：甲补助

【条】五、2第二段「都给」
则：乙补助

【条】五、21「不在其下」
则：丙补助
"""


def _case(**facts: str) -> str:
    said = "".join(f"  {k}: {v}\n" for k, v in facts.items())
    return f"判定日: 2024-06-30\n地域: 某市\n人:\n  身份: [低保对象]\n{said}"


@pytest.mark.parametrize(
    ("facts", "statuses"),
    [
        ({"住院": "是", "困难": "是", "在押": "否"}, ("成立", "成立", "成立")),
        ({"住院": "是", "困难": "否", "在押": "否"}, ("不成立", "成立", "成立")),
        ({"住院": "否", "困难": "是", "在押": "否"}, ("无规定", "无规定", "成立")),
        ({"住院": "是", "困难": "是", "在押": "是"}, ("不成立", "不成立", "成立")),
        ({"住院": "是", "在押": "否"}, ("未定", "成立", "成立")),
    ],
)
def test_what_a_card_inherits(facts: dict[str, str], statuses: tuple[str, ...]) -> None:
    found = told(decided(engine_of(POLICY), _case(**facts)))
    assert tuple(status for status, _ in found.values()) == statuses


def test_the_same_as_written_out() -> None:
    """Copied into each card by hand, it is the same policy but for what is said of the place."""
    plain = engine_of(POLICY).policy
    ways = {c.title: c for c in plain.clauses}
    assert ways["低保的"].inherited == ("五、2「住院的」", "五、2第一段「住院又困难的」")
    assert ways["都给"].inherited == ("五、2「住院的」",)
    assert ways["不在其下"].inherited == ()


def test_where_a_place_lies() -> None:
    assert lies_below("五、2第一段", "五、2") and lies_below("五、2", "五、2")
    assert lies_below("第十二条（二）1", "第十二条") and lies_below("五、2", "五")
    assert not lies_below("五、21", "五、2") and not lies_below("五十", "五")
    assert not lies_below("五、2", "五、2第一段")
