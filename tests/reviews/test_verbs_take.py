"""Whoever takes the next review gets what they may have, once, and no refusal tells of another's work."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions.affiliate_party import affiliate
from claims.actions.claim_parts import Link
from claims.models import Party
from factcheck.core.errors import NotAllowed
from factcheck.core.models import User
from reviews.actions.assign_review import assign_review
from reviews.actions.expire_leases import expire_leases
from reviews.actions.open_review import open_review
from reviews.actions.release_review import release_review
from reviews.actions.return_review import return_review
from reviews.actions.send_back import send_back
from reviews.actions.take_next import take_next
from reviews.models import Assignment, Desk, Interest, Leave, Part, Policy, Review
from reviews.workflow import State
from tests.factories import assess, assigned, held_until, in_state, make_claim, make_evidence, make_review

LONG_AGO = "2020-01-01T00:00:00Z"


def taken_by(user: User) -> list[int]:
    taken = []
    while (assignment := take_next(by=user)) is not None:
        taken.append(assignment.review_id)
    return taken


def review_of_claim(by: User, text: str = "", links: list[Link] | None = None, **fields: Any) -> Review:
    about = {"links": links} if links else {}
    return open_review(make_claim(by, text, **about, **fields).pk, by=by)


def at_desk(review: Review, desk: Desk) -> Review:
    Review.objects.filter(pk=review.pk).update(desk=desk)
    return review


def away(user: User, *, begins: int, ends: int) -> Leave:
    today = timezone.localdate()
    return Leave.objects.create(
        user=user, from_on=today + timedelta(days=begins), until_on=today + timedelta(days=ends), set_by=user
    )


# --- what is offered ----------------------------------------------------------------------------------------


def test_languages_bind_whoever_declared_some(cast: dict[str, User]) -> None:
    english, persian, dari = (review_of_claim(cast["erin"], language=code).pk for code in ("en", "fa", "fa-AF"))
    cast["ada"].languages = ["fa", "ar"]
    cast["ada"].save()
    assert taken_by(cast["ada"]) == [persian, dari]
    assert taken_by(cast["ben"]) == [english, persian, dari]


def test_a_desk_gets_its_own_and_what_is_of_no_desk(cast: dict[str, User]) -> None:
    sport, city = (Desk.objects.create(slug=slug, name=slug.title()) for slug in ("sport", "city"))
    sport.members.add(cast["ada"])
    of_sport, _, of_none = at_desk(make_review(cast["erin"]), sport), at_desk(make_review(cast["erin"]), city), (
        make_review(cast["erin"])
    )  # fmt: skip
    assert taken_by(cast["ada"]) == [of_sport.pk, of_none.pk]
    assert taken_by(cast["ben"]) == [of_none.pk]


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
@pytest.mark.parametrize("downwards", [True, False])
def test_interest_reaches_as_far_as_affiliation(cast: dict[str, User], steps: int, downwards: bool) -> None:
    erin = cast["erin"]
    parties = [Party.objects.create(name=f"Party {number}") for number in range(4)]
    for one, other in pairwise(parties):
        affiliate(*((one,) if downwards else (other,)), of=other if downwards else one, basis="Its statutes.", by=erin)
    claim = make_claim(erin)
    claim.attributions.filter(position=1).update(party=parties[steps])
    review = open_review(claim.pk, by=erin)
    Interest.objects.create(user=cast["ada"], party=parties[0])
    assert take_next(by=cast["ada"]) is None
    with pytest.raises(NotAllowed, match="declared an interest in Party 0"):
        assign_review(review.pk, by=erin, username="ada")
    assert taken_by(cast["ben"]) == [review.pk]


def test_a_claim_about_a_party_concerns_whoever_declared_an_interest_in_it(cast: dict[str, User]) -> None:
    erin, ada = cast["erin"], cast["ada"]
    make_claim(erin, links=[Link("The Water Board")])
    board = Party.objects.get(name="The Water Board")
    about = review_of_claim(erin, "Officials said that the water board's budget had doubled")
    named_within = review_of_claim(erin, "Underwater boards doubled")
    Interest.objects.create(user=ada, party=board)
    assert taken_by(ada) == [named_within.pk]
    with pytest.raises(NotAllowed, match="declared an interest in The Water Board"):
        assign_review(about.pk, by=erin, username="ada")


def test_many_claims_about_a_party_of_interest_hide_none_that_can_be_taken(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    make_claim(erin, links=[Link("PMOI")])
    for number in range(25):
        Review.objects.filter(pk=review_of_claim(erin, f"{number} members of the PMOI were killed").pk).update(rank=9)
    free = make_review(erin)
    Interest.objects.create(user=cast["ada"], party=Party.objects.get(name="PMOI"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reviews.actions.take_next._AT_ONCE", 4)
        assert taken_by(cast["ada"]) == [free.pk]


@pytest.mark.parametrize("how", ["handed back", "lapsed", "returned"])
def test_whoever_had_a_part_of_the_round_is_never_offered_it_again(cast: dict[str, User], how: str) -> None:
    erin, ada, review = cast["erin"], cast["ada"], make_review(cast["erin"])
    assert taken_by(ada) == [review.pk]
    if how == "handed back":
        release_review(review.pk, by=ada)
    elif how == "lapsed":
        Assignment.objects.update(lease_until=LONG_AGO)
        expire_leases()
    else:
        return_review(review.pk, by=erin, reason="It is long overdue.")
    assert taken_by(ada) == []
    assert taken_by(cast["ben"]) == [review.pk]
    assert assign_review(review.pk, by=erin, username="ada").user == ada


def test_in_a_later_round_people_take_the_part_they_had(cast: dict[str, User]) -> None:
    review = in_state(State.SPLIT, cast)
    send_back(review.pk, by=cast["erin"], question="Which officials?")
    assert taken_by(cast["ben"]) == [review.pk]
    assert Assignment.objects.get(user=cast["ben"], round=2).part == Part.SECOND
    assert taken_by(cast["noor"]) == [review.pk]
    assert Assignment.objects.get(user=cast["noor"], round=2).part == Part.FIRST
    assert taken_by(cast["ada"]) == []


# --- how much one takes on ----------------------------------------------------------------------------------


def test_a_full_load_is_refused_in_words_and_ends_with_the_work(cast: dict[str, User], settings: Any) -> None:
    settings.LOAD_LIMIT = 2
    first, second, third = (make_review(cast["erin"], assessments_needed=1) for _ in range(3))
    for _ in range(2):
        take_next(by=cast["ada"])
    with pytest.raises(NotAllowed, match=r"You hold 2 of 2 parts. Hand one in or back first."):
        take_next(by=cast["ada"])
    held_until(first, cast["erin"])  # what waits for others is nobody's load
    assert taken_once(cast["ada"]) == third.pk
    assess(second, cast["ada"])
    assert take_next(by=cast["ada"]) is None


def taken_once(user: User) -> int:
    taken = take_next(by=user)
    assert taken is not None
    return taken.review_id


def test_the_limit_is_the_persons_else_their_desks_else_the_houses(cast: dict[str, User], settings: Any) -> None:
    ada, settings.LOAD_LIMIT = cast["ada"], 0
    desks = [Desk.objects.create(slug=slug, name=slug) for slug in ("sport", "city")]
    for desk, limit in zip(desks, (1, 2), strict=True):
        desk.members.add(ada)
        Policy.objects.create(desk=desk, load_limit=limit, set_by=cast["erin"])
    for _ in range(9):
        make_review(cast["erin"])
    for limit in (2, 4):
        User.objects.filter(pk=ada.pk).update(load_limit=limit if limit == 4 else None)
        for _ in range(2):
            take_next(by=ada)
        with pytest.raises(NotAllowed, match=f"You hold {limit} of {limit} parts"):
            take_next(by=ada)


def test_who_is_on_leave_takes_and_is_given_nothing(cast: dict[str, User]) -> None:
    review, leave = make_review(cast["erin"]), away(cast["ada"], begins=0, ends=3)
    day = f"{leave.until_on:%-d %b %Y}"
    with pytest.raises(NotAllowed, match=f"You are on leave until {day}"):
        take_next(by=cast["ada"])
    with pytest.raises(NotAllowed, match=f"Ada Okafor is on leave until {day}"):
        assign_review(review.pk, by=cast["erin"], username="ada")
    away(cast["ben"], begins=1, ends=3)
    away(cast["ben"], begins=-3, ends=-1)
    Leave.objects.filter(pk=leave.pk).update(ended_at=timezone.now())
    assert [taken_by(cast[name]) for name in ("ada", "ben")] == [[review.pk]] * 2


def test_a_desk_with_enough_in_review_begins_nothing_but_second_parts_go_on(cast: dict[str, User]) -> None:
    erin, desk = cast["erin"], Desk.objects.create(slug="city", name="City")
    desk.members.add(cast["ada"], cast["ben"], cast["noor"])
    Policy.objects.create(desk=desk, wip_limit=1, set_by=erin)
    begun, queued = (at_desk(make_review(erin), desk) for _ in range(2))
    assert taken_once(cast["ada"]) == begun.pk
    with pytest.raises(NotAllowed, match="Every desk that has work for you has as much in review as it may"):
        take_next(by=cast["ada"])
    with pytest.raises(NotAllowed, match="The desk City has 1 of 1 reviews in review"):
        assign_review(queued.pk, by=erin, username="noor")
    assert taken_once(cast["ben"]) == begun.pk
    elsewhere = make_review(erin)
    assert taken_once(cast["noor"]) == elsewhere.pk


# --- nothing of another's work ------------------------------------------------------------------------------


def ask(user: User) -> tuple[object, int]:
    """What a person is told who takes, and how many statements it took."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        try:
            answer: object = take_next(by=user)
        except NotAllowed as refusal:
            answer = str(refusal)
    return answer, len(asked)


