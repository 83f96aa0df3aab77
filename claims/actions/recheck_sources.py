"""Sources that were copied are copied again now and then, and what changed in them is measured."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from rapidfuzz import fuzz

from claims.models import CopyState, Source
from factcheck.core.clock import database_now
from factcheck.core.later import after_commit
from factcheck.core.text import fold

# Folded texts less alike than this say something else: a new date line or a corrected letter stays above it.
ALIKE = 0.95
_COMPARED = 200_000  # characters of a text; comparing grows with their product


def stale_copies(every: timedelta) -> QuerySet[Source]:
    """Sources with an address and a copy that nobody has asked for within `every`, longest ago first."""
    return Source.objects.filter(
        Q(copy_asked_at__lt=Now() - every) | Q(copy_asked_at__isnull=True), copy_state=CopyState.KEPT
    ).exclude(url="").order_by("copy_asked_at")  # fmt: skip


@transaction.atomic
def recheck_source(source_id: UUID, *, every: timedelta) -> bool:
    """Have a worker copy a source's page once more, by the clock; whether it was due.

    A copy that is on its way, or was asked for within `every` by the database's clock, is not asked for. Where the
    page cannot be had the older copy stays: a failed fetch is no change.
    """
    source = Source.objects.select_for_update(of=("self",)).filter(pk=source_id).first()
    if source is None or not stale_copies(every).filter(pk=source_id).exists():
        return False
    source.copy_state, source.copy_problem = CopyState.ASKED, ""
    source.copy_asked_at, source.copy_tries = database_now(), 0
    source.save(update_fields=["copy_state", "copy_problem", "copy_asked_at", "copy_tries"])
    after_commit("claims.archive_source", source_id=str(source.pk))
    return True


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1, whatever their case, spaces, quotation marks and dashes.

    Indel likeness: 1 - (letters to insert and delete) / (letters of both).
    """
    return fuzz.ratio(fold(one[:_COMPARED]), fold(other[:_COMPARED])) / 100


def is_gone(quote: str, *, then: str, now: str) -> bool:
    """Whether words that stood in a text stand in it no more. Words that never stood there are not gone."""
    words = fold(quote)
    return bool(words) and words in fold(then) and words not in fold(now)
