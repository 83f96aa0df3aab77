"""Two parties are found to be one, and that is taken back."""

import itertools

import pytest

from claims.actions._party_rows import FEW, MANY
from claims.actions.add_feed import add_feed
from claims.actions.affiliate_party import add_alias, affiliate
from claims.actions.claim_parts import Link
from claims.models import (
    Affiliation,
    Attribution,
    Derivation,
    DerivationState,
    ExternalCheck,
    Party,
    PartyMerge,
)
from factcheck.core.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.actions.declare_interest import declare_interest
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.merge_parties import INTERESTS, merge_parties
from reviews.actions.open_review import open_review
from reviews.actions.take_next import take_next
from reviews.actions.unmerge_parties import unmerge_parties
from reviews.actions.withdraw_interest import withdraw_interest
from reviews.eligibility import interests_in
from reviews.models import Interest, Publication, Review
from reviews.queries.independence import independence
from tests.factories import assigned, make_claim, make_document, make_evidence, make_publication, make_review
from tests.reviews.party_facts import everything, known_party, pointing_at, references

Cast = dict[str, User]
WHY = "Both names stand in one statement."


@pytest.fixture
def mek(cast: Cast) -> Party:
    return known_party("MEK")


@pytest.fixture
def pmoi(cast: Cast) -> Party:
    return known_party("PMOI")


def review_of_claim_by(name: str, by: User) -> Review:
    return open_review(make_claim(by, links=[Link(name, "said")]).pk, by=by)


def filled(cast: Cast) -> None:
    """Something of each kind for MEK, and what is in the way with PMOI."""
    erin = cast["erin"]
    mek, pmoi, ncri = known_party("MEK"), known_party("PMOI"), known_party("NCRI")
    add_alias(mek, "the MEK", by=erin)
    make_claim(erin, links=[Link("Reuters", "cited"), Link("MEK", "said")])
    make_claim(erin, links=[Link("PMOI", "cited"), Link("MEK", "said")])
    make_document(erin, publisher="MEK")
    add_feed(by=erin, url="https://mek.example/feed", publisher="MEK")
    ExternalCheck.objects.create(url="https://mek.example/1", publisher=mek, claim_text="So.", fingerprint="1")
    review = assigned(make_review(erin), erin, cast["ada"])
    one, two, three, four = (make_evidence(review, cast["ada"], title=f"{n}", publisher="MEK") for n in range(4))
    for evidence, party, state in (
        (one, mek, DerivationState.SHOWN), (one, pmoi, DerivationState.DISMISSED),
        (two, mek, DerivationState.DISMISSED), (two, pmoi, DerivationState.ALLEGED),
        (three, mek, DerivationState.SHOWN), (four, mek, DerivationState.SHOWN), (four, pmoi, DerivationState.SHOWN),
    ):  # fmt: skip
        derive_evidence(
            review.pk, evidence.pk, by=cast["ada"], from_party=party.name, basis=f"{party} said so.", state=state
        )
    for party, of in ((mek, pmoi), (pmoi, mek), (mek, ncri), (pmoi, ncri), (ncri, mek), (known_party("AFP"), mek)):
        affiliate(party, of=of, basis=f"{party} says so.", by=erin)
    declare_interest("ben", "MEK", by=cast["ben"], note="Worked there.")
    declare_interest("ben", "PMOI", by=cast["ben"])
    declare_interest("noor", "MEK", by=cast["noor"])


def test_every_reference_to_a_party_is_moved() -> None:
    books = {
        ("claims_party", "merged_into_id"), ("claims_partymerge", "party_id"), ("claims_partymerge", "into_id"),
    }  # fmt: skip
    moved = {(each.table, each.column) for each in (*FEW, *MANY, INTERESTS)}
    assert set(references()) == moved | books


