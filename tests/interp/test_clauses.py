"""Semantics §1–§4: facts, clauses, statuses, force."""

from __future__ import annotations

import pytest
from interp.build import (
    BILL,
    Book,
    affirm,
    at_least,
    both,
    cmp,
    day,
    deny,
    flag,
    forbid,
    gives,
    money,
    of,
    percent,
    strike,
    yuan,
)

from yiju.case.model import ABSENT, Fact, Given, Many
from yiju.ir import model as ir


def simple(**more: object) -> Book:
    """A notice that gives 补助 to the 合格 when 住院."""
    book = Book()
    book.notice()
    book.facts(住院="bool", 合格="bool", 除外="bool")
    book.head("补助")
    book.clause(
        "第一条",
        affirm("补助"),
        scope=flag("住院"),
        condition=flag("合格"),
        unless=[flag("除外")],
    )
    return book


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"住院": True, "合格": True, "除外": False}, "成立"),
        ({"住院": True, "合格": False}, "不成立"),
        ({"住院": True, "合格": True, "除外": True}, "不成立"),
        ({"住院": False}, "无规定"),
        ({"住院": True, "合格": True}, "未定"),
        ({}, "未定"),
    ],
)
def test_statuses(facts: dict[str, bool], status: str) -> None:
    assert simple().one(facts).status == status


def test_grounds_and_causes() -> None:
    book = simple()
    assert book.one({"住院": True, "合格": True, "除外": False}).grounds == ("甲文第一条",)
    open_ = book.one({"住院": True, "合格": True})
    assert open_.depends == ("账单「甲」除外",)
    assert [p.status for p in open_.possible] == ["成立", "不成立"]


def test_absent_is_neither() -> None:
    answer = simple().one({"住院": True, "合格": True, "除外": ABSENT})
    assert answer.status == "成立"


def test_presumed_false() -> None:
    book = simple()
    book.attributes[2] = ir.Attribute(cls=BILL, name="除外", kind="bool", presumed_false=True)
    assert book.one({"住院": True, "合格": True}).status == "成立"


def test_many_valued_facts() -> None:
    book = Book()
    book.notice()
    book.facts(cls="人", 身份=("many", ("三属", "老兵", "等")))
    book.head("补助")
    among = ir.Among(cls="人", name="身份", values=("三属", "老兵"))
    book.clause("第一条", affirm("补助"), scope=among)
    assert book.one({}, person={"身份": Many(frozenset({"三属"}))}).status == "成立"
    assert book.one({}, person={"身份": Many(frozenset())}).status == "无规定"
    some = Many(frozenset(), complete=False, no=frozenset({"三属"}))
    answer = book.one({}, person={"身份": some})
    assert (answer.status, answer.depends) == ("未定", ("人 身份",))
    assert book.one({}).depends == ("人 身份",)


def test_single_choice_with_open_list() -> None:
    book = Book()
    book.notice()
    book.attributes.append(
        ir.Attribute(cls=BILL, name="险种", kind="one", domain=("居民", "职工"), open=True)
    )
    book.head("补助")
    among = ir.Among(cls=BILL, name="险种", values=("居民", "职工"))
    book.clause("第一条", affirm("补助"), scope=among)
    assert book.one({}).status == "未定"
    assert book.one({"险种": "居民"}).status == "成立"


def test_grades_compare_by_rank() -> None:
    grades = tuple(f"{n}级" for n in "一二三四五六七八九十")
    book = Book()
    book.notice()
    book.facts(cls="人", 伤残等级=("scale", grades))
    book.head("补助")
    grade = of("伤残等级", "人")
    seven = cmp(grade, "ge", ir.Word(text="七级"))
    book.clause("第一条", affirm("补助"), condition=seven)
    assert book.one({}, person={"伤残等级": "十级"}).status == "成立"
    assert book.one({}, person={"伤残等级": "二级"}).status == "不成立"
    assert book.one({}).depends == ("人 伤残等级",)


def test_reading_guards_an_exception() -> None:
    book = simple()
    question = book.question("除外算不算", "甲", "乙")
    guarded = both(ir.Reading(question=question, option="甲"), flag("除外"))
    book.clauses[0] = ir.Clause(
        id=0,
        notice=0,
        locator="第一条",
        title="",
        cls=BILL,
        exceptions=(ir.Exception_(cond=guarded),),
        effects=book.clauses[0].effects,
    )
    answer = book.one({"除外": True})
    assert (answer.status, answer.depends) == ("未定", ("读法 除外算不算",))
    sides = [(named, side.status) for named, side in answer.by_reading]
    assert sides == [((("除外算不算", "甲"),), "不成立"), ((("除外算不算", "乙"),), "成立")]
    assert book.one({"除外": False}).status == "成立"
    assert book.one({"除外": True}, given=Given(readings={question: "乙"})).status == "成立"


