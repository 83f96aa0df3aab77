"""A person's entry, and what they hold and have done, as far as another may know."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed, NotFound
from factcheck.core.models import User
from factcheck.core.permissions import may, require
from reviews.access import blind_reviews, visible_reviews
from reviews.models import ROUND_PARTS, Assignment, Desk, Interest, Leave, Publication
from reviews.workflow import State

NEWEST = 50
_UNDER_WAY = (State.IN_REVIEW, State.SPLIT, State.ON_HOLD)


@dataclass(frozen=True)
class PersonPage:
    """One person: `held` are parts not finished, by due date; `done` the newest of `done_count` that are in.

    `interests` and `leaves` are None for whoever has no business with them.
    """

    person: User
    is_self: bool
    desks: list[Desk]
    away_until: date | None
    held: list[Assignment]
    done: list[Assignment]
    done_count: int
    published: int
    interests: list[Interest] | None
    leaves: list[Leave] | None


def person_for(viewer: User, username: str) -> User:
    """Oneself, or, for who assigns work, anybody. Raises NotAllowed, and NotFound where nobody has this name."""
    if username != viewer.username:
        require(viewer, Can.ASSIGN)
    person = User.objects.filter(username=username).first()
    if person is None:
        raise NotFound(f"There is nobody called {username[:150]} here.")
    if not may(viewer, Can.SEE_DESK):
        raise NotAllowed("Sign in to do this.")
    return person


def person_page(viewer: User, username: str) -> PersonPage:
    """What a person may know of another, or of themselves. Raises NotAllowed and NotFound."""
    person = person_for(viewer, username)
    is_self = person.pk == viewer.pk
    known = _known_parts(viewer, person)
    done = known.filter(done_at__isnull=False)
    is_private = is_self or may(viewer, Can.MANAGE_PEOPLE)
    today = timezone.localdate()
    return PersonPage(
        person=person,
        is_self=is_self,
        desks=list(person.desks.all()),
        away_until=away_until(person, today),
        held=list(
            known.filter(done_at__isnull=True, round=F("review__round"), review__state__in=_UNDER_WAY).order_by(
                F("review__due_at").asc(nulls_last=True), "review_id"
            )
        ),
        done=list(done.order_by("-done_at", "-pk")[:NEWEST]),
        done_count=done.count(),
        published=Publication.objects.filter(published_by=person, review__in=visible_reviews(viewer)).count(),
        interests=interests_of(person) if is_private else None,
        leaves=leaves_of(person, today) if is_private else None,
    )


def interests_of(person: User) -> list[Interest]:
    """A person's declared interests, by the party's name."""
    return list(person.interests.select_related("party", "declared_by", "user").order_by("party__name"))


def leaves_of(person: User, today: date) -> list[Leave]:
    """A person's leaves that are not over, by their first day."""
    return list(
        person.leaves.filter(ended_at__isnull=True, until_on__gte=today)
        .select_related("set_by", "user")
        .order_by("from_on")
    )


def away_until(person: User, today: date) -> date | None:
    """The last day of the leave that `today` is in; None for whoever is here."""
    now = person.leaves.filter(ended_at__isnull=True, from_on__lte=today, until_on__gte=today)
    return now.order_by("-until_on").values_list("until_on", flat=True).first()


def _known_parts(viewer: User, person: User) -> QuerySet[Assignment]:
    """A person's parts in reviews that exist for the viewer; of others, none that would tell what the viewer may not
    know: those of reviews whose blind round they are in, or, without the right to see rounds, of any blind round, nor
    whose assessments somebody is to decide between without their names.
    """
    parts = Assignment.objects.filter(
        user=person, released_at__isnull=True, review__in=visible_reviews(viewer)
    ).select_related("review__claim__topic")
    if person.pk == viewer.pk:
        return parts
    parts = parts.exclude(review__state=State.SPLIT, round=F("review__round"), part__in=ROUND_PARTS)
    if not may(viewer, Can.SEE_ROUND):
        return parts.exclude(blind_reviews("review__"))
    inside = Assignment.objects.filter(
        review=OuterRef("review"), round=OuterRef("review__round"), user=viewer, released_at__isnull=True
    )
    return parts.exclude(Q(blind_reviews("review__")) & Exists(inside))


def interest_for(viewer: User, interest_id: int) -> Interest:
    """One's own interest, or, for who manages people, anybody's. Raises NotFound."""
    found = Interest.objects.select_related("user", "party").filter(pk=interest_id).first()
    if found is None or (found.user_id != viewer.pk and not may(viewer, Can.MANAGE_PEOPLE)):
        raise NotFound(f"There is no interest {interest_id}.")
    return found
