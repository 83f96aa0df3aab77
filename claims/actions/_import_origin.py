"""What brought an import about, as its events say it."""

from claims.models import Import


def origin_of(work: Import) -> dict[str, bool]:
    """Whether a feed brought it: then nobody waits to be told of its end."""
    return {"is_from_feed": True} if work.feed_items.exists() else {}
