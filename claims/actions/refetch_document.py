"""Somebody asks whether a document's address still says what it said."""

from django.db import transaction

from claims.access import document_for
from claims.actions.add_document import ask_for_page
from claims.intake.kinds import Format
from claims.models import OPEN_IMPORT_STATES, Document, Import
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def refetch_document(document_id: int, *, by: User) -> Import:
    """Have a worker fetch a document's address again and compare; the import to watch.

    The same bytes leave a note of when they were looked at; other bytes with the same text a new Snapshot; another
    text a new Snapshot and a new version of the document, extracted in the same import. Whoever asks while it is
    being fetched gets the import that is at it. Raises Invalid for a document without an address, or with one that
    is never fetched.
    """
    require(by, Can.ADD_DOCUMENT)
    document = document_for(by, document_id)
    if not document.url:
        raise Invalid(Fault("This document has no address to fetch.", "/url"))
    # Two clicks at once are one wish.
    Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    at_it = Import.objects.filter(format=Format.URL, state__in=OPEN_IMPORT_STATES, asked__again=document.pk).first()
    if at_it is not None:
        return at_it
    return ask_for_page(document.url, by=by, topic=document.topic, asked={"again": document.pk})
