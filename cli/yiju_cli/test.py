"""`yiju test [PATHS]`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import yiju
from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("test", cls=Chinese)
@click.argument("paths", nargs=-1, metavar="[用例]...")
@click.option("-k", "pattern", metavar="正则", help="只跑名称匹配的用例")
@click.option("-v", "--verbose", is_flag=True, help="通过的也逐个列出")
@common.format_option
@common.policy_option
def command(
    paths: tuple[str, ...],
    pattern: str | None,
    verbose: bool,
    form: str,
    policies: tuple[str, ...],
    no_cache: bool,
) -> None:
    """跑用例文件（目录下的 cases/*.yaml）；不写路径，跑随附政策的全部用例。

    有不符的，退出码为 1；有读不懂的用例文件，报出来，别的照跑，退出码为 2。
    """
    policy = common.load(policies, no_cache)
    verdicts: list[tuple[str, yiju.Verdict]] = []
    unread = 0
    for file in _files(paths or policies or (str(yiju.shipped()),)):
        source = common.source_of(str(file), str(file))
        try:
            verdicts += [(str(file), v) for v in policy.run_tests(source, pattern or "")]
        except yiju.YijuError as error:
            common.draw(error.diagnostics, [source])
            unread += 1
    if not verdicts and not unread:
        raise click.UsageError("没有找到用例。用例放在政策目录的 cases/*.yaml 里。")
    failed = [v for _, v in verdicts if not v.passed]
    if form == "json":
        common.show_json({**_as_json(verdicts), "unread": unread})
    else:
        _show(verdicts, verbose, unread)
    if unread:
        raise click.exceptions.Exit(2)
    if failed:
        raise click.exceptions.Exit(1)


def _files(paths: tuple[str, ...]) -> Iterator[Path]:
    for path in paths:
        root = Path(path)
        yield from sorted(root.rglob("cases/*.yaml")) if root.is_dir() else [root]


def _show(verdicts: list[tuple[str, yiju.Verdict]], verbose: bool, unread: int) -> None:
    shown = ""
    for file, verdict in verdicts:
        if verdict.passed and not verbose:
            continue
        if file != shown:
            shown = file
            click.echo(click.style(file, bold=True))
        mark = click.style("通过", fg="green") if verdict.passed else click.style("不符", fg="red")
        click.echo(f"  {mark}　{verdict.test.name}")
        for d in verdict.differences:
            click.echo(
                f"      {d.where}　{d.what}\n        期望　{d.wanted}\n        实得　{d.found}"
            )
    failed = sum(not v.passed for _, v in verdicts)
    more = f"，{unread} 个文件读不懂" if unread else ""
    click.echo(f"{len(verdicts)} 个用例，{len(verdicts) - failed} 个通过，{failed} 个不符{more}")


def _as_json(verdicts: list[tuple[str, yiju.Verdict]]) -> dict[str, object]:
    return {
        "schema": "yiju/test/1",
        "cases": [
            {
                "file": file,
                "name": v.test.name,
                "units": list(v.test.units),
                "passed": v.passed,
                "differences": [
                    {"where": d.where, "what": d.what, "wanted": d.wanted, "found": d.found}
                    for d in v.differences
                ],
            }
            for file, v in verdicts
        ],
        "passed": sum(v.passed for _, v in verdicts),
        "failed": sum(not v.passed for _, v in verdicts),
    }
