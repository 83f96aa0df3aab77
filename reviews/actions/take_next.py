"""A reviewer takes the next review that they may take."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Attribution
from claims.queries.networks import is_named_in, names_of, network_of
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed
from factcheck.core.models import User
from factcheck.core.permissions import may, require
from reviews.access import SHOWN, visible_reviews
from reviews.actions._limits import DeskIsFull, free_hands, full_desks, refuse_beyond_desk
from reviews.actions._move import move
from reviews.actions._seat import part_for, seat
from reviews.eligibility import require_may_hold
from reviews.models import Assessment, Assignment, Evidence, Part, Policy, Review
from reviews.queries.policy import policies
from reviews.workflow import State, Step

_AT_ONCE = 200  # reviews whose claims are read through for names at a time
_IN_ROUND = Q(review=OuterRef("pk"), round=OuterRef("round"))


class _Wait(Exception):
    """All that is left is being taken by others just now."""

    def __init__(self, review_id: int) -> None:
        super().__init__()
        self.review_id = review_id


@dataclass(frozen=True)
class _Offer:
    """What a person may likely take, most urgent first, and the names that its claims may not hold."""

    reviews: QuerySet[Review]
    names: list[str]


def take_next(*, by: User) -> Assignment | None:
    """Take a free part of the review with the highest rank that a person may take. None when none is left.

    Offered is what is in their languages and of their desks or of none, in which they have had no part in this round
    and declared no interest. Rows that somebody else is taking are passed over (SKIP LOCKED); where only such are
    left, it waits for one, so that none is skipped. Raises NotAllowed while they are on leave, hold as many parts as
    their limit says, or only desks with as much in review as theirs says have anything left.
    """
    require(by, Can.TAKE)
    if by.is_service:
        raise NotAllowed("A service account holds no part of a review.")
    waited_for: int | None = None
    while True:
        try:
            with transaction.atomic():
                return _take(by, waited_for)
        except _Wait as wait:
            waited_for = wait.review_id
        except DeskIsFull:
            # Somebody else began the last one between the look and the lock: the next look leaves the desk out.
            waited_for = None


def _take(by: User, waited_for: int | None) -> Assignment | None:
    known = policies()
    hands = free_hands(by, known=known)
    offer = _offer(by, hands.desks, hands.interests)
    full = full_desks(known)
    open_now = _Offer(offer.reviews.exclude(full), offer.names) if full is not None else offer
    if waited_for is not None:
        Review.objects.select_for_update(of=("self",)).filter(pk=waited_for).first()
    passed_over: set[int] = set()
    while True:
        review = _first(open_now, passed_over, locked=True)
        if review is None:
            break
        taken = _seated(review, by, known)
        if taken is not None:
            return taken
        passed_over.add(review.pk)
    busy = _first(open_now, passed_over, locked=False)
    if busy is not None:
        raise _Wait(busy.pk)
    if full is not None and _first(offer, passed_over, locked=False) is not None:
        raise NotAllowed("Every desk that has work for you has as much in review as it may. Finish something first.")
    return None


def _seated(review: Review, by: User, known: list[Policy]) -> Assignment | None:
    """The part that a person gets in a locked review; None where it has changed since it was found."""
    # What the query saw may be older than the lock.
    part = part_for(by, review)
    if part is None:
        return None
    if may(by, Can.SEE_ROUND):
        try:
            require_may_hold(by, part, review)
        except NotAllowed:
            return None
    refuse_beyond_desk(review, known=known)
    assignment = seat(review, by, part, by=by, known=known)
    move(review, Step.TAKE, by=by, data={"part": part.value, "user": by.pk})
    return assignment


def _offer(user: User, desks: list[int], interests: list[int]) -> _Offer:
    mine = Assignment.objects.filter(review=OuterRef("pk"), user=user)
    # In a later round a person has the part they had, or none.
    holders = Assignment.objects.filter(
        review=OuterRef("review"), part=OuterRef("part"), round=OuterRef(OuterRef("round")), released_at__isnull=True
    )
    reviews = (
        visible_reviews(user)
        .select_related(*SHOWN)
        .filter(state__in=[State.QUEUED, State.IN_REVIEW], free_parts__gt=0)
        .filter(Q(desk__isnull=True) | Q(desk__in=desks))
        .exclude(Exists(mine.filter(round=OuterRef("round"))))
        .exclude(
            Exists(mine.filter(Q(part=Part.ADJUDICATOR.value) | Q(Exists(holders)), released_at__isnull=True)),
        )
        .order_by("-rank", "pk")
    )
    if user.languages:
        reviews = reviews.filter(_in_languages(user.languages))
    if may(user, Can.SEE_ROUND):
        # They could see the work of others in these rounds and cannot join them.
        reviews = reviews.exclude(Exists(Evidence.objects.filter(_IN_ROUND).exclude(added_by=user)))
        reviews = reviews.exclude(Exists(Assessment.objects.filter(_IN_ROUND).exclude(by=user)))
    if not interests:
        return _Offer(reviews, [])
    network = network_of(interests)
    speakers = Attribution.objects.filter(claim=OuterRef("claim"), party__in=network)
    return _Offer(reviews.exclude(Exists(speakers)), names_of(network))


def _in_languages(languages: list[str]) -> Q:
    """A language takes in its kinds: fa is fa-AF too."""
    found = Q(claim__language__in=languages)
    for language in languages:
        found |= Q(claim__language__startswith=f"{language}-")
    return found


def _first(offer: _Offer, passed_over: set[int], *, locked: bool) -> Review | None:
    """The first review of an offer, locked on request if nobody else has it locked."""
    reviews = offer.reviews.exclude(pk__in=passed_over) if passed_over else offer.reviews
    if not offer.names:
        return _lock(reviews).first() if locked else reviews.first()
    rest = reviews
    while batch := list(rest.values_list("pk", "rank", "claim__text", "claim__quote")[:_AT_ONCE]):
        free = [pk for pk, _, text, quote in batch if not is_named_in(f"{text}\n{quote}", offer.names)]
        these = reviews.filter(pk__in=free)
        found = (_lock(these) if locked else these).first() if free else None
        if found is not None:
            return found
        last, rank = batch[-1][:2]
        rest = reviews.filter(Q(rank__lt=rank) | Q(rank=rank, pk__gt=last))
    return None


def _lock(reviews: QuerySet[Review]) -> QuerySet[Review]:
    return reviews.select_for_update(skip_locked=True, of=("self",))
