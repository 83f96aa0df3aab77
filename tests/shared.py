"""Real input from the folder shared with the project, where it lies beside it."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("FACTCHECK_SHARED", "") or Path(__file__).resolve().parent.parent.parent / "shared")


def sample(name: str) -> str:
    """A sample article, exactly; without the folder, the copy that the demonstration ships."""
    for folder in (SHARED / "samples", Path(__file__).resolve().parent.parent / "reviews" / "demo" / "articles"):
        if (folder / name).is_file():
            return (folder / name).read_bytes().decode()
    pytest.skip(f"no sample {name}: neither {SHARED} nor the demonstration has it")
