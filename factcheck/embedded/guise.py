"""As whom PostgreSQL runs. It refuses to run as root, so root's server needs another guise.

For an ordinary user there is nothing to do. For root, in this order (docs/adr/0005-postgresql-as-root.md):

1. a user namespace in which root is `nobody`: outside it the server is root, so its files stay root's and
   closed, yet it has none of root's privileges;
2. where the kernel or the container forbids that: really `nobody`, with a data folder that belongs to
`nobody`.

No user is made and the mode or owner of nothing that was there before is changed.
"""

import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.embedded.binaries import POSTGRES_MAJOR, PostgresBinaries
from factcheck.embedded.errors import EmbeddedError
from factcheck.embedded.places import ROOT, Places, own_folder
from factcheck.embedded.processes import launcher, plain_environment

# For trials: root's first way or its second, and nothing else. Not set: the first, else the second.
ROOT_MODE = "FACTCHECK_EMBEDDED_ROOT"
STATE = Path("/var/lib")
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Guise:
    """How the server is started, whose its files are, and which copy of the programs it runs."""

    data: Path
    binaries: PostgresBinaries
    options: tuple[str, ...] = ()
    owner: tuple[int, int] = field(default_factory=lambda: (os.geteuid(), os.getegid()))
    note: str = ""

    def command(self, program: str, *arguments: str, folder: Path | None = None) -> list[str]:
        """The command line that runs a program of PostgreSQL in this guise, at work in `folder`."""
        inside = ("--folder", str(folder)) if folder else ()
        return [*launcher(*self.options, *inside), str(self.binaries.program(program)), *arguments]

    def give(self, path: Path) -> Path:
        """Hand a file or folder that was just made to the server's user."""
        if os.lstat(path).st_uid != self.owner[0]:
            os.chown(path, *self.owner, follow_symlinks=False)
        return path


def choose_guise(where: Places, binaries: PostgresBinaries) -> Guise:
    """The guise for this user on this machine, the same one at every start of one cluster.

    Raises EmbeddedError when the data belong to someone else, or when root can have neither way.
    """
    data = cluster(where)
    if os.geteuid() != ROOT:
        check_owner(data, os.geteuid())
        return Guise(data, binaries)
    nobody = unprivileged_user()
    forced = os.environ.get(ROOT_MODE, "")
    if forced not in {"", "namespace", "nobody"}:
        raise EmbeddedError(f"{ROOT_MODE} must be namespace or nobody, but it is {forced!r}.")
    away = moved_away(where)
    stays_nobodys = away is not None or (data.exists() and data.stat().st_uid == nobody.pw_uid)
    if forced == "nobody" or (stays_nobodys and not forced):
        return as_nobody(where, binaries, nobody)
    inside = Guise(data, binaries, namespace_of(nobody))
    refused = trial(inside, where.postgres_home)
    if not refused:
        check_owner(data, ROOT)
        return inside
    if forced == "namespace":
        raise EmbeddedError(f"PostgreSQL cannot run in a user namespace here ({refused}).")
    return as_nobody(where, binaries, nobody)


def namespace_of(user: pwd.struct_passwd) -> tuple[str, ...]:
    """The launcher's options for a user namespace in which the present user is `user`."""
    return ("--namespace", str(user.pw_uid), str(user.pw_gid))


def make_var(var: Path) -> None:
    """Make the var folder, closed to others; it lets them pass through where the server must be another user.

    The mode of one that exists is left alone. Raises OSError.
    """
    if not var.exists():
        var.mkdir(mode=0o711 if others_must_pass() else 0o700, parents=True, exist_ok=True)


def others_must_pass() -> bool:
    """Whether the server's user is not ours: for root who cannot have a user namespace."""
    if os.geteuid() != ROOT:
        return False
    forced = os.environ.get(ROOT_MODE, "")
    if forced:
        return forced == "nobody"
    ran = subprocess.run(  # noqa: S603 - a list, no shell
        [*launcher(*namespace_of(unprivileged_user())), "/bin/sh", "-c", ":"],
        capture_output=True,
        check=False,
    )
    return ran.returncode != 0


def unprivileged_user() -> pwd.struct_passwd:
    """`nobody`, or the first user who is not root: initdb needs one that the machine knows by name."""
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        others = [user for user in pwd.getpwall() if user.pw_uid != ROOT]
    if not others:
        raise EmbeddedError("PostgreSQL does not run as root, and this machine has no other user. Add one.")
    return others[0]


