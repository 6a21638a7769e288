"""`yiju new --from TEXT`: a skeleton and a coverage stub from a notice's text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

import yiju
from yiju import Line, Original
from yiju_cli import common
from yiju_cli.shell import Chinese

_FILES = ("notice.yiju", "coverage.yaml")


@click.command("new", cls=Chinese)
@click.option("--from", "text", required=True, metavar="原文", help="通知的纯文本；- 是标准输入")
@click.option("--out", metavar="目录", help="写到这个目录；不写，只列出单元")
@click.option("--name", default="", metavar="名称", help="文件名称；不写取文号、标题、原文的文件名")
@click.option(
    "--with-text", is_flag=True, help="把原文的句子作为注释写进去（只供自己用，不要提交）"
)
@click.option("--force", is_flag=True, help="已有的文件也覆盖")
@common.format_option
def command(text: str, out: str | None, name: str, with_text: bool, force: bool, form: str) -> None:
    """把一份通知的原文切成单元，写出骨架和覆盖表，供起草的人往里填。

    每个单元有位置、字数和指纹。抄录和扫描带来的损坏（页码、断行、编号走样、缺号）能改的改，
    改了什么、疑心什么都列出来，请对照原文。
    """
    try:
        data = sys.stdin.buffer.read() if text == "-" else None
        original = yiju.split_original("<标准输入>" if text == "-" else text, data)
    except yiju.YijuError as error:
        common.fail(error.diagnostics)
    if not original.units:
        raise click.UsageError(f"「{text}」里没有可以切分的正文。")
    called = name or ("" if text == "-" else Path(text).stem)
    if out is not None:
        texts = (
            yiju.skeleton(original, called, with_text=with_text),
            yiju.coverage_stub(original, called),
        )
        _write(Path(out), texts, force)
    if form == "json":
        common.show_json(_record(original))
    else:
        common.show(_lines(original, brief=out is not None))


def _write(folder: Path, texts: tuple[str, ...], force: bool) -> None:
    paths = [folder / file for file in _FILES]
    there = [path for path in paths if path.exists()]
    if there and not force:
        raise click.UsageError(f"已有「{there[0]}」，没有改动。换一个目录，或加 --force 覆盖。")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8", newline="\n")
            click.echo(f"写了　{path}")
    except OSError as error:
        raise click.UsageError(f"写不进「{folder}」：{error.strerror}") from None


def _lines(original: Original, brief: bool) -> list[Line]:
    facts = original.facts
    out = [Line(facts.number or facts.title or "（原文没有文号和标题）", tone="head")]
    if facts.title and facts.number:
        out.append(Line(facts.title))
    for what, said in (
        ("机关", "、".join(facts.organs)),
        ("发布", facts.issued.isoformat() if facts.issued else ""),
        ("施行", f"{facts.force}（{facts.force_place}）" if facts.force else ""),
    ):
        out.append(Line(f"{what}　{said or '原文没有写'}", tone="plain" if said else "open"))
    count, sentences = len(original.units), sum(unit.sentences for unit in original.units)
    out += [Line(""), Line(f"{count} 个单元，{sentences} 句", tone="head")]
    if not brief:
        width = max(yiju.display_width(unit.place) for unit in original.units)
        for unit in original.units:
            pad = " " * (width - yiju.display_width(unit.place))
            said = (
                f"{unit.place}{pad}  {unit.length:4d} 字 {unit.sentences:2d} 句  {unit.digest[:12]}"
            )
            out.append(Line(said, 1))
    if original.notes:
        out += [Line(""), Line("请对照原文", tone="head")]
        out += [Line(said, 1, "open") for said in _noted(original)]
    return out


def _noted(original: Original) -> list[str]:
    """Notes, those that say the same in one line."""
    lines: dict[str, list[int]] = {}
    for note in original.notes:
        lines.setdefault(note.text, []).append(note.line)
    return [f"第 {'、'.join(map(str, numbers))} 行　{text}" for text, numbers in lines.items()]


def _record(original: Original) -> dict[str, Any]:
    facts = original.facts
    return {
        "schema": "yiju/new/1",
        "number": facts.number,
        "title": facts.title,
        "organs": list(facts.organs),
        "issued": facts.issued.isoformat() if facts.issued else None,
        "force": {
            "words": facts.force,
            "place": facts.force_place,
            "day": facts.force_day.isoformat() if facts.force_day else None,
        },
        "sha256": original.digest,
        "units": [
            {
                "place": unit.place, "line": unit.line, "length": unit.length,
                "sentences": unit.sentences, "sha256": unit.digest, "table": unit.table,
            }
            for unit in original.units
        ],
        "missing": [gap.place for gap in original.gaps],
        "notes": [{"line": note.line, "text": note.text} for note in original.notes],
    }  # fmt: skip
