"""What somebody found of a finding is written down."""

from django.db import transaction
from django.utils import timezone

from claims.models import Finding, Judgement
from factcheck.core.audit import record
from factcheck.core.events import EventKind
from factcheck.core.models import User

REASON_LIMIT = 500


@transaction.atomic
def settle_finding(finding: Finding, *, by: User, judgement: Judgement | None, reason: str = "") -> Finding:
    """Judge a locked finding anew, with who and when, or with None take the judgement back.

    The same again changes and records nothing. Whether `by` may judge it is the caller's matter.
    """
    words = reason[:REASON_LIMIT] if judgement is not None else ""
    given = judgement.value if judgement is not None else ""
    if (finding.judgement, finding.reason) == (given, words):
        return finding
    finding.judgement, finding.reason = given, words
    finding.judged_by, finding.judged_at = (by, timezone.now()) if given else (None, None)
    finding.save(update_fields=["judgement", "reason", "judged_by", "judged_at"])
    record(
        EventKind.FINDING_JUDGED,
        by=by,
        about=finding.topic,
        data={
            "did": given or "reopened",
            "finding": finding.title.lower(),
            "id": finding.pk,
            "words": finding.words[:500],
            **({"reason": words} if words else {}),
        },
    )
    return finding
