"""Y67x: force in time — what repeals, from when a clause counts; holidays."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic, Severity


class RepealNotLoaded(Diagnostic, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y671"
    severity: ClassVar[Severity] = "warning"
    message: ClassVar[str] = "没有载入「{name}」，这一条废止眼下没有对象。"
    remedy: ClassVar[str] = "{hint}请照抄它的文号或简称；它没有编入的，可以不管。"
    name: str
    hint: str = ""


class RepealsItself(Diagnostic, frozen=True, kw_only=True):
    code = "Y672"
    message = "「{name}」不能由这份文件废止。"
    remedy = "废止的要是另一份文件；本文件自己到期的，写「失效：」。"
    name: str


class StartWithoutYear(Diagnostic, frozen=True, kw_only=True):
    code = "Y673"
    message = "「{text}」比的是哪个年度，没有写。"
    remedy = "后面写「，依 某项」，某项是这类记录的一个年度或日期{known}。"
    text: str
    known: str = ""


class StartOfAnotherKind(Diagnostic, frozen=True, kw_only=True):
    code = "Y674"
    message = "「{name}」是{found}，不能同「{text}」比先后。"
    remedy = "年度同年度比，日期同日期比；日期所在的年度写在条件里：某日期 的 当年度。"
    name: str
    found: str
    text: str


class EndBeforeStart(Diagnostic, frozen=True, kw_only=True):
    code = "Y675"
    message = "这张卡片适用至{until}，比适用自{since}还早，永远不适用。"
    remedy = "请对照原文改正其中一个。"
    since: str
    until: str


class EventUnclear(Diagnostic, frozen=True, kw_only=True):
    code = "Y676"
    message = "「{text}」按哪一天算不清楚：这张卡片的结论依不同的日期（{days}）。"
    remedy = "请在后面写「，依 某日期」，或把结论拆到几张卡片。"
    text: str
    days: str


class AnotherYear(Diagnostic, frozen=True, kw_only=True):
    code = "Y677"
    message = "「{text}」不在{year}年度之内。"
    remedy = "一张【节假日】只写这一年 1月1日 至 12月31日 的日子；跨年的分到两张。"
    text: str
    year: str


class BadStretch(Diagnostic, frozen=True, kw_only=True):
    code = "Y678"
    message = "「{text}」不像一段假期：倒了，或者长过一个月。"
    remedy = "写成「首日 至 末日」，两头都含；几段之间用「；」。"
    text: str


class OffAndWork(Diagnostic, frozen=True, kw_only=True):
    code = "Y679"
    message = "{day} 又放假又上班。"
    remedy = "请对照当年的放假安排，去掉一处。"
    day: str
