"""An editor makes a verdict public."""

from django.db import transaction
from django.utils import timezone

from factcheck.core.errors import Fault, Invalid, NotAllowed
from factcheck.core.models import User
from reviews.access import review_for
from reviews.actions._move import move, require_step
from reviews.actions._release import write_publication
from reviews.eligibility import may_publish
from reviews.models import Correction, CorrectionKind, Publication, PublicationStatus, Verdict
from reviews.workflow import Step


@transaction.atomic
def publish(
    review_id: int, *, by: User, what: str = "", why: str = "", expected_version: int | None = None
) -> Publication:
    """Publish the standing verdict, frozen as it is.

    Where an earlier version is public this one replaces it, and `what` changed and `why` are shown with it.
    Raises NotAllowed for the verdict's only reviewer, WrongState unless a verdict stands.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.PUBLISH, by=by)
    if not may_publish(by, review):
        raise NotAllowed("You are this verdict's only reviewer: another editor publishes it.")
    verdict = review.verdicts.select_related("rating", "scale", "reused_from").latest("version")
    verdict.review = review
    before = review.publications.filter(is_current=True).select_related("verdict__rating").first()
    publication = write_publication(
        verdict,
        by=by,
        status=PublicationStatus.PUBLISHED if before is None else PublicationStatus.CORRECTED,
        correction=_update(before, verdict, what=what, why=why),
    )
    move(
        review,
        Step.PUBLISH,
        by=by,
        data={"publication": publication.pk, "version": publication.version, "rating": verdict.rating.label},
        published_at=review.published_at or timezone.now(),
    )
    return publication


def _update(before: Publication | None, verdict: Verdict, *, what: str, why: str) -> Correction | None:
    if before is None:
        return None
    if not what.strip() or not why.strip():
        raise Invalid(
            Fault("This replaces a published verdict: say what changed.", "/what"),
            Fault("Say why it changed.", "/why"),
        )
    return Correction(
        kind=CorrectionKind.UPDATE,
        what=what.strip(),
        why=why.strip(),
        old={"rating": before.verdict.rating.label, "as_of": before.verdict.as_of.isoformat()},
        new={"rating": verdict.rating.label, "as_of": verdict.as_of.isoformat()},
    )
