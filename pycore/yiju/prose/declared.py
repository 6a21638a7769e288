"""What is declared: kinds of records, facts, conclusions, parameters, and how facts are derived."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.ir import model as ir
from yiju.ir.kinds import SHOWN
from yiju.ir.model import PERSON
from yiju.prose.clauses import Clauses
from yiju.prose.literals import day, literal
from yiju.prose.names import quoted
from yiju.prose.said import Said, Sentence, fixed
from yiju.prose.taken import Taken, holds, worded
from yiju.prose.taken import asked as questions_of

_COMBINED = {
    "max": "几条都给的，取高的一个",
    "min": "几条都给的，取低的一个",
    "sum": "几条都给的，加在一起",
    "pick": "几条都给的，由本人选一条",
}


class Declared(Clauses):
    """Words declarations."""

    def facts(self, cls: str, attributes: list[ir.Attribute]) -> Iterator[Sentence]:
        """A class of records: whose they are, and what is known of each."""
        for declared in self.policy.record_classes:
            if declared.name == cls:
                yield from _records(declared)
        items = tuple(self._fact(a) for a in attributes)
        whose = "本人" if cls == PERSON else f"每条{cls}"
        yield fixed(f"{whose}记载下列各项：", items)

    def _fact(self, attribute: ir.Attribute) -> str:
        parts = [f"{attribute.name}：{_kind(attribute)}"]
        if attribute.negative:
            parts.append(f"明知为否的，称“{attribute.negative}”")
        if attribute.presumed_false:
            parts.append("没有写的，当作否")
        if attribute.not_before:
            parts.append(f"不会早于{'、'.join(attribute.not_before)}")
        if attribute.only_if and attribute.always_if:
            parts.append(f"“{attribute.only_if}”的一定有，别的没有")
        elif attribute.only_if:
            parts.append(f"只有“{attribute.only_if}”的才有")
        return "；".join(parts)

    def conclusion(self, head: ir.Conclusion) -> Iterator[Sentence]:
        """A conclusion: what it is, of whom or of what, how several combine, when it is in force."""
        name = quoted(head.name)
        if head.papers:
            whose = "每人" if head.cls == PERSON else f"每条{head.cls}"
            yield fixed(
                f"{name}是{whose}的一套材料，可以有：{'、'.join(head.papers)}；一件一件地判。"
            )
            yield fixed(f"适用哪份文件，看{head.event or '判定日'}那一天。")
            if head.matter:
                yield fixed(f"属于{quoted(head.matter)}这一事项。")
            return
        if head.members:
            members = "、".join(quoted(m) for m in head.members)
            yield fixed(f"{name}是{members}的总称。")
            return
        whose = "每人" if head.cls == PERSON else f"每条{head.cls}"
        kind = SHOWN[head.kind]
        domain = f"（{'、'.join(head.domain)}之一）" if head.domain else ""
        if head.combine == "count":
            yield fixed(
                f"{name}是沿着{head.cls}按{head.order}的先后数下去的{kind}，"
                f"每条{head.cls}上的值是数到它为止的数。"
            )
        else:
            yield fixed(f"{name}是{whose}的一个结论，{kind}型{domain}。")
        across = "（几份文件给出的，也放在一起）" if head.across else ""
        if head.combine in _COMBINED:
            yield fixed(f"{_COMBINED[head.combine]}{across}。")
        elif head.combine == "unique" and head.kind != "bool":
            yield fixed("只能有一个值：几条给出不同的值，就是不一致。")
        by = head.event or "判定日"
        yield fixed(f"适用哪份文件，看{by}那一天。")
        if head.matter:
            yield fixed(f"属于{quoted(head.matter)}这一事项。")
        if head.excludes:
            others = "、".join(quoted(x) for x in head.excludes)
            yield fixed(f"与{others}不能同时成立。")

    def parameter(self, declared: ir.ParameterDecl) -> Iterator[Sentence]:
        """A parameter: what the text says it is, and where it is found otherwise."""
        name = quoted(declared.name)
        for value in declared.values:
            start = f"自{day(value.since)}起，" if value.since else ""
            principle = "，原则上如此，年度文件可以另定" if value.in_principle else ""
            yield fixed(f"{start}{name}为{literal(value.value)}{principle}。")
        if not declared.values:
            kind = SHOWN[declared.kind]
            asked = "：是或者否" if declared.kind == "bool" else f"（{kind}）是多少"
            yield fixed(f"{name}{asked}，条文没有写；参数文件也没有给出的，用到它的结论未定。")
        if declared.by:
            yield fixed(f"取哪一期的值，看{declared.by}那一天。")
        ends = []
        if declared.floor is not None:
            low = literal(declared.floor)
            ends.append(f"不低于{low}（含{low}）")
        if declared.ceiling is not None:
            high = literal(declared.ceiling)
            ends.append(f"不超过{high}（含{high}）")
        if ends:
            yield fixed(f"{name}{'，'.join(ends)}。")
        if declared.basis:
            yield fixed(f"依据：{declared.basis}。")

    def derivation(self, made: ir.Derivation, taken: Taken) -> Iterator[Sentence]:
        """How a fact follows from others, and what that means for a case that states it."""

        def say(now: Taken) -> Said | None:
            found = [line for line in made.lines if holds(line.when, now)]
            if not found:
                return None
            line = found[0]
            if line.value is not None:
                return Said(f"{made.name}，是{self.value(line.value)}。")
            cond = line.cond or ir.ALWAYS
            lead, items = self.listing(cond)
            said = "，且".join(self._member(p, "") for p in lead)
            if items:
                more = "，且" if said else ""
                return Said(f"{made.name}，指{said}{more}有下列情形之一：", items)
            return Said(f"{made.name}，指{said}。")

        sentence = worded(self.policy, questions_of(line.when for line in made.lines), taken, say)
        if sentence is not None:
            yield sentence
        yield fixed(
            "案情没有写这一项而列了有关记录的，照此推算；写了而与推算的不同，是案情写错了。"
        )


def _records(declared: ir.RecordClass) -> Iterator[Sentence]:
    if declared.owner:
        yield fixed(f"每条{declared.name}属于某一{declared.owner}。")
    if declared.start:
        yield fixed(
            f"每条{declared.name}是从{declared.start}到{declared.end}的一段，首尾两日都含；"
            f"没有{declared.end}的，是还没有结束。"
        )


def _kind(attribute: ir.Attribute) -> str:
    match attribute.kind:
        case "one" | "many" | "scale":
            word = {"one": "下列之一", "many": "下列各项，可以有几项", "scale": "等级，依次为"}
            more = "等，列举未尽" if attribute.open else ""
            return f"{word[attribute.kind]}（{'、'.join(attribute.domain)}{more}）"
        case "finding":
            by = "、".join(attribute.authorities)
            return f"是或者否，须经{by or '有权的机关'}认定"
        case "bool":
            return "是或者否"
        case kind:
            return SHOWN[kind]
