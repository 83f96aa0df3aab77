"""An editor brings a text in."""

import hashlib
from datetime import date
from typing import Any

from django.db import transaction

from claims.access import sees_document, topic_for
from claims.actions.addresses import refuse_bad_url, refuse_unfetchable
from claims.actions.resolve_party import resolve_party
from claims.intake.kinds import Format
from claims.models import Document, Import, Topic
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
    text: str = "",
    title: str = "",
    url: str = "",
    publisher: str = "",
    published_on: date | None = None,
    language: str = "",
    topic: str = "",
) -> tuple[Import, bool]:
    """Store and hash a text exactly as sent, or take an address alone, and have a worker do the rest.

    With a text, returns the import to watch and whether the document is new: the same text a second time adds
    nothing and returns the first document's import. With `url` alone a worker fetches the page; the import has no
    document until then. `title` defaults to the first line or the page's own, `language` to the page's own or
    English; `topic` is a slug. Raises Invalid for a text that is empty or that PostgreSQL cannot hold and for an
    address that is not fetched, NotFound for a topic that is not there.
    """
    require(by, Can.ADD_DOCUMENT)
    url = url.strip()
    if not text.strip() and not url:
        raise Invalid(Fault("There is no text. Send the article's words, or its address alone.", "/text"))
    if text.strip() or not url:
        _refuse_bad_text(text, "/text")
    _refuse_bad_text(title or "title", "/title")
    _refuse_bad_text(publisher or "publisher", "/publisher")
    _refuse_bad_text(url or "url", "/url")
    in_topic = topic_for(by, topic) if topic else None
    if not text.strip():
        about = {"title": title.strip(), "publisher": publisher.strip(), "language": language}
        if published_on is not None:
            about["published_on"] = published_on.isoformat()
        return ask_for_page(url, by=by, topic=in_topic, asked=about), True
    refuse_bad_url(url)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document, is_new = Document.objects.get_or_create(
        sha256=sha256,
        defaults={
            "title": (title.strip() or _first_line(text))[:TITLE_LIMIT],
            "text": text,
            "url": url,
            "publisher": resolve_party(publisher) if publisher.strip() else None,
            "published_on": published_on,
            "language": language or "en",
            "topic": in_topic,
            "added_by": by,
        },
    )
    if not is_new:
        # The text may stand in a topic that does not exist for this person: then say no more than that.
        if not sees_document(by, document):
            raise Invalid(Fault("This text cannot be added here. Ask an administrator.", "/text"))
        return document.imports.order_by("id")[0], False
    work = Import.objects.create(document=document, created_by=by)
    record(EventKind.DOCUMENT_ADDED, by=by, about=document, data={"title": document.title, "sha256": sha256})
    after_commit("claims.run_import", import_id=work.pk)
    return work, True


@transaction.atomic
def ask_for_page(url: str, *, by: User, topic: Topic | None, asked: dict[str, Any]) -> Import:
    """Have a worker fetch an address and make a document of what it says; `asked` is what is known of it.

    The import is seen by whoever sees its topic, as the document will be. Raises Invalid for an address that is
    never fetched.
    """
    require(by, Can.ADD_DOCUMENT)
    refuse_unfetchable(url)
    work = Import.objects.create(
        format=Format.URL,
        url=url,
        asked={name: value for name, value in asked.items() if value},
        topic=topic,
        language=asked.get("language") or "en",
        created_by=by,
    )
    record(EventKind.IMPORT_RECEIVED, by=by, about=work, data={"format": work.format, "url": url})
    after_commit("claims.run_import", import_id=work.pk)
    return work


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
