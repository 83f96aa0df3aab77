"""An editor does not want to wait for a feed's next turn."""

from django.db import transaction
from django.db.models.functions import Now

from claims.access import feed_for
from claims.models import Feed
from claims.queries.feeds import FeedState, state_of
from factcheck.core.capabilities import Can
from factcheck.core.clock import database_now
from factcheck.core.errors import WrongState
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def poll_feed_now(feed_id: int, *, by: User) -> Feed:
    """Make a feed due at once and wake a worker; while one has it, nothing changes.

    Raises NotFound, and WrongState for a feed that is paused.
    """
    require(by, Can.MANAGE_FEEDS)
    feed = feed_for(by, feed_id, lock=True)
    if not feed.is_active:
        raise WrongState("This feed is paused. Resume it to have it read.")
    if state_of(feed, database_now()) is not FeedState.POLLING:
        Feed.objects.filter(pk=feed_id).update(next_poll_at=Now())
        feed.refresh_from_db(fields=["next_poll_at"])
        after_commit("claims.poll_feed", feed_id=feed_id)
    return feed
