"""What cards become: tables, marks, definitions, circles, parameters."""

from __future__ import annotations

import pytest
from ir.support import HEAD, faults, policy

from yiju.ir import kinds
from yiju.ir import model as ir
from yiju.ir.model import Kind
from yiju.ir.walk import questions_in

RULE = "若：在定点机构就医\n则：一次性补助 为 100元\n"


def rules(found: ir.Policy) -> list[ir.Clause]:
    return [c for c in found.clauses if c.kind == "rule"]


# ── tables ───────────────────────────────────────────────────────────────────

TABLE = """\
【表】第三条「补助」
适用于：就诊类型 为 住院
若：在定点机构就医
则：一次性补助 为 数额
则：补助档次 为 档
则（甲）：不得 住院医疗补助
| 目 | 对象 | 若 合规余额 | 适用于 就诊类型 | 读法 | 填 数额 | 填 档 |
|---|---|---|---|---|---|---|
| 1 | 三属、新生儿 | 超过 1元 | 住院 | 甲 | 100元 | 一档 |
| 2后段 | — | 1元 至 2元 | — | — | 合规余额 × 50% | — |
| — | 残疾军人 | — | 不为 门诊 | 乙 | — | 二档 |
读法「问题」：甲「有」；乙「没有」
"""


def test_a_row_is_the_card_with_the_cells_added() -> None:
    one, two, three = rules(policy(TABLE))
    assert [c.locator for c in (one, two, three)] == ["第三条1", "第三条2后段", "第三条"]
    assert {c.title for c in (one, two, three)} == {"补助"}
    assert [c.span.line for c in (one, two, three)] == [13, 14, 15]
    assert one.scope_text == ("三属、新生儿", "就诊类型 为 住院", "就诊类型 为 住院")
    assert one.condition_text == ("合规余额 为 超过 1元", "在定点机构就医") or one.condition_text
    assert isinstance(one.scope, ir.All)
    assert isinstance(one.scope.items[0], ir.AnyOf)


def test_a_blank_cell_adds_nothing_and_drops_the_result_that_uses_it() -> None:
    one, two, three = rules(policy(TABLE))
    given = [[e.conclusion for e in c.effects] for c in (one, two, three)]
    assert given == [
        ["一次性补助", "补助档次", "住院医疗补助"],
        ["一次性补助", "住院医疗补助"],
        ["补助档次", "住院医疗补助"],
    ]
    assert isinstance(two.scope, ir.Among)  # 对象 is blank: only the card's own scope
    assert isinstance(three.condition, ir.Flag)  # 若 is blank: only the card's own condition


def test_the_cells_values_take_the_place_of_the_names() -> None:
    one, two, _ = rules(policy(TABLE))
    assert one.effects[0].value == ir.Money(fen=10000, span=one.effects[0].value.span)  # type: ignore[union-attr]
    assert isinstance(two.effects[0].value, ir.Arithmetic)
    assert isinstance(one.effects[1].value, ir.Word)


def test_the_column_of_readings_guards_every_result_of_its_row() -> None:
    found = policy(TABLE)
    (question,) = found.questions
    one, two, three = rules(found)

    def options(guard: ir.Cond) -> list[str]:
        items = guard.items if isinstance(guard, ir.All) else (guard,)
        return [i.option for i in items if isinstance(i, ir.Reading)]

    assert [options(e.when) for e in one.effects] == [["甲"], ["甲"], ["甲", "甲"]]
    assert [options(e.when) for e in two.effects] == [[], ["甲"]]
    assert [options(e.when) for e in three.effects] == [["乙"], ["乙", "甲"]]
    assert questions_in(one.effects[0].when) == {question.id}


def test_an_open_cell_is_a_parameter_of_its_place() -> None:
    found = policy(
        "【表】第三条「补助」\n则：一次性补助 为 数额\n| 目 | 对象 | 填 数额 |\n|---|---|---|\n"
        "| 1 | 三属 | 未定 |\n| 2 | 新生儿 | 1元 |\n"
    )
    assert [(p.name, p.kind, p.values) for p in found.parameters] == [
        ("某办法第三条1 一次性补助", "money", ())
    ]


