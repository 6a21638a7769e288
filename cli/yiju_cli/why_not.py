"""`yiju why-not CASE CONCLUSION`."""

from __future__ import annotations

import click

import yiju
from yiju import Source
from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("why-not", cls=Chinese)
@common.case_options
@click.argument("conclusion", metavar="结论")
@click.option("--record", metavar="名称", help="只问这一条记录（账单、参保的名称）")
@click.option(
    "--status",
    type=click.Choice(["成立", "不成立", "无规定", "冲突"]),
    default="成立",
    help="问为什么不是这个状态；不写是成立",
)
@click.option("--value", metavar="值", help="问为什么不是这个值")
@click.option("--at-least", metavar="值", help="问为什么没有这么多")
def command(
    asking: common.Asking,
    conclusion: str,
    record: str | None,
    status: yiju.Status,
    value: str | None,
    at_least: str | None,
) -> None:
    """问一个结论为什么不是这样：每一条差在哪里，最少改什么就是这样。"""
    decided = asking.decide_one(conclusion, record)
    head = yiju.find_conclusion(asking.policy.model, conclusion)
    try:
        asked = yiju.read_asked(head, status, value, at_least)
    except yiju.YijuError as error:
        texts = [Source("值", value or ""), Source("至少", at_least or "")]
        common.fail(error.diagnostics, texts)
    found = asking.policy.explain_not(decided, record, asked)
    asking.show(found, found.lines)
