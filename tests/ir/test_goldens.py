"""Every cause of refusal in resolving as it is drawn. `UPDATE_GOLDEN=1` writes the goldens anew."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from ir.support import GOLDEN, HEAD, VOCABULARY, sources_of

from yiju.diagnostic import Diagnostic, YijuError
from yiju.ir import errors, errors_money
from yiju.pipeline import find_sources, read_policy
from yiju.render.screen import draw_all
from yiju.source import Source
from yiju.syntax import errors as syntax_errors

FILES = sorted(GOLDEN.glob("*.yiju"))
# The files that show more than one fault, each a fault of its own.
MANY = {
    "not-yet-sum": 2,
    "wrong-attribute-conclusion": 5,
    "wrong-attribute-key": 2,
    "wrong-attribute-facts": 3,
    "count-form": 2,
    "wrong-attribute-payer": 2,
    "cap-not-said": 2,
    "not-yet-combining": 4,
}
# About files, not their text: shown below.
DOORS = {"Y629", "Y630", "Y631"}


def _faults(path: Path) -> tuple[list[Diagnostic], str]:
    sources = sources_of(path.read_text("utf-8"), path.name)
    _, found = read_policy(sources)
    return found, draw_all(found, {s.name: s for s in sources})


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_golden(path: Path) -> None:
    found, drawn = _faults(path)
    golden = path.with_suffix(".screen")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(drawn, "utf-8")
    assert drawn == golden.read_text("utf-8")
    assert len(found) == MANY.get(path.stem, 1)
    assert {d.span.file for d in found} == {path.name}


def _codes(module: object) -> set[str]:
    return {
        cls.code
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Diagnostic) and cls.code != "Y000"
    }


def test_every_cause_has_a_golden() -> None:
    told = {line.split()[1].split("　")[0]
            for path in FILES for line in path.with_suffix(".screen").read_text("utf-8").split("\n")
            if line.startswith(("错误 ", "警告 "))}  # fmt: skip
    assert told == (_codes(errors) | _codes(errors_money)) - DOORS


def test_no_code_is_shared_with_the_reader_of_cards() -> None:
    assert not (_codes(errors) | _codes(errors_money)) & _codes(syntax_errors)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yiju").write_bytes("【文件】".encode("gb18030"))
    (tmp_path / "b.yiju").write_bytes(b"\xe3\x80\x90\xff")
    (tmp_path / "c").mkdir()
    with pytest.raises(YijuError) as wrong:
        find_sources([tmp_path, tmp_path / "no.yiju"])
    assert [(d.code, Path(d.span.file).name) for d in wrong.value.diagnostics] == [
        ("Y630", "a.yiju"),
        ("Y630", "b.yiju"),
        ("Y631", "no.yiju"),
    ]
    assert all(d.what and d.mend for d in wrong.value.diagnostics)
    with pytest.raises(YijuError) as nothing:
        find_sources([tmp_path / "c"])
    assert [d.code for d in nothing.value.diagnostics] == ["Y629"]


# ── several faults at once ───────────────────────────────────────────────────

# One card each that declares nothing that others use, and is wrong in itself only.
CARDS = {
    path.stem: path.read_text("utf-8").removeprefix(HEAD)
    for path in FILES
    if path.read_text("utf-8").startswith(HEAD + "【条】")
    and path.read_text("utf-8").count("【") - path.read_text("utf-8").count("【文件】") == 1
    and path.stem not in MANY
    and not path.stem.startswith(("circle", "no-such-place-self", "no-such-place-whole"))
}
SYNTAX = [
    "【条】第九十一条「漏冒号」\n若 在定点机构就医\n则：一次性补助 为 100元\n",
    "【条】第九十二条「没有则」\n若：在定点机构就医\n",
    "【条】第九十三条「没有声明」\n若：在哪里就医\n则：一次性补助 为 100元\n",
    "【条】第九十四条「且或混写」\n若：在定点机构就医 且 费用负担仍然较重 或 切换参保关系\n则：一次性补助 为 100元\n",
    "【表】第九十五条「格数」\n则：一次性补助 为 数\n| 对象 | 填 数 |\n|---|---|\n| 三属 |\n",
]
SOUND = "【条】第{n}条「没有错的」\n若：在定点机构就医\n则：一次性补助 为 100元\n"


def test_there_are_enough_cards_to_mix() -> None:
    assert len(CARDS) >= 25


@pytest.mark.parametrize("seed", range(40))
def test_k_faults_in_several_files_give_exactly_k(seed: int) -> None:
    """Faults of resolving and of syntax, in several cards of several files, in any order."""
    rng = random.Random(seed)
    cards = [text.replace("第一条", f"第{2 + k}条", 1).replace("优先于：第一条", f"优先于：第{2 + k}条")
             for k, text in enumerate(rng.sample(sorted(CARDS.values()), rng.randint(1, 10)))]  # fmt: skip
    cards += rng.sample(SYNTAX, rng.randint(0, 3))
    wrong = len(cards)
    cards += [SOUND.format(n=300 + k) for k in range(3)]
    rng.shuffle(cards)
    cut = rng.randint(0, len(cards))
    files = [
        Source("甲.yiju", HEAD + "\n".join(cards[:cut])),
        Source("乙.yiju", HEAD.replace("某", "第三") + "\n".join(cards[cut:])),
    ]
    _, found = read_policy([VOCABULARY, *files])
    assert len(found) == wrong, [(str(d.span), d.code, d.what) for d in found]
    places = [(d.span.file == "乙.yiju", d.span.line, d.span.column) for d in found]
    assert places == sorted(places)


def test_several_faults_of_one_card_are_told_together() -> None:
    text = HEAD + (
        "【表】第一条「处处是错」\n"
        "适用于：就诊类型 为 三属 或 合规余额\n"
        "若：下列之一\n- 合规余额 超过 3个月\n- 伤残等级 超过 二级\n"
        "除非：开州区\n"
        "则：一次性补助 为 数额\n则：不得 合规余额\n"
        "| 目 | 对象 | 若 就诊类型 | 填 数额 |\n|---|---|---|---|\n"
        "| 1 | 三属 | 住院 | 100元 |\n| 2 | 残疾军人 | 二级 | 50% |\n"
    )
    _, found = read_policy([VOCABULARY, Source("x", text)])
    assert [(d.span.line, d.code) for d in found] == [
        (6, "Y604"), (6, "Y602"), (8, "Y605"), (9, "Y632"), (10, "Y601"), (12, "Y608"),
        (16, "Y604"), (16, "Y607"),
    ]  # fmt: skip


def test_a_broken_declaration_does_not_spoil_the_cards_that_use_it() -> None:
    """Names, classes, places and questions of a card that cannot be read are not told again."""
    vocabulary = VOCABULARY.text.replace("- 住院时长：时长", "- 住院时长：时常")
    broken = (
        "【条】第二条「被沿用」\n若：在定点机构就医 且 或\n且（甲）：费用负担仍然较重\n"
        "则：一次性补助 为 200元\n读法「要不要认定」：甲「要」；乙「不要」（无此行）\n\n"
    )
    text = (
        HEAD
        + broken
        + (
            "【条】第一条「用它们」\n若：在定点机构就医\n且（甲）：合规余额 超过 1元\n"
            "则：一次性补助 为 100元\n优先于：第二条\n读法「要不要认定」：沿用 第二条\n\n"
            "【条】第三条「自己的错」\n若：伤残等级 不低于 二级\n则：设置待遇等待期\n"
        )
    )
    _, found = read_policy([Source("词", vocabulary), Source("文", text)])
    assert [(d.span.file, d.code) for d in found] == [
        ("词", "Y402"), ("文", "Y211"), ("文", "Y632"),
    ], [(str(d.span), d.what) for d in found]  # fmt: skip


def test_a_broken_head_does_not_spoil_its_file() -> None:
    text = (
        "【文件】「某办法」\n施行：2024年13月1日\n引用：「小词汇」\n\n"
        "【条】第一条「自己的错」\n若：伤残等级 不低于 二级\n则：设置待遇等待期\n"
    )
    other = HEAD.replace("某", "另一") + (
        "【条】第一条「指那份文件」\n若：在定点机构就医\n则：一次性补助 为 100元\n"
        "优先于：「某办法」第一条\n"
    )
    _, found = read_policy([VOCABULARY, Source("a", text), Source("b", other)])
    assert [(d.span.file, d.span.line) for d in found] == [("a", 2), ("a", 6)]
