"""The group of commands, the options they share, exit codes.

0 clean · 1 findings, or a negative answer asked to be fatal · 2 could not do the job.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from yiju.version import __version__

# Command → (module, what it does). Modules are imported when their command runs.
COMMANDS = {
    "decide": ("decide", "判一个案情：每个结论的状态、值、依据，未定的取决于什么"),
    "why": ("why", "问一个结论为什么：逐条、逐项、带算式，落选的和被推翻的也在"),
    "test": ("test", "跑用例文件：期望与实得逐项比"),
    "check": ("check", "读政策文件，报出全部错误"),
    "fmt": ("fmt", "把政策文件写成规范格式"),
    "compile": ("compile", "把整套政策写成可读的 ASP 程序"),
}


class Lazy(click.Group):
    """Imports a command's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order above."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, or None."""
        if name not in COMMANDS:
            return None
        found = import_module(f"yiju_cli.{COMMANDS[name][0]}").command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line each, without importing anything."""
        with formatter.section("命令"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """With a suggestion for a misspelt name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f"是不是 {near[0]}？" if near else ""
            raise click.UsageError(f"没有「{args[0]}」这个命令。{hint}可用：{'、'.join(COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=Lazy, context_settings={"auto_envvar_prefix": "YIJU", "help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="yiju")
def group() -> None:
    """依据：政策文件写成可执行的条文，判案，并且总是说出依据。"""


def main() -> None:
    """Run; a bad input ends with its diagnostics and exit code 2, never with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        group.main(standalone_mode=False, prog_name="yiju")
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo("已中断。", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(141)


if __name__ == "__main__":
    main()
