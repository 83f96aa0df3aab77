"""Bringing documents in, and the list of them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.add_topic import add_topic
from claims.actions.decide_claim import decide_claim
from claims.actions.extract_document import extract_document
from claims.actions.fail_import import fail_import
from claims.models import Claim, ClaimState, Document, Import, Topic
from claims.queries.documents import PAGE_SIZE
from factcheck.core.models import Event, User
from tests.factories import ARTICLE, make_document
from tests.pages.drawing import Findings

Person = Callable[[str], Client]
LIST, ADD = "/desk/documents/", "/desk/documents/add/"


def extracted(document: Document) -> Document:
    extract_document(document.imports.get().pk)
    return document


def titles(html: str) -> list[str]:
    return [part.split("</bdi>")[0] for part in html.split("data-open><bdi>")[1:]]


@pytest.mark.parametrize("url", [LIST, ADD, "/desk/documents/1/", "/desk/imports/1/", "/desk/claims/1/edit/"])
def test_anonymous_callers_sign_in_first(client: Client, db: None, url: str) -> None:
    answer = client.get(url)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{reverse('sign_in')}?next={url}")


def test_an_editor_adds_a_document_and_lands_on_it(as_person: Person) -> None:
    client = as_person("erin")
    fields = {
        "text": "\r\n" + ARTICLE.replace("\n", "\r\n"),
        "title": "Bulletin",
        "publisher": "Example Press",
        "published_on": "2019-12-05",
        "url": "example.org/a",
        "language": "en",
        "new_topic": "November toll",
    }
    answer = client.post(ADD, fields)
    document = Document.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("document", args=[document.pk]))
    assert document.text == "\n" + ARTICLE
    assert document.publisher is not None
    assert (document.title, document.publisher.name) == ("Bulletin", "Example Press")
    assert (document.published_on, document.url) == (date(2019, 12, 5), "https://example.org/a")
    assert document.topic == Topic.objects.get(title="November toll")
    assert Import.objects.get().document == document


def test_the_same_text_again_leads_to_the_first(as_person: Person, cast: dict[str, User]) -> None:
    document = make_document(cast["erin"], ARTICLE)
    before = Event.objects.count()
    fields = {"text": ARTICLE, "title": "Another", "language": "en", "new_topic": "A topic for nothing"}
    answer = as_person("cleo").post(ADD, fields, follow=True)
    assert answer.redirect_chain == [(reverse("document", args=[document.pk]), 302)]
    assert "This text is here already" in answer.content.decode()
    assert (Document.objects.count(), Topic.objects.count(), Event.objects.count()) == (1, 0, before)


def test_what_is_wrong_stands_beside_its_field_and_all_is_kept(as_person: Person, cast: dict[str, User]) -> None:
    add_topic("Toll", by=cast["erin"])
    fields = {
        "text": "A good line.\r\nA bad\0line.",
        "title": "Kept title",
        "publisher": "Kept press",
        "published_on": "2019-15-12",
        "url": "not an address",
        "language": "en",
        "topic": "toll",
        "new_topic": "Other",
    }
    answer = as_person("erin").post(ADD, fields)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert Findings(html).wrong == []
    assert "No such date. Use year-month-day" in html
    assert "This is no address" in html
    assert "Choose a topic or name a new one, not both." in html
    for kept in ("A good line.", "Kept title", "Kept press", "2019-15-12", "Other"):
        assert kept in html
    fields |= {"published_on": "", "url": "", "new_topic": ""}
    answer = as_person("erin").post(ADD, fields)
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"] == [
        "Line 2, column 6 holds a NUL character (U+0000). Remove it and send again."
    ]
    assert Document.objects.count() == 0


@pytest.mark.parametrize("text", ["", " \r\n "])
def test_no_text_is_no_document(as_person: Person, text: str) -> None:
    answer = as_person("erin").post(ADD, {"text": text, "language": "en"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["text"]


def test_a_new_topic_of_a_known_name_adds_nothing(as_person: Person, cast: dict[str, User]) -> None:
    add_topic("Toll", by=cast["erin"])
    answer = as_person("erin").post(ADD, {"text": ARTICLE, "language": "en", "new_topic": "TOLL"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["new_topic"]
    assert Document.objects.count() == 0


@pytest.mark.parametrize("username", ["ada", "rita"])
def test_only_editors_add(as_person: Person, username: str) -> None:
    client = as_person(username)
    before = Event.objects.count()
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"text": ARTICLE, "language": "en"}).status_code == 403
    assert (Document.objects.count(), Event.objects.count()) == (0, before)
    html = client.get(LIST).content.decode()
    assert ADD not in html
    assert "No documents yet" in html


def test_the_list_shows_what_stands_where(as_person: Person, cast: dict[str, User]) -> None:
    document = extracted(make_document(cast["erin"], publisher="Example Press", published_on=date(2019, 12, 5)))
    first, second, *rest = Claim.objects.filter(document=document)
    decide_claim(first.pk, ClaimState.KEPT, by=cast["erin"])
    decide_claim(second.pk, ClaimState.DROPPED, by=cast["erin"])
    answer = as_person("rita").get(LIST)
    html = answer.content.decode()
    assert Findings(html).wrong == []
    [row] = answer.context["page"].rows
    assert (row.counts.kept, row.counts.dropped, row.counts.undecided) == (1, 1, len(rest))
    assert "Example Press" in html
    assert "5 Dec 2019" in html
    assert "1 kept" in html
    assert "English" in html


def test_a_title_is_found_and_hostile_words_find_nothing(as_person: Person, cast: dict[str, User]) -> None:
    make_document(cast["erin"], title="The toll of November")
    make_document(cast["erin"], title="100 % of it")
    client = as_person("rita")
    assert titles(client.get(LIST, {"q": "TOLL of"}).content.decode()) == ["The toll of November"]
    assert titles(client.get(LIST, {"q": "%"}).content.decode()) == ["100 % of it"]
    answer = client.get(LIST, {"q": "<script>\0"})
    assert answer.status_code == 200
    assert "No title matches" in answer.content.decode()
    assert "<script>" not in answer.content.decode().split("No title matches")[1]


@pytest.mark.parametrize("query", [{"before": "x"}, {"after": "-1"}, {"before": "9" * 30}, {"before": "9" * 18}])
def test_a_place_that_is_none_is_the_beginning(as_person: Person, cast: dict[str, User], query: dict[str, str]) -> None:
    make_document(cast["erin"], title="Only one")
    answer = as_person("rita").get(LIST, query)
    assert answer.status_code == 200
    assert titles(answer.content.decode()) == ["Only one"]


def test_pages_lead_to_one_another_without_a_gap(as_person: Person, cast: dict[str, User]) -> None:
    made = [make_document(cast["erin"], title=f"Title {number}").title for number in range(2 * PAGE_SIZE + 3)]
    client, url, seen, pages = as_person("rita"), LIST, [], []
    while url:
        answer = client.get(url)
        pages.append(url)
        seen.append(titles(answer.content.decode()))
        url = answer.context["older_url"]
    assert [len(page) for page in seen] == [PAGE_SIZE, PAGE_SIZE, 3]
    assert [title for page in seen for title in page] == made[::-1]
    back = client.get(client.get(pages[2]).context["newer_url"])
    assert titles(back.content.decode()) == seen[1]
    first = client.get(back.context["newer_url"])
    assert titles(first.content.decode()) == seen[0]
    assert first.context["newer_url"] == ""


def test_queries_do_not_grow_with_documents(as_person: Person, cast: dict[str, User]) -> None:
    client = as_person("erin")
    extracted(make_document(cast["erin"]))
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _ in range(10):
        extracted(make_document(cast["erin"]))
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(one), "\n".join(query["sql"] for query in many)


def test_a_restricted_topic_does_not_exist_for_others(as_person: Person, cast: dict[str, User]) -> None:
    topic = add_topic("Secret matter", by=cast["cleo"], is_restricted=True)
    document = make_document(cast["cleo"], title="Secret document", topic=topic.slug)
    work = document.imports.get()
    insider, other = as_person("cleo"), as_person("erin")
    for url in (LIST, ADD):
        assert "Secret" not in other.get(url).content.decode()
        assert "Secret" in insider.get(url).content.decode()
    for url in (reverse("document", args=[document.pk]), reverse("import_progress", args=[work.pk])):
        assert insider.get(url).status_code == 200
        assert other.get(url).status_code == 404
    answer = other.post(ADD, {"text": document.text, "language": "en"})
    assert answer.status_code == 422
    assert "Secret document" not in answer.content.decode()


def test_progress_is_a_page_and_a_part(as_person: Person, cast: dict[str, User]) -> None:
    document = make_document(cast["erin"])
    work = document.imports.get()
    client, url = as_person("rita"), reverse("import_progress", args=[work.pk])
    page = client.get(url).content.decode()
    assert Findings(page).wrong == []
    assert '<noscript><meta http-equiv="refresh"' in page
    part = client.get(url, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert f'hx-get="{url}"' in part.content.decode()
    assert "HX-Refresh" not in part.headers
    assert '<meta http-equiv="refresh"' in client.get(reverse("document", args=[document.pk])).content.decode()
    extract_document(work.pk)
    done = client.get(url, headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    assert "hx-get" not in done.content.decode()
    assert "http-equiv" not in client.get(url).content.decode()


def test_a_failed_import_says_why(as_person: Person, cast: dict[str, User]) -> None:
    document = make_document(cast["erin"])
    work = document.imports.get()
    fail_import(work.pk, "The extractor <stopped>.")
    for url in (reverse("import_progress", args=[work.pk]), reverse("document", args=[document.pk])):
        html = as_person("rita").get(url).content.decode()
        assert "The extractor &lt;stopped&gt;." in html
        assert "http-equiv" not in html
    assert "Failed" in as_person("rita").get(LIST).content.decode()
