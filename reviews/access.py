"""Who may see and do what in a review. Blindness is decided here and nowhere else."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from claims.access import in_visible_topic, visible_documents
from claims.models import Snapshot, Source
from claims.models.documents import snapshot_path
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound, Stale
from factcheck.core.events import EventKind
from factcheck.core.models import Event
from factcheck.core.permissions import Person, may
from reviews.models import Assessment, Assignment, Comment, Evidence, Review
from reviews.workflow import BLIND_STATES

# What a blind round may leave on the history for everyone.
_OPEN_KINDS = (
    EventKind.REVIEW_OPENED,
    EventKind.REVIEW_PRIORITISED,
    EventKind.REVIEW_DUE_CHANGED,
    EventKind.REVIEW_MOVED,
    EventKind.REVIEW_ESCALATED,
    EventKind.REVIEW_HELD,
    EventKind.REVIEW_RESUMED,
    EventKind.REVIEW_CLOSED,
    EventKind.REVIEW_REOPENED,
    EventKind.REVIEW_SENT_BACK,
    EventKind.REVIEW_CAME_BACK,
    EventKind.VERDICT_STANDS,
    EventKind.REVIEW_BY_SET,
)

# What an answer about one review says of it besides its own columns.
SHOWN = ("claim__document__publisher", "claim__topic", "scale", "desk")


def visible_reviews(person: Person) -> QuerySet[Review]:
    """Reviews that exist for a person; one whose topic is restricted to others does not."""
    if not may(person, Can.SEE_DESK):
        return Review.objects.none()
    return Review.objects.filter(
        in_visible_topic(person, "claim__topic"), in_visible_topic(person, "claim__document__topic")
    )


def review_for(person: Person, review_id: int, *, lock: bool = False, expected_version: int | None = None) -> Review:
    """One review, locked for change on request.

    Raises NotFound when it is not there for this person, Stale when it has moved on from `expected_version` or
    when they are told no version.
    """
    reviews = visible_reviews(person).filter(pk=review_id)
    review = (
        reviews.select_for_update(of=("self",)).select_related("claim") if lock else reviews.select_related(*SHOWN)
    ).first()
    if review is None:
        raise NotFound(f"There is no review {review_id}.")
    if expected_version is not None and not sees_round(person, review):
        # Comparing would tell the version to whoever tries them all.
        raise Stale(f"The round of R-{review_id} is blind to you: no version is told. Send this without one.")
    if expected_version is not None and review.version != expected_version:
        raise Stale(f"R-{review_id} was changed meanwhile: you had version {expected_version}, now {review.version}.")
    return review


def live_assignments(review: Review) -> QuerySet[Assignment]:
    """Parts of the current round that are held or done."""
    return review.assignments.filter(round=review.round, released_at__isnull=True)


def part_of(person: Person, review: Review) -> Assignment | None:
    """The part that a person has in the current round, held or done."""
    return live_assignments(review).filter(user_id=person.pk).first() if person.pk else None


def is_blind(review: Review) -> bool:
    """Whether the current round is not in: nobody inside it may learn anything of another's work."""
    return review.state in BLIND_STATES or review.cut_short


def blind_reviews(prefix: str = "") -> Q:
    """`is_blind` as a condition on reviews, or, with a prefix, on what refers to them."""
    return Q(**{f"{prefix}state__in": BLIND_STATES}) | Q(**{f"{prefix}cut_short": True})


def sees_round(person: Person, review: Review) -> bool:
    """Whether a person may see everybody's work in the current round."""
    return sees_round_holding(person, review, part_of(person, review) if is_blind(review) else None)


def sees_round_holding(person: Person, review: Review, mine: Assignment | None) -> bool:
    """`sees_round` for callers that have the person's part at hand, as lists of many reviews do."""
    if not may(person, Can.SEE_DESK):
        return False
    return not is_blind(review) or (may(person, Can.SEE_ROUND) and mine is None)


