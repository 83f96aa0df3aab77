"""Writing a publication: shared by publish, correct and retract."""

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from factcheck.core.errors import Fault, Invalid
from factcheck.core.models import User
from factcheck.core.text import slug
from reviews.actions.freeze import correction_data, freeze
from reviews.models import Correction, Publication, PublicationStatus, Review, Verdict

# Any number no other lock of the project uses. Held to the commit, so that sequence follows commit order.
_SEQUENCE_LOCK = 7_302_501


def write_publication(
    verdict: Verdict, *, by: User, status: PublicationStatus, correction: Correction | None = None
) -> Publication:
    """Freeze a verdict as the review's current publication and keep what it corrects, if it does.

    The caller holds the review's row lock inside its transaction.
    """
    review = verdict.review
    now = timezone.now()
    earlier = list(review.publications.select_related("correction").order_by("version"))
    if correction is not None:
        correction.at, correction.by = now, by
    kept = [old.correction for old in earlier if hasattr(old, "correction")] + ([correction] if correction else [])
    # Taken last before the insert: whoever publishes waits here, and only for that long.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEQUENCE_LOCK])
    sequence = (Publication.objects.aggregate(last=Max("sequence"))["last"] or 0) + 1
    review.publications.filter(is_current=True).update(is_current=False)
    publication = Publication.objects.create(
        review=review,
        verdict=verdict,
        version=len(earlier) + 1,
        sequence=sequence,
        status=status,
        slug=slug(review.claim.text),
        language=review.claim.language,
        body=freeze(
            verdict,
            version=len(earlier) + 1,
            sequence=sequence,
            status=status,
            published_at=now,
            first_published_at=earlier[0].published_at if earlier else now,
            corrections=[correction_data(item) for item in reversed(kept)],
        ),
        published_by=by,
        published_at=now,
    )
    if correction is not None:
        correction.publication = publication
        correction.save(force_insert=True)
    return publication


def public_verdict(review: Review) -> Verdict:
    """The verdict that readers see. A later one may have been sent back before it was published."""
    current = review.publications.select_related("verdict__rating", "verdict__scale", "verdict__reused_from").get(
        is_current=True
    )
    current.verdict.review = review
    return current.verdict


def refuse_silence(what: str, why: str) -> None:
    """Raise Invalid unless both what changed and why are said."""
    faults = []
    if not what.strip():
        faults.append(Fault("Say what was wrong and what it says now.", "/what"))
    if not why.strip():
        faults.append(Fault("Say why it changes.", "/why"))
    if faults:
        raise Invalid(*faults)
