"""`yiju fmt [PATHS]`."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click

import yiju
from yiju.pipeline import find_sources
from yiju.source import Source
from yiju.syntax import collect, format_text
from yiju.syntax.names import Names
from yiju_cli import common


@click.command("fmt")
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
    if "-" in paths:
        sources = [common.source_of("-", stdin_filename)]
    else:
        sources = _sources(paths)
    names, _ = collect([*sources, *(_sources(others) if others else ())])
    wrong: list[yiju.Diagnostic] = []
    changed = 0
    for source in sources:
        text, found = format_text(source, names)
        wrong += found
        if text == source.text:
            if "-" in paths and not (only_check or show_diff):
                click.echo(text, nl=False)
            continue
        changed += 1
        _tell(source, text, names, only_check=only_check, show_diff=show_diff)
    common.draw(wrong, sources)
    if any(d.severity == "error" for d in wrong):
        raise click.exceptions.Exit(2)
    if changed and only_check:
        raise click.exceptions.Exit(1)


def _sources(paths: tuple[str, ...]) -> list[Source]:
    try:
        return find_sources([Path(p) for p in paths])
    except yiju.YijuError as error:
        common.fail(error.diagnostics)


def _tell(
    source: Source, text: str, names: Names, *, only_check: bool, show_diff: bool
) -> None:
    again, _ = format_text(Source(source.name, text), names)
    if again != text:  # a formatter that does not settle must not touch a file
        raise click.ClickException(f"{source.name}：格式化两次结果不同，没有改写。请把这个文件报给我们。")
    if show_diff:
        lines = difflib.unified_diff(
            source.text.splitlines(keepends=True),
            text.splitlines(keepends=True),
            source.name,
            source.name,
        )
        click.echo("".join(lines), nl=False)
    elif only_check:
        click.echo(f"要改　{source.name}")
    elif source.name.startswith("<"):
        sys.stdout.write(text)
    else:
        Path(source.name).write_text(text, encoding="utf-8")
        click.echo(f"已改　{source.name}")
