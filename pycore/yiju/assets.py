"""The data folders that ship with the package: `grammar` and `policy`."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path


@cache
def folder(name: str) -> Path:
    """The folder of that name: `yiju/_data/<name>` in an installed wheel, else the checkout's.

    Raises FileNotFoundError when neither is there.
    """
    packaged = Path(str(resources.files("yiju"))) / "_data" / name
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parents[2] / name
    if checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"data folder {name!r} is neither packaged nor in the checkout")
