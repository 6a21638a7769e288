"""依据: government notices as executable policy, every conclusion with its ground."""

from typing import TYPE_CHECKING

from yiju.api import Explanation, Policy, WhyNots, load
from yiju.asp.decided import Decided, Refused
from yiju.case.answer import Answer, Outcome, Status, Support
from yiju.case.asked import Asked, find_conclusion, read_asked
from yiju.case.combine import disagreements, merge
from yiju.case.model import Case, Given
from yiju.diagnostic import Diagnostic, YijuError
from yiju.explain.wording import Line, Tone
from yiju.pages import ErrorPage, error_page, error_pages, like_code
from yiju.pages import pieces as page_pieces
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
    "Asked",
    "Case",
    "Checked",
    "Decided",
    "Diagnostic",
    "ErrorPage",
    "Explanation",
    "Formatted",
    "Given",
    "Line",
    "Outcome",
    "Policy",
    "Refused",
    "Source",
    "Status",
    "Support",
    "Tone",
    "Verdict",
    "WhyNots",
    "YijuError",
    "__version__",
    "check",
    "disagreements",
    "draw",
    "error_page",
    "error_pages",
    "find_conclusion",
    "format_sources",
    "like_code",
    "load",
    "merge",
    "page_pieces",
    "policy_sources",
    "read_asked",
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
