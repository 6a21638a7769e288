"""The screens of the drafter's tools: explain, fmt, new, schema."""

from __future__ import annotations

SCENES: dict[str, tuple[str, ...]] = {
    "explain": ("explain", "Y101", "601"),
    "explain-words": ("explain", "y612", "--words"),
    "explain-markdown": ("explain", "y125", "--format", "markdown"),
    "explain-json": ("explain", "Y125", "--format", "json"),
    "explain-unknown": ("explain", "Y699"),
    "explain-nothing": ("explain",),
    "fmt-without-names": ("fmt", "untidy/notice.yiju", "--check"),
    "fmt-mixed": ("fmt", "-", "policy"),
}
