"""The page of each source is copied by a worker; what fails says why and can be tried again."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from claims.actions.add_source import add_source
from claims.actions.archive_source import PAUSES, archive_source, ask_for_copy, waiting_sources
from claims.models import Snapshot, Source
from claims.tasks import sweep_copies
from factcheck.core.errors import Invalid
from factcheck.core.fetch import FetchFailed
from factcheck.core.models import Event, User
from tests.archived import answer_with, fetched, html_page, reaching
from tests.core.servers import Answer, reply, serving

HTML = {"Content-Type": "text/html; charset=utf-8"}
URL = "http://news.test/story"


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Answer]]:
    answers = {
        "/story": reply(html_page(), headers=HTML),
        "/data.csv": reply(b"place,dead\nhere,230\n", headers={"Content-Type": "text/csv"}),
        "/gone": reply(b"gone", 410),
        "/busy": reply(b"busy", 503),
    }
    with serving(answers) as server:
        reaching(monkeypatch, server)
        yield answers


def copied(by: User, url: str = URL) -> Source:
    source = add_source(by=by, url=url)
    assert source.copy_state == "asked"
    archive_source(source.pk)
    source.refresh_from_db()
    return source


def long_ago(source: Source, **fields: int) -> None:
    """Move the last try into the past of the database's own clock."""
    Source.objects.filter(pk=source.pk).update(copy_asked_at=timezone.now() - timedelta(**fields))


def test_a_source_with_an_address_is_copied(cast: dict[str, User], pages: dict[str, Answer]) -> None:
    source = copied(cast["ada"])
    snapshot = source.snapshots.get()
    assert (source.copy_state, source.copy_problem, snapshot.title) == ("kept", "", "Toll rises to 230")
    assert "at least 230 people" in snapshot.text
    event = Event.objects.get(kind="snapshot.taken")
    assert (event.by, event.review_id, event.claim_id) == (cast["ada"], None, None)


def test_a_source_without_an_address_has_nothing_to_copy(cast: dict[str, User]) -> None:
    source = add_source(by=cast["ada"], title="Minutes of the council")
    assert source.copy_state == "none"
    with pytest.raises(Invalid, match="no address"):
        ask_for_copy(source.pk, by=cast["ada"])


def test_what_is_no_article_is_kept_all_the_same(cast: dict[str, User], pages: dict[str, Answer]) -> None:
    snapshot = copied(cast["ada"], "http://news.test/data.csv").snapshots.get()
    assert (snapshot.media_type, snapshot.text, snapshot.size) == ("text/csv", "", 20)


@pytest.mark.parametrize(
    ("url", "words"),
    [("http://news.test/gone", "410 (Gone)"), ("http://inside.test/", "no public address"),
     ("http://10.0.0.1/", "no public address"), ("http://news.test:6379/", "port 6379")],
)  # fmt: skip
def test_a_refusal_is_final_at_once(url: str, words: str, cast: dict[str, User], pages: dict[str, Answer]) -> None:
    source = copied(cast["ada"], url)
    assert (source.copy_state, source.copy_tries) == ("failed", 1)
    assert words in source.copy_problem
    assert not Snapshot.objects.exists()


def test_a_server_that_is_busy_is_asked_three_times(cast: dict[str, User], pages: dict[str, Answer]) -> None:
    source = copied(cast["ada"], "http://news.test/busy")
    assert (source.copy_state, source.copy_tries) == ("asked", 1)
    assert "503" in source.copy_problem
    for tries, pause in enumerate(PAUSES[1:], start=2):
        archive_source(source.pk)
        source.refresh_from_db()
        assert source.copy_tries == tries - 1, "not before its pause is over"
        long_ago(source, seconds=int(pause.total_seconds()) + 1)
        assert list(waiting_sources()) == [source]
        archive_source(source.pk)
        source.refresh_from_db()
        assert source.copy_tries == tries
    assert source.copy_state == "failed"
    assert list(waiting_sources()) == []


def test_trying_again_begins_anew(cast: dict[str, User], pages: dict[str, Answer]) -> None:
    source = copied(cast["ada"], "http://news.test/gone")
    pages["/gone"] = reply(html_page(), headers=HTML)
    assert ask_for_copy(source.pk, by=cast["ada"]).copy_state == "asked"
    archive_source(source.pk)
    source.refresh_from_db()
    assert (source.copy_state, source.copy_problem, source.snapshots.count()) == ("kept", "", 1)


def test_a_copy_of_the_same_bytes_is_not_kept_twice(cast: dict[str, User], pages: dict[str, Answer]) -> None:
    source = copied(cast["ada"])
    ask_for_copy(source.pk, by=cast["ada"])
    archive_source(source.pk)
    assert source.snapshots.count() == 1
    pages["/story"] = reply(html_page(title="Another headline"), headers=HTML)
    ask_for_copy(source.pk, by=cast["ada"])
    archive_source(source.pk)
    assert source.snapshots.count() == 2


def test_an_old_copy_outlives_a_later_failure(cast: dict[str, User], pages: dict[str, Answer]) -> None:
    source = copied(cast["ada"])
    pages["/story"] = reply(b"gone", 410)
    ask_for_copy(source.pk, by=cast["ada"])
    archive_source(source.pk)
    source.refresh_from_db()
    assert (source.copy_state, source.snapshots.count()) == ("kept", 1)
    assert "410" in source.copy_problem


def test_a_doubled_message_copies_once(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    source = add_source(by=cast["ada"], url=URL)
    asked = []

    def look(url: str, **_: Any) -> Any:
        asked.append(url)
        archive_source(source.pk)  # the second message arrives while the first is at it
        return fetched(url=url)

    answer_with(monkeypatch, look)
    archive_source(source.pk)
    assert (len(asked), Snapshot.objects.count()) == (1, 1)


def test_a_worker_that_is_killed_each_time_does_not_go_on_for_ever(
    cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(url: str, **_: Any) -> Any:
        raise Killed

    answer_with(monkeypatch, die)
    source = add_source(by=cast["ada"], url=URL)
    for _ in PAUSES:
        with pytest.raises(Killed):
            archive_source(source.pk)
        long_ago(source, hours=1)
    archive_source(source.pk)
    source.refresh_from_db()
    assert (source.copy_state, "each try ended" in source.copy_problem) == ("failed", True)


def test_the_sweep_wakes_what_a_lost_message_left(cast: dict[str, User]) -> None:
    source = add_source(by=cast["ada"], url=URL)
    assert sweep_copies() == 0, "its message is on the way"
    long_ago(source, seconds=30)
    assert sweep_copies() == 1


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_for_the_network(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    inside = []

    def look(url: str, **_: Any) -> Any:
        inside.append(connection.in_atomic_block)
        raise FetchFailed("No answer.")

    answer_with(monkeypatch, look)
    archive_source(add_source(by=cast["ada"], url=URL).pk)
    assert inside == [False]


def test_a_source_that_is_gone_is_no_error(db: None) -> None:
    archive_source(uuid4())
