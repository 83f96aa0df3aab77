"""An editor puts claims into the topic that is proposed for them."""

from collections.abc import Sequence

from django.db import transaction

from claims.access import claim_for, topic_for
from claims.actions.edit_claim import edit_claim
from claims.models import Claim, OtherTopic
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require

MOST = 200


@transaction.atomic
def file_claims(slug: str, claim_ids: Sequence[int], *, by: User) -> list[Claim]:
    """Put claims into a topic, all or none. One that is in it already stays, and records nothing.

    Raises NotFound for a topic or claim that does not exist for `by`, WrongState for a claim in another topic, Invalid
    for none and for more than 200.
    """
    require(by, Can.TRIAGE)
    topic = topic_for(by, slug)
    filed = []
    for claim_id in checked_claims(claim_ids):
        claim = claim_for(by, claim_id, lock=True)
        if claim.topic_id not in (None, topic.pk):
            raise WrongState(f"Claim {claim_id} is in another topic. Change its topic on its own page.")
        OtherTopic.objects.filter(claim=claim, topic=topic).delete()
        filed.append(edit_claim(claim_id, by=by, topic=topic.slug))
    return filed


def checked_claims(claim_ids: Sequence[int]) -> list[int]:
    """Each claim once, in one order, so that two people who send the same lock them alike. Raises Invalid."""
    ids = sorted(set(claim_ids))
    if not ids:
        raise Invalid(Fault("Name at least one claim.", "/claims"))
    if len(ids) > MOST:
        raise Invalid(Fault(f"{len(ids)} claims were sent; at most {MOST} are taken at once.", "/claims"))
    return ids
