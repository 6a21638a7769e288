"""`make demo`: the main job on real notices, told step by step. Two invented people."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from yiju_cli.main import group

HERE = Path(__file__).parent / "_demo"
SCENES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "一、阜阳。一个人既是三属又是老年烈士子女，一年住院三次：住院医疗补助多少？\n"
        "　　来源文本没有印发日期，缺两项排除情形，比例只写了下限。老实的答案是“未定”，并说清楚取决于什么；\n"
        "　　把这些明明白白假定下来，才有一个数。",
        ("decide", "fuyang.yaml", "--assume", "fuyang-assumptions.yaml"),
    ),
    (
        "二、第二次住院的钱是怎么算出来的？两种身份哪一个高，落选的那个本可得多少，限额怎样封顶？",
        (
            "why", "fuyang.yaml", "住院医疗补助", "--record", "夏",
            "--assume", "fuyang-assumptions.yaml",
        ),
    ),
    (
        "三、重庆。一个人两次从单位转到居民医保，都断了不到三个月。2025年9月9日来了新通知：\n"
        "　　六月那次按 2021 年的通知，次月就能享受；十月那次两份通知都管，要从次年一月起。",
        ("decide", "chongqing.yaml", "--about", "待遇起始日", "--about", "设置待遇等待期"),
    ),
    (
        "四、凭什么新通知压过旧通知？两份各怎么说，优先的依据是哪一句，哪条理由不能用？",
        ("why", "chongqing.yaml", "待遇起始日", "--record", "2025年10月"),
    ),
    (
        "五、没有补缴的人，新通知的文字两头都够不着。这是读法问题：并排给出，不替人选。",
        ("why", "chongqing.yaml", "待遇起始日", "--record", "2025年11月，没有补缴"),
    ),
)  # fmt: skip


def main() -> None:
    """Run the scenes."""
    click.echo(click.style("依据：政策文件写成可执行的条文，判案，并且总是说出依据。", bold=True))
    click.echo("下面是三份真实文件（阜阳市一份、重庆市两份）的部分条文，判两个虚构的人。\n")
    for title, arguments in SCENES:
        rule = "─" * 76
        click.echo(f"{rule}\n{click.style(title, bold=True)}")
        click.echo(click.style(f"\n$ yiju {shlex.join(arguments)}\n", fg="cyan"))
        paths = [str(HERE / a) if a.endswith(".yaml") else a for a in arguments]
        group.main(paths, standalone_mode=False, prog_name="yiju")
        click.echo("")


if __name__ == "__main__":
    main()
