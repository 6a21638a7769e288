"""What can be declared but not yet executed is refused, so that no answer is silently wrong."""

from __future__ import annotations

from collections.abc import Mapping

from yiju.ir import errors, errors_money
from yiju.ir import model as ir
from yiju.ir.bind_records import struck_inside
from yiju.ir.kinds import ORDERED, SHOWN
from yiju.ir.picking import pickable
from yiju.ir.pools import Pool, pools
from yiju.ir.scope import Scope
from yiju.ir.strata import Needs, uses

_WORDS = {"sum": "叠加", "min": "就低", "max": "就高", "count": "计数依", "pick": "任选"}
_ADDED = ("money", "ratio", "number")
_COUNTED = ("number", "money")
_PICKED = (*ORDERED, "one", "scale")
_TURNS = 4  # conclusions that may share a cap: all their orders on one record are tried
Given = list[tuple[ir.Clause, ir.Effect]]


def limits(scope: Scope, conclusions: list[ir.Conclusion], clauses: list[ir.Clause]) -> None:
    """Report combinations and caps that the engine would not compute as they are meant."""
    for head in scope.conclusions.values():
        _combination(scope, head)
    for found in struck_inside(clauses):
        scope.report(found)
    given = _by_conclusion(clauses)
    together = pools(e for found in given.values() for _, e in found)
    told: set[tuple[str, ...]] = set()
    for name, effects in given.items():
        declared = scope.conclusions.get(name)
        if declared is None:
            continue
        _caps(scope, declared, [e for _, e in effects])
        _one_text(scope, declared, effects)
        if declared.combine == "pick":
            pickable(scope, declared, effects)
        if name in together and together[name].names not in told:
            told.add(together[name].names)
            _order(scope, together[name], given)
            _shared(scope, together[name], given)
            _circle(scope, together[name], uses(conclusions, clauses), given)


def _combination(scope: Scope, head: ir.Conclusion) -> None:
    """就高, 就低 of what has an order, 叠加 of what can be added."""
    word = _WORDS.get(head.combine, "")
    kinds = {"sum": _ADDED, "count": _COUNTED, "pick": _PICKED}.get(head.combine, ORDERED)
    if word and (head.kind not in kinds or head.members):
        said = f"声明在结论「{head.name}」上，它是{SHOWN[head.kind]}"
        if head.kind == "scale" and head.combine != "pick":
            said += "，条文没有写哪一头是高"
        shown = "、".join(SHOWN[k] for k in kinds)
        _refuse(scope, head, word, said, f"请用「唯一」；{word}只用于{shown}。")
    elif head.across and not word:
        fix = "跨文件的，还要写「就高」「就低」或「叠加」。"
        _refuse(scope, head, "跨文件", f"写在没有合并方式的结论「{head.name}」上", fix)


def _by_conclusion(clauses: list[ir.Clause]) -> dict[str, Given]:
    """The clauses that give a value to each conclusion."""
    found: dict[str, Given] = {}
    for clause in clauses:
        for effect in clause.effects:
            if effect.mode in ("value", "floor", "add", "reset", "keep"):
                found.setdefault(effect.conclusion, []).append((clause, effect))
    return found


def _caps(scope: Scope, head: ir.Conclusion, effects: list[ir.Effect]) -> None:
    """A cap is folded for what combines; of a sum only effect by effect."""
    capped = [e for e in effects if e.caps]
    if capped and head.combine in ("unique", "pick"):
        said = f"写在没有合并方式的结论「{head.name}」上"
        fix = f"请把「{head.name}」声明为「就高」「就低」或「叠加」。"
        _refuse(scope, capped[0].caps[0], "限额", said, fix)
    for effect in capped if head.combine == "sum" else ():
        for cap in effect.caps:
            if any(spread.what == "all" for spread in cap.ranges):
                span = scope.find("限额", cap.span)
                scope.report(errors_money.SumUnderSharedCap(span=span, name=head.name))
                return


def _order(scope: Scope, pool: Pool, given: Mapping[str, Given]) -> None:
    """What is folded together is put in order by one date."""
    orders = {tuple(sorted(k.attribute for k in cap.order)) for cap in pool.running}
    if len(orders) < 2:
        return
    names = "、".join(f"「{name}」" for name in pool.names)
    last = next(e for n in reversed(pool.names) for _, e in reversed(given.get(n, [])) if e.caps)
    word = "次序依" if any(cap.orders for cap in pool.running) else "年度依"
    said = f"在结论{names}的几张卡片里排先后的日子不同"
    _refuse(scope, last, word, said, "请让各张卡片的「次序依」（没有写的，看「年度依」）一样。")


def _shared(scope: Scope, pool: Pool, given: Mapping[str, Given]) -> None:
    if len(pool.names) <= 1:
        return
    effects = [e for name in pool.names for _, e in given.get(name, ())]
    wide = next(c for e in effects for c in e.caps if any(r.others for r in c.ranges))
    if len(pool.names) > _TURNS:
        said = f"连起来有 {len(pool.names)} 个结论共用"
        _refuse(scope, wide, "限额", said, f"最多 {_TURNS} 个结论共用限额。")
    for name in pool.names:
        head = scope.conclusions.get(name)
        if head is not None and head.combine in ("unique", "pick"):
            said = f"要累计没有合并方式的结论「{name}」"
            _refuse(scope, wide, "限额", said, f"请把「{name}」声明为「就高」「就低」或「叠加」。")


def _circle(scope: Scope, pool: Pool, needs: Needs, given: Mapping[str, Given]) -> None:
    """Conclusions that share a cap are decided together, so none may use another."""
    for name in pool.names if len(pool.names) > 1 else ():
        todo, seen = [name], {name}
        while todo:
            new = needs.get(todo.pop(), {}).keys() - seen
            seen |= new
            todo += new
        met = sorted((seen - {name}) & set(pool.names))
        if met and name in given:
            span = scope.find("则", given[name][0][0].span)
            scope.report(errors_money.SharedCapCircle(span=span, name=name, other=met[0]))
            return


def _one_text(scope: Scope, head: ir.Conclusion, effects: Given) -> None:
    """就高 and the like combine within one governing text, across texts where it is declared."""
    word = _WORDS.get(head.combine, "")
    if word and not head.across and len({clause.notice for clause, _ in effects}) > 1:
        said = f"的结论「{head.name}」由几份文件给出"
        fix = f"{word}只在同一文件之内合并；条文写明几份文件一起合并的，在【结论】里加「跨文件」，否则请给各份文件各声明一个结论。"
        _refuse(scope, effects[-1][1], word, said, fix)


def _refuse(scope: Scope, node: ir.Node, word: str, said: str, fix: str) -> None:
    span = scope.find(word, node.span)
    scope.report(errors.NotYet(span=span, word=word, said=said, fix=fix))
