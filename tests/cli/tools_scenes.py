"""The screens of the drafter's tools: explain, fmt, new, schema."""

from __future__ import annotations

from pathlib import Path

# A notice of our own, with the damage that scraping does.
SCRAPED = """\
某某市门诊补助局
某某市门诊补助局
关于门诊补助的通知
某补发〔2024〕 3 号

各区门诊补助机构：
为做好门诊补助，现通知如下：
1、 对象
[bookmark: X]本通知适用于低保对象，以及户籍在本市的
特困人员。
二、补助
（一）补助标准。
每次就诊补助300元。
一年不超过10次。
（2） 下列人员不补助：
- 3 -
1.已由单位报销的；3.在押的。
本通知自发文之日起施行。

某某市门诊补助局
2024年 5 月 6 日
返回顶部
"""


SMALL = """\
【词汇】「小词汇」

【档案】人
- 身份：多选〔低保对象、特困人员、等〕
- 确有困难：认定，由 民政部门

【档案】就诊
- 就诊日：日期
- 险种：单选〔居民医保、职工医保〕
- 自付金额：金额
- 在押：是否，否称 未在押，缺省为否

【结论】
- 门诊补助：金额，每 就诊，依 就诊日
"""


def put(folder: Path) -> None:
    """The files that these screens name."""
    (folder / "scraped.txt").write_text(SCRAPED, encoding="utf-8")
    (folder / "empty.txt").write_text("\n", encoding="utf-8")
    (folder / "small").mkdir()
    (folder / "small" / "vocabulary.yiju").write_text(SMALL, encoding="utf-8")
    (folder / "there").mkdir()
    (folder / "there" / "notice.yiju").write_text("# 已有\n", encoding="utf-8")


SCENES: dict[str, tuple[str, ...]] = {
    "explain": ("explain", "Y101", "601"),
    "explain-words": ("explain", "y612", "--words"),
    "explain-markdown": ("explain", "y125", "--format", "markdown"),
    "explain-json": ("explain", "Y125", "--format", "json"),
    "explain-unknown": ("explain", "Y699"),
    "explain-nothing": ("explain",),
    "fmt-without-names": ("fmt", "untidy/notice.yiju", "--check"),
    "new": ("new", "--from", "scraped.txt"),
    "new-json": ("new", "--from", "scraped.txt", "--format", "json"),
    "new-out": ("new", "--from", "scraped.txt", "--out", "fresh"),
    "new-check": ("check", "fresh"),
    "new-there": ("new", "--from", "scraped.txt", "--out", "there"),
    "new-empty": ("new", "--from", "empty.txt"),
    "schema": ("schema", "--policy", "small", "--no-cache"),
    "schema-out": ("schema", "--policy", "small", "--kind", "tests", "-o", "案情.schema.json"),
    "fmt-mixed": ("fmt", "-", "policy"),
}
