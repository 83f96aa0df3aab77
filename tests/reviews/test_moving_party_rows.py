"""What many rows say moves with their party by the batch, and counts as moved meanwhile."""

import pytest
from django.utils import timezone

from claims.actions.claim_parts import Link
from claims.actions.move_party_rows import merges_under_way, move_party_rows
from claims.models import Party
from factcheck.core.errors import Conflict
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.actions.declare_interest import declare_interest
from reviews.actions.merge_parties import merge_parties
from reviews.actions.open_review import open_review
from reviews.actions.unmerge_parties import unmerge_parties
from reviews.eligibility import interests_in
from tests.factories import make_claim
from tests.reviews.party_facts import everything, known_party, pointing_at

Cast = dict[str, User]
WHY = "Both names stand in one statement."


@pytest.fixture
def mek(cast: Cast) -> Party:
    return known_party("MEK")


@pytest.fixture
def pmoi(cast: Cast) -> Party:
    return known_party("PMOI")


def test_many_rows_move_by_the_batch_and_count_as_moved_meanwhile(
    cast: Cast, mek: Party, pmoi: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.actions._party_rows.AT_ONCE", 2)
    claims = [make_claim(cast["erin"], links=[Link("MEK", "said")]) for _ in range(5)]
    review = open_review(claims[4].pk, by=cast["erin"])
    declare_interest("ben", "PMOI", by=cast["ben"])
    before = everything()
    merge = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    assert merge.is_moving
    assert pointing_at(mek) == {"claims_attribution.party_id": 3}
    assert interests_in(cast["ben"], review) == ["PMOI"]
    assert merges_under_way(9) == [merge.pk]
    assert move_party_rows(merge.pk)
    assert not move_party_rows(merge.pk)
    assert pointing_at(mek) == {}
    assert merges_under_way(9) == []
    assert not move_party_rows(merge.pk)
    undone = unmerge_parties(merge.pk, by=cast["erin"])
    assert undone.is_moving
    assert interests_in(cast["ben"], review) == ["PMOI"]
    with pytest.raises(Conflict, match="still going back"):
        merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    while move_party_rows(merge.pk):
        pass
    assert everything() == before
    assert interests_in(cast["ben"], review) == []
    assert not Event.objects.filter(kind=EventKind.ROW_CHANGED).exists()


def test_undone_while_rows_are_under_way(cast: Cast, mek: Party, pmoi: Party, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.actions._party_rows.AT_ONCE", 2)
    for _ in range(5):
        make_claim(cast["erin"], links=[Link("MEK", "said")])
    before = everything()
    merge = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    unmerge_parties(merge.pk, by=cast["erin"])
    while move_party_rows(merge.pk):
        pass
    assert everything() == before


def test_a_row_written_for_a_party_that_was_just_merged_follows_it(cast: Cast, mek: Party, pmoi: Party) -> None:
    claim = make_claim(cast["erin"], links=[Link("Reuters", "said")])
    review = open_review(claim.pk, by=cast["erin"])
    declare_interest("ben", "PMOI", by=cast["ben"])
    merge = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    claim.attributions.update(party=mek)
    assert interests_in(cast["ben"], review) == ["PMOI"]
    assert merges_under_way(9) == [merge.pk]
    move_party_rows(merge.pk)
    assert claim.attributions.get().party == pmoi
    unmerge_parties(merge.pk, by=cast["erin"])
    assert claim.attributions.get().party == mek
    assert timezone.now() > merge.at
