"""材料: element by element, union over clauses, alternatives, certain and possible; semantics §20."""

from __future__ import annotations

import pytest
from constructs.support import decided, engine_of, told

from yiju.explain.report import overview
from yiju.explain.wording import Wording
from yiju.pipeline import Engine
from yiju.source import Source

POLICY = """\
【文件】「某办法」
施行：2024年1月1日

【档案】人
- 已退休：是否
- 安置工作：是否

【结论】
- 应交材料：材料〔身份证、户口簿、居住证、退休证、退休文件、安置文件〕
- 齐备：是否

【条】第一条「都要交」
则：应交材料 含 身份证
则：应交材料 含 居住证 或 户口簿

【条】第二条「退休的」
若：已退休
则：应交材料 含 退休文件 或 退休证
则：应交材料 含 身份证

【条】第三条「安置的」
若：安置工作
则：应交材料 含 安置文件

【条】第四条「退休的不必交安置文件」
若：已退休
则：应交材料 不含 安置文件
优先于：第三条

【条】第五条「用到材料」
若：应交材料 含 安置文件
则：齐备

【先后理由】「条文写明」
前提：条文写明
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(POLICY)


def _case(**facts: str) -> str:
    said = "".join(f"  {k}: {v}\n" for k, v in facts.items())
    return f"判定日: 2024-06-30\n地域: 某市\n人:\n{said}"


def test_each_paper_has_its_own_grounds(engine: Engine) -> None:
    found = told(decided(engine, _case(已退休="是", 安置工作="否")))
    assert found["应交材料·身份证"] == ("成立", ("某办法第一条", "某办法第二条"))
    assert found["应交材料·户口簿或居住证"] == ("成立", ("某办法第一条",))
    assert found["应交材料·退休证或退休文件"] == ("成立", ("某办法第二条",))
    assert found["应交材料·户口簿"][0] == "无规定"


def test_a_clause_that_prevails_takes_a_paper_away(engine: Engine) -> None:
    assert (
        told(decided(engine, _case(已退休="否", 安置工作="是")))["应交材料·安置文件"][0] == "成立"
    )
    both = told(decided(engine, _case(已退休="是", 安置工作="是")))
    assert both["应交材料·安置文件"][0] == "不成立"
    assert both["齐备"][0] == "不成立"


def test_what_is_certain_and_what_is_possible(engine: Engine) -> None:
    made = decided(engine, _case(安置工作="否"))
    found = told(made)
    assert found["应交材料·身份证"][0] == "成立"
    assert found["应交材料·退休证或退休文件"][0] == "未定"
    screen = [line.text for line in overview(Wording(engine.policy), made)]
    assert screen.count("应交材料") == 1
    assert "户口簿 或 居住证　成立　依据 某办法第一条" in screen
    assert "没有条文单独要：户口簿、居住证、退休证、退休文件" in screen


def test_the_set_can_be_asked_about_as_a_whole(engine: Engine) -> None:
    case, _ = engine.reader.read_text(Source("案情.yaml", _case(已退休="否")))
    assert case is not None
    asked = engine.decide(case, about=["应交材料"])
    assert len(asked.answers) == 8
