"""Parties are merged and unmerged by several people at the same instant, while others write and take."""

import pytest

from claims.actions.claim_parts import Link
from claims.actions.move_party_rows import merges_under_way, move_party_rows
from claims.models import Attribution, Party, PartyMerge
from factcheck.core.errors import NotFound, WrongState
from factcheck.core.models import User
from reviews.actions.declare_interest import declare_interest
from reviews.actions.merge_parties import merge_parties
from reviews.actions.open_review import open_review
from reviews.actions.take_next import take_next
from reviews.actions.unmerge_parties import unmerge_parties
from reviews.eligibility import interests_in
from reviews.models import Assignment
from tests.concurrency.at_once import at_once, refusals
from tests.factories import make_claim
from tests.reviews.party_facts import everything, known_party

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
WHY = "Both names stand in one statement."


def merged(one: Party, other: Party, by: User) -> PartyMerge:
    return merge_parties(one.pk, into=other.pk, reason=WHY, by=by)


def test_one_into_the_other_while_the_other_goes_into_the_one(cast: dict[str, User]) -> None:
    for turn in range(6):
        one, other = (known_party(f"{name} {turn}") for name in ("MEK", "PMOI"))
        for party in (one, other):
            make_claim(cast["erin"], links=[Link(party.name, "said")])
        results = at_once(
            lambda one=one, other=other: merged(one, other, cast["erin"]),
            lambda one=one, other=other: merged(other, one, cast["cleo"]),
        )
        assert refusals(results) == [NotFound]
        merge = next(each for each in results if isinstance(each, PartyMerge))
        gone, stays = Party.objects.get(pk=merge.party_id), Party.objects.get(pk=merge.into_id)
        assert (gone.merged_into_id, stays.merged_into_id) == (stays.pk, None)
        assert set(Attribution.objects.filter(name__endswith=str(turn)).values_list("party", flat=True)) == {stays.pk}


def test_a_ring_of_merges_ends_in_one_party(cast: dict[str, User]) -> None:
    for turn in range(4):
        ring = [known_party(f"{name} {turn}") for name in "ABC"]
        results = at_once(*(lambda n=n, ring=ring: merged(ring[n], ring[(n + 1) % 3], cast["erin"]) for n in range(3)))
        done = [each for each in results if isinstance(each, PartyMerge)]
        left = Party.objects.filter(pk__in=[party.pk for party in ring], merged_into__isnull=True)
        assert len(done) == 3 - left.count()
        assert left.exists()


def test_of_two_that_take_a_merge_back_one_does(cast: dict[str, User]) -> None:
    one, other = known_party("MEK"), known_party("PMOI")
    make_claim(cast["erin"], links=[Link("MEK", "said")])
    before = everything()
    merge = merged(one, other, cast["erin"])
    results = at_once(*(lambda: unmerge_parties(merge.pk, by=cast["cleo"]) for _ in range(3)))
    assert refusals(results) == [WrongState, WrongState]
    assert everything() == before


def test_what_is_written_meanwhile_follows(cast: dict[str, User]) -> None:
    for turn in range(4):
        one, other = (known_party(f"{name} {turn}") for name in ("MEK", "PMOI"))
        name = one.name
        at_once(
            lambda one=one, other=other: merged(one, other, cast["erin"]),
            *(lambda name=name: make_claim(cast["erin"], links=[Link(name, "said")]) for _ in range(4)),
        )
        for merge_id in merges_under_way(50):
            move_party_rows(merge_id)
        assert set(Attribution.objects.filter(name=name).values_list("party", flat=True)) == {other.pk}


def test_two_workers_move_the_rows_of_one_merge(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.actions._party_rows.AT_ONCE", 3)
    one, other = known_party("MEK"), known_party("PMOI")
    for _ in range(20):
        make_claim(cast["erin"], links=[Link("MEK", "said")])
    before = everything()
    merge = merged(one, other, cast["erin"])

    def work() -> None:
        while move_party_rows(merge.pk) or merges_under_way(1):
            pass

    at_once(work, work)
    assert not Attribution.objects.filter(party=one).exists()
    unmerge_parties(merge.pk, by=cast["erin"])
    at_once(work, work)
    assert everything() == before


def test_nobody_takes_what_a_merge_makes_theirs(cast: dict[str, User]) -> None:
    for turn in range(5):
        one, other = (known_party(f"{name} {turn}") for name in ("MEK", "PMOI"))
        review = open_review(make_claim(cast["erin"], links=[Link(other.name, "said")]).pk, by=cast["erin"])
        declare_interest("ben", one.name, by=cast["ben"])
        at_once(
            lambda one=one, other=other: merged(one, other, cast["erin"]),
            lambda: take_next(by=cast["ben"]),
        )
        assert interests_in(cast["ben"], review)
        assert not Assignment.objects.filter(review=review, user=cast["ben"], released_at__isnull=True).exists()
