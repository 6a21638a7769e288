"""The Python door, used as the README shows."""

from __future__ import annotations

import json
import threading
from datetime import date
from pathlib import Path

import pytest

import yiju
import yiju_cli

DEMO = Path(yiju_cli.__file__).parent / "_demo"
CASE = {
    "判定日": "2025-01-31",
    "地域": "阜阳市",
    "人": {"身份": ["在乡老复员军人"], "领取定期抚恤或生活补助": True},
    "账单": [
        {
            "名称": "甲",
            "就诊类型": "住院",
            "险种": "居民医保",
            "在定点机构就医": True,
            "费用负担仍然较重": True,
            "致病原因": [],
            "涉及违法违规行为": False,
            "应由他方赔偿的部分": "0元",
            "费用发生日": date(2024, 3, 5),
            "结算日": "2024-03-20",
            "医保报销后合规余额": "6858.71元",
        }
    ],
}
ASSUMED = {
    "施行日 阜阳办法": "2023-07-01",
    "缺文 阜阳办法第二条": "不适用",
    "缺文 阜阳办法第十四条（四）": "不适用",
    "缺文 阜阳办法第十四条（六）": "不适用",
    "比例": "按下限",
}


@pytest.fixture(scope="module")
def policy() -> yiju.Policy:
    return yiju.load()


def test_decide_from_a_mapping(policy: yiju.Policy) -> None:
    decided = policy.decide(CASE, assume=ASSUMED, about=["住院医疗补助"])
    (plain,), (under,) = decided.answers, decided.told
    assert plain.status == "未定"
    assert "施行日 阜阳办法" in plain.depends
    assert (under.status, under.value) == ("成立", 617284)
    assert under.grounds == ("阜阳办法第十二条（二）1",)


def test_decide_from_a_file_is_the_same_in_json(policy: yiju.Policy, tmp_path: Path) -> None:
    text = json.dumps(CASE, ensure_ascii=False, default=str)
    (tmp_path / "case.json").write_text(text, encoding="utf-8")
    from_file = policy.decide(tmp_path / "case.json", assume=ASSUMED)
    assert from_file.told == policy.decide(CASE, assume=ASSUMED).told


def test_why_is_text_and_data(policy: yiju.Policy) -> None:
    explanation = policy.why(CASE, "住院医疗补助", record="甲", assume=ASSUMED)
    text = explanation.text()
    assert "6,858.71元" in text and "90%" in text and "6,172.84元" in text
    data = policy.as_json(explanation)
    assert data["schema"] == "yiju/explanation/1"
    (proof,) = data["proofs"]
    assert proof["steps"][0]["clause"] == "阜阳办法第十二条（二）1"
    json.dumps(data)


def test_bad_input_raises_with_every_finding(policy: yiju.Policy) -> None:
    with pytest.raises(yiju.YijuError) as error:
        policy.decide({"判定日": "2025-01-31", "地域": "阜阳市", "人": {"身分": []}, "帐单": []})
    assert len(error.value.diagnostics) == 2
    assert all(d.what and d.mend for d in error.value.diagnostics)


def test_facts_cannot_be_slipped_in_as_parameters(policy: yiju.Policy) -> None:
    with pytest.raises(yiju.YijuError):
        policy.decide(DEMO / "fuyang.yaml", parameters=DEMO / "nothing.yaml")


def test_nothing_of_a_person_enters_the_solver(policy: yiju.Policy) -> None:
    rules = [line for line in policy.engine.resident.program.rules if not line.startswith("%")]
    assert all(line.isascii() for line in rules)


def test_one_policy_for_each_thread() -> None:
    found: list[object] = []

    def work() -> None:
        own = yiju.load()
        found.append([a.value for a in own.decide(CASE, assume=ASSUMED).told])

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [found[0]] * 3


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ({"conclusion": "住院补助"}, "Y585"),
        ({"record": "丙"}, "Y586"),
        ({"value": "1元", "status": "不成立"}, "Y587"),
        ({"conclusion": "待遇起始日", "at_least": "2025-01-01"}, "Y588"),
        ({"value": "5000"}, "Y521"),
        ({"conclusion": "设置待遇等待期", "value": "是"}, "Y587"),
    ],
)
def test_a_question_that_cannot_be_asked(
    policy: yiju.Policy, question: dict[str, str], code: str
) -> None:
    with pytest.raises(yiju.YijuError) as error:
        policy.why_not(CASE, **{"conclusion": "住院医疗补助", **question})
    assert [d.code for d in error.value.diagnostics] == [code]


def test_why_not_under_assumptions(policy: yiju.Policy) -> None:
    asked = policy.why_not(CASE, "住院医疗补助", assume=ASSUMED, at_least="7000元")
    (told,) = asked.found
    assert not asked.met and told.repairs is not None
    assert {c.lever.item.key[-1] for r in told.repairs.found for c in r.changes} == {
        "医保报销后合规余额"
    }
    assert policy.why_not(CASE, "住院医疗补助", assume=ASSUMED).met
