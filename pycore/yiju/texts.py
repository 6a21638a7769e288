"""The door for texts: read and check policy files, format them, draw what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yiju import assets
from yiju.case.nodes import decode
from yiju.diagnostic import Diagnostic, YijuError
from yiju.ir import model as ir
from yiju.pipeline import find_sources, policy_text, read_policy, unreadable
from yiju.source import Source

if TYPE_CHECKING:
    from yiju.originals.split import Original

PathLike_ = str | PathLike[str]


@dataclass(frozen=True)
class Checked:
    """Policy files that were read: the policy of what could be read, and every finding."""

    sources: tuple[Source, ...]
    policy: ir.Policy
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(d.severity == "error" for d in self.diagnostics)


@dataclass(frozen=True)
class Formatted:
    """A policy file in canonical form; faulty cards are left as they were."""

    source: Source
    text: str
    diagnostics: tuple[Diagnostic, ...]

    @property
    def changed(self) -> bool:
        """Whether the canonical form differs from what is written."""
        return self.text != self.source.text


def shipped(name: str = "policy") -> Path:
    """The folder of the notices (or the grammar) that come with the package."""
    return assets.folder(name)


def source(path: PathLike_, data: bytes | None = None) -> Source:
    """A text by the name it is reported under; `data` instead of reading the file.

    :raises YijuError: when the file cannot be read.
    """
    try:
        return decode(str(path), Path(path).read_bytes() if data is None else data)
    except OSError as error:
        raise YijuError([unreadable(path, error)]) from None


def check(*paths: PathLike_) -> Checked:
    """Read and resolve policy files; without paths, the notices that come with the package.

    :raises YijuError: when there is no file, or one cannot be read at all.
    """
    sources = find_sources([Path(p) for p in paths] or [shipped()])
    policy, found = read_policy(sources)
    return Checked(tuple(sources), policy, tuple(found))


def format_sources(sources: Sequence[Source], others: Sequence[Source] = ()) -> list[Formatted]:
    """Each source in canonical form. `others` only declare names (a vocabulary)."""
    from yiju.syntax import collect, format_text

    names, _ = collect([*sources, *others])
    result = []
    for one in sources:
        text, found = format_text(one, names)
        again, _ = format_text(Source(one.name, text), names)
        if again != text:  # a form that does not settle must not be written anywhere
            text = one.text
        result.append(Formatted(one, text, tuple(found)))
    return result


def split_original(path: PathLike_, data: bytes | None = None) -> Original:
    """A notice's plain text, split into units with places and fingerprints; nothing is kept of it.

    Damage of scraping is mended where the text leaves no doubt; what was done is in the notes.

    :param data: the bytes instead of the file's, UTF-8, UTF-16 with its mark, or GB18030.
    :raises YijuError: when the file cannot be read, or is no text.
    """
    from yiju.originals.encoding import NoText, decoded
    from yiju.originals.split import split

    try:
        given = Path(path).read_bytes() if data is None else data
    except OSError as error:
        raise YijuError([unreadable(path, error)]) from None
    try:
        return split(*decoded(given))
    except NoText:
        policy_text(str(path), given)  # says where it is no UTF-8
        raise


def skeleton(original: Original, name: str = "", *, with_text: bool = False) -> str:
    """A policy file with the head as found and a commented card for every unit.

    :param name: the document's name where the text has neither number nor title.
    :param with_text: put the sentences of the source in as comments, for private use.
    """
    from yiju.originals import skeleton as made

    return made.skeleton(original, name, with_text=with_text)


def coverage_stub(original: Original, name: str = "") -> str:
    """A YAML list of the units of a text, none of them looked at yet."""
    from yiju.originals import skeleton as made

    return made.coverage(original, name)


def policy_source(name: str, data: bytes) -> Source:
    """A policy file from its bytes (standard input).

    :raises YijuError: when it is not UTF-8.
    """
    return policy_text(name, data)


def policy_sources(*paths: PathLike_) -> list[Source]:
    """The policy files under the paths.

    :raises YijuError: when there is none, or one cannot be read.
    """
    return find_sources([Path(p) for p in paths])


def draw(
    diagnostics: Iterable[Diagnostic], sources: Iterable[Source] = (), *, color: bool = False
) -> str:
    """Findings for a terminal: place, the line as written, a caret, what is wrong, how to mend."""
    from yiju.render.screen import Style, draw_all

    found = list(diagnostics)
    known = {s.name: s for s in sources}
    for d in found:
        if d.span.file not in known and Path(d.span.file).is_file():
            known[d.span.file] = source(d.span.file)
    return draw_all(found, known, Style(color=color))


def display_width(text: str) -> int:
    """Columns that the text takes on a terminal: a Han character takes two."""
    from yiju.render.screen import char_width

    return sum(map(char_width, text))


def record(diagnostic: Diagnostic) -> dict[str, Any]:
    """A finding as a flat record for JSON."""
    from yiju.render import plain

    return dict(plain.record(diagnostic))
