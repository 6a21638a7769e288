"""What a clause concludes, as the main part of its sentence; and its caps, as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.ir import model as ir
from yiju.prose.conditions import Conditions
from yiju.prose.literals import literal
from yiju.prose.names import here, is_deed, is_group, is_row, quoted, this
from yiju.prose.said import Said, Sentence, fixed
from yiju.prose.taken import Taken, asked, holds, worded

_PERIODS = {"year": "年度累计", "life": "历年累计（不分年度）", "each": "每笔"}


class Effects(Conditions):
    """Words effects."""

    def effect(self, clause: ir.Clause, effect: ir.Effect) -> str:
        """The conclusion of one effect."""
        name = quoted(effect.conclusion)
        match effect.mode:
            case "affirm":
                return self._affirmed(effect)
            case "deny":
                return self._denied(effect)
            case "forbid":
                return self.forbidden(clause, [effect])
            case "strike":
                assert effect.value is not None
                off = self.value(effect.value)
                return f"{off}不得计入{effect.conclusion}：先从中减去这一部分，再按算式计算"
            case "add":
                assert effect.value is not None
                return f"{name}增加{self.value(effect.value)}"
            case "reset":
                return f"{name}清零，从头再数"
            case "keep":
                return f"{name}不清零（别的条文在这里说的清零不作数）"
            case "floor":
                return self._floor(effect)
            case "value":
                return self._given(clause, effect)

    def forbidden(self, clause: ir.Clause, effects: list[ir.Effect]) -> str:
        """不得, of one or of each of a group."""
        names = "、".join(quoted(e.conclusion) for e in effects)
        own = this(self.policy.notices[clause.notice])
        return f"不得给予{names}（{own}其他条文给了的，也不算）"

    def _affirmed(self, effect: ir.Effect) -> str:
        name = effect.conclusion
        if self.heads[name].group:
            return self.paper(self.heads[name], "含")
        if self.heads[name].like:
            return f"参照{quoted(self.heads[name].like)}：本文件的各条，当作有这种身份再问一遍"
        if is_group(name) or self.heads[name].defined:
            return f"视为{quoted(name)}"
        return name if is_deed(name) else f"{quoted(name)}成立"

    def _denied(self, effect: ir.Effect) -> str:
        name = effect.conclusion
        head = self.heads[name]
        if head.group:
            return self.paper(head, "不含")
        if is_group(name) or head.defined:
            return f"不视为{quoted(name)}"
        if head.negative:
            return head.negative
        return f"不{name}" if is_deed(name) else f"不设{quoted(name)}"

    def _floor(self, effect: ir.Effect) -> str:
        assert effect.value is not None
        declared = self.parameters[effect.ratio]
        low = literal(declared.floor) if declared.floor is not None else "0"
        high = literal(declared.ceiling) if declared.ceiling is not None else "100%"
        return (
            f"{quoted(effect.conclusion)}为{self.part(effect.value)}的一定比例，"
            f"比例由地方定，不低于{low}（含{low}），不超过{high}（含{high}）"
        )

    def _given(self, clause: ir.Clause, effect: ir.Effect) -> str:
        name = quoted(effect.conclusion)
        if effect.payers:
            assert effect.total is not None
            payers = "、".join(quoted(p) for p in effect.payers)
            return (
                f"{self.part(effect.total)}依次由{payers}支付，写在前面的先付，"
                f"各方最多付到当时的余额，不成立的算付0元；付完以后余下的为{name}"
            )
        assert effect.value is not None
        open_ = f"{self.policy.notices[clause.notice].short}{clause.locator} {effect.conclusion}"
        if isinstance(effect.value, ir.Parameter) and effect.value.name == open_:
            return f"给予{name}，给多少来源文本没有写"
        return f"{name}为{self.value(effect.value)}"

    # ── caps ────────────────────────────────────────────────────────────────

    def caps(self, clause: ir.Clause, effect: ir.Effect, taken: Taken) -> Iterator[Sentence]:
        """The limits on an effect, what each adds up, and along which day."""
        name = quoted(effect.conclusion)
        for k, cap in enumerate(effect.caps):
            limit = self.value(cap.limit)
            edge = f"（含{limit}）" if isinstance(cap.limit, ir.Literal_) else "（含相等）"
            if cap.period == "count":
                yield fixed(f"限额：{name}最多增加到{limit}{edge}；已经超过的，不因此减少。")
            else:
                yield fixed(
                    f"限额：{name}{_PERIODS[cap.period]}不超过{limit}{edge}，超出的部分不给。"
                )
            for of in (self._added, self._days):
                told = of(clause, effect, cap, taken)
                rest = (of(clause, effect, other, taken) for other in effect.caps[k + 1 :])
                if told is not None and told not in rest:
                    yield told  # once for the caps that share it
        if len(effect.caps) > 1:
            yield fixed("以上几个限额都要守。")

    def _added(
        self, clause: ir.Clause, effect: ir.Effect, cap: ir.Cap, taken: Taken
    ) -> Sentence | None:
        own = "本目" if is_row(clause) else here(clause.locator)

        def say(now: Taken) -> Said | None:
            found = [r for r in cap.ranges if holds(r.when, now)]
            if not found:
                return None
            if found[0].what == "row":
                return Said(f"累计的只是按{own}给付的{quoted(effect.conclusion)}。")
            names = "、".join(quoted(n) for n in (effect.conclusion, *found[0].others))
            whole = f"{names}合起来" if found[0].others else f"全部{names}"
            return Said(f"累计的是{whole}，不论按哪一条给付。")

        return worded(self.policy, asked(r.when for r in cap.ranges), taken, say)

    def _days(
        self, clause: ir.Clause, effect: ir.Effect, cap: ir.Cap, taken: Taken
    ) -> Sentence | None:
        del clause, effect
        if cap.period in ("each", "count"):
            return None

        def say(now: Taken) -> Said | None:
            years = [k.attribute for k in cap.keys if holds(k.when, now)]
            orders = [k.attribute for k in cap.order if holds(k.when, now)]
            if not orders:
                return None
            if cap.period == "life" or not years:
                return Said(f"累计时，按{orders[0]}排先后。")
            if years == orders:
                return Said(f"累计时，按{years[0]}分年度、排先后。")
            return Said(f"累计时，按{years[0]}分年度，按{orders[0]}排先后。")

        return worded(self.policy, asked(k.when for k in (*cap.keys, *cap.orders)), taken, say)
