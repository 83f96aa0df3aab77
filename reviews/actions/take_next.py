"""A reviewer takes the next review that they may take."""

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Affiliation, Attribution
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed
from factcheck.core.models import User
from factcheck.core.permissions import may, require
from reviews.access import require_may_hold, visible_reviews
from reviews.actions._move import move
from reviews.actions._seat import free_parts, seat
from reviews.models import Assessment, Assignment, Evidence, Interest, Review
from reviews.workflow import State, Step

_TRIES = 20
_IN_ROUND = Q(review=OuterRef("pk"), round=OuterRef("round"))


@transaction.atomic
def take_next(*, by: User) -> Assignment | None:
    """Take a free part of the most urgent review: priority, then due date, then age. None when none is left.

    Rows that somebody else is taking are passed over (SKIP LOCKED), so nobody waits and nothing goes out twice.
    """
    require(by, Can.TAKE)
    passed_over: list[int] = []
    for _ in range(_TRIES):
        review = _candidates(by).exclude(pk__in=passed_over).first()
        if review is None:
            return None
        # The row is ours now, but its parts may have gone between the query's snapshot and the lock.
        free = free_parts(review)
        try:
            if free:
                require_may_hold(by, free[0], review)
                assignment = seat(review, by, free[0], by=by)
                move(review, Step.TAKE, by=by, data={"part": free[0].value, "user": by.pk})
                return assignment
        except NotAllowed:
            pass  # the exact rule is stricter than the query: try the next
        passed_over.append(review.pk)
    return None


def _candidates(user: User) -> QuerySet[Review]:
    """Reviews with a free part that a person may likely take, most urgent first, locked one at a time."""
    live = Assignment.objects.filter(review=OuterRef("pk"), released_at__isnull=True)
    held = live.filter(round=OuterRef("round")).order_by().values("review").annotate(n=Count("pk")).values("n")
    interests = Interest.objects.filter(user=user).values("party")
    speakers = Attribution.objects.filter(claim=OuterRef("claim"))
    touching = (
        Q(party__in=interests)
        | Q(party__in=Affiliation.objects.filter(Q(party__in=interests)).values("of"))
        | Q(party__in=Affiliation.objects.filter(of__in=interests).values("party"))
    )
    reviews = visible_reviews(user)
    if may(user, Can.SEE_ROUND):
        # They could see the work of others in these rounds and cannot join them.
        reviews = reviews.exclude(Exists(Evidence.objects.filter(_IN_ROUND).exclude(added_by=user)))
        reviews = reviews.exclude(Exists(Assessment.objects.filter(_IN_ROUND).exclude(by=user)))
    return (
        reviews.filter(state__in=[State.QUEUED, State.IN_REVIEW])
        .annotate(held=Coalesce(Subquery(held), 0))
        .filter(held__lt=F("assessments_needed"))
        .exclude(Exists(live.filter(user=user)))
        .exclude(Exists(speakers.filter(touching)))
        .order_by("priority", F("due_at").asc(nulls_last=True), "pk")
        .select_for_update(skip_locked=True, of=("self",))
    )
