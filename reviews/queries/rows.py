"""Reviews as rows: what the API's and the pages' lists are made of."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from factcheck.core.models import Event, User
from factcheck.core.permissions import Person
from reviews.access import blind_reviews, visible_reviews
from reviews.models import Assignment, Notice, Part, Review
from reviews.workflow import State

MOST_DONE = 2000


def review_rows(person: Person) -> QuerySet[Review]:
    """Reviews that a person may see, newest first, with claim, speakers and figure, and `my_part` in the round.

    Nothing here depends on anybody else's work in a blind round.
    """
    mine = Assignment.objects.filter(
        review=OuterRef("pk"), round=OuterRef("round"), user_id=person.pk or 0, released_at__isnull=True
    )
    return (
        visible_reviews(person)
        .select_related("claim__topic", "claim__document", "scale", "desk")
        .prefetch_related("claim__attributions__party", "claim__figures")
        .annotate(my_part=Subquery(mine.values("part")[:1]))
        .order_by("-id")
    )


def held_by(rows: QuerySet[Review], username: str, *, asked_by: User) -> QuerySet[Review]:
    """Those of `rows` in whose current round somebody holds or has done a part.

    Who asks after another person is not told of the blind rounds that they are in themselves, nor who assessed what
    somebody is to decide: names are letters there.

    Of the parts that are done the latest `MOST_DONE` are looked through.
    """
    theirs = Assignment.objects.filter(
        user__in=User.objects.filter(username=username), released_at__isnull=True, round=F("review__round")
    )
    # What is held is found from the person: to look at each row for them would read all rows.
    unfinished = theirs.filter(done_at__isnull=True).values("review")
    done = theirs.filter(done_at__isnull=False).order_by("-pk").values("review")[:MOST_DONE]
    held = rows.filter(pk__in=unfinished.union(done, all=True))
    if username == asked_by.username:
        return held
    live = Assignment.objects.filter(review=OuterRef("pk"), round=OuterRef("round"), released_at__isnull=True)
    decides = live.filter(user__username=username, part=Part.ADJUDICATOR)
    return held.filter(~Q(state=State.SPLIT) | Exists(decides)).exclude(
        blind_reviews(), Exists(live.filter(user=asked_by))
    )


def assignable_people() -> QuerySet[User]:
    """People who can be given work, by name."""
    return User.objects.filter(is_active=True, is_service=False).exclude(role="reader").order_by("name")


def notices(person: User) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(person=person).select_related("event__by").order_by("-made_at", "-id")


def events_with_people(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events with who did them at hand."""
    return events.select_related("by")
