"""What became of the claims behind figures: a public verdict, or where their review stands."""

from collections.abc import Collection
from dataclasses import dataclass

from factcheck.core.permissions import Person
from reviews.access import visible_reviews
from reviews.models import Publication, PublicationStatus, Rating
from reviews.queries.triage import latest_by_claim


@dataclass(frozen=True)
class FigureMark:
    """The review of a claim and what it came to, as every page of the desk shows it.

    `rating` is that of the public verdict, None where none is public: what a round found before it is published stands
    on its own pages alone. `state` is the review's.
    """

    review_id: int
    state: str
    rating: Rating | None = None


def marks_of(person: Person, claims: Collection[int]) -> dict[int, FigureMark]:
    """The mark of each claim that had a review, by the claim's id, as far as a person may see. Two queries."""
    reviews = latest_by_claim(visible_reviews(person).filter(claim__in=claims))
    public = Publication.objects.filter(review__in=[review.pk for review in reviews.values()], is_current=True).exclude(
        status=PublicationStatus.RETRACTED
    )
    ratings = {one.review_id: one.verdict.rating for one in public.select_related("verdict__rating").defer("body")}
    return {claim: FigureMark(review.pk, review.state, ratings.get(review.pk)) for claim, review in reviews.items()}
