"""Quotations are looked for in the kept copies of their source."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from claims.extraction.find_quote import find_quote
from claims.models import CopyState, Snapshot, Source
from reviews.models import Evidence, QuoteState


@transaction.atomic
def check_quotes(source_id: UUID) -> int:
    """Look for the quotations from a source in its copies, and write down what was found; of how many. May run twice.

    A quotation counts as found where any copy has its words, since a page may have changed after it was read.
    Without a copy that has a text it waits for one that is asked for, or is said to be in none.
    """
    source = Source.objects.filter(pk=source_id).first()
    if source is None:
        return 0
    copies = list(source.snapshots.exclude(text="").defer("headers").order_by("-taken_at", "-id"))
    quoting = Evidence.objects.select_for_update(of=("self",)).filter(source=source, withdrawn_at__isnull=True)
    checked = list(quoting.exclude(quote="").order_by("pk"))
    for evidence in checked:
        evidence.quote_state, evidence.snapshot, evidence.quote_start = _look(evidence.quote, copies, source)
        evidence.save(update_fields=["quote_state", "snapshot", "quote_start"])
    return len(checked)


def unchecked_sources() -> QuerySet[Source]:
    """Sources of quotations that still wait although no copy is on its way: a message was lost."""
    waiting = Evidence.objects.filter(source=OuterRef("pk"), quote_state=QuoteState.WAITING, withdrawn_at__isnull=True)
    return Source.objects.filter(Exists(waiting)).exclude(copy_state=CopyState.ASKED).order_by("added_at")


def _look(quote: str, copies: Sequence[Snapshot], source: Source) -> tuple[QuoteState, Snapshot | None, int | None]:
    if not copies:
        state = QuoteState.WAITING if source.copy_state == CopyState.ASKED else QuoteState.NONE
        return state, None, None
    near: tuple[QuoteState, Snapshot, int] | None = None
    for copy in copies:
        place = find_quote(copy.text, quote)
        if place is not None and place.is_exact:
            return QuoteState.FOUND, copy, place.start
        if place is not None and near is None:
            near = QuoteState.NEAR, copy, place.start
    return near or (QuoteState.NOT_FOUND, copies[0], None)
