"""Handing in a copy of a source: with new evidence, and from its card."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.actions.archive_source import archive_source
from claims.actions.take_snapshot import LIMIT
from claims.models import CopyState, Snapshot, Source
from factcheck.core.models import User
from reviews.actions.keep_uploaded_copy import keep_uploaded_copy
from reviews.models import Evidence, Review
from tests.claims.intake.pdf_files import lines, paper
from tests.factories import assigned, make_evidence, make_review
from tests.pages.drawing import Findings

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]
QUOTE = "1,500 people had been killed"
HTMX = {"HX-Request": "true"}


def a_file(body: bytes = f"<!doctype html><p>{QUOTE} in two weeks.".encode(), name: str = "page.html") -> Any:
    return SimpleUploadedFile(name, body)


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def added(review: Review) -> str:
    return f"/desk/reviews/{review.pk}/evidence/"


def test_a_file_comes_with_new_evidence(as_person: AsPerson, review: Review) -> None:
    browser = as_person("ada")
    page = browser.get(f"/desk/reviews/{review.pk}/").content.decode()
    form = page.split('id="add-evidence"')[1].split("</form>")[0]
    assert 'enctype="multipart/form-data"' in form
    assert f"at most {LIMIT // 2**20} MiB" in form
    sent = {"stance": "disputes", "title": "The ministry’s letter", "quote": QUOTE, "file": a_file()}
    assert browser.post(added(review), sent).url == f"/desk/reviews/{review.pk}/#evidence"
    assert "Copying" in browser.get(f"/desk/reviews/{review.pk}/").content.decode()
    archive_source(Evidence.objects.get().source_id)
    evidence = Evidence.objects.get()
    copy = Snapshot.objects.get()
    assert (copy.source, copy.headers["x-uploaded-to-the-desk"]) == (evidence.source, "page.html")
    assert evidence.source.copy_state == CopyState.KEPT
    assert "Copy kept" in browser.get(f"/desk/reviews/{review.pk}/").content.decode()


@pytest.mark.parametrize("is_htmx", [False, True])
@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "The file is empty."), (b"x" * (LIMIT + 1), f"at most {LIMIT // 2**20} MiB are kept")],
    ids=["empty", "large"],
)
def test_a_file_that_cannot_be_kept_holds_what_was_typed(
    as_person: AsPerson, review: Review, body: bytes, said: str, is_htmx: bool
) -> None:
    sent = {"stance": "disputes", "title": "The ministry’s letter", "file": a_file(body)}
    answer = as_person("ada").post(added(review), sent, headers=HTMX if is_htmx else {})
    words = answer.content.decode()
    assert (answer.status_code, Evidence.objects.count()) == (422, 0)
    assert said in words
    assert 'value="The ministry’s letter"' in words


@pytest.mark.parametrize("is_htmx", [False, True])
def test_evidence_is_not_lost_with_a_file_of_another_kind(as_person: AsPerson, review: Review, is_htmx: bool) -> None:
    browser = as_person("ada")
    sent = {"stance": "disputes", "title": "The ministry’s letter", "file": a_file(b"PK\3\4\0\0\0", "letter.zip")}
    answer = browser.post(added(review), sent, headers=HTMX if is_htmx else {})
    again = f"{added(review)}{Evidence.objects.get().pk}/upload/"
    assert (answer.headers["HX-Redirect"] if is_htmx else answer.url) == again
    words = browser.get(again).content.decode()
    assert "The evidence was added, but not its file. This is no web page, PDF or plain text." in words
    assert Snapshot.objects.count() == 0


@pytest.mark.parametrize("is_htmx", [False, True])
def test_a_copy_is_uploaded_from_the_card(
    as_person: AsPerson, review: Review, cast: dict[str, User], is_htmx: bool
) -> None:
    evidence = make_evidence(review, cast["ada"], quote=QUOTE)
    url = f"{added(review)}{evidence.pk}/upload/"
    browser = as_person("ada")
    assert url in browser.get(f"/desk/reviews/{review.pk}/").content.decode()
    html = browser.get(url).content.decode()
    assert Findings(html).wrong == []
    assert 'accept=".pdf' in html
    pdf = a_file(paper(lines(QUOTE.encode())), "letter.pdf")
    answer = browser.post(url, {"file": pdf}, headers=HTMX if is_htmx else {})
    card = f"/desk/reviews/{review.pk}/#evidence-{evidence.pk}"
    assert (answer.headers["HX-Redirect"] if is_htmx else answer.url) == card
    archive_source(evidence.source_id)
    assert Snapshot.objects.get().media_type == "application/pdf"
    assert (
        "The copy of E1 was taken in and is being read." in browser.get(f"/desk/reviews/{review.pk}/").content.decode()
    )


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose the file."),
        ({"file": a_file(b"")}, "The file is empty."),
        ({"file": a_file(b"x" * (LIMIT + 1), "long.txt")}, "long.txt has 20.0 MiB"),
        ({"file": a_file(b"\x89PNG\r\n\x1a\n\0\0", "page.png")}, "This is no web page, PDF or plain text."),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    as_person: AsPerson, review: Review, cast: dict[str, User], sent: dict[str, Any], said: str
) -> None:
    evidence = make_evidence(review, cast["ada"])
    answer = as_person("ada").post(f"{added(review)}{evidence.pk}/upload/", sent)
    assert (answer.status_code, Snapshot.objects.count()) == (422, 0)
    assert said in answer.content.decode()


def test_a_colleague_in_the_round_uploads_nothing_for_it(
    as_person: AsPerson, review: Review, cast: dict[str, User]
) -> None:
    evidence = make_evidence(review, cast["ada"])
    answer = as_person("ben").post(f"{added(review)}{evidence.pk}/upload/", {"file": a_file()})
    assert (answer.status_code, Snapshot.objects.count()) == (404, 0)


def test_a_pdf_that_cannot_be_read_says_so_on_its_source(
    as_person: AsPerson, review: Review, cast: dict[str, User]
) -> None:
    """Not in the answer, which does not wait for it; and it may be tried twice without harm."""
    evidence = make_evidence(review, cast["ada"], title="A letter", url="")
    broken = a_file(b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj trailer << /Root 1 0 R >>", "a.pdf")
    answer = as_person("ada").post(f"{added(review)}{evidence.pk}/upload/", {"file": broken})
    assert answer.status_code == 302
    source = evidence.source
    path = Source.objects.get(pk=source.pk).upload_path
    assert default_storage.exists(path)
    for _ in range(2):
        archive_source(source.pk)
    source.refresh_from_db()
    assert (source.copy_state, source.upload_path, source.snapshots.count()) == ("failed", "", 0)
    assert source.copy_problem
    assert not default_storage.exists(path)
    assert source.copy_problem[:40] in as_person("ada").get(f"/desk/reviews/{review.pk}/").content.decode()


def test_a_file_that_is_lost_or_taken_over_by_another_leaves_no_doubt(review: Review, cast: dict[str, User]) -> None:
    evidence = make_evidence(review, cast["ada"], title="A letter", url="")
    first = keep_uploaded_copy(evidence.source_id, by=cast["ada"], file=a_file(), name="one.html")
    second = keep_uploaded_copy(
        evidence.source_id, by=cast["ada"], file=a_file(b"Other words, as text."), name="two.txt"
    )
    assert first.upload_path != second.upload_path
    archive_source(evidence.source_id)
    assert Snapshot.objects.get().headers["x-uploaded-to-the-desk"] == "two.txt"
    gone = keep_uploaded_copy(evidence.source_id, by=cast["ada"], file=a_file(b"More words."), name="three.txt")
    default_storage.delete(gone.upload_path)
    archive_source(evidence.source_id)
    source = Source.objects.get(pk=evidence.source_id)
    # An older copy is one still.
    assert (source.copy_state, source.upload_path) == ("kept", "")
    assert source.copy_problem == "The file that was handed in is gone. Hand it in again."
