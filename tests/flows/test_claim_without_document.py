"""A claim of a file, in no document, from its row to its public verdict."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.core.models import User
from reviews.actions.publish import publish
from reviews.actions.triage_claims import Bulk, triage_claims
from reviews.models import Review
from tests.claims.importing import imported_file
from tests.factories import assess, assigned, make_evidence

Person = Callable[[str], Client]
PERSIAN = "وزیر كشور گفت ۲۳۰ نفر كشته شده‌اند"


@pytest.mark.parametrize(
    ("words", "language"),
    [(PERSIAN, "fa"), (f"{PERSIAN} " * 550, "fa"), ("x" * 20_000, "en")],
    ids=["persian", "long", "one word"],
)
def test_from_a_row_to_a_verdict(cast: dict[str, User], as_person: Person, words: str, language: str) -> None:
    words = words.strip()
    erin = cast["erin"]
    file = f"claim,claimant,language,place,due\n{words},وزیر كشور,{language},شیراز,2020-01-01\n"
    claim = imported_file(erin, file, "partner.csv").claims.get()
    assert (claim.text, claim.document) == (words, None)
    for address in ("/desk/claims/", f"/desk/claims/?claim={claim.pk}", reverse("claim_edit", args=[claim.pk])):
        answer = as_person("erin").get(address)
        assert answer.status_code == 200
        assert words[:20] in answer.content.decode()
    assert triage_claims([claim.pk], Bulk.KEEP, by=erin).done == [claim.pk]
    assert triage_claims([claim.pk], Bulk.SEND, by=erin).refused == {}
    review = Review.objects.get()
    for name in ("erin", "ada"):
        queue = as_person(name).get(reverse("queue")).content.decode()
        assert f"R-{review.pk}" in queue
        assert "late" in queue
    assigned(review, erin, cast["ada"], cast["ben"])
    for name in ("ada", "ben"):
        assert words[:20] in as_person(name).get(reverse("review", args=[review.pk])).content.decode()
        make_evidence(review, cast[name])
        assess(review, cast[name])
    assert as_person("erin").get(reverse("publish", args=[review.pk])).status_code == 200
    publication = publish(review.pk, by=erin)
    assert publication.body["claim"]["text"] == words
    assert publication.body["claim"]["document"] is None
    page = Client().get(urlsplit(publication.body["url"]).path)
    assert page.status_code == 200
    assert words[:20] in page.content.decode()
    data = Client().get(reverse("public_verdict_data", args=[review.pk, "jsonld"])).json()
    assert data["claimReviewed"] == words
    assert data["itemReviewed"]["author"]["name"] == "وزیر كشور"
    for address in ("/desk/", "/desk/inbox/", reverse("public_verdicts"), reverse("public_feed"), "/api/v1/verdicts"):
        assert as_person("erin").get(address).status_code == 200
    assert Client().get(f"/api/v1/verdicts/{review.pk}").json()["claim"]["text"] == words
