"""What can be wrong with a case, a parameter file, an assumption or a test file. One class each."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic, Severity

# ── the text itself ──────────────────────────────────────────────────────────


class NotUtf8(Diagnostic, frozen=True, kw_only=True):
    """Bytes that are no UTF-8."""

    code: ClassVar[str] = "Y501"
    message: ClassVar[str] = "这里有不是 UTF-8 的字节"
    remedy: ClassVar[str] = "把文件另存为 UTF-8 编码"


class ControlCharacter(Diagnostic, frozen=True, kw_only=True):
    """A character that nobody can see."""

    code: ClassVar[str] = "Y502"
    message: ClassVar[str] = "这里有看不见的控制字符 {point}"
    remedy: ClassVar[str] = "删去它"

    point: str


class Tab(Diagnostic, frozen=True, kw_only=True):
    """A tab in a YAML text."""

    code: ClassVar[str] = "Y503"
    message: ClassVar[str] = "这里有制表符（Tab）"
    remedy: ClassVar[str] = "改用空格；缩进用两个空格"


class BadYaml(Diagnostic, frozen=True, kw_only=True):
    """The YAML cannot be read from here on."""

    code: ClassVar[str] = "Y504"
    message: ClassVar[str] = "从这里起读不懂：{why}"
    remedy: ClassVar[str] = "看看上一行的冒号后有没有空格，括号、引号是否成对，缩进是否对齐"

    why: str


class BadJson(Diagnostic, frozen=True, kw_only=True):
    """The JSON cannot be read from here on."""

    code: ClassVar[str] = "Y505"
    message: ClassVar[str] = "JSON 从这里起读不懂：{why}"
    remedy: ClassVar[str] = "看看逗号、引号、括号是否齐全，末项之后不写逗号"

    why: str


class DuplicateKey(Diagnostic, frozen=True, kw_only=True):
    """The same key twice in one mapping."""

    code: ClassVar[str] = "Y506"
    message: ClassVar[str] = "“{key}”写了两次，第一次在第 {first} 行"
    remedy: ClassVar[str] = "只留一个"

    key: str
    first: int


class Anchor(Diagnostic, frozen=True, kw_only=True):
    """An anchor, an alias or a merge key."""

    code: ClassVar[str] = "Y507"
    message: ClassVar[str] = "不能用 YAML 的锚点、别名、合并键（{text}）"
    remedy: ClassVar[str] = "把内容照写一遍；同类记录共有的，写在“某某共同”之下"

    text: str


class Tag(Diagnostic, frozen=True, kw_only=True):
    """A YAML tag."""

    code: ClassVar[str] = "Y508"
    message: ClassVar[str] = "不能用 YAML 标签（{text}）"
    remedy: ClassVar[str] = "删去标签；值的类型由词汇表决定"

    text: str


class KeyNotText(Diagnostic, frozen=True, kw_only=True):
    """A key that is a list or a mapping, or is empty."""

    code: ClassVar[str] = "Y509"
    message: ClassVar[str] = "冒号前面应当是一个名称"
    remedy: ClassVar[str] = "写成“名称: 值”"


class TooDeep(Diagnostic, frozen=True, kw_only=True):
    """Nested beyond any use."""

    code: ClassVar[str] = "Y510"
    message: ClassVar[str] = "嵌套超过 {limit} 层"
    remedy: ClassVar[str] = "案情只有三四层，看看括号或缩进是不是写错了"

    limit: int


class SeveralDocuments(Diagnostic, frozen=True, kw_only=True):
    """A second YAML document in the file."""

    code: ClassVar[str] = "Y511"
    message: ClassVar[str] = "一个文件里只能有一份，这里开始了第二份（---）"
    remedy: ClassVar[str] = "拆成两个文件"


class EmptyText(Diagnostic, frozen=True, kw_only=True):
    """Nothing in the file."""

    code: ClassVar[str] = "Y512"
    message: ClassVar[str] = "文件是空的"
    remedy: ClassVar[str] = "至少写“{example}”"

    example: str


# ── the shape ────────────────────────────────────────────────────────────────


class NotMapping(Diagnostic, frozen=True, kw_only=True):
    """A mapping is needed."""

    code: ClassVar[str] = "Y513"
    message: ClassVar[str] = "{name}应当是若干“名称: 值”"
    remedy: ClassVar[str] = "每行一个“名称: 值”，比上一级多缩进两个空格"

    name: str


class NotList(Diagnostic, frozen=True, kw_only=True):
    """A list is needed."""

    code: ClassVar[str] = "Y514"
    message: ClassVar[str] = "{name}应当是清单"
    remedy: ClassVar[str] = "每一项以“- ”开头；只有一项也这样写"

    name: str


class NotScalar(Diagnostic, frozen=True, kw_only=True):
    """A single value is needed."""

    code: ClassVar[str] = "Y515"
    message: ClassVar[str] = "“{name}”只能有一个值"
    remedy: ClassVar[str] = "写成“{name}: 值”，要注来源的写成 {{值: …, 来源: …}}"

    name: str


class UnknownKey(Diagnostic, frozen=True, kw_only=True):
    """A name that nothing declares."""

    code: ClassVar[str] = "Y516"
    message: ClassVar[str] = "{where}没有“{key}”这一项"
    remedy: ClassVar[str] = "{hint}"

    where: str
    key: str
    hint: str


class MissingKey(Diagnostic, frozen=True, kw_only=True):
    """Something that has to be said is not."""

    code: ClassVar[str] = "Y517"
    message: ClassVar[str] = "{where}没有写“{key}”"
    remedy: ClassVar[str] = "加上“{key}: {example}”"

    where: str
    key: str
    example: str


class EmptyValue(Diagnostic, frozen=True, kw_only=True):
    """A key with nothing after the colon."""

    code: ClassVar[str] = "Y518"
    message: ClassVar[str] = "“{name}”后面没有写值"
    remedy: ClassVar[str] = "不知道的写“未知”，或者删去这一行"

    name: str


class DuplicateRecord(Diagnostic, frozen=True, kw_only=True):
    """Two records of a class with one name."""

    code: ClassVar[str] = "Y519"
    message: ClassVar[str] = "{cls}里有两条都叫“{name}”"
    remedy: ClassVar[str] = "换一个名称；不写名称的依次叫第1笔、第2笔……"

    cls: str
    name: str


class NotNeeded(Diagnostic, frozen=True, kw_only=True):
    """A personal name or number, which no rule may see."""

    code: ClassVar[str] = "Y520"
    message: ClassVar[str] = "不收“{key}”：判定用不着能认出本人的东西"
    remedy: ClassVar[str] = "删去这一行"

    key: str


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
