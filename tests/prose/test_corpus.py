"""The shipped notices read back, a golden each; and the doors: one place, one reading, the forms."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

import yiju

GOLDEN = Path(__file__).parent / "golden" / "corpus"
NOTICES = ("先后理由", "医保与优抚", "法定节假日", "23号文", "37号文", "阜阳办法")


@cache
def policy() -> yiju.Policy:
    return yiju.load()


def test_every_shipped_notice_is_here() -> None:
    assert {n.short for n in policy().model.notices} == set(NOTICES)


@pytest.mark.parametrize("name", NOTICES)
def test_the_notice_reads(name: str) -> None:
    shown = policy().restate(notice=name).text() + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(shown, "utf-8")
    assert path.read_text("utf-8") == shown


def _places(told: yiju.Restatement) -> list[str]:
    return [one.locator for one in told.restated]


def test_a_place_and_what_is_below_it() -> None:
    rows = _places(policy().restate("第十二条（二）"))
    assert rows == [f"第十二条（二）{end}" for end in ("2", "1", "2前段", "2后段", "3", "4")]
    assert _places(policy().restate("阜阳办法第十四条 (三)")) == ["第十四条（三）"]
    assert {one.title for one in policy().restate("特殊群体").restated} == {"特殊群体"}
    assert "第十四条（三）" in _places(policy().restate("第十四条"))


def test_a_reading_that_is_taken_is_not_asked_about() -> None:
    told = policy().restate("第十四条（三）", readings={"精神病所致除外修饰什么": "乙"})
    assert all(sentence.plain is not None for sentence in told.restated[0].sentences)
    assert "读法" not in told.text()
    assert "致病原因含自杀，且并非精神病所致" in told.text()


def test_a_clause_that_says_nothing_under_a_reading_says_so() -> None:
    told = (
        policy().restate("第十二条（二）2后段", readings={"职工医保的人能否依2后段": "辛"}).text()
    )
    assert "本段没有这一规定。" in told
    assert "不低于20%" not in told and "限额：" not in told


def test_a_reading_asked_in_two_notices_is_taken_in_both_unless_one_is_named() -> None:
    both = policy().restate(readings=["不一致按什么判=甲"]).text()
    assert "「不一致按什么判」" not in both
    one = policy().restate(readings=["37号文 不一致按什么判=甲"]).text()
    assert one.count("「不一致按什么判」") == 1


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"clause": "第九百条"}, "Y594"),
        ({"clause": ""}, "Y594"),
        ({"notice": "阜阳"}, "Y593"),
        ({"readings": ["没有这一问=甲"]}, "Y595"),
        ({"readings": ["多重身份比什么=癸"]}, "Y595"),
        ({"readings": ["多重身份比什么"]}, "Y595"),
    ],
)
def test_what_there_is_not_is_told(asked: dict[str, object], code: str) -> None:
    with pytest.raises(yiju.YijuError) as caught:
        policy().restate(**asked)  # type: ignore[arg-type]
    assert [d.code for d in caught.value.diagnostics] == [code]


def test_json_and_markdown_say_the_same() -> None:
    told = policy().restate("第十四条（三）")
    record = policy().as_json(told)
    assert record["schema"] == "yiju/restate/1"
    said = record["restated"][0]["sentences"]
    versions = next(s["versions"] for s in said if len(s["versions"]) > 1)
    assert [v["under"][0][0]["options"][0]["key"] for v in versions] == ["甲", "乙"]
    assert all(item in told.markdown().replace("**", "") for v in versions for item in v["items"])
