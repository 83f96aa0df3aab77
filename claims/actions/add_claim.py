"""A person adds a claim that the extractor missed, or one without a document."""

from collections.abc import Sequence
from typing import Unpack

from django.db import transaction

from claims.access import document_for, topic_for
from claims.actions._claim_about import set_about
from claims.actions._figures_changed import figures_changed
from claims.actions._set_words import set_words
from claims.actions._write_claim import write_figure, write_links
from claims.actions.claim_parts import About, Link, Number, refuse_bad_day
from claims.actions.link_duplicate import link_duplicate
from claims.extraction.candidate import Kind
from claims.models import Claim, ClaimState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, around, refuse_unstorable


@transaction.atomic
def add_claim(
    *,
    by: User,
    document_id: int | None = None,
    start: int | None = None,
    end: int | None = None,
    text: str = "",
    links: Sequence[Link] = (),
    number: Number | None = None,
    said_on: str = "",
    language: str = "en",
    topic: str = "",
    **about: Unpack[About],
) -> Claim:
    """Add a claim as kept: a span of a document (`start`, `end` in code points), or free-standing by `text`.

    `about` is where it was said and what is wished for its review (see `About`). Raises Invalid when the span is not in
    the document or nothing is said, Conflict when the very span is a claim already.
    """
    require(by, Can.TRIAGE)
    try:
        refuse_unstorable(text)
    except UnstorableText as error:
        raise Invalid(Fault(f"The text holds {error.what}. Remove it and send again.", "/text")) from error
    refuse_bad_day(said_on, "/said_on")
    in_topic = topic_for(by, topic) if topic else None
    claim = Claim(
        text=text.strip(),
        language=language,
        topic=in_topic,
        said_on=said_on,
        kind=Kind.NUMERIC if number else Kind.OTHER,
        state=ClaimState.KEPT,
        added_by=by,
    )
    if document_id is not None:
        document = document_for(by, document_id)
        if start is None or end is None or not 0 <= start < end <= len(document.text):
            raise Invalid(Fault(f"The span must lie within the document's {len(document.text)} characters.", "/start"))
        start, end = _trim(document.text, start, end)
        claim.document, claim.start, claim.end = document, start, end
        claim.quote = document.text[start:end]
        claim.prefix, claim.suffix = around(document.text, start, end)
        claim.text = claim.text or claim.quote
        claim.language, claim.topic = document.language, in_topic or document.topic
        if document.claims.filter(start=start, end=end).exists():
            raise Conflict("These very words are a claim of this document already.")
    number = set_about(claim, about, number)
    if not claim.text:
        raise Invalid(Fault("Say what was claimed, or select words in a document.", "/text"))
    set_words(claim)
    claim.save()
    link_duplicate(claim, by=by)
    write_links(claim, links)
    write_figure(claim, number)
    record(EventKind.CLAIM_ADDED, by=by, about=claim, claim_id=claim.pk)
    figures_changed(claim.topic_id)
    return claim


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends: a selection by hand often carries some."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise Invalid(Fault("Only white space is selected.", "/start"))
    return start, end
