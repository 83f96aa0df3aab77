"""An editor says that claims do not belong to the topic that is proposed for them."""

from collections.abc import Sequence

from django.db import transaction

from claims.access import claim_for, topic_for
from claims.actions.file_claims import checked_claims
from claims.models import OtherTopic
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def dismiss_topic(slug: str, claim_ids: Sequence[int], *, by: User) -> None:
    """Propose a topic no more for these claims, all or none. The same again changes and records nothing.

    Raises NotFound for a topic or claim that does not exist for `by`, Invalid as `file_claims` does.
    """
    require(by, Can.TRIAGE)
    topic = topic_for(by, slug)
    for claim_id in checked_claims(claim_ids):
        claim = claim_for(by, claim_id, lock=True)
        _, is_new = OtherTopic.objects.get_or_create(claim=claim, topic=topic, defaults={"by": by})
        if is_new:
            # By its key: the history of the claim is read by people for whom the topic may not exist.
            data = {"topic": topic.pk}
            record(EventKind.CLAIM_PROPOSAL_DISMISSED, by=by, about=claim, claim_id=claim.pk, data=data)
