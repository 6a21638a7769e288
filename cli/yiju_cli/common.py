"""Options and output that several commands share."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from functools import cached_property, wraps
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


@dataclass(frozen=True)
class Asking:
    """What every command about one case is given: the case, what stands beside it, the form."""

    case: str
    on: date | None
    params: tuple[str, ...]
    assume: tuple[str, ...]
    stdin_filename: str
    form: str
    policies: tuple[str, ...]
    no_cache: bool

    @cached_property
    def policy(self) -> yiju.Policy:
        """The policy set; ends with its errors when it cannot be read."""
        return load(self.policies, self.no_cache)

    def known(self, *, groups: bool = False) -> list[str]:
        """The conclusions that can be asked about; with `groups`, those that group others too."""
        return [c.name for c in self.policy.model.conclusions if groups or not c.members]

    def decide(self, about: Iterable[str] | None = None) -> yiju.Decided:
        """The case decided; ends with what is wrong in it."""
        case = read_case(self.policy, self.case, self.on, self.stdin_filename)
        known, assumed = read_given(self.policy, self.params, self.assume, case)
        try:
            return self.policy.decide(case, parameters=known, assume=assumed, about=about)
        except yiju.YijuError as error:
            fail(error.diagnostics)

    def decide_one(self, conclusion: str, record: str | None) -> yiju.Decided:
        """One conclusion decided; ends where there is no such conclusion or record."""
        known = self.known()
        if conclusion not in known:
            near = get_close_matches(conclusion, known, 1, 0.3)
            hint = f"是不是「{near[0]}」？" if near else ""
            raise click.UsageError(f"没有「{conclusion}」这个结论。{hint}可问：{'、'.join(known)}")
        decided = self.decide([conclusion])
        names = [a.record_name for a in decided.answers]
        if not names:
            head = yiju.find_conclusion(self.policy.model, conclusion)
            raise click.UsageError(f"案情里没有「{head.cls}」，没有什么可问。")
        if record is not None and record not in names:
            raise click.UsageError(f"没有名为「{record}」的记录。有：{'、'.join(names)}")
        return decided

    def show(self, told: Any, lines: Iterable[Line]) -> None:
        """An answer in the form that was asked for."""
        if self.form == "json":
            show_json(self.policy.as_json(told))
        else:
            show(lines)


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


def case_options(function: Callable[..., None]) -> Callable[..., None]:
    """CASE, --on, --params, --assume, --format, handed on together as an `Asking`."""

    @wraps(function)
    def command(**given: Any) -> None:
        names = [field.name for field in fields(Asking)]
        asking = Asking(**{name: given.pop(name) for name in names})
        function(asking, **given)

    wrapped: Callable[..., None] = command
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
        wrapped = option(wrapped)
    return click.argument("case", metavar="案情")(wrapped)


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
        click.echo(yiju.draw(found, sources, color=color) + _pointer(found), err=True)


def _pointer(found: list[yiju.Diagnostic]) -> str:
    """One line on where the errors are explained."""
    codes = list(dict.fromkeys(d.code for d in found if yiju.error_page(d.code)))
    return f"\n说明和例子：yiju explain {' '.join(codes[:4])}" if codes else ""
