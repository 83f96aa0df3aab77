"""An editor brings a text in and names the story it begins."""

from datetime import date

from django.db import transaction

from claims.actions.add_document import add_document
from claims.actions.add_topic import add_topic
from claims.models import Import
from factcheck.core.models import User


@transaction.atomic
def add_document_to_new_topic(
    new_topic: str,
    *,
    by: User,
    text: str = "",
    title: str = "",
    url: str = "",
    publisher: str = "",
    published_on: date | None = None,
    language: str = "",
) -> tuple[Import, bool]:
    """Add a document as `add_document` does, in a topic made for it.

    A text that is here already keeps the topic it has and no topic is made; what an address will say is not known,
    so there it is made at once. Raises Conflict, and adds nothing, when there is such a topic.
    """
    work, is_new = add_document(
        by=by,
        text=text,
        title=title,
        url=url,
        publisher=publisher,
        published_on=published_on,
        language=language,
    )
    if is_new:
        made = add_topic(new_topic, by=by)
        work.topic = made
        work.save(update_fields=["topic"])
        if work.document is not None:
            work.document.topic = made
            work.document.save(update_fields=["topic"])
    return work, is_new
