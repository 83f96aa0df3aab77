"""The demonstration is made in an empty installation only: a real newsroom is never touched by accident."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.models import Document, Party, Topic
from factcheck.core.capabilities import Role
from factcheck.core.models import Event, User
from reviews.demo.people import PASSWORD
from reviews.models import Review
from reviews.workflow import State


def run(*words: str) -> None:
    call_command("demo", *words, stdout=StringIO())


def how_many() -> list[int]:
    return [model.objects.count() for model in (User, Topic, Party, Document, Review, Event)]


@pytest.fixture
def elsewhere(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own without a demonstration; its var folder."""
    settings.VAR = tmp_path
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def test_a_newsroom_with_people_of_its_own_is_left_alone(elsewhere: Path, cast: dict[str, User]) -> None:
    before = how_many()
    with pytest.raises(CommandError, match="data that is not the demonstration's"):
        run()
    # Even when forced, no real person's account is taken over.
    with pytest.raises(CommandError, match="The username adam is taken"):
        run("--force")
    assert how_many() == before
    assert not cast["adam"].check_password(PASSWORD)
    assert not (elsewhere / "demo.json").exists()


def test_a_database_with_an_address_of_its_own_is_left_alone(
    elsewhere: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/newsroom")
    before = how_many()
    with pytest.raises(CommandError, match="DATABASE_URL is set"):
        run()
    settings.DEMO = False
    with pytest.raises(CommandError, match="Set DEMO=1"):
        run("--force")
    assert how_many() == before
    assert not (elsewhere / "demo.json").exists()


def test_forced_it_stands_beside_other_data(elsewhere: Path) -> None:
    User.objects.create(username="somebody", name="Somebody Else", role=Role.EDITOR)
    run("--force")
    assert Review.objects.filter(state=State.PUBLISHED).count() >= 4
    assert (elsewhere / "demo.json").exists()
