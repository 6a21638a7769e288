"""What can be wrong with parameters, assumptions and test files. One class each."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic

# ── parameters and assumptions ───────────────────────────────────────────────


class UnknownGiven(Diagnostic, frozen=True, kw_only=True):
    """A key that names nothing that could be given."""

    code: ClassVar[str] = "Y541"
    message: ClassVar[str] = "没有“{key}”这一待定项"
    remedy: ClassVar[str] = "{hint}"

    key: str
    hint: str


class AmbiguousGiven(Diagnostic, frozen=True, kw_only=True):
    """A key that several documents have."""

    code: ClassVar[str] = "Y542"
    message: ClassVar[str] = "“{key}”不止一份文件有"
    remedy: ClassVar[str] = "写明是哪一份：{choices}"

    key: str
    choices: str


class BadHolidays(Diagnostic, frozen=True, kw_only=True):
    """A year's holidays that cannot be read."""

    code: ClassVar[str] = "Y576"
    message: ClassVar[str] = "“{name}”不能是“{text}”"
    remedy: ClassVar[str] = (
        "写成 放假 2027-01-01、2027-02-05 至 2027-02-11；上班 2027-02-14，都在那一年之内，不重复"
    )

    name: str
    text: str


class BadOption(Diagnostic, frozen=True, kw_only=True):
    """Not one of the answers to a question, or of the two states of a missing text."""

    code: ClassVar[str] = "Y543"
    message: ClassVar[str] = "“{name}”没有“{text}”这个取值"
    remedy: ClassVar[str] = "可以是：{options}"

    name: str
    text: str
    options: str


class BeyondLimit(Diagnostic, frozen=True, kw_only=True):
    """Below the floor or above the ceiling that the text states."""

    code: ClassVar[str] = "Y544"
    message: ClassVar[str] = "“{name}”的值 {text} {side} {limit}"
    remedy: ClassVar[str] = "条文定的范围见 {where}；改成范围之内的值"

    name: str
    text: str
    side: str
    limit: str
    where: str


class AlreadyStated(Diagnostic, frozen=True, kw_only=True):
    """The text itself gives the value; nothing is open."""

    code: ClassVar[str] = "Y545"
    message: ClassVar[str] = "“{name}”条文已经写明是 {stated}，不是待定项"
    remedy: ClassVar[str] = "删去这一行"

    name: str
    stated: str


class NoRecord(Diagnostic, frozen=True, kw_only=True):
    """A record that the case does not have."""

    code: ClassVar[str] = "Y546"
    message: ClassVar[str] = "案情里没有{cls}「{record}」"
    remedy: ClassVar[str] = "{hint}"

    cls: str
    record: str
    hint: str


class FactInParameters(Diagnostic, frozen=True, kw_only=True):
    """A fact of one person in a file that speaks about a place."""

    code: ClassVar[str] = "Y547"
    message: ClassVar[str] = "“{key}”是一个人的事实，不是参数"
    remedy: ClassVar[str] = "知道的写进案情，姑且这样看的写进假定"

    key: str


class Contradiction(Diagnostic, frozen=True, kw_only=True):
    """An assumption against what the case says."""

    code: ClassVar[str] = "Y548"
    message: ClassVar[str] = "假定 {name}：{assumed}，而案情写的是 {known}"
    remedy: ClassVar[str] = "只能假定不知道的；要换一个事实，改案情"

    name: str
    assumed: str
    known: str


class AdoptedWithoutReason(Diagnostic, frozen=True, kw_only=True):
    """A parameter file that takes a reading and does not say by whom and why."""

    code: ClassVar[str] = "Y575"
    message: ClassVar[str] = "“{name}”没有写由哪个机关采用、理由是什么"
    remedy: ClassVar[str] = (
        "写成 {{值: 甲, 机关: 某局, 理由: ……, 依据: 某文件}}；只是姑且这样看的，请写在假定里"
    )

    name: str


class Disagreement(Diagnostic, frozen=True, kw_only=True):
    """An assumption against the parameter file, or two files against each other."""

    code: ClassVar[str] = "Y549"
    message: ClassVar[str] = "{name} 前面给的是 {first}，这里是 {second}"
    remedy: ClassVar[str] = "只留一个；参数文件已经写明的不必再假定"

    name: str
    first: str
    second: str


