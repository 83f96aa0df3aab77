"""The public page of a verdict: addresses, versions, forms, what caches may keep."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions.add_topic import add_topic
from claims.actions.claim_parts import Link
from factcheck.core.models import User
from reviews.actions.correct import correct
from reviews.actions.publish import publish
from reviews.actions.retract import retract
from reviews.models import AttributionFinding, EvidenceStance, Publication
from reviews.queries.verdicts import as_public, publication_of
from tests.factories import assess, assigned, make_evidence, make_publication, make_review
from tests.public.published import published

SITE = "https://desk.example"
PERSIAN = "۱٬۵۰۰ نفر در جریان اعتراض‌ها کشته شده‌اند"


def page_of(client: Client, publication: Publication, **query: Any) -> str:
    response = client.get(publication.body["url"], query)
    assert response.status_code == 200
    return response.content.decode()


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_verdict_its_date_and_who_spoke_stand_on_the_page(client: Client, cast: dict[str, User]) -> None:
    publication = published(
        cast, "1,500 people had been killed", said_on="2019-12-23",
        links=[Link("Reuters", "cited"), Link("officials", "confirmed", is_anonymous=True)],
    )  # fmt: skip
    page = page_of(client, publication)
    words = words_of(page)
    assert '<h1 class="quote" lang="en" dir="ltr">1,500 people had been killed</h1>' in page
    assert "Said by officials , unnamed, to Reuters on 23 December 2019" in words
    assert "as of 1 January 2020" in words
    assert 'class="s6 on" aria-current="true"' in page
    assert "They did say it." in words
    assert "two people, apart, who agreed" in words
    assert "No evidence is attached" in words


def test_nobody_of_the_desk_is_named_on_the_page(client: Client, cast: dict[str, User]) -> None:
    publication = make_publication(cast, split=True)
    page = page_of(client, publication)
    assert "they differed and an editor decided" in page
    for person in ("Cleo", "Erin", "cleo", "erin"):
        assert person not in page
    with_data = client.get(f"/verdicts/{publication.review_id}.json").content.decode()
    assert "Cleo" not in with_data


def test_evidence_is_shown_with_stance_source_quotation_and_note(client: Client, cast: dict[str, User]) -> None:
    erin, ada, ben = (cast[name] for name in ("erin", "ada", "ben"))
    review = assigned(make_review(erin), erin, ada, ben)
    make_evidence(
        review, ada, url="https://a.example/1?x=1&y=2", title="One <i>source</i>", quote="killed", note="Old & new."
    )
    make_evidence(review, ben, EvidenceStance.DISPUTES, url="", title="A book, page 7", quote="هیچ")
    for person in (ada, ben):
        assess(review, person)
    page = page_of(client, publish(review.pk, by=erin))
    assert (
        'href="https://a.example/1?x=1&amp;y=2" rel="nofollow noreferrer"><bdi>One &lt;i&gt;source&lt;/i&gt;</bdi></a>'
        in page
    )
    assert '<blockquote class="quote" dir="auto"><q>killed</q></blockquote>' in page
    assert "Old &amp; new." in page
    assert '<h3><span class="id">E2</span> <bdi>A book, page 7</bdi></h3>' in page
    words = words_of(page)
    assert "Evidence 2, no copy kept" in words
    assert words.count("No copy kept") == 2
    assert words.index("Corroborates") < words.index("Disputes")


@pytest.mark.parametrize("address", ["/verdicts/{}/", "/verdicts/{}/wrong/", "/verdicts/{}", "/verdicts/{}/%D8%A7/"])
def test_every_other_address_leads_to_the_right_one(client: Client, cast: dict[str, User], address: str) -> None:
    publication = published(cast, "1,500 were killed")
    right = f"/verdicts/{publication.review_id}/1500-were-killed/"
    response = client.get(address.format(publication.review_id) + "?version=1", follow=True)
    assert response.redirect_chain[-1] == (f"{right}?version=1", 301)
    assert response.status_code == 200


def test_what_is_not_published_is_not_there(client: Client, cast: dict[str, User]) -> None:
    publication = make_publication(cast)
    pk = publication.review_id
    addresses = ["/verdicts/999/", f"/verdicts/{2**70}/", f"/verdicts/{2**70}.json", "/verdicts/999.jsonld"]
    addresses += [f"{publication.body['url']}?version={version}" for version in ("2", "0", "x", "-1", str(2**80), "²")]
    addresses += [f"/verdicts/{pk}.xml", f"/verdicts/{pk}.json?version=9"]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)


def test_an_old_version_is_readable_and_marked(client: Client, cast: dict[str, User]) -> None:
    first = published(cast, rationale="It rests on one source.")
    correct(
        first.review_id, by=cast["erin"], what="We gave a wrong date.", why="A reader wrote.", as_of=date(2019, 12, 31),
        rationale="It rests on no source.",
    )  # fmt: skip
    old, new = page_of(client, first, version=1), page_of(client, first)
    assert "It rests on one source." in old
    assert "It is superseded" in old
    assert '<meta name="robots" content="noindex">' in old
    assert "None up to this version." in old
    assert "It rests on no source." in new
    assert "We gave a wrong date." in new
    assert "A reader wrote." in new
    assert "superseded" not in new
    assert "noindex" not in new
    assert "as of 31 December 2019" in words_of(new)
    assert f'href="{first.body["url"]}?version=1"' in new


def test_a_retracted_verdict_keeps_its_page_and_says_why(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast, rating="false")
    retract(publication.review_id, by=cast["erin"], why="The table was read in the wrong column.")
    page = page_of(client, publication)
    words = words_of(page)
    assert "Withdrawn on" in words
    assert "The table was read in the wrong column." in words
    assert "The rating was False, as of 1 January 2020. It no longer stands." in words
    assert "vscale" not in page
    assert "The verdict is withdrawn" in page_of(client, publication, version=1)


def test_a_claim_from_right_to_left(client: Client, cast: dict[str, User]) -> None:
    publication = published(
        cast, PERSIAN, language="fa", links=[Link("رویترز", "گزارش داد")], rationale="هیچ شمارشی نیست."
    )
    page = page_of(client, publication)
    assert f'<h1 class="quote" lang="fa" dir="rtl">{PERSIAN}</h1>' in page
    assert "<bdi>رویترز</bdi>" in page
    assert '<div class="words" dir="auto"><p>هیچ شمارشی نیست.</p></div>' in page
    assert '<html lang="en" dir="ltr">' in page


def test_what_was_found_out_about_the_attribution_is_said(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast)
    correct(publication.review_id, by=cast["erin"], what="a", why="b", attribution=AttributionFinding.NOT_FOUND)
    assert "We did not find that they said it." in page_of(client, publication)


def test_the_page_is_had_in_three_forms(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast)
    address, pk = publication.body["url"], publication.review_id
    as_json = client.get(address, headers={"Accept": "application/json"})
    assert as_json.headers["Content-Type"] == "application/json"
    assert as_json.headers["Content-Location"] == f"/verdicts/{pk}.json"
    assert as_json.json() == as_public(publication_of(pk), SITE)
    as_ld = client.get(address, headers={"Accept": "application/ld+json, */*;q=0.1"})
    assert as_ld.headers["Content-Type"] == "application/ld+json"
    assert as_ld.json()["@type"] == "ClaimReview"
    as_page = client.get(address, headers={"Accept": "text/html;q=0.9, application/json;q=0.8"})
    assert as_page.headers["Content-Type"].startswith("text/html")
    assert client.get(address, headers={"Accept": "image/png"}).headers["Content-Type"].startswith("text/html")
    refused = client.get(address, headers={"Accept": "text/html;q=0"})
    assert (refused.status_code, "application/ld+json" in refused.content.decode()) == (406, True)
    for response in (as_json, as_ld, as_page, refused):
        assert "Accept" in response.headers["Vary"]
    assert client.get(f"/verdicts/{pk}.json", headers={"Accept": "text/html"}).content == as_json.content
    assert client.get(f"/verdicts/{pk}.jsonld", headers={"Accept": "text/html"}).content == as_ld.content
    for data in (as_json, as_ld):
        assert data.headers["Access-Control-Allow-Origin"] == "*"
    tags = {response.headers["ETag"] for response in (as_json, as_ld, as_page)}
    assert len(tags) == 3


@pytest.mark.parametrize("accept", ["text/html", "application/json", "application/ld+json"])
def test_what_a_client_has_is_not_sent_again_until_it_changes(
    client: Client, cast: dict[str, User], accept: str
) -> None:
    publication = published(cast)
    address = publication.body["url"]
    first = client.get(address, headers={"Accept": accept})
    assert first.headers["Cache-Control"] == "public, max-age=60"
    for condition in (first.headers["ETag"], f'"x", W/{first.headers["ETag"]}', "*"):
        for ask in (client.get, client.head):
            again = ask(address, headers={"Accept": accept, "If-None-Match": condition})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["ETag"] == first.headers["ETag"]
            assert "Accept" in again.headers["Vary"]
    correct(publication.review_id, by=cast["erin"], what="a", why="b", rationale="Another.")
    after = client.get(address, headers={"Accept": accept, "If-None-Match": first.headers["ETag"]})
    assert (after.status_code, after.headers["ETag"] != first.headers["ETag"]) == (200, True)


def test_the_page_of_a_signed_in_person_is_kept_by_no_cache(as_person: Any, cast: dict[str, User]) -> None:
    publication = published(cast)
    response = as_person("ada").get(publication.body["url"])
    assert response.headers["Cache-Control"] == "no-store"
    assert "My desk" in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_changed_from_outside(client: Client, cast: dict[str, User], method: str) -> None:
    publication = published(cast)
    for address in (publication.body["url"], "/", "/feed.atom", "/corrections/", "/how-we-work/"):
        assert getattr(client, method)(address).status_code == 405


def test_the_demonstration_says_that_it_is_one(client: Client, cast: dict[str, User], settings: Any) -> None:
    publication = published(cast)
    pages = [publication.body["url"], "/", "/corrections/", "/how-we-work/"]
    banner = "This is a demonstration."
    assert not any(banner in client.get(page).content.decode() for page in pages)
    settings.DEMO = True
    assert all(banner in client.get(page).content.decode() for page in pages)


def test_reading_costs_the_same_whatever_is_behind_it(client: Client, cast: dict[str, User]) -> None:
    topic = add_topic("A topic", by=cast["erin"]).slug
    publication = published(cast, topic=topic)
    addresses = [publication.body["url"], f"/verdicts/{publication.review_id}.json", "/", "/feed.atom"]

    def queries() -> dict[str, int]:
        counted = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counted[address] = len(captured)
        return counted

    before = queries()
    correct(publication.review_id, by=cast["erin"], what="a", why="b", rationale="Another.")
    for _ in range(4):
        published(cast, topic=topic)
    assert queries() == before
    assert before[addresses[1]] == 1


def test_the_frozen_json_is_served_as_it_is(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast)
    served = json.loads(client.get(f"/verdicts/{publication.review_id}.json").content)
    assert served.pop("url") == SITE + publication.body["url"]
    assert served.pop("self") == SITE + publication.body["self"]
    assert served == {name: value for name, value in publication.body.items() if name not in ("url", "self")}
