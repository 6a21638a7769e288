"""Every command as its user sees it: goldens of whole screens with their exit codes.

`UPDATE_GOLDEN=1` rewrites them; read the difference before committing it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from cli import tools_scenes, why_not_scenes
from click.testing import CliRunner

import yiju_cli
from yiju_cli.main import group

GOLDEN = Path(__file__).parents[1] / "golden" / "cli"
DEMO = Path(yiju_cli.__file__).parent / "_demo"
ASSUMED = ("--assume", "fuyang-assumptions.yaml")

BROKEN_CASE = """\
判定日: 2025-13-31
地域: 阜阳市
人:
  身份: [三属, 老年烈士子弟]
  伤残登记: 七级
账单:
- 费用发生日: 2024-03-05
  医保报销后合规余额: 12345.67
"""
BROKEN_POLICY = """\
【文件】「试行办法」
简称：试行
地域：阜阳市
施行：2024年1月1日

【条】第一条「同层混用」
若：在定点机构就医 且 费用负担仍然较重 或 涉及违法违规行为
则：不得 医疗补助

【条】第二条「没有这个名称」
若：在定点机构就疗
则：不得 医疗补助

【条】第三条「没有这个取值」
若：险种 为 新农合
则：不得 医疗补助

【条】第四条「省略的数」
若：医保报销后合规余额 超过 三万五
则：不得 医疗补助
"""
UNTIDY = """\
【文件】「试行办法」
简称: 试行
地域：阜阳市
施行:２０２４年１月１日

【条】第一条「未在定点」   # 注释保留
若:未在定点机构就医并且涉及违法违规行为
则:不得医疗补助
"""
CONFLICT_POLICY = """\
【文件】「甲通知」
简称：甲通知
机关：甲局
地域：重庆市
施行：2024年1月1日

【条】第一条「次月起」
适用于：现参保 为 居民医保
则：待遇起始日 为 缴费日 的 次月1日

