"""Who may open and send which page: one table over every address that is no part of the API.

What is refused does nothing: no event is written.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.core.models import Event, User
from reviews.models import Publication, Review
from tests.api.routes import page_names, routes
from tests.pages.rights import ACTORS, ROWS, SENT, SENT_OF
from tests.situations import NOWHERE, OF_NO_TOPIC, SITUATIONS, Ids, restrict

OPEN = {row[1] for row in ROWS if row[8] != "in"}
Browsers = dict[str, Client]


@pytest.fixture
def browsers(as_person: Callable[[str], Client]) -> Browsers:
    return {actor: as_person(actor) for actor in ACTORS}


def test_every_page_stands_in_the_table() -> None:
    assert {row[1] for row in ROWS} == page_names()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row[:3]))
def test_each_page_answers_each_role_as_the_table_says(
    row: list[str], cast: dict[str, User], browsers: Browsers
) -> None:
    method, name, situation, *expected = row
    ids = SITUATIONS[situation](cast)
    before = Event.objects.count()
    cells, wrote = {}, {}
    for actor in ACTORS:
        with transaction.atomic():
            answer = visit(browsers[actor], method, name, ids)
            cells[actor] = cell_of(answer, method)
            wrote[actor] = Event.objects.count() - before
            transaction.set_rollback(True)
    assert cells == dict(zip(ACTORS, expected, strict=True))
    assert {actor: count for actor, count in wrote.items() if count and cells[actor] != "done"} == {}


def test_no_page_takes_another_method(cast: dict[str, User], browsers: Browsers) -> None:
    before = Event.objects.count()
    # Django's own sign-in takes a PUT as a POST; the probes only ever answer.
    for name in page_names() - {"sign_in", "healthz", "readyz"}:
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {row[0] for row in ROWS if row[1] == name}:
            assert visit(browsers["adam"], method, name, NOWHERE).status_code == 405, (method, name)
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row[2] not in OF_NO_TOPIC and row[1] not in OPEN and "back" not in row],
    ids=lambda row: "-".join(row[:3]),
)
def test_a_page_of_what_is_restricted_to_others_is_not_there(
    row: list[str], cast: dict[str, User], browsers: Browsers
) -> None:
    method, name, situation, *expected = row
    ids = SITUATIONS[situation](cast)
    words = Review.objects.first().claim.text if Review.objects.exists() else "Bulletin"  # type: ignore[union-attr]
    restrict(cast["cleo"])
    before = Event.objects.count()
    for actor, cell in zip(ACTORS, expected, strict=True):
        answer = visit(browsers[actor], method, name, ids)
        found = cell_of(answer, method)
        if actor == "":
            assert found == "in"
        elif {"pk", "key"} & set(keys_of(name)):
            assert found == "404" or (cell == found == "403"), (actor, found)
        else:
            assert found in ("200", "done", "403", "404"), (actor, found)
        assert words not in answer.content.decode()
    assert Event.objects.count() == before


@pytest.mark.parametrize("situation", ["queued", "last", "split", "adjudicated", "waiting", "closed"])
def test_nothing_that_is_not_published_is_public(situation: str, cast: dict[str, User], browsers: Browsers) -> None:
    ids = SITUATIONS[situation](cast)
    words = Review.objects.get(pk=ids["pk"]).claim.text
    for actor in ("", "rita"):
        for name in sorted(OPEN - {"sign_in", "sign_out"}):
            answer = visit(browsers[actor], "GET", name, ids)
            assert answer.status_code == (404 if "pk" in keys_of(name) else 200), name
            assert words not in answer.content.decode()
        for path in (f"/api/v1/verdicts/{ids['pk']}", "/api/v1/verdicts"):
            assert words not in browsers[actor].get(path).content.decode()


def test_nobody_is_given_two_parts(cast: dict[str, User], browsers: Browsers) -> None:
    ids = SITUATIONS["held"](cast)
    before = Event.objects.count()
    answer = browsers["erin"].post(reverse("assign", args=[ids["pk"]]), {"username": "ada"})
    assert answer.status_code == 403
    assert "Ada Okafor is the first of this review" in answer.content.decode()
    browsers["erin"].post(reverse("queue_bulk"), {"do": "assign", "review": ids["pk"], "first": "ada"})
    assert Event.objects.count() == before


def test_signing_in_leads_back_to_the_page(cast: dict[str, User], browsers: Browsers) -> None:
    answer = browsers[""].get(reverse("queue"))
    assert answer.headers["Location"] == f"{reverse('sign_in')}?next={reverse('queue')}"
    # A button that was pressed is not pressed again by signing in.
    answer = browsers[""].post(reverse("take_next"))
    assert answer.headers["Location"] == f"{reverse('sign_in')}?next={reverse('take_next')}"
    assert browsers["ada"].get(reverse("take_next")).headers["Location"] == reverse("desk")


def test_a_form_of_another_site_is_not_taken(cast: dict[str, User]) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast["erin"])
    ids = SITUATIONS["held"](cast)
    before = Event.objects.count()
    for method, name, *_ in ROWS:
        if method == "POST" and name not in ("sign_in", "sign_out"):
            assert visit(browser, "POST", name, {**NOWHERE, **ids}).status_code == 403, name
    assert Event.objects.count() == before


def cell_of(answer: Any, method: str) -> str:
    """What an answer is, as a cell of the table."""
    if answer.status_code not in (301, 302):
        return str(answer.status_code)
    if answer.headers["Location"].startswith(f"{reverse('sign_in')}?next="):
        return "in"
    return "back" if method == "GET" else "done"


def visit(browser: Client, method: str, name: str, ids: Ids) -> HttpResponse:
    """Open a page, or send its form with what whoever may do it succeeds with."""
    published = Publication.objects.filter(review=ids.get("pk"), is_current=True).first()
    words = {"slug": published.slug if published else "x", "form": "json", **ids}
    url = reverse(name, kwargs={key: words[key] for key in keys_of(name)})
    if method != "POST":
        return browser.generic(method, url)  # type: ignore[return-value]
    sent = SENT_OF[name](ids) if name in SENT_OF else SENT.get(name, {})
    return browser.post(url, sent)  # type: ignore[return-value]


def keys_of(name: str) -> list[str]:
    """What the address of a page names."""
    return [key for _, pattern in routes() if pattern.name == name for key in pattern.pattern.converters]
