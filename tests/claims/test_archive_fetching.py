"""A document by its address: fetched by a worker, kept as a copy, read, and extracted in the same import."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from claims.access import visible_imports
from claims.actions import take_snapshot
from claims.actions.add_document import add_document
from claims.actions.add_topic import add_topic
from claims.actions.run_import import run_import
from claims.intake.warc import read_warc
from claims.models import Document, Import, Snapshot
from factcheck.core.errors import Invalid
from factcheck.core.fetch import FetchFailed
from factcheck.core.models import Event, User
from tests.archived import PARAGRAPH, answer_with, fetched, html_page, reaching
from tests.core.servers import Server, moved, reply, serving
from tests.factories import make_document

URL = "http://news.test/story"
HTML = {"Content-Type": "text/html; charset=utf-8", "X-Served-By": "a test"}


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    answers = {
        "/story": reply(html_page(), headers=HTML),
        "/moved": moved("/story"),
        "/gone": reply(b"gone", 410),
        "/busy": reply(b"busy", 503),
        "/picture": reply(b"\x89PNG", headers={"Content-Type": "image/png"}),
        "/plain": reply(PARAGRAPH.format(230).encode(), headers={"Content-Type": "text/plain"}),
        "/empty": reply(b"<html></html>", headers=HTML),
    }
    with serving(answers) as server:
        reaching(monkeypatch, server)
        yield server


def brought(by: User, url: str = URL, **fields: Any) -> Import:
    work, is_new = add_document(by=by, url=url, **fields)
    assert is_new
    run_import(work.pk)
    work.refresh_from_db()
    return work


def test_an_address_alone_becomes_a_document_with_a_copy_and_claims(cast: dict[str, User], story: Server) -> None:
    work, _ = add_document(by=cast["erin"], url=URL, publisher="The Courier")
    assert (work.state, work.format, work.document, work.url) == ("received", "url", None, URL)
    run_import(work.pk)
    work.refresh_from_db()
    document = work.document
    assert document is not None
    assert (work.state, work.added > 0, work.problem) == ("done", True, "")
    assert "at least 230 people had been killed" in document.text
    assert (document.title, document.url, document.language) == ("Toll rises to 230", URL, "en")
    assert document.publisher is not None
    assert document.publisher.name == "The Courier"
    snapshot = document.snapshots.get()
    assert (snapshot.url, snapshot.status, snapshot.media_type, snapshot.text) == (URL, 200, "text/html", document.text)
    assert snapshot.headers["x-served-by"] == "a test"
    with default_storage.open(snapshot.path) as file:
        address, headers, body = read_warc(file.read())
    assert (address, body) == (URL, html_page())
    assert ("x-served-by", "a test") in [(name.lower(), value) for name, value in headers]
    assert snapshot.sha256 == take_snapshot.hashlib.sha256(html_page()).hexdigest()
    assert Event.objects.filter(kind="snapshot.taken", about_id=str(snapshot.pk), by=cast["erin"]).count() == 1


def test_what_the_sender_says_goes_before_what_the_page_says(cast: dict[str, User], story: Server) -> None:
    fields = {"title": "As we call it", "language": "fr", "published_on": timezone.now().date()}
    document = brought(cast["erin"], **fields).document
    assert document is not None
    assert {name: getattr(document, name) for name in fields} == fields


def test_a_redirect_is_kept_with_both_addresses(cast: dict[str, User], story: Server) -> None:
    document = brought(cast["erin"], "http://news.test/moved").document
    assert document is not None
    snapshot = document.snapshots.get()
    assert (snapshot.url, snapshot.final_url) == ("http://news.test/moved", URL)


def test_plain_text_is_a_document_too(cast: dict[str, User], story: Server) -> None:
    document = brought(cast["erin"], "http://news.test/plain").document
    assert document is not None
    assert document.text == PARAGRAPH.format(230)


def test_a_pdf_is_a_document_too(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch, pdf: bytes) -> None:
    answer_with(monkeypatch, lambda url, **_: fetched(pdf, "application/pdf", url=url))
    document = brought(cast["erin"], "https://news.example/report.pdf").document
    assert document is not None
    assert "230 people" in document.text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("gone", "410 (Gone)"),
        ("missing", "404 (Not Found)"),
        ("busy", "503 (Service Unavailable)"),
        ("picture", "image/png"),
        ("empty", "No article text"),
    ],
)
def test_an_answer_that_is_no_page_fails_with_the_reason(
    path: str, words: str, cast: dict[str, User], story: Server
) -> None:
    work = brought(cast["erin"], f"http://news.test/{path}")
    assert work.state == "failed"
    assert words in work.problem
    assert not Document.objects.exists()
    assert not Snapshot.objects.exists()


def test_a_refusal_of_the_fetch_is_final(cast: dict[str, User], story: Server) -> None:
    work = brought(cast["erin"], "http://inside.test/")
    assert (work.state, work.problem) == ("failed", "inside.test has no public address, so it was not fetched.")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/a", "http://169.254.169.254/latest", "ftp://news.example/",
     "http://news.example:6379/", "http://user@news.example/", "http://2130706433/", "file:///etc/passwd"],
)  # fmt: skip
def test_what_is_plainly_not_fetched_is_refused_at_once(url: str, cast: dict[str, User]) -> None:
    with pytest.raises(Invalid) as refused:
        add_document(by=cast["erin"], url=url)
    assert [fault.pointer for fault in refused.value.faults] == ["/url"]
    assert not Import.objects.exists()


def test_an_address_that_gives_no_answer_is_tried_three_times(
    cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def silent(url: str, **_: Any) -> Any:
        asked.append(url)
        raise FetchFailed("No complete answer came within 20 s.")

    answer_with(monkeypatch, silent)
    work = brought(cast["erin"])
    assert (work.state, len(asked)) == ("checking", 1)
    assert "tried again" in work.guess["notes"][0]
    run_import(work.pk)
    assert len(asked) == 1, "it is not due yet"
    with time_machine.travel(timezone.now() + timedelta(seconds=31), tick=False):
        run_import(work.pk)
        run_import(work.pk)
    assert len(asked) == 2
    with time_machine.travel(timezone.now() + timedelta(seconds=160), tick=False):
        run_import(work.pk)
    work.refresh_from_db()
    assert (work.state, len(asked)) == ("failed", 3)
    assert work.problem == "No complete answer came within 20 s. It was tried 3 times."


def test_a_worker_that_is_killed_each_time_does_not_go_on_for_ever(
    cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(url: str, **_: Any) -> Any:
        raise Killed

    answer_with(monkeypatch, die)
    work, _ = add_document(by=cast["erin"], url=URL)
    for minutes in (0, 2, 4):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False), pytest.raises(Killed):
            run_import(work.pk)
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        run_import(work.pk)
    work.refresh_from_db()
    assert (work.state, "each try ended" in work.problem) == ("failed", True)


def test_a_known_text_adds_no_document_but_a_copy(cast: dict[str, User], story: Server) -> None:
    first = brought(cast["erin"])
    again = brought(cast["cleo"], "http://news.test/moved")
    assert again.document == first.document
    assert (again.state, again.added, again.known) == ("done", 0, first.added)
    assert "here already" in again.guess["notes"][0]
    assert Snapshot.objects.filter(document=first.document).count() == 2


def test_a_text_that_is_hidden_from_the_sender_is_not_told_of(cast: dict[str, User], story: Server) -> None:
    first = brought(cast["erin"])
    assert first.document is not None
    secret = add_topic("Secret", by=cast["cleo"], is_restricted=True)
    Document.objects.filter(pk=first.document.pk).update(topic=secret)
    again = brought(cast["erin"])
    assert (again.state, again.document) == ("failed", None)
    assert Snapshot.objects.count() == 1


def test_an_import_without_a_document_is_seen_as_its_topic_is(cast: dict[str, User]) -> None:
    secret = add_topic("Secret", by=cast["cleo"], is_restricted=True)
    work, _ = add_document(by=cast["cleo"], url=URL, topic=secret.slug)
    assert work in visible_imports(cast["cleo"])
    assert work not in visible_imports(cast["erin"])
    open_one, _ = add_document(by=cast["cleo"], url=URL)
    assert open_one in visible_imports(cast["rita"])


def test_a_second_run_makes_nothing_twice(cast: dict[str, User], story: Server) -> None:
    work = brought(cast["erin"])
    run_import(work.pk)
    assert (Document.objects.count(), Snapshot.objects.count(), len(story.asked)) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_for_the_network(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    inside = []

    def look(url: str, **_: Any) -> Any:
        inside.append(connection.in_atomic_block)
        return fetched(html_page(), url=url)

    answer_with(monkeypatch, look)
    assert brought(cast["erin"]).state == "done"
    assert inside == [False]


def test_the_words_of_a_page_are_kept_whatever_its_headers_say(
    cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(
        monkeypatch,
        lambda url, **_: fetched(html_page(), url="https://news.example/" + "a" * 5000, media_type="text/html"),
    )
    work = brought(cast["erin"])
    assert work.document is not None
    assert len(work.document.snapshots.get().final_url) == 2000


def test_text_with_an_address_is_not_fetched(cast: dict[str, User], story: Server) -> None:
    document = make_document(cast["erin"], url=URL)
    assert (document.url, story.connections) == (URL, 0)


@pytest.fixture
def pdf() -> bytes:
    """A page of a PDF with one line of text, written out by hand."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length 76 >>\nstream\nBT /F1 12 Tf 20 700 Td (The ministry said that 230 people had died.) Tj ET"
        b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (table, len(out))