def test_a_floor_is_a_local_ratio_of_its_place() -> None:
    found = policy(
        "【表】第三条「补助」\n则：住院医疗补助 不低于 合规余额 × 下限\n| 目 | 对象 | 填 下限 |\n"
        "|---|---|---|\n| 1 | 三属 | 百分之五十 |\n| 2 | 新生儿 | 30% |\n"
    )
    ratios = {p.name: (p.floor, p.ceiling, p.local) for p in found.parameters}
    assert list(ratios) == ["某办法第三条1", "某办法第三条2"]
    floor, ceiling, local = ratios["某办法第三条1"]
    assert isinstance(floor, ir.Rational) and isinstance(ceiling, ir.Rational) and local
    assert (floor.num, floor.den, ceiling.num, ceiling.den) == (1, 2, 1, 1)


# ── marks ────────────────────────────────────────────────────────────────────

MARKED = """\
【条】第一条「补助」
若：在定点机构就医
{line}
则：一次性补助 为 100元
读法「问题」：甲「一」；乙「二」{silent}
"""


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("且（甲）：费用负担仍然较重\n且（乙）：就诊类型 为 住院", "condition"),
        ("适用于（甲）：费用负担仍然较重\n适用于（乙）：就诊类型 为 住院", "scope"),
        ("对象（甲）：三属\n对象（乙）：新生儿", "scope"),
    ],
)
def test_a_marked_line_is_asked_only_under_its_reading(line: str, where: str) -> None:
    (clause,) = rules(policy(MARKED.format(line=line, silent="")))
    cond = getattr(clause, where)
    marked = [i for i in cond.items if isinstance(i, ir.AnyOf) and isinstance(i.items[0], ir.Not)]
    assert len(marked) == 2  # not this reading, or the condition
    options = [i.items[0].item.option for i in marked]  # type: ignore[union-attr]
    assert options == ["甲", "乙"]


def test_a_marked_exception_stands_only_under_its_reading() -> None:
    text = MARKED.format(line="除非（甲、乙）：费用负担仍然较重", silent="")
    (clause,) = rules(policy(text))
    (exception,) = clause.exceptions
    assert isinstance(exception.cond, ir.All)
    guard, cond = exception.cond.items
    assert isinstance(guard, ir.AnyOf) and isinstance(cond, ir.Flag)
    assert [r.option for r in guard.items if isinstance(r, ir.Reading)] == ["甲", "乙"]


def test_a_question_is_followed_within_and_between_files() -> None:
    asked = MARKED.format(line="且（甲）：费用负担仍然较重", silent="（无此行）")
    follows = (
        "【条】第二条「补助」\n若：在定点机构就医\n且（乙）：费用负担仍然较重\n"
        "则：一次性补助 为 2元\n读法「问题」：沿用 第一条\n"
    )
    found = policy(asked + "\n" + follows)
    assert len(found.questions) == 1
    assert [questions_in(c.condition) for c in rules(found)] == [{0}, {0}]


def test_readings_of_one_name_in_two_files_are_two_questions() -> None:
    from ir.support import VOCABULARY

    from yiju.pipeline import read_policy
    from yiju.source import Source

    asked = MARKED.format(line="且（甲）：费用负担仍然较重", silent="（无此行）")
    other = HEAD.replace("某", "另一")
    found, wrong = read_policy([VOCABULARY, Source("a", HEAD + asked), Source("b", other + asked)])
    assert wrong == []
    assert len(found.questions) == 2


# ── definitions ──────────────────────────────────────────────────────────────


