"""A source is named by its address or its citation."""

from datetime import date

from claims.actions.addresses import refuse_bad_url
from claims.actions.archive_source import ask_for_copy
from claims.actions.resolve_party import resolve_party
from claims.models import Source, SourceKind
from factcheck.core.errors import Fault, Invalid
from factcheck.core.models import User
from factcheck.core.text import UnstorableText, refuse_unstorable


def add_source(
    *,
    by: User,
    title: str = "",
    url: str = "",
    kind: SourceKind = SourceKind.DOCUMENT,
    publisher: str = "",
    published_on: date | None = None,
) -> Source:
    """A source by `url`, or by its citation in `title`; the same person naming it again gets the same row.

    Rows are not shared between people here: a colleague in a blind round must not learn from a known address
    that somebody else has used it. The page of a new one is copied by a worker. Raises Invalid.
    """
    title, url = " ".join(title.split()), url.strip()
    if not title and not url:
        raise Invalid(Fault("Give the source's address or its citation.", "/source"))
    try:
        refuse_unstorable(title + url + publisher)
    except UnstorableText as error:
        raise Invalid(Fault(f"The source holds {error.what}. Remove it and send again.", "/source")) from error
    refuse_bad_url(url)
    same = Source.objects.filter(added_by=by)
    known = (same.filter(url=url) if url else same.filter(url="", title=title[:500])).first()
    if known is not None:
        return known
    source = Source.objects.create(
        title=(title or url)[:500],
        url=url,
        kind=kind,
        publisher=resolve_party(publisher) if publisher.strip() else None,
        published_on=published_on,
        added_by=by,
    )
    return ask_for_copy(source.pk, by=by) if url else source
