"""Records of a case: stretches, and facts that follow from them."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class DerivedDiffers(Diagnostic, frozen=True, kw_only=True):
    code = "Y591"
    message = "“{name}”写的是 {stated}，由记录推算出来是 {derived}。"
    remedy = "算法：{working}。请对照原始材料，改正写的，或改正记录；只写一处也可以。"
    name: str
    stated: str
    derived: str
    working: str


class Backwards(Diagnostic, frozen=True, kw_only=True):
    code = "Y592"
    message = "“{end}”（{last}）早于“{start}”（{first}）。"
    remedy = "请对照原始材料；还没有止的，“{end}”写 无。"
    start: str
    end: str
    first: str
    last: str
