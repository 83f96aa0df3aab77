"""Somebody in neither part decides between differing assessments."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from factcheck.core.errors import Fault, Invalid
from factcheck.core.models import User
from reviews.access import review_for
from reviews.actions._citations import refuse_unknown_of_round, words_for_verdict
from reviews.actions._move import move, require_step
from reviews.actions._review_by import look_again_on, refuse_past
from reviews.actions._seat import seat
from reviews.actions.submit_assessment import rating_of, refuse_bad_finding, refuse_bad_words
from reviews.eligibility import require_may_decide
from reviews.models import AttributionFinding, Part, Verdict, VerdictBasis
from reviews.queries.gate_of import gate_of_decision
from reviews.workflow import Step


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
    override_reason: str = "",
    expected_version: int | None = None,
) -> Verdict:
    """Decide a split review. `reason` is what decided it and is read by both reviewers.

    Without `rationale` the verdict takes the words of the assessment with the same rating; without `review_by` policy
    says when to look again. Both texts cite evidence as [A.E3] and [B.E1], one's own as [E1]. The evidence of both
    reviewers and one's own must pass the gate of the rating, or `override_reason` says why not and is kept. Raises
    NotAllowed for whoever assessed in this review or had a part in its round, or where somebody else is to decide,
    Invalid without a reason and for citations of what is not there.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.ADJUDICATE, by=by)
    held = require_may_decide(by, review)
    chosen = rating_of(review, rating)
    if not reason.strip():
        raise Invalid(Fault("Say what decided it. Both reviewers will read this.", "/reason"))
    assessments = list(review.assessments.filter(round=review.round).select_related("rating"))
    words = rationale.strip() or next(
        (words_for_verdict(item, review) for item in assessments if item.rating_id == chosen.pk), ""
    )
    if not words:
        raise Invalid(Fault("Neither assessment has this rating: write the rationale.", "/rationale"))
    refuse_bad_finding(words + reason, as_of)
    refuse_bad_words(override_reason=override_reason)
    refuse_unknown_of_round(review, review.round, decider=by, rationale=rationale, reason=reason)
    refuse_past(review_by)
    gate = gate_of_decision(by, review, chosen, override_reason=override_reason)
    if not gate.passed:
        raise Invalid(*(Fault(lack.words, "/override_reason") for lack in gate.lacks))
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
        review_by=review_by or look_again_on(review),
        decided_by=by,
        reason=reason.strip(),
        override_reason=override_reason.strip(),
    )
    verdict.assessments.set(assessments)
    move(review, Step.ADJUDICATE, by=by, data={"verdict": verdict.pk})
    return verdict
