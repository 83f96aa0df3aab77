"""Somebody confirms that figures do not fit as a finding says."""

from django.db import transaction

from claims.actions.settle_finding import settle_finding
from claims.models import Finding, Judgement
from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions._finding import checked_reason, judged_finding


@transaction.atomic
def confirm_finding(slug: str, finding_id: int, *, by: User, reason: str = "") -> Finding:
    """Confirm a finding of the topic, with a reason if there is something to add. It bears who judged last.

    Raises NotFound, NotAllowed, WrongState as `judged_finding` does.
    """
    require(by, Can.JUDGE_FINDINGS)
    finding = judged_finding(slug, finding_id, by=by)
    return settle_finding(finding, by=by, judgement=Judgement.CONFIRMED, reason=checked_reason(reason))
