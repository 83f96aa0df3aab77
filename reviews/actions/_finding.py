"""A finding that somebody is about to judge: shared by the verbs that confirm, dismiss and reopen one."""

from django.db.models import F

from claims.access import topic_for
from claims.models import Finding
from claims.queries.findings import finding_for
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotAllowed, WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable
from reviews.access import blind_reviews
from reviews.models import Assignment

BLIND = (
    "You have a part in a round on a claim that this finding rests on, and it is not in yet. "
    "What you think of the finding would tell your colleague. Judge it when the round is in."
)


def judged_finding(slug: str, finding_id: int, *, by: User) -> Finding:
    """The finding, locked, which `by` may judge.

    Raises NotFound where it is not there for them, NotAllowed while they have a part in a blind round on one of its
    claims, WrongState when it holds no longer.
    """
    require(by, Can.JUDGE_FINDINGS)
    finding = finding_for(by, topic_for(by, slug), finding_id, lock=True)
    parts = Assignment.objects.filter(
        blind_reviews("review__"),
        user=by,
        released_at__isnull=True,
        round=F("review__round"),
        review__claim__in=finding.claims,
    )
    if parts.exists():
        raise NotAllowed(BLIND)
    if finding.gone_at is not None:
        raise WrongState("The figures have changed and this finding holds no longer. There is nothing to judge.")
    return finding


def checked_reason(reason: str) -> str:
    """The reason on one line. Raises Invalid for what cannot be stored."""
    words = " ".join(reason.split())
    try:
        refuse_unstorable(words)
    except UnstorableText as error:
        raise Invalid(Fault(f"The reason holds {error.what}. Remove it.", "/reason")) from error
    return words
