"""Events for the tests of the history, each committed on its own."""

from django.db import transaction

from factcheck.core.audit import record
from factcheck.core.events import EventKind
from factcheck.core.models import User


def happen(user: User, number: int = 1, *, review: int | None = 5) -> None:
    for count in range(number):
        with transaction.atomic():
            record(EventKind.EVIDENCE_ADDED, by=user, about=user, review_id=review, data={"count": count, "of": 1.10})
