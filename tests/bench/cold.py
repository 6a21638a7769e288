"""Whole processes: `yiju decide` on a case, beside OpenFisca and hand-written clingo on W."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import growth
from case_of import case_text
from reference.workload import population
from timing import Row, shown

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PARTS = """
from time import perf_counter as now; a = now()
import yiju, yiju_cli.decide; b = now()
policy = yiju.load(*{paths!r}); c = now()
case = policy.read_case({case!r}); d = now()
policy.engine.resident; e = now()
decided = policy.decide(case); f = now()
policy.overview(decided); g = now()
print(*(1e3 * (y - x) for x, y in zip((a, b, c, d, e, f), (b, c, d, e, f, g))))
"""
NAMES = (
    "importing",
    "policy from the cache",
    "reading the case",
    "compiling",
    "deciding",
    "wording",
)
ENROLMENT = {
    "地域": "重庆市",
    "判定日": "2026-03-31",
    "人": {"身份": [], "经认定的其他特殊群体": "否", "退役日": "无", "就业日": "无"},
    "参保": [
        {
            "名称": "本次", "参保年度": "2025年度", "原参保": "随单位职工医保",
            "现参保": "居民医保", "切换参保关系": "是", "因就业等个人状态变化": "是",
            "连续参加基本医保时长": "3年", "参加基本医保": "是", "中断缴费": "是",
            "中断起始日": "2025-08-20", "缴费日": "2025-10-20", "缴费成功日": "2025-10-20",
            "补缴中断期间医保费": "是", "跨统筹区连续参保": "否",
            "入学时参加下一年度居民医保": "否",
        }
    ],
}  # fmt: skip


def measure(times: int, python: Path) -> tuple[list[Row], list[Row]]:
    """Medians in turn, compiled Python files in place for everyone; then the parts of two runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        person = population(1)[0]
        files = {
            "w": case_text(person),
            "enrolment": json.dumps(ENROLMENT, ensure_ascii=False),
            "veteran": json.dumps(growth.told(1), ensure_ascii=False),
            "person": json.dumps(person, default=str),
        }
        for stem, text in files.items():
            (folder / f"{stem}.json").write_text(text, encoding="utf-8")
        from_worker = [python, "-c", _SITUATION, folder / "person.json", folder / "situation.json"]
        env = {**_environment(folder), "YIJU_CACHE_DIR": str(folder / "cache")}
        subprocess.run(from_worker, env=env, check=True, cwd=HERE / "reference")
        return _rounds(times, folder, python, env), _parts(folder, env)


_SITUATION = """
import json, sys
from datetime import date
from openfisca_w import situation
p = json.load(open(sys.argv[1], encoding="utf-8"))
json.dump(situation(p), open(sys.argv[2], "w", encoding="utf-8"))
"""


def _environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    paths = os.pathsep.join(str(ROOT / part) for part in ("pycore", "cli"))
    more = {"PYTHONPATH": paths, "PYTHONPYCACHEPREFIX": str(folder / "pyc")}
    return kept | more


def _rounds(times: int, folder: Path, python: Path, env: dict[str, str]) -> list[Row]:
    yiju = [sys.executable, "-m", "yiju_cli.main", "decide"]
    w = [*yiju, folder / "w.json", "--policy", HERE / "policy"]
    commands = {
        "openfisca, W": [python, HERE / "reference" / "openfisca_w.py", folder / "situation.json"],
        "yiju decide, W": w,
        "yiju decide, W, empty cache": w,
        "yiju decide, enrolment case of the shipped notices": [*yiju, folder / "enrolment.json"],
        "yiju decide, medical case, nothing assumed": [*yiju, folder / "veteran.json"],
        "yiju decide, the same, empty cache": [*yiju, folder / "veteran.json"],
        "clingo by hand, W": [
            sys.executable,
            HERE / "reference" / "clingo_w.py",
            folder / "person.json",
        ],
        "python, nothing": [sys.executable, "-c", "pass"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(times + 1):
        for name, command in commands.items():
            cache = folder / ("empty" if "empty" in name else "cache")
            shutil.rmtree(folder / "empty", ignore_errors=True)
            start = perf_counter()
            subprocess.run(
                command, env={**env, "YIJU_CACHE_DIR": str(cache)}, check=True, capture_output=True
            )
            if turn:
                taken[name].append(perf_counter() - start)
    base = median(taken["openfisca, W"])
    return [
        Row(name, shown(median(found)), f"{median(found) / base:.2f}×", times)
        for name, found in taken.items()
    ]


def _parts(folder: Path, env: dict[str, str]) -> list[Row]:
    rows = []
    for name, paths in (("w", [str(HERE / "policy")]), ("enrolment", []), ("veteran", [])):
        script = PARTS.format(paths=paths, case=str(folder / f"{name}.json"))
        runs = []
        for _ in range(5):
            command = [sys.executable, "-c", script]
            done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
            runs.append([float(part) for part in done.stdout.split()])
        for part, found in zip(NAMES, zip(*runs, strict=True), strict=True):
            rows.append(Row(f"{name}: {part}", f"{median(found):.1f} ms", "", 5))
    return rows
