"""One small faulty file for each cause of pycore/yiju/ir/errors_likened.py, by the name of its class."""

from __future__ import annotations

HEAD = "【文件】「某办法」\n施行：2024年1月1日\n引用：「小词汇」\n\n"
EXAMPLES: dict[str, tuple[str, str]] = {
    "NoIdentity": (
        HEAD + "【条】第一条「参照」\n则：参照 可以报销\n",
        "参照的是身份：把这个人当作那种人，再问各条。",
    ),
    "LikenedRecord": (
        HEAD + "【条】第一条「参照」\n若：就诊类型 为 住院\n则：参照 三属\n",
        "一个人参照某种身份，不随哪一张账单而变。",
    ),
}
