"""The import contracts of pyproject.toml hold, by the tool that reads them."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.code import ROOT


def test_the_layers_stand_in_order() -> None:
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 broken" in ran.stdout
