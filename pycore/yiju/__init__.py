"""依据: government notices as executable policy, every conclusion with its ground."""

from typing import TYPE_CHECKING

from yiju.api import Explanation, Policy, load
from yiju.asp.decided import Decided, Refused
from yiju.case.answer import Answer, Outcome, Support
from yiju.case.combine import disagreements, merge
from yiju.case.model import Case, Given
from yiju.diagnostic import Diagnostic, YijuError
from yiju.explain.wording import Line
from yiju.source import Source
from yiju.texts import (
    Checked,
    Formatted,
    check,
    draw,
    format_sources,
    policy_sources,
    record,
    shipped,
    source,
)
from yiju.version import __version__

if TYPE_CHECKING:
    from yiju.expect import Verdict

__all__ = [
    "Answer",
    "Case",
    "Checked",
    "Decided",
    "Diagnostic",
    "Explanation",
    "Formatted",
    "Given",
    "Line",
    "Outcome",
    "Policy",
    "Refused",
    "Source",
    "Support",
    "Verdict",
    "YijuError",
    "__version__",
    "check",
    "disagreements",
    "draw",
    "format_sources",
    "load",
    "merge",
    "policy_sources",
    "record",
    "shipped",
    "source",
]


def __getattr__(name: str) -> object:
    """`Verdict` on first use: only tests pay for importing what they need."""
    if name == "Verdict":
        from yiju.expect import Verdict

        return Verdict
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
