"""The data folders that ship with the package: `grammar` and `policy`."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder(name: str) -> Path:
    """The folder of that name: `yiju/_data/<name>` in an installed wheel, else the checkout's.

    Raises FileNotFoundError when neither is there.
    """
    here = Path(__file__).resolve()  # a wheel is unpacked: a path will do, and is quicker
    packaged = here.parent / "_data" / name
    if packaged.is_dir():
        return packaged
    checkout = here.parents[2] / name
    if checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"data folder {name!r} is neither packaged nor in the checkout")
