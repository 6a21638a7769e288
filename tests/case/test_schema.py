"""The JSON Schema of cases: what ships is valid under it, slips are not; and it agrees with the reader.

Editors read YAML by the core schema of YAML 1.2: dates, 是 and 95% are texts, 12 is a number. The
reader takes every scalar as a text. Both ways have to be valid.
"""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

import yiju
import yiju_cli
from yiju.case.nodes import Troubles
from yiju.case.schema import schema
from yiju.source import Source

Draft7Validator = pytest.importorskip("jsonschema").Draft7Validator
POLICY = yiju.load()
CASE = Draft7Validator(schema(POLICY.model))
TESTS = Draft7Validator(schema(POLICY.model, "tests"))
SHIPPED = sorted(yiju.shipped().rglob("cases/*.yaml"))
DEMO = [
    path
    for path in sorted((Path(yiju_cli.__file__).parent / "_demo").glob("*.yaml"))
    if "assumptions" not in path.name
]


class Core(yaml.SafeLoader):
    """YAML 1.2 core: no dates, no yes and no, no sexagesimals."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}


class Texts(yaml.SafeLoader):
    """Numbers as texts."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}


for tag, pattern, first in (
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("bool", "true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    found = re.compile(f"^(?:{pattern})$")
    for loader in (Core,) if tag in ("int", "float") else (Core, Texts):
        loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", found, list(first))


def loaded(text: str) -> list[Any]:
    return [yaml.load(text, Core), yaml.load(text, Texts)]


def told(validator: Any, value: Any) -> list[str]:
    return [f"{list(e.absolute_path)} {e.message[:200]}" for e in validator.iter_errors(value)]


@pytest.mark.parametrize("made", ["case", "tests"])
def test_the_schema_is_one(made: str) -> None:
    Draft7Validator.check_schema(schema(POLICY.model, made))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_cases_are_valid(path: Path) -> None:
    for value in loaded(path.read_text("utf-8")):
        assert told(TESTS, value) == []


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_the_cases_of_the_demo_are_valid(path: Path) -> None:
    for value in loaded(path.read_text("utf-8")):
        assert told(CASE, value) == []


SLIPS = {
    "a fact misspelt": ("身份:", "身份类:"),
    "a class misspelt": ("账单:", "帐单:"),
    "a value that is none": ("险种: 居民医保", "险种: 新农合"),
    "an amount without its unit": (
        "医保报销后合规余额: 12345.67元",
        "医保报销后合规余额: 12345.67",
    ),
    "a date written otherwise": ("判定日: 2025-01-31", "判定日: 2025/01/31"),
    "a yes that is none": ("在定点机构就医: 是", "在定点机构就医: 有"),
    "no day": ("判定日: 2025-01-31", ""),
    "a region that is none": ("地域: 阜阳市", "地域: 阜阴市"),
    "one value where several go": ("身份: [三属, 老年烈士子女]", "身份: 三属"),
    "a list where one value goes": ("险种: 居民医保", "险种: [居民医保]"),
    "a fact in the wrong place": ("- 名称: 甲", "- 名称: 甲\n  身份: [三属]"),
    "a source with a strange key": ("险种: 居民医保", "险种: {值: 居民医保, 来源: {机关: 甲}}"),
    "a source without a value": ("险种: 居民医保", "险种: {来源: 某文书}"),
    "a mapping where a list goes": ("账单:\n- 名称: 甲", "账单:\n  名称: 甲"),
    "left empty": ("费用发生日: 2024-03-05", "费用发生日:"),
}
SOUND = """\
判定日: 2025-01-31
地域: 阜阳市
人:
  身份: [三属, 老年烈士子女]
账单:
- 名称: 甲
  险种: 居民医保
  在定点机构就医: 是
  费用发生日: 2024-03-05
  医保报销后合规余额: 12345.67元
  致病原因: {自杀: 否, 自残: 未知}
  费用负担仍然较重: {值: 是, 来源: {文书: 审核表, 出具: 某局, 日期: 2024-04-01}}
  明细: [{名称: 1, 行项金额: 20元}]
账单共同: {就诊类型: 住院, 精神病所致: 未知}
参保: 未知
"""


def test_a_sound_case_is_valid() -> None:
    for value in loaded(SOUND):
        assert told(CASE, value) == []
    read, found = POLICY.reader.read_text(Source("甲.yaml", SOUND))
    assert read is not None and found == []


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_not_valid(slip: str) -> None:
    """Nor is it for the reader, so the schema forbids nothing that may be written."""
    right, wrong = SLIPS[slip]
    assert right in SOUND
    text = SOUND.replace(right, wrong, 1)
    for value in loaded(text):
        assert told(CASE, value) != []
    read, found = POLICY.reader.read_text(Source("甲.yaml", text))
    assert read is None or found != []


VALUES = {
    "money": ("12345.67元", "1,234.50元", "2万元", "1.5 亿元", "0元", "12345.67", "两万元", "五元"),
    "ratio": ("95%", "0.95", "1/3", "95 %", "50", "五成", "95％甲"),
    "number": ("12", "12.5", "1/3", "-3", "十二", "3个"),
    "duration": ("3个月", "2年", "90天", "30日", "3 个月", "3", "三个月", "3周"),
    "year": ("2025年度", "2025年", "2025", "25年度", "二〇二五年度"),
    "date": ("2025-09-09", "2025年9月9日", "无", "2025-9-9", "2025.9.9", "明天", "2025年9月"),
    "window": ("每年 9月1日 至 次年 2月末日", "9月", "每年 9月1日"),
}


@pytest.mark.parametrize("kind", VALUES)
def test_patterns_agree_with_the_reader(kind: str) -> None:
    from yiju.case.facts import Field
    from yiju.ir.kinds import SHOWN

    made = schema(POLICY.model)
    validator = Draft7Validator(
        {**made["definitions"][SHOWN[kind]], "definitions": made["definitions"]}
    )
    for text in VALUES[kind]:
        troubles = Troubles()
        Field("甲", kind).read(text, ("甲",), troubles)  # type: ignore[arg-type]
        assert validator.is_valid(text) == (not troubles.said), text
    assert validator.is_valid("未知")


def test_every_fact_is_described() -> None:
    made = schema(POLICY.model)
    for a in POLICY.model.attributes:
        said = made["definitions"][f"{a.cls}.{a.name}"]
        assert said["title"] == a.name and said["description"].endswith("。")


def test_tests_may_leave_out_what_all_share() -> None:
    value = yaml.load(
        "共同案情: {地域: 阜阳市}\n用例: [{名称: 甲, 案情: {判定日: 2025-01-01}}]", Core
    )
    assert told(TESTS, value) == []
    wrong = copy.deepcopy(value)
    wrong["用例"][0]["期望"] = [{"结论": "住院补助"}]
    assert told(TESTS, wrong) != []
