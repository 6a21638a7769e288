"""A few hundred damaged inputs of each kind on every run; thousands with tests/fuzz/run.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz import doors
from fuzz.run import data_of, one, run

COUNT, SEED = 300, 20251122


@pytest.mark.parametrize("kind", doors.DOORS)
def test_any_input_gives_diagnostics_or_an_answer(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "LIMIT", 8)
    assert run(kind, COUNT, SEED, seconds=10) == []


@pytest.mark.parametrize("kind", doors.DOORS)
def test_the_sound_files_are_decided(kind: str) -> None:
    """Otherwise nothing but refusals would be tested."""
    for text in doors.texts(kind):
        assert doors.DOORS[kind](text.encode()) == "decided", text[:200]


CORPUS = Path(__file__).parent / "corpus"
CASE = str(CORPUS / "case-fuyang.yaml")


def _command(kind: str, path: Path, data: bytes) -> list[str]:
    match kind:
        case "policy":
            files = [f"--policy={p}" for p in (*doors.beside(data), path)]
            return ["decide", CASE, "--no-cache", *files]
        case "case":
            return ["decide", str(path)]
        case "original":
            return ["new", "--from", str(path)]
        case "parameters":
            return ["decide", CASE, "--params", str(path)]
        case _:
            return ["decide", CASE, "--assume", str(path)]


@pytest.mark.parametrize("kind", doors.DOORS)
def test_the_command_refuses_with_exit_code_2(kind: str, tmp_path: Path) -> None:
    environment = {**os.environ, "YIJU_CACHE_DIR": str(tmp_path / "cache")}
    tried = 0
    for number in range(100):
        data = data_of(kind, SEED + 1, number)
        if kind in ("parameters", "assumptions") and any(
            w.encode() in data for w in ("重庆", "37号")
        ):
            continue  # the door takes the other case for these
        if one(kind, data, 10) != "refused":
            continue
        path = tmp_path / f"{number}.{'yiju' if kind == 'policy' else 'yaml'}"
        path.write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-m", "yiju_cli", *_command(kind, path, data)],
            capture_output=True, env=environment, timeout=60, check=False,
        )  # fmt: skip
        shown = done.stderr.decode("utf-8")
        assert (done.returncode, done.stdout) == (2, b""), (number, shown[-2000:])
        assert "Traceback" not in shown and "错误" in shown
        tried += 1
        if tried == 8:
            return
    raise AssertionError("too few inputs were refused")
