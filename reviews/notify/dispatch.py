"""Draining the outbox: events to the people concerned."""

import logging

from django.db import transaction
from django.utils import timezone

from factcheck.core.models import OutboxEntry
from reviews.models import Review
from reviews.notify import inapp
from reviews.notify.routing import people_for

log = logging.getLogger(__name__)

BATCH = 50
TRIES = 10  # then the entry stays, with its error, for a person to look at; it holds back no other


def drain() -> int:
    """Tell the people concerned of every event they have not been told of; how many events were told.

    Safe to run twice and side by side: rows are taken with SKIP LOCKED, and a notice is unique.
    """
    total = 0
    while True:
        told, seen = _drain_batch()
        total += told
        if seen < BATCH:
            return total


@transaction.atomic
def _drain_batch() -> tuple[int, int]:
    entries = list(
        OutboxEntry.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("event__by")
        .filter(sent_at__isnull=True, tries__lt=TRIES)
        .order_by("event_id")[:BATCH]
    )
    reviews = Review.objects.in_bulk({entry.event.review_id for entry in entries if entry.event.review_id})
    told = 0
    for entry in entries:
        try:
            with transaction.atomic():
                inapp.deliver(entry.event, people_for(entry.event, reviews.get(entry.event.review_id)))
                entry.sent_at = timezone.now()
                entry.save(update_fields=["sent_at"])
                told += 1
        except Exception as error:
            # One poisoned event must not stop the line; the count bounds how often it is tried.
            log.exception("Could not tell of event %s", entry.event_id)
            OutboxEntry.objects.filter(pk=entry.pk).update(tries=entry.tries + 1, last_error=str(error)[:1000])
    return told, len(entries)
