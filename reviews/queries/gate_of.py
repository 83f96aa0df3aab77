"""What the evidence gate says of evidence: rows in, the pure module's answer out."""

from collections.abc import Sequence

from django.db.models import Prefetch

from claims.models import Claim, Snapshot
from factcheck.core.models import User
from reviews.access import visible_evidence
from reviews.gate import Gate, check
from reviews.models import Evidence, QuoteState, Rating, Review
from reviews.queries.independence import Independence, independence


def gate_for(person: User, review: Review, rating: Rating, *, override_reason: str = "") -> Gate:
    """What the evidence gate says of a person's own evidence in the round, for a rating."""
    if not rating.needed_origins:
        return Gate(True, ())
    mine = list(
        visible_evidence(person, review)
        .filter(round=review.round, added_by=person)
        .select_related("source__publisher")
        .prefetch_related(kept_copies())
    )
    return gate_of(review.claim, mine, rating, override_reason=override_reason)


def gate_of_decision(person: User, review: Review, rating: Rating, *, override_reason: str = "") -> Gate:
    """What the gate says for a rating of all that stands behind a decision: the assessors' evidence and one's own."""
    if not rating.needed_origins:
        return Gate(True, ())
    behind = {person.pk, *review.assessments.filter(round=review.round).values_list("by", flat=True)}
    evidence = list(
        visible_evidence(person, review)
        .filter(round=review.round, added_by__in=behind)
        .select_related("source__publisher")
        .prefetch_related(kept_copies())
    )
    return gate_of(review.claim, evidence, rating, override_reason=override_reason)


def gate_of(
    claim: Claim,
    evidence: Sequence[Evidence],
    rating: Rating,
    *,
    found: Independence | None = None,
    override_reason: str = "",
) -> Gate:
    """What the gate says of evidence, which must have publisher and copies at hand (`kept_copies`).

    `found` saves the counting where the origins of this evidence are counted already.
    """
    if not rating.needed_origins:
        return Gate(True, ())
    every = found or independence(claim, evidence)
    archived = [item for item in evidence if item.source.snapshots.all()]
    kept = every if len(archived) == len(evidence) else independence(claim, archived)
    return check(
        needed_origins=rating.needed_origins,
        corroborating=every.corroborating.least,
        disputing=every.disputing.least,
        archived_corroborating=kept.corroborating.least,
        archived_disputing=kept.disputing.least,
        evidence=len(evidence),
        quoted=sum(bool(item.quote) for item in evidence),
        found=sum(item.quote_state == QuoteState.FOUND for item in evidence),
        astray=sum(item.quote_state in (QuoteState.NEAR, QuoteState.NOT_FOUND) for item in evidence),
        override_reason=override_reason,
    )


def kept_copies() -> "Prefetch[str]":
    """Copies of evidence's sources without their texts, which may be long."""
    return Prefetch("source__snapshots", Snapshot.objects.defer("text", "headers"))
