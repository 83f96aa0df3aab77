"""Fetching a document again: unchanged, only its dress changed, or another text."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.add_document import add_document
from claims.actions.refetch_document import refetch_document
from claims.actions.run_import import run_import
from claims.models import Document, Import, Snapshot
from factcheck.core.errors import Invalid, NotAllowed, NotFound
from factcheck.core.models import Event, User
from reviews.models import Notice
from reviews.notify.dispatch import drain
from tests.archived import PARAGRAPH, html_page, reaching
from tests.core.servers import Answer, reply, serving
from tests.factories import make_document
from tests.situations import restrict

URL = "http://news.test/story"
HTML = {"Content-Type": "text/html; charset=utf-8"}
LATER = f"<p>{PARAGRAPH.format(450)}</p><p>The council counted above 1,000 of them in the provinces.</p>"

Pages = dict[str, Answer]


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pages]:
    answers: Pages = {"/story": reply(html_page(), headers=HTML)}
    with serving(answers) as server:
        reaching(monkeypatch, server)
        yield answers


@pytest.fixture
def document(cast: dict[str, User], pages: Pages) -> Document:
    work, _ = add_document(by=cast["erin"], url=URL)
    run_import(work.pk)
    return Document.objects.get()


def again(document: Document, by: User) -> Import:
    work = refetch_document(document.pk, by=by)
    run_import(work.pk)
    work.refresh_from_db()
    return work


def test_the_same_bytes_leave_only_a_note(cast: dict[str, User], document: Document) -> None:
    work = again(document, cast["cleo"])
    assert (work.state, work.document, work.guess["outcome"]) == ("done", document, "unchanged")
    assert work.guess["looked_at"]
    assert (Document.objects.count(), Snapshot.objects.count()) == (1, 1)


def test_other_bytes_with_the_same_text_are_kept_as_a_copy(
    cast: dict[str, User], document: Document, pages: Pages
) -> None:
    pages["/story"] = reply(html_page(head="<!-- served at noon -->"), headers=HTML)
    work = again(document, cast["cleo"])
    assert (work.state, work.document, work.guess["outcome"]) == ("done", document, "unchanged")
    assert (Document.objects.count(), document.snapshots.count()) == (1, 2)


def test_another_text_is_a_new_version_with_its_claims(cast: dict[str, User], document: Document, pages: Pages) -> None:
    pages["/story"] = reply(html_page(LATER, "Toll rises to 450"), headers=HTML)
    work = again(document, cast["cleo"])
    newer = work.document
    assert newer is not None
    assert (work.state, newer.supersedes, newer.url, newer.topic) == ("done", document, URL, document.topic)
    assert "at least 450" in newer.text
    assert newer.snapshots.count() == document.snapshots.count() == 1
    assert newer.claims.filter(text__contains="450").exists()
    document.refresh_from_db()
    assert "at least 230" in document.text


def test_who_added_it_hears_of_the_change(cast: dict[str, User], document: Document, pages: Pages) -> None:
    pages["/story"] = reply(html_page(LATER), headers=HTML)
    again(document, cast["cleo"])
    drain()
    told = Notice.objects.filter(event__kind="document.changed")
    assert [notice.person for notice in told] == [cast["erin"]]
    event = Event.objects.get(kind="document.changed")
    assert (event.by, event.data["before"]) == (cast["cleo"], document.pk)


def test_an_old_version_is_compared_with_the_newest(cast: dict[str, User], document: Document, pages: Pages) -> None:
    pages["/story"] = reply(html_page(LATER), headers=HTML)
    newer = again(document, cast["cleo"]).document
    work = again(document, cast["erin"])
    assert (work.document, work.guess["outcome"]) == (newer, "unchanged")
    assert Document.objects.count() == 2


def test_a_text_that_comes_back_is_the_document_it_was(cast: dict[str, User], document: Document, pages: Pages) -> None:
    first = pages["/story"]
    pages["/story"] = reply(html_page(LATER), headers=HTML)
    again(document, cast["cleo"])
    pages["/story"] = first
    work = again(document, cast["cleo"])
    assert (work.state, work.document, work.guess["outcome"]) == ("done", document, "known")
    assert (Document.objects.count(), document.snapshots.count()) == (2, 2)


def test_two_wishes_at_once_are_one(cast: dict[str, User], document: Document) -> None:
    assert refetch_document(document.pk, by=cast["erin"]) == refetch_document(document.pk, by=cast["cleo"])


def test_only_what_has_an_address_is_fetched_and_only_by_whom_it_is_for(
    cast: dict[str, User], document: Document
) -> None:
    with pytest.raises(Invalid, match="no address"):
        refetch_document(make_document(cast["erin"]).pk, by=cast["erin"])
    with pytest.raises(Invalid, match="no public address"):
        refetch_document(make_document(cast["erin"], url="http://127.0.0.1/").pk, by=cast["erin"])
    with pytest.raises(NotAllowed):
        refetch_document(document.pk, by=cast["ada"])
    restrict(cast["cleo"])
    with pytest.raises(NotFound):
        refetch_document(document.pk, by=cast["erin"])


def test_the_page_of_a_document_leads_to_its_copy_and_to_what_changed(
    cast: dict[str, User], document: Document, pages: Pages, as_person: Callable[[str], Client]
) -> None:
    erin = as_person("erin")
    pages["/story"] = reply(html_page(LATER), headers=HTML)
    answer = erin.post(reverse("document_refetch", args=[document.pk]))
    work = Import.objects.latest("id")
    assert answer.headers["Location"] == reverse("import_progress", args=[work.pk])
    run_import(work.pk)
    work.refresh_from_db()
    assert work.document is not None
    changes = reverse("document_changes", args=[work.document.pk])
    for shown in (document, work.document):
        page = erin.get(reverse("document", args=[shown.pk])).content.decode()
        assert changes in page
        assert reverse("snapshot", args=[shown.snapshots.get().key]) in page
    page = erin.get(changes).content.decode()
    assert "<del>" in page
    assert _words_in(page, "del") == ["230"]
    assert _words_in(page, "ins") == ["450"]


def test_a_document_without_an_earlier_version_has_no_changes(
    cast: dict[str, User], document: Document, as_person: Callable[[str], Client]
) -> None:
    assert as_person("erin").get(reverse("document_changes", args=[document.pk])).status_code == 404


def _words_in(page: str, tag: str) -> list[Any]:
    parts = [part.partition(f"</{tag}>")[0] for part in page.split(f"<{tag}>")[1:]]
    return [part.partition("</span>")[2].strip() for part in parts]
