"""What an error, a warning and a note are; how they are carried. Drawing is `render`'s work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

import msgspec

from yiju.source import NOWHERE, Span

Severity = Literal["error", "warning"]


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True):
    """One finding. A subclass states its code and templates; its own fields fill them.

    Templates are `str.format` strings over the fields: `message` says what is wrong,
    `remedy` how to mend it, both in Chinese and without a final host-language name.
    """

    code: ClassVar[str] = "Y000"
    severity: ClassVar[Severity] = "error"
    message: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    span: Span = NOWHERE

    def _filled(self, template: str) -> str:
        return template.format(**{f: getattr(self, f) for f in self.__struct_fields__})

    @property
    def what(self) -> str:
        """What is wrong."""
        return self._filled(self.message)

    @property
    def mend(self) -> str:
        """How to mend it; empty when there is nothing to add."""
        return self._filled(self.remedy)


class YijuError(Exception):
    """Bad input, told as diagnostics. Raised only at the doors of the library, never lost inside."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(
            sorted(diagnostics, key=lambda d: (d.span.file, d.span.line, d.span.column, d.code))
        )
        super().__init__("；".join(f"{d.span} {d.code} {d.what}" for d in self.diagnostics[:5]))