def test_all_that_referred_to_the_one_refers_to_the_other(cast: Cast, mek: Party, pmoi: Party) -> None:
    filled(cast)
    before = pointing_at(mek)
    assert set(before) == {f"{table}.{column}" for table, column in references() if "merge" not in table + column}
    merge = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    assert pointing_at(mek) == {}
    assert not merge.is_moving
    assert known_party("the MEK") == known_party("MEK") == pmoi
    pairs = set(Affiliation.objects.values_list("party__name", "of__name"))
    assert pairs == {("PMOI", "NCRI"), ("NCRI", "PMOI"), ("AFP", "PMOI")}
    states = Derivation.objects.order_by("source__title").values_list("source__title", "from_party__name", "state")
    assert list(states) == [
        ("0", "PMOI", "shown"), ("1", "PMOI", "alleged"), ("2", "PMOI", "shown"), ("3", "PMOI", "shown"),
    ]  # fmt: skip
    assert sorted(Interest.objects.values_list("user__username", "party__name")) == [("ben", "PMOI"), ("noor", "PMOI")]
    event = Event.objects.get(kind=EventKind.PARTIES_MERGED)
    assert event.data["name"], event.data["into"] == ("MEK", "PMOI")
    assert event.data["reason"] == WHY
    assert not Event.objects.filter(kind=EventKind.ROW_CHANGED).exists()


def test_taken_back_everything_is_exactly_as_it_was(cast: Cast, mek: Party, pmoi: Party) -> None:
    filled(cast)
    before = everything()
    merge = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    assert everything() != before
    undone = unmerge_parties(merge.pk, by=cast["cleo"], reason="They are two.")
    assert everything() == before
    assert (undone.missing, undone.undone_by, undone.is_moving) == ({}, cast["cleo"], False)
    mek.refresh_from_db()
    assert mek.merged_into is None
    assert Event.objects.get(kind=EventKind.PARTIES_UNMERGED).data["reason"] == "They are two."
    again = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    unmerge_parties(again.pk, by=cast["erin"])
    assert everything() == before


def test_what_came_since_stays_and_what_cannot_go_back_is_named(cast: Cast, mek: Party, pmoi: Party) -> None:
    filled(cast)
    merge = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    add_alias(pmoi, "Mojahedin", by=cast["erin"])
    new = make_claim(cast["erin"], links=[Link("MEK", "said")])
    Attribution.objects.filter(name="MEK", position=1).earliest("pk").delete()
    interest = Interest.objects.get(user=cast["noor"])
    withdraw_interest(interest.pk, by=cast["noor"], reason="Sold the shares.")
    undone = unmerge_parties(merge.pk, by=cast["erin"])
    assert undone.missing == {"attributions": 1, "interests": 1}
    assert known_party("Mojahedin") == pmoi
    assert known_party("MEK") == mek
    assert new.attributions.get().party == pmoi
    assert sorted(Interest.objects.values_list("user__username", "party__name")) == [("ben", "MEK"), ("ben", "PMOI")]


def test_a_chain_of_merges_is_taken_back_from_its_end(cast: Cast, mek: Party, pmoi: Party) -> None:
    ncri = known_party("NCRI")
    filled(cast)
    before = everything()
    first = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    second = merge_parties(pmoi.pk, into=ncri.pk, reason=WHY, by=cast["erin"])
    assert known_party("MEK") == ncri
    with pytest.raises(Conflict, match="PMOI was merged into NCRI since"):
        unmerge_parties(first.pk, by=cast["erin"])
    with pytest.raises(NotFound):
        merge_parties(mek.pk, into=ncri.pk, reason=WHY, by=cast["erin"])
    unmerge_parties(second.pk, by=cast["erin"])
    unmerge_parties(first.pk, by=cast["erin"])
    assert everything() == before
    with pytest.raises(WrongState):
        unmerge_parties(first.pk, by=cast["erin"])


@pytest.mark.parametrize("which", ["one into the other", "the other way"])
def test_who_has_an_interest_in_either_may_not_go_on(cast: Cast, mek: Party, pmoi: Party, which: str) -> None:
    review = review_of_claim_by("PMOI", cast["erin"])
    spare = review_of_claim_by("PMOI", cast["erin"])
    assigned(review, cast["erin"], cast["ben"], cast["ada"])
    declare_interest("ben", "MEK", by=cast["ben"])
    assert interests_in(cast["ben"], review) == []
    pair = (mek, pmoi) if which == "one into the other" else (pmoi, mek)
    merge = merge_parties(pair[0].pk, into=pair[1].pk, reason=WHY, by=cast["erin"])
    held = review.assignments.filter(released_at__isnull=True).values_list("user__username", flat=True)
    assert list(held) == ["ada"]
    assert interests_in(cast["ben"], review) == [pair[1].name]
    assert take_next(by=cast["ben"]) is None
    unmerge_parties(merge.pk, by=cast["erin"])
    assert interests_in(cast["ben"], review) == []
    taken = take_next(by=cast["ben"])
    assert taken is not None
    assert taken.review_id in (review.pk, spare.pk)


