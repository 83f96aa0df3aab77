"""Whoever is concerned by an event hears of it, once, and nobody else."""

import pytest

from factcheck.core.models import OutboxEntry, User
from reviews.actions.adjudicate import adjudicate
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.hold_review import resume_review
from reviews.actions.publish import publish
from reviews.actions.read_notices import read_notices
from reviews.actions.release_review import release_review
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.actions.send_back import send_back
from reviews.models import AttributionFinding, Notice, Part
from reviews.notify import inapp
from reviews.notify.dispatch import TRIES, drain
from reviews.notify.words import words
from reviews.workflow import State
from tests.factories import AS_OF, assess, assigned, held_until, in_state, make_evidence, make_review
from tests.situations import restrict


def told() -> dict[str, list[str]]:
    """Whom the last events were told to since the outbox was drained last: people by kind."""
    before = set(Notice.objects.values_list("pk", flat=True))
    drain()
    found: dict[str, list[str]] = {}
    for kind, person in Notice.objects.exclude(pk__in=before).values_list("event__kind", "person__username"):
        found.setdefault(kind, []).append(person)
    return {kind: sorted(people) for kind, people in found.items()}


def test_each_step_is_told_to_the_people_concerned(cast: dict[str, User]) -> None:
    """Erin opens; Adam runs the desk; Ada and Ben review; Noor decides. Nobody is told what they did themselves."""
    adam, erin = cast["adam"], cast["erin"]
    review = make_review(erin)
    assert told() == {}
    assigned(review, adam, cast["ada"], cast["ben"])
    assert told() == {"review.assigned": ["ada", "ben"]}
    release_review(review.pk, by=adam, part=Part.FIRST)
    assert told() == {"review.released": ["ada", "erin"]}
    assigned(review, adam, cast["ada"])
    told()
    held_until(review, adam)
    assert told() == {"review.held": ["ada", "ben"]}
    resume_review(review.pk, by=adam)
    assert told() == {"review.resumed": ["ada", "ben"]}
    make_evidence(review, cast["ada"])
    assess(review, cast["ada"])
    assert told() == {}
    assess(review, cast["ben"], "false")
    assert told() == {"review.split": ["ada", "erin"]}
    assigned(review, adam, cast["noor"])
    assert told() == {"review.assigned": ["noor"]}
    send_back(review.pk, by=cast["noor"], question="Which officials?")
    assert told() == {"review.sent_back": ["ada", "ben", "erin"]}
    assigned(review, adam, cast["ada"], cast["ben"])
    told()
    assess(review, cast["ada"])
    assess(review, cast["ben"], "false")
    assert told() == {"review.split": ["ada", "erin"]}
    adjudicate(
        review.pk,
        by=adam,
        rating="false",
        attribution=AttributionFinding.CONFIRMED,
        as_of=AS_OF,
        reason="Counted.",
        override_reason="The register is on paper, with no copy to keep.",
    )
    assert told() == {"review.adjudicated": ["ada", "ben", "erin"]}
    publish(review.pk, by=adam)
    assert told() == {"verdict.published": ["ada", "ben", "erin"]}
    correct(review.pk, by=adam, what="The words.", why="They misled.", rationale="Other.")
    assert told() == {"verdict.corrected": ["ada", "ben", "erin"]}
    retract(review.pk, by=adam, why="It was wrong.")
    assert told() == {"verdict.retracted": ["ada", "ben", "erin"]}
    reopen(review.pk, by=adam, reason="Counted anew.")
    assert told() == {"review.reopened": ["ada", "ben", "erin"]}
    close_review(review.pk, by=adam, reason=CloseReason.ABANDONED)
    assert told() == {"review.closed": ["erin"]}
    for notice in Notice.objects.select_related("event"):
        assert "…" not in words(notice.event)
        assert words(notice.event) != notice.event.kind


def test_an_event_is_told_once_however_often_it_is_drained(cast: dict[str, User]) -> None:
    in_state(State.PUBLISHED, cast)
    assert drain() > 0
    notices = Notice.objects.count()
    assert drain() == 0
    OutboxEntry.objects.update(sent_at=None)  # as if the drain had been killed before it could say so
    assert drain() > 0
    assert Notice.objects.count() == notices


def test_one_event_that_cannot_be_told_stops_no_other(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    review = make_review(cast["erin"])
    assigned(review, cast["erin"], cast["ada"])
    poisoned = OutboxEntry.objects.latest("event_id")
    assigned(review, cast["erin"], cast["ben"])
    deliver = inapp.deliver

    def fails(event: object, people: object) -> None:
        if getattr(event, "pk", None) == poisoned.pk:
            raise ValueError("a name that cannot be written")
        deliver(event, people)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(inapp, "deliver", fails)
        assert told() == {"review.assigned": ["ben"]}
        for _ in range(TRIES + 2):
            drain()
    poisoned.refresh_from_db()
    assert (poisoned.tries, poisoned.sent_at) == (TRIES, None)
    assert poisoned.last_error == "a name that cannot be written"
    OutboxEntry.objects.filter(pk=poisoned.pk).update(tries=0)
    assert told() == {"review.assigned": ["ada"]}


def test_nobody_hears_of_what_does_not_exist_for_them(cast: dict[str, User]) -> None:
    """Erin opened it and is a member no more; Ada was told before it was restricted."""
    review = in_state(State.IN_REVIEW, cast)
    drain()
    topic = restrict(cast["ben"])
    topic.members.add(cast["adam"])
    close_review(review.pk, by=cast["adam"], reason=CloseReason.ABANDONED)
    reopen(review.pk, by=cast["adam"], reason="Counted anew.")
    assert told() == {}  # Ben's part was freed, and who is not a member is not told
    topic.members.add(cast["erin"])
    close_review(review.pk, by=cast["adam"], reason=CloseReason.ABANDONED)
    assert told() == {"review.closed": ["erin"]}


def test_nobody_hears_who_left_or_is_a_service(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    drain()
    User.objects.filter(username="ada").update(is_active=False)
    User.objects.filter(username="ben").update(is_service=True)
    held_until(review, cast["adam"])
    assert told() == {}


def test_reading_is_ones_own(cast: dict[str, User]) -> None:
    in_state(State.DECIDED, cast)
    drain()
    mine = Notice.objects.filter(person=cast["ada"])
    others = Notice.objects.exclude(person=cast["ada"])
    one, count = mine.earliest("made_at"), mine.count()
    assert count > 1
    assert read_notices(by=cast["ada"], ids=[one.pk, others.earliest("made_at").pk]) == 1
    assert read_notices(by=cast["ada"]) == count - 1
    assert read_notices(by=cast["ada"]) == 0
    assert not others.filter(read_at__isnull=False).exists()