@pytest.mark.parametrize("limit", [1, 6])
@pytest.mark.parametrize("step", ["evidence", "assessment", "handed back", "lapsed"])
def test_who_is_in_a_round_learns_nothing_from_what_take_next_says(
    cast: dict[str, User], settings: Any, step: str, limit: int
) -> None:
    """Ada holds a part; whatever Ben does with his, her answer is the same, word by word and in its cost."""
    settings.LOAD_LIMIT = limit
    review = in_state(State.IN_REVIEW, cast)
    before = ask(cast["ada"])
    if step == "evidence":
        make_evidence(review, cast["ben"])
    elif step == "assessment":
        assess(review, cast["ben"])
    elif step == "handed back":
        release_review(review.pk, by=cast["ben"])
    else:
        Assignment.objects.filter(user=cast["ben"]).update(lease_until=LONG_AGO)
        expire_leases()
    assert ask(cast["ada"]) == before


def test_an_editor_in_a_round_cannot_count_a_colleagues_parts_by_giving_them_more(
    cast: dict[str, User], settings: Any
) -> None:
    settings.LOAD_LIMIT = 1
    assigned(make_review(cast["erin"]), cast["erin"], cast["cleo"], cast["ada"])
    other = make_review(cast["erin"])
    assert assign_review(other.pk, by=cast["cleo"], username="ada").user == cast["ada"]
