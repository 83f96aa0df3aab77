"""Writing down what happened: the event and, where anybody is told, its outbox row, in the caller's transaction."""

from typing import Any

from django.db import connection
from django.db.models import Model

from factcheck.core.events import UNTOLD, EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import Event, OutboxEntry, User


def record(
    kind: EventKind,
    *,
    by: User | None,
    about: Model,
    review_id: int | None = None,
    claim_id: int | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Record that `kind` happened to `about`, done by `by` (None: the system itself).

    Must run inside the transaction of the change, so that neither can be without the other. Everything told
    to anyone is derived from the row; `data` holds JSON values, never another person's blind work.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{kind} must be recorded inside the transaction of its change.")
    event = Event.objects.create(
        kind=kind,
        by=by,
        about_kind=about._meta.model_name or "",
        about_id=str(about.pk),
        review_id=review_id,
        claim_id=claim_id,
        data=data or {},
    )
    if kind not in UNTOLD:
        OutboxEntry.objects.create(event=event)
        after_commit("reviews.drain_outbox")
    return event
