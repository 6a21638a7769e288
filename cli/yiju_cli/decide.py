"""`yiju decide CASE`."""

from __future__ import annotations

from datetime import date

import click

import yiju
from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("decide", cls=Chinese)
@click.argument("case", metavar="案情")
@click.option("--about", multiple=True, metavar="结论", help="只判这些结论；可写多次")
@click.option(
    "--fail-on", multiple=True, metavar="状态", help="出现这些状态时退出码为 1，例如 未定"
)
@common.case_options
def command(
    case: str,
    about: tuple[str, ...],
    fail_on: tuple[str, ...],
    on: date | None,
    params: tuple[str, ...],
    assume: tuple[str, ...],
    stdin_filename: str,
    form: str,
    policies: tuple[str, ...],
    no_cache: bool,
) -> None:
    """判一个案情（YAML 或 JSON 文件，「-」读标准输入）。

    每个结论给出状态、值和依据；未定的，说取决于什么，以及在假定之下是什么。
    """
    policy = common.load(policies, no_cache)
    known = [c.name for c in policy.model.conclusions if not c.members]
    for name in about:
        if name not in known:
            raise click.UsageError(f"没有「{name}」这个结论。可问：{'、'.join(known)}")
    read = common.read_case(policy, case, on, stdin_filename)
    parameters, assumed = common.read_given(policy, params, assume, read)
    try:
        decided = policy.decide(read, parameters=parameters, assume=assumed, about=about or None)
    except yiju.YijuError as error:
        common.fail(error.diagnostics)
    if form == "json":
        common.show_json(policy.as_json(decided))
    else:
        common.show(policy.overview(decided))
    if {a.status for a in decided.told} & set(fail_on):
        raise click.exceptions.Exit(1)
