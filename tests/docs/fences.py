"""Fenced blocks of Markdown pages: finding them, running their commands, putting output back.

A fence is marked by its info string. Its first word is the language, the rest says what to do:

    ```yiju notice.yiju      write the block to that file of the scratch folder
    ```yiju notice.yiju +    append it, after an empty line
    ```console               lines `$ …` are run; what stands below each is its output
    ```console 不运行         shown only (it installs, or takes long)

In the output of a command a line `……` stands for any number of lines left out.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SKIPPED = "不运行"
LEFT_OUT = "……"
_FENCE = re.compile(r"^```(\S+)(?:[ \t]+(.*?))?[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Fence:
    """One fenced block."""

    language: str
    info: str
    text: str
    line: int


def fences(page: Path) -> list[Fence]:
    """The fenced blocks of a page, in order."""
    text = page.read_text("utf-8")
    return [
        Fence(m[1], m[2] or "", m[3], text[: m.start()].count("\n") + 1)
        for m in _FENCE.finditer(text)
    ]


def put(fence: Fence, folder: Path) -> None:
    """Write the block to the file it names."""
    name, _, mode = fence.info.partition(" ")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") + "\n" if mode.strip() == "+" else ""
    path.write_text(before + fence.text, "utf-8")


def run(command: str, folder: Path) -> str:
    """What a command of a page prints, standard error included."""
    words = shlex.split(command)
    match words[0]:
        case "yiju":
            words = [sys.executable, "-m", "yiju_cli", *words[1:]]
        case "python":
            words = [sys.executable, *words[1:]]
        case "make" if words[1:] == ["demo"]:
            words = [sys.executable, "-m", "yiju_cli.demo"]
        case _:
            raise AssertionError(f"no way to run: {command}")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("YIJU_")}
    env = {**kept, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "COLUMNS": "80",
           "YIJU_CACHE_DIR": str(folder / ".cache")}  # fmt: skip
    done = subprocess.run(
        words, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.stdout.decode("utf-8")


def commands(fence: Fence) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that the page shows."""
    if fence.text.startswith("$ make demo\n"):  # its output tells commands of its own
        yield "make demo", fence.text.removeprefix("$ make demo\n")
        return
    command, shown = "", ""
    for line in fence.text.splitlines(keepends=True):
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:].rstrip("\n"), ""
        else:
            shown += line
    if command:
        yield command, shown


def agrees(shown: str, found: str) -> bool:
    """Whether the output is as shown, lines `……` standing for any lines; empty ends do not count."""
    parts = re.split(rf"^[ 　]*{LEFT_OUT}\n?", shown.strip("\n") + "\n", flags=re.MULTILINE)
    pattern = r"(?:.*\n)*?".join(re.escape(part) for part in parts)
    return re.fullmatch(pattern, found.strip("\n") + "\n") is not None


def renewed(page: Path, blocks: list[tuple[Fence, list[tuple[str, str, str]]]]) -> None:
    """Put new output into a page: for each block its commands, what it shows, what was found.

    Outputs with lines left out stay: what to leave out is for a person to say.
    """
    lines = page.read_text("utf-8").splitlines(keepends=True)
    for fence, outputs in reversed(blocks):
        text = "".join(
            f"$ {command}\n" + (shown if LEFT_OUT in shown else _framed(shown, found))
            for command, shown, found in outputs
        )
        lines[fence.line : fence.line + fence.text.count("\n")] = [text]
    page.write_text("".join(lines), "utf-8")


def _framed(shown: str, found: str) -> str:
    """The output with the empty lines that stood around the old one."""
    tail = "\n" if shown.endswith("\n\n") else ""
    return found.strip("\n") + "\n" + tail if found.strip("\n") else tail
