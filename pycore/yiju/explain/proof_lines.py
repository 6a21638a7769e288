"""Proofs as lines of Chinese: clause by clause, what it rests on, what became of it.

Nothing is decided or left out here; the same lines serve every text output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from yiju.explain.disputes import Dispute
from yiju.explain.finding_lines import tell, tell_exception
from yiju.explain.findings import Finding, turns
from yiju.explain.grounds import Ground
from yiju.explain.steps import Derived, Proof, Step
from yiju.render.lines import Line, Tone

_ROLES = {
    "won": "依据",
    "outranked": "落选",
    "overridden": "被推翻",
    "behind": "后位",
    "excluded": "被排除",
    "excluding": "排除的规定",
    "excepted": "除外的规定",
    "failed": "管到而条件不满足",
    "silent": "范围不及",
    "idle": "不在效力之内",
    "unread": "别的读法才有这一行",
}
ORDER = [
    *("won", "outranked", "overridden", "behind"),
    *("excepted", "excluding", "excluded", "failed", "idle"),
]
_TONES: dict[str, Tone] = {"won": "good", "failed": "faint", "idle": "faint"}
_EXAMINED = ("won", "excluding", "excepted", "failed", "overridden", "idle")

SCOPES = 5  # scopes that do not cover the record, told in full

# What of a clause was told: a clause that gives two conclusions is examined before the reader once.
Told = tuple[str, tuple[Finding, ...], tuple[Finding, ...], tuple[Finding, ...]]


class ProofLines:
    """Words one proof; a clause examined once is not examined again further down.

    :param says: clause → what it says, told once beside its title.
    """

    def __init__(self, says: Callable[[int], str] | None = None) -> None:
        self.told: set[Told] = set()
        self.says = says
        self.said: set[int] = set()

    def proof(self, proof: Proof, indent: int = 0) -> Iterator[Line]:
        """The steps of a proof, what was compared, and what they rest on."""
        yield from self._steps(proof, indent)
        if proof.outcome.status == "无规定":
            yield from self._uncovered(proof, indent)
        for role in ("silent", "unread"):
            cites = [s.citation for s in proof.steps if s.role == role]
            if cites and (role, proof.outcome.status) != ("silent", "无规定"):
                yield Line(f"{_ROLES[role]}　{'、'.join(dict.fromkeys(cites))}", indent, "faint")
        for derived in proof.derived:
            yield from self.derived(derived, indent)

    def derived(self, derived: Derived, indent: int) -> Iterator[Line]:
        """A conclusion that the steps rest on, with what decided it; of another record in a line."""
        if derived.of:
            cites = "、".join(dict.fromkeys(s.citation for s in derived.steps if s.role == "won"))
            ground = f"　依据 {cites}" if cites else ""
            yield Line(f"其中{derived.of}「{derived.conclusion}」：{derived.shown}{ground}", indent)
            return
        yield Line(f"其中「{derived.conclusion}」：{derived.shown}", indent)
        yield from self._steps(derived, indent + 1)
        if derived.outcome.status == "无规定":
            yield from self._uncovered(derived, indent + 1)

    def _steps(self, proof: Derived, indent: int) -> Iterator[Line]:
        """What applied, and what covered the record and failed."""
        clash = proof.outcome.status == "冲突"
        last = _last_won(proof.steps)
        if last is None:
            yield from _combined(proof, indent)
        for step in (s for role in ORDER for s in proof.steps if s.role == role):
            yield from self._step(step, indent, clash=clash)
            if step is last:
                yield from _combined(proof, indent)
        for dispute in proof.disputes:
            yield from _dispute(dispute, indent)
        if clash:
            yield Line("分不出先后：待裁决", indent, "bad")

    def _uncovered(self, proof: Derived, indent: int) -> Iterator[Line]:
        """The scopes that were looked at and what they lack, the nearest first."""
        steps = [s for s in proof.steps if s.role == "silent"]
        steps.sort(key=lambda s: (sum(turns(f) for f in s.conditions), s.citation))
        for step in steps[:SCOPES]:
            yield Line(f"{_ROLES['silent']}　{step.citation}「{step.title}」", indent, "faint")
            for found in (*step.force, *step.conditions):
                if not found.held:
                    yield from tell(found, indent + 1, failing=True)
        if steps[SCOPES:]:
            cites = "、".join(dict.fromkeys(s.citation for s in steps[SCOPES:]))
            yield Line(f"{_ROLES['silent']}　{cites}", indent, "faint")

    def _step(self, step: Step, indent: int, *, clash: bool = False) -> Iterator[Line]:
        """One clause: what it is, what became of it, condition by condition."""
        yield Line(_heading(step, clash=clash), indent, _TONES.get(step.role, "plain"))
        if self.says is not None and step.clause >= 0 and step.clause not in self.said:
            self.said.add(step.clause)
            yield Line(f"条文　{self.says(step.clause)}", indent + 1)
        if step.role in ("outranked", "behind"):
            said = f"{step.than} {'、'.join(step.by)}"
            gives_way = step.role == "behind" and step.polarity != "清零"
            yield Line(f"{said} 先" if gives_way else said, indent + 1, "faint")
        presumptions = step.presumptions
        if step.role in _EXAMINED:
            told = (step.citation, step.conditions, step.exceptions, step.force)
            if told in self.told and len([*self._examined(step, 0)]) > 1:
                yield Line("条件同上", indent + 1, "faint")
                presumptions = ()
            else:
                yield from self._examined(step, indent + 1)
            self.told.add(told)
        if step.role in ("won", "outranked", "overridden"):
            for line in step.arithmetic:
                yield Line(f"算　{line}", indent + 1)
        yield from _fate(step, indent + 1)
        if step.adds and step.role == "won":
            yield Line(f"补充　{'、'.join(step.adds)}", indent + 1)
        for presumption in presumptions:
            yield Line(f"推定　{presumption}", indent + 1, "faint")

    def _examined(self, step: Step, indent: int) -> Iterator[Line]:
        """Force, conditions, exceptions; of a clause without force, what keeps it from having any."""
        if step.inherited:
            yield Line(f"承　{'、'.join(step.inherited)}（共用的范围和条件）", indent, "faint")
        for found in step.force:
            if step.role != "idle" or not found.held:
                yield from tell(found, indent, failing=not found.held)
        for found in step.conditions:
            if step.role != "failed" or not found.held:
                yield from tell(found, indent, failing=step.role == "failed")
        for found in step.exceptions:
            if found.held or step.role != "failed":
                yield from tell_exception(found, indent)


def _heading(step: Step, *, clash: bool) -> str:
    """`依据　甲法第一条「…」：200.00元`."""
    role = "相持" if clash and step.role == "won" else _ROLES[step.role]
    if step.role == "behind" and step.polarity == "清零":
        role = "不作数"
    value = f"：{step.value}" if step.value else ""
    if not value and step.polarity not in ("", "正面", "增加"):
        value = f"（{step.polarity}）"
    return f"{role}　{step.citation}「{step.title}」{value}"


def _combined(proof: Derived, indent: int) -> Iterator[Line]:
    """What was compared, added up or counted."""
    if proof.combined:
        yield Line(proof.combined, indent)
    if proof.counts:
        yield Line("计数", indent)
        yield from (Line(count, indent + 1) for count in proof.counts)


def _fate(step: Step, indent: int) -> Iterator[Line]:
    """By what a clause was excluded or overridden, and on what grounds."""
    if step.role == "excluded":
        for cause in (*step.by, *step.gaps):
            yield Line(f"由 {cause} 排除", indent)
    elif step.role == "overridden":
        yield Line(f"由 {'、'.join(step.by)} 推翻", indent)
        yield from tell_grounds(step.grounds, indent + 1)


def _dispute(dispute: Dispute, indent: int) -> Iterator[Line]:
    """What is inconsistent, and what was tried for either side."""
    sides = [
        f"{side.citation}「{side.conclusion}」{side.says}" for side in (dispute.one, dispute.other)
    ]
    yield Line(f"不一致　{sides[0]}，{sides[1]}", indent, "bad")
    for tried in dispute.tried:
        yield Line(f"{tried.over} 能不能先于 {tried.under}：", indent + 1)
        yield from tell_grounds(tried.grounds, indent + 2)
    if dispute.ruling:
        yield Line(f"两边都有理由，方向相反。{dispute.ruling}", indent + 1, "open")


def tell_grounds(grounds: Iterable[Ground], indent: int) -> Iterator[Line]:
    """Grounds of precedence, those of no use too."""
    for ground in grounds:
        basis = f"（{ground.basis}）" if ground.basis else ""
        text = f"{'✓' if ground.met else '✗'} {ground.name}{basis}：{ground.text}"
        yield Line(text, indent, "plain" if ground.met else "faint")


def _last_won(steps: tuple[Step, ...]) -> Step | None:
    won = [s for s in steps if s.role == "won"]
    return won[-1] if won else None
