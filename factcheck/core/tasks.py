"""Periodic work of the ground itself."""

from celery import shared_task
from django.utils import timezone

from factcheck.core.models import Heartbeat
from factcheck.core.sealing import seal


@shared_task(name="core.beat_heart")
def beat_heart() -> None:
    """Show that a message from beat still reaches a worker that still reaches the database."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"beat_at": timezone.now()})


@shared_task(name="core.seal_history")
def seal_history() -> int:
    """Seal what has happened since the last turn; how many events."""
    return seal().seals
