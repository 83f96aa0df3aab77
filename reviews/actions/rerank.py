"""The rank of a review follows what it is made of."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from claims.models import Claim
from factcheck.core.events import EventKind
from factcheck.core.models import Event
from reviews.models import Review
from reviews.priority import rank
from reviews.queries.urgency import places_of, reasons_of
from reviews.workflow import State

_LATELY = timedelta(hours=1)
_WAITING = [State.QUEUED, State.IN_REVIEW, State.ON_HOLD]


def set_rank(review: Review) -> Review:
    """Give a review the rank of its level, claim, reach, places and escalations, without saving it."""
    review.reach = review.claim.reach
    review.places = min(places_of(review.claim), 32_767)
    review.rank = rank(reasons_of(review), review.opened_at)
    return review


def rerank_lately() -> int:
    """Rank the waiting reviews anew whose claim was changed, or found elsewhere, within the hour; how many moved.

    No event: nobody did anything to the review, and its version stays.
    """
    found = set(_changed_lately()) | set(_found_again_lately())
    return _rerank_of(found)


def rerank_claim(claim_id: int) -> int:
    """Rank the waiting review of a claim that was changed anew; whether it moved, as 1 or 0. No event either."""
    return _rerank_of([claim_id])


def _rerank_of(claims: Collection[int]) -> int:
    waiting = Review.objects.filter(claim__in=claims, state__in=_WAITING)
    return sum(_rerank(review_id) for review_id in waiting.values_list("pk", flat=True))


@transaction.atomic
def _rerank(review_id: int) -> int:
    review = Review.objects.select_for_update(of=("self",)).select_related("claim").get(pk=review_id)
    before = review.rank
    if set_rank(review).rank == before:
        return 0
    review.save(update_fields=["rank", "reach", "places"])
    return 1


def _changed_lately() -> Iterable[int]:
    """Claims that were edited. Keys rise with time, so that only the end of the table is read."""
    older = Event.objects.filter(at__lt=Now() - _LATELY).order_by("-id").values_list("id", flat=True)[:1]
    edits = Event.objects.filter(kind=EventKind.CLAIM_EDITED).exclude(id__lte=_first(older))
    return [key for key in edits.values_list("claim_id", flat=True) if key is not None]


def _found_again_lately() -> Iterable[int]:
    """Claims of which duplicates came in, with the other duplicates of the same."""
    older = Claim.objects.filter(added_at__lt=Now() - _LATELY).order_by("-id").values_list("id", flat=True)[:1]
    fresh = Claim.objects.filter(duplicate_of__isnull=False, id__gt=_first(older)).order_by()
    roots = set(fresh.values_list("duplicate_of", flat=True))
    return Claim.objects.filter(Q(pk__in=roots) | Q(duplicate_of__in=roots)).values_list("pk", flat=True)


def _first(keys: Iterable[int]) -> int:
    return next(iter(keys), 0)
