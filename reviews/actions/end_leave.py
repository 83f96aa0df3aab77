"""Somebody is back early, or does not go."""

from django.db import transaction
from django.utils import timezone

from factcheck.core.audit import record
from factcheck.core.clock import database_now
from factcheck.core.errors import NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.actions._person import locked_person, manages
from reviews.models import Leave


@transaction.atomic
def end_leave(leave_id: int, *, by: User) -> Leave:
    """End a leave today, or call it off before it began. What went back stays there.

    Raises NotFound for somebody else's, unless one manages people; WrongState when it is over.
    """
    owner = Leave.objects.filter(pk=leave_id).values_list("user_id", "user__username").first()
    if owner is None or not manages(by, owner[0]):
        raise NotFound(f"There is no leave {leave_id}.")
    locked_person(owner[1], by=by)
    leave = Leave.objects.get(pk=leave_id)
    if leave.ended_at is not None or leave.until_on < timezone.localdate():
        raise WrongState("This leave is over.")
    leave.ended_at = database_now()
    leave.save(update_fields=["ended_at"])
    record(EventKind.LEAVE_ENDED, by=by, about=leave, data={"person": leave.user_id})
    return leave
