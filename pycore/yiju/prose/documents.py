"""What documents say of themselves and of one another; gaps, constraints, holidays, organs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from yiju.ir import model as ir
from yiju.ir.constraints import opposite
from yiju.prose.declared import Declared
from yiju.prose.literals import day
from yiju.prose.names import quoted, this
from yiju.prose.said import Said, Sentence, fixed
from yiju.prose.taken import Taken, asked, holds, worded

_PREMISES = {
    "written": "前一条写明优先于后一条",
    "own": "前一条所在的文件写了以往规定与它不一致的以它为准",
    "same_organ": "两份文件的制定机关完全相同",
    "common_organ": "两份文件至少有一家共同的制定机关",
    "later": "前一条所在的文件施行较晚",
    "special": "前一条写明是后一条的特别规定",
    "superior": "后一条所在文件的每家制定机关，都在前一条所在文件的某一家之下",
}


class Documents(Declared):
    """Words what is not a clause."""

    def head(self, notice: ir.Notice, taken: Taken) -> Iterator[Sentence]:
        """Who made a document, where and when it is in force, what becomes of earlier ones."""
        if notice.kind == "vocabulary":
            yield fixed(f"《{notice.name}》是各文件共用的词汇。")
            return
        short = f"（简称“{notice.short}”）" if notice.short != notice.name else ""
        organs = "、".join(notice.issuers)
        made = f"由{organs}制定" if organs else "来源文本没有写制定机关"
        where = f"，在{notice.territory}施行" if notice.territory else ""
        yield fixed(f"《{notice.name}》{short}{where}；{made}。")
        yield from self._dates(notice)
        for repeal in notice.repeals:
            start = f"自{day(repeal.since)}起" if repeal.since else f"自{this(notice)}施行之日起"
            name = self.policy.notices[repeal.notice].name
            yield fixed(f"{start}，废止《{name}》{_at(repeal.basis)}；以前的事，仍归它管。")
        if notice.prevails:
            yield fixed(
                f"以往规定与{this(notice)}不一致的，以{this(notice)}为准{_at(notice.prevails)}。"
            )
        yield from self._against_earlier(notice, taken)

    @staticmethod
    def _dates(notice: ir.Notice) -> Iterator[Sentence]:
        issued = f"{day(notice.issued)}发布" if notice.issued else "来源文本没有写发布日"
        if notice.effective:
            force = f"自{day(notice.effective)}起施行{_at(notice.effective_basis)}"
        else:
            force = f"来源文本没有写施行日{_at(notice.effective_basis)}；这不是说尚未施行"
        yield fixed(f"{issued}，{force}。")
        if notice.expires:
            end = f"自{day(notice.expires)}起失去效力（含当日）{_at(notice.expires_basis)}"
            yield fixed(f"{end}。")
        elif notice.expires_open:
            yield fixed(f"已经失去效力，哪一天失效，来源文本没有写{_at(notice.expires_basis)}。")

    def _against_earlier(self, notice: ir.Notice, taken: Taken) -> Iterator[Sentence]:
        """不一致 and 除外的: what yields, and whether earlier rules reach whom the clauses except."""
        by_matter, keeps = notice.prevails_by_matter, notice.keeps_excepted
        if by_matter is not None:
            all_, one = (
                "不一致的，以往规定中同一条对同一事项的结论一起让位。",
                "不一致的，以往规定中只有不一致的那个结论让位。",
            )
            sentence = worded(
                self.policy,
                asked([by_matter]),
                taken,
                lambda now: Said(all_ if holds(by_matter, now) else one),
            )
            yield from [sentence] if sentence else []
        if keeps is not None:
            who = f"{this(notice)}管到而因例外不适用的人"
            sentence = worded(
                self.policy,
                asked([keeps]),
                taken,
                lambda now: Said(
                    f"{who}，以往规定也不再管。"
                    if holds(keeps, now)
                    else f"{who}，以往规定照常管。"
                ),
            )
            yield from [sentence] if sentence else []

    def gap(self, gap: ir.Gap) -> Iterator[Sentence]:
        """缺文 and 未编."""
        names = "、".join(quoted(n) for n in gap.affects)
        if gap.missing:
            yield fixed(
                f"来源文本缺了这一处。它是否影响{names}，不知道；"
                "没有另外说明它不适用的，有关的答案未定。"
            )
        else:
            yield fixed(f"这一处有原文，还没有编入；{names}的答案没有计及它。")

    def constraint(self, made: ir.Constraint) -> Iterator[Sentence]:
        """约束: what is always so."""
        premise: list[ir.Cond] = []
        content = made.violated
        if "；" in made.text and isinstance(content, ir.All):
            premise, content = list(content.items[:-1]), content.items[-1]
        said = "，且".join(self._member(c, "") for c in premise)
        then = self.predicate(opposite(content))
        text = f"凡{said}的，必定{then}。" if said else f"必定{then}。"
        yield fixed(f"{text}这是事理，不是条文的要求；不合的案情是写错了。")

    def holidays(self, year: ir.HolidayYear) -> Iterator[Sentence]:
        """放假 and 调休上班 of a year."""
        yield fixed(f"{year.year}年放假的日子：{_stretches(year.off)}。")
        if year.work:
            yield fixed(f"{year.year}年调休上班的日子：{_stretches(year.work)}。")
        if year.basis:
            yield fixed(f"依据：《{year.basis}》。")

    def ground(self, ground: ir.Ground, taken: Taken) -> Iterator[Sentence]:
        """先后理由: when one clause precedes another with which it is inconsistent."""

        def say(now: Taken) -> Said | None:
            premises = [_PREMISES[p.kind] for p in ground.premises if holds(p.when, now)]
            lead = "，且".join(premises)
            return Said(f"两条规定不一致，{lead}的，前一条先于后一条。")

        sentence = worded(self.policy, asked(p.when for p in ground.premises), taken, say)
        yield from [sentence] if sentence else []
        if ground.basis:
            yield fixed(f"依据：{'；'.join(ground.basis)}。")

    def ruling(self, ruling: ir.Ruling) -> Iterator[Sentence]:
        """裁决: who settles it when grounds cross."""
        names = "与".join(quoted(self.policy.grounds[g].name) for g in ruling.grounds)
        organs = "、".join(ruling.organs)
        yield fixed(f"{names}指向相反两边的，由{organs}裁决；本系统不替它裁决。")
        if ruling.basis:
            yield fixed(f"依据：{'；'.join(ruling.basis)}。")

    def question(self, question: ir.Question) -> Iterator[Sentence]:
        """A choice: who chooses between what."""
        who = "、".join(question.chooser)
        final = "，一经选定不得变更" if question.final else ""
        options = tuple(f"{o.key}：{o.text}" for o in question.options)
        yield fixed(f"{quoted(question.name)}由{who}选定，下列之一{final}：", options)

    def common(self) -> Iterator[Sentence]:
        """Which regions and organs lie within which."""
        for pairs, word in (
            (self.policy.regions, "在{}之内"),
            (self.policy.organs, "是{}的下级机关"),
        ):
            uppers = dict.fromkeys(upper for _, upper in pairs)
            for upper in uppers:
                lowers = "、".join(lower for lower, other in pairs if other == upper)
                yield fixed(f"{lowers}{word.format(upper)}。")


def _at(place: str) -> str:
    return f"（依据{place}）" if place else ""


def _stretches(days: tuple[str, ...]) -> str:
    """1月1日至3日; 5月1日."""
    runs: list[list[date]] = []
    for iso in days:
        today = date.fromisoformat(iso)
        if runs and today - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(today)
        else:
            runs.append([today])
    said = []
    for run in runs:
        first, last = run[0], run[-1]
        end = "" if first == last else f"至{last.month}月{last.day}日"
        said.append(f"{first.month}月{first.day}日{end}")
    return "、".join(said)
