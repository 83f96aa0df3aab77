"""Leaves whose first day has come begin: what the person has not finished goes back."""

from django.db import transaction
from django.utils import timezone

from factcheck.core.audit import record
from factcheck.core.clock import database_now
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.actions._hand_back_all import hand_back_all
from reviews.models import Leave

REASON = "leave began"


def begin_leaves() -> int:
    """Begin every leave whose first day has come; how many did. One at a time, so that one bad row holds back none."""
    today = timezone.localdate()
    due = Leave.objects.filter(from_on__lte=today, until_on__gte=today, began_at__isnull=True, ended_at__isnull=True)
    return sum(_begin_if_due(leave_id) for leave_id in due.values_list("pk", flat=True))


@transaction.atomic
def _begin_if_due(leave_id: int) -> int:
    user_id = Leave.objects.values_list("user", flat=True).get(pk=leave_id)
    # As the verbs about people do: the person first, then their leaves, then reviews.
    User.objects.select_for_update(no_key=True).get(pk=user_id)
    leave = Leave.objects.select_related("user").filter(pk=leave_id, began_at__isnull=True, ended_at__isnull=True)
    found = leave.first()
    if found is None:
        return 0
    begin(found)
    return 1


def begin(leave: Leave) -> None:
    """Hand back what the person has not finished and say so to them. The caller holds the person's row lock."""
    leave.began_at = database_now()
    leave.save(update_fields=["began_at"])
    freed = hand_back_all(leave.user, reason=REASON)
    data = {"user": leave.user_id, "returned": ", ".join(map(str, freed)) or "nothing"}
    record(EventKind.LEAVE_BEGUN, by=None, about=leave, data=data)
