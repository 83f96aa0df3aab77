"""The public verdict on a claim that says the same is taken for another one."""

from datetime import date

from django.db import IntegrityError, transaction

from claims.access import claim_for
from claims.actions.decide_claim import decide_claim
from claims.matching.compare import Judged, Relation, compare
from claims.models import Claim, ClaimState
from claims.queries.claim_facts import facts_of_claim
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid, NotFound, WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import review_for
from reviews.actions._move import move, require_step
from reviews.actions._review_by import look_again_on, today
from reviews.actions.open_review import open_review
from reviews.actions.publish import publish
from reviews.eligibility import require_may_reuse, stands_in_public
from reviews.models import Publication, PublicationStatus, Review, Verdict, VerdictBasis
from reviews.workflow import OPEN_STATES, Step

REASON_LIMIT = 500
# Of these a verdict may be taken without a word.
_THE_SAME = frozenset({Relation.SAME_WORDS, Relation.SAME_FIGURE})
_SAYS = {
    Relation.OTHER_FIGURE: "gives another figure",
    Relation.OPPOSITE_STANCE: "says the opposite",
    Relation.RELATED: "says something else about it",
}


@transaction.atomic
def reuse_verdict(
    review_id: int, *, verdict: int, by: User, reason: str = "", expected_version: int | None = None
) -> Verdict:
    """Decide a queued review by the public verdict of another review, whose number is `verdict`.

    Rating, finding of who said it, rationale, as-of date and evidence stay what was public there, and it is said in
    public that they do. Of a verdict that was reused itself the first one is taken. Raises NotFound without a public
    verdict, NotAllowed for whoever has a part in the round, assessed in the review or has an interest in it,
    WrongState where work of the round is there, a verdict of the review is public or the other one was withdrawn, and
    Invalid without a reason where the claims do not say the same.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.REUSE, by=by)
    require_may_reuse(by, review)
    _refuse_begun(review)
    source = public_source(verdict)
    if source.review_id == review.pk:
        raise Invalid(Fault("A verdict is not taken for its own claim.", "/verdict"))
    words = _checked(reason, compared(review.claim, source), source)
    taken = source.verdict
    if review.scale_id != taken.scale_id:
        if review.assessments.exists():
            raise WrongState(f"R-{review_id} was rated on another scale: it is to be rated on that one.")
        review.scale = taken.scale
        review.save(update_fields=["scale"])
    made = _made(review, source, by=by, words=words)
    data = {"verdict": made.pk, "claim": source.review.claim_id, "from": source.review_id, "reason": words}
    move(review, Step.REUSE, by=by, data={**data, "publication": source.pk}, question="")
    return made


@transaction.atomic
def reuse_for_claim(
    claim_id: int, *, verdict: int, by: User, reason: str = "", publish_now: bool = False,
    expected_version: int | None = None,
) -> Review:  # fmt: skip
    """Take a public verdict for a claim: keep it and send it to the queue where it is not there yet, then reuse.

    With `publish_now` the verdict is published as well. All of it is done, or nothing. Raises WrongState for a claim
    that is dropped or merged, and what `reuse_verdict`, `open_review` and `publish` raise.
    """
    require(by, Can.REUSE_VERDICTS)
    claim = claim_for(by, claim_id, expected_version=expected_version)
    review = claim.reviews.filter(state__in=[state.value for state in OPEN_STATES]).first()
    if review is None:
        review = _sent_to_queue(claim_id, by)
    reuse_verdict(review.pk, verdict=verdict, by=by, reason=reason)
    if publish_now:
        publish(review.pk, by=by)
    review.refresh_from_db()
    return review


def _sent_to_queue(claim_id: int, by: User) -> Review:
    claim = claim_for(by, claim_id, lock=True)
    if claim.state in (ClaimState.DROPPED, ClaimState.MERGED):
        raise WrongState(f"Claim {claim_id} is {claim.state}: take that back first.")
    if claim.state == ClaimState.UNDECIDED:
        decide_claim(claim_id, ClaimState.KEPT, by=by)
    return open_review(claim_id, by=by)


def public_source(verdict: int) -> Publication:
    """The public verdict of a review, or the first one that it was taken from.

    Raises NotFound where none is public, WrongState where it was withdrawn.
    """
    source = _current(verdict)
    root = source.verdict.reused_from if source is not None else None
    source = source if root is None else _current(root.review_id)
    if source is None:
        raise NotFound(f"There is no public verdict {verdict}.")
    if source.status == PublicationStatus.RETRACTED:
        raise WrongState(f"The verdict {source.review_id} was withdrawn: it cannot be reused.")
    return source


def _current(verdict: int) -> Publication | None:
    found = Publication.objects.filter(review=verdict, is_current=True)
    return found.select_related("verdict__reused_from", "verdict__scale", "review__claim").first()


def compared(claim: Claim, source: Publication) -> Judged:
    """How the claim of a public verdict stands to another claim."""
    return compare(facts_of_claim(claim), facts_of_claim(source.review.claim))


def _refuse_begun(review: Review) -> None:
    if stands_in_public(review):
        raise WrongState(f"A verdict of R-{review.pk} is public already. Let it stand, or have it looked at again.")
    in_round = {"round": review.round}
    if (
        review.assessments.filter(**in_round).exists()
        or review.evidence.filter(**in_round, withdrawn_at__isnull=True).exists()
    ):
        raise WrongState(f"Somebody has worked in this round of R-{review.pk}: their finding is to be heard.")


def _checked(reason: str, judged: Judged, source: Publication) -> str:
    """The reason to keep and to show. Raises Invalid where one is needed and none is given."""
    words = reason.strip()[:REASON_LIMIT]
    if judged.relation not in _THE_SAME and not words:
        why = " ".join(judged.why)
        raise Invalid(
            Fault(
                f"Claim {source.review.claim_id} {_SAYS[judged.relation]}. {why} Say why its verdict is right for this "
                "claim too: readers will see it.",
                "/reason",
            )
        )
    return words or "It says the same."


def _look_again(taken: Verdict, review: Review) -> date:
    is_to_come = taken.review_by is not None and taken.review_by > today()
    return taken.review_by if taken.review_by is not None and is_to_come else look_again_on(review)


def _made(review: Review, source: Publication, *, by: User, words: str) -> Verdict:
    taken = source.verdict
    try:
        with transaction.atomic():
            return Verdict.objects.create(
                review=review, version=review.verdicts.count() + 1, round=review.round, basis=VerdictBasis.REUSE,
                scale=taken.scale, rating_id=taken.rating_id, attribution=taken.attribution, as_of=taken.as_of,
                rationale=source.body["rationale"], review_by=_look_again(taken, review),
                decided_by=by, reason=words, reused_from=source,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(f"The verdict {source.review_id} was changed just now. Look at it again.") from error
