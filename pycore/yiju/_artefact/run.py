"""Runs policy.lp on one case: `python run.py 案情.yaml [--assume 假定.yaml]`.

policy.lp decides which clauses apply, what is excluded or overridden and which one wins. Its inputs
and its @-functions stand in `case_in` and `functions`. The parts of the program are grounded and solved one after another (`part`, `steps` facts give the
order), so that every @-function is given values that are decided. No engine is called.

退出码：0 有答案；2 有待定项、输入有误，或者 policy.lp 与 policy.json 不配。
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

import clingo
import msgspec
from clingo import Symbol

from yiju._artefact.case_in import Inputs, Result, Unsettled, decode, read, same_day, settled, shown
from yiju._artefact.functions import Functions
from yiju.ir import model as ir

# ── grounding and solving ────────────────────────────────────────────────────


def solve(program: str, inputs: Inputs) -> list[Result]:
    """The answers of the program.

    :raises Unsettled: when something that the program reads is open.
    :raises RuntimeError: when clingo does not accept the program, or it is not decided.
    """
    messages: list[str] = []
    control = clingo.Control(
        ["--warn=no-atom-undefined"], logger=lambda _, text: messages.append(text)
    )
    control.add(program)
    functions = Functions(inputs)

    def ground(*parts: tuple[str, list[Symbol]]) -> None:
        control.ground(parts, context=functions)
        if messages:
            raise RuntimeError("；".join(messages[:5]))
        if functions.open:
            raise Unsettled(functions.open)
        if not control.solve().satisfiable:
            raise RuntimeError("policy.lp 没有答案集")
        control.cleanup()  # what is true becomes a fact, what is false goes

    ground(("base", []))
    plan = [*_atoms(control, "part", 2), *_atoms(control, "steps", 3)]
    for _, name, *head in sorted(plan, key=lambda a: a[0]):
        if not head:
            ground((name.name, []))
            continue
        order = [a[1:] for a in _atoms(control, "nth", 3) if a[0] == head[0]]
        for record, place in sorted(order, key=lambda a: a[1]):
            ground((name.name, [record, place]))
    if any(not atom.is_fact for atom in control.symbolic_atoms):
        raise RuntimeError("有没有决定的原子")
    return _results(control, functions)


def _atoms(control: clingo.Control, name: str, arity: int) -> list[list[Symbol]]:
    return [atom.symbol.arguments for atom in control.symbolic_atoms.by_signature(name, arity)]


def _results(control: clingo.Control, functions: Functions) -> list[Result]:
    values = {(h.number, r.number): v.string for h, r, v in _atoms(control, "dv", 3)}
    winners: dict[tuple[int, int], list[int]] = {}
    for h, r, effect in _atoms(control, "winner", 3):
        winners.setdefault((h.number, r.number), []).append(effect.number)
    results = []
    for h, r, status in _atoms(control, "status", 3):
        place, head = (h.number, r.number), functions.heads[h.number]
        held = status.string == "成立" and place in values
        value = decode(values[place], head.kind) if held else None
        won = tuple(sorted(winners.get(place, [])))
        results.append((place, Result(head.name, r.number, status.string, value, won)))
    return [result for _, result in sorted(results, key=lambda found: found[0])]


# ── the command ──────────────────────────────────────────────────────────────


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="用编译出来的政策判一个案情。")
    parser.add_argument("case", metavar="案情", help="案情文件，YAML 或 JSON")
    parser.add_argument(
        "--parameters", action="append", default=[], metavar="文件", help="参数文件"
    )
    parser.add_argument("--assume", action="append", default=[], metavar="文件", help="假定文件")
    parser.add_argument("--order", default="", metavar="名称,名称", help="同日的记录，谁先谁后")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")
    options = parser.parse_args(arguments)
    here = Path(__file__).parent
    data = (here / "policy.json").read_bytes()
    program = (here / "policy.lp").read_text("utf-8")
    if f'made("{hashlib.sha256(data).hexdigest()[:32]}")' not in program:
        return _fail(["policy.lp 与 policy.json 不是同一次编译的"])
    policy = msgspec.json.decode(data, type=ir.Policy)
    try:
        case, given, wrong = read(policy, options.case, options.parameters, options.assume)
        if wrong:
            return _fail(wrong)
        inputs = settled(policy, case, given, same_day(case, options.order))
        rows = shown(inputs, solve(program, inputs))
    except Unsettled as unsettled:
        return _fail(["还有待定项，先写明假定再算：", *("  " + item for item in unsettled.items)])
    except (OSError, UnicodeDecodeError, RuntimeError) as error:
        return _fail([f"没有算成：{error}"])
    if options.format == "json":
        print(json.dumps({"格式": 1, "结论": rows}, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            record = f"（{row['记录']}）" if row.get("记录") else ""
            value = f" {row['值']}" if "值" in row else ""
            grounds = f"　依据：{'、'.join(row['依据'])}" if row["依据"] else ""
            print(f"{row['结论']}{record}：{row['状态']}{value}{grounds}")
    return 0


def _fail(lines: list[str]) -> int:
    print("\n".join(lines), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
