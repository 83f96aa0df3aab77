"""The verdict that stands, as it would be published."""

from dataclasses import dataclass

from reviews.models import Publication, Review, Verdict
from reviews.workflow import State

_WITH_VERDICT = frozenset({State.DECIDED, State.PUBLISHED, State.RETRACTED})


@dataclass(frozen=True)
class Standing:
    """The verdict of a review that stands, and what is public of it now."""

    verdict: Verdict
    public: Publication | None


def standing_verdict(review: Review) -> Standing | None:
    """The verdict that stands with all that a page of it shows at hand; None where none was reached.

    Once the review is published it is the public one: a newer may have been sent back before it let this one stand.
    """
    if review.round == 1 and review.state not in _WITH_VERDICT:
        return None
    public = review.publications.filter(is_current=True).first()
    verdicts = review.verdicts.select_related("rating", "scale", "decided_by", "reused_from").order_by("-version")
    if public is not None and review.state in (State.PUBLISHED, State.RETRACTED):
        verdicts = verdicts.filter(pk=public.verdict_id)
    verdict = verdicts.first()
    if verdict is None:
        return None
    verdict.review = review
    return Standing(verdict, public)
