"""An editor has a document read again, by the extractors as they are now."""

from django.db import transaction

from claims.access import document_for
from claims.models import OPEN_IMPORT_STATES, Document, Import
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def extract_again(document_id: int, *, by: User) -> Import:
    """Have a worker read a document again (`read_again`); the import to watch.

    Whoever asks while the document is being read gets the import that is at it. Raises NotFound for a document that
    does not exist for this person.
    """
    require(by, Can.TRIAGE)
    document = document_for(by, document_id)
    # Two clicks at once are one wish.
    Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    at_it = document.imports.filter(state__in=OPEN_IMPORT_STATES).order_by("-id").first()
    if at_it is not None:
        return at_it
    work = Import.objects.create(
        document=document, created_by=by, language=document.language, asked={"read_again": True}
    )
    record(EventKind.IMPORT_RECEIVED, by=by, about=work, data={"name": document.title, "document": document.pk})
    after_commit("claims.run_import", import_id=work.pk)
    return work
