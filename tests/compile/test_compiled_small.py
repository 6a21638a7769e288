"""Small policies made by hand: what the compiled program says, reckoned from docs/semantics.md."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from compile.completed import differences, inputs_of
from interp.build import (
    BILL,
    Book,
    affirm,
    cap,
    cmp,
    day,
    deny,
    flag,
    forbid,
    gives,
    money,
    of,
    strike,
    yuan,
)

from yiju._artefact import case_in, run
from yiju.asp.artefact import CannotCompile, compile_policy
from yiju.case.model import Case, Given, Record
from yiju.ir import model as ir
from yiju.pipeline import Engine

Rows = list[dict[str, Any]]


def bill(n: int, amount: str | int = 0, **more: Any) -> dict[str, Any]:
    """The bill of the n-th of March."""
    return {"费用发生日": date(2025, 3, n), "余额": yuan(amount), "他方": yuan(0), **more}


def book() -> Book:
    made = Book()
    made.notice("甲文", "2020-01-01")
    made.notice("乙文", "2024-01-01", prevails="末段")
    made.facts(费用发生日="date", 余额="money", 他方="money", 住院="bool")
    return made


def answers(made: Book, rows: Rows) -> dict[tuple[str, int], run.Result]:
    """The compiled program's answers; the engine has to agree."""
    policy = made.policy()
    records = tuple(Record(BILL, f"{n}", facts) for n, facts in enumerate(rows, 1))
    case = Case(day("2025-12-31"), "某市", {ir.PERSON: (), BILL: records})
    inputs = inputs_of(Engine(policy), case, Given())
    program = compile_policy(policy).program
    assert list(differences(Engine(policy), program, inputs)) == []
    return {(r.conclusion, r.record): r for r in run.solve(program, inputs)}


def values(found: dict[tuple[str, int], run.Result], name: str) -> list[object]:
    return [r.value for (conclusion, _), r in sorted(found.items()) if conclusion == name]


def times(amount: ir.Expr, percent: int) -> ir.Arithmetic:
    return ir.Arithmetic(op="*", left=amount, right=ir.Rational(num=percent, den=100))


def test_the_annual_cap_goes_bill_by_bill() -> None:
    """The example of §9; the bills are written in another order than their days."""
    made = book()
    made.head("补助", "money", combine="max")
    made.clause("一", gives("补助", times(of("余额"), 50), caps=(cap(money(20000)),)))
    found = answers(made, [bill(3, 10000), bill(1, 30000), bill(2, 20000)])
    assert values(found, "补助") == [0, 1_500_000, 500_000]


def test_a_cap_of_the_row_counts_what_the_row_gave() -> None:
    made = book()
    made.head("补助", "money", combine="max")
    made.clause("一", gives("补助", times(of("余额"), 50), caps=(cap(money(100), "row"),)))
    made.clause("二", gives("补助", times(of("余额"), 30), caps=(cap(money(300), "row"),)))
    found = answers(made, [bill(n, 200) for n in (1, 2, 3, 4)])
    assert values(found, "补助") == [10_000, 6_000, 6_000, 6_000]
    assert [found["补助", r].winners for r in (1, 2)] == [(0,), (1,)]


def test_years_are_apart() -> None:
    made = book()
    made.head("补助", "money", combine="max")
    made.clause("一", gives("补助", of("余额"), caps=(cap(money(100)),)))
    rows = [bill(1, 80), bill(1, 80) | {"费用发生日": date(2024, 12, 31)}, bill(2, 80)]
    assert values(answers(made, rows), "补助") == [8_000, 8_000, 2_000]


def test_amounts_beyond_32_bits_are_exact() -> None:
    made = book()
    made.head("补助", "money", combine="max")
    made.clause("一", gives("补助", times(of("余额"), 90), caps=(cap(money(10**9)),)))
    made.clause("二", gives("补助", times(of("余额"), 80)))
    found = answers(made, [bill(1, 10**9), bill(2, 10**9)])
    assert values(found, "补助") == [90 * 10**9, 80 * 10**9]
    assert found["补助", 2].winners == (1,)


