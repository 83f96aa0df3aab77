"""A real worker takes what is to be fetched from the broker, and finds what the broker lost."""

import subprocess
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions.add_document import add_document
from claims.actions.add_source import add_source
from claims.models import CopyState, Source
from factcheck.core.models import User
from tests.broker import send, wipe_redis

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

Worker = Callable[[], subprocess.Popen[bytes]]


def test_what_is_inside_is_refused_by_the_worker_too(
    cast: dict[str, User], start_worker: Worker, eventually: Callable[..., None]
) -> None:
    source = add_source(by=cast["ada"], url="http://localhost/")
    work, _ = add_document(by=cast["erin"], url="http://localhost/")
    start_worker()

    def ended() -> bool:
        source.refresh_from_db()
        work.refresh_from_db()
        return source.copy_state == CopyState.FAILED and work.ended_at is not None

    eventually(ended)
    words = "localhost has no public address, so it was not fetched."
    assert (source.copy_problem, work.state, work.problem) == (words, "failed", words)


def test_a_lost_message_is_found_by_the_sweep(
    cast: dict[str, User], start_worker: Worker, eventually: Callable[..., None]
) -> None:
    source = add_source(by=cast["ada"], url="http://localhost/")
    wipe_redis()
    Source.objects.update(copy_asked_at=timezone.now() - timedelta(minutes=1))
    start_worker()
    send("claims.sweep_copies")
    eventually(lambda: Source.objects.filter(pk=source.pk, copy_state=CopyState.FAILED).exists())