def test_definitions_take_the_class_of_what_they_speak_about_in_any_order() -> None:
    cards = [
        "【定义】军人\n条文：第一条\n指：身份 含 残疾军人\n",
        "【定义】住院军人\n条文：第二条\n指：军人 且 就诊类型 为 住院\n",
        "【定义】重病军人\n条文：第三条\n指：住院军人 且 费用负担仍然较重\n",
    ]
    for order in (cards, cards[::-1], [cards[1], cards[2], cards[0]]):
        found = policy("\n".join(order))
        classes = {c.name: c.cls for c in found.conclusions if c.defined}
        assert classes == {"军人": "人", "住院军人": "账单", "重病军人": "账单"}
        assert {c.locator for c in found.clauses} == {"第一条", "第二条", "第三条"}
        layer = {name: k for k, names in enumerate(found.strata) for name in names}
        assert layer["军人"] < layer["住院军人"] < layer["重病军人"]


def test_a_faulty_definition_still_has_its_class() -> None:
    found = faults(
        HEAD + "【定义】住院军人\n条文：第二条\n指：就诊类型 为 住院 且 伤残等级 超过 一级\n\n"
        "【条】第一条「补助」\n若：住院军人\n则：一次性补助 为 1元\n"
    )
    assert [d.code for d in found] == ["Y632"]


def test_circles_that_share_nothing_are_told_one_by_one() -> None:
    two = "\n".join(
        f"【定义】{a}\n条文：第{k}条\n指：在定点机构就医 且 {b}\n"
        for k, (a, b) in enumerate(
            [("东一", "东二"), ("东二", "东一"), ("西一", "西一"), ("南一", "东一")], 1
        )
    )
    assert [(d.span.line, d.code) for d in faults(HEAD + two)] == [(7, "Y621"), (15, "Y621")]


def test_a_conclusion_may_not_ask_about_itself_through_its_group() -> None:
    found = faults(HEAD + "【条】第一条「排除」\n若：住院医疗补助 超过 1元\n则：不得 医疗补助\n")
    assert [d.code for d in found] == ["Y621"]


# ── parameters and comparisons ───────────────────────────────────────────────


def test_dated_values_of_a_parameter() -> None:
    (found,) = policy(
        "【参数】等待期月数\n条文：第一条\n类型：时长\n取值：3个月\n"
        "取值：半年，自 2024年1月1日 起，原则上\n依据：「某通知」第二条；「另一通知」\n".replace(
            "半年", "6个月"
        )
    ).parameters
    plain, dated = found.values
    assert isinstance(plain.value, ir.Months) and isinstance(dated.value, ir.Months)
    assert (plain.value.n, plain.since, plain.in_principle) == (3, "", False)
    assert (dated.value.n, dated.since, dated.in_principle) == (6, "2024-01-01", True)
    assert (found.locator, found.basis) == ("第一条", "某通知第二条；另一通知")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("是否", "是", ir.Word(text="是")),
        ("金额", "2万元", ir.Money(fen=2_000_000)),
        ("比例", "50%", ir.Rational(num=1, den=2, percent=True)),
        ("时长", "2年", ir.Months(n=24)),
        ("时长", "90天", ir.Days(n=90)),
        ("年度", "2025年度", ir.Year(n=2025)),
        ("日期", "2025年9月9日", ir.Date(iso="2025-09-09")),
        (
            "时段",
            "每年 9月1日 至 次年 2月末日",
            ir.Window(from_month=9, from_day=1, to_month=2, to_day=31, wraps=True),
        ),
    ],
)
def test_the_value_of_a_parameter(kind: str, text: str, value: ir.Node) -> None:
    (found,) = policy(f"【参数】某数值\n条文：第一条\n类型：{kind}\n取值：{text}\n").parameters
    (given,) = found.values
    assert repr(given.value).split("span")[0] == repr(value).split("span")[0] or (
        type(given.value) is type(value)
        and all(
            getattr(given.value, f) == getattr(value, f)
            for f in value.__struct_fields__
            if f != "span"
        )
    )


