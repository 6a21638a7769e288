"""Force: repeal, end, a clause's own start and end, and days that the source does not give."""

from __future__ import annotations

from typing import Any

import pytest
from dates.small import decided, one, policy

CARD = "【条】第一条「试」\n则：是甲\n"
NEWER = """【文件】「乙文」
地域：{where}
发布：2025年1月1日
施行：{start}
废止：「甲文」{since}
引用：「日子」
"""


def _status(model: Any, day: str | None, **case: Any) -> str:
    given = case.pop("given", None)
    row = {} if day is None else {"甲日": day}
    return one(decided(model, [row], given, **case), "是甲").status


@pytest.mark.parametrize(
    ("since", "last"),
    [("", "2025-02-28"), ("，自 2025年4月1日 起", "2025-03-31"), ("，依据 末段末句", "2025-02-28")],
)
def test_what_is_repealed_governs_what_happened_before(since: str, last: str) -> None:
    newer = NEWER.format(where="某省", start="2025年3月1日", since=since)
    model = policy(CARD, newer)
    after = "2025-03-01" if last == "2025-02-28" else "2025-04-01"
    assert [_status(model, day) for day in (last, after)] == ["成立", "无规定"]
    assert _status(model, after, 判定日="2025-02-28") == "成立"  # not yet repealed that day
    assert _status(model, None) == "未定"


def test_repeal_reaches_no_further_than_its_territory() -> None:
    model = policy(CARD, NEWER.format(where="别市", start="2025年3月1日", since=""))
    assert _status(model, "2025-06-01") == "成立"
    assert _status(model, "2025-06-01", 地域="别市") == "无规定"


def test_an_undated_repeal_is_a_cause() -> None:
    model = policy(CARD, NEWER.format(where="某省", start="未定", since=""))
    found = one(decided(model, [{"甲日": "2025-06-01"}]), "是甲")
    assert (found.status, found.depends) == ("未定", ("施行日 乙文",))
    assert _status(model, "2025-06-01", given={"施行日 乙文": "2025-05-01"}) == "无规定"
    assert _status(model, "2025-06-01", given={"施行日 乙文": "2025-06-02"}) == "成立"


def test_a_notice_that_has_ceased_on_a_day_nobody_knows() -> None:
    head = "【文件】「甲文」\n地域：某省\n施行：2000年1月1日\n失效：未定，依据 末段末句\n引用：「日子」\n\n"
    model = policy(CARD, head=head)
    found = one(decided(model, [{"甲日": "2025-06-01"}]), "是甲")
    assert (found.status, found.depends) == ("未定", ("失效日 甲文",))
    for day, status in (("2025-06-01", "无规定"), ("2025-06-02", "成立")):
        assert _status(model, "2025-06-01", given={"失效日 甲文": day}) == status


HEAD = "【文件】「甲文」\n地域：某省\n施行：2025年9月9日\n引用：「日子」\n\n"


@pytest.mark.parametrize(
    ("line", "day", "judged", "status"),
    [
        ("适用自：2025年6月", "2025-05-31", "2025-12-31", "无规定"),
        ("适用自：2025年6月", "2025-06-01", "2025-12-31", "成立"),  # counts from June
        ("适用自：2025年6月", "2025-06-01", "2025-09-09", "成立"),
        ("适用自：2025年6月", "2025-06-01", "2025-09-08", "无规定"),  # judged before it was made
        ("适用自：2025年11月1日", "2025-10-31", "2025-12-31", "无规定"),  # later than the notice
        ("适用自：2025年11月1日", "2025-11-01", "2025-12-31", "成立"),
        ("适用至：2025年10月", "2025-10-31", "2025-12-31", "成立"),
        ("适用至：2025年10月", "2025-11-01", "2025-12-31", "无规定"),
    ],
)
def test_a_clause_has_its_own_days(line: str, day: str, judged: str, status: str) -> None:
    model = policy(f"【条】第一条「试」\n{line}\n则：是甲\n", head=HEAD)
    assert _status(model, day, 判定日=judged) == status


def test_a_clause_may_count_from_a_year() -> None:
    """Of the year 2025, although paid before the notice: judged once it is in effect."""
    card = "【条】第一条「试」\n适用自：2025年度，依 年份\n适用至：2026年度，依 年份\n则：是甲\n"
    model = policy(card, head=HEAD)
    for year, status in ((2024, "无规定"), (2025, "成立"), (2026, "成立"), (2027, "无规定")):
        row = {"甲日": "2024-11-01", "年份": f"{year}年度"}
        assert one(decided(model, [row], 判定日="2025-09-09"), "是甲").status == status
    row = {"甲日": "2025-10-01"}
    found = one(decided(model, [row]), "是甲")
    assert (found.status, found.depends) == ("未定", ("参保「甲」年份",))


def test_whether_it_reaches_back_may_be_a_reading() -> None:
    card = (
        "【条】第一条「试」\n适用自（甲）：2025年6月1日\n则：是甲\n"
        "读法「溯及不溯及」：甲「从6月起」；乙「从施行日起」（无此行）\n"
    )
    model = policy(card, head=HEAD)
    found = one(decided(model, [{"甲日": "2025-07-01"}]), "是甲")
    assert (found.status, found.depends) == ("未定", ("读法 溯及不溯及",))
    assert [a.status for _, a in found.by_reading] == ["成立", "无规定"]
    assert _status(model, "2025-10-01") == "成立"


def test_the_day_of_judgement_decides_where_no_event_is_declared() -> None:
    words = "【词汇】「日子」\n\n【档案】人\n- 生病：是否\n\n【结论】\n- 是甲：是否\n"
    head = HEAD.replace("地域：某省\n", "")
    model = policy("【条】第一条「试」\n适用自：2025年6月1日\n则：是甲\n", head=head, words=words)
    from yiju.asp.worlds import Deciding
    from yiju.case.model import Given
    from yiju.interp import decide
    from yiju.pipeline import Engine

    engine = Engine(model)
    for judged, status in (("2025-09-08", "无规定"), ("2025-09-09", "成立")):
        case, _ = engine.reader.read_object({"判定日": judged, "地域": "某市", "人": {}})
        assert case is not None
        found = Deciding(engine.resident, case, Given()).answers()
        assert [a.status for a in found] == [status] == [a.status for a in decide(model, case)]
