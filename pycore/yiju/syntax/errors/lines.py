"""Y2xx: lines, cards and conditions."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic
from yiju.syntax.errors.base import _Guess, _Word

# ── Y20x lines and cards ─────────────────────────────────────────────────────


class UnknownHead(_Guess, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y201"
    message: ClassVar[str] = "没有【{word}】这种卡片。"
    remedy: ClassVar[str] = "{guess}可用：{known}。"

    known: str = ""


class HeadWithoutLocator(_Word, frozen=True, kw_only=True):
    code = "Y202"
    message = "【{word}】后面要写条文位置。"
    remedy = "例如：【{word}】第十二条（二）1　或　【{word}】五、3第二段。"


class LineOutsideCard(Diagnostic, frozen=True, kw_only=True):
    code = "Y203"
    message = "这一行不在任何卡片里。"
    remedy = "每张卡片以【条】【表】【定义】等开头；说明文字前加 #。"


class UnknownLabel(_Guess, frozen=True, kw_only=True):
    code = "Y204"
    message = "没有「{word}：」这个标签。"
    remedy = "{guess}标签写在行首，后接冒号。"


class HeadNotClosed(Diagnostic, frozen=True, kw_only=True):
    code = "Y205"
    message = "卡头的【没有配对的】。"
    remedy = "例如：【条】第二条。"


class HeadWithoutText(_Word, frozen=True, kw_only=True):
    code = "Y206"
    message = "【{word}】后面要写名称，放在「」里。"
    remedy = "例如：【{word}】「某市某办法」。"


class LabelWithoutColon(_Word, frozen=True, kw_only=True):
    code = "Y207"
    message = "标签「{word}」后面没有冒号。"
    remedy = "写成「{word}：」。"


class LabelNotHere(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y208"
    message: ClassVar[str] = "【{card}】里没有「{word}」这种行。"
    remedy: ClassVar[str] = "【{card}】里可用：{allowed}。"

    card: str = ""
    allowed: str = ""


class ItemNotHere(Diagnostic, frozen=True, kw_only=True):
    code = "Y209"
    message = "「- 」行前面没有「下列之一」。"
    remedy = "上一行写「若：下列之一」；只有一个条件时直接写在「若：」后面。"


class UnexpectedWord(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y210"
    message: ClassVar[str] = "这里不能写「{word}」。"
    remedy: ClassVar[str] = "此处可写：{allowed}。"

    allowed: str = ""


class MixedAndOr(Diagnostic, frozen=True, kw_only=True):
    code = "Y211"
    message = "同一层里又有「且」又有「或」，读法不定。"
    remedy = "用（）括出先算的一组；或者把「且」的部分另起一行写「且：」。"


class MissingWord(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y212"
    message: ClassVar[str] = "「{before}」与「{word}」之间缺一个词。"
    remedy: ClassVar[str] = (
        "并列写「、」；相等写「为」；多选身份写「含」；两个条件写「且」或「或」。"
    )

    before: str = ""


class UnfinishedLine(Diagnostic, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y213"
    message: ClassVar[str] = "这一行没有写完。"
    remedy: ClassVar[str] = "行末还可写：{allowed}。"

    allowed: str = ""


class EmptyLabel(_Word, frozen=True, kw_only=True):
    code = "Y214"
    message = "「{word}：」后面没有内容。"
    remedy = "写出内容；不需要就删去这一行。原文没有给出的写「未定」。"


class UnbalancedParenthesis(_Word, frozen=True, kw_only=True):
    code = "Y215"
    message = "括号「{word}」没有配对。"
    remedy = "补上另一半，或删去它。"


class ConditionExpected(_Word, frozen=True, kw_only=True):
    code = "Y216"
    message = "「{word}」是数或日期，不是条件。"
    remedy = "写出比较，例如：某金额 不超过 2万元。"


class ValueExpected(_Word, frozen=True, kw_only=True):
    code = "Y217"
    message = "这里要写数、日期或名称，「{word}」是条件。"
    remedy = "条件写在「若：」「且：」里；比较不能再参加运算。"


class NoAlternatives(_Word, frozen=True, kw_only=True):
    code = "Y218"
    message = "「{word}」后面没有列出情形。"
    remedy = "换行，每种情形一行，以「- 」开头。"


class TwoConditions(_Word, frozen=True, kw_only=True):
    code = "Y221"
    message = "一张卡片只能有一个「{word}：」。"
    remedy = "第二个条件写「且：」；若是另一种情形，另写一张卡片或用【表】。"


class MissingLine(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y222"
    message: ClassVar[str] = "这张【{card}】没有「{word}：」，{why}。"
    remedy: ClassVar[str] = "补上「{word}：…」。"

    card: str = ""
    why: str = ""


class MarkWithoutReading(_Word, frozen=True, kw_only=True):
    code = "Y223"
    message = "读法（{word}）没有说明。"
    remedy = "在本卡片补：读法「问题」：{word}「…」，或：读法「问题」：沿用 条文位置。"


class OptionWithoutLine(_Word, frozen=True, kw_only=True):
    code = "Y224"
    message = "读法（{word}）没有写它的行，也没有写（无此行）。"
    remedy = "给这种读法写一行，行首标（{word}）；确实没有的，在说明后写（无此行）。"


class UnconditionalUnder(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y225"
    message: ClassVar[str] = (
        "只有读法（{word}）写了「{label}」，在读法（{others}）下本卡片就成了无条件。"
    )
    remedy: ClassVar[str] = "把代号移到「则」上，或者给每个读法各写一个「{label}」。"

    label: str = ""
    others: str = ""


class SilentOptionUsed(_Word, frozen=True, kw_only=True):
    code = "Y226"
    message = "读法（{word}）说是无此行，卡片里却有标（{word}）的行。"
    remedy = "删去（无此行），或者删去那一行的代号。"


class DuplicateKey(_Word, frozen=True, kw_only=True):
    code = "Y227"
    message = "读法的代号「{word}」用了两次。"
    remedy = "同一张卡片里每种读法用不同的代号：甲、乙、丙、丁……"


class UnknownMeasure(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y228"
    message: ClassVar[str] = "「{word}」不能用来比高低。"
    remedy: ClassVar[str] = "就高所比的只能是：{known}。"

    known: str = ""


class PercentAfterOf(_Word, frozen=True, kw_only=True):
    code = "Y229"
    message = "「的 {word}」归到哪一项不明确。"
    remedy = "写成乘法：某金额 × {word}；和的百分比写（甲 + 乙）× {word}。"


class LineTooDeep(Diagnostic, frozen=True, kw_only=True):
    code = "Y231"
    message = "这一行套叠得太深，人也读不清。"
    remedy = "把条件拆成几行「且：」；算式的一部分用【定义】或【参数】起名。"


class DuplicateFile(Diagnostic, frozen=True, kw_only=True):
    code = "Y230"
    message = "一个文件里只能有一张【文件】。"
    remedy = "另一份文件写在另一个 .yiju 文件里。"
