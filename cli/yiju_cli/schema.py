"""`yiju schema`: the JSON Schema of case files, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import click

from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("schema", cls=Chinese)
@click.option(
    "--kind",
    type=click.Choice(["case", "tests"]),
    default="case",
    help="哪种文件：case 案情，tests 用例文件",
)
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写，打到标准输出")
@common.policy_option
def command(
    kind: Literal["case", "tests"], output: str | None, policies: tuple[str, ...], no_cache: bool
) -> None:
    """案情文件的 JSON Schema，由政策的词汇写出，供编辑器补全、提示和查错。

    在案情的第一行写 # yaml-language-server: $schema=文件，编辑器就按它来。
    """
    made = common.load(policies, no_cache).schema(kind)
    if output is None:
        common.show_json(made)
        return
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    try:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"写不了「{output}」：{error.strerror}") from None
    click.echo(f"写了　{output}")
