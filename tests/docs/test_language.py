"""docs/language.md: examples are those of the policy; invented ones resolve."""

from __future__ import annotations

import re
import tomllib

import pytest
from docs.fences import ROOT, Fence, fences

from yiju.pipeline import read_policy
from yiju.source import Source

PAGE = ROOT / "docs" / "language.md"
POLICY = sorted((ROOT / "policy").rglob("*.yiju"))
VOCABULARY = """\
【词汇】「自拟」

【档案】人
- 身份：多选〔低保对象、特困人员、退出现役军人、等〕
- 年龄：数
- 在押：是否，缺省为否
- 短期务工：是否
- 务工结束：是否
- 父亲已参加居民医保：是否
- 母亲已参加居民医保：是否
- 出生日：日期
- 退役日：日期
- 出生日期：日期

【档案】亲属
- 亲属关系：单选〔配偶、父母、子女、兄弟姐妹〕
- 亲属已参保：是否

【档案】就诊
- 就诊日：日期
- 结算日：日期
- 参保日：日期
- 申报日：日期
- 就诊类型：单选〔住院、门诊〕
- 自付金额：金额
- 确有困难：认定，由 民政部门

【结论】
- 门诊补助：金额，每 就诊，就高，依 就诊日
- 住院补助：金额，每 就诊，就高，依 就诊日
- 等候期：时长，每 就诊，唯一，依 就诊日
- 到期日：日期，每 就诊，唯一，依 就诊日
- 门诊次数：数，每 就诊，计数依 就诊日，依 就诊日
- 个人负担：金额，每 就诊，唯一，依 就诊日
- 随同参保：是否，每 人
- 可以共济：是否，每 人
- 参保关系：单选〔保留、终止、暂停、恢复〕，每 人，唯一
- 应交材料：材料〔居民身份证、户口簿、居住证、低保证明〕，每 就诊，依 就诊日
- 承担方：单选〔民政、财政〕，每 就诊，唯一，依 就诊日

【先后理由】「特别优于一般」
前提：同一机关、特别规定
"""
BLOCKS = [fence for fence in fences(PAGE) if fence.language == "yiju"]


@pytest.mark.parametrize("fence", [f for f in BLOCKS if not f.info], ids=lambda f: str(f.line))
def test_an_example_stands_in_the_policy(fence: Fence) -> None:
    """Each line of it in one and the same file; cards may have more lines than are shown."""
    wanted = set(_lines(fence.text))
    assert min((wanted - set(_lines(p.read_text("utf-8"))) for p in POLICY), key=len) == set()


def _lines(text: str) -> list[str]:
    return [re.sub(r"[ 　-]", "", line) for line in text.splitlines() if line]


def test_invented_examples_resolve() -> None:
    cards = [fence.text for fence in BLOCKS if fence.info == "自拟"]
    head = "【文件】「自拟办法」\n施行：2024年1月1日\n引用：「自拟」\n"
    sources = [Source("词汇.yiju", VOCABULARY), Source("办法.yiju", "\n".join([head, *cards]))]
    _, found = read_policy(sources)
    assert len(cards) > 2
    assert [(d.code, str(d.span), d.what) for d in found] == []


def test_every_label_head_and_type_is_explained() -> None:
    """In the text above the table, not only in it."""
    page = PAGE.read_text("utf-8").split("## 关键词表")[0]
    table = tomllib.loads((ROOT / "grammar" / "keywords.toml").read_text("utf-8"))
    for section in ("head", "label", "type", "attr", "measure", "column"):
        for word in table[section].values():
            assert word["spell"] in page, word
