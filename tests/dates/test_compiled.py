"""What force and holidays come to in the compiled program: the same as in the engine."""

from __future__ import annotations

import pytest
from compile.completed import differences, inputs_of
from dates.small import CASE, WORDS, policy
from dates.test_force import CARD, HEAD, NEWER
from dates.test_holidays import HOLIDAYS

from yiju.asp.artefact import compile_policy
from yiju.case.model import Given
from yiju.ir import model as ir
from yiju.pipeline import Engine

OWN = "【条】第一条「试」\n适用自：2025年6月\n适用至：2026年度，依 年份\n则：是甲\n"
ENDED = "【文件】「甲文」\n地域：某省\n施行：2000年1月1日\n失效：2025年7月1日\n引用：「日子」\n\n"
ROLLED = "【条】第一条「试」\n若：乙日 在 甲日 起 1个月 内，遇节假日顺延\n则：是甲\n"


@pytest.mark.parametrize(
    "model",
    [
        policy(OWN, head=HEAD),
        policy(
            CARD, NEWER.format(where="某省", start="2025年3月1日", since="，自 2025年7月1日 起")
        ),
        policy(CARD, head=ENDED),
        policy(ROLLED, words=f"{WORDS}\n{HOLIDAYS}"),
    ],
)
def test_compiled(model: ir.Policy) -> None:
    engine = Engine(model)
    program = compile_policy(model).program
    for day in ("2025-05-31", "2025-06-01", "2025-06-30", "2025-07-01", "2025-09-01"):
        row = {"名称": "甲", "甲日": day, "乙日": "2025-10-09", "年份": "2025年度"}
        for judged in ("2025-06-30", "2025-12-31"):
            case, _ = engine.reader.read_object({**CASE, "判定日": judged, "人": {}, "参保": [row]})
            assert case is not None
            assert list(differences(engine, program, inputs_of(engine, case, Given()))) == []
