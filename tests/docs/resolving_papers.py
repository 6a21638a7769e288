"""One small faulty file for each cause of pycore/yiju/ir/errors_papers.py, by the name of its class."""

from __future__ import annotations

HEAD = """\
【文件】「某办法」
施行：2024年1月1日
引用：「小词汇」

【结论】
- 应交材料：材料〔居民身份证、户口簿〕，每 账单

【条】第一条「交什么」
"""
EXAMPLES: dict[str, tuple[str, str]] = {
    "NotPapers": (
        HEAD + "则：可以报销 含 户口簿\n",
        "「含」「不含」说的是一套材料里的一件；别的结论没有“件”。",
    ),
    "UnknownPaper": (
        HEAD + "则：应交材料 含 住院医疗补助\n",
        "能交哪些，在【结论】里列出来，写错的才看得出来。",
    ),
    "PaperTwice": (
        HEAD + "则：应交材料 含 户口簿 或 户口簿\n",
        "“户口簿或户口簿”多半是抄漏了一件。",
    ),
    "PapersWithValue": (
        HEAD + "则：应交材料\n",
        "一套材料一件一件地说；要全部不交，写「不得」。",
    ),
}
