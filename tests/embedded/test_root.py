"""As root PostgreSQL runs in a user namespace, or else as nobody; nothing that was there is loosened."""

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.embedded import EmbeddedError, ensure_servers, guise, stop_servers
from factcheck.embedded.binaries import find_postgres
from factcheck.embedded.processes import launcher
from tests.embedded.conftest import NOBODY, both_answer, pids, read_notes, write_note

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another guise for PostgreSQL")


def owner_of_process(pid: int | None) -> int:
    """The user under which a process runs, as seen from here."""
    return Path(f"/proc/{pid}").stat().st_uid


def modes_above(path: Path) -> dict[Path, tuple[int, int]]:
    """Mode and owner of every folder above `path`, and of the programs' folders."""
    binaries = find_postgres()
    folders = [*path.parents, binaries.install, *binaries.install.parents]
    return {folder: (folder.stat().st_mode, folder.stat().st_uid) for folder in folders}


@pytest.fixture
def namespace_allowed() -> None:
    ran = subprocess.run([*launcher("--namespace", "65534", "65534"), "/bin/sh", "-c", ":"], check=False)
    if ran.returncode:
        pytest.skip("this kernel or container forbids user namespaces")


@pytest.fixture
def as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """What root falls back on where user namespaces are forbidden."""
    monkeypatch.setenv(guise.ROOT_MODE, "nobody")


@pytest.fixture
def open_var(as_nobody: None) -> Iterator[Path]:
    """A var folder that any user can reach: pytest's own temp folders are closed."""
    home = Path("/var/tmp") / f"factcheck-trial-{os.getpid()}"  # noqa: S108
    home.mkdir(mode=0o755)
    yield home / "var"
    stop_servers(home / "var")
    shutil.rmtree(home)


@pytest.mark.usefixtures("namespace_allowed")
def test_in_a_namespace_the_files_stay_roots_and_closed(var: Path) -> None:
    before = modes_above(var)

    servers = ensure_servers(var)

    assert both_answer(servers)
    data = var / "postgresql" / "18"
    assert (data.stat().st_uid, stat.S_IMODE(data.stat().st_mode)) == (0, 0o700)
    status = Path(f"/proc/{pids(var).postgres}/status").read_text()
    assert "CapEff:\t0000000000000000" in status
    assert modes_above(var) == before


def test_as_nobody_the_data_belong_to_nobody_and_nothing_is_loosened(open_var: Path) -> None:
    before = modes_above(open_var)
    said: list[str] = []

    servers = ensure_servers(open_var, say=said.append)

    assert both_answer(servers)
    data = open_var / "postgresql" / "18"
    assert (data.stat().st_uid, stat.S_IMODE(data.stat().st_mode)) == (NOBODY.pw_uid, 0o700)
    assert owner_of_process(pids(open_var).postgres) == NOBODY.pw_uid
    assert owner_of_process(pids(open_var).valkey) == 0
    assert stat.S_IMODE(open_var.stat().st_mode) == 0o711
    assert modes_above(open_var) == before
    assert any("runs as nobody" in line for line in said)


def test_nobodys_cluster_stays_nobodys_without_being_told(open_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_note(ensure_servers(open_var), "kept")
    stop_servers(open_var)
    monkeypatch.delenv(guise.ROOT_MODE)

    assert read_notes(ensure_servers(open_var)) == ["kept"]
    assert owner_of_process(pids(open_var).postgres) == NOBODY.pw_uid


@pytest.mark.usefixtures("as_nobody")
def test_data_and_programs_that_nobody_cannot_reach_go_elsewhere(
    var: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    state = Path("/var/tmp") / f"factcheck-state-{os.getpid()}"  # noqa: S108
    state.mkdir(mode=0o755)
    monkeypatch.setattr(guise, "STATE", state)
    # The programs in a closed folder too, as in a checkout below /root.
    closed = tmp_path_factory.mktemp("closed") / "site-packages"
    wheel = find_postgres()
    shutil.copytree(wheel.install, closed / wheel.package.name / wheel.install.name, symlinks=True)
    shutil.copytree(wheel.libraries, closed / wheel.libraries.name)
    monkeypatch.setattr(
        "factcheck.embedded.postgres.find_postgres",
        lambda: type(wheel)(closed / wheel.package.name / wheel.install.name),
    )
    before = modes_above(var)
    try:
        write_note(ensure_servers(var), "kept")
        away = Path((var / "postgresql" / "elsewhere").read_text().strip())
        assert away.parent == state
        assert (away / "18").stat().st_uid == NOBODY.pw_uid
        assert str(away) in Path(f"/proc/{find_postmaster(away)}/exe").readlink().as_posix()
        stop_servers(var)

        assert read_notes(ensure_servers(var)) == ["kept"]
        assert modes_above(var) == before

        stop_servers(var)
        shutil.rmtree(away)
        with pytest.raises(EmbeddedError, match="which is gone"):
            ensure_servers(var)
    finally:
        stop_servers(var)
        shutil.rmtree(state)


def find_postmaster(away: Path) -> int:
    return int((away / "18" / "postmaster.pid").read_text().splitlines()[0])


@pytest.mark.usefixtures("namespace_allowed")
def test_a_cluster_of_another_user_is_refused_in_one_line(ready: Path) -> None:
    data = ready / "postgresql" / "18"
    os.chown(data, 12345, 12345)

    with pytest.raises(EmbeddedError, match="belongs to uid 12345") as refused:
        ensure_servers(ready)

    assert "\n" not in str(refused.value)
