"""What can be wrong with the text of a card file. One class per cause; the wording is here alone.

Y1xx names, characters and numbers · Y2xx lines, cards and conditions · Y3xx tables and readings ·
Y4xx declarations. Fields are Chinese fragments ready to print; `guess` ends with its own mark.
"""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic


class _Word(Diagnostic, frozen=True, kw_only=True):
    """An error about one word as the author wrote it."""

    word: str = ""


class _Guess(_Word, frozen=True, kw_only=True):
    """An error about a word with a guess of what was meant (empty when there is none)."""

    guess: str = ""


# ── Y10x names ───────────────────────────────────────────────────────────────


class UndeclaredName(_Guess, frozen=True, kw_only=True):
    code = "Y101"
    message = "「{word}」不是已声明的名称，也不是关键词。"
    remedy = "{guess}若是新概念，先在【档案】【结论】里声明，或用【定义】【参数】写明。"


class NameIsKeyword(_Word, frozen=True, kw_only=True):
    code = "Y102"
    message = "名称「{word}」与关键词相同。"
    remedy = "换一个更长的名称，例如加上所指的事物。"


class TwoCuts(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y103"
    message: ClassVar[str] = "「{word}」有两种切法：{first}　或　{second}。"
    remedy: ClassVar[str] = "在所要的断开处加一个空格，或把容易混淆的名称改名。"

    first: str = ""
    second: str = ""


class NameHasPunctuation(_Word, frozen=True, kw_only=True):
    code = "Y104"
    message = "名称「{word}」里有空格或标点。"
    remedy = "名称只用汉字、字母和数字，中间不留空格。"


class NameFallsApart(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y105"
    message: ClassVar[str] = "名称「{word}」也可以读成：{pieces}。"
    remedy: ClassVar[str] = "改名，使它不能拆成含关键词或数的几段。"

    pieces: str = ""


class NameMissing(_Word, frozen=True, kw_only=True):
    code = "Y106"
    message = "{word}没有写名称。"
    remedy = "写出名称，例如：【定义】特殊群体　或　- 险种：单选〔职工医保、居民医保〕"


class NameIsNumber(_Word, frozen=True, kw_only=True):
    code = "Y107"
    message = "名称「{word}」就是一个数或者读法的代号。"
    remedy = "换一个说明所指事物的名称。"


# ── Y11x characters ──────────────────────────────────────────────────────────


class UnclosedQuote(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y110"
    message: ClassVar[str] = "{word} 没有配对的 {close}。"
    remedy: ClassVar[str] = "在本行补上 {close}；引文和列举不跨行。"

    close: str = ""


class FullStop(Diagnostic, frozen=True, kw_only=True):
    code = "Y111"
    message = "卡片里不用句号。"
    remedy = "删去句号；一行就是一句。"


class EqualsSign(Diagnostic, frozen=True, kw_only=True):
    code = "Y112"
    message = "不用等号。"
    remedy = "相等写「为」，例如：险种 为 居民医保。"


class StrayCharacter(_Word, frozen=True, kw_only=True):
    code = "Y113"
    message = "这里不能出现「{word}」。"
    remedy = "删去它；名称只用汉字、字母和数字，引文用「」。"


class WrongQuotes(_Word, frozen=True, kw_only=True):
    code = "Y114"
    message = "引文不用 {word}。"
    remedy = "引文用「」，文件名也可以用《》。"


class InvisibleCharacter(_Word, frozen=True, kw_only=True):
    code = "Y115"
    message = "这里有一个看不见的字符（{word}）。"
    remedy = "删去它；多半是从网页或文档里粘贴带来的。"


class LabelInsideLine(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y116"
    message: ClassVar[str] = "标签「{word}：」写在了一行的中间。"
    remedy: ClassVar[str] = "把「{word}：」另起一行；它前面的标点删去。"


class ColonInsideLine(Diagnostic, frozen=True, kw_only=True):
    code = "Y117"
    message = "行中不用冒号。"
    remedy = "每个标签另起一行；要解释的话写在「」里。"


# ── Y12x numbers ─────────────────────────────────────────────────────────────


class LooseNumber(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y121"
    message: ClassVar[str] = "「{word}」不是确切的数，可以读作 {first}，也可以读作 {second}。"
    remedy: ClassVar[str] = "用阿拉伯数字写全，例如 3.5万元 或 30005元。"

    first: str = ""
    second: str = ""


class ApproximateNumber(_Word, frozen=True, kw_only=True):
    code = "Y122"
    message = "「{word}」说的是约数，不能据以裁判。"
    remedy = "写确切的数；原文就是约数的，写成【参数】，取值未定。"


class PostposedBound(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y123"
    message: ClassVar[str] = "「{word}」不写在数的后面。"
    remedy: ClassVar[str] = "写在数的前面：{instead} 某数。"

    instead: str = ""


class MalformedNumber(_Word, frozen=True, kw_only=True):
    code = "Y124"
    message = "「{word}」不是规范的数。"
    remedy = "用阿拉伯数字写，例如 20000元、2万元、3个月、50%。"


class ImpossibleDate(_Word, frozen=True, kw_only=True):
    code = "Y125"
    message = "没有「{word}」这一天。"
    remedy = "照原文核对月和日；月的最后一天写「2月末日」。"


class YearOrDuration(_Word, frozen=True, kw_only=True):
    code = "Y126"
    message = "「{word}」是年份，还是这么多年的时长？"
    remedy = "年份写「2025年度」，日期写全「2025年1月1日」，时长写「24个月」。"


class DayMissing(_Word, frozen=True, kw_only=True):
    code = "Y129"
    message = "「{word}」没有写到哪一日。"
    remedy = "写全，例如 2025年6月1日、6月1日 至 6月30日；原文只写到月的，加一行「推定：」说明。"


class DayCount(_Word, frozen=True, kw_only=True):
    code = "Y130"
    message = "「{word}」是某月的第几日，还是这么多天？"
    remedy = "多少天写「天」，例如 90天；第几日接在当月、次月之后，例如 缴费日 的 次月1日。"


class BadDigest(_Word, frozen=True, kw_only=True):
    code = "Y127"
    message = "原文的指纹要写 64 位十六进制数字，这里是 {word}。"
    remedy = "用 yiju sources 重新算出指纹，整段粘贴。"


class BadLocator(_Word, frozen=True, kw_only=True):
    code = "Y128"
    message = "「{word}」不是条文位置。"
    remedy = "例如：第十二条（二）2前段、五、3第二段；别的文件写「文件名」第二条。"


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


# ── Y30x tables and readings ─────────────────────────────────────────────────


class RowNotClosed(Diagnostic, frozen=True, kw_only=True):
    code = "Y301"
    message = "表格行要以「|」结束。"
    remedy = "在行末补上 |。"


class UnknownColumn(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y302"
    message: ClassVar[str] = "表头「{word}」不知是条件还是要填的数。"
    remedy: ClassVar[str] = "条件列写「若 …」，填空列写「填 …」，另有：{known}。"

    known: str = ""


class CellCount(Diagnostic, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y303"
    message: ClassVar[str] = "本行有 {have} 格，表头有 {want} 格。"
    remedy: ClassVar[str] = "每行格数要与表头相同；无关的格写 —。"

    have: int = 0
    want: int = 0


class EmptyCell(Diagnostic, frozen=True, kw_only=True):
    code = "Y304"
    message = "空格子含义不明。"
    remedy = "与本行无关的写 —；原文没有给出的写「未定」。"


class BadReadingKey(_Word, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y305"
    message: ClassVar[str] = "「{word}」不是读法的代号。"
    remedy: ClassVar[str] = "代号用：{known}。"

    known: str = ""


class BadReading(Diagnostic, frozen=True, kw_only=True):
    code = "Y306"
    message = "读法要写代号和说明。"
    remedy = "例如：读法「括号修饰什么」：甲「只修饰自残」；乙「修饰自杀和自残」（无此行）"


class ReadingWithoutQuestion(Diagnostic, frozen=True, kw_only=True):
    code = "Y307"
    message = "读法没有写它回答什么问题。"
    remedy = "例如：读法「括号修饰什么」：甲「…」；乙「…」"


class TableWithoutRows(Diagnostic, frozen=True, kw_only=True):
    code = "Y308"
    message = "这张【表】没有表头，或者没有一行。"
    remedy = "表头一行、条目各一行，以 | 开头和结束；只有一种情形的用【条】。"


class RowOutsideTable(Diagnostic, frozen=True, kw_only=True):
    code = "Y309"
    message = "表格行只能写在【表】里。"
    remedy = "把卡头改为【表】，或者把这一行改写成标签行。"


class QuotedTextExpected(_Word, frozen=True, kw_only=True):
    code = "Y310"
    message = "「{word}」后面要写引文，放在「」里。"
    remedy = "例如：{word}「…」"


# ── Y40x declarations ────────────────────────────────────────────────────────


class DeclarationWithoutType(_Word, frozen=True, kw_only=True):
    code = "Y401"
    message = "声明「{word}」没有写类型。"
    remedy = "写成「名称：类型」，例如：- 险种：单选〔职工医保、居民医保〕"


class UnknownType(_Guess, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y402"
    message: ClassVar[str] = "没有「{word}」这种类型。"
    remedy: ClassVar[str] = "{guess}可用：{known}。"

    known: str = ""


class UnknownAttribute(_Guess, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y403"
    message: ClassVar[str] = "声明里不能写「{word}」。"
    remedy: ClassVar[str] = "{guess}可用：{known}。"

    known: str = ""


class MembersMissing(_Word, frozen=True, kw_only=True):
    code = "Y404"
    message = "类型「{word}」后面要列出各个值。"
    remedy = "写成「{word}〔甲值、乙值〕」；列举未尽的末尾写「等」。"


class MembersNotAllowed(_Word, frozen=True, kw_only=True):
    code = "Y405"
    message = "类型「{word}」后面不列值。"
    remedy = "删去〔…〕；要列值的类型是单选、多选、等级。"


class EmptyMember(Diagnostic, frozen=True, kw_only=True):
    code = "Y406"
    message = "列举里有一个空的值。"
    remedy = "删去多余的「、」。"


class DuplicateMember(_Word, frozen=True, kw_only=True):
    code = "Y407"
    message = "「{word}」列举了两次。"
    remedy = "删去一个。"
