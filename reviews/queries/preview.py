"""The verdict that stands, as it would be published."""

from dataclasses import dataclass

from reviews.models import Publication, Review, Verdict


@dataclass(frozen=True)
class Standing:
    """The newest verdict of a review, and what is public of it now."""

    verdict: Verdict
    public: Publication | None


def standing_verdict(review: Review) -> Standing | None:
    """The newest verdict with all that a page of it shows at hand; None where none was reached."""
    verdict = review.verdicts.select_related("rating", "scale", "decided_by").order_by("-version").first()
    if verdict is None:
        return None
    verdict.review = review
    return Standing(verdict, review.publications.filter(is_current=True).first())
