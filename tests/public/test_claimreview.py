"""ClaimReview as its consumers read it: out of the page, by a parser that is not ours."""

import json
from typing import Any

import extruct
import pytest
from django.test import Client

from claims.actions.claim_parts import Link
from claims.extraction.candidate import Stance
from factcheck.core.models import User
from reviews.actions.correct import correct
from reviews.actions.retract import retract
from reviews.models import Scale
from reviews.public.claimreview import claim_review, in_script, plain_words
from reviews.queries.verdicts import as_public, publication_of
from tests.public.published import HOSTILE, RATIONALE, SPEAKERS, published

SITE = "https://desk.example"
# Google's guideline for fact checks: path, and whether it is required or recommended.
REQUIRED = ["claimReviewed", "reviewRating.alternateName", "url"]
RECOMMENDED = ["author.name", "author.url", "datePublished", "itemReviewed.datePublished", "itemReviewed.appearance"]
NUMBERS = ["reviewRating.ratingValue", "reviewRating.bestRating", "reviewRating.worstRating"]
ON_AXIS = {"true": 5, "mostly-true": 4, "half-true": 3, "mostly-false": 2, "false": 1}
OFF_AXIS = ["unproven", "outdated"]


def at(found: Any, path: str) -> Any:
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def read_from_page(client: Client, pk: int) -> list[dict[str, Any]]:
    """The JSON-LD of a verdict's page, as extruct finds it."""
    response = client.get(f"/verdicts/{pk}/", follow=True)
    assert response.status_code == 200
    found: list[dict[str, Any]] = extruct.extract(
        response.content.decode(), base_url=SITE, syntaxes=["json-ld"], errors="strict"
    )["json-ld"]
    return found


def test_every_rating_of_the_scale_is_tested_here(cast: dict[str, User]) -> None:
    assert {rating.slug for rating in Scale.objects.get(is_default=True).ratings.all()} == {*ON_AXIS, *OFF_AXIS}


@pytest.mark.parametrize("rating", [*ON_AXIS, *OFF_AXIS])
def test_a_page_carries_what_the_guideline_asks_for(client: Client, cast: dict[str, User], rating: str) -> None:
    text = "1,500 people had been killed"
    publication = published(cast, text, rating=rating, links=SPEAKERS, said_on="2019-12-23")
    [found] = read_from_page(client, publication.review_id)
    assert found["@type"] == "ClaimReview"
    assert found["@context"] == "https://schema.org"
    assert not [path for path in REQUIRED + RECOMMENDED if not at(found, path)]
    assert found["claimReviewed"] == text
    assert found["url"] == f"{SITE}/verdicts/{publication.review_id}/1500-people-had-been-killed/"
    assert found["author"]["name"] == "Review desk"
    assert at(found, "reviewRating.alternateName") == publication.body["rating"]["label"]
    assert (
        at(found, "reviewRating.ratingExplanation") == "Nobody could check it. The figure rests on unnamed officials."
    )
    if rating in ON_AXIS:
        assert [at(found, path) for path in NUMBERS] == [ON_AXIS[rating], 5, 1]
    else:
        assert [at(found, path) for path in NUMBERS] == [None, None, None]


@pytest.mark.parametrize("text", [HOSTILE, "“Quoted” 'and' \"so\"", "<!--<script>", "]]>", "\u0001\u202e abc"])
def test_a_hostile_claim_neither_ends_the_script_nor_changes(client: Client, cast: dict[str, User], text: str) -> None:
    publication = published(cast, text, rationale=text, links=[Link(text, "said")])
    page = client.get(f"/verdicts/{publication.review_id}/", follow=True).content.decode()
    assert "alert(1)</script>" not in page
    assert "14 it’s" not in page
    [found] = read_from_page(client, publication.review_id)
    assert found["claimReviewed"] == text.strip()
    assert at(found, "itemReviewed.author.name") == text.strip()


def test_a_script_element_holds_nothing_that_ends_it() -> None:
    made = in_script({"text": HOSTILE})
    assert not set(made) & set("<>&\u2028\u2029")
    assert json.loads(made) == {"text": HOSTILE}


@pytest.mark.parametrize(
    ("links", "author", "passed_on_by"),
    [
        ([Link("NCRI", "said")], "NCRI", None),
        (SPEAKERS, None, "Reuters"),
        ([Link("Reuters", "reported", Stance.REPORTS), Link("Brian Hook", "said")], "Brian Hook", "Reuters"),
        ([Link("officials", "said", is_anonymous=True)], None, None),
        ([Link("Alef", "denied", Stance.DENIES)], None, None),
        ([Link("Alef", "doubted", Stance.DOUBTS)], None, None),
        ([], None, None),
    ],
)
def test_only_a_named_speaker_who_says_so_is_the_author(
    client: Client, cast: dict[str, User], links: list[Link], author: str | None, passed_on_by: str | None
) -> None:
    publication = published(cast, links=links)
    [found] = read_from_page(client, publication.review_id)
    assert at(found, "itemReviewed.author.name") == author
    assert at(found, "itemReviewed.appearance.publisher.name") == passed_on_by


