"""Periodic work of the ground itself."""

from celery import shared_task
from django.utils import timezone

from factcheck.core.models import Heartbeat
from factcheck.core.once import only_one
from factcheck.core.sealing import seal
from factcheck.core.watching import look_at_history


@shared_task(name="core.beat_heart")
def beat_heart() -> None:
    """Show that a message from beat still reaches a worker that still reaches the database."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"beat_at": timezone.now()})


@shared_task(name="core.seal_history")
def seal_history() -> int:
    """Seal what has happened since the last turn; how many events."""
    return seal().seals


@shared_task(name="core.verify_history")
def verify_history() -> bool:
    """Verify the whole history and keep what was found for `/readyz`; whether it is whole, or somebody else looks."""
    with only_one("core.verify_history") as is_ours:
        return not is_ours or look_at_history()
