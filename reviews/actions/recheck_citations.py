"""What public verdicts cite is copied again, and a change in it is written down."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from claims.actions.recheck_sources import ALIKE, alike, is_gone, recheck_source, stale_copies
from claims.models import Source
from factcheck.core.audit import record
from factcheck.core.events import EventKind
from factcheck.core.models import Event
from reviews.queries.comebacks import Citation, citations_of, cited_sources

# A page may take a worker some twenty seconds.
AT_ONCE = 20


def recheck_citations() -> int:
    """Have the sources of public verdicts copied again whose last copy was asked for RECHECK_DAYS ago; how many.

    What became of the last copy is looked at first, should its message have been lost.
    """
    every = timedelta(days=settings.RECHECK_DAYS)
    due = stale_copies(every).filter(pk__in=cited_sources().values("source"))[:AT_ONCE]
    asked = 0
    for source_id in due.values_list("pk", flat=True):
        note_changes(source_id)
        asked += recheck_source(source_id, every=every)
    return asked


@transaction.atomic
def note_changes(source_id: UUID) -> int:
    """Record for each public verdict that cites a source whether its newest copy says something else; how many do.

    It does where words that the verdict cites are gone, or the two texts are less than ALIKE the same. Once a copy and
    review: may run twice.
    """
    source = Source.objects.select_for_update(of=("self",)).filter(pk=source_id).first()
    if source is None:
        return 0
    return sum(_note(source, citation) for citation in citations_of(source_id))


def _note(source: Source, citation: Citation) -> bool:
    known = Event.objects.filter(
        review_id=citation.review_id, kind=EventKind.SOURCE_CHANGED, data__snapshot=citation.now.pk
    )
    words = _what_changed(citation)
    if not words or known.exists():
        return False
    record(
        EventKind.SOURCE_CHANGED,
        by=None,
        about=source,
        review_id=citation.review_id,
        claim_id=citation.claim_id,
        data={"round": citation.round, "snapshot": citation.now.pk, "words": words},
    )
    return True


def _what_changed(citation: Citation) -> str:
    """What is to be told of a source that says something else; "" where it does not."""
    then, now = citation.then.text, citation.now.text
    gone = [quote for quote in citation.quotes if is_gone(quote, then=then, now=now)]
    if gone:
        return f"“{citation.title[:120]}” no longer says what is cited: “{gone[0][:200]}”."
    share = alike(then, now)
    if share < ALIKE:
        return f"“{citation.title[:120]}” says something else now: {share:.0%} of its text is the same."
    return ""
