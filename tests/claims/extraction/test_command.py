"""`manage.py extract` where there is nothing but files: no database, no server, no settings, no place to write."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[3]
FIELDS = {
    "doc", "start", "end", "text", "claimants", "stance", "value", "value_max", "unit", "bound", "as_of", "place",
    "kind", "checkworthy", "reasons",
}  # fmt: skip
TEXT = "The ministry denied on Tuesday that more than 1,200 people had been killed in Shiraz, according to Reuters."


def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "extract", *words],
        cwd="/", env=environment, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


# Where production names a database but no secret, and where not even a folder for keys can be made.
@pytest.mark.parametrize(
    "environment",
    [
        {"FACTCHECK_VAR": "/proc/nothing/can/be/made/here"},
        {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none", "REDIS_URL": "redis://127.0.0.1:9", "DEBUG": "0"},
    ],
    ids=["empty", "production without secrets"],
)
def test_it_needs_nothing_but_the_file(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = run(str(file), "--date", "2022-10-06", "--json", **environment)
    assert done.returncode == 0, done.stderr
    (row,) = [row for row in json.loads(done.stdout) if row["value"] == 1200]
    assert set(row) >= FIELDS
    assert (row["doc"], TEXT[row["start"] : row["end"]], row["stance"]) == ("report.txt", row["text"], "deny")
    assert (row["unit"], row["bound"], row["as_of"], row["place"]) == ("deaths", "more_than", "2022-10-04", "Shiraz")
    assert row["checkworthy"] in range(1, 6)
    assert row["reasons"]


def test_an_error_is_one_line(tmp_path: Path) -> None:
    done = run(str(tmp_path / "missing.txt"))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"CommandError: The file {tmp_path / 'missing.txt'} cannot be read: No such file or directory."
    ]


def test_the_language_is_said_or_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Gestern wurden 300 Häuser zerstört.", encoding="utf-8")

    def found(*words: str) -> list[str | None]:
        call_command("extract", str(file), "--json", *words)
        return [row["unit"] for row in json.loads(capsys.readouterr().out)]

    assert found("--language", "de") == ["homes"]
    assert found("--language", "en") != ["homes"]
    for wrong in ("German", "d", "de_DE"):
        with pytest.raises(CommandError, match=f"must be a tag such as en, fa or pt-BR. Received: {wrong}"):
            call_command("extract", str(file), "--language", wrong)
    with pytest.raises(CommandError, match="Is a directory"):
        call_command("extract", str(tmp_path))


def test_a_file_may_have_its_date_in_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Police said on Tuesday that 12 people had died."
    for name in ("2024-05-15-toll.txt", "2024-13-45-toll.txt", "toll.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        call_command("extract", str(tmp_path / name), "--language", "en", "--json")
        (row,) = json.loads(capsys.readouterr().out)
        assert row["as_of"] == ("2024-05-14" if name.startswith("2024-05") else None)
    call_command("extract", str(tmp_path / "2024-05-15-toll.txt"), "--date", "2023-03-03", "--language", "en", "--json")
    assert json.loads(capsys.readouterr().out)[0]["as_of"] == "2023-02-28"
