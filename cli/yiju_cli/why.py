"""`yiju why CASE CONCLUSION`."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

import click

import yiju
from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("why", cls=Chinese)
@click.argument("case", metavar="案情")
@click.argument("conclusion", metavar="结论")
@click.option("--record", metavar="名称", help="只问这一条记录（账单、参保的名称）")
@common.case_options
def command(
    case: str,
    conclusion: str,
    record: str | None,
    on: date | None,
    params: tuple[str, ...],
    assume: tuple[str, ...],
    stdin_filename: str,
    form: str,
    policies: tuple[str, ...],
    no_cache: bool,
) -> None:
    """问一个结论为什么：依据哪一条，条件怎样满足，算式怎样代入，谁落选，谁被推翻。"""
    policy = common.load(policies, no_cache)
    known = [c.name for c in policy.model.conclusions if not c.members]
    if conclusion not in known:
        near = get_close_matches(conclusion, known, 1, 0.3)
        hint = f"是不是「{near[0]}」？" if near else ""
        raise click.UsageError(f"没有「{conclusion}」这个结论。{hint}可问：{'、'.join(known)}")
    read = common.read_case(policy, case, on, stdin_filename)
    parameters, assumed = common.read_given(policy, params, assume, read)
    try:
        decided = policy.decide(read, parameters=parameters, assume=assumed, about=[conclusion])
    except yiju.YijuError as error:
        common.fail(error.diagnostics)
    names = [a.record_name for a in decided.answers]
    if not names:
        head = next(c for c in policy.model.conclusions if c.name == conclusion)
        raise click.UsageError(f"案情里没有「{head.cls}」，没有什么可问。")
    if record is not None and record not in names:
        raise click.UsageError(f"没有名为「{record}」的记录。有：{'、'.join(names)}")
    explanation = policy.explain(decided, record)
    if form == "json":
        common.show_json(policy.as_json(explanation))
    else:
        common.show(explanation.lines)