def test_a_restored_interest_counts_at_once(cast: Cast, mek: Party, pmoi: Party) -> None:
    for party in (mek, pmoi):
        declare_interest("ben", party.name, by=cast["ben"])
    merge = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    withdraw_interest(Interest.objects.get().pk, by=cast["ben"], reason="None any more.")
    review = assigned(review_of_claim_by("MEK", cast["erin"]), cast["erin"], cast["ben"])
    Attribution.objects.filter(name="MEK").update(party=mek)
    unmerge_parties(merge.pk, by=cast["erin"])
    assert not review.assignments.filter(released_at__isnull=True).exists()


def test_sources_of_both_are_one_origin_and_none_of_the_claimant(cast: Cast, mek: Party, pmoi: Party) -> None:
    review = assigned(review_of_claim_by("MEK", cast["erin"]), cast["erin"], cast["ada"])
    for name in ("PMOI", "Reuters"):
        make_evidence(review, cast["ada"], title=f"What {name} published", publisher=name)

    def counted() -> int:
        evidence = list(review.evidence.select_related("source__publisher"))
        return independence(review.claim, evidence).corroborating.least

    assert counted() == 2
    merge = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    review = Review.objects.get(pk=review.pk)
    assert counted() == 1
    other = merge_parties(known_party("Reuters").pk, into=known_party("AFP").pk, reason=WHY, by=cast["erin"])
    assert counted() == 1
    unmerge_parties(other.pk, by=cast["erin"])
    unmerge_parties(merge.pk, by=cast["erin"])
    review = Review.objects.get(pk=review.pk)
    assert counted() == 2


def test_what_was_published_stays_as_it_was(cast: Cast) -> None:
    publication = make_publication(cast)
    before = Publication.objects.filter(pk=publication.pk).values().get()
    reuters = known_party("Reuters")
    merge_parties(reuters.pk, into=known_party("AFP").pk, reason=WHY, by=cast["erin"])
    assert Publication.objects.filter(pk=publication.pk).values().get() == before


@pytest.mark.parametrize(
    ("username", "refused"), [("ada", NotAllowed), ("rita", NotAllowed), ("erin", None), ("adam", None)]
)
def test_editors_merge(cast: Cast, mek: Party, pmoi: Party, username: str, refused: type[Exception] | None) -> None:
    if refused is None:
        merge = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast[username])
        unmerge_parties(merge.pk, by=cast[username])
        return
    with pytest.raises(refused):
        merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast[username])
    merge = merge_parties(mek.pk, into=pmoi.pk, reason=WHY, by=cast["erin"])
    with pytest.raises(refused):
        unmerge_parties(merge.pk, by=cast[username])


def test_what_cannot_be_merged_is_refused(cast: Cast, mek: Party, pmoi: Party) -> None:
    official = known_party("an Iranian official", is_anonymous=True)
    with pytest.raises(Invalid):
        merge_parties(mek.pk, into=mek.pk, reason=WHY, by=cast["erin"])
    with pytest.raises(Invalid) as no_reason:
        merge_parties(mek.pk, into=pmoi.pk, reason=" ", by=cast["erin"])
    assert no_reason.value.faults[0].pointer == "/reason"
    for one, other in itertools.permutations((official, mek)):
        with pytest.raises(Invalid, match="unnamed"):
            merge_parties(one.pk, into=other.pk, reason=WHY, by=cast["erin"])
    with pytest.raises(NotFound):
        merge_parties(mek.pk, into=0, reason=WHY, by=cast["erin"])
    assert not PartyMerge.objects.exists()
