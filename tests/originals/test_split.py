"""Splitting the plain text of notices: places, scrape damage, fingerprints. The texts are ours."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from length import tried

import yiju
from yiju.originals.fingerprint import fingerprint, normal_form
from yiju.originals.skeleton import coverage, skeleton
from yiju.originals.split import Original, split
from yiju.source import Source, fold
from yiju.syntax import collect, format_text, read
from yiju.syntax.locators import canonical_locator, locator_end

NUMBERED = """\
某某局
关于补助的通知
某补发﹝2024﹞ 3 号
各区机构：
现通知如下：
一、对象
低保对象可以申请。
二、补助
（一）标准。
每次300元。
每年不超过10次。
（二）程序
1．申请由本人提出。
2．审核由机构作出；不服的，可以复核。
复核在10日内作出。
三、本通知自2024年6月1日起执行。
某某局
2024年5月6日
"""
ARTICLES = """\
第一章 总则
第一条 为了补助，制定本办法。
第二条 补助如下：
（一）甲；
（二）乙：
1.丙；
2.丁。
前款所称甲，是指戊。
第二章 附则
第三条 本办法自印发之日起施行。
附件1
标准表
项目\t标准
甲\t300元
附件2
1.己是己。
"""


def places(text: str) -> list[str]:
    return [unit.place for unit in split(text).units]


def notes(text: str) -> list[str]:
    return [note.text for note in split(text).notes]


def test_numbered_by_chinese_numerals() -> None:
    assert places(NUMBERED) == [
        "序言", "一", "二、（一）第一段", "二、（一）第二段", "二、（二）1",
        "二、（二）2第一段", "二、（二）2第二段", "三",
    ]  # fmt: skip


def test_articles_with_paragraphs_items_chapters_and_annexes() -> None:
    assert places(ARTICLES) == [
        "第一条", "第二条第一款", "第二条（一）", "第二条（二）", "第二条（二）1", "第二条（二）2",
        "第二条第二款", "第三条", "附件1", "附件2、1",
    ]  # fmt: skip
    assert [unit.place for unit in split(ARTICLES).units if unit.table] == ["附件1"]


def test_what_the_head_and_the_end_say() -> None:
    facts = split(NUMBERED).facts
    assert (facts.title, facts.number) == ("关于补助的通知", "某补发〔2024〕3号")
    assert facts.organs == ("某某局",)
    assert (str(facts.issued), str(facts.force_day)) == ("2024-05-06", "2024-06-01")
    assert (facts.force, facts.force_place) == ("2024年6月1日", "三")
    assert split(ARTICLES).facts.force_day is None  # its day of issue is not in the text
    assert split("第一条 本办法自2024年2月30日起施行。").facts.force_day is None


def test_without_numbers() -> None:
    assert places("某局\n关于补助的通知\n各区：\n可以申请。\n不收费。\n") == ["第一段", "第二段"]


def test_headings_are_no_units() -> None:
    assert [h.text for h in split(NUMBERED).headings] == ["对象", "补助", "标准。", "程序"]


# ── damage ───────────────────────────────────────────────────────────────────


def test_numbers_turned_into_others_are_mended_by_their_sequence() -> None:
    first = NUMBERED.replace("一、", "1、 ").replace("（二）", "(2) ")
    second = NUMBERED.replace("二、补", "2、 补")
    assert places(first) == places(second) == places(NUMBERED)
    mended = [note for note in notes(first) + notes(second) if "按前后次序当作" in note]
    assert len(mended) == 3


def test_numbers_that_are_what_they_seem_stay() -> None:
    assert places("一、甲：\n1、乙。\n2、丙。\n二、丁。") == ["一", "一、1", "一、2", "二"]
    assert places("一、甲：\n（1）乙。\n（2）丙。") == ["一", "一、（1）", "一、（2）"]


@pytest.mark.parametrize("width", [20, 28, 34])
def test_lines_broken_everywhere_are_joined(width: int) -> None:
    body = "".join(
        f"第{n}条 "
        + f"残疾人员参加{n}号保险的，由其所在的单位按照规定缴费并且办理手续" * 2
        + "。\n"
        for n in "一二三四五"
    )
    broken = "\n\n".join(
        line[k : k + width] for line in body.splitlines() for k in range(0, len(line), width)
    )
    whole, again = split(body), split(broken)
    assert [u.place for u in again.units] == [u.place for u in whole.units]
    assert [u.digest for u in again.units] == [u.digest for u in whole.units]


def test_paragraphs_run_together_are_parted() -> None:
    text = ARTICLES.partition("附件1")[0].replace("第一章 总则\n", "").replace("第二章 附则\n", "")
    together = text.replace("\n", "")
    assert places(together) == [
        "第一条", "第二条", "第二条（一）", "第二条（二）", "第二条（二）1", "第二条（二）2", "第三条",
    ]  # fmt: skip


def test_a_citation_parts_nothing() -> None:
    assert places("第一条 依照《某法》第二条（二）办理。按照第九条处理。\n第二条 甲。") == [
        "第一条",
        "第二条",
    ]


def test_numbers_that_are_missing_are_told() -> None:
    found = split(
        "第一条 下列情形不补助：（一）甲；（二）乙；（四）丙。\n第二条 下列人员：\n第三条 丁。"
    )
    assert [gap.place for gap in found.gaps] == ["第一条（三）"]
    assert [note.text for note in found.notes] == [
        "第一条（四） 之前缺编号：（三），可能缺文",
        "第二条 说到「下列」而没有列举，可能缺文",
    ]
    assert "【缺文】第一条（三）" in skeleton(found)


def test_page_furniture_is_dropped() -> None:
    page = NUMBERED.replace("每次", "- 2 -\n每次").replace("某某局\n关于", "某某局\n某某局\n关于")
    page = (
        "下载文字版 政策解读\n"
        + page.replace("低保", "[bookmark: a]低保")
        + "\nICP备案: 渝1号\n返回顶部"
    )
    assert [u.digest for u in split(page).units] == [u.digest for u in split(NUMBERED).units]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_pages(encoding: str) -> None:
    found = yiju.split_original("甲.txt", NUMBERED.encode(encoding))
    assert [u.digest for u in found.units] == [u.digest for u in split(NUMBERED).units]
    told = [note.text for note in found.notes if "按" in note.text]
    assert len(told) == (encoding in ("utf-16", "gb18030"))


@pytest.mark.parametrize("data", [b"\xff\xff", b"\x89PNG\r\n\x1a\n\0\0"])
def test_no_text_at_all(data: bytes) -> None:
    with pytest.raises(yiju.YijuError) as told:
        yiju.split_original("甲.txt", data)
    assert [d.code for d in told.value.diagnostics] == ["Y630"]


# ── fingerprints ─────────────────────────────────────────────────────────────


def test_a_fingerprint_forgets_what_copying_changes() -> None:
    one = fingerprint("从2025年6月（含6月）起算，“一站式”结算。")
    assert one == fingerprint(" 从 2025 年６月(含6月)起算,”一站式“\n结算。\u200b")
    assert one != fingerprint("从2025年7月（含6月）起算，“一站式”结算。")
    assert normal_form("〔2025〕﹝35﹞") == "〔2025〕〔35〕"


# ── what is written ──────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [NUMBERED, ARTICLES, "第一条 甲。"])
@pytest.mark.parametrize("with_text", [False, True])
def test_the_skeleton_reads_and_is_canonical(text: str, with_text: bool) -> None:
    written = Source("骨架.yiju", skeleton(split(text), "某文件", with_text=with_text))
    documents, found = read([written])
    assert found == [] and len(documents["骨架.yiju"].cards) == 1
    assert format_text(written, collect([written])[0])[0] == written.text


def test_the_cards_of_a_skeleton_read_when_filled_in() -> None:
    filled = skeleton(split(NUMBERED)).replace("# 【", "【").replace("# 原文", "原文")
    filled = filled.replace("# 影响：", "影响：补助").replace("「」", "「题目」")
    _, found = read([Source("词汇.yiju", "【结论】\n- 补助：是否"), Source("骨架.yiju", filled)])
    assert found == []


def test_no_sentence_of_the_source_is_written() -> None:
    found = split(NUMBERED)
    private = skeleton(found, with_text=True)
    for unit in found.units:
        assert unit.text not in skeleton(found) + coverage(found)
        assert unit.text in private


def test_the_coverage_stub_lists_every_unit() -> None:
    import yaml

    found = split(NUMBERED)
    stub = yaml.safe_load(coverage(found))
    assert stub["文件"] == "某补发〔2024〕3号"
    assert [unit["位置"] for unit in stub["单元"]] == [unit.place for unit in found.units]
    assert {unit["状态"] for unit in stub["单元"]} == {"未看"}


# ── any text ─────────────────────────────────────────────────────────────────


def _sound(text: str, found: Original) -> None:
    for unit in found.units:
        assert locator_end(fold(unit.place), 0) == len(unit.place)
        assert canonical_locator(unit.place) == unit.place
    assert read([Source("骨架.yiju", skeleton(found))])[1] == []


@settings(max_examples=tried(60, 2000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["第一条 ", "第二条", "一、", "二、", "（一）", "(2)", "1.", "2、", "①", "\n", "。", "；", "：",
                 "附件1\n", "第一章 总则\n", "下列", "\t", "|", "甲", "关于某事的通知\n", "2024年5月6日"]
            ),
            st.text(max_size=4),
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_any_text(text: str) -> None:
    _sound(text, split(text))


def test_damage_at_random_invents_nothing() -> None:
    rng = random.Random(3)
    for _ in range(tried(30, 1000)):
        text = list(NUMBERED + ARTICLES)
        for _ in range(5):
            at = rng.randrange(len(text))
            text[at : at + rng.randint(0, 3)] = rng.choice(("", "\n", " ", "（", "3"))
        damaged = "".join(text)
        found = split(damaged)
        _sound(damaged, found)
        whole = normal_form(damaged)
        assert all(normal_form(unit.text) in whole for unit in found.units)
