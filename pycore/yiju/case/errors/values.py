"""Values in a case: units, bounds, words."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic, Severity

# ── values ───────────────────────────────────────────────────────────────────


class UnitMissing(Diagnostic, frozen=True, kw_only=True):
    """A bare number where an amount or a length of time is needed."""

    code: ClassVar[str] = "Y521"
    message: ClassVar[str] = "“{name}”的值 {text} 没有单位"
    remedy: ClassVar[str] = "写成 {example}"

    name: str
    text: str
    example: str


class BadMoney(Diagnostic, frozen=True, kw_only=True):
    """Not an amount."""

    code: ClassVar[str] = "Y522"
    message: ClassVar[str] = "“{name}”的值“{text}”不是金额"
    remedy: ClassVar[str] = "写成 12345.67元、1,234.50元 或 2万元"

    name: str
    text: str


class TooPrecise(Diagnostic, frozen=True, kw_only=True):
    """An amount finer than 分."""

    code: ClassVar[str] = "Y523"
    message: ClassVar[str] = "“{name}”的值“{text}”比分还细"
    remedy: ClassVar[str] = "金额精确到分，元以下最多两位小数"

    name: str
    text: str


class BadRatio(Diagnostic, frozen=True, kw_only=True):
    """Not a ratio."""

    code: ClassVar[str] = "Y524"
    message: ClassVar[str] = "“{name}”的值“{text}”不是比例"
    remedy: ClassVar[str] = "写成 95% 或 0.95"

    name: str
    text: str


class BadNumber(Diagnostic, frozen=True, kw_only=True):
    """Not a number."""

    code: ClassVar[str] = "Y525"
    message: ClassVar[str] = "“{name}”的值“{text}”不是数"
    remedy: ClassVar[str] = "写成 12 或 12.5，不带单位"

    name: str
    text: str


class BadDuration(Diagnostic, frozen=True, kw_only=True):
    """Not a length of time."""

    code: ClassVar[str] = "Y526"
    message: ClassVar[str] = "“{name}”的值“{text}”不是时长"
    remedy: ClassVar[str] = "写成 3个月、2年 或 90天；按月的和按天的不能混写"

    name: str
    text: str


class BadYear(Diagnostic, frozen=True, kw_only=True):
    """Not a year."""

    code: ClassVar[str] = "Y527"
    message: ClassVar[str] = "“{name}”的值“{text}”不是年度"
    remedy: ClassVar[str] = "写成 2025年度 或 2025"

    name: str
    text: str


class BadDate(Diagnostic, frozen=True, kw_only=True):
    """Not a day."""

    code: ClassVar[str] = "Y528"
    message: ClassVar[str] = "“{name}”的值“{text}”不是日期"
    remedy: ClassVar[str] = "写成 2025-09-09 或 2025年9月9日；确知没有这一天的写“无”"

    name: str
    text: str


class NoSuchDay(Diagnostic, frozen=True, kw_only=True):
    """A day that no calendar has."""

    code: ClassVar[str] = "Y529"
    message: ClassVar[str] = "“{name}”的值“{text}”：日历上没有这一天"
    remedy: ClassVar[str] = "{why}"

    name: str
    text: str
    why: str


class OutOfBounds(Diagnostic, frozen=True, kw_only=True):
    """A value that cannot be meant."""

    code: ClassVar[str] = "Y530"
    message: ClassVar[str] = "“{name}”的值“{text}”超出了范围"
    remedy: ClassVar[str] = "{bounds}"

    name: str
    text: str
    bounds: str


class NotYesNo(Diagnostic, frozen=True, kw_only=True):
    """Neither 是 nor 否 nor 未知."""

    code: ClassVar[str] = "Y531"
    message: ClassVar[str] = "“{name}”只能是 是、否 或 未知，这里是“{text}”"
    remedy: ClassVar[str] = "{hint}"

    name: str
    text: str
    hint: str


class NotMember(Diagnostic, frozen=True, kw_only=True):
    """Not one of the declared values."""

    code: ClassVar[str] = "Y532"
    message: ClassVar[str] = "“{name}”没有“{text}”这个值"
    remedy: ClassVar[str] = "{hint}"

    name: str
    text: str
    hint: str


class Unlisted(Diagnostic, frozen=True, kw_only=True):
    """A word beyond an open list that looks like one of the list."""

    code: ClassVar[str] = "Y533"
    severity: ClassVar[Severity] = "warning"
    message: ClassVar[str] = "“{name}”列出的值里没有“{text}”，按“等”里的另一个值处理"
    remedy: ClassVar[str] = "{hint}"

    name: str
    text: str
    hint: str


class ManyNotList(Diagnostic, frozen=True, kw_only=True):
    """A 多选 written as a single word."""

    code: ClassVar[str] = "Y534"
    message: ClassVar[str] = "“{name}”可以有几个值，不能只写“{text}”"
    remedy: ClassVar[str] = "全部就这些的写成 [甲, 乙]；不能断定的逐个写 {{甲: 是, 乙: 未知}}"

    name: str
    text: str


class RepeatedMember(Diagnostic, frozen=True, kw_only=True):
    """One member twice in a list."""

    code: ClassVar[str] = "Y535"
    message: ClassVar[str] = "“{name}”里“{text}”列了两次"
    remedy: ClassVar[str] = "只留一个"

    name: str
    text: str


class BadWindow(Diagnostic, frozen=True, kw_only=True):
    """Not a stretch of every year."""

    code: ClassVar[str] = "Y536"
    message: ClassVar[str] = "“{name}”的值“{text}”不是每年的一段"
    remedy: ClassVar[str] = "写成 每年 9月1日 至 12月31日；跨年的写 每年 9月1日 至 次年 2月末日"

    name: str
    text: str


class InexactNumber(Diagnostic, frozen=True, kw_only=True):
    """A binary floating-point number handed over from a program."""

    code: ClassVar[str] = "Y537"
    message: ClassVar[str] = "“{name}”给的是浮点数 {text}，不精确"
    remedy: ClassVar[str] = "用文字给出，例如 '95%'、'12345.67元'，或用精确的十进制数"

    name: str
    text: str


class UnknownRegion(Diagnostic, frozen=True, kw_only=True):
    """A place that no document knows."""

    code: ClassVar[str] = "Y538"
    severity: ClassVar[Severity] = "warning"
    message: ClassVar[str] = "没有一份文件提到地域“{text}”，各文件对它都没有效力"
    remedy: ClassVar[str] = "{hint}"

    text: str
    hint: str


class MustBeKnown(Diagnostic, frozen=True, kw_only=True):
    """The day, the region or a name left open: nothing can be judged without it."""

    code: ClassVar[str] = "Y540"
    message: ClassVar[str] = "“{name}”必须写明"
    remedy: ClassVar[str] = "写成“{name}: {example}”"

    name: str
    example: str


class StrangeValue(Diagnostic, frozen=True, kw_only=True):
    """A host-language object that is no value at all."""

    code: ClassVar[str] = "Y539"
    message: ClassVar[str] = "“{name}”给的不是文字、数、日期、清单或映射"
    remedy: ClassVar[str] = "用文字给出"

    name: str
