"""依据: government notices as executable policy, every conclusion with its ground."""

from typing import TYPE_CHECKING

from yiju.api import Explanation, Policy, Restatement, WhyNots, load
from yiju.asp.decided import Decided, Refused
from yiju.case.answer import Answer, Outcome, Status, Support
from yiju.case.asked import Asked, find_conclusion, read_asked
from yiju.case.combine import disagreements, merge
from yiju.case.model import Case, Given
from yiju.diagnostic import Diagnostic, YijuError
from yiju.pages import ErrorPage, error_page, error_pages, like_code
from yiju.pages import pieces as page_pieces
from yiju.prose import Restated
from yiju.render.lines import Line, Tone
from yiju.source import Source
from yiju.texts import (
    Checked,
    Formatted,
    check,
    coverage_stub,
    display_width,
    draw,
    format_sources,
    policy_source,
    policy_sources,
    record,
    shipped,
    skeleton,
    source,
    split_original,
)
from yiju.version import __version__

if TYPE_CHECKING:
    from yiju.expect import Verdict
    from yiju.originals.split import Original

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
    "Original",
    "Outcome",
    "Policy",
    "Refused",
    "Restated",
    "Restatement",
    "Source",
    "Status",
    "Support",
    "Tone",
    "Verdict",
    "WhyNots",
    "YijuError",
    "__version__",
    "check",
    "coverage_stub",
    "disagreements",
    "display_width",
    "draw",
    "error_page",
    "error_pages",
    "find_conclusion",
    "format_sources",
    "like_code",
    "load",
    "merge",
    "page_pieces",
    "policy_source",
    "policy_sources",
    "read_asked",
    "record",
    "shipped",
    "skeleton",
    "source",
    "split_original",
]


def __getattr__(name: str) -> object:
    """Classes that few need, on first use: others do not pay for importing them."""
    if name == "Verdict":
        from yiju.expect import Verdict

        return Verdict
    if name == "Original":
        from yiju.originals.split import Original

        return Original
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
