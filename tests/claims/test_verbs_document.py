"""A text is brought in once, kept exactly, and taken apart once."""

from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from claims.actions import extract_document as extracting
from claims.actions.add_document import add_document
from claims.actions.add_document_to_new_topic import add_document_to_new_topic
from claims.actions.add_topic import add_topic
from claims.actions.edit_claim import edit_claim
from claims.actions.extract_document import BATCH, extract_document
from claims.actions.fail_import import fail_import
from claims.models import Attribution, Claim, Document, Figure, Import, Party, Topic
from factcheck.core.errors import Conflict, Invalid, NotFound
from factcheck.core.models import Event, User
from tests.factories import make_document
from tests.shared import sample

PERSIAN = "وزارت کشور گفت ۲۳۰ نفر کشته‌اند.\r\n\n  e\u0301 😀 \n"


def kinds(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


# --- bringing in --------------------------------------------------------------------------------------------


def test_a_text_is_kept_exactly_and_hashed(cast: dict[str, User]) -> None:
    work, is_new = add_document(
        by=cast["erin"], text=PERSIAN, url="https://news.example/a", publisher="Alef", published_on=date(2020, 1, 2),
        language="fa",
    )  # fmt: skip
    document = work.document
    assert is_new
    assert document is not None
    document.refresh_from_db()
    assert document.text == PERSIAN
    assert document.sha256 == sha256(PERSIAN.encode()).hexdigest()
    assert document.title == "وزارت کشور گفت ۲۳۰ نفر کشته‌اند."
    assert (document.publisher and document.publisher.name, document.added_by) == ("Alef", cast["erin"])
    assert work.state == "received"
    assert kinds("document.added") == 1


def test_the_same_text_again_adds_nothing_and_leads_to_the_first(cast: dict[str, User]) -> None:
    first, _ = add_document(by=cast["erin"], text=PERSIAN)
    second, is_new = add_document(by=cast["cleo"], text=PERSIAN, title="Another title")
    assert (second, is_new) == (first, False)
    assert (Document.objects.count(), Import.objects.count(), kinds("document.added")) == (1, 1, 1)
    _, is_new = add_document(by=cast["erin"], text=PERSIAN + " ")
    assert is_new


@pytest.mark.parametrize(
    ("fields", "pointer", "words"),
    [
        ({"text": " \n\t"}, "/text", "There is no text"),
        ({"text": "one\ntw\0o"}, "/text", "Line 2, column 3"),
        ({"text": "one", "title": "a\0b"}, "/title", "Line 1, column 2"),
        ({"text": "one", "url": "javascript:alert(1)"}, "/url", "is no address"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_place(
    fields: dict[str, Any], pointer: str, words: str, cast: dict[str, User]
) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        add_document(by=cast["erin"], **fields)
    assert [fault.pointer for fault in refused.value.faults] == [pointer]
    assert not Document.objects.exists()
    assert not Event.objects.exists()


def test_a_hidden_topic_takes_no_document_and_its_texts_stay_hidden(cast: dict[str, User]) -> None:
    topic = add_topic("Secret", by=cast["cleo"], is_restricted=True)
    with pytest.raises(NotFound, match="There is no topic secret"):
        add_document(by=cast["erin"], text="One.", topic=topic.slug)
    add_document(by=cast["cleo"], text="One.", topic=topic.slug)
    with pytest.raises(Invalid, match="This text cannot be added here"):
        add_document(by=cast["erin"], text="One.")


def test_a_new_topic_comes_with_its_first_document_or_not_at_all(cast: dict[str, User]) -> None:
    work, _ = add_document_to_new_topic("The  toll", by=cast["erin"], text="One.")
    assert work.document is not None
    assert (work.document.topic and work.document.topic.title) == "The toll"
    with pytest.raises(Conflict, match="There is a topic the-toll already"):
        add_document_to_new_topic("The toll", by=cast["erin"], text="Two.")
    assert Document.objects.count() == 1
    _, is_new = add_document_to_new_topic("Another", by=cast["erin"], text="One.")
    assert not is_new
    assert list(Topic.objects.values_list("slug", flat=True)) == ["the-toll"]


def test_a_topic_has_a_title_of_its_own(cast: dict[str, User]) -> None:
    with pytest.raises(Invalid, match="Give the topic a title"):
        add_topic(" ", by=cast["erin"])
    add_topic("The toll", by=cast["erin"], is_restricted=True)
    with pytest.raises(Conflict):
        add_topic("the TOLL", by=cast["cleo"])
    assert list(Topic.objects.get().members.all()) == [cast["erin"]]


# --- taking apart -------------------------------------------------------------------------------------------


def counted() -> list[int]:
    return [model.objects.count() for model in (Claim, Attribution, Figure, Party, Event)]


def test_a_document_is_taken_apart_once_however_often_it_is_run(cast: dict[str, User]) -> None:
    document = make_document(cast["erin"], sample("2020-01-november-2019-toll.txt"))
    work = extract_document(document.imports.get().pk)
    assert (work.state, work.read, work.added) == ("done", work.total, document.claims.count())
    assert work.added > BATCH  # more than one batch, or the cursor is not tried
    for claim in document.claims.all():
        assert document.text[claim.start : claim.end] == claim.quote == claim.text
        assert (claim.state, claim.extractor != "", 0 <= claim.worth <= 1) == ("undecided", True, True)
    before = counted()
    assert extract_document(work.pk) == work
    assert counted() == before
    assert kinds("document.extracted") == 1


def test_a_second_import_of_the_same_document_knows_every_claim(cast: dict[str, User]) -> None:
    document = make_document(cast["erin"], sample("2020-01-november-2019-toll.txt"))
    first = extract_document(document.imports.get().pk)
    corrected = document.claims.earliest("start")
    edit_claim(corrected.pk, by=cast["erin"], text="As the desk words it.")
    again = extract_document(Import.objects.create(document=document, created_by=cast["erin"]).pk)
    assert (again.added, again.known, again.refused) == (0, first.added, first.refused)
    assert Claim.objects.get(pk=corrected.pk).text == "As the desk words it."


def test_a_run_that_was_killed_is_resumed_at_its_cursor(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    document = make_document(cast["erin"], sample("2020-01-november-2019-toll.txt"))
    work = document.imports.get()
    written = 0

    def killed(*given: Any, **named: Any) -> bool:
        nonlocal written
        written += 1
        if written > BATCH + 3:
            raise KeyboardInterrupt
        return write(*given, **named)

    write = extracting.write_candidate
    with monkeypatch.context() as patched:
        patched.setattr(extracting, "write_candidate", killed)
        with pytest.raises(KeyboardInterrupt):
            extract_document(work.pk)
    work.refresh_from_db()
    assert (work.state, work.read, document.claims.count()) == ("running", BATCH, BATCH)
    work = extract_document(work.pk)
    assert (work.state, work.known, work.added) == ("done", 0, document.claims.count())


def test_a_failure_is_told_once_and_keeps_what_was_added(cast: dict[str, User]) -> None:
    document = make_document(cast["erin"])
    work = document.imports.get()
    fail_import(work.pk, "The extractor stopped.")
    fail_import(work.pk, "And again.")
    work.refresh_from_db()
    assert (work.state, work.problem, work.ended_at is not None) == ("failed", "The extractor stopped.", True)
    assert kinds("import.failed") == 1
    assert extract_document(work.pk).added == 0
    assert not document.claims.exists()
