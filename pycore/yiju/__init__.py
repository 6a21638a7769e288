"""依据: government notices as executable policy, every conclusion with its ground."""

from yiju.api import Explanation, Policy, load
from yiju.case.answer import Answer, Outcome, Support
from yiju.case.model import Case, Given
from yiju.diagnostic import Diagnostic, YijuError
from yiju.version import __version__

__all__ = [
    "Answer",
    "Case",
    "Diagnostic",
    "Explanation",
    "Given",
    "Outcome",
    "Policy",
    "Support",
    "YijuError",
    "__version__",
    "load",
]
