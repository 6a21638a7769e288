"""What several errors share."""

from __future__ import annotations

from yiju.diagnostic import Diagnostic


class _Word(Diagnostic, frozen=True, kw_only=True):
    """An error about one word as the author wrote it."""

    word: str = ""


class _Guess(_Word, frozen=True, kw_only=True):
    """An error about a word with a guess of what was meant (empty when there is none)."""

    guess: str = ""
