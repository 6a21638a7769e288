"""The group of commands and how it is started.

Exit codes: 0 clean · 1 findings, or a negative answer asked to be fatal · 2 could not do the job.
"""

from __future__ import annotations

import sys

import click

from yiju import __version__
from yiju_cli.shell import Commands

COMMANDS = {
    "decide": "判一个案情：每个结论的状态、值、依据，未定的取决于什么",
    "why": "问一个结论为什么：逐条、逐项、带算式，落选的和被推翻的也在",
    "why-not": "问一个结论为什么不是这样：每一条差在哪里，最少改什么就是这样",
    "test": "跑用例文件：期望与实得逐项比",
    "check": "读政策文件，报出全部错误",
    "explain": "说明一个错误：什么意思，怎样改，一个例子",
    "restate": "把卡片读回成文件的句子，各种读法并列，供校对",
    "fmt": "把政策文件写成规范格式",
    "new": "把一份通知的原文切成单元，写出骨架和覆盖表",
    "schema": "写出案情文件的 JSON Schema，供编辑器补全和查错",
    "compile": "把整套政策写成可读的 ASP 程序",
}
SETTINGS = {"auto_envvar_prefix": "YIJU", "help_option_names": ["-h", "--help"]}


@click.group(cls=Commands, commands_in=COMMANDS, context_settings=SETTINGS)
@click.version_option(
    __version__, prog_name="yiju", help="显示版本", message="%(prog)s %(version)s"
)
def group() -> None:
    """依据：政策文件写成可执行的条文，判案，并且总是说出依据。"""


def main() -> None:
    """The console command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may default to GBK
            stream.reconfigure(encoding="utf-8", errors="replace")
    group.main(prog_name="yiju")


if __name__ == "__main__":
    main()