def test_a_test_of_a_value_waits_for_it() -> None:
    """A threshold on a capped amount: decided after the accumulation."""
    made = book()
    made.head("补助", "money", combine="max")
    made.head("大额")
    made.head("加发", "money")
    made.clause("一", gives("补助", of("余额"), caps=(cap(money(100)),)))
    over = cmp(ir.ConclusionValue(name="补助"), "ge", money(50))
    made.clause("二", affirm("大额"), condition=over)
    formula = times(ir.ConclusionValue(name="补助"), 10)
    made.clause("三", gives("加发", formula), condition=ir.Holds(name="大额"))
    found = answers(made, [bill(1, 80), bill(2, 80), bill(3, 80)])
    assert [found["大额", r].status for r in (1, 2, 3)] == ["成立", "不成立", "不成立"]
    assert values(found, "加发") == [800, None, None]


@pytest.mark.parametrize(
    ("measure", "winner"), [("amount", 0), ("ratio", 1), ("cap", 1), ("year_total", 1)]
)
def test_what_is_compared_decides_who_wins(measure: Any, winner: int) -> None:
    """The first gives 60 and 40 (cap 100); the second, without ratio or cap, 55 and 55."""
    made = book()
    made.head("补助", "money", combine="max")
    made.clause("一", gives("补助", of("余额"), caps=(cap(money(100)),)))
    made.clause("二", gives("补助", money(55)))
    number = made.clause("三", cls=ir.PERSON)
    choice = ir.MaxChoice(ir.ALWAYS, measure)
    made.max_rules.append(ir.MaxRule(conclusion="补助", clause=number, choices=(choice,)))
    found = answers(made, [bill(1, 60), bill(2, 60)])
    first = found["补助", 1].winners
    # without a ratio both are equal, and the higher amount decides
    assert first == ((0,) if measure == "ratio" else (winner,))


def test_of_equal_totals_the_first_to_give_more_governs_the_year() -> None:
    """Alone, the first gives 45 and 35, the second, to its cap of 80, 72 and 8."""
    made = book()
    made.head("补助", "money", combine="max")
    made.clause("一", gives("补助", times(of("余额"), 50)))
    made.clause("二", gives("补助", times(of("余额"), 80), caps=(cap(money(80)),)))
    number = made.clause("三", cls=ir.PERSON)
    choice = ir.MaxChoice(ir.ALWAYS, "year_total")
    made.max_rules.append(ir.MaxRule(conclusion="补助", clause=number, choices=(choice,)))
    found = answers(made, [bill(1, 90), bill(2, 70)])
    assert values(found, "补助") == [72_00, 8_00]
    assert {found["补助", r].winners for r in (1, 2)} == {(1,)}


def test_two_notices_that_differ() -> None:
    """乙文 is newer and prevails; without that sentence it is 冲突."""
    for prevails, status in (("末段", "成立"), ("", "冲突")):
        made = book()
        made.notices[1] = msgspec.structs.replace(made.notices[1], prevails=prevails)
        made.head("起始日", "date")
        made.clause("一", gives("起始日", ir.Date(iso="2025-01-01")))
        made.clause("二", gives("起始日", ir.Date(iso="2026-01-01")), notice=1)
        result = answers(made, [bill(1)])["起始日", 1]
        assert result.status == status
        assert result.value == (date(2026, 1, 1) if prevails else None)
        assert result.winners == ((1,) if prevails else (0, 1))


def test_what_is_struck_leaves_formulas_of_other_notices_alone() -> None:
    made = book()
    for name in ("补助", "津贴"):
        made.head(name, "money", combine="max")
    made.clause("一", gives("补助", of("余额")))
    made.clause("二", gives("津贴", of("余额")), notice=1)
    made.clause("三", strike("余额", of("他方")))
    found = answers(made, [bill(1, 100, 他方=yuan(30)), bill(2, 100, 他方=yuan(130))])
    assert values(found, "补助") == [7_000, 0]
    assert values(found, "津贴") == [10_000, 10_000]


def test_excluded_denied_and_silent() -> None:
    made = book()
    for name in ("补助", "视同"):
        made.head(name)
    made.clause("一", affirm("补助"), scope=flag("住院"))
    made.clause("二", forbid("补助"), condition=cmp(of("余额"), "gt", money(100)))
    made.clause("三", deny("视同"), condition=flag("住院"))
    rows = [bill(1, 50, 住院=True), bill(2, 200, 住院=True), bill(3, 50, 住院=False)]
    found = answers(made, rows)
    assert [found["补助", r].status for r in (1, 2, 3)] == ["成立", "不成立", "无规定"]
    assert [found["视同", r].status for r in (1, 2, 3)] == ["不成立", "不成立", "无规定"]


def test_half_a_fen_goes_up() -> None:
    assert [case_in.half_up(Fraction(n, 10)) for n in (4, 5, 14, 15, -5)] == [0, 1, 1, 2, 0]