def check_owner(data: Path, owner: int) -> None:
    """Raises EmbeddedError when the cluster in `data` is not `owner`'s: which PostgreSQL refuses."""
    try:
        found = data.stat().st_uid
    except FileNotFoundError:
        return
    except PermissionError:
        raise EmbeddedError(f"{data} cannot be entered: no permission. Run as the user it belongs to.") from None
    if found != owner:
        try:
            name = pwd.getpwuid(found).pw_name
        except KeyError:
            name = f"uid {found}"
        raise EmbeddedError(
            f"The database in {data} belongs to {name}. Run as {name}, or set FACTCHECK_VAR to another folder."
        )


def trial(guise: Guise, folder: Path) -> str:
    """Run `postgres --version` in this guise, at work in `folder`; return why that fails, else nothing."""
    ran = subprocess.run(  # noqa: S603 - a list, no shell
        guise.command("postgres", "--version", folder=folder),
        env=plain_environment(), cwd="/", capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return "" if ran.returncode == 0 else (ran.stderr.strip() or f"exit code {ran.returncode}")


def reachable(path: Path) -> bool:
    """Whether any user may pass through every folder above `path`."""
    return all(parent.stat().st_mode & 0o001 for parent in path.absolute().parents)


def cluster(where: Places) -> Path:
    """The data folder, whether it exists yet or not."""
    return (moved_away(where) or where.postgres_home) / POSTGRES_MAJOR


def moved_away(where: Places) -> Path | None:
    """The folder outside `var` where the cluster of this `var` is, if it had to go there."""
    try:
        return Path((where.postgres_home / ELSEWHERE).read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return None


def as_nobody(where: Places, binaries: PostgresBinaries, nobody: pwd.struct_passwd) -> Guise:
    """The guise in which the server really is another user, with data and programs that this user can reach.

    What cannot be reached below `var` goes to a folder of its own below /var/lib, whose name is noted in
    `var` (and not in a temp folder, since those are emptied from time to time). Raises EmbeddedError,
    OSError.
    """
    owner = (nobody.pw_uid, nobody.pw_gid)
    away = moved_away(where)
    if away is None and not reachable(where.postgres_home / POSTGRES_MAJOR):
        away = own_folder(STATE / f"factcheck-desk-{secrets.token_hex(6)}", 0o711)
        (where.postgres_home / ELSEWHERE).write_text(f"{away}\n", encoding="utf-8")
    elif away is not None and not away.exists():
        raise EmbeddedError(
            f"The database of {where.var} was in {away}, which is gone. Bring it back, or remove "
            f"{where.postgres_home / ELSEWHERE} to begin with an empty one."
        )
    note = f"PostgreSQL runs as {nobody.pw_name}, because root cannot have a user namespace here"
    if away is not None:
        note += f"; its data are in {away}, because {nobody.pw_name} cannot reach {where.var}"
    home = away or where.postgres_home
    if not reachable(binaries.program("postgres")):
        binaries = copy_binaries(binaries, home)
    guise = Guise(home / POSTGRES_MAJOR, binaries, ("--user", *map(str, owner)), owner, note)
    check_owner(guise.data, nobody.pw_uid)
    refused = trial(guise, Path("/tmp"))  # noqa: S108 - a folder that anybody may write, nothing is put there
    if refused:
        raise EmbeddedError(
            f"PostgreSQL does not run as root, and not as {nobody.pw_name} either ({refused}). "
            "Run as an ordinary user, or set DATABASE_URL."
        )
    return guise


def copy_binaries(binaries: PostgresBinaries, home: Path) -> PostgresBinaries:
    """A copy of the programs that another user can reach, made once for each version of the wheel."""
    stamp = int(binaries.program("postgres").stat().st_mtime)
    target = home / f"programs-{stamp}"
    copy = PostgresBinaries(target / binaries.package.name / binaries.install.name)
    if not target.exists():
        fresh = home / f"programs-{stamp}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(binaries.install, fresh / binaries.package.name / binaries.install.name, symlinks=True)
        if binaries.libraries.exists():
            shutil.copytree(binaries.libraries, fresh / binaries.libraries.name)
        for folder, _, files in os.walk(fresh):
            os.chmod(folder, 0o755)  # noqa: S103 - our copy of public programs, read by another user
            for name in files:
                file = Path(folder, name)
                if not file.is_symlink():
                    file.chmod(0o755)
        fresh.rename(target)
    return copy
