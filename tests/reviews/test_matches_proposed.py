"""What is proposed beside a claim, and what is not proposed again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.add_topic import add_topic
from claims.actions.claim_parts import Number
from claims.actions.dismiss_match import dismiss_match, restore_match
from claims.actions.edit_claim import edit_claim
from claims.actions.merge_claim import merge_claim
from claims.models import Claim, MatchDismissal
from factcheck.core.errors import Invalid, NotAllowed, NotFound
from factcheck.core.models import Event, User
from reviews.actions.open_review import open_review
from reviews.actions.publish import publish
from reviews.actions.restrict_topic import restrict_topic
from reviews.actions.retract import retract
from reviews.actions.undo_acts import undo_acts
from reviews.queries.proposed_matches import proposed_matches
from reviews.queries.undoable import acts_since, newest_event
from tests.claims.checking import make_check
from tests.factories import assess, assigned, make_claim

pytestmark = pytest.mark.django_db
Cast = dict[str, User]
SAID = "1,500 people were killed in the November protests in Iran"


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return make_claim(cast["erin"], SAID)


@pytest.fixture
def twin(cast: Cast) -> Claim:
    return make_claim(cast["erin"], "In Iran 1,500 people were killed in the November protests, officials said")


def shown(person: User, claim: Claim) -> dict[int, str]:
    return {found.match.target.pk: found.relation for found in proposed_matches(person, claim)}


def test_each_is_labelled_and_says_why(cast: Cast, claim: Claim, twin: Claim) -> None:
    erin = cast["erin"]
    other = make_claim(erin, "200 people were killed in the November protests in Iran", number=Number(200, "deaths"))
    make_claim(erin, "The price of bread doubled in Tehran", number=None)
    found = {each.match.target.pk: each for each in proposed_matches(erin, claim)}
    assert {pk: each.relation for pk, each in found.items()} == {twin.pk: "same_figure", other.pk: "other_figure"}
    assert all(each.match.why for each in found.values())


def test_a_public_verdict_is_shown_until_it_is_withdrawn(cast: Cast, claim: Claim, twin: Claim) -> None:
    erin = cast["erin"]
    review = assigned(open_review(twin.pk, by=erin), erin, cast["ada"], cast["ben"])
    assess(review, cast["ada"])
    assert proposed_matches(erin, claim)[0].publication is None
    assess(review, cast["ben"])
    assert proposed_matches(erin, claim)[0].publication is None
    published = publish(review.pk, by=erin)
    assert proposed_matches(erin, claim)[0].publication == published
    retract(review.pk, by=erin, why="The source withdrew it.")
    assert proposed_matches(erin, claim)[0].publication is None


def test_a_dismissed_pair_is_shown_on_neither_side_until_that_is_taken_back(
    cast: Cast, claim: Claim, twin: Claim
) -> None:
    erin, mark = cast["erin"], newest_event()
    assert (set(shown(erin, claim)), set(shown(erin, twin))) == ({twin.pk}, {claim.pk})
    dismiss_match(twin.pk, other=claim.pk, by=erin, reason="Another count.")
    dismiss_match(claim.pk, other=twin.pk, by=erin)
    assert (shown(erin, claim), shown(erin, twin)) == ({}, {})
    assert MatchDismissal.objects.get().reason == "Another count."
    event = Event.objects.get(kind="claim.match_dismissed")
    assert str(claim.pk) not in str({**event.data, "match": ""})
    assert undo_acts(acts_since(mark, erin, claims=[twin.pk]), by=erin).refused == {}
    assert set(shown(erin, claim)) == {twin.pk}
    with pytest.raises(NotFound):
        restore_match(claim.pk, by=erin, match=event.data["match"])


def test_a_check_of_others_is_dismissed_for_one_claim_alone(cast: Cast, claim: Claim, twin: Claim) -> None:
    erin = cast["erin"]
    check = make_check(erin, claim_text=SAID)
    assert check.pk in {found.match.target.pk for found in proposed_matches(erin, claim) if found.check}
    dismiss_match(claim.pk, check=check.pk, by=erin)
    assert not any(found.check for found in proposed_matches(erin, claim))
    assert any(found.check for found in proposed_matches(erin, twin))


def test_what_was_merged_is_not_proposed_for_what_it_was_merged_into(cast: Cast, claim: Claim, twin: Claim) -> None:
    merge_claim(twin.pk, into=claim.pk, by=cast["erin"])
    assert shown(cast["erin"], claim) == {}
    assert shown(cast["erin"], Claim.objects.get(pk=twin.pk)) == {}


def test_nobody_is_shown_or_dismisses_what_is_hidden_from_them(cast: Cast, claim: Claim, twin: Claim) -> None:
    erin, cleo = cast["erin"], cast["cleo"]
    edit_claim(twin.pk, by=erin, topic=add_topic("Kestrel affair", by=erin).slug)
    restrict_topic("kestrel-affair", by=erin, members=["erin"])
    assert set(shown(erin, claim)) == {twin.pk}
    assert shown(cleo, claim) == {}
    with pytest.raises(NotFound):
        dismiss_match(claim.pk, other=twin.pk, by=cleo)
    made = dismiss_match(claim.pk, other=twin.pk, by=erin)
    with pytest.raises(NotFound):
        restore_match(claim.pk, by=cleo, match=made.pk)


def test_what_is_refused(cast: Cast, claim: Claim, twin: Claim) -> None:
    for given in ({}, {"other": twin.pk, "check": 1}, {"other": claim.pk}):
        with pytest.raises(Invalid):
            dismiss_match(claim.pk, by=cast["erin"], **given)
    with pytest.raises(NotAllowed):
        dismiss_match(claim.pk, other=twin.pk, by=cast["noor"])
    with pytest.raises(NotFound):
        dismiss_match(claim.pk, check=999_999_999, by=cast["erin"])


def test_the_number_of_queries_does_not_grow(cast: Cast, claim: Claim, twin: Claim) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            proposed_matches(cast["erin"], claim)
        return len(queries)

    before = count()
    for number in range(6):
        make_claim(cast["erin"], f"{SAID}, report {number}")
    assert count() == before
