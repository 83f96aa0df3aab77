"""What readers and search engines would get if the standing verdict were published now."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString

from factcheck.core.models import User
from reviews.actions.freeze import freeze
from reviews.eligibility import may_publish
from reviews.models import Publication, PublicationStatus, Rating, Review, Verdict
from reviews.queries.preview import standing_verdict


@dataclass(frozen=True)
class Preview:
    """The JSON that would be frozen, the verdict it is made of, and what it would replace."""

    body: dict[str, Any]
    verdict: Verdict
    public: Publication | None

    @property
    def rationale_html(self) -> str:
        return SafeString(self.body["rationale_html"])

    @property
    def ratings(self) -> list[Rating]:
        return list(self.verdict.scale.ratings.all())

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """The evidence as readers see it."""
        return [
            {
                "key": item["key"],
                "stance": item["stance"],
                "title": item["source"]["title"],
                "href": item["source"]["url"],
                "on": item["source"]["published_on"],
                "tags": [words for words in (item["source"]["publisher"], item["note"]) if words],
                "quote": item["quote"],
                "archived": item["archived"],
            }
            for item in self.body["evidence"]
        ]

    @property
    def overrides(self) -> list[str]:
        """The reasons that reviewers gave for submitting below the evidence gate."""
        return [found for found in self.verdict.assessments.values_list("override_reason", flat=True) if found]

    @property
    def claim_review(self) -> list[tuple[str, object]]:
        """The fields of ClaimReview that search engines read, with what would stand in them."""
        claim, rating = self.body["claim"], self.body["rating"]
        speakers = [speaker["name"] for speaker in claim["claimants"]]
        on_axis = rating["value"] is not None
        return [
            ("url", f"{settings.SITE_URL}{self.body['url']}"),
            ("claimReviewed", claim["text"]),
            ("itemReviewed, author", speakers[-1] if speakers else "nobody named"),
            ("itemReviewed, datePublished", claim["first_said"] or "not known"),
            ("reviewRating, alternateName", rating["label"]),
            (
                "reviewRating, ratingValue",
                f"{rating['value']:g} of {rating['worst']:g} to {rating['best']:g}"
                if on_axis
                else "none, off the axis",
            ),
        ]


def preview(review: Review) -> Preview | None:
    """The public form of the standing verdict; None where none was reached."""
    standing = standing_verdict(review)
    if standing is None:
        return None
    now = timezone.now()
    public = standing.public
    body = freeze(
        standing.verdict,
        version=public.version + 1 if public else 1,
        sequence=0,
        status=PublicationStatus.CORRECTED if public else PublicationStatus.PUBLISHED,
        published_at=now,
        first_published_at=review.published_at or now,
        corrections=[],
    )
    return Preview(body, standing.verdict, public)


def why_not(person: User, review: Review) -> str:
    """Why this person may not publish the standing verdict; "" when they may."""
    if may_publish(person, review):
        return ""
    return "You are this verdict’s only reviewer: another editor publishes it."