def visible_evidence(person: Person, review: Review, *, sees: bool | None = None) -> QuerySet[Evidence]:
    """Evidence of the current round, and of past ones that were in, that a person may see."""
    return review.evidence.filter(_seen(person, review, "added_by", sees), withdrawn_at__isnull=True)


def source_for(person: Person, source_id: UUID) -> Source:
    """One source, for whom it is evidence that they may see, or who named it.

    Sources are each person's own, so that in a blind round nobody meets a colleague's. Raises NotFound.
    """
    source = Source.objects.filter(pk=source_id).select_related("publisher").first()
    if source is None or not _sees_source(person, source):
        raise NotFound(f"There is no source {source_id}.")
    return source


def snapshot_for(person: Person, key: UUID) -> Snapshot:
    """One archived copy, for whom its document or its source is. Raises NotFound."""
    snapshot = Snapshot.objects.filter(path=snapshot_path(key)).select_related("document", "source").first()
    if snapshot is None or not _sees_copy(person, snapshot):
        raise NotFound(f"There is no copy {key}.")
    return snapshot


def _sees_copy(person: Person, snapshot: Snapshot) -> bool:
    if snapshot.source is not None:
        return _sees_source(person, snapshot.source)
    document = snapshot.document
    return document is not None and visible_documents(person).filter(pk=document.pk).exists()


def _sees_source(person: Person, source: Source) -> bool:
    if not may(person, Can.SEE_DESK):
        return False
    reviews = visible_reviews(person).filter(evidence__source=source).distinct()
    if source.added_by_id == person.pk:
        return reviews.exists() or not Evidence.objects.filter(source=source).exists()
    return any(visible_evidence(person, review).filter(source=source).exists() for review in reviews)


def visible_assessments(person: Person, review: Review, *, sees: bool | None = None) -> QuerySet[Assessment]:
    """Assessments that a person may see: their own, and all of a round that is in."""
    return review.assessments.filter(_seen(person, review, "by", sees))


def seen_parts(person: Person, review: Review, live: Iterable[Assignment]) -> list[Assignment]:
    """Of `live`, all parts of the current round that are held or done, those that a person may know of."""
    parts = list(live)
    mine = [part for part in parts if part.user_id == person.pk]
    return parts if sees_round_holding(person, review, mine[0] if mine else None) else mine


def visible_comments(person: Person, review: Review) -> QuerySet[Comment]:
    """Comments that a person may read, without what was withdrawn.

    While the round is blind to them: their own, those of past rounds that were in, and what somebody outside the round
    says to them by name as a holder of a part. A colleague's stays hidden until the round is in.
    """
    comments = review.comments.filter(withdrawn_at__isnull=True)
    if sees_round(person, review):
        return comments
    seen = Q(by=person.pk) | Q(round__in=_rounds_in(review))
    if part_of(person, review) is not None:
        named = Comment.mentioned.through.objects.filter(comment=OuterRef("pk"), user=person.pk)
        seen |= Q(Exists(named), is_blind=False, round=review.round)
    return comments.filter(seen)


def visible_events(person: Person, review: Review) -> QuerySet[Event]:
    """History of a review, oldest first, without what a blind person may not infer."""
    events = Event.objects.filter(review_id=review.pk).order_by("id")
    if sees_round(person, review):
        return events
    return events.filter(Q(by_id=person.pk) | Q(kind__in=_OPEN_KINDS) | Q(data__round__in=_rounds_in(review)))


def _seen(person: Person, review: Review, owner: str, sees: bool | None) -> Q:
    """What a person sees of the work of a round; `sees` is what `sees_round` says, where it was asked already."""
    if sees_round(person, review) if sees is None else sees:
        return Q()
    return Q(**{owner: person.pk}) | Q(round__in=_rounds_in(review))


def _rounds_in(review: Review) -> list[int]:
    """Past rounds whose assessments are all in. One that was closed before that stays blind when reopened."""
    if review.round == 1:
        return []
    past = review.assessments.filter(round__lt=review.round).order_by().values("round").annotate(n=Count("pk"))
    return list(past.filter(n__gte=review.assessments_needed).values_list("round", flat=True))
