"""Sentences: answers as lines of Chinese, each with a tone for the screen.

Nothing is decided or left out here; the same lines serve every text output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from yiju.case.answer import Answer, Possible
from yiju.explain import openness
from yiju.explain.causes import Causes
from yiju.explain.formula import show_value
from yiju.explain.sides import Label, merged
from yiju.explain.witnesses import Witness
from yiju.ir import model as ir
from yiju.render.lines import Line, Tone

TONES: dict[str, Tone] = {
    "成立": "good",
    "不成立": "bad",
    "无规定": "faint",
    "冲突": "bad",
    "未定": "open",
    "可选得": "good",
}

NO_GROUNDS: Mapping[Label, str] = {}


class Wording:
    """Words the answers of one policy.

    :param says: clause → what it says; told beside each clause, where it is given.
    """

    def __init__(self, policy: ir.Policy, says: Callable[[int], str] | None = None) -> None:
        self.policy = policy
        self.says = says
        self.kinds = {c.name: c.kind for c in policy.conclusions}
        self.elements = {c.name: c for c in policy.conclusions if c.group}
        self.causes = Causes(policy)

    # ── answers ─────────────────────────────────────────────────────────────

    def subject(self, answer: Answer) -> str:
        """`账单「甲」`; empty for the person."""
        return f"{answer.cls}「{answer.record_name}」" if answer.record_name else ""

    def group(self, answer: Answer) -> str:
        """The set (材料) that an answer is about one element of; else empty."""
        head = self.elements.get(answer.conclusion)
        return head.group if head else ""

    def element(self, answer: Answer) -> str:
        """`户口簿 或 居住证`, of an answer about one element of a set; else empty."""
        head = self.elements.get(answer.conclusion)
        return " 或 ".join(head.papers) if head else ""

    def verdict(self, answer: Answer) -> str:
        """`成立，6,172.84元`."""
        if answer.value is None:
            return answer.status
        return f"{answer.status}，{show_value(answer.value, self.kinds[answer.conclusion])}"

    def tone(self, answer: Answer) -> Tone:
        """The tone of a status."""
        return TONES[answer.status]

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

    def open_answer(
        self,
        answer: Answer,
        indent: int = 0,
        *,
        ends: bool = True,
        grounds: Mapping[Label, str] | None = None,
    ) -> Iterator[Line]:
        """What an undetermined answer depends on, and what it can be.

        :param ends: with what each end is attained; not where a witness tells it.
        :param grounds: under a combination of readings, why there is nothing.
        """
        if answer.possible:
            never = "、".join(openness.impossible(answer))
            told = f"；不可能是：{never}" if never else ""
            yield Line(f"可能是：{self.possible(answer)}{told}", indent)
            yield from self._ends(answer, indent, attained=ends)
        if not answer.exhaustive:
            yield Line(f"{openness.unfinished(answer)}；下面列的不一定齐全", indent, "open")
        if answer.depends:
            yield Line("取决于：", indent)
        for name in answer.depends:
            yield Line(f"· {name}", indent + 1, "open")
            for more in self.causes.explain(name):
                yield Line(more, indent + 2, "faint")
        yield from self._settling(answer, indent)
        for word, sides in (("选了以后", answer.by_choice), ("各读法之下", answer.by_reading)):
            if sides:
                yield Line(f"{word}：", indent)
                yield from self.sides(sides, indent + 1, grounds or {})

    def _ends(self, answer: Answer, indent: int, *, attained: bool) -> Iterator[Line]:
        """With what each end of an amount or a day is attained: assumed, it comes out."""
        kind = self.kinds[answer.conclusion]
        if answer.outer is not None:
            yield Line(openness.outer(answer.outer, kind), indent)
        for part in answer.possible if attained else ():
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

    def sides(
        self,
        sides: Sequence[tuple[Label, Answer]],
        indent: int,
        grounds: Mapping[Label, str] = NO_GROUNDS,
    ) -> Iterator[Line]:
        """The answers under combinations of readings or choices; those alike in one line."""
        said = [(label, self._side(part, grounds.get(label, ""))) for label, part in sides]
        tones = {text: self.tone(part) for (_, text), (_, part) in zip(said, sides, strict=True)}
        rows, idle = merged(said)
        for row in rows:
            yield Line(f"{row.label() or '不论哪一种'}：{row.said}", indent, tones[row.said])
        if idle and len(rows) > 1:
            yield Line(f"（{'、'.join(idle)}：不论取哪一种，都是这样）", indent, "faint")

    def _side(self, part: Answer, ground: str) -> str:
        said = self.verdict(part)
        if part.is_open and part.possible:
            said = f"{part.status}（可能是：{self.possible(part)}）"
        ground = f"依据 {'、'.join(part.grounds)}" if part.grounds else ground
        return f"{said}　{ground}" if ground else said

    def witnesses(self, answer: Answer, found: Sequence[Witness], indent: int) -> Iterator[Line]:
        """Completions that give the possible answers: what they share once, then what differs."""
        shared = [t for t in found[0].taken if all(t in w.taken for w in found)]
        if shared:
            yield Line(f"都取：{'；'.join(shared)}", indent, "faint")
        for witness in found:
            said: str = witness.status
            if witness.value is not None:
                said += f"，{show_value(witness.value, self.kinds[answer.conclusion])}"
            end = f"（{witness.end}）" if witness.end else ""
            ground = f"　{witness.ground}" if witness.ground else ""
            yield Line(f"{said}{end}{ground}", indent, TONES[witness.status])
            own = "；".join(t for t in witness.taken if t not in shared)
            if own:
                yield Line(own, indent + 1, "faint")
