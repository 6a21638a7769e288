"""Restating: what the resolved policy says, read back as sentences of legal prose. Decides nothing."""

from yiju.prose.layout import as_json, lines, markdown, paragraph
from yiju.prose.restate import Restater
from yiju.prose.said import Restated, Said, Sentence, Version

__all__ = [
    "Restated",
    "Restater",
    "Said",
    "Sentence",
    "Version",
    "as_json",
    "lines",
    "markdown",
    "paragraph",
]