# ── exclusion ────────────────────────────────────────────────────────────────


def excluding(second: str = "甲文") -> Book:
    book = Book()
    book.notice()
    other = 0 if second == "甲文" else book.notice(second)
    book.facts(定点="bool", 余额="money", 他方="money")
    book.head("医疗补助", members=("补助",))
    book.head("补助", "money")
    half = ir.Arithmetic(op="*", left=of("余额"), right=percent(50))
    book.clause("第一条", gives("补助", half))
    book.clause("第十四条", forbid("医疗补助"), notice=other, condition=flag("定点", value=False))
    return book


def test_forbidding_a_group_forbids_its_members() -> None:
    answer = excluding().one({"定点": False, "余额": yuan(100)})
    assert answer.status == "不成立"
    assert answer.outcome is not None
    (support,) = answer.outcome.supports
    assert (support.state, support.by, support.value) == ("excluded", (1,), yuan(50))


def test_another_notice_does_not_exclude() -> None:
    answer = excluding("乙文").one({"定点": False, "余额": yuan(100)})
    assert (answer.status, answer.value) == ("成立", yuan(50))


def test_exclusion_alone_is_a_refusal() -> None:
    book = excluding("乙文")
    book.clauses[0] = ir.Clause(
        id=0, notice=0, locator="第一条", title="", cls=BILL, scope=ir.Const(value=False)
    )
    assert book.one({"定点": False}).status == "不成立"
    assert book.one({"定点": True}).status == "无规定"


def test_striking_a_part() -> None:
    book = excluding()
    book.clause(
        "第十四条（五）", strike("余额", of("他方")), condition=cmp(of("他方"), "gt", money(0))
    )
    facts: dict[str, Fact] = {"定点": True, "余额": yuan(10000), "他方": yuan(4000)}
    assert book.one(facts).value == yuan(3000)
    assert book.one({**facts, "他方": yuan(12000)}).value == 0
    assert book.one({**facts, "他方": yuan(0)}).value == yuan(5000)
    open_ = book.one({"定点": True, "余额": yuan(10000)})
    assert (open_.status, open_.depends) == ("未定", ("账单「甲」他方",))
    assert (open_.possible[0].low, open_.possible[0].high) == (0, yuan(5000))


# ── denial, definitions ──────────────────────────────────────────────────────


def with_definition() -> Book:
    book = Book()
    book.notice()
    book.notice("词汇", "", kind="vocabulary")
    book.facts(甲="bool", 乙="bool", 丙="bool")
    book.head("连续", defined=True)
    book.head("得")
    book.head("失")
    book.clause("定义", affirm("连续"), notice=1, kind="define", condition=flag("甲"))
    book.clause("第一条", affirm("连续"), condition=flag("乙"))
    book.clause("第二条", deny("连续"), condition=flag("丙"))
    book.clause("第三条", affirm("得"), condition=ir.Holds(name="连续"))
    book.clause("第四条", affirm("失"), condition=ir.Holds(name="连续", denied=True))
    return book


@pytest.mark.parametrize(
    ("a", "b", "c", "holds", "denied"),
    [
        (True, False, False, "成立", "不成立"),
        (False, False, False, "不成立", "不成立"),
        (False, True, False, "成立", "不成立"),
        (True, False, True, "不成立", "成立"),
        (False, True, True, "成立", "成立"),  # 冲突: it holds and is denied
    ],
)
def test_definitions_yield_to_rules(a: bool, b: bool, c: bool, holds: str, denied: str) -> None:
    first, second = with_definition().decide({"甲": a, "乙": b, "丙": c})
    assert (first.conclusion, first.status, second.status) == ("得", holds, denied)


def test_a_definition_needs_no_force_but_a_rule_does() -> None:
    answers = with_definition().decide({"甲": True, "乙": False, "丙": True}, judged="2019-12-31")
    assert [a.status for a in answers] == ["无规定", "无规定"]
    book = with_definition()
    book.notices[1] = ir.Notice(id=1, name="", short="乙文", effective="2030-01-01")
    assert book.decide({"甲": True, "乙": False, "丙": False})[0].status == "成立"


def test_both_sides_of_a_yes_or_no() -> None:
    book = Book()
    book.notice()
    book.facts(甲="bool", 乙="bool")
    book.head("补助")
    book.clause("第一条", affirm("补助"), condition=flag("甲"))
    book.clause("第二条", deny("补助"), condition=flag("乙"))
    clash = book.one({"甲": True, "乙": True})
    assert (clash.status, clash.grounds) == ("冲突", ("甲文第一条", "甲文第二条"))
    assert book.one({"甲": False, "乙": True}).status == "不成立"
    assert book.one({"甲": False, "乙": False}).status == "不成立"


# ── force ────────────────────────────────────────────────────────────────────


