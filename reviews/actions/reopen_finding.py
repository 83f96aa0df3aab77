"""Somebody takes back what was judged of a finding."""

from django.db import transaction

from claims.actions.settle_finding import settle_finding
from claims.models import Finding
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions._finding import judged_finding


@transaction.atomic
def reopen_finding(slug: str, finding_id: int, *, by: User) -> Finding:
    """Put a finding back where nobody has judged it.

    Raises WrongState for one that nobody has judged, and NotFound, NotAllowed, WrongState as `judged_finding` does.
    """
    require(by, Can.JUDGE_FINDINGS)
    finding = judged_finding(slug, finding_id, by=by)
    if not finding.judgement:
        raise WrongState("Nobody has judged this finding, so there is nothing to take back.")
    return settle_finding(finding, by=by, judgement=None)
