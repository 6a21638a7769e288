"""What random pairs found once, as small cases: the engine said otherwise than docs/semantics.md."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from agreement.compare import compare
from interp.build import (
    BILL,
    Book,
    affirm,
    at_least,
    cap,
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

from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.case.model import ABSENT, Case, Duration, Fact, Given, Record
from yiju.interp import decide
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.pipeline import Engine


def agreed(book: Book, *bills: dict[str, Fact], **person: Fact) -> list[Answer]:
    """The answers of the engine, after a look that the interpreter says the same."""
    rows = tuple(
        Record(BILL, name, facts) for name, facts in zip("甲乙丙丁戊己庚", bills, strict=False)
    )
    records = {PERSON: (Record(PERSON, "", person),), BILL: rows}
    case = Case(day("2025-12-31"), "某市", records)
    policy = book.policy()
    found = Deciding(Engine(policy).resident, case, Given()).answers()
    assert list(compare(found, decide(policy, case), set())) == []
    return found


def paying(*effects: dict[str, Any], **facts: Any) -> Book:
    """A notice that pays 补助 by 就高, one card for each effect."""
    book = Book()
    book.notice()
    book.facts(余额="money", 费用发生日="date", **facts)
    book.head("补助", "money", combine="max", event="费用发生日")
    for number, effect in enumerate(effects, 1):
        book.clause(f"第{number}条", effect)
    return book


def test_grades_are_told_apart() -> None:
    """Two tests that differ in the grade alone were one test."""
    book = Book()
    book.notice()
    book.facts(PERSON, 等级=("scale", ("一级", "二级", "三级")))
    book.head("甲补", cls=PERSON)
    book.head("乙补", cls=PERSON)
    grade = of("等级", PERSON)
    for name, word in (("甲补", "一级"), ("乙补", "三级")):
        at_most = cmp(grade, "le", ir.Word(text=word))
        book.clause(name, affirm(name), condition=at_most, cls=PERSON)
    assert [a.status for a in agreed(book, 等级="二级")] == ["不成立", "成立"]


def test_months_and_days_do_not_compare() -> None:
    """三个月 was more than 2 天."""
    book = Book()
    book.notice()
    book.facts(PERSON, 时长="duration")
    book.head("补", cls=PERSON)
    longer = cmp(of("时长", PERSON), "ge", ir.Months(n=3))
    book.clause("第一条", affirm("补"), condition=longer, cls=PERSON)
    assert agreed(book, 时长=Duration(90, "days"))[0].status == "不成立"


def test_a_notice_strikes_from_its_own_formulas() -> None:
    """不得计入 of one notice reduced what another gives."""
    book = paying(gives("补助", of("余额")))
    other = book.notice("乙文")
    book.clause("第九条", strike("余额", money(4)), notice=other)
    (answer,) = agreed(book, {"余额": yuan(10), "费用发生日": day("2025-05-01")})
    assert answer.value == yuan(10)


def test_what_is_given_without_a_cap_counts() -> None:
    """已得 left out what a card without a cap had given."""
    free = gives("补助", money(8))
    capped = gives("补助", of("余额"), caps=(cap(money(10)),))
    book = paying(capped, free)
    dates = ("2025-05-01", "2025-06-01")
    bills = [{"余额": yuan(n), "费用发生日": day(d)} for n, d in zip((1, 9), dates, strict=True)]
    assert [a.value for a in agreed(book, *bills)] == [yuan(8), yuan(8)]
    book.clauses[1] = ir.Clause(
        id=1,
        notice=0,
        locator="第二条",
        title="",
        cls=BILL,
        scope=cmp(of("余额"), "lt", money(5)),
        effects=book.clauses[1].effects,
    )
    assert [a.value for a in agreed(book, *bills)] == [yuan(8), yuan(2)]


def test_a_bill_without_the_day_has_the_limit_alone() -> None:
    """无 结算日 took the limit away."""
    book = paying(gives("补助", of("余额"), caps=(cap(money(10), key="结算日"),)), 结算日="date")
    bill = {"余额": yuan(30), "费用发生日": day("2025-05-01"), "结算日": ABSENT}
    assert agreed(book, bill)[0].value == yuan(10)


def test_a_ratio_before_none() -> None:
    """比比例: what is not given by a ratio counted as 100%."""
    book = Book()
    book.notice()
    book.facts(余额="money", 费用发生日="date")
    book.head("补助", "money", combine="max", event="费用发生日")
    book.clause("第一条", at_least("补助", of("余额"), book.local("甲文第一条", 50)))
    book.clause("第二条", gives("补助", money(1)))
    choices = (ir.MaxChoice(ir.ALWAYS, "ratio"),)
    book.max_rules.append(ir.MaxRule(conclusion="补助", clause=1, choices=choices))
    book.parameters[0] = ir.ParameterDecl(
        name="甲文第一条",
        kind="ratio",
        notice=0,
        locator="",
        floor=percent(50),
        local=True,
        values=(ir.ParameterValue(percent(50)),),
    )
    bill = {"余额": yuan(10), "费用发生日": day("2025-05-01")}
    assert agreed(book, bill)[0].value == yuan(5)


def test_another_notice_that_forbids() -> None:
    """不得 of a notice that gives nothing tells 不成立 from 无规定, also when it is not known."""
    book = paying(定点="bool")
    book.clause("第一条", forbid("补助"), scope=flag("定点", value=False))
    (answer,) = agreed(book, {"费用发生日": day("2025-05-01")})
    assert {p.status for p in answer.possible} == {"不成立", "无规定"}
    assert answer.depends == ("账单「甲」定点",)


def test_a_threshold_of_a_product() -> None:
    """余额 × 自付比 turns at a ratio that is written nowhere."""
    share = ir.Arithmetic(op="*", left=of("余额"), right=of("自付比"))
    book = paying(自付比="ratio")
    met = cmp(share, "eq", money("0.37"))
    book.clause("第一条", gives("补助", money(1)), condition=met)
    bill = {"余额": Fraction(101), "费用发生日": day("2025-05-01")}
    assert agreed(book, bill)[0].depends == ("账单「甲」自付比",)


def test_an_unknown_day_may_be_the_same_day() -> None:
    """A bill whose day is unknown may come before another of that very day."""
    book = paying(gives("补助", of("余额"), caps=(cap(money(10)),)))
    first, second = agreed(
        book, {"余额": yuan(8), "费用发生日": day("2025-12-31")}, {"余额": yuan(8)}
    )
    assert first.status == second.status == "未定"
    assert "同日先后 2025-12-31" in first.depends


def test_every_bill_of_one_day_may_come_last() -> None:
    """Only the first four of a day were permuted: the fifth was certain to get what was left."""
    book = paying(gives("补助", of("余额"), caps=(cap(money(16)),)))
    bill = {"余额": yuan(4), "费用发生日": day("2025-05-01")}
    five = agreed(book, *[bill] * 5)
    assert {a.status for a in five} == {"未定"}
    assert {(p.low, p.high) for a in five for p in a.possible} == {(yuan(0), yuan(4))}


def test_a_definition_always_says_something() -> None:
    """A definition whose scope does not reach is 不成立, not 无规定; 不视为 overrides it."""
    book = Book()
    book.notice()
    book.facts(PERSON, 甲="bool", 乙="bool")
    book.head("优待", cls=PERSON, defined=True)
    book.head("补", cls=PERSON)
    scope = flag("甲", cls=PERSON)
    book.clause("第一条", affirm("优待"), scope=scope, kind="define", cls=PERSON)
    book.clause("第二条", deny("优待"), scope=flag("乙", cls=PERSON), cls=PERSON)
    book.clause("第三条", affirm("补"), condition=ir.Holds(name="优待"), cls=PERSON)
    assert agreed(book, 甲=False, 乙=False)[0].status == "不成立"
    assert agreed(book, 甲=True, 乙=False)[0].status == "成立"
    assert agreed(book, 甲=True, 乙=True)[0].status == "不成立"


def test_where_two_values_meet() -> None:
    """Of two values of a 唯一 conclusion, an unknown amount makes them equal at one point only."""
    book = Book()
    book.notice()
    book.facts(余额="money", 费用发生日="date")
    book.head("津贴", "money", event="费用发生日")
    share = ir.Arithmetic(op="*", left=of("余额"), right=percent(25))
    book.clause("第一条", gives("津贴", share))
    book.clause("第二条", gives("津贴", money("1.01")))
    (answer,) = agreed(book, {"费用发生日": day("2025-05-01")})
    assert {p.status for p in answer.possible} == {"成立", "冲突"}
    assert answer.depends == ("账单「甲」余额",)


def test_what_is_struck_matters_between_the_ends() -> None:
    """A strike changes neither nothing nor what a cap limits: it shows between the ends only."""
    book = paying(gives("补助", of("余额"), caps=(cap(money(150)),)), 在保="bool")
    book.clause("第二条", strike("余额", money(3)), condition=flag("在保"))
    (answer,) = agreed(book, {"费用发生日": day("2025-05-01")})
    assert answer.depends == ("账单「甲」余额", "账单「甲」在保")
