"""Errors of resolving: names, kinds, places, readings, definitions that go in circles.

What the reader of cards already tells (Y1xx to Y4xx) is not told again here. Fields are Chinese
fragments ready to print; `hint` ends with its own mark.
"""

from __future__ import annotations

from yiju.diagnostic import Diagnostic
from yiju.ir.errors_defeat import *
from yiju.ir.errors_force import *


class UnknownName(Diagnostic, frozen=True, kw_only=True):
    code = "Y601"
    message = "「{name}」{said}。"
    remedy = "{hint}{fix}"
    name: str
    said: str = "在这里不指任何东西"
    hint: str = ""
    fix: str = "请先在【档案】【结论】【定义】或【参数】里声明，或改成已有的名称。"


class NotACondition(Diagnostic, frozen=True, kw_only=True):
    code = "Y602"
    message = "「{name}」是{kind}，不能单独作条件。"
    remedy = "请写成条件，例如「{example}」。"
    name: str
    kind: str
    example: str


class NotAValue(Diagnostic, frozen=True, kw_only=True):
    code = "Y603"
    message = "「{name}」不是可以计算或比较的量。"
    remedy = "{fix}"
    name: str
    fix: str = "这里要写金额、比例、日期、时长、数，或一个这样的档案项、参数、结论。"


class WrongMember(Diagnostic, frozen=True, kw_only=True):
    code = "Y604"
    message = "「{name}」没有「{value}」这个取值。"
    remedy = "{hint}可用的取值：{domain}。"
    name: str
    value: str
    domain: str
    hint: str = ""


class TypesDiffer(Diagnostic, frozen=True, kw_only=True):
    code = "Y605"
    message = "这里要的是「{wanted}」，写的是「{found}」。"
    remedy = "{fix}"
    wanted: str
    found: str
    fix: str


class WrongOperands(Diagnostic, frozen=True, kw_only=True):
    code = "Y606"
    message = "{left}和{right}不能这样相{word}。"
    remedy = "{fix}"
    left: str
    right: str
    word: str
    fix: str


class WrongResultType(Diagnostic, frozen=True, kw_only=True):
    code = "Y607"
    message = "结论「{name}」的类型是「{wanted}」，这里{found}。"
    remedy = "{fix}"
    name: str
    wanted: str
    found: str
    fix: str


class NotAConclusion(Diagnostic, frozen=True, kw_only=True):
    code = "Y608"
    message = "「{name}」不是【结论】里声明的结论，也不是【定义】。"
    remedy = "{hint}{fix}"
    name: str
    hint: str = ""
    fix: str = "请先在【结论】里声明，或改成已有的名称。"


class TwoClasses(Diagnostic, frozen=True, kw_only=True):
    code = "Y609"
    message = "一张卡片里既说「{first}」又说「{second}」，不知道哪一条对哪一条。"
    remedy = (
        "一张卡片只能说一种记录（和它的人）；请拆成两张，或把其中一项声明在【档案】{person} 里。"
    )
    first: str
    second: str
    person: str


class Duplicate(Diagnostic, frozen=True, kw_only=True):
    code = "Y610"
    message = "{thing}「{name}」出现了两次；前一次在 {where}。"
    remedy = "{fix}"
    name: str
    where: str
    thing: str = "名称"
    fix: str = "请删去一处，或改名；一个名称只能指一样东西。"


class DuplicateCard(Diagnostic, frozen=True, kw_only=True):
    code = "Y611"
    message = "同一位置同一题目有两张卡片：{locator}「{title}」；前一张在 {where}。"
    remedy = "同一位置可以有几张卡片，题目须不同；重复的请删去一张。"
    locator: str
    title: str
    where: str


class NoSuchPlace(Diagnostic, frozen=True, kw_only=True):
    code = "Y612"
    message = "找不到{place}。"
    remedy = "{hint}{fix}"
    place: str
    hint: str = ""
    fix: str = "请写本文件里有【条】或【表】的位置；别的文件的，前面加「文件名称」。"


class NoSuchNotice(Diagnostic, frozen=True, kw_only=True):
    code = "Y613"
    message = "没有载入名为「{name}」的文件。"
    remedy = "{hint}请把它放进政策目录，或改正名称。"
    name: str
    hint: str = ""


class NoHead(Diagnostic, frozen=True, kw_only=True):
    code = "Y614"
    message = "文件里没有【文件】或【词汇】卡片，不知道这些卡片属于哪份文件。"
    remedy = "一个文件一份文件：第一张卡片写【文件】「文号」，共用词汇写【词汇】「名称」。"


class MarkWithoutReading(Diagnostic, frozen=True, kw_only=True):
    code = "Y616"
    message = "代号「{key}」没有说明：「沿用」的问题只有 {keys}。"
    remedy = "请改用其中的代号，或在本卡片补一行「读法「问题」：{key}「…」；…」。"
    key: str
    keys: str