def test_values_pass_as_one_string_each() -> None:
    months = case_in.decode("P14M", "duration")
    for value, kind in (
        (date(2025, 2, 28), "date"),
        (months, "duration"),
        (Fraction(1, 3), "ratio"),
        (10**12, "money"),
        ("一级", "scale"),
    ):
        assert case_in.decode(case_in.encode(value), kind) == value


def test_an_open_condition_is_named() -> None:
    made = book()
    made.head("补助")
    made.clause("一", affirm("补助"), condition=flag("住院"))
    policy = made.policy()
    case = Case(day("2025-12-31"), "", {ir.PERSON: (), BILL: (Record(BILL, "甲", bill(1)),)})
    inputs = run.settled(policy, case, Given(), {})
    with pytest.raises(run.Unsettled) as told:
        run.solve(compile_policy(policy).program, inputs)
    assert told.value.items == ("账单「甲」住院",)


def test_two_bills_of_one_day_need_their_order() -> None:
    made = book()
    made.head("补助", "money", combine="max")
    made.clause("一", gives("补助", of("余额"), caps=(cap(money(100)),)))
    policy, program = made.policy(), compile_policy(made.policy()).program
    records = tuple(Record(BILL, name, bill(1, 80)) for name in "甲乙")
    case = Case(day("2025-12-31"), "", {ir.PERSON: (), BILL: records})
    with pytest.raises(run.Unsettled, match="同日先后 2025-03-01"):
        run.solve(program, run.settled(policy, case, Given(), {}))
    order = run.same_day(case, "乙，甲")
    found = run.solve(program, run.settled(policy, case, Given(), order))
    assert [r.value for r in found] == [2_000, 8_000]


def test_longer_and_later_are_higher() -> None:
    """就高 of lengths and days."""
    made = book()
    made.head("期", "duration", combine="max")
    made.head("日", "date", combine="max")
    for n in (3, 12):
        made.clause("一", gives("期", ir.Months(n=n)), gives("日", ir.Date(iso=f"2025-{n:02}-01")))
    policy = made.policy()
    case = Case(day("2025-12-31"), "", {ir.PERSON: (), BILL: (Record(BILL, "甲", bill(1)),)})
    found = run.solve(compile_policy(policy).program, run.settled(policy, case, Given(), {}))
    assert [r.winners for r in found] == [(2,), (3,)]


def test_what_is_taken_off_is_read_whole() -> None:
    """甲额 less 乙额, 乙额 less 丙额: the order of the clauses does not matter (§13)."""
    for first, second in (("余额", "他方"), ("他方", "余额")):
        made = book()
        made.facts(他物="money")
        made.head("补助", "money", combine="max")
        made.clause("一", gives("补助", of("余额")))
        for name in (first, second):
            made.clause("二", strike(name, of({"余额": "他方", "他方": "他物"}[name])))
        policy = made.policy()
        row = bill(1, 100, 他方=yuan(50), 他物=yuan(20))
        case = Case(day("2025-12-31"), "", {ir.PERSON: (), BILL: (Record(BILL, "甲", row),)})
        inputs = run.settled(policy, case, Given(), {})
        assert run.solve(compile_policy(policy).program, inputs)[0].value == 5_000


@pytest.mark.parametrize(
    ("combine", "formula", "capped", "said"),
    [
        ("max", ir.ConclusionValue(name="补助"), True, "依赖它自己"),
        ("sum", of("余额"), False, "叠加"),
        ("min", of("余额"), False, "就低"),
        ("unique", of("余额"), True, "不是就高"),
    ],
)
def test_what_cannot_be_compiled_is_refused(
    combine: Any, formula: ir.Expr, capped: bool, said: str
) -> None:
    made = book()
    made.head("补助", "money", combine=combine)
    made.clause("一", gives("补助", formula, caps=(cap(money(1)),) if capped else ()))
    with pytest.raises(CannotCompile, match=said):
        compile_policy(made.policy())


def test_months_and_days_clash() -> None:
    """就高 of lengths that have no common order: 冲突."""
    made = book()
    made.head("期", "duration", combine="max")
    for length in (ir.Months(n=3), ir.Days(n=90)):
        made.clause("一", gives("期", length))
    policy = made.policy()
    case = Case(day("2025-12-31"), "", {ir.PERSON: (), BILL: (Record(BILL, "甲", bill(1)),)})
    (found,) = run.solve(compile_policy(policy).program, run.settled(policy, case, Given(), {}))
    assert found.status == "冲突"
