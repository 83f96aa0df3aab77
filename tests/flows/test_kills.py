"""Workers die and messages are lost in the middle of an extraction: it ends with the same claims, once.

The worker is real, and so is its kill -9. The sweeper runs each half minute by the clock; here it is called, and an
import is made to look as if its worker had been silent for longer than that.
"""

import subprocess
from collections.abc import Callable
from importlib import import_module
from typing import Any

import psutil
import pytest
from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from redis import Redis

from claims.actions._read_document import ReadText, read_document
from claims.actions.add_document import add_document
from claims.actions.extract_document import BATCH, extract_document
from claims.extraction import Candidate, extract
from claims.models import Attribution, Claim, Figure, Import, ImportState
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from tests.conftest import kill_hard
from tests.shared import sample

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

Start = Callable[[], subprocess.Popen[bytes]]
Eventually = Callable[..., None]


@pytest.fixture(autouse=True)
def empty_broker() -> None:
    """No message of another test is waiting."""
    wipe_broker()


def long_text(parts: int) -> str:
    """Both sample articles over and over; a number before each sentence makes no two alike."""
    articles = [sample(name) for name in ("2020-01-november-2019-toll.txt", "2026-01-13-protest-toll.txt")]
    return "\n\n".join(f"Part {number}.\n\n{article}" for number in range(parts) for article in articles)


def brought_in(by: User, parts: int) -> tuple[Import, list[Candidate]]:
    """The import of a long text, and what the extractor finds in it."""
    text = long_text(parts)
    found = extract(text, language="en", document_date=None, source=None)
    assert found.dropped == 0
    work, is_new = add_document(by=by, text=text)
    assert is_new
    return work, list(found.candidates)


def stands_at(work: Import) -> Import:
    return Import.objects.get(pk=work.pk)


def is_past(work: Import, count: int) -> Callable[[], bool]:
    return lambda: stands_at(work).read >= count


def is_done(work: Import) -> Callable[[], bool]:
    def ask() -> bool:
        now = stands_at(work)
        assert now.state != ImportState.FAILED, now.problem
        return now.state == ImportState.DONE

    return ask


def make_silent(work: Import, *, seconds: int) -> None:
    """Let an import look as if nobody had been at it for so long."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE claims_import SET progress_at = progress_at - %s * interval '1 second' WHERE id = %s",
            [seconds, work.pk],
        )


def sweep(work: Import) -> None:
    """Call the sweeper when the import has been silent for longer than a batch can take."""
    make_silent(work, seconds=60)
    current_app.send_task("claims.sweep_imports")


def wipe_broker() -> None:
    broker().flushdb()


def broker() -> Redis:
    return Redis.from_url(
        settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
    )


def assert_complete(work: Import, expected: list[Candidate]) -> None:
    """Every claim of the extractor, once, with its speakers and figure, and counts that say so."""
    now = stands_at(work)
    assert (now.state, now.read, now.total, now.known, now.refused) == ("done", len(expected), len(expected), 0, 0)
    assert now.added == len(expected)
    claims = Claim.objects.filter(document=work.document_id).order_by("start", "end")
    assert list(claims.values_list("start", "end", "quote")) == sorted((c.start, c.end, c.text) for c in expected)
    speakers = Attribution.objects.filter(claim__in=claims).values_list("claim__start", "position", "name")
    assert sorted(speakers) == sorted(
        (c.start, position, link.name) for c in expected for position, link in enumerate(c.speakers)
    )
    figures = Figure.objects.filter(claim__in=claims).values_list("claim__start", "value")
    assert sorted(figures) == sorted((c.start, c.quantity.value) for c in expected if c.quantity)
    told = Event.objects.filter(kind=EventKind.DOCUMENT_EXTRACTED, about_id=str(work.document_id))
    assert [event.data["added"] for event in told] == [len(expected)]


def test_killed_twice_in_the_middle_it_ends_with_the_same_claims_once(
    cast: dict[str, User], start_worker: Start, eventually: Eventually
) -> None:
    work, expected = brought_in(cast["erin"], parts=22)
    assert len(expected) > 2000
    for share in (0.2, 0.5):
        worker = start_worker()
        if share > 0.2:
            sweep(work)
        eventually(is_past(work, int(len(expected) * share)), seconds=60)
        kill_hard(worker)
        assert stands_at(work).state == ImportState.RUNNING
        assert 0 < stands_at(work).read < len(expected)
        assert stands_at(work).read % BATCH == 0
    start_worker()
    sweep(work)
    eventually(is_done(work), seconds=90)
    assert_complete(work, expected)


def test_a_worker_process_that_dies_is_replaced_and_its_message_comes_back(
    cast: dict[str, User], start_worker: Start, eventually: Eventually
) -> None:
    """Out of memory, say: the pool's process dies, the worker lives and takes the message again without a sweep."""
    work, expected = brought_in(cast["erin"], parts=4)
    worker = start_worker()
    eventually(is_past(work, len(expected) // 4), seconds=60)
    for child in psutil.Process(worker.pid).children(recursive=True):
        child.kill()
    eventually(is_done(work), seconds=60)
    assert worker.poll() is None
    assert_complete(work, expected)


def test_a_message_that_is_lost_before_any_worker_lives_is_found_by_the_first_that_starts(
    cast: dict[str, User], start_worker: Start, eventually: Eventually
) -> None:
    work, expected = brought_in(cast["erin"], parts=1)
    assert broker().llen("celery") > 0
    wipe_broker()
    make_silent(work, seconds=3)
    start_worker()
    eventually(is_done(work))
    assert_complete(work, expected)


def test_a_message_that_is_lost_while_a_worker_lives_is_found_by_the_sweeper(
    cast: dict[str, User], start_worker: Start, eventually: Eventually
) -> None:
    start_worker()
    eventually(lambda: broker().llen("celery") == 0 and broker().exists("_kombu.binding.celery"))
    with transaction.atomic():
        work, expected = brought_in(cast["erin"], parts=1)
        # Nothing is sent of what is rolled back or, as here, lost on its way.
        connection.run_on_commit.clear()
    # What may still be on its way is left alone; what has been silent is woken.
    current_app.send_task("claims.sweep_imports")
    eventually(lambda: broker().llen("celery") == 0 and not broker().exists("unacked"))
    assert stands_at(work).state == ImportState.RECEIVED
    sweep(work)
    eventually(is_done(work))
    assert_complete(work, expected)


def test_two_messages_for_one_import_do_it_once(
    cast: dict[str, User], start_worker: Start, eventually: Eventually
) -> None:
    work, expected = brought_in(cast["erin"], parts=3)
    for _ in range(3):
        current_app.send_task("claims.run_import", kwargs={"import_id": work.pk})
    for _ in range(2):
        start_worker()
    eventually(is_done(work), seconds=60)
    eventually(lambda: broker().llen("celery") == 0 and not broker().exists("unacked"), seconds=60)
    assert_complete(work, expected)


def test_a_worker_that_comes_late_leaves_what_is_done_alone(
    cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow extraction is swept while it runs: another worker may end the import before the first writes."""
    work, expected = brought_in(cast["erin"], parts=1)
    module = import_module("claims.actions.extract_document")

    def overtaken(*given: Any) -> ReadText:
        monkeypatch.setattr(module, "read_document", read_document)
        extract_document(work.pk)
        return read_document(*given)

    monkeypatch.setattr(module, "read_document", overtaken)
    extract_document(work.pk)
    assert_complete(work, expected)
