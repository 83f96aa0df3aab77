"""Claims that say the same are merged, and a merge is taken back to what was before."""

import pytest

from claims.access import visible_claims
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.actions.merge_claim import merge_claim
from claims.actions.unmerge_claim import unmerge_claim
from claims.models import Claim, ClaimState, Topic
from claims.queries.claims import ClaimAsk, claims_page
from factcheck.core.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from factcheck.core.models import Event, User
from tests.factories import make_claim

pytestmark = pytest.mark.django_db
Cast = dict[str, User]


@pytest.fixture
def erin(cast: Cast) -> User:
    return cast["erin"]


@pytest.fixture
def pair(erin: User) -> tuple[Claim, Claim]:
    return make_claim(erin, "Over 1,500 people were killed"), make_claim(erin, "More than 1,500 were killed")


def said(claim: Claim) -> tuple[object, ...]:
    links = [(link.name, link.cue, link.stance) for link in claim.attributions.all()]
    figures = [(figure.value, figure.unit, figure.as_of) for figure in claim.figures.all()]
    return claim.text, claim.quote, links, figures


def test_a_merged_claim_keeps_what_was_said(erin: User, pair: tuple[Claim, Claim]) -> None:
    one, other = pair
    before = said(one), said(other)
    merged = merge_claim(one.pk, into=other.pk, by=erin, reason=" The same announcement. ")
    assert (merged.state, merged.merged_into_id, merged.version) == (ClaimState.MERGED, other.pk, one.version + 1)
    assert (said(Claim.objects.get(pk=one.pk)), said(Claim.objects.get(pk=other.pk))) == before
    event = Event.objects.get(kind="claim.merged")
    assert event.claim_id == one.pk
    assert event.data == {"into": other.pk, "before": "kept", "reason": "The same announcement."}
    merge_claim(one.pk, into=other.pk, by=erin)
    assert Event.objects.filter(kind="claim.merged").count() == 1


@pytest.mark.parametrize("before", [ClaimState.UNDECIDED, ClaimState.KEPT, ClaimState.DROPPED])
def test_it_goes_back_to_where_it_was(before: ClaimState, erin: User, pair: tuple[Claim, Claim]) -> None:
    one, other = pair
    decide_claim(one.pk, before, by=erin)
    merge_claim(one.pk, into=other.pk, by=erin)
    assert unmerge_claim(one.pk, by=erin).state == before
    again = Claim.objects.get(pk=one.pk)
    assert (again.state, again.merged_into) == (before, None)
    assert again.version > one.version
    with pytest.raises(WrongState, match="is not merged"):
        unmerge_claim(one.pk, by=erin)


def test_there_are_no_chains_and_each_goes_back_to_where_it_was(erin: User, pair: tuple[Claim, Claim]) -> None:
    one, other = pair
    third = make_claim(erin)
    merge_claim(one.pk, into=other.pk, by=erin)
    with pytest.raises(WrongState, match=f"Claim {one.pk} was merged into claim {other.pk} already. Merge claim"):
        merge_claim(third.pk, into=one.pk, by=erin)
    merge_claim(other.pk, into=third.pk, by=erin)
    assert set(third.merged.values_list("pk", flat=True)) == {one.pk, other.pk}
    unmerge_claim(other.pk, by=erin)
    assert list(other.merged.all()) == [one]
    assert not third.merged.exists()
    assert unmerge_claim(one.pk, by=erin).state == ClaimState.KEPT


def test_one_that_came_along_and_was_taken_out_stays_out(erin: User, pair: tuple[Claim, Claim]) -> None:
    one, other = pair
    third = make_claim(erin)
    merge_claim(one.pk, into=other.pk, by=erin)
    merge_claim(other.pk, into=third.pk, by=erin)
    unmerge_claim(one.pk, by=erin)
    merge_claim(one.pk, into=third.pk, by=erin)
    unmerge_claim(other.pk, by=erin)
    one.refresh_from_db()
    assert one.merged_into == third


def test_what_is_refused(cast: Cast, erin: User, pair: tuple[Claim, Claim]) -> None:
    one, other = pair
    with pytest.raises(Invalid) as invalid:
        merge_claim(one.pk, into=one.pk, by=erin)
    assert [fault.pointer for fault in invalid.value.faults] == ["/into"]
    with pytest.raises(NotFound):
        merge_claim(one.pk, into=999_999_999, by=erin)
    with pytest.raises(Stale):
        merge_claim(one.pk, into=other.pk, by=erin, expected_version=one.version + 1)
    for name in ("ada", "rita"):
        with pytest.raises(NotAllowed):
            merge_claim(one.pk, into=other.pk, by=cast[name])
        with pytest.raises(NotAllowed):
            unmerge_claim(one.pk, by=cast[name])
    decide_claim(other.pk, ClaimState.DROPPED, by=erin)
    with pytest.raises(WrongState, match="is dropped"):
        merge_claim(one.pk, into=other.pk, by=erin)
    merge_claim(other.pk, into=one.pk, by=erin)
    with pytest.raises(WrongState, match=f"merged into claim {one.pk}"):
        decide_claim(other.pk, ClaimState.KEPT, by=erin)
    with pytest.raises(WrongState, match=f"merged into claim {one.pk} already"):
        merge_claim(other.pk, into=make_claim(erin).pk, by=erin)
    assert Event.objects.filter(kind="claim.merged").count() == 1


def restricted(*members: User) -> Topic:
    topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    topic.members.add(*members)
    return topic


def test_nobody_learns_of_a_claim_in_a_topic_that_is_hidden_from_them(
    cast: Cast, erin: User, pair: tuple[Claim, Claim]
) -> None:
    secret, plain = pair
    edit_claim(secret.pk, by=erin, topic=restricted(erin).slug)
    cleo = cast["cleo"]
    with pytest.raises(NotFound):
        merge_claim(plain.pk, into=secret.pk, by=cleo)
    with pytest.raises(NotFound):
        merge_claim(secret.pk, into=plain.pk, by=cleo)
    with pytest.raises(WrongState, match="not everybody who sees"):
        merge_claim(plain.pk, into=secret.pk, by=erin)
    merge_claim(secret.pk, into=plain.pk, by=erin)
    assert [each.pk for each in shown(erin, plain).merged_here] == [secret.pk]  # type: ignore[attr-defined]
    assert shown(cleo, plain).merged_here == []  # type: ignore[attr-defined]
    # Both in the one topic: whoever sees the one sees the other.
    unmerge_claim(secret.pk, by=erin)
    edit_claim(plain.pk, by=erin, topic="secret")
    merge_claim(plain.pk, into=secret.pk, by=erin)


def test_a_claim_that_is_hidden_later_is_not_named(cast: Cast, erin: User, pair: tuple[Claim, Claim]) -> None:
    one, other = pair
    merge_claim(one.pk, into=other.pk, by=erin)
    edit_claim(other.pk, by=erin, topic=restricted(erin).slug)
    assert shown(cast["erin"], one).sees_merged_into  # type: ignore[attr-defined]
    assert not shown(cast["cleo"], one).sees_merged_into  # type: ignore[attr-defined]
    with pytest.raises(WrongState, match="merged into another claim already"):
        merge_claim(one.pk, into=make_claim(erin).pk, by=cast["cleo"])


def shown(person: User, claim: Claim) -> Claim:
    assert visible_claims(person).filter(pk=claim.pk).exists()
    return claims_page(person, ClaimAsk(claim_id=claim.pk)).claims[0]
