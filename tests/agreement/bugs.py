"""Is a wrong line found? One-line bugs are put into a copy, one by one, and the programs compared.

    python tests/agreement/bugs.py

Each bug is caught by the random pairs (the first that differs is named), or by the worked cases.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAIRS = 4000


@dataclass(frozen=True)
class Bug:
    """One line made wrong."""

    what: str
    file: str
    right: str
    wrong: str


BUGS = (
    Bug("加月不取月末", "values/calendar.py", "min(day.day, end.day))", "min(day.day, 28))"),
    Bug("满期不减一天", "values/calendar.py", "return corresponding - timedelta(days=1)", "return corresponding"),
    Bug("半分舍去", "values/evaluate.py", "(2 * amount.numerator + amount.denominator) //", "(2 * amount.numerator + amount.denominator - 1) //"),
    Bug("N个月内不含首日", "values/operations.py", "base <= what <= last_day", "base < what <= last_day"),
    Bug("满月不看日", "values/calendar.py", "return months if add_months(earlier, months) <= later else months - 1", "return months"),
    Bug("自然月数头一个不足的月", "values/calendar.py", "- (earlier.day > 1))", "- (earlier.day > 31))"),
    Bug("周岁的两种算法不分", "values/calendar.py", "day if on_birthday else day - timedelta(days=1)", "day"),
    Bug("溯及不等文件施行", "values/force.py", "None if start is None else start <= env.judged", "True"),
    Bug("适用至不看", "asp/force.py", "for end in clause.ends:", "for end in clause.ends[:0]:"),
    Bug("季末早一个月", "values/calendar.py", "(day.month + 2) // 3 * 3", "(day.month + 1) // 3 * 3"),
    Bug("倒过来的间隔也有值", "values/operations.py", "ABSENT if later < earlier else measure", "measure"),
    Bug("未知的日期找得不够远", "asp/representatives.py", "further = reach(self.program.compiler, env, leaves)", "further = 0"),
    Bug("解释器：当日起不算当日", "interp/dates.py", "return period_end(base, length) if counted else", "return shift(base, length) if counted else"),
    Bug("失效日当天仍有效", "values/force.py", "bool(day >= start)", "bool(day > start)"),
    Bug("扣除可到零以下", "values/evaluate.py", "return max(Fraction(0), fact - off)", "return fact - off"),
    Bug("限额不减已得", "values/fold.py", "(x.amount - s for x, s in", "(x.amount for x, s in"),
    Bug("就高取低", "values/fold.py", "best = max(rank", "best = min(rank"),
    Bug("叠加只记第一个", "values/fold.py", "sum(a for _, a in won) if", "won[0][1] if"),
    Bug("就低取高", "values/fold.py", "return -amount if rule.combine", "return amount if rule.combine"),
    Bug("任选总取第一条", "asp/from_conclusions.py", 'f"sel({question},{option_number(key)})"', 'f"sel({question},{option_number(next(iter(option.values()))[1])})"'),
    Bug("任选选了也取头一条", "asp/from_conclusions.py", '[standing, f"not pk({head},R)", *before]', '[standing, *before]'),
    Bug("任选没选的都取", "asp/from_conclusions.py", '[standing, f"not pk({head},R)", *before]', '[standing, f"not pk({head},R)"]'),
    Bug("任选不成立的也列", "asp/judgement.py", "return not mine or any(", "return True or any("),
    Bug("解释器：任选取末一条", "interp/combine.py", "taken = amounts[0]", "taken = amounts[-1]"),
    Bug("记录只看自己", "asp/relevance.py", "return rows if record in rows else {record}", "return {record}"),
    Bug("先后总是不管", "asp/finder.py", "if bounding.binds(item.choices[0], cls)", "if not bounding.binds(item.choices[0], cls)"),
    Bug("几个限额只守第一个", "values/fold.py", "min(c.gross, *rooms)", "min(c.gross, next(iter(rooms)))"),
    Bug("共用的限额只算自己", "asp/ledger.py", "(own, *spread.others)", "(own,)"),
    Bug("历年也按年", "asp/ledger.py", 'if cap.period == "life":', 'if cap.period == "never":'),
    Bug("次序不看次序依", "ir/pools.py", "(cap.order for cap in self.running)", "(cap.keys or cap.order for cap in self.running)"),
    Bug("月和天也比", "asp/weigh.py", "return one.unit == other.unit and (", "return bool("),
    Bug("余额不减前一方", "asp/ledger.py", "round_half_up(total) - sum(paid)", "round_half_up(total)"),
    Bug("顺位只看前一号", "asp/from_conclusions.py", "program.clause_of[other.id].rank < mine.rank", "program.clause_of[other.id].rank == mine.rank - 1"),
    Bug("先增加后清零", "values/count.py", "max(start, min([raised, *limits]))", "0 if any(m.reset for m in together) else max(start, min([raised, *limits]))"),
    Bug("不清零不看", "asp/from_conclusions.py", 'e.mode == "keep" and e.conclusion', 'e.mode == "keep" and e.conclusion + "" != effect.conclusion and e.conclusion'),
    Bug("例外不看", "asp/from_ir.py", 'blockers.append(f"not ex({number},{k},R)")', "blockers = []"),
    Bug("不视为当作视为", "asp/from_ir.py", "'ng' if cond.denied else 'ps'", "'ps' if cond.denied else 'ps'"),
    Bug("排除不分文件", "asp/from_conclusions.py", "if source.notice == clause.notice and source.cls", "if source.cls"),
    Bug("首尾成环也分先后", "asp/from_precedence.py", '"st(E,F,R) :- ar(E,F,R), not up(F,E,R)."', '"st(E,F,R) :- ar(E,F,R), E < F."'),
    Bug("按事项只推翻一项", "asp/from_precedence.py", "for f in siblings(program, b):", "for f in [b]:"),
    Bug("互斥只看一边", "asp/from_precedence.py", 'b.conclusion in heads[a.conclusion].excludes or', 'b.conclusion in heads[a.conclusion].excludes and'),
    Bug("等级不同的条件合成一个", "ir/walk.py", 'if f not in skipped', 'if f not in ("span", "text")'),
    Bug("不得不算待定的来由", "asp/relevance.py", "or args[0] in struck or args[0] in forbids", "or args[0] in struck"),
    Bug("同日只排前四张", "asp/orders.py", "permutations(records)", "permutations(records[:4])"),
    Bug("机关多几家也算同一机关", "asp/from_grounds.py", "not df(N,M), not df(M,N).", "not df(M,N)."),
    Bug("下级压过上级", "asp/from_grounds.py", '"superior": ("su(N,M)",)', '"superior": ("su(M,N)",)'),
    Bug("理由的前提只看一个", "asp/from_grounds.py", 'program.add(rule(f"gd({ground.id},C,D)", met))', 'program.add(rule(f"gd({ground.id},C,D)", met[-1:]))'),
    Bug("除外的不按旧规定不看是哪份文件", "asp/from_precedence.py", 'own = [f"dp({over.id},{under.id})", *', 'own = [*'),
    Bug("没有例外也算除外", "asp/from_precedence.py", 'body = [f"bo({clause.id},R)", f"ex({clause.id},{number},R)", *guard]', 'body = [f"bo({clause.id},R)", *guard]'),
    Bug("解释器：特别规定写反", "interp/grounds.py", "return under.id in over.special", "return over.id in under.special"),
    Bug("解释器：文件自定不看先后", "interp/force.py", 'return Compare(op="gt", left=facts.effective(notice)', 'return Compare(op="ne", left=facts.effective(notice)'),
    Bug("解释器：窗口不跨年", "interp/dates.py", "return from_start or to_end if window.wraps", "return from_start and to_end if window.wraps"),
    Bug("解释器：超过含本数", "interp/evaluate.py", '"gt": a > b', '"gt": a >= b'),
    Bug("解释器：被推翻的也推翻", "interp/defeat.py", "b == effect and _stands(counting, a) for", "b == effect for"),
    Bug("解释器：缺文不限文件", "interp/applies.py", "if gap.missing and gap.notice == notice.id and affected", "if gap.missing and affected"),
    Bug("未知的日子碰在一天不分先后", "asp/abreast.py", "if name in order_keys.get(cls, ()):", "if name in ():"),
    Bug("计数不看自己的那一天", "asp/relevance.py", "if not head.order:", "if head.order:"),
    Bug("约束不管", "asp/constraints.py", 'own.add(f":- bd({c.id},R).")', 'own.add(f":- bd({c.id},R), not on({c.id},R).")'),
    Bug("合计不看条件", "values/records.py", "value = of(env, s) if picked is not False else ABSENT", "value = of(env, s)"),
    Bug("段的起日不看条件", "values/records.py", "if picked is False or a is ABSENT:", "if a is ABSENT:"),
    Bug("最晚取最早", "values/records.py", '"latest": lambda found: max(', '"latest": lambda found: min('),
    Bug("推算只看头一种读法", "values/infer.py", "any(env.readings[n.question] == n.option for n in readings)", "bool(readings)"),
    Bug("别人的明细也算", "values/records.py", "if owner == r]", "if owner]"),
    Bug("模块把没有的当作有的听", "asp/world.py", "[here for r, there, here in inputs if there in truths[r]]", "[here for r, there, here in inputs if there not in truths[r]]"),
    Bug("否定的也当作前提，不去问", "asp/reading.py", 'r"(?<!not )\\b([a-z]+)', 'r"\\b([a-z]+)'),
)  # fmt: skip

RANDOM = """
import sys
from agreement.compare import SMALL, disagreements
from agreement.generate import CASES, pairs
from yiju.pipeline import Engine
for seed in range(int(sys.argv[1]) // CASES):
    made = pairs(seed)
    engine = Engine(made[0].policy)
    for number, pair in enumerate(made):
        try:
            found = disagreements(engine, pair.case, pair.given, pair.about, SMALL)
        except Exception as error:
            found = [repr(error)]
        if found:
            print(f"第 {seed * CASES + number + 1} 对：{found[0][:60]}")
            sys.exit(1)
"""
CASES = """
import sys
from pathlib import Path
from yiju import expect
from yiju.pipeline import Engine, load_policy
from yiju.source import Source
root = Path(sys.argv[1])
engine = Engine(load_policy([root], cache=False))
for file in sorted(root.rglob("cases/*.yaml")):
    for test in engine.reader.read_tests(Source(str(file), file.read_text("utf-8")))[0]:
        try:
            passed = expect.run(engine, test).passed
        except Exception:
            passed = False
        if not passed:
            print(f"案例：{test.name}")
            sys.exit(1)
"""


SCRIPTS = ((RANDOM, str(PAIRS)), (CASES, str(ROOT / "policy")))


def caught(bug: Bug, scripts: tuple[tuple[str, str], ...] = SCRIPTS) -> tuple[str, str]:
    """What finds the bug among the random pairs, else among the worked cases; empty: nothing."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "pycore"
        shutil.copytree(ROOT / "pycore", copy, ignore=shutil.ignore_patterns("__pycache__"))
        file = copy / "yiju" / bug.file
        text = file.read_text("utf-8")
        assert text.count(bug.right) == 1, (
            f"{bug.file}: {bug.right} stands {text.count(bug.right)} times"
        )
        file.write_text(text.replace(bug.right, bug.wrong), "utf-8")
        shutil.copytree(ROOT / "grammar", Path(folder) / "grammar", dirs_exist_ok=True)
        env = {**os.environ, "PYTHONPATH": f"{copy}{os.pathsep}{ROOT / 'tests'}"}
        found = []
        for script, argument in scripts:
            command = [sys.executable, "-c", script, argument]
            done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
            line = (done.stdout.strip() or done.stderr.strip()).splitlines()
            found.append(line[-1] if done.returncode and line else "")
            if found[0]:
                return found[0], ""
        return found[0], found[-1]


def main() -> int:
    """Try them all; a table in Markdown."""
    print("| 错 | 文件 | 随机 | 人工案例 |\n|---|---|---|---|")
    missed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for bug, (random, cases) in zip(BUGS, pool.map(caught, BUGS), strict=True):
            missed += not (random or cases)
            cells = (bug.what, bug.file, random or "—", cases or "—")
            print("| " + " | ".join(c.replace(" | ", "／") for c in cells) + " |", flush=True)
    print(f"\n{len(BUGS)} bugs, {missed} not caught")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