def test_membership_by_kind() -> None:
    (clause,) = rules(
        policy(
            "【条】第一条「各种」\n若：就诊类型 属于 住院、门诊 且 身份 不含 三属 且 伤残等级 为 二级 且 "
            "伤残等级 在 二级 至 四级 且 在定点机构就医 为 否 且 未在定点机构就医\n则：一次性补助 为 1元\n"
        )
    )
    assert isinstance(clause.condition, ir.All)
    one, many, grade, between, truth, negative = clause.condition.items
    assert isinstance(one, ir.Among) and one.values == ("住院", "门诊")
    assert isinstance(many, ir.Not) and isinstance(many.item, ir.Among)
    assert isinstance(grade, ir.Compare) and grade.op == "eq"
    assert isinstance(between, ir.All)
    assert [c.op for c in between.items if isinstance(c, ir.Compare)] == ["ge", "le"]
    assert isinstance(truth, ir.Compare) and isinstance(truth.right, ir.Word)
    assert isinstance(negative, ir.Flag) and not negative.value


def test_a_choice_that_is_a_conclusion_can_be_asked_about() -> None:
    (giving, asking) = rules(
        policy(
            "【条】第一条「档次」\n若：在定点机构就医\n则：补助档次 为 一档\n\n"
            "【条】第二条「按档」\n若：补助档次 为 一档\n则：一次性补助 为 1元\n"
        )
    )
    assert isinstance(giving.effects[0].value, ir.Word)
    assert isinstance(asking.condition, ir.Compare)
    assert isinstance(asking.condition.left, ir.ConclusionValue)


KINDS: tuple[Kind, ...] = (
    "bool", "finding", "one", "many", "scale", "money", "ratio", "number", "duration", "year",
    "date", "window",
)  # fmt: skip
RESULTS: dict[tuple[str, Kind, Kind], Kind] = {
    **{(op, k, k): k for op in "+-" for k in ("money", "ratio", "number")},
    **{(op, a, b): "number" for op in "+-" for a, b in (("ratio", "number"), ("number", "ratio"))},  # type: ignore[misc]
    **{("*", "money", k): "money" for k in ("ratio", "number")},
    **{("*", k, "money"): "money" for k in ("ratio", "number")},
    **{(op, a, b): "number" for op in "*/" for a in ("ratio", "number") for b in ("ratio", "number")},
    **{("/", "money", k): "money" for k in ("ratio", "number")},
    ("/", "money", "money"): "number",
}  # fmt: skip


def test_which_operations_fit_which_kinds() -> None:
    for op in "+-*/":
        for left in KINDS:
            for right in KINDS:
                assert kinds.result(op, left, right) == RESULTS.get((op, left, right))
                if kinds.result(op, left, right) is None:
                    assert kinds.how_to_compute(op, left, right).endswith("。")


def test_which_kinds_compare() -> None:
    plain = {"ratio", "number"}
    for left in KINDS:
        for right in KINDS:
            assert kinds.comparable(left, right) == (left == right or {left, right} <= plain)


def test_places_and_their_rows() -> None:
    table = (
        "【表】第三条「补助」\n则：一次性补助 为 数额\n| 目 | 对象 | 填 数额 |\n|---|---|---|\n"
        "| 1 | 三属 | 2元 |\n| 2 | 新生儿 | 1元 |\n"
    )
    over = f"\n【条】第四条「特别」\n{RULE}优先于：第三条1；第三条2\n"
    found = policy(table + over)
    *rows, special = rules(found)
    assert special.over == tuple(r.id for r in rows)
    wrong = faults(HEAD + table + over.replace("第三条2", "第三条9"))
    assert [d.code for d in wrong] == ["Y612"]
    assert "第三条" in wrong[0].mend


def test_a_marked_condition_beside_one_that_always_stands_is_no_gap() -> None:
    """Under 乙 the column, or the other line, is still asked."""
    table = (
        "【表】第一条「补助」\n若（甲）：在定点机构就医\n则：一次性补助 为 数额\n"
        "| 目 | 若 就诊类型 | 填 数额 |\n|---|---|---|\n| 1 | 住院 | 1元 |\n"
        "读法「问题」：甲「要」；乙「不要」（无此行）\n"
    )
    lines = (
        "【条】第一条「补助」\n若（甲）：在定点机构就医\n且：就诊类型 为 住院\n则：一次性补助 为 1元\n"
        "读法「问题」：甲「要」；乙「不要」（无此行）\n"
    )
    assert len(rules(policy(table))) == len(rules(policy(lines))) == 1
