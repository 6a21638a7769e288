"""Semantics §6 and §11: completions, causes, ends, limits."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given as given_
from hypothesis import settings
from hypothesis import strategies as st
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
    yuan,
)

from yiju.case.model import Duration, Given
from yiju.ir import model as ir


def either(*items: ir.Cond) -> ir.AnyOf:
    return ir.AnyOf(items=items)


def book_of(*conditions: ir.Cond, **kinds: str) -> Book:
    book = Book()
    book.notice()
    book.facts(**kinds)
    book.head("补助")
    for number, cond in enumerate(conditions, 1):
        book.clause(f"第{number}条", affirm("补助"), condition=cond)
    return book


def test_certain_although_unknown() -> None:
    book = book_of(flag("甲"), flag("甲", value=False), 甲="bool")
    answer = book.one({})
    assert (answer.status, answer.depends, answer.exhaustive) == ("成立", (), True)


def test_unknown_but_irrelevant() -> None:
    book = book_of(both(flag("甲"), flag("乙")), 甲="bool", 乙="bool")
    assert book.one({"甲": False}).status == "不成立"
    assert book.one({"甲": True}).depends == ("账单「甲」乙",)


def test_money_by_its_thresholds() -> None:
    limit = cmp(of("额"), "gt", money(100))
    below = ir.Not(item=cmp(of("额"), "ge", money(100)))
    equal = cmp(of("额"), "eq", money(100))
    kinds = {"额": "money"}
    assert book_of(limit, below, equal, **kinds).one({}).status == "成立"
    assert book_of(limit, below, **kinds).one({}).status == "未定"


def test_linear_thresholds_and_products() -> None:
    double = ir.Arithmetic(op="*", left=of("额"), right=ir.Rational(num=2))
    high = cmp(double, "ge", money("0.01"))
    low = cmp(of("额"), "lt", money("0.01"))
    assert book_of(high, low, 额="money").one({}).status == "成立"
    square = ir.Arithmetic(op="*", left=of("额"), right=of("额"))
    free = book_of(cmp(square, "ge", money(0)), 额="money").one({})
    assert (free.status, free.depends) == ("未定", ("账单「甲」额",))


def test_two_unknowns_in_one_condition_are_free() -> None:
    earlier = cmp(of("起"), "le", of("止"))
    answer = book_of(earlier, 起="date", 止="date").one({})
    assert answer.depends == ("账单「甲」止", "账单「甲」起")
    same = book_of(earlier, ir.Not(item=earlier), 起="date", 止="date").one({})
    assert same.status == "成立"


def test_dates_in_a_window_and_a_period() -> None:
    autumn = ir.Window(from_month=9, from_day=1, to_month=2, to_day=31, wraps=True)
    inside = ir.InWindow(what=of("日"), window=autumn)
    spring = ir.Window(from_month=3, from_day=1, to_month=8, to_day=31)
    outside = ir.InWindow(what=of("日"), window=spring)
    assert book_of(inside, outside, 日="date").one({}).status == "成立"
    soon = ir.Within(what=of("日"), base=of("始"), length=ir.Months(n=3))
    late = ir.Within(what=of("日"), base=of("始"), length=ir.Months(n=3), after=True)
    early = cmp(of("日"), "lt", of("始"))
    book = book_of(soon, late, early, 日="date", 始="date")
    assert book.one({"始": day("2024-11-30")}).status == "成立"
    assert book.one({"日": day("2024-11-30")}).status == "成立"
    assert book_of(soon, early, 日="date", 始="date").one({"始": day("2024-11-30")}).depends == (
        "账单「甲」日",
    )


def test_a_formula_constant_over_a_stretch_of_days_is_certain() -> None:
    book = Book()
    book.notice()
    book.facts(日="date")
    book.head("起始日", "date")
    autumn = ir.Window(from_month=9, from_day=1, to_month=12, to_day=31)
    new_year = ir.Anchor(base=of("日"), which="next_year", month=1, day=1)
    this_year = both(
        ir.InWindow(what=of("日"), window=autumn),
        cmp(of("日"), "ge", ir.Date(iso="2025-01-01")),
        cmp(of("日"), "le", ir.Date(iso="2025-12-31")),
    )
    book.clause("第一条", gives("起始日", new_year), scope=this_year)
    answer = book.one({})
    values = [(p.status, p.low, p.high) for p in answer.possible]
    assert values == [("成立", None, None), ("无规定", None, None)]  # a day has no ends
    assert answer.outcome is not None
    month = ir.Anchor(base=of("日"), which="next_month", day=1)
    book.clauses.clear()
    book.clause("第一条", gives("起始日", month), scope=this_year)
    assert [p.status for p in book.one({}).possible] == ["成立", "无规定"]


def test_a_parameter_in_a_formula_keeps_the_value_open() -> None:
    book = Book()
    book.notice()
    length = book.parameter("等待期月数", "duration")
    book.head("长度", "duration")
    book.head("终止日", "date")
    end = ir.PeriodEnd(base=ir.Date(iso="2025-01-01"), length=ir.ConclusionValue(name="长度"))
    book.clause("第一条", gives("长度", length))
    book.clause("第二条", gives("长度", length))
    book.clause("第三条", gives("终止日", end))
    first, second = book.decide({})
    for answer in (first, second):
        assert (answer.status, answer.depends) == ("未定", ("参数 等待期月数",))
        assert [p.status for p in answer.possible] == ["成立"]  # the same value twice, no clash
    fixed = Given(parameters={"等待期月数": Duration(3, "months")})
    assert [a.value for a in book.decide({}, given=fixed)] == [
        Duration(3, "months"),
        day("2025-03-31"),
    ]


def test_two_parameters_may_or_may_not_agree() -> None:
    book = Book()
    book.notice()
    book.head("长度", "duration")
    book.clause("第一条", gives("长度", book.parameter("一", "duration")))
    book.clause("第二条", gives("长度", book.parameter("二", "duration")))
    answer = book.one({})
    assert [p.status for p in answer.possible] == ["成立", "冲突"]
    assert answer.depends == ("参数 一", "参数 二")


def test_parameters_have_dated_values() -> None:
    book = Book()
    book.notice()
    book.head("额", "money")
    old = ir.ParameterValue(money(1))
    new = ir.ParameterValue(money(2), since="2025-01-01")
    book.clause("第一条", gives("额", book.parameter("标准", "money", new, old)))
    assert book.one({}, judged="2024-12-31").value == yuan(1)
    assert book.one({}, judged="2025-01-01").value == yuan(2)
    given = Given(parameters={"标准": yuan(3)})
    assert book.one({}, given=given).value == yuan(3)


def test_years_and_durations() -> None:
    book = book_of(
        cmp(of("年度"), "ge", ir.Year(n=2025)),
        cmp(of("年度"), "lt", ir.Year(n=2025)),
        年度="year",
    )
    assert book.one({}).status == "成立"
    long = cmp(of("时长"), "ge", ir.Months(n=24))
    book = book_of(long, 时长="duration")
    assert book.one({}).status == "未定"
    assert book.one({"时长": Duration(24, "months")}).status == "成立"
    assert book.one({"时长": Duration(900, "days")}).status == "不成立"  # not comparable


def test_given_facts_count_as_known() -> None:
    book = book_of(flag("甲"), 甲="bool")
    assert book.one({}, given=Given(facts={(BILL, 0, "甲"): True})).status == "成立"


def test_beyond_the_limit() -> None:
    names = "甲乙丙丁"
    kinds = {n: "bool" for n in names}
    parity: ir.Cond = ir.ALWAYS
    for name in names:
        parity = either(
            both(flag(name), ir.Not(item=parity)), both(flag(name, value=False), parity)
        )
    book = book_of(parity, **kinds)
    whole = book.one({})
    assert (whole.status, whole.exhaustive, len(whole.depends)) == ("未定", True, 4)
    part = book.one({}, limit=4)
    assert (part.status, part.exhaustive) == ("未定", False)
    assert part.depends and set(part.depends) <= set(whole.depends)
    assert part == book.one({}, limit=4)
    always = book_of(either(parity, ir.Not(item=parity)), **kinds)
    assert always.one({}).status == "成立"
    unsure = always.one({}, limit=4)
    assert (unsure.status, unsure.exhaustive, unsure.depends) == ("未定", False, ())


def test_by_reading() -> None:
    book = Book()
    book.notice()
    book.facts(额="money")
    book.head("补助", "money")
    ratio = book.local("甲文第一条", 50)
    half = book.question("比例", "甲", "乙")
    other = book.question("范围", "丙", "丁")
    when = ir.Reading(question=half, option="甲")
    book.clause("第一条", at_least("补助", of("额"), ratio, when=when))
    when = ir.Reading(question=half, option="乙")
    scope = ir.Reading(question=other, option="丙")
    tenth = ir.Arithmetic(op="*", left=of("额"), right=percent(10))
    book.clause("第二条", gives("补助", tenth, when=both(when, scope)))
    answer = book.one({"额": yuan(10)})
    assert answer.depends == ("比例 甲文第一条", "读法 比例", "读法 范围")
    sides = {named: side for named, side in answer.by_reading}
    assert list(sides) == [(("比例", a), ("范围", b)) for a in "甲乙" for b in "丙丁"]
    assert sides[("比例", "乙"), ("范围", "丙")].value == yuan(1)
    assert sides[("比例", "乙"), ("范围", "丁")].status == "无规定"  # no line speaks of it
    low = sides[("比例", "甲"), ("范围", "丁")]
    assert (low.status, low.possible[0].low, low.depends) == ("未定", yuan(5), ("比例 甲文第一条",))


# ── against the definition: every completion, one by one ─────────────────────

NAMES = ("甲", "乙", "丙", "丁")
LEAVES = st.sampled_from(NAMES).flatmap(
    lambda n: st.sampled_from([flag(n), flag(n, value=False), ir.Holds(name="前")])
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda c: st.one_of(
        st.lists(c, min_size=2, max_size=3).map(lambda i: both(*i)),
        st.lists(c, min_size=2, max_size=3).map(lambda i: either(*i)),
        c.map(lambda i: ir.Not(item=i)),
    ),
    max_leaves=4,
)
EFFECTS = st.sampled_from(
    [affirm("后"), deny("后"), gives("额", money(1)), gives("额", money(2)), forbid("额")]
)
CARDS = st.lists(st.tuples(EFFECTS, CONDITIONS, CONDITIONS), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given_(CARDS, st.sets(st.sampled_from(NAMES)))
def test_completions_one_by_one(
    cards: list[tuple[dict[str, object], ir.Cond, ir.Cond]], unknown: set[str]
) -> None:
    book = Book()
    book.notice()
    book.facts(甲="bool", 乙="bool", 丙="bool", 丁="bool")
    book.head("前")
    book.head("后")
    book.head("额", "money")
    book.clause("第零条", affirm("前"), scope=flag("甲"), condition=flag("乙"))
    for number, (effect, scope, cond) in enumerate(cards, 1):
        over = (number + 1,) if number % 2 else ()
        book.clause(f"第{number}条", effect, scope=scope, condition=cond, over=over)
    free = sorted(unknown)
    known = {n: len(n.encode()) % 2 == 0 for n in NAMES if n not in unknown}
    for index, answer in enumerate(book.decide(known)):
        worlds = {}
        for values in product([True, False], repeat=len(free)):
            facts = known | dict(zip(free, values, strict=True))
            alone = book.decide(facts)[index]
            worlds[values] = (alone.status, alone.value)
        causes = {
            f"账单「甲」{name}"
            for place, name in enumerate(free)
            for values in worlds
            if worlds[values] != worlds[(*values[:place], not values[place], *values[place + 1 :])]
        }
        assert set(answer.depends) == causes
        assert (answer.status == "未定") == (len(set(worlds.values())) > 1)
        if not causes:
            assert (answer.status, answer.value) == next(iter(worlds.values()))
        else:
            assert {p.status for p in answer.possible} == {s for s, _ in worlds.values()}


@settings(max_examples=100, deadline=None)
@given_(
    st.lists(
        st.tuples(st.sampled_from(["ge", "gt", "le", "lt", "eq", "ne"]), st.integers(-3, 3)),
        min_size=1,
        max_size=3,
    )
)
def test_thresholds_one_by_one(tests: list[tuple[str, int]]) -> None:
    book = book_of(both(*(cmp(of("额"), op, ir.Money(fen=n)) for op, n in tests)), 额="money")
    found = {book.one({"额": Fraction(fen)}).status for fen in range(7)}  # none below zero
    answer = book.one({})
    assert (answer.status,) == tuple(found) if len(found) == 1 else answer.status == "未定"
