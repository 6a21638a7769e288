"""click in Chinese: usage, help, errors and exit codes. The commands know nothing of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click


class Chinese(click.Command):
    """A command whose help is Chinese throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`用法：yiju decide …`."""
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[选项]")
        pieces = pieces.replace("COMMAND [ARGS]...", "命令 [参数]…")
        formatter.write(f"用法：{ctx.command_path} {pieces}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a Chinese heading."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        found = [r for p in options if (r := p.get_help_record(ctx)) is not None]
        _table("选项", found, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """-h, --help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明"
        return option


class Commands(Chinese, click.Group):
    """A group that imports a command's module only when it is asked for."""

    def __init__(self, *args: Any, commands_in: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_in = commands_in  # command (its module's name, with - for _) → what it does

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order given."""
        return list(self.commands_in)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None."""
        if cmd_name not in self.commands_in:
            return None
        found = import_module(f"yiju_cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(found, click.Command)
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, one line each and without importing anything; then the options."""
        _table("命令", list(self.commands_in.items()), formatter)
        Chinese.format_options(self, ctx, formatter)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """With a suggestion for a misspelt name."""
        if args and args[0] not in self.commands_in and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.commands_in, 1)
            hint = f"是不是 {near[0]}？" if near else ""
            known = "、".join(self.commands_in)
            raise click.UsageError(f"没有「{args[0]}」这个命令。{hint}可用：{known}")
        return super().resolve_command(ctx, args)

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        """Run. A bad input ends with its diagnostics and exit code 2, never with a traceback."""
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **extra)
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except click.Abort:
            _end("已中断。", 130)
        except click.UsageError as error:
            usage = error.ctx.get_usage().rstrip() + "\n" if error.ctx else ""
            _end(f"{usage}错误：{_said(error)}", 2)
        except click.ClickException as error:
            _end(f"错误：{error.format_message()}", 2)
        except BrokenPipeError:
            sys.exit(141)
        sys.exit(code if isinstance(code, int) else 0)


def _table(title: str, rows: list[tuple[str, str]], formatter: click.HelpFormatter) -> None:
    """Two columns, aligned by display width: a Han character is two columns wide."""
    from wcwidth import wcswidth

    width = max((wcswidth(left) for left, _ in rows), default=0) + 2
    formatter.write(f"\n{title}：\n")
    for left, right in rows:
        formatter.write(f"  {left}{' ' * (width - wcswidth(left))}{right}\n")


def _said(error: click.UsageError) -> str:
    """click's own complaints in Chinese; ours are so already."""
    name = getattr(error, "option_name", "")
    if isinstance(error, click.NoSuchOption):
        near = f"是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {name} 这个选项。{near}"
    if isinstance(error, click.MissingParameter):
        shown = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return f"缺少「{shown}」。"
    if isinstance(error, click.BadParameter) and error.param is not None:
        if isinstance(error.param.type, click.Choice):
            choices = "、".join(map(str, error.param.type.choices))
            return f"{error.param.opts[-1]} 只能是：{choices}。"
        return f"{error.param.opts[-1]}：{error.message}"
    return error.format_message()


def _end(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
