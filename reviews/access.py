"""Who may see and do what in a review. Blindness is decided here and nowhere else."""

from collections.abc import Iterable, Set
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from claims.access import in_visible_topic, visible_documents
from claims.models import Snapshot, Source
from claims.models.documents import snapshot_path
from claims.queries.networks import is_named_in, names_of, network_of
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed, NotFound, Stale
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from factcheck.core.permissions import Person, may
from reviews.models import Assessment, Assignment, Comment, Evidence, Interest, Part, PublicationStatus, Review
from reviews.workflow import BLIND_STATES, State

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


def interests_in(user: User, review: Review) -> list[str]:
    """Names of parties that a person declared an interest in and the claim is by or about.

    Whoever is affiliated with such a party, however many links away, counts as it does.
    """
    declared = list(Interest.objects.filter(user=user).select_related("party"))
    if not declared:
        return []
    claim = review.claim
    speakers = set(claim.attributions.values_list("party", flat=True))
    text = f"{claim.text}\n{claim.quote}"
    return [interest.party.name for interest in declared if _concerns(interest, speakers, text)]


def _concerns(interest: Interest, speakers: Set[int | None], text: str) -> bool:
    network = network_of([interest.party_id])
    return bool(network & speakers) or is_named_in(text, names_of(network))


def require_may_hold(user: User, part: Part, review: Review) -> None:
    """Raise NotAllowed, with the reason, unless a person may be given this part of the current round."""
    needed = Can.ADJUDICATE if part is Part.ADJUDICATOR else Can.ASSESS
    if user.is_service or not may(user, needed):
        raise NotAllowed(f"{user} may not {needed}.")
    if not visible_reviews(user).filter(pk=review.pk).exists():
        raise NotAllowed(f"{user} may not see this review.")
    other = review.assignments.filter(user=user, released_at__isnull=True).exclude(part=part).first()
    if other is None and part_of(user, review) is not None:
        raise NotAllowed(f"{user} has this part already.")
    if other is not None:
        raise NotAllowed(f"{user} is the {other.part} of this review; a person holds one part in it.")
    names = interests_in(user, review)
    if names:
        raise NotAllowed(f"{user} declared an interest in {', '.join(names)}.")
    if part is Part.ADJUDICATOR and _was_in_round(user, review):
        raise NotAllowed(f"{user} had a part in this round; somebody who had none decides.")
    if part is not Part.ADJUDICATOR and may(user, Can.SEE_ROUND) and _has_work(review, but_by=user):
        raise NotAllowed(f"{user} could see the work of this round and cannot join it any more.")


def _has_work(review: Review, *, but_by: User) -> bool:
    in_round = Q(round=review.round)
    return (
        review.assessments.filter(in_round).exclude(by=but_by).exists()
        or review.evidence.filter(in_round).exclude(added_by=but_by).exists()
        or review.comments.filter(in_round, is_blind=True).exclude(by=but_by).exists()
    )


def _was_in_round(user: User, review: Review) -> bool:
    """Whether a person has or had a reviewer's part in the current round, handed back or not.

    Evidence that they left in it still stands, so a part that was handed back counts.
    """
    return review.assignments.filter(user=user, round=review.round, part__in=[Part.FIRST, Part.SECOND]).exists()


def held_part(user: User, review: Review, *parts: Part) -> Assignment:
    """The part among `parts` that a person holds now and has not done.

    Raises NotAllowed when they hold none, or their lease was taken back.
    """
    mine = part_of(user, review)
    if mine is None or mine.part not in parts:
        raise NotAllowed("You hold no part in this round. It may have been handed back.")
    if mine.done_at is not None:
        raise NotAllowed("Your part of this round is in.")
    return mine


def require_outside(user: User, review: Review) -> None:
    """Raise NotAllowed for anyone who assessed in this review, or had a reviewer's part in its current round."""
    if review.assignments.filter(user=user, part__in=[Part.FIRST, Part.SECOND], released_at__isnull=True).exists():
        raise NotAllowed("You assessed this claim; somebody who did not decides.")
    if _was_in_round(user, review):
        raise NotAllowed("You had a part in this round; somebody who had none decides.")


def require_may_decide(user: User, review: Review) -> Assignment | None:
    """The adjudicator's part a person holds; None when it is free and an editor may take it.

    Raises NotAllowed for anyone who assessed in this review or had a part in its round, and where somebody else is
    to decide.
    """
    require_outside(user, review)
    seat = live_assignments(review).filter(part=Part.ADJUDICATOR).first()
    if seat is not None and seat.user_id != user.pk:
        raise NotAllowed("Somebody else is to decide this review.")
    if seat is None:
        if not may(user, Can.ASSIGN):
            raise NotAllowed("An editor has not named you as the adjudicator.")
        require_may_hold(user, Part.ADJUDICATOR, review)
    return seat


def may_publish(user: User, review: Review) -> bool:
    """Whether somebody besides this person judged the claim: nobody confirms themselves.

    Asked of the round of the standing verdict, which a later round that changed nothing leaves behind.
    """
    if not may(user, Can.PUBLISH):
        return False
    verdicts = review.verdicts.order_by("-version")
    if review.state == State.PUBLISHED:
        verdicts = verdicts.filter(publications__is_current=True)
    standing = verdicts.values("round")[:1]
    return review.assessments.filter(round=Subquery(standing)).exclude(by=user).exists()


def stands_in_public(review: Review) -> bool:
    """Whether readers see a verdict of the review now that is not withdrawn, whatever its rounds do."""
    return review.publications.filter(is_current=True).exclude(status=PublicationStatus.RETRACTED).exists()
