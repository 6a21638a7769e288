"""The wheel, built and run away from the checkout: code, data and command are all in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import yiju_cli

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed, nothing else of ours."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(out / "site")
    return out / "site"


def run(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "YIJU_CACHE_DIR": str(cwd / "cache"),
        "NO_COLOR": "1",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_decides(installed: Path, tmp_path: Path) -> None:
    case = Path(yiju_cli.__file__).parent / "_demo" / "chongqing.yaml"
    (tmp_path / "case.yaml").write_text(case.read_text(encoding="utf-8"), encoding="utf-8")
    found = run(
        installed, "-m", "yiju_cli", "decide", "case.yaml", "--about", "待遇起始日", cwd=tmp_path
    )
    assert found.returncode == 0, found.stderr
    assert "成立，2025-07-01　依据 23号文二、（三）首句" in found.stdout
    assert "成立，2026-01-01　依据 37号文五、3第二段前句" in found.stdout


def test_its_own_data_is_used(installed: Path, tmp_path: Path) -> None:
    code = "import yiju, yiju.assets as a; print(yiju.__file__); print(a.folder('policy'))"
    found = run(installed, "-c", code, cwd=tmp_path)
    assert found.returncode == 0, found.stderr
    assert all(line.startswith(str(installed)) for line in found.stdout.splitlines())


def test_the_wheel_explains_errors(installed: Path, tmp_path: Path) -> None:
    found = run(installed, "-m", "yiju_cli", "explain", "Y101", cwd=tmp_path)
    assert found.returncode == 0, found.stderr
    assert "改法" in found.stdout


def test_only_our_two_packages_are_installed(installed: Path) -> None:
    top = {p.name for p in installed.iterdir() if not p.name.endswith(".dist-info")}
    assert top == {"yiju", "yiju_cli"}
    assert (installed / "yiju" / "py.typed").exists()
