"""Write the tables of 23-and-37.md from the engine: `python docs/grid.py`.

One case for each combination of scheme, gap, back-payment, years of continuity and day of payment;
combinations with the same answers share a row. tests/docs/test_grid.py checks that the page is up
to date and that the independent interpreter says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import yiju
from yiju.case.answer import Answer
from yiju.explain.formula import show_value

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "23-and-37.md"
ASKED = ("未连续参保人员", "设置待遇等待期", "待遇起始日", "等待期起算日")
DAYS = tuple(map(date.fromisoformat, ("2025-09-08", "2025-09-09", "2025-10-20", "2026-01-15")))
SCHEMES = {"切换": "随单位职工医保", "同制度": "居民医保"}  # from which to 居民医保
GAPS = ("没有中断", "1个月", "恰3个月", "3个月零1天", "5个月")
YEARS = ("23个月", "24个月", "25个月")
# The questions that can matter, by the number they have on the page.
QUESTIONS = {
    "切换中断三个月内没有补缴的人": "①",
    "同一制度内断缴算不算未参加": "②",
    "中断时间怎么算": "③",
    "末句是否也限首句的人": "④",
}
MONTHS = "参数 新参加居民医保等待期月数"


@dataclass(frozen=True)
class Cell:
    """One combination: what sets it apart, and its case."""

    scheme: str
    gap: str
    repaid: str  # 补缴 不补缴 —
    years: str
    paid: date

    @property
    def case(self) -> dict[str, Any]:
        """The case file's content."""
        broken = self.gap != GAPS[0]
        spell = {
            "名称": "本次",
            "参保年度": f"{self.paid.year}年度",
            "原参保": SCHEMES[self.scheme],
            "现参保": "居民医保",
            "切换参保关系": self.scheme == "切换",
            "因就业等个人状态变化": True,
            "连续参加基本医保时长": self.years,
            "参加基本医保": True,
            "中断缴费": broken,
            "缴费日": self.paid.isoformat(),
            "缴费成功日": self.paid.isoformat(),
            "跨统筹区连续参保": False,
            "入学时参加下一年度居民医保": False,
            "中断起始日": self._broken_since().isoformat() if broken else "无",
            "补缴中断期间医保费": self.repaid == "补缴",
        }
        person = {"身份": [], "经认定的其他特殊群体": False, "退役日": "无", "就业日": "无"}
        return {"地域": "重庆市", "判定日": "2026-03-31", "人": person, "参保": [spell]}

    def _broken_since(self) -> date:
        """The first day without contribution, so that the gap ends on the day of payment."""
        months = {"1个月": 1, "恰3个月": 3, "3个月零1天": 3, "5个月": 5}[self.gap]
        whole = self.paid.year * 12 + self.paid.month - 1 - months
        since = date(whole // 12, whole % 12 + 1, self.paid.day)
        return since - timedelta(days=1) if self.gap == "3个月零1天" else since


def cells() -> Iterator[Cell]:
    """All combinations; without a gap there is nothing to pay back."""
    for paid, scheme, gap, years in product(DAYS, SCHEMES, GAPS, YEARS):
        for repaid in ("—",) if gap == GAPS[0] else ("补缴", "不补缴"):
            yield Cell(scheme, gap, repaid, years, paid)


def told(answer: Answer) -> str:
    """The answer, side by side under the readings that matter."""
    parts = {_label(label): _said(part) for label, part in answer.by_reading}
    if not parts:
        return _said(answer)
    by_answer: dict[str, list[str]] = {}
    for label, said in parts.items():
        by_answer.setdefault(said, []).append(label)
    return "；".join(f"{'、'.join(labels)} {said}" for said, labels in by_answer.items())


def _said(answer: Answer) -> str:
    if answer.status == "未定":
        statuses = "或".join(dict.fromkeys(p.status for p in answer.possible))
        return f"未定（{statuses}，看月数）" if MONTHS in answer.depends else f"未定（{statuses}）"
    if answer.value is None:
        return answer.status
    return show_value(answer.value, "date")


def _label(label: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"{QUESTIONS[question]}{option}" for question, option in label)


def decided(policy: yiju.Policy, cell: Cell) -> tuple[str, ...]:
    """The four answers about one cell."""
    answers = policy.decide(cell.case, about=ASKED).answers
    found = {a.conclusion: told(a) for a in answers}
    return tuple(found[name] for name in ASKED)


def tables(policy: yiju.Policy) -> str:
    """The whole grid: a table for each day of payment, rows with equal answers put together."""
    answers = {cell: decided(policy, cell) for cell in cells()}
    out: list[str] = []
    for paid in DAYS:
        out += [f"**缴费日 {paid.isoformat()}**", ""]
        out += [f"| 情形 | 连续参保 | {' | '.join(ASKED)} |", "|" + "---|" * (len(ASKED) + 2)]
        day = {cell: found for cell, found in answers.items() if cell.paid == paid}
        out += [f"| {where} | {years} | {' | '.join(said)} |" for where, years, said in _rows(day)]
        out.append("")
    return "\n".join(out).rstrip("\n")


def _rows(day: Mapping[Cell, tuple[str, ...]]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Rows of one day: continuity first put together, then the cases that agree throughout."""
    by_case: dict[tuple[str, str, str], dict[tuple[str, ...], list[str]]] = {}
    for cell, said in day.items():
        by_case.setdefault((cell.scheme, cell.gap, cell.repaid), {}).setdefault(said, []).append(
            cell.years
        )
    merged: dict[tuple[tuple[str, tuple[str, ...]], ...], list[str]] = {}
    for (scheme, gap, repaid), found in by_case.items():
        key = tuple((_years(years), said) for said, years in found.items())
        where = f"{scheme}，{gap}" if repaid == "—" else f"{scheme}，{gap}，{repaid}"
        merged.setdefault(key, []).append(where)
    for key, cases in merged.items():
        for years, said in key:
            yield "<br>".join(cases), years, said


def _years(years: list[str]) -> str:
    return "不论" if len(years) == len(YEARS) else "、".join(years)


def written(page: str, policy: yiju.Policy) -> str:
    """The page with its tables put in."""
    start, end = "<!-- 表：由 docs/grid.py 写 -->", "<!-- 表完 -->"
    before, rest = page.split(start, 1)
    _, after = rest.split(end, 1)
    return f"{before}{start}\n\n{tables(policy)}\n\n{end}{after}"


if __name__ == "__main__":
    loaded = yiju.load(ROOT / "policy")
    PAGE.write_text(written(PAGE.read_text("utf-8"), loaded), "utf-8")
