"""`yiju decide CASE`."""

from __future__ import annotations

import click

from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("decide", cls=Chinese)
@common.case_options
@click.option("--about", multiple=True, metavar="结论", help="只判这些结论；可写多次")
@click.option(
    "--fail-on", multiple=True, metavar="状态", help="出现这些状态时退出码为 1，例如 未定"
)
def command(asking: common.Asking, about: tuple[str, ...], fail_on: tuple[str, ...]) -> None:
    """判一个案情（YAML 或 JSON 文件，「-」读标准输入）。

    每个结论给出状态、值和依据；未定的，说取决于什么，以及在假定之下是什么。
    """
    for name in about:
        if name not in (known := asking.known(groups=True)):
            raise click.UsageError(f"没有「{name}」这个结论。可问：{'、'.join(known)}")
    decided = asking.decide(about or None)
    asking.show(decided, asking.policy.overview(decided))
    if {a.status for a in decided.told} & set(fail_on):
        raise click.exceptions.Exit(1)
