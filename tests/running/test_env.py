"""Settings from the environment fail loudly, and never with the secret in the message."""

from pathlib import Path

import pytest

from factcheck.env import EnvError, env, env_bool, env_int, env_list, env_secret


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TRIAL", "TRIAL_FILE"):
        monkeypatch.delenv(name, raising=False)


def test_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env("TRIAL", "default") == "default"
    monkeypatch.setenv("TRIAL", "")
    assert env("TRIAL", "default") == "default"
    monkeypatch.setenv("TRIAL", " value ")
    assert env("TRIAL") == "value"


def test_a_missing_variable_is_named() -> None:
    for read in (env, env_bool, env_int, env_list, env_secret):
        with pytest.raises(EnvError, match="TRIAL is not set"):
            read("TRIAL")


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Yes", True), ("off", False), ("FALSE", False)])
def test_yes_and_no(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("TRIAL", text)
    assert env_bool("TRIAL") is value


def test_words_that_are_neither_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAL", "maybe")
    with pytest.raises(EnvError, match="'maybe'"):
        env_bool("TRIAL")


@pytest.mark.parametrize("text", ["ten", "1.5", "0", "11", "²"])
def test_numbers_out_of_range_are_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("TRIAL", text)
    with pytest.raises(EnvError, match=f"TRIAL must be .*{text}"):
        env_int("TRIAL", minimum=1, maximum=10)


def test_numbers_and_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAL", "7")
    assert env_int("TRIAL", minimum=1, maximum=10) == 7
    monkeypatch.setenv("TRIAL", "a, b,,c ")
    assert env_list("TRIAL") == ["a", "b", "c"]
    monkeypatch.delenv("TRIAL")
    assert env_list("TRIAL", []) == []


def test_a_secret_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(" with spaces \n")
    monkeypatch.setenv("TRIAL_FILE", str(tmp_path / "secret"))
    assert env_secret("TRIAL") == " with spaces "

    monkeypatch.setenv("TRIAL", "hidden-value")
    with pytest.raises(EnvError, match="both set") as refused:
        env_secret("TRIAL")
    assert "hidden-value" not in str(refused.value)


@pytest.mark.parametrize(("content", "reason"), [(None, "No such file"), (b"", "is empty"), (b"\xff\xfe", "UTF-8")])
def test_a_secret_file_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, reason: str
) -> None:
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("TRIAL_FILE", str(path))
    with pytest.raises(EnvError, match=reason):
        env_secret("TRIAL", "default")
