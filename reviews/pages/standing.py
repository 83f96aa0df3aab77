"""Looking again at what is public: letting it stand, and saying when to look next."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from reviews.actions.let_stand import let_stand as let_verdict_stand
from reviews.actions.set_review_by import set_review_by
from reviews.models import Review
from reviews.pages.errand import Errand, run
from reviews.pages.standing_form import LetStandForm, ReviewByForm
from reviews.queries.preview import standing_verdict
from reviews.workflow import Step

_LET_STAND = Errand(
    Step.LET_STAND,
    "Let the public verdict stand",
    "The new round ends without another verdict. Parts that are held go back, and what is public stays as it is.",
    "Let it stand",
    "The public verdict stands.",
)
# The day is set of what can be corrected: of a published verdict.
_REVIEW_BY = Errand(
    Step.CORRECT,
    "When to look again",
    "On that day the review comes back to the queue by itself. What is public stays as it is.",
    "Set the day",
    "The day is set.",
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def let_stand(request: HttpRequest, pk: int) -> HttpResponse:
    """End the new round of a published review: the public verdict stands."""
    return run(request, pk, _LET_STAND, LetStandForm, let_verdict_stand)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_by(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when a published verdict is looked at again."""

    def as_it_stands(review: Review) -> dict[str, Any]:
        standing = standing_verdict(review)
        return {"review_by": standing.verdict.review_by} if standing else {}

    return run(request, pk, _REVIEW_BY, ReviewByForm, set_review_by, initial=as_it_stands)


urlpatterns = [
    path("reviews/<int:pk>/let-stand/", let_stand, name="let_stand"),
    path("reviews/<int:pk>/review-by/", review_by, name="review_by"),
]
