"""Reading a document again after an upgrade: what is new comes in, and nothing changes that a person touched."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.actions import read_again as reading
from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.actions.decide_claim import decide_claim
from claims.actions.extract_again import extract_again
from claims.actions.read_again import BATCH, read_again
from claims.models import ClaimState, Document, Import, Reading, Topic
from claims.queries.changes import changes_since
from factcheck.core.errors import NotAllowed, NotFound
from factcheck.core.models import Event, User
from tests.claims.upgrading import (
    FIRST,
    HURT,
    KILLED,
    LATER,
    TEXT,
    TOOK_NO_PART,
    UPGRADED,
    WIDER,
    again,
    claim_of,
    counts,
    first_read,
    reads,
    row_of,
)
from tests.factories import make_document

Person = dict[str, User]


@pytest.fixture
def document(cast: Person, monkeypatch: pytest.MonkeyPatch) -> Document:
    return first_read(monkeypatch, cast["erin"])


@pytest.fixture
def upgraded(document: Document, monkeypatch: pytest.MonkeyPatch) -> Document:
    """The document, with another version of the extractor at hand."""
    reads(monkeypatch, UPGRADED, version="2")
    return document


def told(kind: str = "claim.read_again") -> list[Event]:
    return list(Event.objects.filter(kind=kind).order_by("id"))


# --- what nobody touched ------------------------------------------------------------------------------------


def test_what_the_first_reading_said_is_kept_with_who_said_it(document: Document) -> None:
    reading = Reading.objects.get(claim=claim_of(document, KILLED))
    assert (reading.extractors, reading.left_at, reading.is_gone) == (["rules 1"], 1, False)
    assert reading.configs == ["44136fa355b3"]  # printf '{}' | sha256sum
    assert reading.said["quantity"]["value"] == "1000"
    assert claim_of(document, KILLED).extractor == "rules 1"
    (event,) = told("document.extracted")
    assert [(each["id"], each["version"], each["found"]) for each in event.data["extractors"]] == [("rules", "1", 3)]


def test_read_again_by_the_same_rules_nothing_changes(document: Document, cast: Person) -> None:
    before = [row_of(claim) for claim in document.claims.all()], list(Reading.objects.order_by("id").values())
    work = again(document, cast["erin"])
    assert counts(work) == {"added": 0, "changed": 0, "gone": 0, "left": 0}
    assert (work.read, work.known) == (3, 3)
    assert ([row_of(claim) for claim in document.claims.all()], list(Reading.objects.order_by("id").values())) == before
    (event,) = told()
    assert (event.about_kind, event.claim_id, event.by) == ("document", None, cast["erin"])


def test_an_upgrade_adds_changes_and_drops(upgraded: Document, cast: Person) -> None:
    killed, part, hurt = (claim_of(upgraded, words) for words in (KILLED, TOOK_NO_PART, HURT))
    work = again(upgraded, cast["erin"])
    assert counts(work) == {"added": 1, "changed": 2, "gone": 1, "left": 0}
    assert work.read == work.added + work.known == len(UPGRADED)
    for claim in (killed, part, hurt):
        claim.refresh_from_db()
    # Half of its span is the same: it is the same claim, and its number stays.
    assert (killed.quote, killed.text, killed.end, killed.version) == (WIDER, WIDER, TEXT.index(WIDER) + len(WIDER), 2)
    assert TEXT[killed.start : killed.end] == killed.quote
    assert [link.name for link in part.attributions.all()] == ["Later the ministry"]
    assert (part.worth, part.extractor) == (0.8, "rules 2")
    assert (hurt.state, hurt.reading.is_gone, hurt.version) == ("dropped", True, 2)
    assert claim_of(upgraded, LATER).state == "undecided"
    events = {event.claim_id: event.data for event in told()}
    assert set(events) == {killed.pk, part.pk, hurt.pk, None}
    assert events[part.pk]["worth"] == {"before": 0.5, "after": 0.8}
    assert events[hurt.pk] == {"state": {"before": "undecided", "after": "dropped"}, "extractor": "rules 2"}
    assert {name: events[None][name] for name in ("added", "changed", "gone", "left")} == counts(work)
    assert [(change.by, change.what) for change in changes_since(cast["erin"], part, 1)] == [("rules 2", "Said by")]
    assert not told("row.changed")


def test_what_was_gone_comes_back_when_it_is_found_again(
    upgraded: Document, cast: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurt = claim_of(upgraded, HURT)
    again(upgraded, cast["erin"])
    assert counts(again(upgraded, cast["erin"])) == {"added": 0, "changed": 0, "gone": 0, "left": 0}
    reads(monkeypatch, FIRST, version="3")
    assert counts(again(upgraded, cast["erin"])) == {"added": 0, "changed": 3, "gone": 1, "left": 0}
    hurt.refresh_from_db()
    assert (hurt.state, hurt.reading.is_gone, hurt.version) == ("undecided", False, 3)
    assert claim_of(upgraded, LATER).state == "dropped"


def test_a_person_keeps_what_was_gone_and_it_stays(upgraded: Document, cast: Person) -> None:
    hurt = claim_of(upgraded, HURT)
    again(upgraded, cast["erin"])
    decide_claim(hurt.pk, ClaimState.KEPT, by=cast["erin"])
    was = row_of(hurt)
    assert counts(again(upgraded, cast["erin"])) == {"added": 0, "changed": 0, "gone": 0, "left": 1}
    assert row_of(hurt) == was


def test_claims_found_before_readings_were_kept_are_read_again_too(upgraded: Document, cast: Person) -> None:
    Reading.objects.all().delete()
    assert counts(again(upgraded, cast["erin"])) == {"added": 1, "changed": 2, "gone": 1, "left": 0}
    assert Reading.objects.count() == 4


# --- cut short, twice, by whom ------------------------------------------------------------------------------


def test_a_killed_reading_goes_on_where_it_stopped(
    upgraded: Document, cast: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH", 1)
    work = extract_again(upgraded.pk, by=cast["erin"])

    def killed(*given: Any, **named: Any) -> None:
        if Import.objects.get(pk=work.pk).read == 1:
            raise KeyboardInterrupt
        reached(*given, **named)

    reached = reading.link_parts
    with monkeypatch.context() as patched:
        patched.setattr(reading, "link_parts", killed)
        with pytest.raises(KeyboardInterrupt):
            read_again(work.pk)
    work.refresh_from_db()
    assert (work.state, work.read, work.guess["changed"]) == ("running", 1, 1)
    read_again(work.pk)
    work.refresh_from_db()
    assert counts(work) == {"added": 1, "changed": 2, "gone": 1, "left": 0}
    assert len(told()) == 4
    read_again(work.pk)
    assert len(told()) == 4
    assert BATCH > 1


def test_two_who_ask_get_one_reading(upgraded: Document, cast: Person) -> None:
    first = extract_again(upgraded.pk, by=cast["erin"])
    assert extract_again(upgraded.pk, by=cast["cleo"]) == first
    read_again(first.pk)
    assert extract_again(upgraded.pk, by=cast["cleo"]) != first


def test_who_may_ask_and_for_what(cast: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = add_topic("Secret", by=cast["cleo"], is_restricted=True)
    document = first_read(monkeypatch, cast["cleo"], topic=topic.slug)
    with pytest.raises(NotFound):
        extract_again(document.pk, by=cast["erin"])
    for name in ("ada", "rita"):
        with pytest.raises(NotAllowed):
            extract_again(document.pk, by=cast[name])
    assert extract_again(document.pk, by=cast["cleo"]).document == document


def test_statements_do_not_grow_with_touched_claims(cast: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    for parts in (3, 12):
        text = " ".join(f"In town {number} alone {number + 100} people were hurt." for number in range(parts))
        document = make_document(cast["erin"], text)
        for number in range(parts):
            words = f"{number + 100} people were hurt"
            start = text.index(words)
            add_claim(by=cast["erin"], document_id=document.pk, start=start, end=start + len(words))
        work = document.imports.get()
        with CaptureQueriesContext(connection) as captured:
            read_again(work.pk)
        asked.append(len(captured))
    assert asked[0] == asked[1]


# --- by API, page and command -------------------------------------------------------------------------------


def test_by_the_api(upgraded: Document, api: Callable[..., APIClient]) -> None:
    answer = api("erin").post(f"/api/v1/documents/{upgraded.pk}/extract-again")
    assert answer.status_code == 202
    read_again(answer.json()["id"])
    done = api("erin").get(answer.headers["Location"]).json()
    assert (done["state"], done["added"]) == ("done", 1)
    assert {name: done["guess"][name] for name in ("changed", "gone", "left")} == {"changed": 2, "gone": 1, "left": 0}
    assert done["guess"]["extractors"][0]["version"] == "2"


def test_by_the_command(
    upgraded: Document, cast: Person, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = make_document(cast["cleo"], topic=add_topic("Secret", by=cast["cleo"], is_restricted=True).slug)
    call_command("extract_again", "--all", "--user", "erin", "--here")
    assert capsys.readouterr().out.splitlines() == [
        f"Document {upgraded.pk}: done, 1 added, 2 changed, 1 gone, 0 left."
    ]
    with pytest.raises(CommandError, match=f"There is no document {hidden.pk}"):
        call_command("extract_again", "--documents", str(hidden.pk), "--user", "erin")
    call_command("extract_again", "--documents", str(upgraded.pk))
    assert capsys.readouterr().out == "1 document waits for a worker.\n"
    assert Topic.objects.count() == 1
