"""The scenes of `why-not`: every stage a clause can stop at, every kind of change, what is refused."""

from __future__ import annotations

ASSUMED = ("--assume", "fuyang-assumptions.yaml")
SUBSIDY, START = "住院医疗补助", "待遇起始日"

SCENES: dict[str, tuple[str, ...]] = {
    "why-not-excluded": ("why-not", "excluded.yaml", SUBSIDY, "--record", "春", *ASSUMED),
    "why-not-excluded-plain": ("why-not", "excluded.yaml", SUBSIDY, "--record", "春"),
    "why-not-excluded-json": (
        "why-not", "excluded.yaml", SUBSIDY, "--record", "春", *ASSUMED, "--format", "json",
    ),
    "why-not-at-least": (
        "why-not", "fuyang.yaml", SUBSIDY, "--record", "春", "--at-least", "1万元", *ASSUMED,
    ),
    "why-not-nobody": ("why-not", "nobody.yaml", SUBSIDY, *ASSUMED),
    "why-not-elsewhere": ("why-not", "elsewhere.yaml", SUBSIDY, "--record", "春", *ASSUMED),
    "why-not-too-early": ("why-not", "chongqing.yaml", "未连续参保人员", "--record", "2025年6月"),
    "why-not-reading": (
        "why-not", "chongqing.yaml", "未连续参保人员", "--record", "2025年11月，没有补缴",
    ),
    "why-not-overridden": (
        "why-not", "chongqing.yaml", START, "--record", "2025年11月，没有补缴",
    ),
    "why-not-value": (
        "why-not", "chongqing.yaml", START, "--record", "2025年10月", "--value", "2025-11-01",
    ),
    "why-not-conflict": (
        "why-not", "chongqing.yaml", START, "--record", "2025年6月", "--policy", "conflict",
    ),
    "why-not-refused": (
        "why-not", "fuyang.yaml", SUBSIDY, "--record", "春", "--status", "不成立", *ASSUMED,
    ),
    "why-not-ruled": (
        "why-not", "fuyang.yaml", SUBSIDY, "--record", "春", "--status", "无规定", *ASSUMED,
    ),
    "why-not-met": ("why-not", "chongqing.yaml", START, "--record", "2025年10月"),
    "why-not-bad-value": ("why-not", "fuyang.yaml", SUBSIDY, "--value", "5000"),
    "why-not-no-value": ("why-not", "fuyang.yaml", SUBSIDY, "--value", "1元", "--status", "不成立"),
    "why-not-not-ordered": ("why-not", "chongqing.yaml", START, "--at-least", "2025-12-01"),
    "why-not-misspelt": ("why-not", "fuyang.yaml", "住院医疗补帖"),
    "why-not-no-record": ("why-not", "fuyang.yaml", SUBSIDY, "--record", "秋"),
}  # fmt: skip
