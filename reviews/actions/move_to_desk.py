"""An editor moves a review to a desk."""

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import review_for
from reviews.actions._move import change
from reviews.actions._run import reason_of, require_open
from reviews.models import Desk, Review


@transaction.atomic
def move_to_desk(review_id: int, *, by: User, desk: str, reason: str, expected_version: int | None = None) -> Review:
    """Move an open review to the desk with this slug, or, with "", to none, where everybody may take it.

    Parts that are held stay held. Raises Invalid for a desk that is not there or closed and without a reason,
    WrongState for a review that is not open.
    """
    require(by, Can.RUN_QUEUE)
    words = reason_of(reason, "Say why it moves to another desk.")
    there = _desk(desk)
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_open(review)
    if review.desk_id == (there.pk if there else None):
        return review
    return change(
        review,
        EventKind.REVIEW_MOVED,
        by=by,
        data={
            "from": _name(review.desk),
            "to": _name(there),
            "before": review.desk.slug if review.desk else "",
            "after": there.slug if there else "",
            "reason": words,
        },
        desk=there,
    )


def _desk(slug: str) -> Desk | None:
    if not slug:
        return None
    there = Desk.objects.filter(slug=slug.replace("\0", "")).first()
    if there is None:
        raise Invalid(Fault(f"There is no desk {slug[:60]}.", "/desk"))
    if not there.is_open:
        raise Invalid(Fault(f"The desk {there.name} is closed. Choose an open one.", "/desk"))
    return there


def _name(desk: Desk | None) -> str:
    return f"the desk {desk.name}" if desk else "no desk"
