"""Adding people: by the verb, and by the command that a new installation begins with."""

import os
import pty
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client

from factcheck.core.capabilities import Can, Role
from factcheck.core.errors import Conflict, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from factcheck.core.people import add_person
from factcheck.core.permissions import may
from tests.architecture.code import ROOT
from tests.conftest import worker_environment

SECRET = "a-long-unlikely-password"


def add(*words: str) -> str:
    out = StringIO()
    call_command("add_person", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_PASSWORD", SECRET)


@pytest.mark.django_db
def test_the_first_administrator_signs_in(given: None) -> None:
    told = add("adam", "--name", "Adam Novak", "--role", "administrator", "--email", "adam@desk.example")
    assert told == "Added adam as administrator. They can sign in now.\n"
    adam = User.objects.get()
    assert (adam.name, adam.email, adam.role) == ("Adam Novak", "adam@desk.example", "administrator")
    assert may(adam, Can.MANAGE_PEOPLE)
    assert SECRET not in adam.password
    browser = Client()
    answer = browser.post("/sign-in/", {"username": "adam", "password": SECRET})
    assert (answer.status_code, answer.url) == (302, "/desk/")  # type: ignore[attr-defined]
    event = Event.objects.get()
    assert (event.kind, event.by, event.data) == (EventKind.PERSON_ADDED, None, {"role": "administrator"})


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_each_role_can_be_given(given: None, role: Role) -> None:
    add("somebody", "--name", "Some Body", "--role", role.value)
    assert User.objects.get().role == role


@pytest.mark.django_db
def test_a_password_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "password").write_text(f"{SECRET}\n")
    monkeypatch.setenv("FACTCHECK_PASSWORD_FILE", str(tmp_path / "password"))
    add("erin", "--name", "Erin Walsh", "--role", "editor")
    assert authenticate(username="erin", password=SECRET) is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "secret", "said"),
    [
        (("erin", "--name", "E", "--role", "boss"), SECRET, "boss"),
        (("erin", "--role", "editor"), SECRET, "--name"),
        (("erin walsh", "--name", "E", "--role", "editor"), SECRET, "valid username"),
        (("erin", "--name", "E", "--role", "editor"), "short", "at least 10 characters"),
        (("erin", "--name", "E", "--role", "editor"), "password1234", "too common"),
        (("erinwalsh99", "--name", "E", "--role", "editor"), "erinwalsh99", "too similar"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], secret: str, said: str
) -> None:
    monkeypatch.setenv("FACTCHECK_PASSWORD", secret)
    with pytest.raises(CommandError) as refused:
        add(*words)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert User.objects.count() == Event.objects.count() == 0


@pytest.mark.django_db
def test_a_name_is_given_once(given: None) -> None:
    add("erin", "--name", "Erin Walsh", "--role", "reader")
    with pytest.raises(CommandError, match="The username erin is taken"):
        add("erin", "--name", "Somebody Else", "--role", "administrator")
    assert User.objects.get().role == "reader"
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_without_a_terminal_or_a_secret_nobody_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(CommandError, match="FACTCHECK_PASSWORD_FILE"):
        add("erin", "--name", "E", "--role", "editor")
    assert User.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("again", "count"), [(SECRET, 1), ("another-long-password", 0)])
def test_at_a_terminal_the_password_is_asked_for_twice_and_not_shown(again: str, count: int) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "add_person", "erin", "--name", "Erin Walsh", "--role", "editor"],
        cwd=ROOT,
        env=worker_environment(),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        # getpass asks the controlling terminal.
        preexec_fn=lambda: os.close(os.open(os.ttyname(theirs), os.O_RDWR)),
    )
    os.close(theirs)
    shown = read_to(ours, "Password: ")
    os.write(ours, f"{SECRET}\n".encode())
    shown += read_to(ours, "again: ")
    os.write(ours, f"{again}\n".encode())
    shown += read_to(ours, "")
    assert process.wait(30) == (0 if count else 1)
    os.close(ours)
    assert SECRET not in shown
    assert ("Added erin as editor" in shown, "differ" in shown) == (bool(count), not count)
    assert User.objects.count() == count


def read_to(terminal: int, words: str) -> str:
    """What is shown up to `words`; to the end for none."""
    shown = ""
    while not words or words not in shown:
        try:
            piece = os.read(terminal, 1000)
        except OSError:  # the other end has closed
            break
        if not piece:
            break
        shown += piece.decode()
    return shown


@pytest.mark.django_db
def test_a_service_account_has_no_password() -> None:
    account = add_person("cms", by=None, name="CMS", role=Role.READER, password="", is_service=True)
    assert not account.has_usable_password()
    assert authenticate(username="cms", password="") is None


@pytest.mark.django_db
def test_the_verb_refuses_in_the_words_of_the_desk() -> None:
    add_person("erin", by=None, name="Erin", role=Role.EDITOR, password=SECRET)
    with pytest.raises(Conflict):
        add_person("erin", by=None, name="Erin", role=Role.EDITOR, password=SECRET)
    assert User.objects.count() == Event.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"password": "123"}, "/password"), ({"username": "b n"}, "/username"), ({"username": ""}, "/username"),
        ({"username": "b" * 151}, "/username"), ({"name": ""}, "/name"), ({"name": " "}, "/name"),
        ({"name": "b" * 201}, "/name"), ({"email": "nonsense"}, "/email"), ({"name": "a\0b"}, "/name"),
    ],
)  # fmt: skip
def test_each_bad_field_is_named(changed: dict[str, str], pointer: str) -> None:
    given = {"username": "ben", "name": "Ben", "password": SECRET, "email": "", **changed}
    with pytest.raises(Invalid) as refused:
        add_person(by=None, role=Role.REVIEWER, **given)
    assert {fault.pointer for fault in refused.value.faults} == {pointer}
    assert User.objects.count() == 0
