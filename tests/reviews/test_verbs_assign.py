"""Parts are given, taken, handed back, and come back by themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions.affiliate_party import affiliate
from claims.actions.claim_parts import Link
from claims.models import Party
from factcheck.core.errors import Conflict, Invalid, NotAllowed, Stale, WrongState
from factcheck.core.models import Event, User
from reviews.actions.assign_review import assign_review
from reviews.actions.expire_leases import expire_leases
from reviews.actions.open_review import open_review
from reviews.actions.release_review import release_review
from reviews.actions.send_back import send_back
from reviews.actions.take_next import take_next
from reviews.models import Assignment, Interest, Part, Review
from reviews.workflow import State
from tests.factories import assess, assigned, held_until, in_state, make_claim, make_evidence, make_review
from tests.situations import restrict

LONG_AGO = "2020-01-01T00:00:00Z"


def taken_by(user: User) -> list[int]:
    """All that a person can take, in the order in which they get it."""
    taken = []
    while (assignment := take_next(by=user)) is not None:
        taken.append(assignment.review_id)
    return taken


def lapse(review: Review, user: User) -> None:
    Assignment.objects.filter(review=review, user=user, released_at=None).update(lease_until=LONG_AGO)


# --- take next ----------------------------------------------------------------------------------------------


def test_the_highest_rank_comes_first_whatever_is_due_when(cast: dict[str, User]) -> None:
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    erin = cast["erin"]
    first, second, third, fourth = (
        make_review(erin, priority=priority, due_at=due)
        for priority, due in ((3, soon), (2, later), (2, soon), (1, later))
    )
    Review.objects.filter(pk=third.pk).update(rank=second.rank)
    assert taken_by(cast["ada"]) == [review.pk for review in (fourth, second, third, first)]


def test_nothing_is_taken_twice_and_a_full_round_is_passed_over(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    one, two = make_review(erin), make_review(erin, assessments_needed=1)
    assert taken_by(cast["ada"]) == [one.pk, two.pk]
    assert taken_by(cast["ada"]) == []
    assert taken_by(cast["ben"]) == [one.pk]
    assert taken_by(cast["noor"]) == []
    assert list(one.assignments.order_by("part").values_list("part", "user__username")) == [
        ("first", "ada"), ("second", "ben"),
    ]  # fmt: skip


def test_only_what_waits_for_reviewers_is_taken(cast: dict[str, User]) -> None:
    for state in set(State) - {State.QUEUED, State.IN_REVIEW}:
        in_state(state, cast)
    assert take_next(by=cast["noor"]) is None


def test_what_is_restricted_to_others_is_not_taken(cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    topic = restrict(cast["ada"])
    assert take_next(by=cast["ben"]) is None
    assert take_next(by=cast["adam"]) is None
    topic.members.add(cast["ben"])
    assert taken_by(cast["ben"]) == [review.pk]


@pytest.mark.parametrize("link", ["itself", "affiliated", "affiliate", "inner"])
def test_nobody_takes_or_gets_a_claim_of_a_party_they_declared_an_interest_in(link: str, cast: dict[str, User]) -> None:
    erin = cast["erin"]
    names = ["Reuters", "PMOI"] if link == "inner" else ["PMOI", "officials"]
    review = open_review(make_claim(erin, links=[Link(name) for name in names]).pk, by=erin)
    pmoi, ncri = Party.objects.get(name="PMOI"), Party.objects.create(name="NCRI")
    if link == "affiliated":
        affiliate(ncri, of=pmoi, basis="Its own statutes.", by=erin)
    if link == "affiliate":
        affiliate(pmoi, of=ncri, basis="Its own statutes.", by=erin)
    Interest.objects.create(user=cast["ada"], party=ncri if link.startswith("affiliate") else pmoi)
    assert take_next(by=cast["ada"]) is None
    with pytest.raises(NotAllowed, match="Ada Okafor declared an interest in"):
        assign_review(review.pk, by=erin, username="ada")
    assert taken_by(cast["ben"]) == [review.pk]


def test_many_reviews_that_an_editor_may_not_join_hide_none_that_they_may(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    for _ in range(22):
        make_evidence(assigned(make_review(erin, priority=1), erin, cast["ada"]), cast["ada"])
    free = make_review(erin, priority=3)
    assert taken_by(cast["cleo"]) == [free.pk]


def test_many_reviews_of_a_party_of_interest_hide_none_that_can_be_taken(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    for _ in range(22):
        open_review(make_claim(erin, links=[Link("PMOI")]).pk, by=erin, priority=1)
    Interest.objects.create(user=cast["ada"], party=Party.objects.get(name="PMOI"))
    free = make_review(erin, priority=3)
    assert taken_by(cast["ada"]) == [free.pk]


# --- assigning ----------------------------------------------------------------------------------------------


def test_who_may_not_hold_a_part_is_refused_by_name(cast: dict[str, User]) -> None:
    erin, ada = cast["erin"], cast["ada"]
    review = assigned(make_review(erin), erin, ada)
    User.objects.create(username="robot", name="Robot", role="reviewer", is_service=True)
    for username, words in (
        ("rita", "Rita Solano may not submit assessments"),
        ("robot", "Robot may not submit assessments"),
        ("ada", "Ada Okafor is the first of this review; a person holds one part in it"),
    ):
        with pytest.raises(NotAllowed, match=words):
            assign_review(review.pk, by=erin, username=username)
    User.objects.filter(username="noor").update(is_active=False)
    for username in ("nobody", "noor"):
        with pytest.raises(Invalid, match=f"There is nobody called {username}"):
            assign_review(review.pk, by=erin, username=username)
    with pytest.raises(Conflict, match="The part first is taken"):
        assign_review(review.pk, by=erin, username="ben", part=Part.FIRST)
    with pytest.raises(WrongState, match="has no part adjudicator now"):
        assign_review(review.pk, by=erin, username="ben", part=Part.ADJUDICATOR)
    with pytest.raises(Stale, match="you had version 1, now 2"):
        assign_review(review.pk, by=erin, username="ben", expected_version=1)
    assert assign_review(review.pk, by=erin, username="ben", expected_version=2).part == Part.SECOND


def test_nobody_who_may_not_see_a_topic_is_given_its_reviews(cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    restrict(cast["erin"])
    with pytest.raises(NotAllowed, match="Ada Okafor may not see this review"):
        assign_review(review.pk, by=cast["erin"], username="ada")


def test_in_a_second_round_everybody_has_the_part_they_had(cast: dict[str, User]) -> None:
    """Whoever reviewed once may again, in the same part: two people do not swap theirs."""
    erin, review = cast["erin"], in_state(State.SPLIT, cast)
    send_back(review.pk, by=erin, question="Which officials?")
    with pytest.raises(NotAllowed, match="Ben Lindqvist is the second of this review"):
        assign_review(review.pk, by=erin, username="ben", part=Part.FIRST)
    assert assign_review(review.pk, by=erin, username="ben").part == Part.SECOND
    assert assign_review(review.pk, by=erin, username="ada").part == Part.FIRST


def test_who_decided_once_does_not_review_afterwards(cast: dict[str, User]) -> None:
    erin, review = cast["erin"], in_state(State.SPLIT, cast)
    assigned(review, erin, cast["noor"])
    with pytest.raises(NotAllowed, match="You assessed this claim"):
        send_back(review.pk, by=cast["ada"], question="Which officials?")
    send_back(review.pk, by=cast["noor"], question="Which officials?")
    assert assign_review(review.pk, by=erin, username="noor").part == Part.FIRST  # nothing was decided
    assess(review, cast["noor"])
    with pytest.raises(NotAllowed, match="Ada Okafor is the first"):
        assign_review(review.pk, by=erin, username="ada")


# --- handing back -------------------------------------------------------------------------------------------


def test_a_part_is_handed_back_by_its_holder_or_an_editor_outside(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    review = assigned(make_review(erin), erin, cast["ada"], cast["cleo"])
    with pytest.raises(NotAllowed, match="only your own part"):
        release_review(review.pk, by=cast["cleo"], part=Part.FIRST)
    with pytest.raises(NotAllowed, match="no part to hand back"):
        release_review(review.pk, by=cast["noor"])
    assert release_review(review.pk, by=cast["ada"]).state == State.IN_REVIEW
    assert release_review(review.pk, by=erin, part=Part.SECOND).state == State.QUEUED
    assert taken_by(cast["noor"]) == [review.pk]


def test_what_is_in_stays_in(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    assess(review, cast["ada"])
    for by, part in (("ada", None), ("erin", Part.FIRST)):
        with pytest.raises(NotAllowed, match="is in and stays"):
            release_review(review.pk, by=cast[by], part=part)


def test_a_lease_that_ended_goes_back_to_the_queue(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    lapse(review, cast["ada"])
    assert expire_leases() == 1
    assert expire_leases() == 0
    review.refresh_from_db()
    assert review.state == State.IN_REVIEW
    event = Event.objects.latest("id")
    assert (event.kind, event.by, event.data["reason"]) == ("review.released", None, "lease ended")
    with pytest.raises(NotAllowed, match="It may have been handed back"):
        assess(review, cast["ada"])
    lapse(review, cast["ben"])
    expire_leases()
    review.refresh_from_db()
    assert review.state == State.QUEUED
    assert taken_by(cast["noor"]) == [review.pk]


def test_working_on_a_part_renews_its_lease_and_what_is_done_needs_none(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    lapse(review, cast["ada"])
    make_evidence(review, cast["ada"])
    assess(review, cast["ben"])
    lapse(review, cast["ben"])
    assert expire_leases() == 0


def test_an_adjudicator_who_lets_it_lie_is_released(cast: dict[str, User]) -> None:
    review = assigned(in_state(State.SPLIT, cast), cast["erin"], cast["noor"])
    lapse(review, cast["noor"])
    assert expire_leases() == 1
    review.refresh_from_db()
    assert review.state == State.SPLIT
    assert assign_review(review.pk, by=cast["erin"], username="cleo").part == Part.ADJUDICATOR


def test_a_lease_stands_still_while_its_review_is_on_hold(cast: dict[str, User]) -> None:
    review = held_until(in_state(State.IN_REVIEW, cast), cast["erin"])
    lapse(review, cast["ada"])
    assert expire_leases() == 0
    assert Assignment.objects.get(review=review, user=cast["ada"]).released_at is None
