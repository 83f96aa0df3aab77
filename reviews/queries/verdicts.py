"""Reads of what is public: current publications and their old versions, corrections, what lists filter by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, TextField, Value
from django.utils.encoding import iri_to_uri

from claims.models import Topic
from factcheck.core.errors import NotFound
from reviews.models import Correction, Publication, PublicationStatus, Rating

_LONGEST_SEARCH = 300


class _Holds(Func):
    """Whether a frozen body holds the words; the index publication_words is on this very expression."""

    template = "(verdict_words(%(expressions)s))"
    arg_joiner = ") @@ verdict_query("
    output_field = BooleanField()


class _TopicSlug(Func):
    """The slug of a frozen body's topic; the index publication_topic is on this very expression."""

    template = "(%(expressions)s #>> '{claim,topic,slug}')"
    output_field = TextField()


@dataclass(frozen=True)
class Version:
    """One version of a verdict that was or is public."""

    number: int
    published_at: datetime
    status: str
    is_current: bool


@dataclass(frozen=True)
class Choices:
    """What the public list can be filtered by, as (value, words)."""

    ratings: list[tuple[str, str]]
    topics: list[tuple[str, str]]
    languages: list[str]


def current_verdicts(
    *,
    rating: str = "",
    topic: str = "",
    language: str = "",
    status: str = "",
    q: str = "",
    updated_since: datetime | None = None,
) -> QuerySet[Publication]:
    """Current publications, newest first; retracted ones are among them, and say so.

    `rating` and `topic` are slugs. `q` finds verdicts that hold each of its words or words that begin with
    them, in any script's digits, with or without separators in numbers. `updated_since` takes those whose current
    version was published then or later.
    """
    found = Publication.objects.filter(is_current=True).order_by("-sequence")
    if "\0" in f"{rating}{topic}{language}{status}":
        # PostgreSQL holds no NUL, so nothing can equal a text with one, and it refuses to be asked.
        return found.none()
    if rating:
        found = found.filter(verdict__rating__slug=rating)
    if topic:
        found = found.alias(in_topic=_TopicSlug(F("body"))).filter(in_topic=topic)
    if language:
        found = found.filter(language=language)
    if status:
        found = found.filter(status=status)
    if updated_since is not None:
        found = found.filter(published_at__gte=updated_since)
    words = q.replace("\0", " ").strip()[:_LONGEST_SEARCH]
    if words:
        found = found.filter(_Holds(F("body"), Value(words)))
    return found


def publication_of(review_id: int, version: int | None = None) -> Publication:
    """The current publication of a review, or the given version of it. Raises NotFound."""
    found = Publication.objects.filter(review_id=review_id)
    found = found.filter(is_current=True) if version is None else found.filter(version=version)
    publication = found.select_related("verdict").first()
    if publication is None:
        raise NotFound("No such verdict is published." if version is None else "This verdict has no such version.")
    return publication


def versions_of(review_id: int) -> list[Version]:
    """Every version that was public, newest first."""
    rows = Publication.objects.filter(review_id=review_id).order_by("-version")
    return [Version(*row) for row in rows.values_list("version", "published_at", "status", "is_current")]


def same_topic(publication: Publication, limit: int = 5) -> list[Publication]:
    """The newest other verdicts of the topic that stand."""
    topic = publication.body["claim"]["topic"]
    if topic is None:
        return []
    others = current_verdicts(topic=topic["slug"]).exclude(review_id=publication.review_id)
    return list(others.exclude(status=PublicationStatus.RETRACTED)[:limit])


def corrections() -> QuerySet[Correction]:
    """Every correction, update and retraction with its publication, newest first."""
    return Correction.objects.select_related("publication").order_by("-publication__sequence")


def filter_choices() -> Choices:
    """What current publications can be filtered by. Three queries, none of which opens a frozen body."""
    current = Publication.objects.filter(is_current=True).order_by()
    rated = current.values("verdict__rating_id")
    ratings = Rating.objects.filter(pk__in=rated).order_by("position").values_list("slug", "label")
    topics = Topic.objects.filter(claims__reviews__publications__is_current=True).order_by("title").distinct()
    languages = current.values_list("language", flat=True).distinct()
    return Choices(
        ratings=list(dict(ratings).items()),
        topics=list(topics.values_list("slug", "title")),
        languages=sorted(languages),
    )


def ratings_of(scale_id: int) -> list[Rating]:
    """The ratings of a scale in their order."""
    return list(Rating.objects.filter(scale_id=scale_id).order_by("position"))


def absolute(body: dict[str, Any], site: str) -> dict[str, Any]:
    """A frozen body with the site before its addresses, as URIs (letters outside ASCII percent-encoded)."""
    made = {**body, "url": iri_to_uri(f"{site}{body['url']}"), "self": f"{site}{body['self']}"}
    if body.get("reused_from"):
        made["reused_from"] = absolute(body["reused_from"], site)
    return made


def as_public(publication: Publication, site: str) -> dict[str, Any]:
    """The JSON of a verdict as every face gives it: frozen, but a replaced version says that it is."""
    body = absolute(publication.body, site)
    return body if publication.is_current else {**body, "status": PublicationStatus.SUPERSEDED.value}
