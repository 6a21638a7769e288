"""`yiju check [PATHS]`: read and resolve, nothing more; checks between clauses come later."""

from __future__ import annotations

import click

import yiju
from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("check", cls=Chinese)
@click.argument("paths", nargs=-1, metavar="[路径]...")
@common.format_option
def command(paths: tuple[str, ...], form: str) -> None:
    """读政策文件，报出其中的全部错误：字、词、名称、类型、位置、读法。

    有错误，退出码为 1；文件读不了，为 2。
    """
    try:
        checked = yiju.check(*paths)
    except yiju.YijuError as error:
        common.fail(error.diagnostics)
    wrong = checked.errors
    if form == "json":
        found = [yiju.record(d) for d in checked.diagnostics]
        common.show_json({"schema": "yiju/check/1", "diagnostics": found})
    else:
        common.draw(checked.diagnostics, checked.sources)
        click.echo(
            f"{len(checked.sources)} 个文件，{len(checked.policy.clauses)} 条，"
            + (f"{wrong} 处错误" if wrong else "没有错误")
        )
    if wrong:
        raise click.exceptions.Exit(1)
