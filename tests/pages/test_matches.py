"""What was checked before, beside a claim: fetched when it comes into sight, a page without scripts."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Document, MatchDismissal
from factcheck.core.models import User
from reviews.actions.open_review import open_review
from reviews.models import Review
from tests.claims.checking import make_check
from tests.factories import make_claim, make_publication
from tests.pages.drawing import Findings
from tests.pages.triaged import claimed, page_of

pytestmark = pytest.mark.django_db
Person = Callable[[str], Client]
Cast = dict[str, User]


def test_a_card_links_to_its_matches_and_scripts_fetch_them(as_person: Person, document: Document, cast: Cast) -> None:
    claim = claimed(document, cast["erin"], "nothing")
    address = reverse("claim_matches", args=[claim.pk])
    html = as_person("erin").get(page_of(document)).content.decode()
    assert f'hx-get="{address}" hx-trigger="intersect once"' in html
    assert f'<a class="small" href="{address}">Look for matches' in html
    part = as_person("erin").get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Nothing like it was checked before." in part
    assert "<html" not in part


def test_the_review_has_them_too(as_person: Person, cast: Cast) -> None:
    review = open_review(make_claim(cast["erin"]).pk, by=cast["erin"])
    html = as_person("ada").get(reverse("review", args=[review.pk])).content.decode()
    assert reverse("claim_matches", args=[review.claim_id]) in html


def test_each_says_what_it_is_and_what_can_be_done(as_person: Person, cast: Cast) -> None:
    public = make_publication(cast)
    text = public.review.claim.text
    make_check(cast["erin"], claim_text=text)
    claim = make_claim(cast["erin"], f"{text}, officials said")
    address = reverse("claim_matches", args=[claim.pk])
    html = as_person("erin").get(address).content.decode()
    assert Findings(html).wrong == []
    assert "Same figure" in html or "Same words" in html
    assert f"{reverse('claim_reuse', args=[claim.pk])}?verdict={public.review_id}" in html
    assert f"{reverse('claim_merge', args=[claim.pk])}?into={public.review.claim_id}" in html
    assert "checked by others" in html
    for name in ("ada", "rita"):
        read = as_person(name).get(address).content.decode()
        assert public.body["url"] in read
        assert "Reuse its verdict" not in read
        assert "Not the same" not in read


def test_a_dismissal_offers_to_undo_it_and_stands_on_the_page(as_person: Person, cast: Cast) -> None:
    erin, browser = cast["erin"], as_person("erin")
    one = make_claim(erin, "1,500 people were killed in November")
    other = make_claim(erin, "In November 1,500 people were killed")
    sent = {"claim": other.pk, "page": "yes"}
    html = browser.post(reverse("match_dismiss", args=[one.pk]), sent, follow=True).content.decode()
    assert f"It is not proposed for claim {one.pk} again." in html
    assert "Said to be something else" in html
    acts = re.search(r'name="acts" value="([0-9,]+)"', html)
    assert acts
    browser.post(reverse("undo"), {"acts": acts[1]})
    assert not MatchDismissal.objects.exists()
    browser.post(reverse("match_dismiss", args=[one.pk]), sent)
    row = MatchDismissal.objects.get()
    assert "Take it back" in browser.get(reverse("claim_matches", args=[other.pk])).content.decode()
    browser.post(reverse("match_restore", args=[other.pk]), {"match": row.pk})
    assert not MatchDismissal.objects.exists()


def test_a_verdict_is_taken_and_published_from_its_page(as_person: Person, cast: Cast) -> None:
    public, browser = make_publication(cast), as_person("erin")
    claim = make_claim(cast["erin"], f"{public.review.claim.text}, officials said")
    address = reverse("claim_reuse", args=[claim.pk])
    assert browser.get(address, {"verdict": "x"}).status_code == 422
    assert browser.get(address, {"verdict": 999_999_999}).status_code == 404
    html = browser.get(address, {"verdict": public.review_id}).content.decode()
    assert Findings(html).wrong == []
    assert public.review.claim.text in html
    page = browser.post(address, {"verdict": public.review_id, "publish_now": "on"}, follow=True)
    assert page.status_code == 200
    review = Review.objects.get(claim=claim)
    assert review.state == "published"
    assert "from the verdict on" in page.content.decode()
