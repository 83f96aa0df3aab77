"""Reviews whose first reviewer tries to confirm themselves, the tries, and what would show that one succeeded."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from factcheck.core.capabilities import Role
from factcheck.core.errors import NotFound
from factcheck.core.models import Event, User
from reviews.actions.adjudicate import adjudicate
from reviews.actions.assign_review import assign_review
from reviews.actions.bring_back import bring_back_for
from reviews.actions.bulk_reviews import BulkReview, Terms, bulk_reviews
from reviews.actions.change_person import change_person
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.hold_review import resume_review
from reviews.actions.let_stand import let_stand
from reviews.actions.publish import publish
from reviews.actions.reassign_review import reassign_review
from reviews.actions.release_review import release_review
from reviews.actions.reopen import reopen
from reviews.actions.send_back import send_back
from reviews.actions.submit_assessment import submit_assessment
from reviews.actions.take_next import take_next
from reviews.actions.unclose_review import unclose_review
from reviews.actions.undo_acts import undo_acts
from reviews.models import AttributionFinding, ComebackCause, Part, Review
from tests.factories import AS_OF, assess, assigned, held_until, make_evidence, make_review

Cast = dict[str, User]
# Nobody may stand behind two of these. One statement, so that it costs little after each of thousands of tries.
CONFIRMED = """
SELECT 'two parts', review_id FROM reviews_assignment WHERE released_at IS NULL
    GROUP BY review_id, user_id HAVING count(DISTINCT part) > 1
UNION ALL SELECT 'two assessments of a round', review_id FROM reviews_assessment
    GROUP BY review_id, round, by_id HAVING count(*) > 1
UNION ALL SELECT 'an assessment for another', a.review_id FROM reviews_assessment a
    JOIN reviews_assignment p ON p.id = a.assignment_id WHERE p.user_id <> a.by_id
UNION ALL SELECT 'decided on their own', v.review_id FROM reviews_verdict v
    JOIN reviews_assessment a ON a.review_id = v.review_id AND a.by_id = v.decided_by_id
    WHERE v.basis = 'adjudication'
UNION ALL SELECT 'decides what they were in', s.review_id FROM reviews_assignment s
    JOIN reviews_assignment p ON (p.review_id, p.round, p.user_id) = (s.review_id, s.round, s.user_id)
    WHERE s.part = 'adjudicator' AND s.released_at IS NULL AND p.part IN ('first', 'second')
UNION ALL SELECT 'published alone', p.review_id FROM reviews_publication p
    JOIN reviews_verdict v ON v.id = p.verdict_id
    LEFT JOIN reviews_publication taken ON taken.id = v.reused_from_id
    LEFT JOIN reviews_verdict first ON first.id = taken.verdict_id
    WHERE p.status <> 'retracted' AND NOT EXISTS (
        SELECT 1 FROM reviews_assessment a
        WHERE a.review_id = coalesce(first.review_id, p.review_id) AND a.round = coalesce(first.round, v.round)
            AND a.by_id <> p.published_by_id
    )
