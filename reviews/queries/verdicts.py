"""Reads of what is public: current publications and their old versions, corrections, what lists filter by."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Func, QuerySet
from django.utils.encoding import iri_to_uri

from factcheck.core.errors import NotFound
from factcheck.core.text import fold
from reviews.models import Correction, Publication, PublicationStatus, Rating, Review, Scale

# What the database's lower() leaves apart and `fold` brings together; both sides of a search go through it.
_ALIKE = {
    **{chr(0x660 + digit): str(digit) for digit in range(10)},
    **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    "ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ۀ": "ه",
    "‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "\u2010": "-", "\u2011": "-", "\u200c": " ", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[,٬](?=[0-9])")
_MOST_WORDS = 12
_FIELDS = ("text", "quote")


def _quoted(letters: Iterable[str]) -> str:
    """Letters as the inside of an SQL literal."""
    return "".join(letters).replace("'", "''")


class _Searched(Func):
    """The words of a frozen body in one plain form: claim, speakers, topic and rationale."""

    output_field = CharField()
    # Column and constants only: nothing of a request is in this text.
    template = (
        "regexp_replace(translate(lower(concat_ws(' ', "
        + "".join(f"%(expressions)s #>> '{{claim,{field}}}', " for field in _FIELDS)
        + "jsonb_path_query_array(%(expressions)s, '$.claim.claimants[*].name')::text, "
        "%(expressions)s #>> '{claim,topic,title}', %(expressions)s ->> 'rationale')), "
        f"'{_quoted(_ALIKE)}', '{_quoted(_ALIKE.values())}'), "
        "'(?<=[0-9])[,٬](?=[0-9])', '', 'g')"
    )


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

    `rating` and `topic` are slugs. `q` finds verdicts that hold each of its words, in any script's digits,
    with or without separators in numbers. `updated_since` takes those whose current version was published
    then or later.
    """
    found = Publication.objects.filter(is_current=True).order_by("-sequence")
    exact = {
        "body__rating__slug": rating,
        "body__claim__topic__slug": topic,
        "language": language,
        "status": status,
    }
    for column, value in exact.items():
        if value:
            # PostgreSQL holds no NUL, so nothing can equal a text with one, and it refuses to be asked.
            found = found.none() if "\0" in value else found.filter(**{column: value})
    if updated_since is not None:
        found = found.filter(published_at__gte=updated_since)
    words = _words(q)
    if words:
        found = found.alias(searched=_Searched(F("body")))
        for word in words:
            found = found.filter(searched__contains=word)
    return found


def publication_of(review_id: int, version: int | None = None) -> Publication:
    """The current publication of a review, or the given version of it. Raises NotFound."""
    found = Publication.objects.filter(review_id=review_id)
    found = found.filter(is_current=True) if version is None else found.filter(version=version)
    publication = found.select_related("verdict").first()
    if publication is None:
        raise NotFound(
            "No such verdict is published." if version is None else "This verdict has no such version."
        )
    return publication


def current_publication(review: Review) -> Publication | None:
    """What is public of a review now, if anything."""
    return review.publications.filter(is_current=True).first()


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
    """What current publications can be filtered by. One query."""
    rows = (
        Publication.objects.filter(is_current=True)
        .order_by()
        .values_list(
            "body__rating__position", "body__rating__slug", "body__rating__label",
            "body__claim__topic__slug", "body__claim__topic__title", "language",
        )
        .distinct()
    )  # fmt: skip
    ratings: dict[str, tuple[int, str]] = {}
    topics: dict[str, str] = {}
    languages: set[str] = set()
    for position, slug, label, topic, title, language in rows:
        ratings.setdefault(slug, (position, label))
        languages.add(language)
        if topic:
            topics.setdefault(topic, title)
    return Choices(
        ratings=[(slug, label) for slug, (_, label) in sorted(ratings.items(), key=lambda item: item[1])],
        topics=sorted(topics.items(), key=lambda item: item[1]),
        languages=sorted(languages),
    )


def ratings_of(scale_id: int) -> list[Rating]:
    """The ratings of a scale in their order."""
    return list(Rating.objects.filter(scale_id=scale_id).order_by("position"))


def default_scale() -> Scale:
    """The scale that new reviews are rated on, with its ratings at hand."""
    return Scale.objects.prefetch_related("ratings").get(is_default=True)


def absolute(body: dict[str, Any], site: str) -> dict[str, Any]:
    """A frozen body with the site before its addresses, as URIs (letters outside ASCII percent-encoded)."""
    return {**body, "url": iri_to_uri(f"{site}{body['url']}"), "self": f"{site}{body['self']}"}


def as_public(publication: Publication, site: str) -> dict[str, Any]:
    """The JSON of a verdict as every face gives it: frozen, but a replaced version says that it is."""
    body = absolute(publication.body, site)
    return body if publication.is_current else {**body, "status": PublicationStatus.SUPERSEDED.value}


def _words(q: str) -> list[str]:
    """The words of a search in the plain form of `_Searched`."""
    plain = _BETWEEN_DIGITS.sub("", fold(q.replace("\0", " ")))
    return ["".join(_ALIKE.get(letter, letter) for letter in word) for word in plain.split()[:_MOST_WORDS]]
