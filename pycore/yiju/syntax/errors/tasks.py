"""Y265 and on: duties, procedures, parties."""

from __future__ import annotations

from typing import ClassVar

from yiju.diagnostic import Diagnostic
from yiju.syntax.errors.base import _Guess, _Word


class StepWithoutNumber(Diagnostic, frozen=True, kw_only=True):
    code = "Y265"
    message = "程序的每一步以「第几步」开头，从第1步到第99步。"
    remedy = "例如：- 第1步「提出申请」，由 本人；再后面的写 第2步、第3步。"


class StepWithoutText(_Word, frozen=True, kw_only=True):
    code = "Y266"
    message = "{word}做什么，没有写在「」里。"
    remedy = "例如：- {word}「提出申请」，由 本人。"


class BadStepNote(_Guess, frozen=True, kw_only=True):
    code: ClassVar[str] = "Y267"
    message: ClassVar[str] = "「{word}」不能接在这一步后面。"
    remedy: ClassVar[str] = "{guess}每一项前面加逗号，以这些词之一开头：{known}；「若」写在最后。"

    known: str = ""


class BadParty(Diagnostic, frozen=True, kw_only=True):
    code = "Y268"
    message = "【主体】的每一行只写一个名称，总称后面可以接〔…〕。"
    remedy = "例如：- 医疗机构〔优抚医院、军队医疗机构〕；没有下位的，只写 - 本人。"


class DutyWithoutAct(Diagnostic, frozen=True, kw_only=True):
    code = "Y269"
    message = "职责没有写做什么。"
    remedy = "写一行「应当：」「可以：」「鼓励：」或「不得：」，后面是「行为，自己的话」。"


class DueWithoutTrigger(Diagnostic, frozen=True, kw_only=True):
    code = "Y270"
    message = "期限从什么时候起算，没有写。"
    remedy = "加一行 触发：「什么事发生以后」；固定的日子写「每年 8月5日 前」。"


class NoSteps(Diagnostic, frozen=True, kw_only=True):
    code = "Y271"
    message = "程序没有写步骤。"
    remedy = "例如：- 第1步「提出申请」，由 本人；每步一行。"
