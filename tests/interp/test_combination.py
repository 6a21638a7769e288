"""Semantics §7–§10 and §13: combination, precedence, accumulation."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import pytest
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
    gives,
    money,
    of,
    percent,
    yuan,
)

from yiju.case.model import ABSENT, Fact, Given, Many
from yiju.ir import model as ir

START = "待遇起始日"


def bill(on: str, amount: int, **more: Fact) -> dict[str, Fact]:
    return {"费用发生日": day(on), "余额": yuan(amount), **more}


def share(n: int) -> ir.Expr:
    return ir.Arithmetic(op="*", left=of("余额"), right=percent(n))


def subsidy(*, what: str = "all", key: str = "费用发生日") -> Book:
    """三属 50% 至 2万元; 老年烈士子女 30% 至 8000元; 就高."""
    book = Book()
    book.notice("阜阳办法")
    book.facts(cls="人", 身份=("many", ("三属", "子女")))
    book.facts(费用发生日="date", 结算日="date", 余额="money")
    book.head("补助", "money", combine="max", event="费用发生日")
    rows = (("1", "三属", 50, 20000), ("2", "子女", 30, 8000))
    for locator, who, ratio, limit in rows:
        scope = ir.Among(cls="人", name="身份", values=(who,))
        capped = cap(money(limit), what, key)
        name = book.local(f"阜阳办法{locator}", ratio)
        effect = at_least("补助", of("余额"), name, caps=(capped,))
        book.clause(locator, effect, scope=scope)
    return book


def who(*names: str) -> dict[str, Fact]:
    return {"身份": Many(frozenset(names))}


AT_FLOOR = Given(floors=True)


def amounts(book: Book, *bills: Mapping[str, Fact], names: str = "三属") -> list[Fact | None]:
    answers = book.decide(*bills, person=who(*names.split()), given=AT_FLOOR)
    return [a.value for a in answers]


# ── §9 ───────────────────────────────────────────────────────────────────────


def test_a_year_of_three_bills() -> None:
    bills = [bill("2024-01-01", 30000), bill("2024-02-01", 20000), bill("2024-03-01", 10000)]
    assert amounts(subsidy(), *bills) == [yuan(15000), yuan(5000), 0]
    for order in permutations(range(3)):
        got = amounts(subsidy(), *(bills[n] for n in order))
        assert got == [[yuan(15000), yuan(5000), 0][n] for n in order]


def test_a_new_year_begins_anew() -> None:
    got = amounts(subsidy(), bill("2024-12-31", 50000), bill("2025-01-01", 50000))
    assert got == [yuan(20000), yuan(20000)]


def test_rounding_comes_before_the_cap() -> None:
    book = subsidy()
    facts = {**bill("2024-01-01", 0), "余额": yuan("100.01")}
    assert amounts(book, facts) == [yuan("50.01")]


def test_ties_leave_each_bill_open_when_it_matters() -> None:
    book = subsidy()
    bills = [bill("2024-05-01", 30000), bill("2024-05-01", 20000)]
    first, second = book.decide(*bills, person=who("三属"), given=AT_FLOOR)
    assert first.depends == second.depends == ("同日先后 2024-05-01",)
    assert (first.possible[0].low, first.possible[0].high) == (yuan(10000), yuan(15000))
    small = [bill("2024-05-01", 300), bill("2024-05-01", 200)]
    assert amounts(book, *small) == [yuan(150), yuan(100)]
    same = [bill("2024-05-01", 80000), bill("2024-05-01", 80000), bill("2024-06-01", 9)]
    answers = book.decide(*same, person=who("三属"), given=AT_FLOOR)
    assert [a.status for a in answers] == ["未定", "未定", "成立"]
    assert answers[2].value == 0


def test_what_the_cap_adds_up() -> None:
    bills = [bill("2024-01-01", 30000), bill("2024-02-01", 50000), bill("2024-03-01", 50000)]
    both = "三属 子女"
    assert amounts(subsidy(), *bills, names=both) == [yuan(15000), yuan(5000), 0]
    rows = subsidy(what="row")
    assert amounts(rows, *bills, names=both) == [yuan(15000), yuan(8000), yuan(5000)]


def test_the_key_is_read() -> None:
    early = bill("2024-01-01", 30000, 结算日=day("2025-01-09"))
    late = bill("2024-02-01", 30000, 结算日=day("2025-01-08"))
    assert amounts(subsidy(), early, late) == [yuan(15000), yuan(5000)]
    assert amounts(subsidy(key="结算日"), early, late) == [yuan(5000), yuan(15000)]


def test_an_unknown_day_opens_the_order() -> None:
    book = subsidy(key="结算日")
    bills = [bill("2024-01-01", 30000), bill("2024-02-01", 30000, 结算日=day("2024-03-01"))]
    first, second = book.decide(*bills, person=who("三属"), given=AT_FLOOR)
    assert first.depends == second.depends
    assert "账单「甲」结算日" in first.depends
    assert (first.possible[0].low, first.possible[0].high) == (yuan(5000), yuan(15000))
    vague = [bill("2024-01-01", 30000), bill("2024-02-01", 30000)]
    first, _ = book.decide(*vague, person=who("三属"), given=AT_FLOOR)
    assert first.depends == ("账单「乙」结算日", "账单「甲」结算日")


def test_an_unknown_amount_before() -> None:
    bills = [bill("2024-01-01", 1), bill("2024-02-01", 30000), bill("2024-03-01", 0)]
    del bills[0]["余额"]
    answers = subsidy().decide(*bills, person=who("三属"), given=AT_FLOOR)
    assert [a.status for a in answers] == ["未定", "未定", "成立"]
    assert answers[1].depends == ("账单「甲」余额",)
    assert answers[2].value == 0


def test_a_bill_without_the_day_of_force() -> None:
    bills = [{**bill("2024-01-01", 1000), "费用发生日": ABSENT}, bill("2024-02-01", 1000)]
    answers = subsidy().decide(*bills, person=who("三属"), given=AT_FLOOR)
    assert [(a.status, a.value) for a in answers] == [("无规定", None), ("成立", yuan(500))]


# ── §7 ───────────────────────────────────────────────────────────────────────


def measured(measure: str) -> Book:
    book = Book()
    book.notice("阜阳办法")
    book.facts(cls="人", 身份=("many", ("三属", "子女")))
    book.facts(费用发生日="date", 余额="money")
    book.head("补助", "money", combine="max", event="费用发生日")
    first = cap(money(3000), "row")
    second = cap(money(90000), "row")
    book.clause("1", at_least("补助", of("余额"), book.local("阜阳办法1", 50), caps=(first,)))
    book.clause("2", at_least("补助", of("余额"), book.local("阜阳办法2", 20), caps=(second,)))
    rule = book.clause("第四条")
    choice = ir.MaxChoice(ir.ALWAYS, measure)  # type: ignore[arg-type]
    book.max_rules.append(ir.MaxRule(conclusion="补助", clause=rule, choices=(choice,)))
    return book


@pytest.mark.parametrize(
    ("measure", "values", "winner"),
    [
        ("amount", [3000, 2000], "阜阳办法1"),
        ("ratio", [3000, 0], "阜阳办法1"),
        ("cap", [2000, 2000], "阜阳办法2"),
        ("year_total", [2000, 2000], "阜阳办法2"),
    ],
)
def test_what_is_compared(measure: str, values: list[int], winner: str) -> None:
    bills = [bill("2024-01-01", 10000), bill("2024-02-01", 10000)]
    answers = measured(measure).decide(*bills, given=AT_FLOOR)
    assert [a.value for a in answers] == [yuan(v) for v in values]
    assert answers[0].grounds == (winner, "阜阳办法第四条")
    outcome = answers[0].outcome
    assert outcome is not None
    assert sorted(s.state for s in outcome.supports) == ["outranked", "won"]


def test_of_equal_totals_the_first_to_give_more_governs_the_year() -> None:
    """Alone, the first gives 3000 in January and nothing after, the second 1200 and 1800."""
    book = measured("year_total")
    bills = [bill("2024-02-01", 9000), bill("2024-01-01", 6000)]
    answers = book.decide(*bills, given=AT_FLOOR)
    assert [a.value for a in answers] == [0, yuan(3000)]
    assert {a.grounds for a in answers} == {("阜阳办法1", "阜阳办法第四条")}


def test_ties_cite_both() -> None:
    book = measured("amount")
    answer = book.one(bill("2024-01-01", 0), given=AT_FLOOR)
    assert answer.grounds == ("阜阳办法1", "阜阳办法2", "阜阳办法第四条")


def test_a_single_candidate_needs_no_rule() -> None:
    book = measured("amount")
    book.clauses[1] = ir.Clause(id=1, notice=0, locator="2", title="", cls=BILL)
    assert book.one(bill("2024-01-01", 10), given=AT_FLOOR).grounds == ("阜阳办法1",)


def test_open_ratios_give_the_ends_of_the_highest() -> None:
    book = measured("amount")
    answer = book.one(bill("2024-01-01", 1000))
    assert (answer.possible[0].low, answer.possible[0].high) == (yuan(500), yuan(1000))
    assert answer.depends == ("比例 阜阳办法1", "比例 阜阳办法2")


def test_a_single_bill_may_be_best_between_the_ends() -> None:
    book = measured("amount")
    del book.clauses[1]
    book.clauses[0] = ir.Clause(
        id=0,
        notice=0,
        locator="1",
        title="",
        cls=BILL,
        effects=(
            ir.Effect(
                id=0,
                clause=0,
                conclusion="补助",
                mode="floor",
                value=of("余额"),
                ratio="阜阳办法1",
                caps=(cap(money(15000)),),
            ),
        ),
    )
    _, second = book.decide(bill("2024-01-01", 10000), bill("2024-02-01", 10000))
    assert second.status == "未定"  # the same at both ends, 50% and 100%
    assert (second.possible[0].low, second.possible[0].high) == (yuan(5000), yuan(7500))


@pytest.mark.parametrize(("combine", "value"), [("sum", 80), ("min", 30)])
def test_sum_and_least(combine: str, value: int) -> None:
    book = Book()
    book.notice()
    book.facts(费用发生日="date", 余额="money")
    book.head("补助", "money", combine=combine)
    book.clause("1", gives("补助", share(50)))
    book.clause("2", gives("补助", share(30)))
    assert book.one(bill("2024-01-01", 100)).value == yuan(value)


# ── §8 ───────────────────────────────────────────────────────────────────────


def two_dates(first: str = "2021-05-01", second: str = "2025-09-09", **more: object) -> Book:
    """Two notices that begin a benefit on different days."""
    book = Book()
    book.notice("23号文", first, issuers=("医保局", "财政局"))
    book.notice("37号文", second, issuers=("医保局",), **more)
    book.head(START, "date", matter="起点")
    book.head("等待期", matter="起点", excludes=(START,))
    old = gives(START, ir.Date(iso="2025-11-01"))
    book.clause("二", old, deny("等待期"), notice=0)
    book.clause("五", gives(START, ir.Date(iso="2026-01-01")), notice=1)
    return book


def test_no_ground_is_a_clash() -> None:
    answer = two_dates().one({})
    assert (answer.status, answer.value) == ("冲突", None)
    assert answer.grounds == ("23号文二", "37号文五")


def test_the_notices_own_clause() -> None:
    answer = two_dates(prevails="末段").one({})
    assert (answer.status, answer.value) == ("成立", day("2026-01-01"))
    assert answer.outcome is not None
    lost = answer.outcome.supports[0]
    assert (lost.state, lost.by, lost.value) == ("overridden", (2,), day("2025-11-01"))
    earlier = two_dates(second="2021-05-01", prevails="末段").one({})
    assert earlier.status == "冲突"


def test_the_same_issuer_and_later() -> None:
    book = two_dates()
    book.notices[1] = ir.Notice(
        id=1, name="", short="37号文", effective="2025-09-09", issuers=("财政局", "医保局")
    )
    assert book.one({}).value == day("2026-01-01")


def test_a_written_ground_and_a_ring() -> None:
    book = two_dates(prevails="末段")
    book.clauses[0] = ir.Clause(
        id=0, notice=0, locator="二", title="", cls=BILL, effects=book.clauses[0].effects, over=(1,)
    )
    assert book.one({}).status == "冲突"
    book.notices[1] = ir.Notice(id=1, name="", short="37号文", effective="2025-09-09")
    assert book.one({}).value == day("2025-11-01")


def test_a_ring_of_three_and_its_consequence() -> None:
    book = Book()
    book.notice()
    book.head("额", "money")
    for number, over in enumerate(((1,), (2,), (0,))):
        book.clause(f"{number}", gives("额", money(number)), over=over)
    assert book.one({}).status == "冲突"
    book.clause("3", gives("额", money(3)), over=(0, 1, 2))
    assert book.one({}).value == yuan(3)


def test_what_is_overridden_overrides_nothing() -> None:
    book = Book()
    book.notice()
    book.head("额", "money")
    book.clause("0", gives("额", money(1)))
    book.clause("1", gives("额", money(2)), over=(0,))
    book.clause("2", gives("额", money(1)), over=(1,))
    answer = book.one({})
    assert (answer.status, answer.value, answer.grounds) == ("成立", yuan(1), ("甲文0", "甲文2"))


def test_excluding_conclusions_clash() -> None:
    book = Book()
    book.notice()
    book.facts(甲="bool")
    book.head(START, "date", excludes=("等待期",))
    book.head("等待期")
    book.clause("一", gives(START, ir.Date(iso="2026-01-01")))
    book.clause("二", affirm("等待期"), condition=flag("甲"))
    assert [a.status for a in book.decide({"甲": True})] == ["冲突", "冲突"]
    assert [a.status for a in book.decide({"甲": False})] == ["成立", "不成立"]


def test_by_matter_or_one_by_one() -> None:
    book = two_dates(prevails="末段")
    question = book.question("不一致按什么判", "甲", "乙", notice=1)
    book.notices[1] = ir.Notice(
        id=1,
        name="",
        short="37号文",
        effective="2025-09-09",
        prevails="末段",
        prevails_by_matter=ir.Reading(question=question, option="甲"),
    )
    book.head("长度", "duration", matter="起点")
    length = ir.Effect(id=9, clause=0, conclusion="长度", mode="value", value=ir.Months(n=3))
    effects = (*book.clauses[0].effects, length)
    book.clauses[0] = ir.Clause(id=0, notice=0, locator="二", title="", cls=BILL, effects=effects)
    start, waiting, kept = book.decide({})
    assert (start.value, waiting.status) == (day("2026-01-01"), "不成立")
    assert kept.depends == ("读法 不一致按什么判",)
    together, apart = (side for _, side in kept.by_reading)
    assert (together.status, apart.status) == ("不成立", "成立")
    assert together.outcome is not None
    assert (together.outcome.supports[0].state, together.outcome.supports[0].by) == (
        "overridden",
        (2,),
    )


def test_a_new_rule_that_does_not_apply_overrides_nothing() -> None:
    book = two_dates(prevails="末段")
    book.facts(甲="bool")
    book.clauses[1] = ir.Clause(
        id=1,
        notice=1,
        locator="五",
        title="",
        cls=BILL,
        condition=flag("甲"),
        effects=book.clauses[1].effects,
    )
    assert book.decide({"甲": False})[0].value == day("2025-11-01")
    assert book.decide({"甲": True})[0].value == day("2026-01-01")
    assert book.decide({})[0].depends == ("账单「甲」甲",)


def test_an_unknown_effective_day_opens_the_precedence() -> None:
    book = two_dates(second="", prevails="末段")
    answer = book.one({})
    assert answer.depends == ("施行日 37号文",)
    assert {p.status for p in answer.possible} == {"成立", "冲突"}


# ── §13 ──────────────────────────────────────────────────────────────────────


def test_the_order_of_writing_does_not_matter() -> None:
    book = two_dates(prevails="末段")
    book.facts(甲="money")
    book.clause("六", affirm("等待期"), notice=1, condition=cmp(of("甲"), "gt", money(0)))
    facts = {"甲": yuan(1)}
    plain = [(a.conclusion, a.status, a.value, set(a.grounds)) for a in book.decide(facts)]
    for order in permutations(book.clauses):
        book.clauses = list(order)
        again = [(a.conclusion, a.status, a.value, set(a.grounds)) for a in book.decide(facts)]
        assert again == plain
