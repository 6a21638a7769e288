"""How much the tests try: enough for every change, or everything (`make long`)."""

from __future__ import annotations

import os

LONG = bool(os.environ.get("YIJU_LONG"))


def tried(gate: int, everything: int) -> int:
    """How many to try: `gate` in the gate, `everything` in the long run."""
    return everything if LONG else gate
