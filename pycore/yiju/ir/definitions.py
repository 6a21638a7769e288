"""The class of a 【定义】: found on demand, a definition after all those it uses."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound
from yiju.ir.drafts import conditions_of, names_in
from yiju.ir.model import PERSON
from yiju.ir.scope import Scope


@dataclass
class Definitions:
    """Gives every definition its conclusion; circles are told by `strata`."""

    scope: Scope

    def define(self, name: str) -> ir.Conclusion:
        """The conclusion a 【定义】 makes; its class is that of the facts it speaks about."""
        site = self.scope.definitions[name]
        if site.conclusion is None and not site.visiting:
            for other in self._first(name):
                self._define(other)
        if site.conclusion is not None:
            return site.conclusion
        # a circle; told by `strata` with its path
        return ir.Conclusion(name=name, cls=PERSON, kind="bool", defined=True)

    def _first(self, name: str) -> list[str]:
        """A definition after all those it uses, however long their chain is."""
        order: dict[str, None] = {}
        open_: list[tuple[str, bool]] = [(name, False)]
        seen: set[str] = set()
        while open_:
            here, done = open_.pop()
            site = self.scope.definitions[here]
            if done:
                order[here] = None
            elif here not in seen and site.conclusion is None:
                seen.add(here)
                open_.append((here, True))
                used = names_in(tuple(conditions_of(site.card))) & self.scope.definitions.keys()
                open_ += [(other, False) for other in sorted(used)]
        return list(order)

    def _define(self, name: str) -> None:
        site = self.scope.definitions[name]
        if site.conclusion is not None or site.visiting:
            return
        site.visiting = True
        binder = Binder(self._quiet(), self.define)
        for node in conditions_of(site.card):
            try:
                binder.condition(node)
            except Unbound:
                continue
        site.visiting = False
        site.conclusion = ir.Conclusion(
            name=name,
            cls=binder.cls,
            kind="bool",
            defined=True,
            notice=site.notice,
            span=site.card.span,
        )

    def _quiet(self) -> Scope:
        """The scope without its list of findings: the card is bound again in its own turn."""
        return replace(self.scope, diagnostics=[])
