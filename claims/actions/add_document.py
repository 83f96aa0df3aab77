"""An editor brings a text in."""

import hashlib
from datetime import date

from django.db import transaction

from claims.access import topic_for
from claims.actions.addresses import refuse_bad_url
from claims.actions.resolve_party import resolve_party
from claims.models import Document, Import
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable

TITLE_LIMIT = 500


@transaction.atomic
def add_document(
    *,
    by: User,
    text: str,
    title: str = "",
    url: str = "",
    publisher: str = "",
    published_on: date | None = None,
    language: str = "en",
    topic: str = "",
) -> tuple[Import, bool]:
    """Store and hash a text exactly as sent, and have a worker extract its claims.

    Returns the import to watch and whether the document is new: the same text a second time adds nothing and
    returns the first document's import. `title` defaults to the first line, `topic` is a slug. Raises Invalid
    for a text that is empty or that PostgreSQL cannot hold, NotFound for a topic that is not there.
    """
    require(by, Can.ADD_DOCUMENT)
    _refuse_bad_text(text, "/text")
    _refuse_bad_text(title or "title", "/title")
    refuse_bad_url(url)
    in_topic = topic_for(by, topic) if topic else None
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document, is_new = Document.objects.get_or_create(
        sha256=sha256,
        defaults={
            "title": (title.strip() or _first_line(text))[:TITLE_LIMIT],
            "text": text,
            "url": url,
            "publisher": resolve_party(publisher) if publisher.strip() else None,
            "published_on": published_on,
            "language": language,
            "topic": in_topic,
            "added_by": by,
        },
    )
    if not is_new:
        # The text may stand in a topic that does not exist for this person: then say no more than that.
        if not _may_see(by, document):
            raise Invalid(Fault("This text cannot be added here. Ask an administrator.", "/text"))
        return document.imports.order_by("id")[0], False
    work = Import.objects.create(document=document, created_by=by)
    record(EventKind.DOCUMENT_ADDED, by=by, about=document, data={"title": document.title, "sha256": sha256})
    after_commit("claims.run_import", import_id=work.pk)
    return work, True


def _may_see(person: User, document: Document) -> bool:
    return (
        document.topic is None
        or not document.topic.is_restricted
        or person.topics.filter(pk=document.topic.pk).exists()
    )


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "Untitled")


def _refuse_bad_text(text: str, pointer: str) -> None:
    if not text.strip():
        raise Invalid(Fault("There is no text. Paste the article's words.", pointer))
    try:
        refuse_unstorable(text)
    except UnstorableText as error:
        raise Invalid(
            Fault(f"Line {error.line}, column {error.column} holds {error.what}. Remove it and send again.", pointer)
        ) from error
