"""Whom a part could be given to, and how much each holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from factcheck.core.capabilities import Can, roles_that
from factcheck.core.errors import NotFound
from factcheck.core.models import User
from reviews.access import blind_reviews, visible_reviews
from reviews.models import Assignment, Desk, Leave
from reviews.queries.tallies import Counted
from reviews.workflow import State

_UNDER_WAY = (State.IN_REVIEW, State.SPLIT, State.ON_HOLD)


@dataclass(frozen=True)
class Candidate:
    """A person who may hold parts; `held` counts those they have not finished."""

    username: str
    name: str
    held: int

    @property
    def label(self) -> str:
        return f"{self.name}, {self.held} held"


def candidates(person: User, *, right: Can = Can.ASSESS) -> list[Candidate]:
    """Active people with a right, by name, each with the parts they hold in reviews that `person` may see.

    Reviews in whose blind round `person` is are not counted: the number would fall when a colleague submits.
    """
    own = Assignment.objects.filter(
        blind_reviews("review__"), user=person, released_at__isnull=True, round=F("review__round")
    )
    # Asked of each part that somebody holds: to ask which reviews there are would read them all.
    held = Assignment.objects.filter(
        Exists(visible_reviews(person).filter(pk=OuterRef("review"))),
        ~Exists(own.filter(review=OuterRef("review"))),
        user=OuterRef("pk"),
        released_at__isnull=True,
        done_at__isnull=True,
        round=F("review__round"),
        review__state__in=_UNDER_WAY,
    )
    people = User.objects.filter(is_active=True, is_service=False, role__in=[role.value for role in roles_that(right)])
    counted = people.annotate(held=Counted(held.values("pk"))).order_by("name", "username")
    return [Candidate(user.username, str(user), user.held) for user in counted]


def desks() -> QuerySet[Desk]:
    """Every desk with its members at hand, by name."""
    return Desk.objects.prefetch_related(Prefetch("members", User.objects.order_by("name", "pk"))).order_by("name")


def desk_for(slug: str) -> Desk:
    """One desk. Raises NotFound."""
    found = desks().filter(slug=slug).first()
    if found is None:
        raise NotFound(f"There is no desk {slug}.")
    return found


@dataclass(frozen=True)
class Colleague:
    """A person in the list of people; `held` counts what the viewer may know of."""

    person: User
    held: int | None
    desks: list[str]
    away_until: date | None


def colleagues(viewer: User) -> list[Colleague]:
    """Everybody, those who work here first, by name. Counts are those of `candidates`."""
    held = {one.username: one.held for one in candidates(viewer)}
    today = timezone.localdate()
    away = {
        leave.user_id: leave.until_on
        for leave in Leave.objects.filter(ended_at__isnull=True, from_on__lte=today, until_on__gte=today)
    }
    people = User.objects.prefetch_related("desks").order_by("-is_active", "is_service", "name", "username")
    return [
        Colleague(each, held.get(each.username), [desk.name for desk in each.desks.all()], away.get(each.pk))
        for each in people
    ]
