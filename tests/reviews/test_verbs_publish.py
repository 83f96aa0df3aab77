"""Verdicts are made public, corrected, withdrawn and replaced, each with its reason and in order."""

from datetime import date
from typing import Any

import pytest

from factcheck.core.errors import Invalid, NotAllowed, Stale
from factcheck.core.models import User
from reviews.actions.correct import correct
from reviews.actions.publish import publish
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.models import AttributionFinding, CorrectionKind, Publication, Review
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_evidence, make_publication, make_review


def again(review: Review, cast: dict[str, User], rating: str) -> Review:
    """The review decided anew in another round."""
    reopen(review.pk, by=cast["erin"], reason="A newer figure is out.")
    assigned(review, cast["erin"], cast["ada"], cast["ben"])
    for person in ("ada", "ben"):
        assess(review, cast[person], rating)
    review.refresh_from_db()
    return review


def versions(review: Review) -> list[tuple[int, str, bool]]:
    return list(review.publications.order_by("version").values_list("version", "status", "is_current"))


def test_a_verdict_is_published_as_it_stands(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    make_evidence(review, cast["ada"], url="https://news.example/a", publisher="Alef")
    make_evidence(review, cast["ben"], url="https://news.example/a", publisher="Alef")
    for person in ("ada", "ben"):
        assess(review, cast[person])
    made = publish(review.pk, by=cast["erin"])
    review.refresh_from_db()
    assert (review.state, review.published_at is not None) == ("published", True)
    assert versions(review) == [(1, "published", True)]
    body = made.body
    assert (body["id"], body["version"], body["sequence"]) == (review.pk, 1, made.sequence)
    assert (body["rating"]["label"], body["basis"], body["reviewers"]) == ("Unproven", "agreement", 2)
    assert [item["source"]["publisher"] for item in body["evidence"]] == ["Alef"]  # both brought the same
    assert body["origins"]["corroborating"] == 1
    assert body["corrections"] == []
    assert "Okafor" not in str(body["evidence"])


def test_nobody_publishes_what_they_alone_found(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"], assessments_needed=1), cast["adam"], cast["erin"])
    assess(review, cast["erin"])
    with pytest.raises(NotAllowed, match="another editor publishes it"):
        publish(review.pk, by=cast["erin"])
    assert not Publication.objects.exists()
    assert publish(review.pk, by=cast["cleo"]).version == 1


def test_one_of_two_reviewers_may_publish(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["adam"], cast["erin"], cast["ada"])
    for person in ("erin", "ada"):
        assess(review, cast[person])
    assert publish(review.pk, by=cast["erin"]).version == 1


def test_a_page_that_is_out_of_date_publishes_nothing(cast: dict[str, User]) -> None:
    review = in_state(State.DECIDED, cast)
    with pytest.raises(Stale, match=f"you had version {review.version - 1}, now {review.version}"):
        publish(review.pk, by=cast["erin"], expected_version=review.version - 1)
    assert publish(review.pk, by=cast["erin"], expected_version=review.version).version == 1


def test_a_correction_says_what_changed_and_why_and_keeps_the_rating(cast: dict[str, User]) -> None:
    review = make_publication(cast).review
    made = correct(
        review.pk, by=cast["erin"], what=" The day. ", why=" It was misread. ", as_of=date(2020, 2, 1),
        attribution=AttributionFinding.MISQUOTED, kind=CorrectionKind.UPDATE,
    )  # fmt: skip
    assert versions(review) == [(1, "published", False), (2, "corrected", True)]
    assert (made.body["as_of"], made.body["attribution"], made.body["rating"]["slug"]) == (
        "2020-02-01", "misquoted", "unproven",
    )  # fmt: skip
    (told,) = made.body["corrections"]
    assert {key: told[key] for key in ("kind", "what", "why", "old", "new")} == {
        "kind": "update",
        "what": "The day.",
        "why": "It was misread.",
        "old": {"as_of": "2020-01-01", "attribution": "confirmed"},
        "new": {"as_of": "2020-02-01", "attribution": "misquoted"},
    }
    verdict = review.verdicts.latest("version")
    assert (verdict.version, verdict.basis, verdict.decided_by, verdict.reason) == (
        2, "correction", cast["erin"], "It was misread.",
    )  # fmt: skip
    assert Publication.objects.get(review=review, version=1).body["as_of"] == "2020-01-01"


@pytest.mark.parametrize(
    ("fields", "pointers"),
    [
        ({"what": " ", "why": ""}, ["/what", "/why"]),
        ({"rationale": "Other.", "kind": CorrectionKind.RETRACTION}, ["/kind"]),
        ({}, [""]),
        ({"as_of": date(2020, 1, 1)}, [""]),
        ({"as_of": date(2999, 1, 1)}, ["/as_of"]),
        ({"rationale": " "}, ["/rationale"]),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused(
    fields: dict[str, Any], pointers: list[str], cast: dict[str, User]
) -> None:
    review = make_publication(cast).review
    with pytest.raises(Invalid) as refused:
        correct(review.pk, by=cast["erin"], **{"what": "The words.", "why": "They misled.", **fields})
    assert [fault.pointer for fault in refused.value.faults] == pointers
    assert versions(review) == [(1, "published", True)]


def test_a_withdrawn_verdict_stays_with_its_reason(cast: dict[str, User]) -> None:
    review = make_publication(cast).review
    with pytest.raises(Invalid, match="Say why"):
        retract(review.pk, by=cast["erin"], why=" ")
    made = retract(review.pk, by=cast["erin"], why="The source withdrew the figure.")
    review.refresh_from_db()
    assert review.state == State.RETRACTED
    assert versions(review) == [(1, "published", False), (2, "retracted", True)]
    (told,) = made.body["corrections"]
    assert (told["kind"], told["what"], told["why"]) == (
        "retraction", "This verdict is withdrawn.", "The source withdrew the figure.",
    )  # fmt: skip


def test_what_replaces_a_public_verdict_says_what_changed(cast: dict[str, User]) -> None:
    review = again(make_publication(cast).review, cast, "false")
    assert versions(review) == [(1, "published", True)]  # public until it is replaced
    with pytest.raises(Invalid) as refused:
        publish(review.pk, by=cast["erin"])
    assert [fault.pointer for fault in refused.value.faults] == ["/what", "/why"]
    first = review.published_at
    made = publish(review.pk, by=cast["erin"], what="The rating.", why="The ministry gave its count.")
    review.refresh_from_db()
    assert review.published_at == first
    assert versions(review) == [(1, "published", False), (2, "corrected", True)]
    (told,) = made.body["corrections"]
    assert (told["kind"], told["old"]["rating"], told["new"]["rating"]) == ("update", "Unproven", "False")
    assert made.body["published_at"] != made.body["updated_at"]


def test_every_change_is_kept_newest_first(cast: dict[str, User]) -> None:
    review = make_publication(cast).review
    correct(review.pk, by=cast["erin"], what="One.", why="It misled.", rationale="In other words.")
    retract(review.pk, by=cast["erin"], why="It was wrong.")
    again(review, cast, "false")
    made = publish(review.pk, by=cast["erin"], what="Four.", why="It was counted anew.")
    assert [item["kind"] for item in made.body["corrections"]] == ["update", "retraction", "correction"]
    assert versions(review)[-1] == (4, "corrected", True)
    assert review.publications.filter(is_current=True).count() == 1


def test_the_sequence_counts_every_publication_of_the_desk_without_gaps(cast: dict[str, User]) -> None:
    one, two = make_publication(cast).review, make_publication(cast, split=True).review
    correct(one.pk, by=cast["erin"], what="One.", why="It misled.", rationale="In other words.")
    retract(two.pk, by=cast["erin"], why="It was wrong.")
    with pytest.raises(Invalid):
        correct(one.pk, by=cast["erin"], what="One.", why="It misled.")
    make_publication(cast)
    order = Publication.objects.order_by("sequence")
    assert list(order.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert list(order.values_list("id", flat=True)) == sorted(order.values_list("id", flat=True))
    assert [made.body["sequence"] for made in order] == [1, 2, 3, 4, 5]
