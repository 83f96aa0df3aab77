"""Somebody says why a finding means nothing."""

from django.db import transaction

from claims.actions.settle_finding import settle_finding
from claims.models import Finding, Judgement
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions._finding import checked_reason, judged_finding


@transaction.atomic
def dismiss_finding(slug: str, finding_id: int, *, by: User, reason: str) -> Finding:
    """Dismiss a finding of the topic. It stays where it is shown, with the reason and who judged.

    Raises Invalid without a reason, and NotFound, NotAllowed, WrongState as `judged_finding` does.
    """
    require(by, Can.JUDGE_FINDINGS)
    words = checked_reason(reason)
    if not words:
        raise Invalid(Fault("Say why it is dismissed.", "/reason"))
    finding = judged_finding(slug, finding_id, by=by)
    return settle_finding(finding, by=by, judgement=Judgement.DISMISSED, reason=words)
