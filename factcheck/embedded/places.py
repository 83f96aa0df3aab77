"""Where the embedded servers keep their things, as a function of the var folder alone.

Every process of one installation (web, worker, a command in another terminal) computes the same places
without asking anybody, so none of this may depend on the temp folder or other settings of one shell.
"""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from factcheck.embedded.errors import EmbeddedError

REPOSITORY = Path(__file__).resolve().parent.parent.parent
# The kernel's limit for a socket's path is 108 bytes with the closing NUL (104 on macOS); what is put
# behind the folder is at most "/pg/.s.PGSQL.5432.lock".
LONGEST_SOCKET_FOLDER = 80
ROOT = 0


def var_folder() -> Path:
    """The folder of everything that this installation writes: FACTCHECK_VAR, or `var` beside manage.py."""
    named = os.environ.get("FACTCHECK_VAR", "").strip()
    return Path(named).expanduser().absolute() if named else REPOSITORY / "var"


@dataclass(frozen=True)
class Places:
    """The folders and files of one var folder; see `places`."""

    var: Path
    run: Path  # sockets

    @property
    def log(self) -> Path:
        return self.var / "log"

    @property
    def postgres_log(self) -> Path:
        return self.log / "postgresql.log"

    @property
    def valkey_log(self) -> Path:
        return self.log / "valkey.log"

    @property
    def postgres_home(self) -> Path:
        return self.var / "postgresql"

    @property
    def postgres_sockets(self) -> Path:
        return self.run / "pg"

    @property
    def valkey_home(self) -> Path:
        return self.var / "valkey"

    @property
    def valkey_socket(self) -> Path:
        return self.run / "valkey.sock"


def mark(var: Path) -> str:
    """Twelve letters that stand for this var folder wherever its own path cannot be used."""
    return hashlib.sha256(os.fsencode(os.path.realpath(var))).hexdigest()[:12]


def places(var: Path) -> Places:
    """The places of `var`; nothing is made or looked up on the disk but the real path of `var`.

    Sockets are in var/run, unless that path is too long for a socket: then in a folder of our own below /tmp.
    Root's are always below /run, because the server may run as another user there, who must reach its socket
    without anybody opening the folders above `var`.
    """
    var = Path(os.path.realpath(var))
    if os.geteuid() == ROOT:
        below = Path("/run") if os.access("/run", os.W_OK) else Path("/tmp")  # noqa: S108 - checked by own_folder
        return Places(var, below / f"factcheck-{mark(var)}")
    if len(os.fsencode(var / "run")) > LONGEST_SOCKET_FOLDER:
        return Places(var, Path("/tmp") / f"factcheck-{os.geteuid()}-{mark(var)}")  # noqa: S108 - see own_folder
    return Places(var, var / "run")


def own_folder(path: Path, mode: int = 0o700, parents: bool = False) -> Path:
    """Make `path` a folder with `mode`, or make sure that the one there is ours and closed to others.

    A folder in /tmp may have been made first by someone else who wants to be our database; hence the checks.
    The mode of a folder that exists is never changed. Raises EmbeddedError.
    """
    try:
        path.mkdir(mode=mode, parents=parents)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise EmbeddedError(f"{path} is in the way: it must be a folder. Remove it and try again.") from None
        if found.st_uid != os.geteuid():
            raise EmbeddedError(
                f"{path} belongs to another user (uid {found.st_uid}). Run as that user, "
                "or set FACTCHECK_VAR to a folder of your own."
            ) from None
        if stat.S_IMODE(found.st_mode) & 0o022:
            raise EmbeddedError(f"{path} can be written by others. Close it: chmod go-w {path}") from None
    return path


def make_folders(where: Places) -> None:
    """Make every folder inside `var`, which exists, and the sockets'. Raises EmbeddedError, OSError."""
    for folder in (where.log, where.valkey_home):
        own_folder(folder)
    # The server of root may run as another user: that one passes through these two, but cannot list or write.
    through = 0o711 if os.geteuid() == ROOT else 0o700
    own_folder(where.run, through)
    own_folder(where.postgres_home, through)
