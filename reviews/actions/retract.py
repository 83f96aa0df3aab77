"""A published verdict is withdrawn, in public and with the reason."""

from django.db import transaction

from factcheck.core.models import User
from reviews.access import review_for
from reviews.actions._move import move, require_step
from reviews.actions._release import public_verdict, refuse_silence, write_publication
from reviews.models import Correction, CorrectionKind, Publication, PublicationStatus
from reviews.workflow import Step


@transaction.atomic
def retract(review_id: int, *, by: User, why: str, what: str = "", expected_version: int | None = None) -> Publication:
    """Withdraw a published verdict. Its page stays, and says that it is withdrawn and why."""
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.RETRACT, by=by)
    what = what.strip() or "This verdict is withdrawn."
    refuse_silence(what, why)
    publication = write_publication(
        public_verdict(review),
        by=by,
        status=PublicationStatus.RETRACTED,
        correction=Correction(kind=CorrectionKind.RETRACTION, what=what, why=why.strip()),
    )
    move(review, Step.RETRACT, by=by, data={"publication": publication.pk, "version": publication.version})
    return publication
