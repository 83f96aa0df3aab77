"""Who may see what: nobody fetches a protected row but through here."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from claims.models import Claim, Document, ExternalCheck, Feed, Import, ImportRow, Topic
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound, Stale
from factcheck.core.models import User
from factcheck.core.permissions import Person, may

# In SQL, for it stands in nearly every statement of the desk: Django took longer to build it than PostgreSQL to run it.
_VISIBLE = """
SELECT id FROM claims_topic WHERE NOT is_restricted
    OR id IN (SELECT topic_id FROM claims_topic_members WHERE user_id = %s)
"""


def visible_topics(person: Person) -> QuerySet[Topic]:
    """Topics that exist for a person: open ones and those they are a member of."""
    if not isinstance(person, User) or not may(person, Can.SEE_DESK):
        return Topic.objects.none()
    return Topic.objects.filter(pk__in=_topics_of(person))


def in_visible_topic(person: Person, path: str = "topic") -> Q:
    """The condition that a row's topic, at `path`, exists for a person; rows without a topic do."""
    of_none = Q(**{f"{path}__isnull": True})
    if not isinstance(person, User) or not may(person, Can.SEE_DESK):
        return of_none
    return of_none | Q(**{f"{path}__in": _topics_of(person)})


def _topics_of(person: User) -> RawSQL:
    return RawSQL(_VISIBLE, [person.pk])  # noqa: S611  (the number of a person is all that goes in)


def visible_documents(person: Person) -> QuerySet[Document]:
    """Documents that a person may read, newest first."""
    if not may(person, Can.SEE_DESK):
        return Document.objects.none()
    return Document.objects.filter(in_visible_topic(person)).order_by("-id")


def visible_claims(person: Person) -> QuerySet[Claim]:
    """Claims that a person may read. A claim in a restricted topic or document does not exist for others."""
    if not may(person, Can.SEE_DESK):
        return Claim.objects.none()
    return Claim.objects.filter(in_visible_topic(person), in_visible_topic(person, "document__topic"))


def seen_wherever(claim: Claim) -> Q:
    """The condition that another claim exists for everybody for whom this one does: what may be told of it to all."""
    own = {claim.topic_id, claim.document.topic_id if claim.document else None} - {None}
    is_seen = Q()
    for path in ("topic", "document__topic"):
        is_open = Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__is_restricted": False})
        is_seen &= is_open | Q(**{f"{path}__in": own})
    return is_seen


def visible_imports(person: Person) -> QuerySet[Import]:
    """Imports that a person may watch: those of others only while nothing of them is in a restricted topic."""
    if not isinstance(person, User) or not may(person, Can.SEE_DESK):
        return Import.objects.none()
    exists = in_visible_topic(person) & in_visible_topic(person, "document__topic")
    own = Q(created_by=person) & ~Q(pk__in=_imports_into(hidden_topics(person)))
    return Import.objects.filter(exists, Q(is_restricted=False) | own).order_by("-id")


def hidden_topics(person: User) -> QuerySet[Topic]:
    """Topics that are restricted to others: a person may have sent what is in them before they were."""
    return Topic.objects.filter(is_restricted=True).exclude(pk__in=person.topics.values("pk"))


def _imports_into(topics: QuerySet[Topic]) -> QuerySet[Any]:
    """Keys of imports that brought a claim into one of these topics, or linked a row to one there."""
    hidden = Claim.objects.filter(Q(topic__in=topics) | Q(document__topic__in=topics)).order_by()
    rows = ImportRow.objects.filter(claim__in=hidden.values("pk")).order_by().values_list("work")
    return hidden.filter(imported_in__isnull=False).values_list("imported_in").union(rows, all=True)


def visible_checks(person: Person) -> QuerySet[ExternalCheck]:
    """Fact-checks of others that a person may read. They were published, and belong to no topic."""
    return ExternalCheck.objects.all() if may(person, Can.SEE_DESK) else ExternalCheck.objects.none()


def visible_feeds(person: Person) -> QuerySet[Feed]:
    """Feeds that exist for a person, newest first: one that feeds a restricted topic does for its members alone."""
    if not may(person, Can.SEE_DESK):
        return Feed.objects.none()
    return Feed.objects.filter(in_visible_topic(person)).order_by("-id")


def feed_for(person: Person, feed_id: int, *, lock: bool = False, expected_version: int | None = None) -> Feed:
    """One feed, locked for change on request.

    Raises NotFound when it is not there for this person, Stale when it has moved on from `expected_version`.
    """
    feeds = visible_feeds(person).select_related("publisher", "topic", "added_by").filter(pk=feed_id)
    feed = (feeds.select_for_update(of=("self",)) if lock else feeds).first()
    if feed is None:
        raise NotFound(f"There is no feed {feed_id}.")
    if expected_version is not None and feed.version != expected_version:
        raise Stale(f"Feed {feed_id} was changed meanwhile: you had version {expected_version}, now {feed.version}.")
    return feed


def sees_document(person: Person, document: Document) -> bool:
    """Whether a document exists for a person."""
    return visible_documents(person).filter(pk=document.pk).exists()


def document_for(person: Person, document_id: int) -> Document:
    """One document. Raises NotFound when it is not there for this person."""
    document = visible_documents(person).select_related("topic", "publisher", "added_by").filter(pk=document_id).first()
    if document is None:
        raise NotFound(f"There is no document {document_id}.")
    return document


def import_for(person: Person, import_id: int) -> Import:
    """One import. Raises NotFound when it is not there for this person."""
    found = visible_imports(person).select_related("document", "created_by").filter(pk=import_id).first()
    if found is None:
        raise NotFound(f"There is no import {import_id}.")
    return found


def check_for(person: Person, check_id: int) -> ExternalCheck:
    """One fact-check of others. Raises NotFound when it is not there for this person."""
    found = visible_checks(person).select_related("publisher").filter(pk=check_id).first()
    if found is None:
        raise NotFound(f"There is no external check {check_id}.")
    return found


def topic_for(person: Person, slug: str) -> Topic:
    """One topic. Raises NotFound when it is not there for this person."""
    topic = visible_topics(person).filter(slug=slug).first()
    if topic is None:
        raise NotFound(f"There is no topic {slug}.")
    return topic


def claim_for(person: Person, claim_id: int, *, lock: bool = False, expected_version: int | None = None) -> Claim:
    """One claim, locked for change on request.

    Raises NotFound when it is not there for this person, Stale when it has moved on from `expected_version`.
    """
    claims = visible_claims(person).filter(pk=claim_id)
    claim = (claims.select_for_update(of=("self",)) if lock else claims).first()
    if claim is None:
        raise NotFound(f"There is no claim {claim_id}.")
    if expected_version is not None and claim.version != expected_version:
        raise Stale(f"Claim {claim_id} was changed meanwhile: you had version {expected_version}, now {claim.version}.")
    return claim