def dated(effective: str = "2025-09-09", **more: object) -> Book:
    book = Book(regions=(("开州区", "重庆市"), ("某镇", "开州区")))
    book.notice("甲文", effective, territory="重庆市", **more)
    book.facts(缴费日="date")
    book.head("补助", event="缴费日")
    book.clause("第一条", affirm("补助"))
    return book


@pytest.mark.parametrize(
    ("paid", "judged", "region", "status"),
    [
        ("2025-09-08", "2025-12-31", "开州区", "无规定"),
        ("2025-09-09", "2025-12-31", "开州区", "成立"),
        ("2025-09-09", "2025-09-09", "某镇", "成立"),
        ("2025-09-09", "2025-09-08", "开州区", "无规定"),
        ("2025-09-09", "2025-12-31", "重庆市", "成立"),
        ("2025-09-09", "2025-12-31", "阜阳市", "无规定"),
        ("2025-11-30", "2025-12-31", "开州区", "成立"),
        ("2025-12-01", "2025-12-31", "开州区", "无规定"),
    ],
)
def test_force(paid: str, judged: str, region: str, status: str) -> None:
    book = dated(expires="2025-12-01")
    assert book.one({"缴费日": day(paid)}, judged=judged, region=region).status == status


def test_unknown_event_day() -> None:
    book = dated()
    answer = book.one({}, region="重庆市")
    assert (answer.status, answer.depends) == ("未定", ("账单「甲」缴费日",))
    assert book.one({"缴费日": ABSENT}, region="重庆市").status == "无规定"
    assert book.one({}, region="阜阳市").status == "无规定"


def test_unknown_effective_day() -> None:
    book = dated(effective="")
    answer = book.one({"缴费日": day("2025-09-09")}, region="重庆市")
    assert (answer.status, answer.depends) == ("未定", ("施行日 甲文",))
    given = Given(effective={0: day("2025-09-09")})
    assert book.one({"缴费日": day("2025-09-09")}, region="重庆市", given=given).status == "成立"
    both_open = book.one({}, region="重庆市")
    assert both_open.depends == ("施行日 甲文", "账单「甲」缴费日")


def test_gap_excludes_or_not() -> None:
    book = dated()
    number = book.gap("第十四条（四）", "补助")
    book.gap("第十五条", "补助", missing=False)
    paid = {"缴费日": day("2025-10-01")}
    answer = book.one(paid, region="重庆市")
    assert (answer.status, answer.depends) == ("未定", ("缺文 甲文第十四条（四）",))
    assert book.one(paid, region="重庆市", given=Given(gaps={number: False})).status == "成立"
    refused = book.one(paid, region="重庆市", given=Given(gaps={number: True}))
    assert refused.status == "不成立"
    assert refused.outcome is not None and refused.outcome.supports[0].gaps == (number,)


def test_gap_makes_a_definition_fail() -> None:
    book = with_definition()
    number = book.gap("第二条", "连续", notice=1)
    facts = {"甲": True, "乙": False, "丙": False}
    assert book.decide(facts)[0].depends == ("缺文 词汇第二条",)
    assert book.decide(facts, given=Given(gaps={number: True}))[0].status == "不成立"


def test_floor_from_a_local_ratio() -> None:
    book = Book()
    book.notice("阜阳办法")
    book.facts(余额="money")
    book.head("补助", "money", combine="max")
    ratio = book.local("阜阳办法第十二条（二）1", 90)
    book.clause("第十二条（二）1", at_least("补助", of("余额"), ratio))
    answer = book.one({"余额": yuan(1000)})
    assert answer.depends == ("比例 阜阳办法第十二条（二）1",)
    (possible,) = answer.possible
    assert (possible.status, possible.low, possible.high) == ("成立", yuan(900), yuan(1000))
    assert book.one({"余额": yuan(1000)}, given=Given(floors=True)).value == yuan(900)
    given = Given(parameters={ratio: yuan("0.0095")})
    assert book.one({"余额": yuan(1000)}, given=given).value == yuan(950)
    assert book.one({"余额": yuan(0)}).value == 0


def test_half_a_fen_goes_up() -> None:
    book = Book()
    book.notice()
    book.facts(余额="money")
    book.head("补助", "money")
    half = ir.Arithmetic(op="*", left=of("余额"), right=percent(50))
    book.clause("第一条", gives("补助", half))
    assert book.one({"余额": yuan("0.01")}).value == 1
    assert book.one({"余额": yuan("0.03")}).value == 2


def test_no_value_no_support() -> None:
    book = Book()
    book.notice()
    book.facts(余额="money", 人数="number")
    book.head("补助", "money")
    share = ir.Arithmetic(op="/", left=of("余额"), right=of("人数"))
    book.clause("第一条", gives("补助", share))
    assert book.one({"余额": yuan(1), "人数": yuan(0)}).status == "不成立"
    assert book.one({"余额": ABSENT, "人数": yuan(1)}).status == "不成立"
