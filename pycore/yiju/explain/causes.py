"""What a 待定项 is: which document has the value, which authority finds it, what was left open."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.asp.items import question_name
from yiju.explain.formula import show_value
from yiju.ir import model as ir
from yiju.values.operations import literal


class Causes:
    """Explains the names of 待定项 of one policy."""

    def __init__(self, policy: ir.Policy) -> None:
        self.policy = policy

    def explain(self, name: str) -> Iterator[str]:
        """One or more sentences about a 待定项."""
        kind, _, rest = name.partition(" ")
        match kind:
            case "施行日":
                yield from self._effective(rest)
            case "失效日":
                yield from self._expiry(rest)
            case "节假日":
                yield f"没有{rest.removesuffix('年')}年的放假安排；期间的最后一日是不是休息，要看它"
            case "缺文":
                yield from self._gap(rest)
            case "读法":
                yield from self._reading(rest)
            case "选择":
                yield from self._choice(rest)
            case "参数" | "比例":
                yield from self._parameter(rest)
            case "同日先后":
                yield "同一天的几张账单，先后不明；先后不同，各张的数额不同"
            case "同笔先后":
                yield "一张账单上几个结论共用限额，先算哪一个条文没有写；先后不同，各个的数额不同"
            case _:
                yield from self._fact(name)

    def _effective(self, short: str) -> Iterator[str]:
        for notice in self.policy.notices:
            if notice.short == short:
                where = f"（{notice.effective_basis}）" if notice.effective_basis else ""
                yield f"来源文本没有日期{where}；不是尚未施行"

    def _expiry(self, short: str) -> Iterator[str]:
        for notice in self.policy.notices:
            if notice.short == short:
                where = f"（{notice.expires_basis}）" if notice.expires_basis else ""
                yield f"文件已失效，来源文本没有写哪一天{where}"

    def _gap(self, citation: str) -> Iterator[str]:
        for gap in self.policy.gaps:
            if self.policy.notices[gap.notice].short + gap.locator == citation:
                yield f"{gap.title}；它可能排除本案（影响：{'、'.join(gap.affects)}）"

    def _reading(self, name: str) -> Iterator[str]:
        for question in self.policy.questions:
            if question_name(self.policy, question) == name:
                short = self.policy.notices[question.notice].short
                yield f"{short}{question.locator}的文字有几种读法："
                for option in question.options:
                    yield f"{option.key}　{option.text}"

    def _choice(self, name: str) -> Iterator[str]:
        for question in self.policy.questions:
            if question.is_choice and question_name(self.policy, question) == name:
                short = self.policy.notices[question.notice].short
                final = "，一经选择不得变更" if question.final else ""
                yield f"{short}{question.locator}由{'、'.join(question.chooser)}选择{final}："
                for option in question.options:
                    yield f"{option.key}　{option.text}"

    def _parameter(self, name: str) -> Iterator[str]:
        for decl in self.policy.parameters:
            if decl.name != name:
                continue
            where = f"{self.policy.notices[decl.notice].short}{decl.locator}"
            if decl.local:
                low = show_value(literal(decl.floor), "ratio") if decl.floor else "0%"
                high = show_value(literal(decl.ceiling), "ratio") if decl.ceiling else "100%"
                yield f"由地方自定，不低于 {low}（条文），不超过 {high}（推定）"
            elif decl.basis:
                yield f"{where}没有给出，见{decl.basis}"
            else:
                yield f"{where}没有给出"

    def _fact(self, name: str) -> Iterator[str]:
        for attribute in self.policy.attributes:
            if name.endswith(attribute.name) and attribute.kind == "finding":
                by = "、".join(attribute.authorities)
                yield f"要有认定{f'，由{by}作出' if by else '；条文没有写由谁认定'}"
                return
        yield "案情没有写"
