"""The script that sets everything up: what it refuses, and in how many words."""

import ast
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tools" / "bootstrap.py"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A checkout with the script and with locks that ask for nothing."""
    (tmp_path / "tools").mkdir()
    shutil.copy(SCRIPT, tmp_path / "tools")
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("# nothing\n")
    return tmp_path


def run(clone: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(clone / "tools" / "bootstrap.py"), *words],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_it_is_read_by_an_old_python() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_gets_one_line(tmp_path: Path) -> None:
    # The real script with a Python that calls itself 3.8: nothing older need be on this machine.
    code = (
        "import runpy, sys; sys.version_info = (3, 8, 18, 'final', 0); sys.version = '3.8.18 (old)';"
        "runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(SCRIPT)], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1
    assert ran.stderr.startswith("Python 3.11 or newer is needed, but ")
    assert "is Python 3.8.18. Name a newer one: make demo PYTHON=" in ran.stderr


def test_a_python_without_venv_gets_one_line() -> None:
    code = "import runpy, sys; sys.modules['ensurepip'] = None; runpy.run_path(sys.argv[1], run_name='__main__')"
    ran = subprocess.run([sys.executable, "-c", code, str(SCRIPT)], capture_output=True, text=True, check=False)

    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    assert "apt-get install python3." in ran.stderr


def test_a_python_that_is_not_there_gets_one_line(clone: Path) -> None:
    ran = subprocess.run(
        ["make", "--no-print-directory", "demo", "PYTHON=python-of-nowhere"],
        cwd=clone, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ran.returncode != 0
    assert "there is no python-of-nowhere here" in ran.stderr.splitlines()[0]


def test_it_installs_once_and_again_when_the_lock_changes(clone: Path) -> None:
    first = run(clone)
    assert first.returncode == 0, first.stderr
    assert "Installing the libraries" in first.stdout
    assert (clone / ".venv" / "bin" / "python").exists()

    assert run(clone).stdout == ""

    (clone / "requirements.txt").write_text("# changed\n")
    assert "Installing the libraries" in run(clone).stdout
    assert run(clone).stdout == ""


def test_the_larger_set_holds_the_smaller_one(clone: Path) -> None:
    assert "requirements-dev.txt" in run(clone, "--dev").stdout

    assert run(clone).stdout == ""
    assert run(clone, "--dev").stdout == ""


def test_what_pip_refuses_is_said_in_one_line(clone: Path) -> None:
    (clone / "requirements.txt").write_text("left-pad-without-a-hash\n")

    ran = run(clone)

    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    assert ran.stderr.startswith("pip could not install requirements.txt: ERROR: ")


def test_an_environment_whose_python_is_gone_is_made_anew(clone: Path) -> None:
    venv.create(clone / ".venv", with_pip=False)
    (clone / ".venv" / "bin" / "python").unlink()
    (clone / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")

    assert run(clone).returncode == 0
    assert os.access(clone / ".venv" / "bin" / "python", os.X_OK)