def body_found_in(document: dict[str, Any] | None, first_said: str | None, body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "claim": {**body["claim"], "document": document, "first_said": first_said, "claimants": []}}


@pytest.mark.parametrize(
    ("first_said", "is_first"), [("2020-01-15", True), ("2019-12-23", False), ("2020-01", False), (None, False)]
)
def test_first_appearance_only_where_the_dates_say_so(
    cast: dict[str, User], first_said: str | None, is_first: bool
) -> None:
    document = {"title": "T", "url": "https://a.example/1", "publisher": "The Week", "published_on": "2020-01-15"}
    body = as_public(published(cast), SITE)
    made = claim_review(body_found_in(document, first_said, body), site=SITE, publisher="Desk")
    assert made["itemReviewed"]["appearance"]["url"] == "https://a.example/1"
    assert ("firstAppearance" in made["itemReviewed"]) is is_first


def test_a_correction_is_in_the_markup_and_the_rating_stands(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast)
    correct(
        publication.review_id, by=cast["erin"], what="It said 620.", why="A typing error.", rationale=f"{RATIONALE} So."
    )
    [found] = read_from_page(client, publication.review_id)
    assert found["@type"] == "ClaimReview"
    assert found["version"] == 2
    [correction] = found["correction"]
    assert correction["text"] == "It said 620. A typing error."


def test_a_retracted_verdict_asserts_no_rating(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast, rating="false")
    retract(publication.review_id, by=cast["erin"], why="The table was read in the wrong column.")
    [found] = read_from_page(client, publication.review_id)
    assert found["@type"] == "CreativeWork"
    assert found["creativeWorkStatus"] == "Retracted"
    assert "wrong column" in found["correction"][0]["text"]
    assert "reviewRating" not in found
    assert "claimReviewed" not in found


def test_a_superseded_version_speaks_to_no_search_engine(client: Client, cast: dict[str, User]) -> None:
    first = published(cast)
    correct(first.review_id, by=cast["erin"], what="a", why="b", rationale="Another.")
    page = client.get(f"/verdicts/{first.review_id}/", {"version": 1}, follow=True).content.decode()
    assert 'application/ld+json">{' not in page
    old = client.get(f"/verdicts/{first.review_id}.jsonld?version=1").json()
    assert (old["@type"], old["creativeWorkStatus"]) == ("CreativeWork", "Superseded")


def test_the_address_is_a_uri_whatever_the_script(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast, "۱٬۵۰۰ نفر کشته شده‌اند", language="fa")
    body = as_public(publication_of(publication.review_id), SITE)
    assert body["url"].isascii()
    assert client.get(body["url"].removeprefix(SITE)).status_code == 200


def test_words_of_rendered_markdown() -> None:
    rendered = "<p>One &amp; <em>two</em>.</p>\n<ul>\n<li>three</li>\n<li>four</li>\n</ul>"
    assert plain_words(rendered) == "One & two. three four"
    assert plain_words("<p>one two three</p>", 9) == "one two…"


def test_a_scale_may_give_claimreview_numbers_of_its_own(cast: dict[str, User], client: Client) -> None:
    """A rating without one gives words alone, though it lies on the axis; what was frozen before keeps the axis."""
    scale = Scale.objects.get(is_default=True)
    for number, rating in zip((3, 2, None, None, 1), scale.ratings.filter(value__isnull=False), strict=True):
        scale.ratings.filter(pk=rating.pk).update(claimreview_value=number)
    body = dict(published(cast, rating="mostly-true").body)
    made = claim_review(body, site=SITE, publisher="Desk")["reviewRating"]
    assert (made["ratingValue"], made["bestRating"], made["worstRating"]) == (2, 3, 1)
    words = claim_review(published(cast, rating="half-true").body, site=SITE, publisher="Desk")["reviewRating"]
    assert words["alternateName"] == "Half true"
    assert "ratingValue" not in words
    before = {name: value for name, value in body["rating"].items() if name != "claimreview"}
    old = claim_review({**body, "rating": before}, site=SITE, publisher="Desk")["reviewRating"]
    assert (old["ratingValue"], old["bestRating"], old["worstRating"]) == (4, 5, 1)