class OptionTwice(Diagnostic, frozen=True, kw_only=True):
    code = "Y617"
    message = "代号「{key}」既是「{first}」的，又是「{second}」的。"
    remedy = "一张卡片里几个问题的代号不能重复：请把其中一个问题改用后面的天干（丙、丁……）。"
    key: str
    first: str
    second: str


class UnconditionalUnderReading(Diagnostic, frozen=True, kw_only=True):
    code = "Y620"
    message = "条件只写在读法（{keys}）之下；在别的读法下，本卡片对谁都适用。"
    remedy = "请把代号移到「则」上（那一读法之外就没有这个结论），或给别的读法也写一个条件。"
    keys: str


class Circle(Diagnostic, frozen=True, kw_only=True):
    code = "Y621"
    message = "绕成了圈，谁也定不下来：{path}。"
    remedy = "请改写其中一张卡片，去掉它对下一个的引用。"
    path: str


class CapNotSaid(Diagnostic, frozen=True, kw_only=True):
    code = "Y622"
    message = "「限额」没有写明{missing}。"
    remedy = "请补一行「{example}」；条文没有写明的，写成读法，每种读法一行。"
    missing: str
    example: str


class FloorForm(Diagnostic, frozen=True, kw_only=True):
    code = "Y623"
    message = "「则」里的不低于，只能写成「金额结论 不低于 金额 × 比例」。"
    remedy = "例如「住院医疗补助 不低于 合规余额 × 50%」；比例写成 %，或由表的「填」给出。"


class WrongAttribute(Diagnostic, frozen=True, kw_only=True):
    code = "Y624"
    message = "「{name}」不能写在这里：要的是{wanted}。"
    remedy = "{hint}{fix}"
    name: str
    wanted: str
    hint: str = ""
    fix: str = "请改成这样的名称，或先在【档案】里声明。"


class DurationUnits(Diagnostic, frozen=True, kw_only=True):
    code = "Y625"
    message = "一边按月数，一边按天数，不能比较。"
    remedy = "3个月不等于90天；请照原文用同一种单位。"


class BadParameter(Diagnostic, frozen=True, kw_only=True):
    code = "Y626"
    message = "参数「{name}」{fault}。"
    remedy = "{fix}"
    name: str
    fault: str
    fix: str


class EmptyRange(Diagnostic, frozen=True, kw_only=True):
    code = "Y627"
    message = "这个范围是空的：{low} 排在 {high} 后面。"
    remedy = "请对调两头；等级按【档案】里写的次序，写在前面的在前。"
    low: str
    high: str


class Impossible(Diagnostic, frozen=True, kw_only=True):
    code = "Y628"
    message = "{later}早于{earlier}，不可能。"
    remedy = "请对照原文的日期。"
    earlier: str
    later: str


class NothingToRead(Diagnostic, frozen=True, kw_only=True):
    code = "Y629"
    message = "没有找到任何 .yiju 文件。"
    remedy = "请给出含有 .yiju 文件的目录，或文件本身。"


class NotUtf8(Diagnostic, frozen=True, kw_only=True):
    code = "Y630"
    message = "这个文件不是 UTF-8 文本（第 {byte} 个字节起读不通）。"
    remedy = "请用编辑器另存为 UTF-8；记事本里选「编码：UTF-8」。"
    byte: int


class Unreadable(Diagnostic, frozen=True, kw_only=True):
    code = "Y631"
    message = "读不了这个文件：{reason}。"
    remedy = "请检查路径和权限。"
    reason: str


class GradeOrder(Diagnostic, frozen=True, kw_only=True):
    code = "Y632"
    message = "「{name}」是等级，不能说「{word}」：按轻重还是按级数，两种读法相反。"
    remedy = "请写成范围，两头都含：「{name} 在 {first} 至 {last}」。"
    name: str
    word: str
    first: str
    last: str


class OpenTwice(Diagnostic, frozen=True, kw_only=True):
    code = "Y633"
    message = "「{name}」一处有两个由别处定的值，参数文件里分不开；前一个在 {where}。"
    remedy = "请给表加一列「目」，或把两张卡片写到各自的目。"
    name: str
    where: str


class FractionOfCent(Diagnostic, frozen=True, kw_only=True):
    code = "Y634"
    message = "「{text}」不是整分。"
    remedy = "金额最小到分（0.01元）；要更细的，请写成比例。"
    text: str


class NotYet(Diagnostic, frozen=True, kw_only=True):
    code = "Y635"
    message = "「{word}」{said}，本版还不能执行。"
    remedy = "{fix}"
    word: str
    said: str
    fix: str


class OutOfReach(Diagnostic, frozen=True, kw_only=True):
    code = "Y636"
    message = "「{text}」超出了范围：{bounds}。"
    remedy = "请对照原文，看是不是多写了一位或写错了单位。"
    text: str
    bounds: str
