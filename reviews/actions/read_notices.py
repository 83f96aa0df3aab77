"""A person has read what they were told."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from factcheck.core.models import User
from reviews.models import Notice


def read_notices(*, by: User, ids: Iterable[UUID] | None = None) -> int:
    """Mark one's own notices as read, all of them without `ids`; how many were unread.

    No event: what a person has read is theirs.
    """
    unread = Notice.objects.filter(person=by, read_at__isnull=True)
    if ids is not None:
        unread = unread.filter(pk__in=list(ids))
    return unread.update(read_at=timezone.now())
