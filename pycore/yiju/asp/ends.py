"""The statuses an answer can have and the ends of its value, each with a completion that attains it.

An end is told only where it is one: docs/semantics.md §6, §10. A completion is told as assumptions
(`比例 …：90%`), so that it replays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction

from yiju.asp.items import Item
from yiju.asp.representatives import HUGE
from yiju.asp.settling import Seen
from yiju.case.answer import At, Possible, Status
from yiju.case.model import Duration
from yiju.case.scalars import show_fact
from yiju.ir import model as ir
from yiju.values.operations import Value

STATUSES: tuple[Status, ...] = ("成立", "不成立", "无规定", "冲突")
_UNSAID = ("order", "turn", "free", "list")  # items that no assumption can settle
KindOf = Callable[[Item], ir.Kind | None]


def possible(
    seen: Sequence[Seen],
    items: Sequence[Item],
    bearing: Collection[int],
    kind_of: KindOf,
    *,
    no_ends: bool,
) -> tuple[Possible, ...]:
    """The statuses that occur, each with the ends of its value where they are true bounds.

    :param bearing: the items that the answer depends on.
    :param no_ends: the ends would be those of a sample.
    """
    vague = any(items[k].unbounded for k in bearing)
    result = []
    for status in STATUSES:
        mine = [s for s in seen if s.outcome.status == status]
        if not mine:
            continue
        known = [s for s in mine if s.outcome.value is not None]
        if len(known) < len(mine) or no_ends:
            result.append(Possible(status))
            continue
        low, high = min(known, key=_order), max(known, key=_order)
        top = high.outcome.value
        grows = vague and isinstance(top, (int, Fraction)) and top >= HUGE // 100
        result.append(
            Possible(
                status,
                low.outcome.value,
                None if grows else top,
                completion(low, items, bearing, kind_of),
                () if grows else completion(high, items, bearing, kind_of),
            )
        )
    return tuple(result)


def _order(seen: Seen) -> Value:
    value = seen.outcome.value
    return (value.unit, value.n) if isinstance(value, Duration) else value


def completion(
    seen: Seen, items: Sequence[Item], bearing: Collection[int], kind_of: KindOf
) -> tuple[At, ...]:
    """What the completion takes for the items that matter, as assumptions; empty if one cannot be."""
    said: dict[str, str] = {}
    members: dict[str, dict[str, str]] = {}
    for k in sorted(bearing):
        item, pick = items[k], seen.picks[k]
        if item.kind in _UNSAID:
            return ()
        if pick is None:
            continue
        choice = item.choices[pick]
        if item.kind == "member":
            members.setdefault(item.name, {})[str(item.key[3])] = "是" if choice else "否"
        elif item.kind == "gap":
            said[item.name] = "适用" if choice else "不适用"
        else:
            said[item.name] = show_fact(choice, kind_of(item))  # type: ignore[arg-type]
    for name, each in members.items():
        said[name] = "{" + ", ".join(f"{word}: {truth}" for word, truth in each.items()) + "}"
    return tuple(sorted(said.items()))
