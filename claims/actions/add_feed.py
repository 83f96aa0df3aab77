"""An editor names a feed to read on a schedule."""

from django.db import transaction

from claims.access import topic_for, visible_feeds
from claims.actions.addresses import refuse_bad_url
from claims.actions.resolve_party import resolve_party
from claims.models import Feed
from claims.models.feeds import LEAST_MINUTES, MOST_MINUTES
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable

TITLE_LIMIT = 300
LANGUAGE_LIMIT = 12


@transaction.atomic
def add_feed(
    *,
    by: User,
    url: str,
    title: str = "",
    publisher: str = "",
    topic: str = "",
    language: str = "en",
    minutes: int = 60,
) -> Feed:
    """Add a feed and have a worker read it at once, then every `minutes`.

    Its documents get `publisher` (a name), `topic` (a slug) and `language`; without a `title` it takes the feed's
    own. Raises Invalid with each fault, NotFound for a topic that is not there, Conflict when the address is
    polled already.
    """
    require(by, Can.MANAGE_FEEDS)
    url, title, publisher = url.strip(), " ".join(title.split()), " ".join(publisher.split())
    refuse_bad_feed(url=url, title=title, publisher=publisher, language=language, minutes=minutes)
    in_topic = topic_for(by, topic) if topic else None
    feed, is_new = Feed.objects.get_or_create(
        url=url,
        defaults={
            "title": title,
            "publisher": resolve_party(publisher) if publisher else None,
            "topic": in_topic,
            "language": language,
            "minutes": minutes,
            "added_by": by,
        },
    )
    if not is_new:
        raise taken(by, feed)
    record(EventKind.FEED_ADDED, by=by, about=feed, data={"title": feed.title, "url": url})
    after_commit("claims.poll_feed", feed_id=feed.pk)
    return feed


def taken(person: User, feed: Feed) -> Conflict | Invalid:
    """The refusal of an address that another feed has, which says no more than the person may know."""
    if visible_feeds(person).filter(pk=feed.pk).exists():
        return Conflict(f"This feed is here already: it is feed {feed.pk}.")
    return Invalid(Fault("This feed cannot be added here. Ask an administrator.", "/url"))


def refuse_bad_feed(*, url: str, title: str, publisher: str, language: str, minutes: int) -> None:
    """Raise Invalid with each thing that a feed cannot be kept with. Where its address leads, polling finds out."""
    faults: list[Fault] = []
    for pointer, text, limit in (
        ("/url", url, 0),
        ("/title", title, TITLE_LIMIT),
        ("/publisher", publisher, TITLE_LIMIT),
        ("/language", language, LANGUAGE_LIMIT),
    ):
        try:
            refuse_unstorable(text)
        except UnstorableText as error:
            faults.append(Fault(f"It holds {error.what}. Remove it and send again.", pointer))
        if limit and len(text) > limit:
            faults.append(Fault(f"It has {len(text)} characters; {limit} are kept.", pointer))
    if not faults:
        try:
            refuse_bad_url(url)
        except Invalid as error:
            faults += error.faults
    if not url:
        faults.append(Fault("Give the address of the feed. It begins with https:// or http://.", "/url"))
    if not language.strip():
        faults.append(Fault("Give the language of the feed, for example en.", "/language"))
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        faults.append(
            Fault(f"A feed is read every {LEAST_MINUTES} to {MOST_MINUTES:,} minutes, not {minutes:,}.", "/minutes")
        )
    if faults:
        raise Invalid(*faults)
