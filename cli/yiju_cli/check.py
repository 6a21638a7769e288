"""`yiju check [PATHS]`: read and resolve, nothing more; checks between clauses come later."""

from __future__ import annotations

from pathlib import Path

import click

import yiju
from yiju import assets
from yiju.pipeline import find_sources, read_policy
from yiju_cli import common


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[路径]...")
@common.format_option
def command(paths: tuple[str, ...], form: str) -> None:
    """读政策文件，报出其中的全部错误：字、词、名称、类型、位置、读法。

    有错误，退出码为 1；文件读不了，为 2。
    """
    try:
        sources = find_sources([Path(p) for p in paths] or [assets.folder("policy")])
    except yiju.YijuError as error:
        common.fail(error.diagnostics)
    policy, found = read_policy(sources)
    if form == "json":
        from yiju.render.plain import record

        common.show_json({"schema": "yiju/check/1", "diagnostics": [record(d) for d in found]})
    else:
        common.draw(found, sources)
        wrong = sum(d.severity == "error" for d in found)
        click.echo(
            f"{len(sources)} 个文件，{len(policy.clauses)} 条，"
            + (f"{wrong} 处错误" if wrong else "没有错误")
        )
    if any(d.severity == "error" for d in found):
        raise click.exceptions.Exit(1)
