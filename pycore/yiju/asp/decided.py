"""One case decided, without assumptions and under them."""

from __future__ import annotations

from dataclasses import dataclass, field

from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer
from yiju.case.model import Case, Given
from yiju.diagnostic import Diagnostic


@dataclass(frozen=True)
class Decided:
    """The answers of one case, and what they were read from."""

    case: Case
    parameters: Given
    assumptions: Given
    answers: tuple[Answer, ...]
    conditional: tuple[Answer, ...] | None  # under the assumptions; None when there are none
    deciding: Deciding = field(repr=False, compare=False, kw_only=True)
    unused: tuple[str, ...] = ()  # assumptions that none of the answers depends on
    under: Deciding | None = field(repr=False, compare=False, kw_only=True, default=None)

    @property
    def told(self) -> tuple[Answer, ...]:
        """The answers under the assumptions where there are any, else the plain ones."""
        return self.answers if self.conditional is None else self.conditional

    @property
    def teller(self) -> Deciding:
        """What gave the answers that `told` tells."""
        return self.under or self.deciding


@dataclass(frozen=True)
class Refused:
    """One of many cases that could not be decided, in its place, and all that is wrong with it."""

    diagnostics: tuple[Diagnostic, ...]
