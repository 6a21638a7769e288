"""The keyword table of grammar/keywords.toml. Everything else names a keyword by its id."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from yiju.assets import folder
from yiju.source import fold

SECTIONS = (
    "head",
    "label",
    "word",
    "type",
    "attr",
    "choice",
    "step",
    "measure",
    "premise",
    "column",
)


@dataclass(frozen=True)
class Keyword:
    """One keyword: its id within its section, its spellings, and what to tell about it."""

    section: str
    id: str
    spell: str
    also: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    gloss: str = ""
    hover: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every accepted spelling, the canonical one first."""
        return (self.spell, *self.also, *self.synonyms)

    def canonical(self, written: str) -> str:
        """The spelling the formatter prints: `written` itself unless it is a mere synonym."""
        return written if written == self.spell or written in self.also else self.spell


@dataclass(frozen=True)
class Keywords:
    """The whole table. Spellings are folded; `sections[s]` maps an id, `spelled[s]` a spelling."""

    sections: Mapping[str, Mapping[str, Keyword]]
    spelled: Mapping[str, Mapping[str, Keyword]]
    mark_keys: tuple[str, ...]
    silent: str
    approximate: tuple[str, ...]
    postposed: Mapping[str, str]
    hints: Mapping[str, str]
    slips: Mapping[str, str]

    def get(self, section: str, id_: str) -> Keyword:
        """The keyword of that id. Raises KeyError for an id the table does not have."""
        return self.sections[section][id_]

    def spell(self, section: str, id_: str) -> str:
        """Its canonical spelling."""
        return self.sections[section][id_].spell

    def find(self, section: str, written: str) -> Keyword | None:
        """The keyword of `section` spelled like this, or None."""
        return self.spelled[section].get(written)


def _entry(section: str, id_: str, raw: Mapping[str, Any]) -> Keyword:
    return Keyword(
        section=section,
        id=id_,
        spell=fold(raw["spell"]),
        also=tuple(map(fold, raw.get("also", ()))),
        synonyms=tuple(map(fold, raw.get("synonyms", ()))),
        gloss=raw.get("gloss", ""),
        hover=raw.get("hover", raw.get("gloss", "")),
    )


@cache
def keywords() -> Keywords:
    """The table, read once."""
    raw = tomllib.loads((folder("grammar") / "keywords.toml").read_text("utf-8"))
    sections = {s: {i: _entry(s, i, e) for i, e in raw[s].items()} for s in SECTIONS}
    spelled = {
        s: {word: entry for entry in entries.values() for word in entry.spellings}
        for s, entries in sections.items()
    }
    return Keywords(
        sections=sections,
        spelled=spelled,
        mark_keys=tuple(raw["mark"]["keys"]),
        silent=raw["mark"]["silent"],
        approximate=tuple(raw["refused"]["approximate"]),
        postposed=dict(raw["refused"]["postposed"]),
        hints=dict(raw["hint"]),
        slips=dict(raw["slip"]),
    )
