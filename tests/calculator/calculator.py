"""Recompute the 算式 of every case file and compare them with what the case expects.

It shares nothing with the engine: only the standard library and a YAML reader. Numbers are
fractions, dates are dates; an expression is a restricted Python expression. Names of 算式:

    甲                      the 值 of record 甲
    待遇起始日              the 值 of the conclusion of that name
    待遇起始日@甲           the 值 of that conclusion for record 甲
    合计2024                the year total
    甲 下端 / 甲 上端        the ends of the 范围 of 甲
    甲 落选 〈引文〉          the value of the clause that lost
    甲/题=选,题=选          the 值 of the side-by-side answer under those readings

Any other name is an intermediate amount, and must be used by a later expression.

    python tests/calculator/calculator.py [文件…]
"""

from __future__ import annotations

import ast
import calendar
import operator
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Value = Fraction | date
ROOT = Path(__file__).resolve().parents[2]
CONCLUSION, RECORD, VALUE, RANGE, TOTAL, LOST, READINGS = (
    "结论",
    "记录",
    "值",
    "范围",
    "合计",
    "落选",
    "读法",
)

DATE = re.compile(r"(?<![\w.])(\d{4})-(\d{2})-(\d{2})(?![\w.])")
ENDS = {"下端": 0, "上端": 1}
UNITS = {"万元": Fraction(10000), "%": Fraction(1, 100)}


class WorkingError(Exception):
    """A working that cannot be evaluated or does not match the case."""


# ---------------------------------------------------------------- dates and amounts


def month_last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def shift(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def whole(n: Value) -> int:
    if not isinstance(n, Fraction) or n.denominator != 1:
        raise WorkingError(f"要整数：{n}")
    return int(n)


def add_months(day: date, n: Value) -> date:
    year, month = shift(day, whole(n))
    return min(
        month_last(year, month), date(year, month, min(day.day, month_last(year, month).day))
    )


def add_days(day: date, n: Value) -> date:
    return day + timedelta(days=whole(n))


def next_day(day: date) -> date:
    return day + timedelta(days=1)


def this_month_first(day: date) -> date:
    return day.replace(day=1)


def next_month_first(day: date) -> date:
    return date(*shift(day, 1), 1)


def next_year_first(day: date) -> date:
    return date(day.year + 1, 1, 1)


def including_month_end(day: date, n: Value) -> date:
    """The month of the day is the first; the last day of the n-th."""
    return month_last(*shift(day, whole(n) - 1))


def whole_months_end(day: date, n: Value) -> date:
    """Whole calendar months only: a month counts from its 1st."""
    return including_month_end(day if day.day == 1 else next_month_first(day), n)


def r2(x: Value) -> Fraction:
    """To the fen, half up."""
    if not isinstance(x, Fraction):
        raise WorkingError(f"要数：{x}")
    fen = x * 100
    down = fen.numerator // fen.denominator
    return Fraction(down + 1 if fen - down >= Fraction(1, 2) else down, 100)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "min": min,
    "max": max,
    "r2": r2,
    "add_months": add_months,
    "add_days": add_days,
    "next_day": next_day,
    "this_month_first": this_month_first,
    "next_month_first": next_month_first,
    "next_year_first": next_year_first,
    "including_month_end": including_month_end,
    "month_end_after": including_month_end,
    "whole_months_end": whole_months_end,
}
OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


# ---------------------------------------------------------------- expressions


def evaluate(text: str, names: dict[str, Value]) -> tuple[Value, set[str]]:
    """The value of an expression, and the names that it used."""
    quoted = DATE.sub(r'"\1-\2-\3"', text.replace('"', "").replace("'", ""))
    try:
        tree = ast.parse(quoted, mode="eval")
    except SyntaxError as error:
        raise WorkingError(f"读不懂算式：{text}") from error
    used: set[str] = set()
    result = _walk(tree.body, quoted, names, used)
    if not isinstance(result, Fraction | date):
        raise WorkingError(f"算式的结果不是数也不是日期：{text}")
    return result, used


