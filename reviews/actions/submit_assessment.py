"""A reviewer submits their own finding, blind; the last of a round settles or splits it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, WrongState
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable
from reviews.access import review_for
from reviews.actions._citations import refuse_unknown_own, words_for_verdict
from reviews.actions._draft import own_draft, refuse_stale
from reviews.actions._move import move
from reviews.actions._review_by import look_again_on
from reviews.agreement import Opinion, settle
from reviews.eligibility import held_part
from reviews.models import (
    Assessment,
    AttributionFinding,
    Confidence,
    Part,
    Rating,
    Review,
    Verdict,
    VerdictBasis,
)
from reviews.queries.gate_of import gate_for
from reviews.workflow import State, Step


@transaction.atomic
def submit_assessment(
    review_id: int,
    *,
    by: User,
    rating: str,
    attribution: AttributionFinding,
    rationale: str,
    as_of: date,
    confidence: Confidence | None = None,
    override_reason: str = "",
    private_note: str = "",
    expected_draft: int | None = None,
) -> Assessment:
    """Put one's part of the round in. It cannot be changed afterwards.

    When the round is in, agreement forms the verdict and disagreement splits the review. `rating` is a slug of
    the review's scale, `rationale` Markdown, in which [E3] cites one's own evidence by its number; `private_note` is
    read by nobody else, ever. The draft is used up. Raises NotAllowed for whoever holds no part, Invalid for what is
    missing, the evidence gate included, and for citations of what is not there or was withdrawn, Stale when other
    words were saved as a draft since its version `expected_draft` was read.
    """
    require(by, Can.ASSESS)
    review = review_for(by, review_id, lock=True)
    part = held_part(by, review, Part.FIRST, Part.SECOND)
    if review.state != State.IN_REVIEW:
        raise WrongState(f"R-{review_id} is {review.state.replace('_', ' ')}: no assessment is taken now.")
    chosen = rating_of(review, rating)
    refuse_bad_finding(rationale, as_of)
    refuse_bad_words(private_note=private_note, override_reason=override_reason)
    refuse_unknown_own(review, by, rationale=rationale)
    words = {
        "rating": rating, "attribution": attribution, "rationale": rationale, "as_of": as_of,
        "confidence": confidence, "private_note": private_note, "override_reason": override_reason,
    }  # fmt: skip
    draft = own_draft(review, by)
    refuse_stale(draft, expected_draft, words)
    gate = gate_for(by, review, chosen, override_reason=override_reason)
    if not gate.passed:
        raise Invalid(*(Fault(lack.words, "/override_reason") for lack in gate.lacks))
    assessment = Assessment.objects.create(
        review=review,
        round=review.round,
        assignment=part,
        by=by,
        scale=chosen.scale,
        rating=chosen,
        attribution=attribution,
        rationale=rationale.strip(),
        as_of=as_of,
        override_reason=override_reason.strip(),
        confidence=confidence,
        private_note=private_note.strip(),
    )
    if draft is not None:
        draft.delete()
    part.done_at = timezone.now()
    part.save(update_fields=["done_at"])
    move(review, Step.SUBMIT, by=by)
    _settle_if_in(review, assessment, by=by)
    return assessment


def rating_of(review: Review, slug: str) -> Rating:
    """The rating of the review's scale with this slug. Raises Invalid, naming those there are."""
    ratings = Rating.objects.select_related("scale").filter(scale=review.scale_id)
    chosen = ratings.filter(slug=slug).first() if "\0" not in slug else None
    if chosen is None:
        raise Invalid(Fault(f"There is no rating {slug}. Use one of {', '.join(r.slug for r in ratings)}.", "/rating"))
    return chosen


def refuse_bad_finding(rationale: str, as_of: date) -> None:
    """Raise Invalid for an empty or unstorable rationale and an as-of date that has not come."""
    faults = []
    refuse_bad_words(rationale=rationale)
    if not rationale.strip():
        faults.append(Fault("Give the rationale: what carries the finding, and what would change it.", "/rationale"))
    if as_of > timezone.now().date():
        faults.append(Fault(f"{as_of} has not come yet. Say as of which day the evidence was looked at.", "/as_of"))
    if faults:
        raise Invalid(*faults)


def refuse_bad_words(**fields: str) -> None:
    """Raise Invalid, naming each field, for words that cannot be kept."""
    faults = []
    for name, words in fields.items():
        try:
            refuse_unstorable(words)
        except UnstorableText as error:
            faults.append(Fault(f"The {name.replace('_', ' ')} holds {error.what}. Remove it.", f"/{name}"))
    if faults:
        raise Invalid(*faults)


def _settle_if_in(review: Review, latest: Assessment, *, by: User) -> None:
    assessments = [latest]
    if review.assessments_needed > 1:
        assessments = list(review.assessments.filter(round=review.round).select_related("rating", "assignment"))
    if len(assessments) < review.assessments_needed:
        return
    # Now the sources of one may be compared with those of the other.
    after_commit("reviews.propose_derivations", review_id=review.pk)
    opinions = [Opinion(item.rating.slug, item.rating.value, item.attribution) for item in assessments]
    index = settle(opinions, latest.scale.tolerance)
    if index is None:
        move(review, Step.DIFFER, by=by)
        return
    settled = assessments[index]
    verdict = Verdict.objects.create(
        review=review,
        # Before the first round is in there was none.
        version=1 if review.round == 1 else review.verdicts.count() + 1,
        round=review.round,
        basis=VerdictBasis.AGREEMENT,
        scale=latest.scale,
        rating=settled.rating,
        attribution=settled.attribution,
        rationale=words_for_verdict(settled, review),
        as_of=max(item.as_of for item in assessments),
        review_by=look_again_on(review),
    )
    verdict.assessments.add(*assessments)
    move(review, Step.AGREE, by=by, data={"verdict": verdict.pk})
