"""`yiju fmt [PATHS]`."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click

import yiju
from yiju_cli import common
from yiju_cli.shell import Chinese

_UNKNOWN_NAME = "Y101"


@click.command("fmt", cls=Chinese)
@click.argument("paths", nargs=-1, required=True, metavar="路径...")
@click.option("--check", "only_check", is_flag=True, help="只看有没有要改的，有则退出码为 1")
@click.option("--diff", "show_diff", is_flag=True, help="显示要改的地方，不写文件")
@click.option(
    "--with", "others", multiple=True, metavar="路径", help="声明名称的其他文件（词汇）；不会被改写"
)
@click.option("--stdin-filename", default="<标准输入>", help="路径写「-」时报错用的文件名")
def command(
    paths: tuple[str, ...],
    only_check: bool,
    show_diff: bool,
    others: tuple[str, ...],
    stdin_filename: str,
) -> None:
    """把政策文件写成规范格式：空格、标点、数字、同义词、表格对齐。注释保留。

    有错误的卡片原样不动，并报出错误（退出码 2）。
    """
    if "-" in paths and len(paths) > 1:
        raise click.UsageError("「-」是标准输入，不能同别的路径一起写。")
    sources = _sources(paths, stdin_filename)
    formatted = yiju.format_sources(sources, _sources(others, "") if others else ())
    wrong = [d for one in formatted for d in one.diagnostics]
    for one in formatted:
        if one.changed:
            _tell(one, only_check=only_check, show_diff=show_diff)
        elif "-" in paths and not (only_check or show_diff):
            click.echo(one.text, nl=False)
    common.draw(wrong, sources)
    if not others and any(d.code == _UNKNOWN_NAME for d in wrong):
        click.echo("名称声明在别的文件里的，用 --with 把那个文件（词汇）一起给出。", err=True)
    if any(d.severity == "error" for d in wrong):
        raise click.exceptions.Exit(2)
    if only_check and any(one.changed for one in formatted):
        raise click.exceptions.Exit(1)


def _sources(paths: tuple[str, ...], stdin_filename: str) -> list[yiju.Source]:
    try:
        if "-" in paths:
            return [yiju.policy_source(stdin_filename, sys.stdin.buffer.read())]
        return yiju.policy_sources(*paths)
    except yiju.YijuError as error:
        common.fail(error.diagnostics)


def _tell(one: yiju.Formatted, *, only_check: bool, show_diff: bool) -> None:
    name = one.source.name
    if show_diff:
        before, after = (t.splitlines(keepends=True) for t in (one.source.text, one.text))
        click.echo("".join(difflib.unified_diff(before, after, name, name)), nl=False)
    elif only_check:
        click.echo(f"要改　{name}")
    elif name.startswith("<"):
        sys.stdout.write(one.text)
    else:
        Path(name).write_text(one.text, encoding="utf-8", newline="\n")
        click.echo(f"已改　{name}")
