"""A why-not as lines of Chinese: the goal, what stands in the way clause by clause, what to change."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.asp.repair_program import LARGEST
from yiju.asp.repairs import Repair, Repairs
from yiju.case.answer import Answer
from yiju.explain.changes import Changes, counted
from yiju.explain.finding_lines import tell
from yiju.explain.formula import show_value
from yiju.explain.obstacles import Obstacle
from yiju.explain.proof_lines import ProofLines, tell_grounds
from yiju.explain.steps import Step
from yiju.explain.why_not import NEAREST, WhyNot
from yiju.explain.witnesses import settled_by_text
from yiju.explain.wording import Wording
from yiju.render.lines import Line

STAGES = {
    "idle": "不在效力之内",
    "unread": "在所取的读法之下没有这一行",
    "silent": "范围不及",
    "failed": "条件不满足",
    "void": "没有值",
    "excluded": "被排除",
    "overridden": "被推翻",
    "clashing": "相持",
    "outranked": "落选",
    "behind": "后位",
    "other": "给的是别的值",
}
_NUMBERS = "一二三四五六七八九十"


class WhyNotLines:
    """Words the why-nots of one policy."""

    def __init__(self, wording: Wording, changes: Changes) -> None:
        self.wording = wording
        self.changes = changes

    def lines(self, told: WhyNot, plain: Answer, assumed: tuple[str, ...]) -> Iterator[Line]:
        """All of it. `plain`: the answer without assumptions; `assumed`: what was assumed."""
        wording, answer = self.wording, told.answer
        subject = wording.subject(plain)
        yield Line(f"{plain.conclusion}　{subject}" if subject else plain.conclusion, 0, "head")
        yield Line(f"问：为什么不是 {self.goal(told)}", 1)
        yield Line(f"答：{wording.verdict(plain)}", 1, wording.tone(plain))
        if plain.status == "未定":
            yield from wording.open_answer(plain, 2, ends=not settled_by_text(plain))
        if assumed:
            yield Line("若假定：", 1)
            yield from (Line(label, 2, "faint") for label in assumed)
            yield Line(f"则：{wording.verdict(answer)}", 1, wording.tone(answer))
            if answer.status == "未定":
                yield from wording.open_answer(answer, 2, ends=not settled_by_text(answer))
        yield Line("")
        if told.met:
            yield Line("问的已经达到，在所有补全下都是这样。", 1, "good")
        else:
            yield from self._missed(told)
        yield Line("")

    def goal(self, told: WhyNot) -> str:
        """`成立，不低于 5,000.00元`."""
        goal, kind = told.goal, self.wording.kinds[told.goal.conclusion]
        if goal.value is not None:
            return f"{goal.status}，{show_value(goal.value, kind)}"
        if goal.least is not None:
            return f"{goal.status}，不低于 {show_value(goal.least, kind)}"
        return goal.status

    def _missed(self, told: WhyNot) -> Iterator[Line]:
        words = ProofLines()
        if told.proof is not None:
            if told.answer.status == "未定":
                yield Line(f"其中一种达不到的情形（{told.proof.shown}）：", 1)
                yield from (Line(f"读法　{r}", 2, "faint") for r in self._readings(told))
            if told.goal.status != "成立":
                yield Line(f"现在为什么是{told.proof.shown}：", 1)
                yield from words.proof(told.proof, 2)
        if told.obstacles:
            yield Line("差在哪里（差得少的在前）：", 1)
            explained: set[str] = set()  # excluding clauses, told in full the first time
            for obstacle in told.obstacles[:NEAREST]:
                yield from self._obstacle(obstacle, explained, 2)
            yield from self._further(told.obstacles[NEAREST:])
        elif told.goal.status == "成立":
            yield Line("没有一条说到它。", 1)
        for derived in told.derived:
            yield from words.derived(derived, 2)
        if told.repairs is not None:
            yield from self._repairs(told.repairs)

    def _readings(self, told: WhyNot) -> Iterator[str]:
        """Of the readings taken in the world that is told, those the answer depends on."""
        asked = {n.removeprefix("读法 ") for n in told.answer.depends if n.startswith("读法 ")}
        assert told.proof is not None
        for reading in told.proof.readings:
            if any(name.endswith(reading.partition("：")[0]) for name in asked):
                yield reading

    # ── obstacles ───────────────────────────────────────────────────────────

    def _obstacle(self, obstacle: Obstacle, explained: set[str], indent: int) -> Iterator[Line]:
        step = obstacle.step
        value = f"：{step.value}" if step.value else ""
        head = f"差 {obstacle.away} 项　{step.citation}「{step.title}」{value}"
        yield Line(f"{head}　{STAGES[obstacle.stage]}", indent, "bad")
        yield from self._failing(step, indent + 1)
        for name in obstacle.lacking:
            yield Line(f"✗ 算式要用的「{name}」没有值", indent + 1, "bad")
        if obstacle.stage in ("other", "outranked", "overridden"):
            yield from (Line(f"算　{line}", indent + 1) for line in step.arithmetic)
        yield from self._against(obstacle, explained, indent + 1)
        grounds = step.grounds if obstacle.stage == "overridden" else obstacle.grounds
        yield from tell_grounds(grounds, indent + 2)
        if obstacle.stage == "clashing":
            yield Line("没有理由分出先后：待裁决", indent + 1, "bad")

    def _failing(self, step: Step, indent: int) -> Iterator[Line]:
        """Every condition that does not hold, every exception that does."""
        if step.role != "failed":
            return
        for finding in (*step.force, *step.conditions):
            if not finding.held:
                yield from tell(finding, indent, failing=True)
        for finding in step.exceptions:
            if finding.held:
                yield Line("✗ 例外成立：", indent, "bad")
                yield from tell(finding, indent + 1, failing=False)

    def _against(self, obstacle: Obstacle, explained: set[str], indent: int) -> Iterator[Line]:
        way = {
            "excluded": "由 {} 排除",
            "overridden": "由 {} 推翻",
            "clashing": "与 {} 不一致",
            "outranked": "{than} {}",
            "behind": "{than} {} 先",
        }.get(obstacle.stage, "即使满足，也由 {} 排除")
        for step in obstacle.against:
            value = f"：{step.value}" if step.value else ""
            than = obstacle.step.than
            yield Line(way.format(f"{step.citation}「{step.title}」{value}", than=than), indent)
            if step.role == "excluding" and step.citation not in explained:
                explained.add(step.citation)
                for finding in step.conditions:
                    yield from tell(finding, indent + 1, failing=False)
        for gap in obstacle.gaps:
            yield Line(f"由 {gap}（缺文）排除", indent)

    def _further(self, obstacles: tuple[Obstacle, ...]) -> Iterator[Line]:
        if obstacles:
            cites = "、".join(dict.fromkeys(o.step.citation for o in obstacles))
            yield Line(f"更远的　{cites}", 2, "faint")

    # ── repairs ─────────────────────────────────────────────────────────────

    def _repairs(self, repairs: Repairs) -> Iterator[Line]:
        bound = f"最多改 {LARGEST} 项事实，重判了 {repairs.tried} 次"
        if not repairs.found:
            tried = "这个范围内试遍了" if repairs.complete else "没有试遍"
            yield Line(f"最小的改动：没有找到（{bound}，{tried}）", 1, "open")
            return
        yield Line("最小的改动（每一个都重判过）：", 1)
        for number, repair in enumerate(repairs.found):
            yield from self._repair(_NUMBERS[number], repair)
        if repairs.more:
            yield Line(f"一样小的还有 {repairs.more} 个。", 2, "faint")
        if not repairs.complete:
            yield Line(f"还可能有别的：没有试遍（{bound}）。", 2, "faint")
        if any(c.lever.level == "text" for c in repairs.found[0].changes):
            yield Line(
                "只改事实、只取定参数都不够。文字怎样读、缺了什么，不是当事人改得了的。", 2, "open"
            )

    def _repair(self, number: str, repair: Repair) -> Iterator[Line]:
        yield Line(f"{number}、{counted(repair)}：", 2)
        for change in repair.changes:
            said = self.changes.said(change)
            now = f"（案情：{said.now}）" if said.now else ""
            yield Line(f"· {said.what}{now}", 3)
        answer, wording = repair.answer, self.wording
        cited = f"　依据 {'、'.join(answer.grounds)}" if answer.grounds else ""
        open_ = f"，可能是：{wording.possible(answer)}" if answer.possible else ""
        yield Line(f"则：{wording.verdict(answer)}{open_}{cited}", 3, wording.tone(answer))
