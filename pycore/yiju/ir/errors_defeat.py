"""Errors of resolving that concern precedence: grounds, organs, who settles, what relates clauses."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class GroundMissing(Diagnostic, frozen=True, kw_only=True):
    code = "Y681"
    message = "「{word}」要靠一条先后理由才起作用，读进来的文件里没有前提为「{premise}」的。"
    remedy = "请一起读入声明先后理由的文件，或写一张：【先后理由】「{premise}」，下一行 前提：{premise}。"
    word: str
    premise: str


class OrganCircle(Diagnostic, frozen=True, kw_only=True):
    code = "Y682"
    message = "机关的上下级绕成了圈：{path}。"
    remedy = "一个机关不能在自己之上；请去掉其中一处。"
    path: str


class NoSuchGround(Diagnostic, frozen=True, kw_only=True):
    code = "Y683"
    message = "没有声明「{name}」这条先后理由。"
    remedy = "{hint}已声明的：{known}。"
    name: str
    known: str
    hint: str = ""


class AddsAndPrevails(Diagnostic, frozen=True, kw_only=True):
    code = "Y684"
    message = "一张卡片既说补充{place}，又说{word}它。"
    remedy = "补充是两条都适用；要让那一条让步，去掉「补充」，只写「{word}」。"
    place: str
    word: str


class NotTwoGrounds(Diagnostic, frozen=True, kw_only=True):
    code = "Y685"
    message = "【裁决】的理由要写两条不同的，这里写了 {count} 条。"
    remedy = "例如：理由：「后法优于先法」；「特别优于一般」"
    count: int
