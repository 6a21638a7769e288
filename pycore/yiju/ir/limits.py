"""What can be declared but not yet executed is refused, so that no answer is silently wrong."""

from __future__ import annotations

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.scope import Scope

_WORDS = {"sum": "叠加", "min": "就低", "max": "就高"}


def limits(scope: Scope, clauses: list[ir.Clause]) -> None:
    """Report combinations and caps that the engine would not compute as they are meant."""
    for head in scope.conclusions.values():
        word = _WORDS.get(head.combine, "")
        if head.combine in ("sum", "min"):
            _refuse(scope, head, word, f"声明在结论「{head.name}」上", "请暂用「唯一」或「就高」。")
        elif head.combine == "max" and head.kind != "money":
            said = f"声明在不是金额的结论「{head.name}」上"
            _refuse(scope, head, word, said, "请暂用「唯一」；就高只比金额。")
    given = _by_conclusion(clauses)
    for name, effects in given.items():
        declared = scope.conclusions.get(name)
        if declared is not None:
            _caps(scope, declared, [e for _, e in effects])
            _one_text(scope, declared, effects)


def _by_conclusion(
    clauses: list[ir.Clause],
) -> dict[str, list[tuple[ir.Clause, ir.Effect]]]:
    """The clauses that give a value to each conclusion."""
    found: dict[str, list[tuple[ir.Clause, ir.Effect]]] = {}
    for clause in clauses:
        for effect in clause.effects:
            if effect.mode in ("value", "floor"):
                found.setdefault(effect.conclusion, []).append((clause, effect))
    return found


def _caps(scope: Scope, head: ir.Conclusion, effects: list[ir.Effect]) -> None:
    """An annual cap is folded for 就高 only, and along one date for a conclusion."""
    capped = [e for e in effects if e.cap is not None]
    keys = {tuple(sorted(k.attribute for k in e.cap.keys)) for e in capped if e.cap}
    if capped and head.combine != "max":
        said = f"写在没有声明「就高」的结论「{head.name}」上"
        _refuse(scope, capped[0].cap or head, "限额", said, f"请把「{head.name}」声明为「就高」。")
    elif len(keys) > 1:
        said = f"在结论「{head.name}」的几张卡片里依的日子不同"
        _refuse(scope, capped[-1], "年度依", said, "请让各张卡片的「年度依」一样。")


def _one_text(
    scope: Scope, head: ir.Conclusion, effects: list[tuple[ir.Clause, ir.Effect]]
) -> None:
    """就高 combines within one governing text."""
    notices = {clause.notice for clause, _ in effects}
    if head.combine == "max" and len(notices) > 1:
        said = f"的结论「{head.name}」由几份文件给出"
        fix = "就高只在同一文件之内合并；请给各份文件各声明一个结论。"
        _refuse(scope, effects[-1][1], "就高", said, fix)


def _refuse(scope: Scope, node: ir.Node, word: str, said: str, fix: str) -> None:
    span = scope.find(word, node.span)
    scope.report(errors.NotYet(span=span, word=word, said=said, fix=fix))
