"""Rules propose what the sources of a review were taken from; people judge it."""

from uuid import UUID, uuid4

from django.db import transaction

from claims.models import Derivation, DerivationState, Source
from claims.proposing import Proposal, propose
from factcheck.core.audit import record
from factcheck.core.events import EventKind
from reviews.access import is_blind
from reviews.models import Review
from reviews.queries.proposing import Group, group_of

_BASIS_LIMIT = 500


def propose_derivations(review_id: int, *, owner_id: int | None) -> int:
    """Look through the sources of a review's current round, and say how many derivations are proposed anew.

    Of all sources once the round is in; while it is blind of those of the person `owner_id` alone, since a proposal
    between two people's would tell each of the other's. May run twice: what was ever proposed, said or judged is not
    proposed again. A proposal counts for nothing until somebody accepts it.
    """
    review = Review.objects.select_related("claim").filter(pk=review_id).first()
    group = group_of(review, owner_id=owner_id) if review is not None else None
    if group is None:
        return 0
    found = propose(group.pages, group.parties, group.matter, known=group.known)
    return sum(_write(group, proposal) for proposal in found)


def propose_from(source_id: UUID) -> int:
    """Look through each review in which a source is used now, as `propose_derivations` does; of how many."""
    source = Source.objects.filter(pk=source_id).first()
    if source is None:
        return 0
    used = Review.objects.filter(evidence__source=source, evidence__withdrawn_at__isnull=True).distinct().order_by("pk")
    return sum(
        propose_derivations(review.pk, owner_id=source.added_by_id if is_blind(review) else None) for review in used
    )


@transaction.atomic
def _write(group: Group, proposal: Proposal) -> bool:
    source = group.rows[proposal.source]
    derivation, is_new = Derivation.objects.get_or_create(
        source=source,
        from_source=group.rows[proposal.from_source] if proposal.from_source is not None else None,
        from_party_id=int(proposal.from_party) if proposal.from_party is not None else None,
        defaults={
            "key": uuid4(),
            "state": DerivationState.PROPOSED,
            "proposed_by": proposal.rule.value,
            "basis": proposal.basis[:_BASIS_LIMIT],
            "words": proposal.words,
            "marked": proposal.marked,
            "words_start": proposal.start,
            "copy": group.copies.get(proposal.source),
        },
    )
    if is_new:
        record(
            EventKind.DERIVATION_PROPOSED,
            by=None,
            about=source,
            review_id=group.review.pk,
            claim_id=group.review.claim_id,
            data={"round": group.review.round, "derivation": str(derivation.key), "rule": proposal.rule.value},
        )
    return is_new
