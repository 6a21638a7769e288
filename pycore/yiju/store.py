"""The disk cache of resolved policies: JSON only, so that reading it executes no code.

Reading the policy text takes longer than everything else in a cold command (docs/architecture.md
has the figures). A cache that cannot be read or written is as good as none.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock

import msgspec

from yiju import assets
from yiju.ir import model as ir
from yiju.source import Source
from yiju.version import __version__


def key(sources: Sequence[Source]) -> str:
    """A fingerprint of the sources and of the program that reads them."""
    digest = hashlib.sha256(__version__.encode())
    for file in _readers():  # a changed reader reads the same text differently
        state = file.stat()
        digest.update(f"{file.name}{state.st_size}{state.st_mtime_ns}".encode())
    for source in sorted(sources, key=lambda s: s.name):
        digest.update(f"\0{source.name}\0".encode())
        digest.update(source.text.encode())
    return digest.hexdigest()[:40]


def _readers() -> list[Path]:
    """The files that turn text into a policy: the grammar's data and our own code."""
    here = Path(__file__).parent
    folders = (here / "syntax", here / "ir", assets.folder("grammar"))
    return sorted(f for folder in folders for f in folder.iterdir() if f.is_file())


def _path(name: str) -> Path:
    root = os.environ.get("YIJU_CACHE_DIR")
    if not root:
        from platformdirs import user_cache_dir

        root = user_cache_dir("yiju", appauthor=False)
    return Path(root) / f"policy-{name}.json"


_FIRST = Lock()  # msgspec makes its decoder on first use, which two threads may not do at once


@cache
def _decoder() -> msgspec.json.Decoder[ir.Policy]:
    return msgspec.json.Decoder(ir.Policy)


def get(name: str) -> ir.Policy | None:
    """The cached policy, or None."""
    with _FIRST:
        decoder = _decoder()
    try:
        return decoder.decode(_path(name).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None


def put(name: str, policy: ir.Policy) -> None:
    """Keep a policy; written beside and renamed, so that a reader never sees half of it."""
    path = _path(name)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(msgspec.json.encode(policy))
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
