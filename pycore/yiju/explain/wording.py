"""Sentences: answers and proofs as lines of Chinese, each with a tone for the screen.

Nothing is decided or left out here; the same lines serve every text output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yiju.case.answer import Answer, Possible
from yiju.explain import openness
from yiju.explain.causes import Causes
from yiju.explain.disputes import Dispute
from yiju.explain.findings import Finding, turns
from yiju.explain.formula import show_value
from yiju.explain.grounds import Ground
from yiju.explain.proof import Derived, Proof, Step
from yiju.explain.witnesses import Witness
from yiju.ir import model as ir
from yiju.render.lines import Line, Tone

_TONES: dict[str, Tone] = {
    "成立": "good",
    "不成立": "bad",
    "无规定": "faint",
    "冲突": "bad",
    "未定": "open",
    "可选得": "good",
}
_ROLES = {
    "won": "依据",
    "outranked": "落选",
    "overridden": "被推翻",
    "behind": "后位",
    "excluded": "被排除",
    "excluding": "排除的规定",
    "failed": "管到而条件不满足",
    "silent": "范围不及",
    "idle": "不在效力之内",
    "unread": "在所取的读法之下没有这一行",
}


SCOPES = 5  # scopes that do not cover the record, told in full


class Wording:
    """Words the answers of one policy."""

    def __init__(self, policy: ir.Policy) -> None:
        self.policy = policy
        self.kinds = {c.name: c.kind for c in policy.conclusions}
        self.causes = Causes(policy)

    # ── answers ─────────────────────────────────────────────────────────────

    def subject(self, answer: Answer) -> str:
        """`账单「甲」`; empty for the person."""
        return f"{answer.cls}「{answer.record_name}」" if answer.record_name else ""

    def verdict(self, answer: Answer) -> str:
        """`成立，6,172.84元`."""
        if answer.value is None:
            return answer.status
        return f"{answer.status}，{show_value(answer.value, self.kinds[answer.conclusion])}"

    def tone(self, answer: Answer) -> Tone:
        """The tone of a status."""
        return _TONES[answer.status]

    def possible(self, answer: Answer) -> str:
        """`成立（900.00元 至 1,000.00元）、不成立`."""
        kind = self.kinds[answer.conclusion]
        tried = "" if answer.exhaustive else "试过的 "
        return "、".join(self._possible(p, kind, tried) for p in answer.possible)

    def _possible(self, possible: Possible, kind: ir.Kind, tried: str) -> str:
        if possible.low is None:
            return possible.status
        low = show_value(possible.low, kind)
        if possible.high is None:
            return f"{possible.status}（{tried}{low} 起，没有上限）"
        if possible.low == possible.high:
            return f"{possible.status}（{tried}{low}）"
        return f"{possible.status}（{tried}{low} 至 {show_value(possible.high, kind)}）"

    def open_answer(self, answer: Answer, indent: int = 0) -> Iterator[Line]:
        """What an undetermined answer depends on, and what it can be."""
        if answer.possible:
            never = "、".join(openness.impossible(answer))
            told = f"；不可能是：{never}" if never else ""
            yield Line(f"可能是：{self.possible(answer)}{told}", indent)
            yield from self._ends(answer, indent)
        if not answer.exhaustive:
            yield Line(f"{openness.unfinished(answer)}；下面列的不一定齐全", indent, "open")
        if answer.depends:
            yield Line("取决于：", indent)
        for name in answer.depends:
            yield Line(f"· {name}", indent + 1, "open")
            for more in self.causes.explain(name):
                yield Line(more, indent + 2, "faint")
        yield from self._settling(answer, indent)
        yield from self._readings(answer, indent)

    def _ends(self, answer: Answer, indent: int) -> Iterator[Line]:
        """With what each end of an amount or a day is attained: assumed, it comes out."""
        kind = self.kinds[answer.conclusion]
        if answer.outer is not None:
            yield Line(openness.outer(answer.outer, kind), indent)
        for part in answer.possible:
            for word, value, at in openness.ends(part):
                given = "，".join(f"{name}＝{said}" for name, said in at)
                yield Line(f"{word} {show_value(value, kind)}：若 {given}", indent + 1, "faint")

    def _settling(self, answer: Answer, indent: int) -> Iterator[Line]:
        """What to find out so that the answer is settled, and which single finding is enough."""
        if told := openness.to_find_out(answer):
            yield Line(f"只要查明：{told}", indent)
        kind = self.kinds[answer.conclusion]
        single = list(openness.enough(answer))
        if single:
            yield Line("有一项这样，答案就定：", indent)
        for one in single:
            value = "" if one.value is None else f"，{show_value(one.value, kind)}"
            yield Line(f"· {openness.chosen(one)}：{one.status}{value}", indent + 1, "faint")

    def _readings(self, answer: Answer, indent: int) -> Iterator[Line]:
        """Side by side, one line for each combination of the choices and readings that matter."""
        if answer.by_choice:
            yield Line("选了以后：", indent)
        for label, part in answer.by_choice:
            yield self.side(label, part, indent + 1, "选 ")
        if answer.by_reading:
            yield Line("各读法之下：", indent)
        for label, part in answer.by_reading:
            yield self.side(label, part, indent + 1)

    def side(
        self, label: tuple[tuple[str, str], ...], part: Answer, indent: int, word: str = ""
    ) -> Line:
        """The answer under one combination of readings or choices."""
        chosen = "，".join(f"{question}＝{option}" for question, option in label)
        said = self.verdict(part)
        if part.is_open and part.possible:
            said = f"{part.status}（可能是：{self.possible(part)}）"
        if part.grounds:
            said += f"　依据 {'、'.join(part.grounds)}"
        return Line(f"{word}{chosen}：{said}", indent, self.tone(part))

    def witness(self, answer: Answer, witness: Witness, indent: int) -> Iterator[Line]:
        """A completion that gives one of the possible answers."""
        said: str = witness.status
        if witness.value is not None:
            said += f"，{show_value(witness.value, self.kinds[answer.conclusion])}"
        end = f"（{witness.end}）" if witness.end else ""
        ground = f"　{witness.ground}" if witness.ground else ""
        yield Line(f"{said}{end}{ground}", indent, _TONES[witness.status])
        yield Line("；".join(witness.taken), indent + 1, "faint")

    # ── proofs ──────────────────────────────────────────────────────────────

    def proof(self, proof: Proof, indent: int = 0) -> Iterator[Line]:
        """The steps of a proof, the clause on 就高, and what they rest on."""
        order = ["won", "outranked", "overridden", "behind"]
        order += ["excluding", "excluded", "failed", "idle"]
        shown = [s for role in order for s in proof.steps if s.role == role]
        clash = proof.outcome.status == "冲突"
        for step in shown:
            yield from self.step(step, indent, clash=clash)
            if proof.combined and step is _last_won(proof.steps):
                yield Line(proof.combined, indent)
        if proof.combined and _last_won(proof.steps) is None:
            yield Line(proof.combined, indent)
        for dispute in proof.disputes:
            yield from self._dispute(dispute, indent)
        if clash:
            yield Line("分不出先后：待裁决", indent, "bad")
        if proof.outcome.status == "无规定":
            yield from self._uncovered([s for s in proof.steps if s.role == "silent"], indent)
        for role in ("silent", "unread"):
            cites = [s.citation for s in proof.steps if s.role == role]
            if cites and (role, proof.outcome.status) != ("silent", "无规定"):
                yield Line(f"{_ROLES[role]}　{'、'.join(dict.fromkeys(cites))}", indent, "faint")
        for derived in proof.derived:
            yield from self.derived(derived, indent)

    def _dispute(self, dispute: Dispute, indent: int) -> Iterator[Line]:
        """What is inconsistent, and what was tried for either side."""
        sides = [
            f"{side.citation}「{side.conclusion}」{side.says}"
            for side in (dispute.one, dispute.other)
        ]
        yield Line(f"不一致　{sides[0]}，{sides[1]}", indent, "bad")
        for tried in dispute.tried:
            yield Line(f"{tried.over} 能不能先于 {tried.under}：", indent + 1)
            yield from (self._ground(g, indent + 2) for g in tried.grounds)
        if dispute.ruling:
            yield Line(f"两边都有理由，方向相反。{dispute.ruling}", indent + 1, "open")

    def _ground(self, ground: Ground, indent: int) -> Line:
        basis = f"（{ground.basis}）" if ground.basis else ""
        text = f"{'✓' if ground.met else '✗'} {ground.name}{basis}：{ground.text}"
        return Line(text, indent, "plain" if ground.met else "faint")

    def _uncovered(self, steps: list[Step], indent: int) -> Iterator[Line]:
        """The scopes that were looked at and what they lack, the nearest first."""
        steps.sort(key=lambda s: (sum(turns(f) for f in s.conditions), s.citation))
        for step in steps[:SCOPES]:
            yield Line(f"{_ROLES['silent']}　{step.citation}「{step.title}」", indent, "faint")
            for finding in step.force:
                if not finding.held:
                    yield from self.finding(finding, indent + 1, failing=True)
            for finding in step.conditions:
                if not finding.held:
                    yield from self.finding(finding, indent + 1, failing=True)
        if steps[SCOPES:]:
            cites = "、".join(dict.fromkeys(s.citation for s in steps[SCOPES:]))
            yield Line(f"{_ROLES['silent']}　{cites}", indent, "faint")

    def derived(self, derived: Derived, indent: int) -> Iterator[Line]:
        """A conclusion that the steps rest on, with what decided it."""
        yield Line(f"其中「{derived.conclusion}」：{derived.shown}", indent)
        for step in derived.steps:
            if step.role in ("won", "overridden", "excluding"):
                yield from self.step(step, indent + 1)

    def step(self, step: Step, indent: int, *, clash: bool = False) -> Iterator[Line]:
        """One clause: what it is, what became of it, condition by condition."""
        role = "相持" if clash and step.role == "won" else _ROLES[step.role]
        if step.role == "behind" and step.polarity == "清零":
            role = "不作数"
        tone: Tone = {"won": "good", "failed": "faint", "idle": "faint"}.get(step.role, "plain")  # type: ignore[assignment]
        value = (
            f"：{step.value}"
            if step.value
            else f"（{step.polarity}）"
            if step.polarity not in ("", "正面", "增加")
            else ""
        )
        yield Line(f"{role}　{step.citation}「{step.title}」{value}", indent, tone)
        if step.role in ("outranked", "behind"):
            said = f"{step.than} {'、'.join(step.by)}"
            gives_way = step.role == "behind" and step.polarity != "清零"
            yield Line(f"{said} 先" if gives_way else said, indent + 1, "faint")
        if step.role in ("won", "excluding", "failed", "overridden", "idle"):
            yield from self._examined(step, indent + 1)
        if step.role in ("won", "outranked", "overridden"):
            for line in step.arithmetic:
                yield Line(f"算　{line}", indent + 1)
        yield from self._fate(step, indent + 1)
        if step.adds and step.role == "won":
            yield Line(f"补充　{'、'.join(step.adds)}", indent + 1)
        for presumption in step.presumptions:
            yield Line(f"推定　{presumption}", indent + 1, "faint")

    def _examined(self, step: Step, indent: int) -> Iterator[Line]:
        """Force, conditions, exceptions; of a clause without force, what keeps it from having any."""
        for finding in step.force:
            if step.role != "idle" or not finding.held:
                yield from self.finding(finding, indent, failing=not finding.held)
        for finding in step.conditions:
            if step.role != "failed" or not finding.held:
                yield from self.finding(finding, indent, failing=step.role == "failed")
        for finding in step.exceptions:
            if finding.held or step.role != "failed":
                yield from self._exception(finding, indent)

    def _fate(self, step: Step, indent: int) -> Iterator[Line]:
        """By what a clause was excluded or overridden, and on what grounds."""
        if step.role == "excluded":
            for cause in (*step.by, *step.gaps):
                yield Line(f"由 {cause} 排除", indent)
        elif step.role == "won" and step.by:
            yield Line(f"与 {'、'.join(step.by)} 不一致", indent)
        elif step.role == "overridden":
            yield Line(f"由 {'、'.join(step.by)} 推翻", indent)
            yield from self.grounds(step.grounds, indent + 1)

    def grounds(self, grounds: Iterable[Ground], indent: int) -> Iterator[Line]:
        """Grounds of precedence, those of no use too."""
        for ground in grounds:
            yield self._ground(ground, indent)

    def finding(self, finding: Finding, indent: int, *, failing: bool) -> Iterator[Line]:
        """A condition. Of what holds, the parts that make it hold; of what fails, all that fail."""
        if finding.way == "或" and finding.held:
            yield from self._first(finding.parts, indent, failing=failing)
        elif finding.way == "或":
            yield Line("✗ 下列没有一项满足：", indent, "bad")
            for part in finding.parts:
                yield from self._alternative(part, indent + 1)
        elif finding.way == "且":
            for part in finding.parts:
                if not failing or not part.held:
                    yield from self.finding(part, indent, failing=failing)
        elif finding.way == "非":
            mark = "✓" if finding.held else "✗"
            inner = finding.parts[0]
            yield Line(f"{mark} 非 {inner.asked or '（以下）'}", indent, _held_tone(finding.held))
            yield from self._inside(inner, indent + 1)
        elif finding.way == "指":
            mark = "✓" if finding.held else "✗"
            yield Line(f"{mark} {finding.asked}", indent, _held_tone(finding.held))
            yield from self._inside(finding, indent + 1)
        elif finding.asked:
            yield self._leaf(finding, indent)

    def _alternative(self, part: Finding, indent: int) -> Iterator[Line]:
        """One alternative that does not hold; of several conditions together, those that fail."""
        failing = [p for p in part.parts if not p.held and (p.asked or p.parts)]
        several = part.way == "且" and len(failing) > 1
        if several:
            yield Line("✗ 没有都满足：", indent, "bad")
        yield from self.finding(part, indent + several, failing=True)

    def _inside(self, finding: Finding, indent: int) -> Iterator[Line]:
        for part in finding.parts:
            yield from self.finding(part, indent, failing=not part.held)

    def _first(self, parts: Iterable[Finding], indent: int, *, failing: bool) -> Iterator[Line]:
        """The alternative that holds; a reading that is not taken is passed over."""
        for part in parts:
            if part.held and (part.asked or part.parts):
                yield from self.finding(part, indent, failing=failing)
                return

    def _exception(self, finding: Finding, indent: int) -> Iterator[Line]:
        yield Line("例外成立：" if finding.held else "例外不成立：", indent)
        yield from self.finding(finding, indent + 1, failing=not finding.held)

    def _leaf(self, finding: Finding, indent: int) -> Line:
        mark = "✓" if finding.held else "✗"
        actual = f"（{finding.actual}）" if finding.actual else ""
        return Line(f"{mark} {finding.asked}{actual}", indent, _held_tone(finding.held))


def _held_tone(held: bool) -> Tone:
    return "plain" if held else "bad"


def _last_won(steps: tuple[Step, ...]) -> Step | None:
    won = [s for s in steps if s.role == "won"]
    return won[-1] if won else None
