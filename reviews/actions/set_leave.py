"""Somebody will be away."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from factcheck.core.audit import record
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.actions._person import locked_person, refuse_service, words_of
from reviews.actions.begin_leaves import begin
from reviews.models import Leave

LONGEST = timedelta(days=730)


@transaction.atomic
def set_leave(username: str, *, by: User, from_on: date, until_on: date, note: str = "") -> Leave:
    """Say on which days a person is away, first and last included, by the desk's calendar.

    One's own, or, for who manages people, anybody's. When it begins, now or on its first day, what they have not
    finished goes back. Raises Invalid for days that have passed or stand in the wrong order, Conflict where it
    overlaps another leave, NotAllowed and NotFound.
    """
    person = locked_person(username, by=by)
    refuse_service(person)
    _refuse_bad_days(from_on, until_on)
    words = words_of(note, "/note", limit=300)
    other = person.leaves.filter(ended_at__isnull=True, from_on__lte=until_on, until_on__gte=from_on).first()
    if other is not None:
        days = f"from {other.from_on:%-d %b %Y} to {other.until_on:%-d %b %Y}"
        raise Conflict(f"These days overlap the leave {days}. End that one first.")
    leave = Leave.objects.create(user=person, from_on=from_on, until_on=until_on, note=words, set_by=by)
    data = {"person": person.pk, "from": from_on.isoformat(), "until": until_on.isoformat()}
    record(EventKind.LEAVE_SET, by=by, about=leave, data=data)
    if from_on <= timezone.localdate():
        begin(leave)
    return leave


def _refuse_bad_days(from_on: date, until_on: date) -> None:
    faults = []
    today = timezone.localdate()
    if from_on < today:
        faults.append(Fault(f"{from_on} has passed. A leave begins today or later.", "/from_on"))
    if until_on < from_on:
        faults.append(Fault(f"{until_on} is before the first day, {from_on}.", "/until_on"))
    elif until_on - from_on > LONGEST or from_on - today > LONGEST:
        faults.append(Fault("A leave lasts at most two years and begins within two years.", "/until_on"))
    if faults:
        raise Invalid(*faults)
