"""A line of text output: what every command that speaks Chinese shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["head", "plain", "good", "bad", "open", "faint"]


@dataclass(frozen=True)
class Line:
    """One line of output; the tone is for a screen with colours."""

    text: str
    indent: int = 0
    tone: Tone = "plain"
