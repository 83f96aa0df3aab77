"""An edit and a reading that meet on one claim: the row's lock says who is first, and the edit stands either way."""

from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection, transaction

from claims.actions.edit_claim import edit_claim
from claims.actions.extract_again import extract_again
from claims.actions.read_again import read_again
from claims.models import Claim
from factcheck.core.models import User
from tests.claims.upgrading import TOOK_NO_PART, claim_of, counts, first_read, reads, said
from tests.concurrency.at_once import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
OTHERWISE = (said(TOOK_NO_PART, 85, "Later the ministry"),)


def test_an_edit_that_is_not_committed_yet_is_waited_for_and_stands(
    cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = first_read(monkeypatch, cast["erin"])
    claim = claim_of(document, TOOK_NO_PART)
    reads(monkeypatch, OTHERWISE, version="2")
    work = extract_again(document.pk, by=cast["erin"])
    is_edited, may_commit = Signal(), Signal()

    def edit() -> None:
        try:
            with transaction.atomic():
                edit_claim(claim.pk, by=cast["erin"], text="In other words.")
                is_edited.set()
                assert may_commit.wait(30)
        finally:
            connection.close()

    def read() -> None:
        try:
            read_again(work.pk)
        finally:
            connection.close()

    editor, reader = Thread(target=edit), Thread(target=read)
    editor.start()
    assert is_edited.wait(30)
    reader.start()
    reader.join(1)
    assert reader.is_alive()  # at the lock
    may_commit.set()
    editor.join(30)
    reader.join(30)
    work.refresh_from_db()
    claim.refresh_from_db()
    assert (work.state, counts(work)) == ("done", {"added": 0, "changed": 0, "gone": 2, "left": 1})
    assert claim.text == "In other words."
    assert [link.name for link in claim.attributions.all()] == ["the ministry"]


def test_edits_beside_readings_are_never_lost(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    document = first_read(monkeypatch, cast["erin"])
    claim = claim_of(document, TOOK_NO_PART)
    reads(monkeypatch, OTHERWISE, version="2")
    work = extract_again(document.pk, by=cast["erin"])
    at_once(
        lambda: read_again(work.pk),
        lambda: read_again(work.pk),
        lambda: edit_claim(claim.pk, by=cast["erin"], text="In other words."),
        lambda: edit_claim(claim.pk, by=cast["cleo"], said_on="2020-01-01"),
    )
    now = Claim.objects.get(pk=claim.pk)
    assert (now.text, now.said_on) == ("In other words.", "2020-01-01")
    work.refresh_from_db()
    assert (work.state, work.known, work.added) == ("done", 1, 0)
