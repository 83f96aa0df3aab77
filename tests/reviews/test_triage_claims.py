"""Deciding on several claims at once, and what a review takes over from its claim."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from claims.actions.add_topic import add_topic
from claims.actions.edit_claim import edit_claim
from claims.models import Claim, ClaimState
from factcheck.core.errors import Invalid, NotAllowed
from factcheck.core.models import Event, User
from reviews.actions.open_review import open_kept, open_review
from reviews.actions.triage_claims import MOST_AT_ONCE, Bulk, triage_claims
from reviews.models import Review
from tests.claims.importing import imported_file
from tests.factories import make_claim, make_document

Cast = dict[str, User]


@pytest.fixture
def claims(cast: Cast) -> list[Claim]:
    """Four claims of a file, not decided on."""
    work = imported_file(cast["erin"], "claim\n" + "".join(f"Claim number {number}\n" for number in range(4)))
    return list(work.claims.order_by("id"))


def states(claims: list[Claim]) -> list[str]:
    for claim in claims:
        claim.refresh_from_db()
    return [claim.state for claim in claims]


def test_each_is_decided_on_by_itself_and_each_refusal_is_told(cast: Cast, claims: list[Claim]) -> None:
    erin = cast["erin"]
    ids = [claim.pk for claim in claims]
    assert triage_claims(ids, Bulk.KEEP, by=erin).done == ids
    review = open_review(ids[1], by=erin)
    result = triage_claims([*ids, ids[0], 999_999], Bulk.DROP, by=erin)
    assert result.done == [ids[0], *ids[2:]]
    assert set(result.refused) == {ids[1], 999_999}
    assert f"R-{review.pk}" in result.refused[ids[1]]
    assert "There is no claim 999999" in result.refused[999_999]
    assert states(claims) == ["dropped", "kept", "dropped", "dropped"]
    triage_claims([ids[0]], Bulk.UNDECIDE, by=erin)
    assert states(claims)[0] == "undecided"


def test_each_decision_is_recorded_once(cast: Cast, claims: list[Claim]) -> None:
    ids = [claim.pk for claim in claims]
    for _ in range(2):
        assert triage_claims(ids, Bulk.KEEP, by=cast["erin"]).done == ids
    assert Event.objects.filter(kind="claim.kept", claim_id__in=ids).count() == 4


def test_only_kept_claims_are_sent(cast: Cast, claims: list[Claim]) -> None:
    erin = cast["erin"]
    ids = [claim.pk for claim in claims]
    triage_claims(ids[:2], Bulk.KEEP, by=erin)
    result = triage_claims(ids, Bulk.SEND, by=erin)
    assert (result.done, set(result.refused)) == (ids[:2], set(ids[2:]))
    assert result.refused[ids[2]] == f"Claim {ids[2]} is undecided: keep it first."
    again = triage_claims(ids[:2], Bulk.SEND, by=erin)
    assert (again.done, Review.objects.count()) == ([], 2)
    assert "is open already" in again.refused[ids[0]]


@pytest.mark.parametrize("what", list(Bulk))
@pytest.mark.parametrize("who", ["ada", "rita"])
def test_who_may_not_decide_on_one_may_not_on_several(cast: Cast, claims: list[Claim], what: Bulk, who: str) -> None:
    before = Event.objects.count()
    with pytest.raises(NotAllowed):
        triage_claims([claim.pk for claim in claims], what, by=cast[who])
    assert (set(states(claims)), Event.objects.count()) == ({"undecided"}, before)


def test_what_is_restricted_to_others_is_not_there(cast: Cast, claims: list[Claim]) -> None:
    edit_claim(claims[0].pk, by=cast["cleo"], topic=add_topic("Secret", by=cast["cleo"], is_restricted=True).slug)
    result = triage_claims([claims[0].pk], Bulk.KEEP, by=cast["erin"])
    assert result.refused == {claims[0].pk: f"There is no claim {claims[0].pk}."}
    assert states(claims[:1]) == ["undecided"]


def test_too_many_at_once_are_refused(cast: Cast) -> None:
    with pytest.raises(Invalid, match=f"at most {MOST_AT_ONCE}"):
        triage_claims(range(MOST_AT_ONCE + 1), Bulk.KEEP, by=cast["erin"])


# --- wishes -------------------------------------------------------------------------------------------------


def test_a_review_takes_over_what_was_wished(cast: Cast) -> None:
    erin = cast["erin"]
    day = date(2031, 5, 4)
    review = open_review(make_claim(erin, priority=1, due_on=day).pk, by=erin)
    assert (review.priority, review.due_at) == (1, datetime.combine(day, time.max, tzinfo=UTC))
    stated = datetime(2030, 1, 1, tzinfo=UTC)
    review = open_review(make_claim(erin, priority=1, due_on=day).pk, by=erin, priority=3, due_at=stated)
    assert (review.priority, review.due_at) == (3, stated)


def test_without_a_wish_the_policy_stands(cast: Cast) -> None:
    review = open_review(make_claim(cast["erin"]).pk, by=cast["erin"])
    assert review.priority == 2
    assert review.due_at is not None
    assert abs(review.due_at - timezone.now() - timedelta(days=settings.DUE_DAYS)) < timedelta(minutes=1)


def test_a_day_that_is_past_makes_the_review_overdue(cast: Cast) -> None:
    review = open_review(make_claim(cast["erin"], due_on=date(2020, 1, 1)).pk, by=cast["erin"])
    assert review.due_at == datetime(2020, 1, 1, 23, 59, 59, 999999, tzinfo=UTC)


def test_kept_claims_of_a_document_take_their_wishes_along(cast: Cast) -> None:
    erin = cast["erin"]
    document = make_document(erin)
    claim = make_claim(erin, document_id=document.pk, start=0, end=40, text="", priority=3)
    assert claim.state == ClaimState.KEPT
    assert [review.priority for review in open_kept(document.pk, by=erin)] == [3]
