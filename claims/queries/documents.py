"""The list of documents, and what one of them is surrounded by."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from claims.access import visible_claims, visible_documents, visible_imports, visible_topics
from claims.models import ClaimState, Document, Import, Topic
from factcheck.core.permissions import Person

PAGE_SIZE = 25


@dataclass
class ClaimCounts:
    """How many claims of a document stand where, as far as a person may see them."""

    undecided: int = 0
    kept: int = 0
    dropped: int = 0
    merged: int = 0

    @property
    def all(self) -> int:
        return self.undecided + self.kept + self.dropped + self.merged

    def add(self, state: str, number: int = 1) -> None:
        """Count `number` more claims in a state of triage."""
        setattr(self, state, getattr(self, state) + number)


@dataclass(frozen=True)
class DocumentRow:
    """A document in the list; `work` is its latest import."""

    document: Document
    counts: ClaimCounts
    work: Import | None


@dataclass(frozen=True)
class DocumentPage:
    """One page of the list. `newer` and `older` are the ids to go on from, None at an end."""

    rows: list[DocumentRow] = field(default_factory=list)
    newer: int | None = None
    older: int | None = None


def documents_page(
    person: Person, *, words: str = "", before: int | None = None, after: int | None = None
) -> DocumentPage:
    """Documents that a person may read, newest first, `PAGE_SIZE` a page, whose title has `words` in it.

    The page ends before the document `before`, or begins after `after`. Three queries, however many rows.
    """
    documents = visible_documents(person).select_related("publisher", "added_by").defer("text")
    if words:
        documents = documents.filter(title__icontains=words)
    if after is not None:
        found = list(documents.filter(pk__gt=after).order_by("id")[: PAGE_SIZE + 1])
        has_newer, has_older = len(found) > PAGE_SIZE, True
        found = found[:PAGE_SIZE][::-1]
    else:
        older = documents if before is None else documents.filter(pk__lt=before)
        found = list(older[: PAGE_SIZE + 1])
        has_newer, has_older = before is not None, len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
    counts = _counts(person, found)
    works = _works(person, found)
    return DocumentPage(
        rows=[DocumentRow(document, counts[document.pk], works.get(document.pk)) for document in found],
        newer=found[0].pk if found and has_newer else None,
        older=found[-1].pk if found and has_older else None,
    )


def latest_import(person: Person, document: Document) -> Import | None:
    """The import that brought a document in, the last one if there were several."""
    return visible_imports(person).filter(document=document).first()


def topics_of(person: Person) -> list[Topic]:
    """Topics that exist for a person, by title."""
    return list(visible_topics(person).order_by("title", "slug"))


def _counts(person: Person, documents: list[Document]) -> defaultdict[int, ClaimCounts]:
    rows = (
        visible_claims(person)
        .filter(document__in=documents)
        .order_by()
        .values_list("document_id", "state")
        .annotate(number=Count("pk"))
    )
    counts: defaultdict[int, ClaimCounts] = defaultdict(ClaimCounts)
    for document_id, state, number in rows:
        if document_id is not None:
            counts[document_id].add(ClaimState(state).value, number)
    return counts


def _works(person: Person, documents: list[Document]) -> dict[int, Import]:
    rows = visible_imports(person).filter(document__in=documents).order_by("document_id", "-id")
    return {work.document_id: work for work in rows.distinct("document_id") if work.document_id is not None}
