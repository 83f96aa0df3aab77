"""What is public is looked at again, stands, or is corrected as what it is; it is never left to itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from factcheck.core.errors import Invalid, NotAllowed, Stale, WrongState
from factcheck.core.models import Event, User
from reviews.actions._review_by import today
from reviews.actions.adjudicate import adjudicate
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.let_stand import let_stand
from reviews.actions.publish import publish
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.actions.send_back import send_back
from reviews.actions.set_review_by import set_review_by
from reviews.eligibility import may_publish
from reviews.models import AttributionFinding, Review, Verdict
from reviews.queries.doings import doings
from reviews.queries.preview import standing_verdict
from reviews.queries.rounds import standings
from reviews.workflow import State
from tests.factories import AS_OF, assess, assigned, in_state, make_publication, make_review
from tests.situations import SITUATIONS, review_of

FAR = date(2099, 1, 1)
SITE = settings.SITE_URL


def reopened(cast: dict[str, User]) -> Review:
    return review_of(SITUATIONS["reopened"](cast))


def decided_and_sent_back(cast: dict[str, User]) -> Review:
    """A public verdict, "Unproven", and a newer one, "False", that was sent back before it was published."""
    review = assigned(reopened(cast), cast["erin"], cast["ada"], cast["ben"])
    for name in ("ada", "ben"):
        assess(review, cast[name], "false")
    send_back(review.pk, by=cast["erin"], question="Which figure?")
    return review


# --- closing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("situation", ["reopened", "rejoined"])
def test_what_is_public_is_not_closed_but_stands(cast: dict[str, User], situation: str) -> None:
    review = review_of(SITUATIONS[situation](cast))
    with pytest.raises(WrongState, match="A verdict of R-"):
        close_review(review.pk, by=cast["erin"], reason=CloseReason.ABANDONED)
    with pytest.raises(NotAllowed):  # the right is asked first
        close_review(review.pk, by=cast["ada"], reason=CloseReason.ABANDONED)
    let_stand(review.pk, by=cast["erin"], reason="Nothing is new.")
    assert Review.objects.get(pk=review.pk).state == "published"


def test_what_was_withdrawn_may_be_closed(cast: dict[str, User]) -> None:
    review = in_state(State.RETRACTED, cast)
    reopen(review.pk, by=cast["erin"], reason="A newer figure is out.")
    with pytest.raises(WrongState, match="Nothing of"):
        let_stand(review.pk, by=cast["erin"], reason="It stands.")
    assert close_review(review.pk, by=cast["erin"], reason=CloseReason.ABANDONED).state == "closed"


# --- what stands -------------------------------------------------------------------------------------------


def test_what_is_corrected_is_what_readers_see(cast: dict[str, User]) -> None:
    """Not a verdict that was sent back before it was published: nobody made that one public."""
    review = decided_and_sent_back(cast)
    let_stand(review.pk, by=cast["erin"], reason="The newer figure counts something else.")
    shown = standing_verdict(Review.objects.get(pk=review.pk))
    assert shown is not None
    assert (shown.verdict.rating.slug, shown.verdict.round) == ("unproven", 1)
    made = correct(review.pk, by=cast["erin"], what="The words.", why="They misled.", rationale="In other words.")
    assert made.body["rating"]["slug"] == "unproven"
    assert (made.verdict.round, made.verdict.version) == (1, 3)
    withdrawn = retract(review.pk, by=cast["erin"], why="The source withdrew it.")
    assert (withdrawn.body["rating"]["slug"], withdrawn.verdict) == ("unproven", made.verdict)


def test_who_may_correct_is_asked_of_what_readers_see(cast: dict[str, User]) -> None:
    """Cleo alone reviewed what is public; a later round by Ada, sent back, gives her nothing to correct it by."""
    review = assigned(make_review(cast["erin"], assessments_needed=1), cast["erin"], cast["cleo"])
    assess(review, cast["cleo"])
    publish(review.pk, by=cast["erin"])
    reopen(review.pk, by=cast["erin"], reason="A newer figure is out.")
    assess(assigned(review, cast["erin"], cast["cleo"]), cast["cleo"], "false")
    send_back(review.pk, by=cast["erin"], question="Which figure?")
    let_stand(review.pk, by=cast["erin"], reason="It counts something else.")
    review.refresh_from_db()
    assert not may_publish(cast["cleo"], review)
    assert may_publish(cast["erin"], review)
    with pytest.raises(NotAllowed, match="only reviewer"):
        correct(review.pk, by=cast["cleo"], what="It.", why="So.", rationale="In other words.")


def test_who_is_in_the_round_does_not_let_it_stand(cast: dict[str, User]) -> None:
    review = assigned(reopened(cast), cast["adam"], cast["cleo"])
    with pytest.raises(NotAllowed, match="You have a part"):
        let_stand(review.pk, by=cast["cleo"], reason="It stands.")
    let_stand(review.pk, by=cast["erin"], reason="It stands.")
    assert review.assignments.get(round=2).released_at is not None


def test_the_page_offers_what_the_verbs_allow(cast: dict[str, User]) -> None:
    for situation, person, offered in (
        ("reopened", "erin", {"let_stand"}),
        ("rejoined", "erin", {"let_stand"}),
        ("rejoined", "ada", set()),
        ("queued", "erin", {"close"}),
        ("published", "erin", {"correct", "set_review_by"}),
        ("published", "noor", set()),
        ("retracted", "erin", set()),
    ):
        review = review_of(SITUATIONS[situation](cast))
        found = doings(cast[person], review, standings(cast[person], [review])[review.pk])
        shown = {name for name in ("let_stand", "close", "correct", "set_review_by") if getattr(found, name)}
        assert shown == offered, (situation, person)
        assert bool(found.why_not_close) == ("let_stand" in offered)


# --- when to look again ------------------------------------------------------------------------------------


def test_a_verdict_is_looked_at_again_by_policy(cast: dict[str, User], settings: Any) -> None:
    settings.REVIEW_AFTER_DAYS = 30
    agreed = in_state(State.DECIDED, cast)
    differ = in_state(State.SPLIT, cast)
    adjudicate(
        differ.pk, by=cast["cleo"], rating="half-true", attribution=AttributionFinding.CONFIRMED, as_of=AS_OF,
        reason="The order of size is shown.", override_reason="Both assessments rest on one report.",
    )  # fmt: skip
    days = Verdict.objects.filter(review__in=[agreed, differ]).values_list("review_by", flat=True)
    assert list(days) == [today() + timedelta(days=30)] * 2


def test_who_decides_says_when_to_look_again(cast: dict[str, User]) -> None:
    review = in_state(State.SPLIT, cast)
    said: dict[str, Any] = {
        "rating": "half-true", "attribution": AttributionFinding.CONFIRMED, "as_of": AS_OF, "reason": "It is shown.",
        "override_reason": "Both assessments rest on one report.",
    }  # fmt: skip
    with pytest.raises(Invalid, match="not in the future"):
        adjudicate(review.pk, by=cast["cleo"], review_by=today(), **said)
    assert adjudicate(review.pk, by=cast["cleo"], review_by=FAR, **said).review_by == FAR


def test_an_editor_sets_when_to_look_again(cast: dict[str, User]) -> None:
    made = make_publication(cast)
    before, frozen = made.verdict.review_by, dict(made.body)
    assert before is not None
    review = made.review
    review.refresh_from_db()
    version = review.version
    for day, reason, pointer in ((FAR, " ", "/reason"), (today(), "So.", "/review_by"), (before, "So.", "/review_by")):
        with pytest.raises(Invalid) as refused:
            set_review_by(review.pk, by=cast["erin"], review_by=day, reason=reason)
        assert refused.value.faults[0].pointer == pointer
    with pytest.raises(Stale):
        set_review_by(review.pk, by=cast["erin"], review_by=FAR, reason="So.", expected_version=version - 1)
    with pytest.raises(NotAllowed):
        set_review_by(review.pk, by=cast["ada"], review_by=FAR, reason="So.")
    assert set_review_by(review.pk, by=cast["erin"], review_by=FAR, reason="Then.").version == version + 1
    made.refresh_from_db()
    assert (made.verdict.review_by, made.body) == (FAR, frozen)
    event = Event.objects.get(kind="verdict.review_by_set")
    assert (event.review_id, event.by, event.data["to"], event.data["from"]) == (
        review.pk, cast["erin"], "2099-01-01", before.isoformat(),
    )  # fmt: skip
    reopen(review.pk, by=cast["erin"], reason="Now.")
    with pytest.raises(WrongState, match="of a published verdict"):
        set_review_by(review.pk, by=cast["erin"], review_by=date(2098, 1, 1), reason="So.")


@pytest.mark.parametrize(
    ("set_to", "given", "then"),
    [(None, None, "policy"), (-1, None, "policy"), (5, None, 5), (5, 9, 9), (-1, 9, 9)],
)
def test_a_verdict_that_stands_is_looked_at_again(
    cast: dict[str, User], set_to: int | None, given: int | None, then: int | str
) -> None:
    review = reopened(cast)
    verdict = review.publications.get().verdict
    Verdict.objects.filter(pk=verdict.pk).update(review_by=None if set_to is None else today() + timedelta(days=set_to))
    day = None if given is None else today() + timedelta(days=given)
    let_stand(review.pk, by=cast["erin"], reason="It stands.", review_by=day)
    verdict.refresh_from_db()
    assert verdict.review_by == today() + timedelta(days=180 if then == "policy" else int(then))


# --- what was public ---------------------------------------------------------------------------------------


def test_every_version_stays_at_its_own_address_as_it_was(cast: dict[str, User], client: Client) -> None:
    """Whatever came after it: corrections, new rounds, other verdicts, verdicts that stood, a withdrawal."""
    review = make_publication(cast).review
    correct(review.pk, by=cast["erin"], what="The words.", why="They misled.", rationale="In other words.")
    reopen(review.pk, by=cast["erin"], reason="A newer figure is out.")
    let_stand(review.pk, by=cast["erin"], reason="It counts something else.", review_by=FAR)
    reopen(review.pk, by=cast["erin"], reason="Another figure is out.")
    assigned(review, cast["erin"], cast["ada"], cast["ben"])
    for name in ("ada", "ben"):
        assess(review, cast[name], "false")
    publish(review.pk, by=cast["erin"], what="The rating.", why="The ministry counted again.")
    retract(review.pk, by=cast["erin"], why="The table was misread.")
    rows = list(review.publications.order_by("version"))
    assert [row.version for row in rows] == [1, 2, 3, 4]
    for row in rows:
        frozen = {**row.body, "url": SITE + row.body["url"], "self": SITE + row.body["self"]}
        frozen["status"] = "retracted" if row.is_current else "superseded"
        for address in (f"/api/v1/verdicts/{review.pk}", f"/verdicts/{review.pk}.json"):
            answer = client.get(address, {"version": row.version})
            assert (answer.status_code, answer.json()) == (200, frozen), (address, row.version)
        page = client.get(row.body["url"], {"version": row.version})
        assert page.status_code == 200
        assert row.is_current or '<meta name="robots" content="noindex">' in page.content.decode()
