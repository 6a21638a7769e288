"""The card language: text in, trees and diagnostics out."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from yiju.diagnostic import Diagnostic
from yiju.source import Source
from yiju.syntax.names import Names, collect
from yiju.syntax.parser import parse
from yiju.syntax.printer import format_text
from yiju.syntax.tree import Document

__all__ = ["Names", "collect", "format_text", "parse", "read"]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection: trees are kept, and walking all of them each time is not linear."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def read(sources: Sequence[Source]) -> tuple[dict[str, Document], list[Diagnostic]]:
    """The trees of a policy set by source name, and every finding in the order of place.

    Names declared in any source are known in all. Never raises on bad input: what cannot be read
    is left out of its tree and told.
    """
    names, found = collect(sources)
    documents: dict[str, Document] = {}
    with _collector_paused():
        for source in sources:
            documents[source.name], wrong = parse(source, names)
            found.extend(wrong)
    order = {source.name: k for k, source in enumerate(sources)}
    found.sort(key=lambda d: (order.get(d.span.file, -1), d.span.line, d.span.column, d.code))
    return documents, found
