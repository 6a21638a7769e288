"""则：X 增加 式, X 清零, X 不清零: what a card says of a counter; docs/semantics.md §16."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.ir import errors_money
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound
from yiju.ir.definitions import Definitions
from yiju.ir.drafts import change
from yiju.syntax import tree

_MODES = {"adds": "add", "resets": "reset", "keeps": "keep"}


@dataclass
class Counters(Definitions):
    """Binds what is said of counters."""

    def counted(
        self, effect: ir.Effect, head: ir.Conclusion, line: tree.Result, binder: Binder
    ) -> ir.Effect | None:
        """The effect on a counter; None where the line has nothing to do with one.

        :raises Unbound: when it says of a counter what only others can be, or the reverse.
        """
        if line.form == "forbid" or head.members:
            return None
        if (head.combine == "count") != (line.form in _MODES):
            counts = head.combine == "count"
            said = "是计数，不能直接给值" if counts else "不是计数，不能增加、清零"
            fix = "请写「X 增加 …」「X 清零」「X 不清零」。"
            if not counts:
                fix = "请在【结论】里写上「计数依 某日期」，或者写「X 为 …」。"
            span = line.conclusion.span
            self.scope.report(errors_money.CountForm(span=span, name=head.name, said=said, fix=fix))
            raise Unbound
        if line.form not in _MODES:
            return None
        value = binder.expect(line.value, head.kind) if line.value is not None else None
        return change(effect, mode=_MODES[line.form], value=value)
