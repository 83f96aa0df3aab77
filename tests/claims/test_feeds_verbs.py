"""Adding, changing, pausing, removing feeds; and a feed that is sent as a file."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from claims.actions.add_feed import add_feed
from claims.actions.change_feed import change_feed
from claims.actions.poll_feed_now import poll_feed_now
from claims.actions.remove_feed import remove_feed
from claims.actions.take_feed_entries import take_feed_entries, take_feed_file
from claims.intake.formats.feed import read_feed
from claims.models import Document, Feed, FeedItem, Import, ImportRow, Topic
from factcheck.core.clock import database_now
from factcheck.core.errors import Conflict, Invalid, NotAllowed, NotFound, Stale, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from tests.claims.feeding import item, make_feed, numbered, rss

pytestmark = pytest.mark.django_db
URL = "https://paper.example/feed.xml"
LONG = "On Monday the ministry said that at least 200 people had been killed in the capital. " * 3


@pytest.fixture
def feed(cast: dict[str, User]) -> Feed:
    return add_feed(by=cast["erin"], url=URL, title="Paper")


def with_items(feed: Feed, data: bytes) -> Feed:
    take_feed_entries(feed, read_feed(data))
    return feed


def test_a_feed_is_added_and_due_at_once(cast: dict[str, User], django_capture_on_commit_callbacks: Any) -> None:
    topic = Topic.objects.create(slug="toll", title="The toll")
    with django_capture_on_commit_callbacks() as callbacks:
        feed = add_feed(
            by=cast["erin"], url=f" {URL} ", title="  The   Paper ", publisher="Reuters", topic="toll", language="fa",
            minutes=15,
        )  # fmt: skip
    assert (feed.url, feed.title, feed.topic, feed.language, feed.minutes) == (URL, "The Paper", topic, "fa", 15)
    assert feed.publisher is not None
    assert feed.publisher.name == "Reuters"
    feed.refresh_from_db()
    assert feed.next_poll_at <= database_now()
    assert Event.objects.get().kind == EventKind.FEED_ADDED
    assert len(callbacks) == 1  # one that polls: nobody is told of a new feed


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"url": ""}, "/url"),
        ({"url": "ftp://paper.example/feed"}, "/url"),
        ({"url": "no address"}, "/url"),
        ({"url": "https://paper.example/" + "x" * 2000}, "/url"),
        ({"url": "https://paper.example/\x00"}, "/url"),
        ({"title": "a\x00b"}, "/title"),
        ({"title": "x" * 301}, "/title"),
        ({"publisher": "\ud800"}, "/publisher"),
        ({"language": ""}, "/language"),
        ({"language": "x" * 13}, "/language"),
        ({"minutes": 4}, "/minutes"),
        ({"minutes": 10_081}, "/minutes"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field(
    cast: dict[str, User], feed: Feed, fields: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add_feed(by=cast["erin"], **{"url": "https://other.example/feed", **fields})
    assert [fault.pointer for fault in refused.value.faults] == [pointer]
    with pytest.raises(Invalid) as refused:
        change_feed(feed.pk, by=cast["erin"], **fields)
    assert [fault.pointer for fault in refused.value.faults] == [pointer]
    assert Event.objects.count() == 1


def test_the_same_address_is_added_once_and_a_hidden_one_is_not_told(cast: dict[str, User], feed: Feed) -> None:
    with pytest.raises(Conflict, match=f"it is feed {feed.pk}"):
        add_feed(by=cast["cleo"], url=URL)
    topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    topic.members.add(cast["erin"])
    change_feed(feed.pk, by=cast["erin"], topic="secret")
    with pytest.raises(Invalid, match="cannot be added here"):
        add_feed(by=cast["cleo"], url=URL)
    other = add_feed(by=cast["cleo"], url="https://other.example/feed")
    with pytest.raises(Invalid, match="cannot be added here"):
        change_feed(other.pk, by=cast["cleo"], url=URL)
    for verb in (change_feed, remove_feed, poll_feed_now):
        with pytest.raises(NotFound):
            verb(feed.pk, by=cast["cleo"])
    with pytest.raises(NotFound):
        add_feed(by=cast["cleo"], url="https://third.example/", topic="secret")


def test_only_editors_act_on_feeds(cast: dict[str, User], feed: Feed) -> None:
    for name in ("ada", "rita"):
        with pytest.raises(NotAllowed):
            add_feed(by=cast[name], url="https://other.example/feed")
        for verb in (change_feed, remove_feed, poll_feed_now):
            with pytest.raises(NotAllowed):
                verb(feed.pk, by=cast[name])


def test_a_change_is_written_once_and_a_late_one_refused(cast: dict[str, User], feed: Feed) -> None:
    change_feed(feed.pk, by=cast["cleo"], expected_version=1, title="Another", minutes=30, publisher="AP")
    with pytest.raises(Stale):
        change_feed(feed.pk, by=cast["erin"], expected_version=1, title="Third")
    change_feed(feed.pk, by=cast["erin"], title="Another")
    feed.refresh_from_db()
    assert (feed.title, feed.minutes, feed.version, feed.added_by) == ("Another", 30, 2, cast["erin"])
    event = Event.objects.filter(kind=EventKind.FEED_CHANGED).get()
    assert event.data["changes"] == {"title": ["Paper", "Another"], "minutes": [60, 30], "publisher": ["", "AP"]}


def test_another_address_begins_anew(cast: dict[str, User], feed: Feed) -> None:
    now = database_now()
    Feed.objects.update(
        etag='"v1"', modified="x", succeeded_at=now, failures=4, problem="No.", next_poll_at="2999-01-01T00:00Z"
    )
    changed = change_feed(feed.pk, by=cast["erin"], url="https://paper.example/new.xml")
    assert (changed.etag, changed.modified, changed.succeeded_at) == ("", "", None)
    assert (changed.failures, changed.problem) == (0, "")
    assert changed.next_poll_at <= database_now()


def test_pausing_and_going_on(cast: dict[str, User], feed: Feed) -> None:
    Feed.objects.update(failures=4, problem="No.", next_poll_at="2999-01-01T00:00Z")
    paused = change_feed(feed.pk, by=cast["erin"], is_active=False)
    assert (paused.is_active, paused.problem) == (False, "No.")
    with pytest.raises(WrongState, match="paused"):
        poll_feed_now(feed.pk, by=cast["erin"])
    resumed = change_feed(feed.pk, by=cast["erin"], is_active=True)
    assert (resumed.is_active, resumed.problem, resumed.failures) == (True, "", 0)
    assert resumed.next_poll_at <= database_now()


def test_polling_now_makes_a_waiting_feed_due(cast: dict[str, User], feed: Feed) -> None:
    Feed.objects.update(next_poll_at="2999-01-01T00:00Z", failures=3, problem="No.")
    assert poll_feed_now(feed.pk, by=cast["erin"]).next_poll_at <= database_now()


def test_documents_stay_when_a_feed_is_removed(cast: dict[str, User], feed: Feed) -> None:
    with_items(feed, numbered(1, 3))
    assert FeedItem.objects.count() == 3
    with pytest.raises(Stale):
        remove_feed(feed.pk, by=cast["erin"], expected_version=7)
    remove_feed(feed.pk, by=cast["cleo"], expected_version=1)
    assert (Feed.objects.count(), FeedItem.objects.count(), Document.objects.count()) == (0, 0, 3)
    assert Event.objects.order_by("-id")[0].data["is_removed"] is True
    again = with_items(make_feed(cast["cleo"], URL), numbered(1, 3))
    assert (again.items.count(), Document.objects.count()) == (3, 3)


# --- a feed that is sent as a file ---------------------------------------------------------------------------


def sent(by: User, data: bytes, **fields: Any) -> Import:
    path = default_storage.save("imports/feed.xml", ContentFile(data))
    return Import.objects.create(
        created_by=by, format="feed", path=path, sha256="0" * 64, asked={"publisher": "Reuters"}, **fields
    )


def counts(work: Import) -> tuple[int, int, int, int]:
    take_feed_file(work)
    assert (work.state, work.problem) == ("done", "")
    return work.read, work.added, work.known, work.refused


FILE = rss(
    item(1, text=LONG, link="https://paper.example/1"),
    item(2, link="https://paper.example/2"),
    item(3),
    item(4, text=" "),
)


def test_the_entries_of_a_file_become_documents_once(cast: dict[str, User]) -> None:
    topic = Topic.objects.create(slug="toll", title="The toll")
    work = sent(cast["erin"], FILE, topic=topic)
    assert counts(work) == (4, 3, 0, 1)
    assert work.total == 4
    by_words, short = Document.objects.order_by("id")
    assert (by_words.text, by_words.url, by_words.title) == (LONG.strip(), "https://paper.example/1", "Bulletin 1")
    assert by_words.publisher is not None
    assert (by_words.publisher.name, by_words.topic, short.title) == ("Reuters", topic, "Bulletin 3")
    assert Import.objects.get(format="url").url == "https://paper.example/2"
    row = ImportRow.objects.get()
    assert (row.number, row.outcome, row.cells["title"]) == (4, "refused", "Bulletin 4")
    assert row.reason.startswith("There is no text")
    assert Event.objects.get(kind=EventKind.IMPORT_DONE).data["added"] == 3
    assert counts(sent(cast["erin"], FILE)) == (4, 0, 3, 1)
    assert (Document.objects.count(), Import.objects.filter(format="url").count()) == (2, 1)


def test_a_dry_run_keeps_nothing(cast: dict[str, User]) -> None:
    assert counts(sent(cast["erin"], FILE, dry_run=True)) == (4, 3, 0, 1)
    assert (Document.objects.count(), Import.objects.count()) == (0, 1)


def test_a_file_that_was_half_read_goes_on_there(cast: dict[str, User]) -> None:
    work = sent(cast["erin"], numbered(1, 6))
    Import.objects.filter(pk=work.pk).update(read=4, added=4, state="running")
    assert counts(work) == (6, 6, 0, 0)
    assert Document.objects.count() == 2
    take_feed_file(work)
    assert Document.objects.count() == 2


@pytest.mark.parametrize("data", [b"", b"<html><p>Hello</p></html>", b"\x00\xff\xfe" * 100])
def test_a_file_that_is_no_feed_fails_with_the_reason(cast: dict[str, User], data: bytes) -> None:
    work = sent(cast["erin"], data)
    take_feed_file(work)
    assert work.state == "failed"
    assert "feed" in work.problem


def test_a_cancelled_file_is_read_no_further(cast: dict[str, User]) -> None:
    work = sent(cast["erin"], numbered(1, 3))
    Import.objects.filter(pk=work.pk).update(state="cancelled", ended_at=database_now())
    take_feed_file(work)
    assert (work.state, work.read, Document.objects.count()) == ("cancelled", 0, 0)
