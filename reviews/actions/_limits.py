"""How much one person and one desk take on at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q

from factcheck.core.errors import NotAllowed
from factcheck.core.models import User
from reviews.models import Policy, Review
from reviews.queries.policy import load_limit_of, policies, wip_limits
from reviews.workflow import State

# The first of two keys of an advisory lock; the second is the desk. No other lock of the project has two.
_DESK_LOCK = 7302
_HANDS = """
SELECT
    (SELECT count(*) FROM reviews_assignment part JOIN reviews_review review
        ON review.id = part.review_id AND review.round = part.round
        WHERE part.user_id = %(user)s AND part.released_at IS NULL AND part.done_at IS NULL
            AND review.state IN ('in_review', 'split')),
    (SELECT max(until_on) FROM reviews_leave WHERE user_id = %(user)s AND ended_at IS NULL
        AND (clock_timestamp() AT TIME ZONE %(zone)s)::date BETWEEN from_on AND until_on),
    ARRAY(SELECT desk_id FROM reviews_desk_members WHERE user_id = %(user)s),
    ARRAY(SELECT party_id FROM reviews_interest WHERE user_id = %(user)s)
"""


class DeskIsFull(NotAllowed):
    """A desk has as many reviews in review as its policy allows."""


@dataclass(frozen=True)
class Hands:
    """What stands between a person and more work.

    `held` are unfinished parts that are not on hold, `away_until` the last day of a leave that today is in, `desks`
    and `interests` keys of desks and parties.
    """

    held: int
    away_until: date | None
    desks: list[int]
    interests: list[int]


def hands_of(user: User) -> Hands:
    """What a person holds and has declared, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(_HANDS, {"user": user.pk, "zone": settings.TIME_ZONE})
        return Hands(*cursor.fetchone())


def free_hands(user: User, *, known: list[Policy]) -> Hands:
    """Lock a person's own row, so that they take one part at a time, and say what they hold.

    Raises NotAllowed while they are on leave, or hold as much as their limit lets them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT load_limit FROM core_user WHERE id = %s FOR NO KEY UPDATE", [user.pk])
        (own_limit,) = cursor.fetchone()
    hands = hands_of(user)
    if hands.away_until is not None:
        raise NotAllowed(f"You are on leave until {_day(hands.away_until)}. End it to take work again.")
    limit = load_limit_of(own_limit, hands.desks, known=known)
    if hands.held >= limit:
        raise NotAllowed(f"You hold {hands.held} of {limit} parts. Hand one in or back first.")
    return hands


def lock_people(usernames: Iterable[str]) -> dict[str, User]:
    """Lock the rows of the active people with these usernames, in the order of their keys, and give them by name.

    Before any review: a leave that begins locks its person first too, and whoever comes second sees what the other did.
    """
    people = User.objects.select_for_update(no_key=True).filter(username__in=list(usernames), is_active=True)
    return {person.username: person for person in people.order_by("pk")}


def refuse_away(user: User) -> None:
    """Raise NotAllowed when a person is on leave today."""
    away_until = hands_of(user).away_until
    if away_until is not None:
        raise NotAllowed(f"{user} is on leave until {_day(away_until)}.")


def full_desks(known: list[Policy]) -> Q | None:
    """The condition that a review waits at a desk which begins no other now; None where no desk is full."""
    limits = wip_limits(known)
    if not limits:
        return None
    begun = Review.objects.filter(state=State.IN_REVIEW).order_by().values("desk").annotate(n=Count("pk"))
    full = [row["desk"] for row in begun if row["n"] >= limits.get(row["desk"], limits.get(None, row["n"] + 1))]
    if not full:
        return None
    at_desk = Q(desk__in=[desk for desk in full if desk is not None])
    return Q(state=State.QUEUED) & (at_desk | Q(desk__isnull=True) if None in full else at_desk)


def refuse_beyond_desk(review: Review, *, known: list[Policy] | None = None) -> None:
    """Raise DeskIsFull where beginning a queued review would pass what its desk has in review at once.

    The desk is locked until the commit, after the review's own row: who takes both in the other order waits for ever.
    """
    if review.state != State.QUEUED:
        return
    limits = wip_limits(policies() if known is None else known)
    limit = limits.get(review.desk_id, limits.get(None))
    if limit is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_DESK_LOCK, review.desk_id or 0])
    begun = Review.objects.filter(state=State.IN_REVIEW, desk=review.desk_id).count()
    if begun >= limit:
        at = f"The desk {review.desk.name}" if review.desk else "The house"
        raise DeskIsFull(f"{at} has {begun} of {limit} reviews in review. Finish one before beginning another.")


def _day(day: date) -> str:
    return f"{day:%-d %b %Y}"