class GivenTwice(Diagnostic, frozen=True, kw_only=True):
    """One undecided thing under two spellings."""

    code: ClassVar[str] = "Y550"
    message: ClassVar[str] = "“{key}”与前面的“{other}”是同一项"
    remedy: ClassVar[str] = "只留一个"

    key: str
    other: str


class NothingAssumed(Diagnostic, frozen=True, kw_only=True):
    """未知 as an assumption."""

    code: ClassVar[str] = "Y551"
    message: ClassVar[str] = "“{key}”要给出值，不能是“未知”"
    remedy: ClassVar[str] = "删去这一行；没有写的就是待定"

    key: str


class NoValue(Diagnostic, frozen=True, kw_only=True):
    """An item of the command line without `=`."""

    code: ClassVar[str] = "Y552"
    message: ClassVar[str] = "“{text}”没有写值"
    remedy: ClassVar[str] = "写成 键=值，例如 施行日 阜阳办法=2023-07-01"

    text: str


class NotOpen(Diagnostic, frozen=True, kw_only=True):
    """A unit that is not encoded, taken for a missing text."""

    code: ClassVar[str] = "Y553"
    message: ClassVar[str] = "“{key}”是未编的条文，不是缺文，不能给定"
    remedy: ClassVar[str] = "它只在报告里列出；要用它，先编入条文"

    key: str


# ── test files ───────────────────────────────────────────────────────────────


class UnknownConclusion(Diagnostic, frozen=True, kw_only=True):
    """Expecting a conclusion that is not declared."""

    code: ClassVar[str] = "Y561"
    message: ClassVar[str] = "没有声明结论“{text}”"
    remedy: ClassVar[str] = "{hint}"

    text: str
    hint: str


class UnknownStatus(Diagnostic, frozen=True, kw_only=True):
    """Not one of the five statuses."""

    code: ClassVar[str] = "Y562"
    message: ClassVar[str] = "没有“{text}”这种状态"
    remedy: ClassVar[str] = "只有：成立、不成立、无规定、冲突、未定"

    text: str


class NoSuchRecord(Diagnostic, frozen=True, kw_only=True):
    """Expecting something of a record that the case does not have."""

    code: ClassVar[str] = "Y563"
    message: ClassVar[str] = "案情里没有{cls}「{text}」"
    remedy: ClassVar[str] = "{hint}"

    cls: str
    text: str
    hint: str


class NothingExpected(Diagnostic, frozen=True, kw_only=True):
    """An entry that would pass whatever the answer."""

    code: ClassVar[str] = "Y564"
    message: ClassVar[str] = "“{name}”没有写期望什么"
    remedy: ClassVar[str] = "至少写状态"

    name: str


class DuplicateTest(Diagnostic, frozen=True, kw_only=True):
    """Two tests with one name."""

    code: ClassVar[str] = "Y565"
    message: ClassVar[str] = "有两个用例都叫“{name}”，第一个在第 {first} 行"
    remedy: ClassVar[str] = "换一个名称"

    name: str
    first: int


class BadRange(Diagnostic, frozen=True, kw_only=True):
    """A range that is none, or stands the wrong way round."""

    code: ClassVar[str] = "Y566"
    message: ClassVar[str] = "{why}"
    remedy: ClassVar[str] = "写成 [低端, 高端]，例如 [900元, 1000元]"

    why: str


class NoValueThere(Diagnostic, frozen=True, kw_only=True):
    """A value where the conclusion or the status has none."""

    code: ClassVar[str] = "Y567"
    message: ClassVar[str] = "{why}，不能有值"
    remedy: ClassVar[str] = "删去它"

    why: str


class NothingToWithdraw(Diagnostic, frozen=True, kw_only=True):
    """撤销 of what the common part does not give."""

    code: ClassVar[str] = "Y568"
    message: ClassVar[str] = "“{key}”没有共同的可撤销"
    remedy: ClassVar[str] = "删去这一行"

    key: str
