"""A source that changed after the verdict brings the review back; cited pages are copied again to see it."""

from datetime import timedelta
from typing import Any

import pytest

from claims.actions.recheck_sources import alike, is_gone, recheck_source, stale_copies
from claims.models import CopyState, Snapshot, Source
from factcheck.core.clock import database_now
from factcheck.core.models import Event, User
from reviews.access import visible_events
from reviews.actions.bring_back import bring_back
from reviews.actions.correct import correct
from reviews.actions.let_stand import let_stand
from reviews.actions.publish import publish
from reviews.actions.recheck_citations import note_changes, recheck_citations
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.models import Comeback, Evidence, Review
from reviews.tasks import note_changes_task, recheck_citations_task
from tests.archived import html_page, keep_copy
from tests.factories import assess, assigned, make_evidence, make_review

PAGE = "<p>The ministry said on Monday that at least 230 people had been killed in the protests.</p>"
QUOTE = "at least 230 people had been killed"
LATER = html_page(PAGE + "<p>More was reported from the provinces in the evening, and the roads were closed.</p>" * 9)


def cited(cast: dict[str, User], body: bytes = b"", **fields: Any) -> tuple[Review, Source]:
    """A published review that rests on a page, of which a copy was taken before."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    source = make_evidence(review, cast["ada"], **{"quote": QUOTE, "title": "The toll", **fields}).source
    keep_copy(cast["ada"], source=source, body=body or html_page(PAGE))
    for name in ("ada", "ben"):
        assess(review, cast[name])
    publish(review.pk, by=cast["erin"])
    review.refresh_from_db()
    return review, source


def copied_again(cast: dict[str, User], source: Source, body: bytes) -> Snapshot:
    return keep_copy(cast["ada"], source=source, body=body)


def test_a_source_that_no_longer_says_what_is_cited_brings_the_review_back_once(cast: dict[str, User]) -> None:
    review, source = cited(cast)
    copy = copied_again(cast, source, html_page(PAGE.replace("230", "180")))
    assert [note_changes_task(str(source.pk)), note_changes_task(str(source.pk))] == [1, 0]
    assert [bring_back(), bring_back()] == [1, 0]
    review.refresh_from_db()
    assert review.question == f"“The toll” no longer says what is cited: “{QUOTE}”."
    assert Comeback.objects.get().key == str(copy.pk)
    event = Event.objects.get(kind="source.changed")
    assert (event.by, event.about_id, event.review_id) == (None, str(source.pk), review.pk)
    assert event in visible_events(cast["noor"], review)  # of a round that is in
    let_stand(review.pk, by=cast["erin"], reason="It stands.")
    assert (note_changes(source.pk), bring_back()) == (0, 0)
    copied_again(cast, source, html_page(PAGE.replace("230", "99")))
    assert (note_changes(source.pk), bring_back()) == (1, 1)


def test_a_source_that_reads_otherwise_is_a_change_and_a_date_line_is_none(cast: dict[str, User]) -> None:
    _, source = cited(cast, LATER)
    copied_again(cast, source, LATER.replace(b"evening", b"evenings"))
    assert note_changes(source.pk) == 0
    copied_again(cast, source, html_page(PAGE + "<p>Nothing of what stood here before is left on the page.</p>" * 9))
    assert note_changes(source.pk) == 1
    assert "of its text is the same" in Event.objects.get(kind="source.changed").data["words"]


def test_a_copy_without_a_text_is_no_change(cast: dict[str, User]) -> None:
    _, source = cited(cast)
    copied_again(cast, source, b"<html><script>app()</script></html>")
    assert note_changes(source.pk) == 0


@pytest.mark.parametrize("how", ["withdrawn", "retracted", "uncited", "before"])
def test_what_no_public_verdict_rests_on_is_no_change(cast: dict[str, User], how: str) -> None:
    review, source = cited(cast)
    if how == "withdrawn":
        Evidence.objects.filter(source=source).update(withdrawn_at=database_now())
    elif how == "retracted":
        retract(review.pk, by=cast["erin"], why="It was wrong.")
    elif how == "uncited":
        source = Source.objects.create(title="Other", url="https://other.example/", added_by=cast["ada"])
        keep_copy(cast["ada"], source=source, body=html_page(PAGE))
    copy = copied_again(cast, source, html_page(PAGE.replace("230", "180")))
    if how == "before":  # the verdict was reached after this copy
        verdict = review.verdicts.get()
        Snapshot.objects.filter(pk=copy.pk).update(taken_at=verdict.decided_at - timedelta(seconds=1))
    assert note_changes(source.pk) == 0


def test_a_change_during_a_new_round_waits_for_its_end_and_not_for_a_new_verdict(cast: dict[str, User]) -> None:
    review, source = cited(cast)
    stands, other = cited(cast)
    for each in (review, stands):
        reopen(each.pk, by=cast["erin"], reason="Now.")
    for page in (source, other):
        copied_again(cast, page, html_page(PAGE.replace("230", "180")))
        assert note_changes(page.pk) == 1
    assert bring_back() == 0
    assigned(review, cast["erin"], cast["ada"], cast["ben"])
    for name in ("ada", "ben"):
        assess(review, cast[name], "false")
    publish(review.pk, by=cast["erin"], what="The rating.", why="The page changed.")
    let_stand(stands.pk, by=cast["erin"], reason="It stands.")
    assert bring_back() == 1
    states = Review.objects.in_bulk([review.pk, stands.pk])
    assert [states[each.pk].state for each in (review, stands)] == ["published", "queued"]


def test_a_correction_does_not_hide_a_change(cast: dict[str, User]) -> None:
    review, source = cited(cast)
    copied_again(cast, source, html_page(PAGE.replace("230", "180")))
    correct(review.pk, by=cast["erin"], what="The words.", why="They misled.", rationale="In other words.")
    assert (note_changes(source.pk), bring_back()) == (1, 1)


def test_cited_pages_are_copied_again_after_some_days(cast: dict[str, User], settings: Any) -> None:
    settings.RECHECK_DAYS = 7
    _, source = cited(cast)
    asked = Source.objects.filter(pk=source.pk)
    asked.update(copy_asked_at=database_now() - timedelta(days=6))
    assert recheck_citations_task() == 0
    asked.update(copy_asked_at=database_now() - timedelta(days=8))
    copied_again(cast, source, html_page(PAGE.replace("230", "180")))  # and nobody heard of it
    assert [recheck_citations_task(), recheck_citations_task()] == [1, 0]
    source.refresh_from_db()
    assert (source.copy_state, source.copy_tries) == (CopyState.ASKED, 0)
    assert Event.objects.filter(kind="source.changed").count() == 1


def test_what_is_not_cited_or_not_copied_is_not_copied_again(cast: dict[str, User]) -> None:
    week = timedelta(days=7)
    _, source = cited(cast)
    uncited = Source.objects.create(title="Other", url="https://other.example/", added_by=cast["ada"])
    keep_copy(cast["ada"], source=uncited)
    old = database_now() - timedelta(days=30)
    Source.objects.update(copy_asked_at=old)
    assert set(stale_copies(week)) == {source, uncited}
    assert recheck_citations() == 1
    assert not recheck_source(source.pk, every=week)  # it is on its way
    Source.objects.filter(pk=source.pk).update(copy_state=CopyState.FAILED, copy_problem="It is gone.")
    assert recheck_citations() == 0


def test_likeness_is_of_words() -> None:
    assert alike("The  “toll”", 'the "TOLL"') == 1
    assert alike("a" * 100, "b" * 100) == 0
    assert 0.9 < alike("x" * 95 + "y" * 5, "x" * 100) <= 0.95
    assert is_gone("“230 people”", then="At least 230 People died.", now="At least 180 people died.")
    assert not is_gone("230 people", then="Nobody said so.", now="Nobody says so.")
    assert not is_gone("", then="a", now="b")