"""


@dataclass(frozen=True)
class Case:
    """A review and the person who is, or was, its first reviewer."""

    name: str
    review: Review
    who: User
    parts: frozenset[str]  # that the person has or had


def confirmed() -> list[tuple[str, int]]:
    """Where somebody confirmed themselves."""
    with connection.cursor() as cursor:
        cursor.execute(CONFIRMED)
        return list(cursor.fetchall())


def cases(cast: Cast) -> list[Case]:
    """Every stand of a review in which its first reviewer could try; Cleo is an editor, Ada a reviewer."""
    found = []
    for name in ("cleo", "ada"):
        who, erin = cast[name], cast["erin"]

        def add(stand: str, review: Review, who: User = who) -> None:
            review.refresh_from_db()
            mine = review.assignments.filter(user=who, released_at=None)
            found.append(Case(stand, review, who, frozenset(mine.values_list("part", flat=True))))

        add("first", assigned(make_review(erin), erin, who))
        done = assigned(make_review(erin), erin, who)
        assess(done, who)
        add("first is in", done)
        both = assigned(make_review(erin), erin, who, cast["ben"])
        assess(both, who)
        add("both, first is in", both)
        for rating, stand in (("half-true", "split"), ("unproven", "decided by two")):
            review = assigned(make_review(erin), erin, who, cast["ben"])
            assess(review, who)
            assess(review, cast["ben"], rating)
            add(stand, review)
        add("handed back, others differ", left(cast, who))
        review = alone(cast, who)
        add("decided alone", review)
        review = alone(cast, who)
        publish(review.pk, by=erin)
        add("published alone", review)
        review = alone(cast, who)
        publish(review.pk, by=erin)
        reopen(review.pk, by=erin, reason="A newer figure is out.")
        add("reopened", review)
        review = assigned(make_review(erin), erin, who, cast["ben"])
        assess(review, who)
        assess(review, cast["ben"], "half-true")
        send_back(review.pk, by=erin, question="Which figure?")
        add("second round", review)
        add("second round, other holds first", assigned(again(cast, who), erin, cast["ben"]))
    return found


def alone(cast: Cast, who: User) -> Review:
    """A review that one person alone assessed."""
    review = assigned(make_review(cast["erin"], assessments_needed=1), cast["erin"], who)
    assess(review, who)
    return review


def left(cast: Cast, who: User) -> Review:
    """A split review in which somebody left evidence before they handed their part back."""
    review = assigned(make_review(cast["erin"]), cast["erin"], who)
    make_evidence(review, who)
    release_review(review.pk, by=who)
    assigned(review, cast["erin"], cast["ben"], cast["noor"])
    assess(review, cast["ben"])
    assess(review, cast["noor"], "half-true")
    return review


def again(cast: Cast, who: User) -> Review:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ben"], who)
    for person in (cast["ben"], who):
        assess(review, person)
    send_back(review.pk, by=cast["erin"], question="Which figure?")
    return review


# --- what changes before a try -----------------------------------------------------------------------------

BEFORE: dict[str, Callable[[Case, Cast], Any]] = {
    "nothing": lambda case, cast: None,
    "made an editor": lambda case, cast: change_person(case.who.username, by=cast["adam"], role=Role.EDITOR),
    "made an administrator": lambda case, cast: User.objects.filter(pk=case.who.pk).update(role=Role.ADMINISTRATOR),
    "handed back": lambda case, cast: release_review(case.review.pk, by=case.who),
    "held and resumed": lambda case, cast: (
        held_until(case.review, cast["erin"]),
        resume_review(case.review.pk, by=cast["erin"]),
    ),
    "sent back": lambda case, cast: send_back(case.review.pk, by=cast["erin"], question="Which?"),
    "closed and reopened": lambda case, cast: (
        close_review(case.review.pk, by=cast["erin"], reason=CloseReason.ABANDONED),
        reopen(case.review.pk, by=cast["erin"], reason="It matters again."),
    ),
    "closed and opened again": lambda case, cast: (
        close_review(case.review.pk, by=cast["erin"], reason=CloseReason.ABANDONED),
        unclose_review(case.review.pk, by=cast["erin"], reason="It was a slip."),
    ),
    "freed and given again": lambda case, cast: (
        release_review(case.review.pk, by=cast["erin"], part=Part.FIRST),
        undo_acts([newest_act(case, cast["erin"])], by=cast["erin"]),
    ),
    "came back": lambda case, cast: _come_back(case),
    "let stand": lambda case, cast: let_stand(case.review.pk, by=cast["erin"], reason="It stands."),
}


def newest_act(case: Case, by: User) -> int:
    """The number of the last event of the review that a person made. Raises NotFound where there is none."""
    last = Event.objects.filter(review_id=case.review.pk, by=by).order_by("-pk").first()
    if last is None:
        raise NotFound("There is no such act.")
    return last.pk


def _come_back(case: Case) -> None:
    if not bring_back_for(case.review.pk, ComebackCause.REVIEW_DATE, key="2026-01-01", words="The day has come."):
        raise NotFound("Nothing of it is public.")


# --- tries by verbs ----------------------------------------------------------------------------------------

FINDING: dict[str, Any] = {"rating": "unproven", "attribution": AttributionFinding.CONFIRMED, "as_of": AS_OF}
_WHY = "No second independent source could be found in time."


def _by(case: Case, cast: Cast, chance: random.Random) -> User:
    return chance.choice([case.who, cast["erin"], cast["adam"]])


def _part(chance: random.Random) -> Part:
    return chance.choice([Part.FIRST, Part.SECOND, Part.ADJUDICATOR])


Try = Callable[[Case, Cast, random.Random], Any]
BY_VERB: dict[str, Try] = {
    "assign": lambda case, cast, chance: assign_review(
        case.review.pk, by=_by(case, cast, chance), username=case.who.username, part=_part(chance)
    ),
    "assign what is free": lambda case, cast, chance: assign_review(
        case.review.pk, by=_by(case, cast, chance), username=case.who.username
    ),
    "reassign": lambda case, cast, chance: reassign_review(
        case.review.pk, by=_by(case, cast, chance), username=case.who.username, reason="So.", part=_part(chance)
    ),
    "take": lambda case, cast, chance: take_next(by=case.who),
    "assess": lambda case, cast, chance: submit_assessment(
        case.review.pk, by=case.who, rationale="It is so.", override_reason=_WHY, **FINDING
    ),
    "decide": lambda case, cast, chance: adjudicate(
        case.review.pk, by=case.who, reason="It is so.", rationale="It is so.", **FINDING
    ),
    "publish": lambda case, cast, chance: publish(case.review.pk, by=case.who, what="It.", why="So."),
    "correct": lambda case, cast, chance: correct(
        case.review.pk, by=case.who, what="It.", why="So.", rationale=f"In other words {chance.random()}."
    ),
    "undo": lambda case, cast, chance: undo_acts(
        [newest_act(case, by := _by(case, cast, chance))], by=by
    ),
    "in bulk": lambda case, cast, chance: bulk_reviews(
        [case.review.pk], chance.choice([BulkReview.ASSIGN, BulkReview.REASSIGN]), by=_by(case, cast, chance),
        terms=Terms(people=(case.who.username,), reason="So.", holder="ben"),
    ),
}  # fmt: skip

# --- tries in SQL ------------------------------------------------------------------------------------------

_SEAT = (
    "INSERT INTO reviews_assignment (review_id, round, part, user_id, assigned_by_id, assigned_at, lease_until) "
    "SELECT id, round, '{part}', {who}, {erin}, now(), now() + interval '1 day' FROM reviews_review WHERE id = {pk}"
)
# "{part}" is any but the person's own. Each statement is refused, or changes nothing.
BY_SQL = {
    "take another part": _SEAT,
    "take over another's part": "UPDATE reviews_assignment SET user_id = {who} WHERE review_id = {pk} "
    "AND user_id <> {who}",
    "assess on another's part": "INSERT INTO reviews_assessment (id, review_id, round, assignment_id, by_id, scale_id, "
    "rating_id, attribution, rationale, as_of, override_reason, private_note, submitted_at) SELECT gen_random_uuid(), "
    "p.review_id, p.round, p.id, {who}, r.scale_id, t.id, 'confirmed', 'So.', now(), '', '', now() "
    "FROM reviews_assignment p JOIN reviews_review r ON r.id = p.review_id JOIN reviews_rating t "
    "ON t.scale_id = r.scale_id AND t.slug = 'unproven' WHERE p.review_id = {pk} AND p.user_id <> {who}",
    "make another's assessment one's own": "UPDATE reviews_assessment SET by_id = {who} WHERE review_id = {pk} "
    "AND by_id <> {who}",
    "decide": "INSERT INTO reviews_verdict (review_id, version, round, basis, scale_id, rating_id, attribution, "
    "rationale, as_of, decided_by_id, reason, decided_at) SELECT a.review_id, 99, a.round, 'adjudication', a.scale_id, "
    "a.rating_id, a.attribution, a.rationale, a.as_of, {who}, 'So.', now() FROM reviews_assessment a "
    "WHERE a.review_id = {pk} AND a.by_id = {who} LIMIT 1",
    "have decided": "UPDATE reviews_verdict SET basis = 'adjudication', decided_by_id = {who}, reason = 'So.' "
    "WHERE review_id = {pk}",
    "publish": "INSERT INTO reviews_publication (review_id, verdict_id, version, sequence, is_current, status, slug, "
    "language, body, published_by_id, published_at) SELECT review_id, id, 99, 999999, false, 'corrected', 'so', 'en', "
    "'{{}}', {who}, now() FROM reviews_verdict WHERE review_id = {pk} AND NOT EXISTS (SELECT 1 FROM reviews_assessment "
    "a WHERE a.review_id = {pk} AND a.by_id <> {who})",
    "have published": "UPDATE reviews_publication SET published_by_id = {who} WHERE review_id = {pk}",
}


def statement(name: str, case: Case, cast: Cast, chance: random.Random) -> str:
    """The SQL of a try."""
    part = chance.choice([part.value for part in Part if part.value not in case.parts])
    return BY_SQL[name].format(pk=case.review.pk, who=case.who.pk, erin=cast["erin"].pk, part=part)
