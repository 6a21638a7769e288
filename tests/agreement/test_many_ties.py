"""More bills of one day than can be put in every order (the interpreter would try all of them)."""

from __future__ import annotations

from agreement.test_found import paying
from interp.build import BILL, cap, day, gives, money, of, yuan

from yiju.asp.orders import ALL, DRAWN, orders
from yiju.asp.worlds import Deciding
from yiju.case.model import Case, Given, Record
from yiju.ir.model import PERSON
from yiju.pipeline import Engine


def test_too_many_bills_of_one_day_are_never_certain() -> None:
    """The orders are drawn: 未定, and said to be not exhaustive."""
    book = paying(gives("补助", of("余额"), caps=(cap(money(20)),)))
    bill = {"余额": yuan(3), "费用发生日": day("2025-05-01")}
    rows = tuple(Record(BILL, name, bill) for name in "甲乙丙丁戊己庚")
    case = Case(day("2025-12-31"), "某市", {PERSON: (Record(PERSON, "", {}),), BILL: rows})
    deciding = Deciding(Engine(book.policy()).resident, case, Given())
    seven = deciding.answers()
    assert {(a.status, a.exhaustive) for a in seven} == {("未定", False)}
    assert {(p.low, p.high) for a in seven for p in a.possible} == {(yuan(2), yuan(3))}
    assert not deciding.totals_are_exact("补助")


def test_the_order_of_bills_that_no_cap_touches_is_no_matter() -> None:
    """Eight bills of 3 under a cap of 24: certain, though their orders are too many to try."""
    book = paying(gives("补助", of("余额"), caps=(cap(money(24)),)))
    bill = {"余额": yuan(3), "费用发生日": day("2025-05-01")}
    rows = tuple(Record(BILL, str(name), bill) for name in range(8))
    case = Case(day("2025-12-31"), "某市", {PERSON: (Record(PERSON, "", {}),), BILL: rows})
    eight = Deciding(Engine(book.policy()).resident, case, Given()).answers()
    assert {(a.status, a.value) for a in eight} == {("成立", yuan(3))}


def test_every_record_stands_in_every_place() -> None:
    records = list(range(1, ALL + 3))
    drawn, complete = orders(records)
    assert not complete
    assert len(set(drawn)) == len(drawn) >= DRAWN
    for place in range(len(records)):
        assert {order[place] for order in drawn} == set(records)
    assert orders(records) == (drawn, complete)
