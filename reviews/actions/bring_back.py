"""A published review comes back to the queue by itself, with the reason."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from reviews.actions._move import move
from reviews.models import Comeback, ComebackCause, Review
from reviews.queries.comebacks import Reason, reasons
from reviews.workflow import State, Step


def bring_back() -> int:
    """Bring back every published review for which a reason has come up; how many were. May run twice.

    The reasons are that its day to look again has come, that the same Party announced a newer figure of the same
    measure, and that a source that it cites says something else. Each works once a review.
    """
    found: dict[int, list[Reason]] = defaultdict(list)
    for reason in reasons():
        found[reason.review_id].append(reason)
    return sum(_bring(review_id, because) for review_id, because in sorted(found.items()))


@transaction.atomic
def bring_back_for(review_id: int, cause: ComebackCause, *, key: str, words: str) -> bool:
    """Begin a new round of a published review for a cause; whether it did. What is public stays public.

    A cause works once: `key` names the date, the claim or the copy it rests on. Nothing happens to a review that is
    not published.
    """
    return _bring(review_id, [Reason(review_id, cause, key, words)])


@transaction.atomic
def _bring(review_id: int, because: Sequence[Reason]) -> bool:
    """Several reasons at once begin one round, so that none of them brings the review back when it has ended."""
    review = Review.objects.select_for_update(of=("self",)).get(pk=review_id)
    if review.state != State.PUBLISHED:
        return False
    known = set(review.comebacks.values_list("cause", "key"))
    new = [reason for reason in because if (reason.cause.value, reason.key) not in known]
    if not new:
        return False
    Comeback.objects.bulk_create(
        Comeback(
            review=review, cause=reason.cause, key=reason.key, words=reason.words[:500], round=review.round + 1
        )
        for reason in new
    )  # fmt: skip
    words = " ".join(reason.words for reason in new)[:500]
    move(
        review,
        Step.COME_BACK,
        by=None,
        data={
            "cause": new[0].cause.value,
            "about": new[0].key,
            "words": words,
            "causes": [{"cause": reason.cause.value, "about": reason.key} for reason in new],
        },
        round=review.round + 1,
        free_parts=review.assessments_needed,
        cut_short=False,
        question=words,
    )
    return True
