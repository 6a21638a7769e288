"""What a restatement is made of: sentences, each in as many versions as readings make of it."""

from __future__ import annotations

from dataclasses import dataclass

INHERITED = "（承表首）"  # before what a row has from the head of its table


@dataclass(frozen=True)
class Said:
    """A sentence; with `items`, it ends in a colon and they follow, numbered."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taking:
    """Answers to one question of reading, any of them; of a choice (选择), what is chosen."""

    notice: str
    question: str
    options: tuple[tuple[str, str], ...]  # (甲, what it stands for)
    choice: bool = False


@dataclass(frozen=True)
class Version:
    """A wording and the readings under which it stands: any of `under`, all parts of it together."""

    said: Said
    under: tuple[tuple[Taking, ...], ...] = ()


@dataclass(frozen=True)
class Sentence:
    """One sentence of a restatement. A single version without readings holds under all of them."""

    versions: tuple[Version, ...]

    @property
    def plain(self) -> Said | None:
        """The wording, where no reading bears on it."""
        return self.versions[0].said if not self.versions[0].under else None


@dataclass(frozen=True)
class Restated:
    """A card, or a row of a table, read back."""

    notice: str  # the short name
    kind: str  # 条, 定义, …
    locator: str
    title: str
    sentences: tuple[Sentence, ...]
    presumptions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # where names come from, where periods begin and end
    table: int = -1  # the table that it is a row of

    @property
    def cite(self) -> str:
        """`阜阳办法第十四条（三）`."""
        return self.notice + self.locator if self.locator[:1] != "「" else self.notice


def fixed(text: str, items: tuple[str, ...] = ()) -> Sentence:
    """A sentence on which no reading bears."""
    return Sentence((Version(Said(text, items)),))
