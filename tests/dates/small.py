"""Small policies as text, decided by engine and interpreter at once, for the tests of time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agreement.compare import compare

from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.case.model import Given
from yiju.interp import decide
from yiju.ir import model as ir
from yiju.pipeline import Engine, read_policy
from yiju.source import Source

WORDS = """【词汇】「日子」

【档案】人
- 出生日：日期

【档案】参保
- 甲日：日期
- 乙日：日期
- 时长：时长
- 年份：年度
- 数额：金额

【结论】
- 是甲：是否，每 参保，依 甲日
- 是乙：是否，每 参保，依 甲日
- 某日：日期，每 参保，唯一，依 甲日
- 某额：金额，每 参保，唯一，依 甲日

【行政区划】
- 某省：含〔某市、别市〕
"""
HEAD = """【文件】「甲文」
地域：某省
发布：2000年1月1日
施行：2000年1月1日
引用：「日子」

"""
CASE = {"判定日": "2026-06-30", "地域": "某市"}


def policy(cards: str, *others: str, head: str = HEAD, words: str = WORDS) -> ir.Policy:
    """The policy of sound cards; `others` are whole files."""
    texts = (words, head + cards, *others)
    sources = [Source(f"{n}.yiju", text) for n, text in enumerate(texts)]
    found, wrong = read_policy(sources)
    assert wrong == [], [(d.span.line, d.code, d.what) for d in wrong]
    return found


def decided(
    model: ir.Policy,
    rows: list[dict[str, Any]],
    given: Mapping[str, str] | None = None,
    **case: Any,
) -> list[Answer]:
    """What the engine says of a person's 参保, after a look that the interpreter says the same."""
    engine = Engine(model)
    person = case.pop("人", {})
    named = [{"名称": name, **row} for name, row in zip("甲乙丙丁", rows, strict=False)]
    read, wrong = engine.reader.read_object({**CASE, **case, "人": person, "参保": named})
    assert read is not None and wrong == [], [d.what for d in wrong]
    values = Given()
    if given:
        items = [f"{name}={value}" for name, value in given.items()]
        made, wrong = engine.reader.read_given_items(items)
        assert made is not None and wrong == [], [d.what for d in wrong]
        values = made
    found = Deciding(engine.resident, read, values).answers()
    assert list(compare(found, decide(model, read, values), set())) == []
    return found


def one(answers: list[Answer], conclusion: str, record: int = 1) -> Answer:
    """The answer about one conclusion."""
    return next(a for a in answers if (a.conclusion, a.record) == (conclusion, record))


def condition_holds(text: str, row: dict[str, Any], **case: Any) -> str:
    """The status of a 是否 conclusion made by one condition."""
    model = policy(f"【条】第一条「试」\n若：{text}\n则：是甲\n")
    row = {"甲日": "2025-06-01", **row}
    return one(decided(model, [row], **case), "是甲").status


def value_of(text: str, row: dict[str, Any], name: str = "某日", **case: Any) -> object:
    """The value of a conclusion made by one formula."""
    model = policy(f"【条】第一条「试」\n则：{name} 为 {text}\n")
    row = {"甲日": "2025-06-01", **row}
    return one(decided(model, [row], **case), name).value
