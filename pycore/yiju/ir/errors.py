"""Errors of resolving: names, types, places, readings, definitions that go in circles."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.diagnostic import Diagnostic


@dataclass(frozen=True, kw_only=True)
class UnknownName(Diagnostic):
    code = "Y301"
    message = "这里用到的「{name}」没有在所引用的词汇里声明过。"
    remedy = "{hint}请先在【档案】【结论】或【定义】里声明，或改成已有的名称。"
    name: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class NotACondition(Diagnostic):
    code = "Y302"
    message = "「{name}」是{kind}，不能单独作条件。"
    remedy = "请写成比较，例如「{name} 为 …」「{name} 超过 …」。"
    name: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class NotAValue(Diagnostic):
    code = "Y303"
    message = "「{name}」不是可以计算或比较的量。"
    remedy = "这里要写金额、比例、日期、时长、数，或一个这样的档案项、参数、结论。"
    name: str


@dataclass(frozen=True, kw_only=True)
class WrongMember(Diagnostic):
    code = "Y304"
    message = "「{name}」没有「{value}」这个取值。"
    remedy = "{hint}可用的取值：{domain}。"
    name: str
    value: str
    domain: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class TypesDiffer(Diagnostic):
    code = "Y305"
    message = "两边不能比较：左边是{left}，右边是{right}。"
    remedy = "请检查单位：金额写「元」，比例写「%」，时长写「个月」或「天」，日期写全年月日。"
    left: str
    right: str


@dataclass(frozen=True, kw_only=True)
class WrongOperands(Diagnostic):
    code = "Y306"
    message = "{left} 与 {right} 不能这样相{word}。"
    remedy = "金额只能加减金额、乘除比例或数；日期请用「的 次日」「加 3个月」等写法。"
    left: str
    right: str
    word: str


@dataclass(frozen=True, kw_only=True)
class WrongResultType(Diagnostic):
    code = "Y307"
    message = "结论「{name}」是{wanted}，这里给的是{found}。"
    remedy = "请改算式，或改结论在【结论】里的类型。"
    name: str
    wanted: str
    found: str


@dataclass(frozen=True, kw_only=True)
class NotAConclusion(Diagnostic):
    code = "Y308"
    message = "「{name}」不是【结论】里声明的结论，也不是定义。"
    remedy = "{hint}「则：」里只能写结论；档案项是案情给的，不能由条文得出。"
    name: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class TwoClasses(Diagnostic):
    code = "Y309"
    message = "一张卡片里同时说到了「{first}」和「{second}」两种记录。"
    remedy = "一张卡片只能说一种记录（和它的人）；请拆成两张，或把其中一项声明在「人」上。"
    first: str
    second: str


@dataclass(frozen=True, kw_only=True)
class Duplicate(Diagnostic):
    code = "Y310"
    message = "「{name}」声明了两次；前一次在 {where}。"
    remedy = "请删去一处，或改名。"
    name: str
    where: str


@dataclass(frozen=True, kw_only=True)
class DuplicateCard(Diagnostic):
    code = "Y311"
    message = "同一位置同一题目有两张卡片：{locator}「{title}」；前一张在 {where}。"
    remedy = "同一位置可以有几张卡片，题目须不同。"
    locator: str
    title: str
    where: str


@dataclass(frozen=True, kw_only=True)
class NoSuchPlace(Diagnostic):
    code = "Y312"
    message = "找不到「{place}」这一条。"
    remedy = "{hint}请写本文件里有卡片的位置，别的文件写「文件」第几条。"
    place: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class NoSuchNotice(Diagnostic):
    code = "Y313"
    message = "没有载入名为「{name}」的文件。"
    remedy = "{hint}请把它放进政策目录，或改正名称。"
    name: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class NoHead(Diagnostic):
    code = "Y314"
    message = "文件开头没有【文件】或【词汇】卡片。"
    remedy = "一个文件一份文件：第一张卡片写【文件】「文号」，共用词汇写【词汇】「名称」。"


@dataclass(frozen=True, kw_only=True)
class NoResult(Diagnostic):
    code = "Y315"
    message = "这张卡片没有「则：」，不产生任何结论。"
    remedy = "补上「则：…」；只是解释词语的用【定义】，还没有编入的用【未编】。"


@dataclass(frozen=True, kw_only=True)
class MarkWithoutReading(Diagnostic):
    code = "Y316"
    message = "读法（{key}）没有说明。"
    remedy = "在本卡片补一行：读法「问题」：{key}「…」；…；或「读法「问题」：沿用 某条」。"
    key: str


@dataclass(frozen=True, kw_only=True)
class OptionTwice(Diagnostic):
    code = "Y317"
    message = "本卡片里「{key}」用在了两个问题上。"
    remedy = "一张卡片里几个问题的代号不能重复：第二个问题接着用后面的天干。"
    key: str


@dataclass(frozen=True, kw_only=True)
class SilentOption(Diagnostic):
    code = "Y318"
    message = "读法「{question}」的「{key}」在卡片里没有一行。"
    remedy = "若在这一读法下确实没有这一行，请写成：{key}「…」（无此行）。"
    question: str
    key: str


@dataclass(frozen=True, kw_only=True)
class SpokenOption(Diagnostic):
    code = "Y319"
    message = "读法「{question}」的「{key}」写了（无此行），卡片里却有它的行。"
    remedy = "请删去（无此行），或删去那一行。"
    question: str
    key: str


@dataclass(frozen=True, kw_only=True)
class UnconditionalUnderReading(Diagnostic):
    code = "Y320"
    message = "只有读法（{keys}）写了条件，在别的读法下本条就成了无条件。"
    remedy = "把代号移到「则」上（该读法下不产生结论），或给每个读法各写一个条件。"
    keys: str


@dataclass(frozen=True, kw_only=True)
class Circle(Diagnostic):
    code = "Y321"
    message = "结论互相依赖，绕成了圈：{path}。"
    remedy = "请改写其中一条，使它不再以后面的结论为条件。"
    path: str


@dataclass(frozen=True, kw_only=True)
class CapNotSaid(Diagnostic):
    code = "Y322"
    message = "「限额」没有写明{what}。"
    remedy = "{example}；条文没有写明的，写成读法。"
    what: str
    example: str


@dataclass(frozen=True, kw_only=True)
class FloorForm(Diagnostic):
    code = "Y323"
    message = "「不低于」后面要写成「金额 × 比例」。"
    remedy = "例如：住院医疗补助 不低于 合规余额 × 50%。"


@dataclass(frozen=True, kw_only=True)
class WrongAttribute(Diagnostic):
    code = "Y324"
    message = "「{name}」不能写在这里：要的是{wanted}。"
    remedy = "请检查【结论】一行里的 每、依、互斥 所指的名称。"
    name: str
    wanted: str


@dataclass(frozen=True, kw_only=True)
class DurationUnits(Diagnostic):
    code = "Y325"
    message = "一边按月数，一边按天数，不能比较。"
    remedy = "3个月不等于90天；请用同一种单位。"


@dataclass(frozen=True, kw_only=True)
class BadParameter(Diagnostic):
    code = "Y326"
    message = "参数「{name}」{what}。"
    remedy = (
        "一张【参数】卡片要有「类型：」和「取值：」；原文没有给出的写「取值：未定」和「依据：」。"
    )
    name: str
    what: str


@dataclass(frozen=True, kw_only=True)
class EmptyRange(Diagnostic):
    code = "Y327"
    message = "这个范围是空的：{low} 在 {high} 之后。"
    remedy = "请对调两头；一级最重时，「一级 至 六级」含一级到六级。"
    low: str
    high: str


@dataclass(frozen=True, kw_only=True)
class Impossible(Diagnostic):
    code = "Y328"
    message = "施行日早于发布日，或失效日早于施行日。"
    remedy = "请对照原文的日期。"


@dataclass(frozen=True, kw_only=True)
class NothingToRead(Diagnostic):
    code = "Y329"
    message = "没有找到任何 .yiju 文件。"
    remedy = "请给出含有 .yiju 文件的目录，或文件本身。"


@dataclass(frozen=True, kw_only=True)
class NotUtf8(Diagnostic):
    code = "Y330"
    message = "这个文件不是 UTF-8 文本（第 {byte} 个字节起读不通）。"
    remedy = "请用编辑器另存为 UTF-8；记事本里选「编码：UTF-8」。"
    byte: int


@dataclass(frozen=True, kw_only=True)
class Unreadable(Diagnostic):
    code = "Y331"
    message = "读不了这个文件：{reason}。"
    remedy = "请检查路径和权限。"
    reason: str
