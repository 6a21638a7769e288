"""What the grammar says of an unexpected token, in words of the people who write cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yiju.diagnostic import Diagnostic
from yiju.syntax import errors
from yiju.syntax.expressions import join
from yiju.syntax.keywords import Keyword, keywords
from yiju.syntax.token import Token

_LABELLED = {
    "NAME": "名称", "MONEY": "金额", "PERCENT": "百分比", "MONTHS": "时长", "DATE": "日期",
    "NUMBER": "数", "TEXT": "「引文」", "LOC": "条文位置", "DUN": "「、」", "RP": "「）」",
    "LP": "「（」", "COLON": "「：」", "COMMA": "「，」", "SEMI": "「；」", "KEY": "甲、乙……",
    "MARK": "（甲）", "_EOL": "行末",
    "DAYNUM": "1日", "MONTHDAY": "1月1日", "WORD": "文字", "TYPE": "类型", "SILENT": "（无此行）",
}  # fmt: skip
_FIRST = (
    "_EOL", "NAME", "MONEY", "PERCENT", "MONTHS", "DATE", "TEXT", "LOC", "K_IS", "K_HAS",
    "K_IN", "K_AT", "K_GE", "K_LE", "K_AND", "K_OR", "K_TO", "K_WITHIN", "DUN", "RP", "LP",
)  # fmt: skip
_MOST = 9
_JUNCTIONS = ("K_AND", "K_OR")
_OPENERS = ("L_", "H_", "ITEM", "COLS", "ROW")


def complain(token: Token, line: Sequence[Token], card: str, accepts: Iterable[str]) -> Diagnostic:
    """The diagnostic for `token`, the first of `line` that the grammar does not take.

    `line` ends with its _EOL, `card` is the head's word, `accepts` the token types that would do.
    """
    accepted = set(accepts)
    at = next(k for k, t in enumerate(line) if t is token)
    before = line[at - 1] if at else None
    if before is None:
        return _opener(token, card, accepted)
    parenthesis = _unbalanced(token, line, at)
    if parenthesis:
        return parenthesis
    if token.type == "_EOL":
        return errors.UnfinishedLine(span=token.span, allowed=_told(accepted))
    special = _known_slip(token, before, line[:at], accepted)
    if special:
        return special
    if accepted == {"_EOL"}:
        allowed = "什么也不写，另起一行"
        return errors.UnexpectedWord(span=token.span, word=_shown(token), allowed=allowed)
    return errors.UnexpectedWord(span=token.span, word=_shown(token), allowed=_told(accepted))


def _opener(token: Token, card: str, accepted: set[str]) -> Diagnostic:
    """A line that this card does not have."""
    if token.type == "ITEM":
        return errors.ItemNotHere(span=token.span)
    labels = sorted(a for a in accepted if a.startswith("L_"))
    allowed = "、".join(keywords().spell("label", a.removeprefix("L_")) for a in labels)
    if "ITEM" in accepted:
        allowed = "、".join(filter(None, (allowed, "- 开头的行")))
    return errors.LabelNotHere(
        span=token.span, word=_shown(token), card=card, allowed=allowed or "不写别的行"
    )


def _unbalanced(token: Token, line: Sequence[Token], at: int) -> Diagnostic | None:
    """A ） too many, or a （ still open at the end."""
    opened: list[Token] = []
    for k, here in enumerate(line):
        if here.type == "LP":
            opened.append(here)
        elif here.type == "RP":
            if not opened:
                return errors.UnbalancedParenthesis(span=here.span, word="）") if k >= at else None
            opened.pop()
    if opened and token.type == "_EOL":
        return errors.UnbalancedParenthesis(span=opened[-1].span, word="（")
    return None


def _known_slip(
    token: Token, before: Token, passed: Sequence[Token], accepted: set[str]
) -> Diagnostic | None:
    """Frequent slips that deserve their own words."""
    junctions = {t.type for t in passed if t.type in _JUNCTIONS}
    if token.type in _JUNCTIONS and junctions - {token.type}:
        return errors.MixedAndOr(span=token.span)
    if token.type == "MEASURE":
        return errors.UndeclaredName(span=token.span, word=token.text)
    if token.type == "PERCENT" and before.type == "K_OF":
        return errors.PercentAfterOf(span=join(before.span, token.span), word=token.text)
    if token.type == "DAYNUM":
        return errors.DayCount(span=token.span, word=token.text)
    if token.type in ("K_YES", "K_NO") and "K_IS" in accepted:
        is_ = f"「{keywords().spell('word', 'IS')}」"
        return errors.UnexpectedWord(span=token.span, word=token.text, allowed=is_)
    if token.type in ("NAME", "LP") and before.type in ("NAME", "RP") and "COLON" not in accepted:
        return errors.MissingWord(span=token.span, before=before.text, word=token.text)
    return None


def _shown(token: Token) -> str:
    if token.type.startswith("L_") and isinstance(token.value, Keyword):
        return token.value.spell
    return token.text


def _told(accepted: set[str]) -> str:
    """The accepted tokens in words, the likely ones first, not too many."""
    words: list[str] = []
    for type_ in sorted(accepted, key=_rank):
        word = _LABELLED.get(type_)
        if type_.startswith("K_"):
            word = f"「{keywords().spell('word', type_.removeprefix('K_'))}」"
        if word and not type_.startswith(_OPENERS):
            words.append(word)
    return "、".join(words[:_MOST]) + ("等" if len(words) > _MOST else "")


def _rank(type_: str) -> tuple[int, str]:
    return (_FIRST.index(type_) if type_ in _FIRST else len(_FIRST), type_)
