"""Somebody in neither part decides between differing assessments, or sends the review back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotAllowed
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.access import live_assignments, require_may_decide, review_for
from reviews.actions._move import move, require_step
from reviews.actions.assign_review import seat
from reviews.actions.submit_assessment import rating_of, refuse_bad_finding
from reviews.models import AttributionFinding, Part, Review, Verdict, VerdictBasis
from reviews.workflow import State, Step, allows


@transaction.atomic
def adjudicate(
    review_id: int,
    *,
    by: User,
    rating: str,
    attribution: AttributionFinding,
    as_of: date,
    reason: str,
    rationale: str = "",
    review_by: date | None = None,
    expected_version: int | None = None,
) -> Verdict:
    """Decide a split review. `reason` is what decided it and is read by both reviewers.

    Without `rationale` the verdict takes the words of the assessment with the same rating. Raises NotAllowed
    for whoever assessed in this review or where somebody else is to decide, Invalid without a reason.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.ADJUDICATE, by=by)
    held = require_may_decide(by, review)
    chosen = rating_of(review, rating)
    if not reason.strip():
        raise Invalid(Fault("Say what decided it. Both reviewers will read this.", "/reason"))
    assessments = list(review.assessments.filter(round=review.round).select_related("rating"))
    words = rationale.strip() or next((item.rationale for item in assessments if item.rating_id == chosen.pk), "")
    if not words:
        raise Invalid(Fault("Neither assessment has this rating: write the rationale.", "/rationale"))
    refuse_bad_finding(words + reason, as_of)
    part = held or seat(review, by, Part.ADJUDICATOR, by=by)
    part.done_at = timezone.now()
    part.save(update_fields=["done_at"])
    verdict = Verdict.objects.create(
        review=review,
        version=review.verdicts.count() + 1,
        round=review.round,
        basis=VerdictBasis.ADJUDICATION,
        scale=review.scale,
        rating=chosen,
        attribution=attribution,
        rationale=words,
        as_of=as_of,
        review_by=review_by,
        decided_by=by,
        reason=reason.strip(),
    )
    verdict.assessments.set(assessments)
    move(review, Step.ADJUDICATE, by=by, data={"verdict": verdict.pk})
    return verdict


@transaction.atomic
def send_back(review_id: int, *, by: User, question: str, expected_version: int | None = None) -> Review:
    """Begin a new round with a question to it. What the round found is kept and, being in, can be read.

    From `split` the adjudicator may; from `decided` an editor. Raises Invalid without a question.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    if allows(Step.SEND_BACK, State(review.state)) and may(by, Can.SEND_BACK) and not may(by, Can.ASSIGN):
        if review.state != State.SPLIT:
            raise NotAllowed("A verdict stands: an editor sends it back.")
        require_may_decide(by, review)
    if not question.strip():
        raise Invalid(Fault("Say what the next round is to find out.", "/question"))
    live_assignments(review).filter(done_at__isnull=True).update(released_at=timezone.now())
    return move(
        review,
        Step.SEND_BACK,
        by=by,
        data={"question": question.strip()},
        round=review.round + 1,
        question=question.strip(),
    )