【条】第二条「次日起」
适用于：切换参保关系
则：待遇起始日 为 缴费日 的 次日
"""
VOCABULARY = str(Path(__file__).parents[2] / "policy" / "common" / "vocabulary.yiju")

SCREENS: dict[str, tuple[str, ...]] = {
    "help": ("--help",),
    "decide-fuyang": ("decide", "fuyang.yaml", *ASSUMED),
    "decide-fuyang-plain": ("decide", "fuyang.yaml"),
    "decide-fuyang-json": ("decide", "fuyang.yaml", *ASSUMED, "--format", "json"),
    "decide-chongqing": ("decide", "chongqing.yaml"),
    "decide-on": ("decide", "chongqing.yaml", "--on", "2025-09-08", "--about", "待遇起始日"),
    "decide-fail-on": ("decide", "chongqing.yaml", "--about", "待遇起始日", "--fail-on", "未定"),
    "decide-params": ("decide", "chongqing.yaml", "--params", "params.yaml", "--about", "等待期终止日"),
    "decide-assume-item": ("decide", "fuyang.yaml", "--assume", "比例=按下限"),
    "decide-assume-twice": ("decide", "fuyang.yaml", "--assume", "读法 多重身份比什么=戊"),
    "decide-contradiction": ("decide", "fuyang.yaml", "--assume", "账单「春」险种=职工医保"),
    "decide-broken-case": ("decide", "broken.yaml"),
    "decide-no-file": ("decide", "nothing.yaml"),
    "decide-broken-policy": ("decide", "chongqing.yaml", "--policy", "broken"),
    "decide-no-policy": ("decide", "chongqing.yaml", "--policy", "nowhere"),
    "decide-no-conclusion": ("decide", "fuyang.yaml", "--about", "住院补助"),
    "decide-bad-date": ("decide", "fuyang.yaml", "--on", "2025-02-30"),
    "why-fuyang": ("why", "fuyang.yaml", "住院医疗补助", "--record", "冬", *ASSUMED),
    "why-fuyang-json": ("why", "fuyang.yaml", "住院医疗补助", "--record", "夏", *ASSUMED, "--format", "json"),
    "why-prose": ("why", "excluded.yaml", "住院医疗补助", *ASSUMED, "--prose"),
    "why-precedence": ("why", "chongqing.yaml", "待遇起始日", "--record", "2025年10月"),
    "why-reading": ("why", "chongqing.yaml", "待遇起始日", "--record", "2025年11月，没有补缴"),
    "why-not": ("why", "excluded.yaml", "住院医疗补助", *ASSUMED),
    "why-conflict": (
        "why", "chongqing.yaml", "待遇起始日", "--record", "2025年6月", "--policy", "conflict",
    ),
    "why-misspelt": ("why", "fuyang.yaml", "住院医疗补帖"),
    "why-no-record": ("why", "fuyang.yaml", "住院医疗补助", "--record", "秋"),
    "check": ("check", "policy"),
    "check-broken": ("check", "broken"),
    "check-broken-json": ("check", "broken", "--format", "json"),
    "fmt-diff": ("fmt", "untidy/notice.yiju", "--diff", "--with", "vocabulary.yiju"),
    "fmt-check": ("fmt", "untidy/notice.yiju", "--check", "--with", "vocabulary.yiju"),
    "fmt-clean": ("fmt", "policy", "--check"),
    "test-one": ("test", "cases.yaml", "-v"),
    "test-wrong": ("test", "wrong-cases.yaml"),
    "test-faulty": ("test", "faulty-cases.yaml", "cases.yaml"),
    "check-not-utf8": ("check", "gbk"),
    "restate": ("restate", "--clause", "第十四条（三）"),
    "restate-file": ("restate", "policy/anhui", "--policy", "policy/common", "--clause", "第十四条（五）", "--format", "markdown"),
    "restate-json": ("restate", "--clause", "37号文五、3第一段", "--reading", "集中参保期外，连续参保的人设不设等待期=乙", "--format", "json"),
    "restate-no-place": ("restate", "--clause", "第十四条（九）"),
    "restate-no-reading": ("restate", "--reading", "多重身份比什么=戊"),
    "unknown-command": ("decid", "fuyang.yaml"),
    **why_not_scenes.SCENES,
    **tools_scenes.SCENES,
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything the screens name."""
    here = tmp_path_factory.mktemp("screens")
    for file in DEMO.glob("*.yaml"):
        shutil.copy(file, here)
    shutil.copytree(Path(__file__).parents[2] / "policy", here / "policy")
    shutil.copy(VOCABULARY, here / "vocabulary.yiju")
    (here / "broken.yaml").write_text(BROKEN_CASE, encoding="utf-8")
    (here / "params.yaml").write_text("参数 待遇等待期月数: 3个月\n", encoding="utf-8")
    fuyang = (DEMO / "fuyang.yaml").read_text(encoding="utf-8")
    excluded = fuyang.replace("致病原因: []", "致病原因: [酗酒]")
    (here / "excluded.yaml").write_text(excluded, encoding="utf-8")
    (here / "elsewhere.yaml").write_text(fuyang.replace("地域: 阜阳市", "地域: 重庆市"), "utf-8")
    nobody = fuyang.replace("身份: [三属, 老年烈士子女]", "身份: []").partition("- 名称: 夏")[0]
    (here / "nobody.yaml").write_text(nobody, encoding="utf-8")
    policies = (("broken", BROKEN_POLICY), ("untidy", UNTIDY), ("conflict", CONFLICT_POLICY))
    for name, text in policies:
        (here / name).mkdir()
        (here / name / "notice.yiju").write_text(text, encoding="utf-8")
    for name in ("broken", "conflict"):
        shutil.copy(VOCABULARY, here / name / "vocabulary.yiju")
    shutil.copy(Path(VOCABULARY).with_name("precedence.yiju"), here / "conflict")
    case = {
        "判定日": "2025-01-31",
        "地域": "阜阳市",
        "人": {"身份": []},
        "账单": [{"就诊类型": "住院"}],
    }
    for name, status in (("cases", "无规定"), ("wrong-cases", "成立")):
        expected = [{"结论": "住院医疗补助", "状态": status}]
        test = {"用例": [{"名称": "没有所列身份", "案情": case, "期望": expected}]}
        (here / f"{name}.yaml").write_text(_yaml(test), encoding="utf-8")
    (here / "faulty-cases.yaml").write_text(
        (here / "cases.yaml").read_text("utf-8").replace("状态: 无规定", "状态: 没规定"), "utf-8"
    )
    tools_scenes.put(here)
    (here / "gbk").mkdir()
    mixed = UNTIDY.encode() + "【条】第二条「别的编码」".encode("gbk")
    (here / "gbk" / "notice.yiju").write_bytes(mixed)
    return here


def _yaml(value: object) -> str:
    import yaml

    return yaml.safe_dump(value, allow_unicode=True).replace("'", "")


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NO_COLOR", "1")
    found = CliRunner().invoke(group, SCREENS[name], prog_name="yiju")
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    screen = f"$ yiju {' '.join(SCREENS[name])}\n{found.output}[exit {found.exit_code}]\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(screen, encoding="utf-8")
    assert screen == golden.read_text(encoding="utf-8")


def test_every_golden_has_its_screen() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SCREENS)


def test_case_from_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    text = (folder / "chongqing.yaml").read_bytes()
    runner = CliRunner()
    piped = runner.invoke(group, ["decide", "-", "--about", "待遇起始日"], input=text)
    named = runner.invoke(group, ["decide", "chongqing.yaml", "--about", "待遇起始日"])
    assert piped.output == named.output and piped.exit_code == named.exit_code == 0


def test_a_fault_on_standard_input_is_told_under_the_given_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    arguments = ["decide", "-", "--stdin-filename", "来件.yaml"]
    found = CliRunner().invoke(group, arguments, input=BROKEN_CASE.encode())
    assert found.exit_code == 2
    assert "来件.yaml" in found.output


def test_options_are_environment_variables(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("YIJU_DECIDE_ABOUT", "待遇起始日")
    found = CliRunner().invoke(
        group, ["decide", "chongqing.yaml"], auto_envvar_prefix="YIJU", prog_name="yiju"
    )
    assert "待遇起始日" in found.output
    assert "等待期终止日" not in found.output
