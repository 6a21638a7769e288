"""Whole outputs: the overview of a decided case, and the explanation of one answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yiju.asp.decided import Decided
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.explain import openness
from yiju.explain.formula import money
from yiju.explain.papers import papers
from yiju.explain.proof_lines import ProofLines
from yiju.explain.steps import Proof
from yiju.explain.uses import Uses
from yiju.explain.witnesses import settled_by_text, text_grounds, witnesses
from yiju.explain.wording import Wording
from yiju.render.lines import Line
from yiju.values.force import inside


def overview(wording: Wording, decided: Decided) -> list[Line]:
    """Every answer in a line or two, grouped by conclusion; then totals and limits."""
    case = decided.case
    lines = [Line(f"{case.region}　判定日 {case.judged.isoformat()}", 0, "head")]
    lines += _given("参数", _plain(decided))
    lines += _given("采用读法", tuple(openness.adopted(decided)))
    lines += _given("选择", tuple(openness.made(wording.policy, case)))
    lines += _given("假定", decided.assumptions.labels)
    shown = ""
    conditional = decided.conditional or (None,) * len(decided.answers)
    told = list(zip(decided.answers, conditional, strict=True))
    for answer, under in told:
        if wording.group(answer):
            continue
        if answer.conclusion != shown:
            shown = answer.conclusion
            lines += [Line(""), Line(shown, 0, "head")]
        lines += _answer(wording, decided, answer, under)
    lines += papers(wording, told, lambda a, u: _answer(wording, decided, a, u))
    lines += _totals(wording, decided)
    lines += _unused(decided)
    lines += _limits(wording, decided)
    return lines


def _plain(decided: Decided) -> tuple[str, ...]:
    """The parameters, without the readings that are adopted: those are told apart."""
    adopted = decided.parameters.adopted
    return tuple(la for la in decided.parameters.labels if la.rpartition("：")[0] not in adopted)


def _given(word: str, labels: tuple[str, ...]) -> list[Line]:
    return [Line(f"{word}　{label.removeprefix('参数 ')}", 1, "faint") for label in labels]


def _answer(
    wording: Wording, decided: Decided, answer: Answer, under: Answer | None
) -> Iterator[Line]:
    subject = "　".join(filter(None, (wording.subject(answer), wording.element(answer))))
    head = f"{subject}　{wording.verdict(answer)}" if subject else wording.verdict(answer)
    yield Line(head + _cited(answer, decided.deciding), 1, wording.tone(answer))
    if answer.adopted:
        names = "；".join(label.removeprefix("读法 ") for label in answer.adopted)
        yield Line(f"用到采用的读法：{names}", 2, "faint")
    if answer.is_open:
        if answer.possible:
            yield Line(f"可能是：{wording.possible(answer)}", 2)
        if answer.outer is not None:
            yield Line(openness.outer(answer.outer, wording.kinds[answer.conclusion]), 2)
        more = "" if answer.exhaustive else f"（{openness.unfinished(answer)}）"
        yield Line(f"取决于：{'；'.join(answer.depends)}{more}", 2, "open")
        if answer.by_choice:
            yield Line("选了以后：", 2)
            yield from wording.sides(answer.by_choice, 3)
        if len(answer.settling) > 1:
            yield Line(f"只要查明：{openness.to_find_out(answer)}", 2, "open")
    if under is not None and (under.status, under.value) != (answer.status, answer.value):
        said = f"若依上述假定，则：{wording.verdict(under)}{_cited(under, decided.teller)}"
        yield Line(said, 2, wording.tone(under))
        if under.assumed and len(under.assumed) < len(decided.assumptions.labels):
            yield Line(f"用到的假定：{'；'.join(under.assumed)}", 3, "faint")
        if under.is_open:
            yield from wording.open_answer(under, 3)


def _cited(answer: Answer, deciding: Deciding) -> str:
    """The ground of an answer: the winning clauses, or those that exclude it."""
    if answer.grounds:
        return f"　依据 {'、'.join(answer.grounds)}"
    excluding = deciding.excluding(answer.conclusion, answer.record)
    if answer.status == "不成立" and excluding:
        return f"　由 {'、'.join(excluding)} 排除"
    return ""


def _totals(wording: Wording, decided: Decided) -> Iterator[Line]:
    """全年合计 of amounts under an annual cap, where there are several records."""
    deciding = decided.teller
    told = Counter(a.conclusion for a in decided.answers)
    pools = deciding.program.pools
    heads = [n for n in sorted(told) if told[n] > 1 and n in pools and pools[n].years]
    for name in heads:
        whose = f"{name}　" if len(heads) > 1 else ""
        exact = deciding.totals_are_exact(name)
        for year, (low, high) in sorted(deciding.totals(name).items()):
            said = money(low) if low == high else f"{money(low)} 至 {money(high)}"
            if not exact:
                outer = openness.outer(deciding.bounding.total(name, year), "money")
                said = f"试过的 {said}（未穷尽）；{outer}"
            word = "若依上述假定，" if decided.under else ""
            yield Line(f"{word}{whose}{year}年度合计　{said}", 1)


def _unused(decided: Decided) -> Iterator[Line]:
    """Assumptions that made no difference: perhaps misread, perhaps needless."""
    if decided.unused:
        yield Line("")
        yield Line("没有用到的假定（有没有都一样）：", 0, "faint")
        yield from (Line(f"· {label}", 1, "faint") for label in decided.unused)


def _limits(wording: Wording, decided: Decided) -> Iterator[Line]:
    """Units that are not encoded yet and would bear on what was asked."""
    policy = wording.policy
    asked = {a.conclusion for a in decided.answers if a.status != "无规定"}
    groups = {m: c.name for c in policy.conclusions for m in c.members}
    names = asked | {groups[n] for n in asked if n in groups}
    open_units = [
        f"{policy.notices[g.notice].short}{g.locator}（{g.title}）"
        for g in policy.gaps
        if not g.missing and names & set(g.affects) and _in_force(decided, g.notice)
    ]
    if open_units:
        yield Line("")
        yield Line("以上没有计及尚未编入的条文：", 0, "faint")
        yield from (Line(f"· {unit}", 1, "faint") for unit in open_units)


def _in_force(decided: Decided, notice: int) -> bool:
    deciding = decided.deciding
    source = deciding.policy.notices[notice]
    return inside(decided.case.region, source.territory, deciding.policy.regions)


def explained(
    wording: Wording, decided: Decided, plain: Answer, answer: Answer, proof: Proof
) -> Iterator[Line]:
    """The explanation of one answer: without assumptions, under them, and step by step."""
    subject = wording.subject(plain)
    title = f"{plain.conclusion}　{subject}" if subject else plain.conclusion
    yield Line(title, 0, "head")
    yield Line(f"答：{wording.verdict(plain)}", 1, wording.tone(plain))
    if plain.is_open:
        yield from _open(wording, decided.deciding, plain)
    if decided.conditional is not None:
        yield Line("若假定：", 1)
        yield from _assumed(wording, decided, answer, proof)
        yield Line(f"则：{wording.verdict(answer)}", 1, wording.tone(answer))
        if answer.is_open:
            yield from _open(wording, decided.teller, answer)
    yield from _given("选择", tuple(openness.made(wording.policy, decided.case)))
    yield from _given("参数", _plain(decided))
    yield from _given("采用读法", tuple(openness.adopted(decided)))
    yield Line("")
    if answer.is_open:
        yield Line(f"其中一种情形（{proof.shown}）是怎样得出的：", 1)
    else:
        yield Line("为什么：", 1)
    yield from ProofLines(wording.says).proof(proof, 2)
    yield Line("")


def _open(wording: Wording, deciding: Deciding, answer: Answer) -> Iterator[Line]:
    """An undetermined answer, and of each possibility one completion that gives it.

    Where the readings settle it, the answers side by side are those completions.
    """
    if settled_by_text(answer):
        yield from wording.open_answer(
            answer, 2, ends=False, grounds=text_grounds(deciding, answer)
        )
        return
    found = witnesses(deciding, answer)
    yield from wording.open_answer(answer, 2, ends=len(found) < 2)
    if len(found) > 1:
        yield Line("各举一种情形：", 2)
        yield from wording.witnesses(answer, found, 3)


def _assumed(wording: Wording, decided: Decided, answer: Answer, proof: Proof) -> Iterator[Line]:
    """Each assumption with the clauses that read it; or that it makes no difference here."""
    uses = Uses(wording.policy)
    for label in decided.assumptions.labels:
        used = uses.of(label, proof) if label in answer.assumed else ()
        where = f"　用于 {'、'.join(used)}" if used else ""
        idle = "" if label in answer.assumed else "（对这个答案，有没有都一样）"
        yield Line(f"{label}{where}{idle}", 2, "faint")