def _walk(node: ast.expr, text: str, names: dict[str, Value], used: set[str]) -> Value:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return date.fromisoformat(node.value)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Fraction(ast.get_source_segment(text, node) or "")  # the digits as written, no float
    if isinstance(node, ast.Name) and node.id in names:
        used.add(node.id)
        return names[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_number(_walk(node.operand, text, names, used))
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        left, right = (_number(_walk(side, text, names, used)) for side in (node.left, node.right))
        return OPERATORS[type(node.op)](left, right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
        if node.keywords:
            raise WorkingError("算式的函数不用名字传值")
        return FUNCTIONS[node.func.id](*(_walk(arg, text, names, used) for arg in node.args))
    raise WorkingError(f"算式里不能用：{ast.get_source_segment(text, node)}")


def _number(value: Value) -> Fraction:
    if isinstance(value, Fraction):
        return value
    raise WorkingError(f"日期不能这样算：{value}")


def literal(text: str) -> Value:
    """A value as the expectations write it: 6172.84元, 95%, 3个月, 90天, 2025-11-01."""
    text = text.strip()
    if DATE.fullmatch(text):
        return date.fromisoformat(text)
    found = re.fullmatch(r"(-?\d[\d,]*(?:\.\d+)?)(元|万元|%|个月|月|天|日|年)?", text)
    if not found:
        raise WorkingError(f"读不懂的值：{text}")
    number = Fraction(found[1].replace(",", ""))
    return number * UNITS.get(found[2] or "", Fraction(1))


# ---------------------------------------------------------------- cases


@dataclass(frozen=True)
class Worked:
    """One case of one file. Everything is text: `1.10` stays `1.10`."""

    file: Path
    name: str
    body: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.file.name}：{self.name}"

    @property
    def workings(self) -> dict[str, str]:
        return self.body.get("算式") or {}

    @property
    def expected(self) -> list[dict[str, Any]]:
        return self.body.get("期望") or []


class Reader(yaml.BaseLoader):
    """Text only, and a key may be written once."""


def _mapping(loader: Reader, node: yaml.MappingNode, deep: bool = True) -> dict[str, Any]:
    pairs = [
        (loader.construct_object(k, deep=True), loader.construct_object(v, deep=True))
        for k, v in node.value
    ]
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise WorkingError(f"{node.start_mark}：同一个名字写了两次：{keys}")
    return dict(pairs)


Reader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read(file: Path) -> list[Worked]:
    data = yaml.load(file.read_text(encoding="utf-8"), Reader)
    return [Worked(file, case["名称"], case) for case in data["用例"]]


def case_files(root: Path = ROOT) -> list[Path]:
    return sorted(root.glob("policy/**/cases/*.yaml"))


def all_cases(root: Path = ROOT) -> list[Worked]:
    return [case for file in case_files(root) for case in read(file)]


def _value(entry: dict[str, Any]) -> list[str]:
    return [entry[VALUE]] if VALUE in entry else []


def targets(name: str, expected: list[dict[str, Any]]) -> list[str]:
    """The values of the expectations that a working's name speaks about."""
    year = re.fullmatch(r"合计(\d{4})", name)
    if year:
        return [entry[TOTAL][year[1]] for entry in expected if year[1] in entry.get(TOTAL, {})]
    subject, _, reading = name.partition("/")
    subject, _, rest = subject.partition(" ")
    conclusion, at, record = subject.partition("@")
    chosen = [
        entry
        for entry in expected
        if TOTAL not in entry
        and (
            (entry.get(CONCLUSION) == conclusion and entry.get(RECORD) == record)
            if at
            else subject in (entry.get(RECORD), entry.get(CONCLUSION))
        )
    ]
    if reading:
        choice = dict(part.split("=", 1) for part in reading.split(","))
        return [
            answer[VALUE]
            for entry in chosen
            for answer in entry.get(READINGS, [])
            if answer["选"] == choice and VALUE in answer
        ]
    if rest in ENDS:
        return [entry[RANGE][ENDS[rest]] for entry in chosen if RANGE in entry]
    if rest.startswith("落选 "):
        citation = rest.removeprefix("落选 ")
        return [entry[LOST][citation] for entry in chosen if citation in entry.get(LOST, {})]
    return [value for entry in chosen for value in _value(entry)]


def check(case: Worked) -> Iterator[str]:
    """What is wrong with the workings of a case; nothing when they are right."""
    values: dict[str, Value] = {}
    used: set[str] = set()
    idle: set[str] = set()
    for name, text in case.workings.items():
        if not text:
            yield f"{name}：没有算式；写在花括号里的算式若有逗号，要加引号"
            continue
        try:
            values[name], names = evaluate(str(text), values)
            wanted = [literal(target) for target in targets(name, case.expected)]
        except (WorkingError, ArithmeticError, ValueError, TypeError) as error:
            yield f"{name}：{error}"
            continue
        used |= names
        if not wanted:
            idle.add(name)
        for want in wanted:
            if want != values[name]:
                yield f"{name}：算得 {show(values[name])}，期望写的是 {show(want)}"
    for name in sorted(idle - used):
        yield f"{name}：期望里没有它，别的算式也没有用到它"


def unworked(case: Worked) -> list[str]:
    """Amounts in the expectations that no working reaches: for the author's eyes."""
    reached = [value for name in case.workings for value in targets(name, case.expected)]
    amounts = [
        value
        for entry in case.expected
        for value in (*_value(entry), *entry.get(TOTAL, {}).values())
    ]
    return [value for value in amounts if value not in reached]


def show(value: Value) -> str:
    return (
        value.isoformat()
        if isinstance(value, date)
        else f"{float(value):.4f}".rstrip("0").rstrip(".")
    )


def main(arguments: list[str]) -> int:
    files = [Path(argument) for argument in arguments] or case_files()
    wrong = 0
    for file in files:
        cases = read(file)
        faults = [f"  {case.name}　{fault}" for case in cases for fault in check(case)]
        bare = [f"  {case.name}　没有算式：{value}" for case in cases for value in unworked(case)]
        count = sum(len(case.workings) for case in cases)
        print(
            f"{file.name}：{len(cases)} 例，{count} 条算式，{len(faults)} 处不符，{len(bare)} 个值没有算式"
        )
        print("\n".join(faults + bare), end="\n" if faults or bare else "")
        wrong += len(faults)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
