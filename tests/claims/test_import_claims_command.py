"""`manage.py import_claims`: the same import from the command line."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction

from claims.management.commands.import_claims import FAILED, SOME_REFUSED, WAITS
from claims.management.progress import Progress
from claims.models import Claim, Import, ImportState, Mapping
from factcheck.core.models import User
from tests.claims.importing import ROWS, UNKNOWN_COLUMNS, imported_file
from tests.conftest import ROOT, worker_environment

Cast = dict[str, User]


def run(*words: str, **options: Any) -> tuple[int, str, str]:
    """The exit code and what was printed."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("import_claims", *words, stdout=out, stderr=err, **options)
    except SystemExit as left:
        code = int(str(left.code))
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS)
    return path


@pytest.mark.django_db(transaction=True)
def test_a_file_is_imported_and_its_refused_rows_are_told(cast: Cast, file: Path, tmp_path: Path) -> None:
    report = tmp_path / "refused.csv"
    code, out, err = run(str(file), "--errors", str(report))
    work = Import.objects.get()
    assert (code, work.created_by, work.name, work.state) == (SOME_REFUSED, cast["adam"], "rows.csv", "done")
    assert f"Import {work.pk} is done. 4 read: 2 added, 0 already here, 1 linked as duplicates, 1 refused." in out
    assert "line 3, claim date:" in out
    assert "2019-15-12" in report.read_text()
    assert f"/desk/imports/{work.pk}/" in err
    report.write_text(report.read_text().replace("2019-15-12,", "2019-12-15,"))
    code, out, _ = run(str(report), "--user", "erin")
    assert (code, Claim.objects.count()) == (0, 3)
    assert "All refused rows" not in out


@pytest.mark.django_db(transaction=True)
def test_what_is_said_by_options_is_heard(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    path.write_bytes("w\tv\nIt is so\tx\n".encode("utf-16-le"))
    code, out, _ = run(
        str(path), "--format", "csv", "--as", "claims", "--mapping", '{"w": "text"}', "--dry-run", "--user", "cleo",
        "--language", "fa", "--encoding", "utf-16-le", "--delimiter", "tab",
    )  # fmt: skip
    work = Import.objects.get()
    assert (code, work.created_by, work.dry_run, work.language) == (0, cast["cleo"], True, "fa")
    assert "1 would be added" in out
    assert not Claim.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_whose_columns_are_not_plain_waits(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(UNKNOWN_COLUMNS)
    code, out, _ = run(str(path))
    assert code == WAITS
    assert "Its columns are x, y." in out
    assert "--mapping" in out
    assert not Mapping.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_broken_file_fails_with_the_reason(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS)
    code, out, _ = run(str(path), "--encoding", "klingon-8")
    assert code == FAILED
    assert "klingon-8" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name one file"),
        (["missing.csv"], "missing.csv cannot be read: No such file"),
        (["."], "Is a directory"),
        (["FILE", "--user", "nobody"], "Nobody is called nobody"),
        (["FILE", "--user", "rita"], "you may not import files"),
        (["FILE", "--mapping", "{"], "no JSON"),
        (["FILE", "--mapping", "[]"], "an object"),
        (["FILE", "--mapping", '{"a": "words"}'], "--mapping: "),
        (["FILE", "--topic", "nowhere"], "no topic nowhere"),
        (["--resume", "99999"], "no import 99999"),
    ],
)
def test_what_cannot_be_done_is_said(cast: Cast, file: Path, words: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(*(str(file) if word == "FILE" else word for word in words))
    assert not Import.objects.exists()


def test_who_imports_must_be_plain(cast: Cast, file: Path) -> None:
    User.objects.filter(username="cleo").update(role="administrator")
    with pytest.raises(CommandError, match="more than one administrator"):
        run(str(file))
    User.objects.update(role="editor")
    with pytest.raises(CommandError, match="no administrator"):
        run(str(file))


def test_progress_is_drawn_over_itself_on_a_terminal_and_in_lines_elsewhere(cast: Cast) -> None:
    with transaction.atomic():
        work = imported_file(cast["erin"])
    work.total, work.state, work.ended_at = 8, ImportState.RUNNING, None

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, log = Terminal(), io.StringIO()
    for out in (terminal, log):
        progress = Progress(out)
        progress.show(work)
        progress.show(work)
        progress.end(work)
    assert terminal.getvalue().count("\r") == 3
    assert "[############------------] 4 of about 8 rows" in terminal.getvalue()
    assert "1 refused" in terminal.getvalue()
    assert terminal.getvalue().endswith("\n")
    assert log.getvalue() == "", "a log gets a line every few seconds only"


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_standard_input_ctrl_c_and_going_on(cast: Cast, tmp_path: Path) -> None:
    """A real process: stopped in the middle it says how to go on, and nothing is lost or doubled."""
    rows = "claim,claim date\n" + "".join(f"The toll of day {number} was {number},2019\n" for number in range(60_000))
    environment = {**worker_environment(), "FACTCHECK_VAR": str(tmp_path), "REDIS_URL": os.environ.get("REDIS_URL", "")}
    command = [sys.executable, "manage.py", "import_claims"]
    process = subprocess.Popen(
        [*command, "-"], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(rows.encode())
    process.stdin.close()
    end = time.monotonic() + 90
    while time.monotonic() < end and not Import.objects.filter(read__gt=0).exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    said = process.stderr.read().decode()
    assert process.wait(60) == 130, said
    work = Import.objects.get()
    assert work.name == "standard input"
    assert 0 < work.read < 60_000, "the test needs a larger file on this machine"
    assert f"--resume {work.pk}" in said
    assert Claim.objects.count() == work.added == work.read
    resumed = subprocess.run(
        [*command, "--resume", str(work.pk)], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200,
        check=False,
    )  # fmt: skip
    assert resumed.returncode == 0, resumed.stderr
    assert "60,000 read: 60,000 added" in resumed.stdout
    assert Claim.objects.count() == 60_000


def test_the_storage_keeps_what_was_sent(cast: Cast, file: Path) -> None:
    work = imported_file(cast["erin"], file.read_bytes())
    assert default_storage.open(work.path).read() == ROWS.encode()
