"""The written files, run as a person would run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from compile.completed import POLICY

import yiju
from yiju.asp.artefact import compile_policy, write

CASE = """
判定日: 2024-12-31
地域: 阜阳市
人:
  身份: [三属]
  领取定期抚恤或生活补助: 是
  伤残等级: 十级
账单:
  - 名称: 甲
    险种: 居民医保
    就诊类型: 住院
    费用发生日: 2024-03-01
    结算日: 2024-03-08
    在定点机构就医: 是
    费用负担仍然较重: 是
    医保报销后合规余额: 30000元
    应由他方赔偿的部分: 0元
    致病原因: []
    涉及违法违规行为: 否
    精神病所致: 否
  - 名称: 乙
    险种: 居民医保
    就诊类型: 住院
    费用发生日: 2024-05-01
    结算日: 2024-05-08
    在定点机构就医: 是
    费用负担仍然较重: 是
    医保报销后合规余额: 20000.01元
    应由他方赔偿的部分: 0元
    致病原因: []
    涉及违法违规行为: 否
    精神病所致: 否
"""
ASSUMED = """
施行日: 2023-07-01
比例: 按下限
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("compiled")
    policy = yiju.load(POLICY / "common", POLICY / "anhui").engine.policy
    files = write(compile_policy(policy), made)
    assert {f.name for f in files} == {"policy.lp", "policy.json", "run.py", "README.txt"}
    settled = ASSUMED
    for gap in policy.gaps:
        if gap.missing:
            settled += f"缺文 {policy.notices[gap.notice].short}{gap.locator}: 不适用\n"
    for question in policy.questions:
        settled += f"读法 {question.name}: {question.options[0].key}\n"
    (made / "案情.yaml").write_text(CASE, encoding="utf-8")
    (made / "假定.yaml").write_text(settled, encoding="utf-8")
    return made


def ran(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(
        [sys.executable, "run.py", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_it_answers(folder: Path) -> None:
    done = ran(folder, "案情.yaml", "--assume", "假定.yaml")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    cited = "依据：阜阳办法第十二条（二）2前段"
    assert f"住院医疗补助（甲）：成立 15,000.00元　{cited}" in lines
    assert f"住院医疗补助（乙）：成立 5,000.00元　{cited}" in lines


def test_it_answers_as_json(folder: Path) -> None:
    done = ran(folder, "案情.yaml", "--assume", "假定.yaml", "--format", "json")
    rows = json.loads(done.stdout)["结论"]
    row = next(r for r in rows if r["结论"] == "住院医疗补助" and r["记录"] == "乙")
    assert row["状态"] == "成立"
    assert row["值"] == "5,000.00元"
    assert row["依据"] == ["阜阳办法第十二条（二）2前段"]


def test_it_says_what_is_open(folder: Path) -> None:
    done = ran(folder, "案情.yaml")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "缺文 阜阳办法第十四条（四）" in done.stderr
    (folder / "部分.yaml").write_text(
        "".join(
            line
            for line in (folder / "假定.yaml").read_text("utf-8").splitlines(keepends=True)
            if not line.startswith(("施行日", "比例"))
        ),
        encoding="utf-8",
    )
    done = ran(folder, "案情.yaml", "--assume", "部分.yaml")
    assert done.returncode == 2
    assert "施行日 阜阳办法" in done.stderr


def test_it_refuses_what_is_wrong(folder: Path) -> None:
    (folder / "错.yaml").write_text("判定日: 2024-12-31\n地域: 阜阳市\n账号: []\n", "utf-8")
    done = ran(folder, "错.yaml", "--assume", "假定.yaml")
    assert done.returncode == 2
    assert "账号" in done.stderr
    assert ran(folder, "没有.yaml").returncode == 2


def test_it_refuses_files_of_two_compilations(folder: Path) -> None:
    data = (folder / "policy.json").read_bytes()
    (folder / "policy.json").write_bytes(data + b" ")
    done = ran(folder, "案情.yaml", "--assume", "假定.yaml")
    (folder / "policy.json").write_bytes(data)
    assert done.returncode == 2
    assert "不是同一次编译" in done.stderr


def test_nothing_written_names_a_place_of_this_machine(folder: Path) -> None:
    for name in ("policy.lp", "policy.json", "run.py", "README.txt"):
        assert str(POLICY.parent) not in (folder / name).read_text("utf-8")
