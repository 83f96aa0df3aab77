"""Topics with who sees them, what is in them and what happened to them."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q

from claims.access import topic_for, visible_claims, visible_documents, visible_topics
from claims.models import Topic
from claims.queries.topics import claims_in
from factcheck.core.capabilities import Can, roles_that
from factcheck.core.models import Event, User
from factcheck.core.permissions import may
from reviews.access import blind_reviews, visible_reviews
from reviews.models import Assignment, Publication, PublicationStatus
from reviews.queries.history import Line, lines
from reviews.workflow import State

NEWEST = 50
_OPEN = (State.QUEUED, State.IN_REVIEW, State.SPLIT, State.DECIDED, State.ON_HOLD)


@dataclass(frozen=True)
class Inside:
    """How much is in a topic, as far as a person may know. `reviews` are open ones, `published` public verdicts."""

    documents: int
    claims: int
    reviews: int
    published: int


@dataclass(frozen=True)
class TopicPage:
    """One topic. `members` is empty for an open one; `history` is newest first."""

    topic: Topic
    members: list[User]
    inside: Inside
    may_manage: bool
    history: list[Line]


def topics_with_members(person: User) -> list[Topic]:
    """Topics that exist for a person, by title, each with how many members it has (`member_count`)."""
    return list(visible_topics(person).annotate(member_count=Count("members")).order_by("title", "slug"))


def topic_page(person: User, slug: str) -> TopicPage:
    """A topic as a person may know it. Raises NotFound where it does not exist for them."""
    topic = topic_for(person, slug)
    events = Event.objects.filter(about_kind="topic", about_id=str(topic.pk)).select_related("by").order_by("-id")
    return TopicPage(
        topic=topic,
        members=members_of(topic),
        inside=inside(person, topic),
        may_manage=may(person, Can.MANAGE_TOPICS),
        history=lines(person, list(events[:NEWEST]), []),
    )


def members_of(topic: Topic) -> list[User]:
    """Who is a member, by name."""
    return list(topic.members.order_by("name", "pk"))


def inside(person: User, topic: Topic) -> Inside:
    """How much a topic holds of what exists for a person."""
    reviews = visible_reviews(person).filter(claim__in=claims_in(topic).values("pk"))
    public = Publication.objects.filter(is_current=True, review__in=reviews.values("pk"))
    return Inside(
        documents=visible_documents(person).filter(topic=topic).count(),
        claims=visible_claims(person).filter(pk__in=claims_in(topic).values("pk")).count(),
        reviews=reviews.filter(state__in=_OPEN).count(),
        published=public.exclude(status=PublicationStatus.RETRACTED).count(),
    )


def held_in(person: User, topic: Topic, *, of: User | None = None) -> int:
    """How many unfinished parts are held in a topic by one member, or by everybody but the person who asks.

    Without those of rounds that are blind to them: the number would tell when a colleague is done.
    """
    reviews = visible_reviews(person).filter(claim__in=claims_in(topic).values("pk"))
    held = Assignment.objects.filter(
        review__in=reviews.values("pk"),
        round=F("review__round"),
        review__state__in=[State.IN_REVIEW, State.SPLIT, State.ON_HOLD],
        released_at__isnull=True,
        done_at__isnull=True,
    )
    held = held.exclude(user=person) if of is None else held.filter(user=of)
    if not may(person, Can.SEE_ROUND):
        return held.exclude(blind_reviews("review__")).count()
    mine = Assignment.objects.filter(
        review=OuterRef("review"), round=OuterRef("round"), user=person, released_at__isnull=True
    )
    return held.exclude(Q(blind_reviews("review__")) & Exists(mine)).count()


def is_last_manager(topic: Topic, member: User) -> bool:
    """Whether nobody would be left to manage a topic without this member."""
    others = topic.members.filter(role__in=roles_that(Can.MANAGE_TOPICS), is_active=True).exclude(pk=member.pk)
    return not others.exists()
