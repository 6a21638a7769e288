"""Y25x: choices."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic
from yiju.syntax.errors.base import _Word


class ChoiceWithoutName(Diagnostic, frozen=True, kw_only=True):
    code = "Y251"
    message = "「选择」后面没有题目。"
    remedy = "例如：选择「随哪一位监护人」：甲「随父亲」；乙「随母亲」，由 本人。"


class ChoiceWithoutChooser(_Word, frozen=True, kw_only=True):
    code = "Y252"
    message = "没有写「{word}」由谁选择。"
    remedy = "在选项后面加「，由 本人」，或写明由哪个机关选。"


class BadChoiceNote(Diagnostic, frozen=True, kw_only=True):
    code = "Y253"
    message = "选项后面只能写由谁选择、能不能撤回。"
    remedy = "例如：……；乙「随母亲」，由 本人，不可撤回。选项之间用分号。"
