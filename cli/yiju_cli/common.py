"""Options and output that several commands share."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NoReturn, TypeVar

import click

import yiju
from yiju import Line, Source

F = TypeVar("F", bound=Callable[..., Any])
_STYLES: dict[str, dict[str, Any]] = {
    "head": {"bold": True},
    "good": {"fg": "green"},
    "bad": {"fg": "red"},
    "open": {"fg": "yellow"},
    "faint": {"dim": True},
    "plain": {},
}


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date option, ISO form."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"「{value}」不是日期，请写成 2025-09-09 的样子。", param, ctx)


def policy_option(function: F) -> F:
    """--policy, --no-cache."""
    function = click.option(
        "--policy",
        "policies",
        multiple=True,
        metavar="路径",
        help="政策文件或目录；不写用随附的政策",
    )(function)
    return click.option("--no-cache", is_flag=True, help="不用缓存，重新读政策文件")(function)


def case_options(function: F) -> F:
    """--on, --params, --assume, --format."""
    for option in (
        click.option("--on", type=Day(), help="判定日，代替案情里写的"),
        click.option("--params", multiple=True, metavar="文件", help="参数文件：别的文件给出的值"),
        click.option(
            "--assume", multiple=True, metavar="键=值|文件", help="假定，或假定文件；可写多次"
        ),
        click.option("--stdin-filename", default="<标准输入>", help="案情写「-」时报错用的文件名"),
        format_option,
        policy_option,
    ):
        function = option(function)
    return function


def format_option(function: F) -> F:
    """--format text|json."""
    choice = click.Choice(["text", "json"])
    return click.option("--format", "form", type=choice, default="text", help="输出格式")(function)


def load(policies: Iterable[str], no_cache: bool) -> yiju.Policy:
    """The policy set; ends with its errors when it cannot be read."""
    try:
        return yiju.load(*policies, cache=not no_cache)
    except yiju.YijuError as error:
        fail(error.diagnostics)


def source_of(path: str, stdin_filename: str) -> Source:
    """A file's text, or standard input for `-`."""
    try:
        if path == "-":
            return yiju.source(stdin_filename, sys.stdin.buffer.read())
        return yiju.source(path)
    except yiju.YijuError as error:
        raise click.UsageError(f"「{path}」　{error.diagnostics[0].what}") from None


def read_case(policy: yiju.Policy, path: str, on: date | None, stdin_filename: str) -> yiju.Case:
    """The case, or an end with its errors."""
    source = source_of(path, stdin_filename)
    case, found = policy.reader.read_text(source, on)
    if case is None:
        fail(found, [source])
    warn(found, [source])
    return case


def read_given(
    policy: yiju.Policy, params: Iterable[str], assume: Iterable[str], case: yiju.Case
) -> tuple[yiju.Given, yiju.Given]:
    """Parameters and assumptions from files and `键=值` items."""
    known = [_given(policy, path, case, facts=False) for path in params]
    items = [a for a in assume if "=" in a and not os.path.exists(a)]
    assumed = [_given(policy, a, case, facts=True) for a in assume if a not in items]
    if items:
        read, found = policy.reader.read_given_items(items, case)
        if read is None:
            fail(found, [Source("假定", "\n".join(items))])
        assumed.append(read)
    if wrong := [*yiju.disagreements(*known), *yiju.disagreements(*assumed)]:
        fail(wrong)
    return yiju.merge(*known), yiju.merge(*assumed)


def _given(policy: yiju.Policy, path: str, case: yiju.Case, *, facts: bool) -> yiju.Given:
    source = source_of(path, "<标准输入>")
    read, found = policy.reader.read_given(source, case, facts=facts)
    if read is None:
        fail(found, [source])
    warn(found, [source])
    return read


def show(lines: Iterable[Line]) -> None:
    """Lines on standard output, coloured on a terminal unless NO_COLOR is set."""
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for line in lines:
        text = click.style(line.text, **_STYLES[line.tone]) if line.text else ""
        click.echo("  " * line.indent + text, color=color)


def show_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def fail(diagnostics: Iterable[yiju.Diagnostic], sources: Iterable[Source] = ()) -> NoReturn:
    """End with the diagnostics on standard error and exit code 2."""
    draw(diagnostics, sources)
    raise click.exceptions.Exit(2)


def warn(diagnostics: Iterable[yiju.Diagnostic], sources: Iterable[Source] = ()) -> None:
    """Warnings on standard error."""
    draw([d for d in diagnostics if d.severity == "warning"], sources)


def draw(diagnostics: Iterable[yiju.Diagnostic], sources: Iterable[Source] = ()) -> None:
    """Diagnostics with their source lines and carets."""
    found = list(diagnostics)
    if found:
        color = sys.stderr.isatty() and "NO_COLOR" not in os.environ
        click.echo(yiju.draw(found, sources, color=color), err=True)
