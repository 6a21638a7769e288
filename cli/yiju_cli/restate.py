"""`yiju restate [PATHS]`: cards read back as sentences, to be proof-read."""

from __future__ import annotations

import click

import yiju
from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("restate", cls=Chinese)
@click.argument("paths", nargs=-1, metavar="[路径]...")
@click.option(
    "--clause", metavar="位置", help="只读这一处和它之下的，例如 第十四条（三）；也可以写定义的名称"
)
@click.option("--notice", metavar="文件", help="只读这一份文件（名称或简称）")
@click.option(
    "--reading", "readings", multiple=True, metavar="问题=代号", help="定下一种读法；可写多次"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text",
    help="输出格式",
)  # fmt: skip
@common.policy_option
def command(
    paths: tuple[str, ...],
    clause: str | None,
    notice: str | None,
    readings: tuple[str, ...],
    form: str,
    policies: tuple[str, ...],
    no_cache: bool,
) -> None:
    """把卡片读回成文件的句子：范围、条件、结论、例外、限额、先后，各种读法并列。

    写了路径，只读那里的文件；它们用到的词汇等别的文件，用 --policy 一起写上。
    〈〉里是各读法不同的地方。
    """
    policy = common.load((*policies, *paths), no_cache)
    files = [s.name for s in _sources(paths)] if paths else None
    try:
        told = policy.restate(clause, notice=notice, readings=readings, files=files)
    except yiju.YijuError as error:
        common.fail(error.diagnostics)
    if form == "json":
        common.show_json(policy.as_json(told))
    elif form == "markdown":
        click.echo(told.markdown(), nl=False)
    else:
        common.show(told.lines)


def _sources(paths: tuple[str, ...]) -> list[yiju.Source]:
    try:
        return yiju.policy_sources(*paths)
    except yiju.YijuError as error:
        common.fail(error.diagnostics)
