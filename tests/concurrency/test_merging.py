"""Claims are merged while somebody does something else with them at the same instant."""

import pytest

from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.actions.merge_claim import merge_claim
from claims.actions.unmerge_claim import unmerge_claim
from claims.models import Claim, ClaimState
from factcheck.core.errors import WrongState
from factcheck.core.models import Event, User
from reviews.actions.open_review import open_review
from reviews.models import Review
from tests.concurrency.at_once import at_once, refusals
from tests.factories import make_claim

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def merges() -> int:
    return Event.objects.filter(kind="claim.merged").count()


def test_two_merge_two_claims_crosswise(cast: dict[str, User]) -> None:
    erin, cleo = cast["erin"], cast["cleo"]
    for _ in range(6):
        one, other = make_claim(erin).pk, make_claim(erin).pk
        before = merges()
        results = at_once(
            lambda one=one, other=other: merge_claim(one, into=other, by=erin),
            lambda one=one, other=other: merge_claim(other, into=one, by=cleo),
        )
        assert refusals(results) == [WrongState]
        assert Claim.objects.filter(pk__in=(one, other), state=ClaimState.MERGED).count() == 1
        assert merges() == before + 1


def test_a_ring_of_three_never_closes(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    for _ in range(4):
        ring = [make_claim(erin).pk for _ in range(3)]
        at_once(*(
            lambda a=a, b=b: merge_claim(a, into=b, by=erin) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
        ))  # fmt: skip
        into = dict(Claim.objects.filter(pk__in=ring, state=ClaimState.MERGED).values_list("pk", "merged_into"))
        assert 1 <= len(into) <= 2
        assert set(into) & set(into.values()) == set()


def test_a_merge_and_what_else_is_done_to_the_claim(cast: dict[str, User]) -> None:
    """What comes second sees what came first, and the claim is never both merged and something else."""
    erin, cleo = cast["erin"], cast["cleo"]
    for _ in range(4):
        one, other = make_claim(erin).pk, make_claim(erin).pk
        at_once(
            lambda one=one, other=other: merge_claim(one, into=other, by=erin),
            lambda one=one: open_review(one, by=cleo),
            lambda one=one: decide_claim(one, ClaimState.UNDECIDED, by=cleo),
            lambda one=one: edit_claim(one, by=cleo, text="In other words."),
        )
        claim = Claim.objects.get(pk=one)
        assert (claim.state == ClaimState.MERGED) == (claim.merged_into_id == other)
        assert not (claim.state == ClaimState.MERGED and Review.objects.filter(claim=claim).exists())
        assert claim.text == "In other words."


def test_merges_and_their_undoing_end(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    for _ in range(4):
        one, other, third = (make_claim(erin).pk for _ in range(3))
        merge_claim(one, into=other, by=erin)
        results = at_once(
            lambda one=one: unmerge_claim(one, by=erin),
            lambda other=other, third=third: merge_claim(other, into=third, by=erin),
            lambda one=one: unmerge_claim(one, by=erin),
        )
        assert refusals(results) == [WrongState]
        assert Claim.objects.get(pk=one).merged_into is None
        assert Claim.objects.get(pk=other).merged_into_id == third
