"""Damaged inputs: random bytes, random characters, and real files with a few things wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

SIGNS = [
    *"，：；、。（）()|-#「」『』【】〔〕《》“”‘’ \t\n=≥≤%％&*!>{}[]\"'@`,:?~—…·",
    *"\x00\x07\x1b\x7f\x85\u200b\u200e\u202e\u2028\u3000\ufeff\ufffe\U00020bb7\ud7ff٣²Ⅶ㎡",
    *"零一二三十百千万亿半两廿甲乙丙丁",
]
NUMBERS = [
    *("0", "-1", "+5", "9" * 40, "9" * 5000, "1e400", "1E-9", "0x1f", "1_000", "nan", ".inf"),
    *("0元", "2万元", "三万五", "999999999999999亿元", "0.005元", "-3元", "1,000.00元", "１００元"),
    *("0%", "50%", "百分之五十", "100.0001%", "99999999%", "-1%", "0.1", "1/3"),
    *("0个月", "3个月", "99999999个月", "9" * 30 + "个月", "0天", "90天", "9" * 12 + "天"),
    *("2年", "9999年", "2025年度", "0年度", "99999年度", "一百零一年"),
    *("2025年9月9日", "2025-09-09", "0001-01-01", "1-1-1", "9999-12-31", "2025-02-30"),
    *("2024年2月29日", "9999年12月31日", "10000年1月1日", "1月1日", "2月末日", "13月40日"),
    *("未定", "未知", "无", "是", "否", "null", "~", "true", "yes", "未定义"),
]
YAML_SIGNS = ["&a ", "*a", "<<: *a", "!!python/object:os ", "---\n", "...\n", "|\n", ">-\n", "? "]
OPENERS = ["（", "[", "{", "- ", "「", "非 ", "  ", '{"人":', "较大（1，", "缴费日 的 次日 "]
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


def damaged(rng: random.Random, texts: list[str], words: list[str]) -> bytes:
    """One input: now and then nothing but noise, most often a real text that was damaged."""
    roll = rng.random()
    if roll < 0.05:
        return rng.randbytes(rng.randint(0, 400))
    if roll < 0.15:
        return _noise(rng).encode("utf-8", "surrogatepass")
    if roll < 0.30:
        return _pieces(rng, words).encode("utf-8", "surrogatepass")
    text = rng.choice(texts)
    if roll < 0.65:  # what may well still read, and mean something odd
        for _ in range(rng.randint(1, 4)):
            text = rng.choice(GENTLE)(rng, text, words)
        return text.encode()
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        text = rng.choice(MUTATIONS)(rng, text, words)
    data = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.03 and data:  # a byte that UTF-8 does not know
        at = rng.randrange(len(data))
        data = data[:at] + rng.randbytes(1) + data[at + 1 :]
    elif rng.random() < 0.02:
        data = text.encode(rng.choice(("gb18030", "utf-16", "utf-8-sig")), "replace")
    return data


def _noise(rng: random.Random) -> str:
    planes = ((0, 0x7F), (0x80, 0x2FF), (0x3000, 0x303F), (0x4E00, 0x9FFF), (0xFF00, 0xFFEF),
              (0xD800, 0xDFFF), (0x10000, 0x10FFFF))  # fmt: skip
    return "".join(chr(rng.randint(*rng.choice(planes))) for _ in range(rng.randint(0, 200)))


def _pieces(rng: random.Random, words: list[str]) -> str:
    parts = []
    for _ in range(rng.randint(1, 60)):
        pool = rng.choice((words, words, words, SIGNS, NUMBERS, ["\n", " ", "：", "\n- ", "\n| "]))
        parts.append(rng.choice(pool))
    return "".join(parts)


def _span(rng: random.Random, text: str, most: int = 60) -> tuple[int, int]:
    at = rng.randint(0, len(text))
    return at, min(len(text), at + rng.randint(0, most))


def _lines(rng: random.Random, text: str) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, rng.randrange(len(lines))


def _delete(rng: random.Random, text: str, words: list[str]) -> str:
    start, end = _span(rng, text)
    return text[:start] + text[end:]


def _duplicate(rng: random.Random, text: str, words: list[str]) -> str:
    start, end = _span(rng, text)
    return text[:end] + text[start:end] * rng.choice((1, 1, 2, 50)) + text[end:]


def _replace(rng: random.Random, text: str, words: list[str]) -> str:
    start, end = _span(rng, text, 8)
    pool: list[str] = rng.choice((words, SIGNS, NUMBERS))
    return text[:start] + rng.choice(pool) + text[end:]


def _token(rng: random.Random, text: str, words: list[str]) -> str:
    """One word for another: what still reads, but means something else."""
    found = list(_TOKENS.finditer(text))
    if not found:
        return text
    one, other = rng.choice(found), rng.choice(found)
    new = rng.choice((other.group(), rng.choice(words), rng.choice(NUMBERS)))
    return text[: one.start()] + new + text[one.end() :]


def _name(rng: random.Random, text: str, words: list[str]) -> str:
    """A whole word of Han characters for another that is known."""
    found = [m for m in re.finditer(r"[一-鿿]{2,}", text)]
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start()] + rng.choice(words) + text[one.end() :]


def _number(rng: random.Random, text: str, words: list[str]) -> str:
    found = list(re.finditer(r"[\d.,-]+(?:万?元|%|个月|天|年度?|级)?", text))
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start()] + rng.choice(NUMBERS) + text[one.end() :]


ALIKE = [
    (r"\d{4}-\d\d-\d\d", [
        "2024-02-29", "2023-02-28", "0001-01-01", "9999-12-31", "2024-12-31", "1900-03-01", "未知",
        "2025-09-08", "2025-09-09", "9999-11-30", "2025-10-20", "无"]),
    (r"\d{4}年\d+月\d+日", ["2024年2月29日", "1年1月1日", "9999年12月31日", "未定", "2026年1月1日"]),
    (r"[\d,.]+万?元", [
        "0元", "0.01元", "99999999999999元", "2万元", "0.02元", "1亿元", "1元", "未知", "6666.67元",
        "9" * 60 + "元"]),
    (r"[\d.]+%", ["0%", "100%", "1%", "33.3333%", "99.99%", "250%", "0.0000000001%", "50%"]),
    (r"\d+(?:个月|年|天)(?!\d)", [
        "0个月", "1个月", "3个月", "600个月", "99999个月", "999999999999个月", "2年", "90天", "0天",
        "3652059天", "9999999999天", "12000年", "未知"]),
    (r"\d+年度", ["2024年度", "1年度", "9999年度", "2026年度"]),
    (r"\d+月(?:\d+|末)日", ["1月1日", "12月31日", "2月29日", "2月末日", "9月30日", "4月31日"]),
    (r"不低于|不少于|不超过|超过|低于|不晚于|早于|晚于", [
        "不低于", "不超过", "超过", "低于", "早于", "晚于", "为", "不为"]),
    (r"[一二三四五六七八九十]级", ["一级", "六级", "七级", "十级"]),
    (r"(?<= )(?:且|或|加|×|\+|÷|-)(?= )", ["且", "或", "× 0%", "+", "-", "×", "÷", "加"]),
    (r"(?<=[:：] )(?:是|否)", ["是", "否", "未知", "无"]),
    (r"的 次日|的 次月1日|的 次年1月1日|的 当月1日", [
        "的 次日", "的 次月1日", "的 次年1月1日", "的 当月1日", "加 3个月", "加 9999天"]),
    (r" (?:内|后)", [" 内", " 后"]),
    (r"（[甲乙丙丁]）", ["（甲）", "（乙）", "（丙）", "", "（甲、乙）"]),
    (r"读法 \S+: \S+", ["读法 多重身份比什么: 乙", "读法 年度累计依哪一天: 丁", "比例: 按下限"]),
    (r": (?:适用|不适用)", [": 适用", ": 不适用"]),
]  # fmt: skip


def _alike(rng: random.Random, text: str, words: list[str]) -> str:
    """A value for another of its kind."""
    pattern, others = rng.choice(ALIKE)
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start()] + rng.choice(others) + text[one.end() :]


def _own_name(rng: random.Random, text: str, words: list[str]) -> str:
    """A word for another of the same text."""
    found = list(re.finditer(r"[一-鿿]{2,}", text))
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start()] + rng.choice(found).group() + text[one.end() :]


def _swap_tokens(rng: random.Random, text: str, words: list[str]) -> str:
    found = _TOKENS.findall(text)
    if len(found) > 1:
        i, j = rng.randrange(len(found)), rng.randrange(len(found))
        found[i], found[j] = found[j], found[i]
    return "".join(found)


def _swap_lines(rng: random.Random, text: str, words: list[str]) -> str:
    lines, i = _lines(rng, text)
    j = rng.randrange(len(lines))
    lines[i], lines[j] = lines[j], lines[i]
    return "\n".join(lines)


def _drop_line(rng: random.Random, text: str, words: list[str]) -> str:
    lines, i = _lines(rng, text)
    del lines[i]
    return "\n".join(lines)


def _repeat_line(rng: random.Random, text: str, words: list[str]) -> str:
    lines, i = _lines(rng, text)
    lines[i:i] = [lines[i]] * rng.choice((1, 1, 30))
    return "\n".join(lines)


def _wide(rng: random.Random, text: str, words: list[str]) -> str:
    start, end = _span(rng, text, 200)
    folded = "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c
        for c in text[start:end]
    )
    return text[:start] + folded + text[end:]


def _cut(rng: random.Random, text: str, words: list[str]) -> str:
    return text[: rng.randint(0, len(text))]


def _deep(rng: random.Random, text: str, words: list[str]) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(OPENERS) * rng.choice((3, 70, 600, 4000)) + text[at:]


def _yaml(rng: random.Random, text: str, words: list[str]) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(YAML_SIGNS) + text[at:]


def _newlines(rng: random.Random, text: str, words: list[str]) -> str:
    return rng.choice(("", "\ufeff")) + text.replace("\n", rng.choice(("\r\n", "\r", "\n\n", " ")))


GENTLE: list[Callable[[random.Random, str, list[str]], str]] = [
    *[_alike] * 9, _drop_line, _swap_lines, _repeat_line, _own_name,
]  # fmt: skip
MUTATIONS: list[Callable[[random.Random, str, list[str]], str]] = [
    _delete, _duplicate, _replace, _replace, _token, _token, _token, _name, _name, _name, _number,
    _number, _swap_tokens, _swap_lines, _drop_line, _repeat_line, _wide, _cut, _deep, _yaml,
    _newlines,
]  # fmt: skip
