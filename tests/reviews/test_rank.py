"""The rank of a review follows what becomes known of its claim."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from claims.actions.edit_claim import edit_claim
from factcheck.core.models import User
from reviews.actions.rerank import rerank_claim, rerank_lately
from reviews.models import Review
from reviews.queries.urgency import reasons_of
from tests.factories import make_claim, make_review


def test_a_rank_follows_the_places_where_its_claim_was_found(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    claim = make_claim(erin, "The dam holds 40 million tonnes")
    review, other = make_review(erin), make_review(erin)
    Review.objects.filter(pk=review.pk).update(claim=claim)
    before = Review.objects.get(pk=review.pk).rank
    make_claim(erin, "The dam holds 40 million tonnes")
    assert rerank_lately() == 1
    assert rerank_lately() == 0
    review.refresh_from_db()
    assert (review.places, review.version) == (2, 1)
    assert review.rank - before == pytest.approx(2, abs=0.01)
    assert Review.objects.get(pk=other.pk).places == 1


def test_a_rank_follows_the_reach_of_its_claim_at_once(
    cast: dict[str, User],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    review = make_review(cast["erin"])
    before, woken = review.rank, list[tuple[str, dict[str, object]]]()
    monkeypatch.setattr("factcheck.core.later._send", lambda name, ids: woken.append((name, ids)))
    with django_capture_on_commit_callbacks(execute=True):
        edit_claim(review.claim_id, by=cast["erin"], reach=999_999)
    assert ("reviews.rerank_claim", {"claim_id": review.claim_id}) in woken
    assert [rerank_claim(review.claim_id) for _ in range(2)] == [1, 0]
    review.refresh_from_db()
    assert (review.reach, review.version) == (999_999, 1)
    assert review.rank - before == pytest.approx(6)
    assert "reach 999,999" in [reason.words for reason in reasons_of(review)]
