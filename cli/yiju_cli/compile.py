"""`yiju compile -o DIR`."""

from __future__ import annotations

from pathlib import Path

import click

from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("compile", cls=Chinese)
@click.option("-o", "--output", metavar="目录", help="写到这个目录；不写，只把程序打到标准输出")
@common.policy_option
def command(output: str | None, policies: tuple[str, ...], no_cache: bool) -> None:
    """把整套政策写成一阶的 ASP 程序：人能读，也能运行。

    目录里有 policy.lp（程序，逐条有中文注解）、policy.json（政策）、run.py（提供算术和日期）。
    单独用 clingo 运行 policy.lp 没有答案集，不会给出错的答案；请用 python run.py 案情.yaml。
    """
    policy = common.load(policies, no_cache)
    try:
        made = policy.compile()
    except RuntimeError as error:
        raise click.ClickException(f"不能编译：{error}") from error
    if output is None:
        click.echo(made.program, nl=False)
        return
    for path in policy.write_compiled(Path(output), made):
        click.echo(f"写了　{path}")
    for why in made.left_out:
        click.echo(f"没有编译　{why}")
