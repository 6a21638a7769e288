"""Y1xx: names, characters and numbers."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic
from yiju.syntax.errors.base import _Guess, _Word

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
