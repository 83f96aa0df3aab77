"""The daily look at the history: what it found is there to be read, and a fault is not forgotten."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from factcheck.core import sealing
from factcheck.core.history_keys import Key
from factcheck.core.models import User
from factcheck.core.sealing import seal
from factcheck.core.tasks import verify_history
from tests.core.happening import happen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _outside(settings: Any, tmp_path: Path) -> None:
    settings.HISTORY_HEADS = tmp_path / "heads.jsonl"
    settings.HISTORY_KEY = "a key of this test, long enough to be one"


def state() -> str:
    return str(Client().get("/readyz").json()["history"])


def test_what_was_found_is_shown_and_grows_old(cast: dict[str, User]) -> None:
    assert state() == "not verified yet"
    happen(cast["ada"], 2)
    seal()
    assert verify_history()
    assert state() == "whole"
    with time_machine.travel(timezone.now() + timedelta(hours=30), tick=False):
        assert state() == "not verified for 30 h"


def test_a_fault_is_shown_and_logged_until_it_is_gone(
    cast: dict[str, User], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    happen(cast["ada"], 2)
    seal()
    assert verify_history()
    outside = settings.HISTORY_HEADS.read_bytes()
    settings.HISTORY_HEADS.write_bytes(outside + outside.replace(b'"number": 1', b'"number": 2'))
    with caplog.at_level(logging.ERROR):
        assert not verify_history()
    assert "The history is not whole" in caplog.text
    assert state() == "not whole: run verify_history"
    settings.HISTORY_HEADS.write_bytes(outside)
    assert verify_history()
    assert state() == "whole"


@pytest.mark.parametrize("line", [b"no head\n", b'{"number": 1}\n'])
def test_a_file_of_heads_that_cannot_be_read_is_a_fault(cast: dict[str, User], settings: Any, line: bytes) -> None:
    happen(cast["ada"])
    seal()
    settings.HISTORY_HEADS.write_bytes(line)
    assert not verify_history()
    assert state() == "not whole: run verify_history"


def test_the_key_before_is_named_in_the_settings(
    cast: dict[str, User], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "SHOWN_EVERY", 0)
    happen(cast["ada"])
    seal()
    before = Key(settings.HISTORY_KEY).public
    settings.HISTORY_KEY = "another key of this test, as long as the first"
    happen(cast["ada"])
    seal()
    assert not verify_history()
    settings.HISTORY_OLD_KEYS = [before.hex()]
    assert verify_history()
