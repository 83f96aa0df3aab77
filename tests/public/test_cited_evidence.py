"""A published verdict cites its evidence by the keys that readers see."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

from factcheck.core.errors import Invalid
from factcheck.core.models import User
from reviews.actions.adjudicate import adjudicate
from reviews.actions.correct import correct
from reviews.actions.publish import publish
from reviews.models import AttributionFinding, Correction, EvidenceStance, Publication
from reviews.public.claimreview import plain_words
from tests.factories import AS_OF, assess, assigned, make_evidence, make_review

pytestmark = pytest.mark.django_db
RATIONALE = "Officials said so [A.E1], the ministry did not [B.E1], nor [B.E2] nor `[A.E1]`."


@pytest.fixture
def publication(cast: dict[str, User]) -> Publication:
    """Of Ada's one piece, which corroborates, and Ben's two, of which one is the same as hers."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    make_evidence(review, cast["ben"], EvidenceStance.DISPUTES, url="https://news.example/ministry")
    for person in ("ada", "ben"):
        make_evidence(review, cast[person], url="https://news.example/officials")
    assess(review, cast["ada"], "unproven")
    assess(review, cast["ben"], "half-true")
    adjudicate(
        review.pk, by=cast["cleo"], rating="half-true", attribution=AttributionFinding.CONFIRMED, as_of=AS_OF,
        reason="[B.E1] decides.", rationale=RATIONALE,
        override_reason="Both assessments rest on one report.",
    )  # fmt: skip
    return publish(review.pk, by=cast["erin"])


def link(key: str) -> str:
    return f'<a href="#evidence-{key}" rel="nofollow noopener">[{key}]</a>'


def test_citations_become_the_keys_of_the_frozen_evidence(publication: Publication) -> None:
    body = publication.body
    assert [(entry["key"], entry["stance"]) for entry in body["evidence"]] == [
        ("E1", "corroborates"),
        ("E2", "disputes"),
    ]
    assert body["rationale"] == "Officials said so [E1], the ministry did not [E2], nor [E1] nor `[A.E1]`."
    assert body["rationale_html"] == (
        f"<p>Officials said so {link('E1')}, the ministry did not {link('E2')}, nor {link('E1')} nor "
        "<code>[A.E1]</code>.</p>"
    )


def test_the_page_has_the_number_beside_each_piece_and_links_to_it(publication: Publication, client: Client) -> None:
    words = client.get(publication.body["url"]).content.decode()
    assert link("E2") in words
    for key in ("E1", "E2"):
        assert words.count(f'id="evidence-{key}"') == 1
        assert f'<span class="id">{key}</span>' in words


def test_the_data_are_the_same(publication: Publication, client: Client) -> None:
    body = APIClient().get(f"/api/v1/verdicts/{publication.review_id}").json()
    assert body["rationale_html"] == publication.body["rationale_html"]
    assert [entry["key"] for entry in body["evidence"]] == ["E1", "E2"]
    assert plain_words(body["rationale_html"]) == "Officials said so, the ministry did not, nor nor [A.E1]."
    feed = client.get("/feed.atom").content.decode()
    assert f'xml:base="{body["url"]}"' in feed


def test_what_was_published_without_keys_is_still_read(publication: Publication, client: Client) -> None:
    old = [{name: entry[name] for name in entry if name != "key"} for entry in publication.body["evidence"]]
    body = {**publication.body, "version": 2, "evidence": old, "rationale_html": "<p>Officials said so.</p>"}
    Publication.objects.filter(pk=publication.pk).update(is_current=False)
    Publication.objects.create(
        review_id=publication.review_id, verdict_id=publication.verdict_id, version=2, is_current=True, body=body,
        sequence=publication.sequence + 1, status=publication.status, slug=publication.slug,
        language=publication.language, published_by=publication.published_by, published_at=publication.published_at,
    )  # fmt: skip
    words = client.get(body["url"]).content.decode()
    assert "news.example/officials" in words
    assert 'id="evidence-' not in words
    assert '<span class="id">' not in words


def test_a_correction_is_told_with_the_keys_that_readers_know(publication: Publication, cast: dict[str, User]) -> None:
    new = correct(
        publication.review_id, by=cast["cleo"], what="The ministry answered.", why="It wrote to us.",
        rationale="The ministry did not say so [B.E1].",
    )  # fmt: skip
    said = Correction.objects.get()
    assert said.old["rationale"] == publication.body["rationale"]
    assert said.new["rationale"] == new.body["rationale"] == "The ministry did not say so [E2]."


def test_a_correction_cites_nothing_in_vain(publication: Publication, cast: dict[str, User]) -> None:
    with pytest.raises(Invalid, match=r"There is no evidence \[B\.E7\] here\.") as error:
        correct(
            publication.review_id, by=cast["cleo"], what="The ministry answered.", why="It wrote to us.",
            rationale="The ministry did not say so [B.E7].",
        )  # fmt: skip
    assert error.value.faults[0].pointer == "/rationale"
