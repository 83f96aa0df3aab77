"""An editor takes a feed away."""

from django.db import transaction

from claims.access import feed_for
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def remove_feed(feed_id: int, *, by: User, expected_version: int | None = None) -> None:
    """Delete a feed with its list of items. The documents that it brought in stay, as does what was recorded.

    The same feed added again begins anew. Raises NotFound, and Stale when it has moved on from `expected_version`.
    """
    require(by, Can.MANAGE_FEEDS)
    feed = feed_for(by, feed_id, lock=True, expected_version=expected_version)
    items = feed.items.count()
    record(
        EventKind.FEED_CHANGED,
        by=by,
        about=feed,
        data={"title": str(feed), "url": feed.url, "items": items, "is_removed": True},
    )
    feed.delete()
