"""An editor brings an article in as a file."""

from datetime import date
from pathlib import PurePath
from typing import BinaryIO

from django.db import transaction

from claims.actions.add_topic import add_topic
from claims.actions.addresses import refuse_bad_url
from claims.actions.receive_import import receive_import
from claims.intake.kinds import Format, Makes
from claims.models import Import
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable

# What a name promises is taken at its word: an article with many commas is no table.
_FORMATS = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
}


@transaction.atomic
def add_document_file(
    *,
    by: User,
    file: BinaryIO,
    name: str,
    title: str = "",
    url: str = "",
    publisher: str = "",
    published_on: date | None = None,
    language: str = "",
    topic: str = "",
    new_topic: str = "",
) -> Import:
    """Store and hash a file of one article (text, HTML or PDF) and have a worker make a document of it.

    What is said here goes before what the file says of itself. `topic` is a slug, `new_topic` the title of one to be
    made. Returns the import to watch. Raises Invalid for a file that is no article, Conflict for a new topic that
    there is, NotFound for a topic that is not there.
    """
    require(by, Can.ADD_DOCUMENT)
    refuse_bad_url(url)
    try:
        refuse_unstorable(title + url + publisher + language)
    except UnstorableText as error:
        raise Invalid(Fault(f"The title, address or publisher holds {error.what}. Remove it.", "/title")) from error
    topic = add_topic(new_topic, by=by).slug if new_topic else topic
    work = receive_import(
        by=by,
        file=file,
        name=name,
        format=_FORMATS.get(PurePath(name).suffix.lower(), ""),
        topic=topic,
        language=language or "en",
    )
    if work.makes != Makes.DOCUMENTS:
        raise Invalid(Fault(f"This is a file of {work.makes}, not of an article. Bring it in as an import.", "/file"))
    about = {"title": title.strip(), "publisher": publisher.strip(), "language": language}
    if published_on is not None:
        about["published_on"] = published_on.isoformat()
    work.url = url
    work.asked = {**work.asked, **{key: value for key, value in about.items() if value}}
    work.save(update_fields=["url", "asked"])
    return work
