"""`yiju why CASE CONCLUSION`."""

from __future__ import annotations

import click

from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("why", cls=Chinese)
@common.case_options
@click.argument("conclusion", metavar="结论")
@click.option("--record", metavar="名称", help="只问这一条记录（账单、参保的名称）")
@click.option("--prose", is_flag=True, help="每一条下面写出它说了什么（见 yiju restate）")
def command(asking: common.Asking, conclusion: str, record: str | None, prose: bool) -> None:
    """问一个结论为什么：依据哪一条，条件怎样满足，算式怎样代入，谁落选，谁被推翻。"""
    decided = asking.decide_one(conclusion, record)
    explanation = asking.policy.explain(decided, record, prose=prose)
    asking.show(explanation, explanation.lines)
