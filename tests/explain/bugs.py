"""Is a wrong line in the search of repairs found? As in tests/agreement/bugs.py, by brute force.

PYTHONPATH=tests python tests/explain/bugs.py
"""

from __future__ import annotations

import sys

from agreement.bugs import Bug, caught

BUGS = (
    Bug("只看最平常的补全", "asp/goal.py", "first = next(missing, None)", "first = next((p for p in plainest[:1] if not self._holds(deciding, explored, p)), None)"),
    Bug("读法比事实便宜", "asp/repair_program.py", "lever(J,text). [1@5,J]", "lever(J,text). [1@1,J]"),
    Bug("只改一项", "asp/repair_program.py", "LARGEST = 4", "LARGEST = 1"),
    Bug("不成立不看管到的条款", "asp/repair_program.py", 'for sign in ("ef", "cv")', 'for sign in ("ef",)'),
    Bug("值不同当作相同", "asp/repair_program.py", "return bool(values[0] != values[1])", "return bool(values[0] == values[1])"),
    Bug("读法都当作第一种", "asp/repair_program.py", "k = self.levers[j].item.choices.index(option.key)", "k = 0"),
    Bug("缺文反过来", "asp/repair_program.py", 'yield f"gap({g},w) :- v({j},1,w)."', 'yield f"gap({g},w) :- v({j},0,w)."'),
    Bug("已知的事实改不动", "asp/repair_program.py", 'yield "v(J,K,w) :- now(J,K), not touched(J)."', 'yield "v(J,K,w) :- now(J,K)."'),
)  # fmt: skip
FORCE = """
import sys
from explain import test_repairs as tests
for seed in range(int(sys.argv[1])):
    for test in (tests.test_nothing_smaller_does, tests.test_every_repair_replays_in_the_interpreter_too):
        try:
            test(seed)
        except BaseException as error:
            print(f"种子 {seed}：{type(error).__name__}")
            sys.exit(1)
"""


def main() -> int:
    """Try them all; a table in Markdown."""
    print("| 错 | 文件 | 由什么发现 |\n|---|---|---|")
    missed = 0
    for bug in BUGS:
        found, _ = caught(bug, ((FORCE, "60"),))
        missed += not found
        print(f"| {bug.what} | {bug.file} | {found or '—'} |", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
