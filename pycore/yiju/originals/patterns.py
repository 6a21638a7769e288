"""The patterns of grammar/notices.toml: what notices look like, and what scraping leaves in them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from yiju.assets import folder


@dataclass(frozen=True)
class Patterns:
    """Compiled. `noise` matches whole lines, the others anywhere."""

    noise: re.Pattern[str]
    residue: re.Pattern[str]
    closing: re.Pattern[str]
    summing: re.Pattern[str]
    announces: re.Pattern[str]
    heading_longest: int
    verbs: tuple[str, ...]
    lead_in: re.Pattern[str]
    number: re.Pattern[str]
    date: re.Pattern[str]
    title: re.Pattern[str]
    organ: re.Pattern[str]
    force: re.Pattern[str]
    issue_day: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns, read once."""
    raw = tomllib.loads((folder("grammar") / "notices.toml").read_text("utf-8"))
    either = {key: "|".join(f"(?:{one})" for one in raw.pop(key)) for key in ("noise", "residue")}
    longest, verbs = raw.pop("heading_longest"), tuple(raw.pop("verbs"))
    compiled = {key: re.compile(text) for key, text in (either | raw).items()}
    return Patterns(heading_longest=longest, verbs=verbs, **compiled)
