"""Who may hold a part, decide and publish: nobody confirms themselves, and nobody judges what is theirs."""

from collections.abc import Set

from django.db.models import Q

from claims.queries.networks import is_named_in, names_of, network_of
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.access import live_assignments, part_of, visible_reviews
from reviews.models import Assessment, Assignment, Interest, Part, PublicationStatus, Review
from reviews.workflow import State


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


def require_may_reuse(user: User, review: Review) -> None:
    """Raise NotAllowed for whoever may not decide the review by a verdict that is there already.

    That is everybody with a part in the round, who assessed in the review, or who declared an interest in a party of
    the claim.
    """
    if part_of(user, review) is not None:
        raise NotAllowed("You have a part in this round: an editor who has none reuses a verdict.")
    require_outside(user, review)
    names = interests_in(user, review)
    if names:
        raise NotAllowed(f"You declared an interest in {', '.join(names)}.")


def may_publish(user: User, review: Review) -> bool:
    """Whether somebody besides this person judged the claim: nobody confirms themselves.

    Asked of the round of the standing verdict, which a later round that changed nothing leaves behind; of a reused one
    it is the round of the verdict that it was taken from.
    """
    if not may(user, Can.PUBLISH):
        return False
    verdicts = review.verdicts.order_by("-version")
    if review.state == State.PUBLISHED:
        verdicts = verdicts.filter(publications__is_current=True)
    standing = verdicts.select_related("reused_from__verdict").first()
    if standing is None:
        return False
    judged = standing if standing.reused_from is None else standing.reused_from.verdict
    return Assessment.objects.filter(review=judged.review_id, round=judged.round).exclude(by=user).exists()


def stands_in_public(review: Review) -> bool:
    """Whether readers see a verdict of the review now that is not withdrawn, whatever its rounds do."""
    return review.publications.filter(is_current=True).exclude(status=PublicationStatus.RETRACTED).exists()
