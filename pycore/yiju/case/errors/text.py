"""The text of a case: encoding, YAML, JSON."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic

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
