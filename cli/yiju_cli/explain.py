"""`yiju explain CODE…`: the page of an error."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import click

import yiju
from yiju import ErrorPage, Line, Tone
from yiju_cli import common
from yiju_cli.shell import Chinese


@click.command("explain", cls=Chinese)
@click.argument("codes", nargs=-1, metavar="[代码]...")
@click.option("--list", "all_codes", is_flag=True, help="列出全部代码，分组，每个一行")
@click.option("--words", is_flag=True, help="连同例子所用的小词汇")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="输出格式",
)
def command(codes: tuple[str, ...], all_codes: bool, words: bool, form: str) -> None:
    """说明一个错误：什么意思，怎样改，一个例子。

    代码照错误信息里写的，大小写、全角半角、有没有字母 Y 都可以：Y101、y101、101。
    """
    if not codes and not all_codes:
        raise click.UsageError("写出要说明的代码，例如 yiju explain Y101；全部代码用 --list。")
    pages = [_page(code) for code in codes] + (list(yiju.error_pages()) if all_codes else [])
    if form == "json":
        common.show_json({"schema": "yiju/explain/1", "errors": [_record(p) for p in pages]})
    elif form == "markdown":
        click.echo("\n".join(page.markdown for page in pages), nl=False)
    elif all_codes:
        common.show(_listed(pages))
    else:
        common.show(line for n, page in enumerate(pages) for line in _lines(page, words, n > 0))


def _page(code: str) -> ErrorPage:
    page = yiju.error_page(code)
    if page is None:
        near = yiju.like_code(code)
        hint = f"是不是 {'、'.join(near)}？" if near else ""
        raise click.UsageError(f"没有「{code}」这个错误代码。{hint}全部代码：yiju explain --list")
    return page


def _record(page: ErrorPage) -> dict[str, Any]:
    return {"code": page.code, "group": page.group, "title": page.title, "text": page.text}


def _listed(pages: list[ErrorPage]) -> list[Line]:
    out: list[Line] = []
    for group, members in groupby(pages, key=lambda page: page.group):
        out += [Line(""), Line(group, tone="head")]
        out += [Line(f"{page.code}　{page.title}", 1) for page in members]
    return out[1:]


def _lines(page: ErrorPage, words: bool, again: bool) -> list[Line]:
    """A page for a terminal: prose at the margin, examples set in."""
    out = [Line("")] * again
    out += [Line(f"{page.code}　{page.group}", tone="head")]
    parts = yiju.page_pieces(page.text)
    if page.words and words:
        parts += [("", "例子同这份小词汇一起读："), ("yiju", page.words)]
    for kind, text in parts:
        out.append(Line(""))
        for line in text.split("\n"):
            tone: Tone = "bad" if line.startswith("错误 Y") else "plain"
            out.append(Line(line, 1 if kind and line else 0, tone))
    if page.words and not words and any(kind == "yiju" for kind, _ in parts):
        out += [Line(""), Line("例子里的名称声明在一份小词汇里，加 --words 一起看。", tone="faint")]
    return out
