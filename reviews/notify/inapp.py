"""Notices in the desk itself."""

from collections.abc import Iterable

from factcheck.core.models import Event, User
from reviews.models import Channel, Notice


def deliver(event: Event, people: Iterable[User]) -> None:
    """Put a notice of the event before each person, once, however often this runs."""
    Notice.objects.bulk_create(
        [Notice(event=event, person=person, channel=Channel.IN_APP) for person in people], ignore_conflicts=True
    )
