"""Everything that happened to a claim and to its reviews, in words."""

from functools import reduce
from operator import or_

from django.db.models import QuerySet

from claims.models import Claim
from factcheck.core.models import Event, User
from reviews.access import visible_events, visible_reviews
from reviews.queries.history import Line, lines


def claim_events(person: User, claim: Claim) -> QuerySet[Event]:
    """Events of a claim that a person may see, newest first; of its reviews only what each review's page shows them.

    The caller has asked whether they may see the claim.
    """
    reviews = visible_reviews(person).filter(claim=claim)
    own = Event.objects.filter(claim_id=claim.pk, review_id__isnull=True)
    events = reduce(or_, [visible_events(person, review) for review in reviews], own)
    return events.select_related("by").order_by("-at", "-id")


def claim_lines(person: User, claim: Claim, events: list[Event]) -> list[Line]:
    """A page of `claim_events` in words, in the same order."""
    return lines(person, events, visible_reviews(person).filter(claim=claim))
