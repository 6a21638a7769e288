"""One small faulty file for each cause of pycore/yiju/ir/errors_chapters.py, by the name of its class."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, str]] = {
    "NothingBelow": (
        "【文件】「某办法」\n施行：2024年1月1日\n引用：「小词汇」\n\n"
        "【章】五、2「住院」\n适用于：就诊类型 为 住院\n\n"
        "【条】五、21「报销」\n若：在定点机构就医\n则：可以报销\n",
        "“五、21”不在“五、2”之下。章的位置写错了，共用的范围就落空了。",
    ),
}
