"""The frozen JSON of a publication, as the API gives it."""

from datetime import datetime
from typing import Any

from claims.models import Claim
from factcheck.core.markdown import render
from factcheck.core.text import slug
from reviews.actions._cited import Told, evidence_behind
from reviews.models import Correction, Publication, PublicationStatus, Rating, Verdict, VerdictBasis
from reviews.queries.claim_data import claim_data
from reviews.queries.gate_of import gate_of
from reviews.queries.independence import independence


def freeze(
    verdict: Verdict, *, version: int, sequence: int, status: PublicationStatus, published_at: datetime,
    first_published_at: datetime, corrections: list[dict[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    """The public JSON of a verdict. Addresses are paths: the reader's face puts the site before them."""
    review = verdict.review
    claim = review.claim
    decided = _decided(verdict)
    return {
        "id": review.pk,
        "version": version,
        "url": f"/verdicts/{review.pk}/{slug(claim.text)}/",
        "self": f"/api/v1/verdicts/{review.pk}",
        "claim": _public_claim(claim),
        "rating": _rating(verdict),
        "attribution": verdict.attribution,
        "as_of": verdict.as_of.isoformat(),
        "review_by": verdict.review_by.isoformat() if verdict.review_by else None,
        "basis": decided.basis,
        "reused_from": _reused_from(decided),
        "published_at": first_published_at.isoformat(),
        "updated_at": published_at.isoformat(),
        "status": status.value,
        "corrections": corrections,
        "sequence": sequence,
        **(_found(verdict) if verdict.reused_from is None else _taken(verdict.reused_from)),
    }


def _found(verdict: Verdict) -> dict[str, Any]:
    """What the reviewers of a verdict found."""
    claim, evidence = verdict.review.claim, evidence_behind(verdict)
    told = Told(verdict, evidence)
    found = independence(claim, evidence)
    gate = gate_of(claim, evidence, verdict.rating, found=found)
    return {
        "rationale": told.words(verdict.rationale),
        "rationale_html": render(verdict.rationale, cite=told.cite),
        "reviewers": verdict.assessments.count(),
        "evidence": told.entries,
        "origins": found.as_data(),
        "gate": {
            "needed": verdict.rating.needed_origins,
            "met": gate.passed,
            "lacks": [lack.words for lack in gate.lacks],
            "reasons": _reasons(verdict),
        },
    }


_TAKEN = ("rationale", "rationale_html", "reviewers", "evidence", "origins", "gate")


def _taken(publication: Publication) -> dict[str, Any]:
    """What a reused verdict has from the public one that it was taken from, as that was frozen."""
    return {name: publication.body[name] for name in _TAKEN if name in publication.body}


def _reused_from(decided: Verdict) -> dict[str, Any] | None:
    """Which public verdict was reused, and why; None for a verdict of the review's own."""
    source = decided.reused_from
    if source is None:
        return None
    return {
        "id": source.review_id,
        "version": source.version,
        "url": source.body["url"],
        "self": source.body["self"],
        "claim": source.body["claim"]["text"],
        "published_at": source.body["published_at"],
        "reason": decided.reason,
    }


def _public_claim(claim: Claim) -> dict[str, Any]:
    """What readers are told of a claim: not the name of a topic that is restricted."""
    data = claim_data(claim)
    return {**data, "topic": None} if claim.topic and claim.topic.is_restricted else data


def _reasons(verdict: Verdict) -> list[str]:
    """Why reviewers or whoever decided passed the gate; a rating that asks for no origins needs no reason."""
    given = verdict.assessments.filter(rating__needed_origins__gt=0).order_by("assignment__part", "submitted_at")
    decided = verdict.review.verdicts.filter(round=verdict.round, rating__needed_origins__gt=0)
    reasons = [*given.values_list("override_reason", flat=True), *decided.values_list("override_reason", flat=True)]
    return list(dict.fromkeys(reason for reason in reasons if reason.strip()))


def _decided(verdict: Verdict) -> Verdict:
    """The verdict as it was reached: a later correction does not change how it came about."""
    decided = verdict.review.verdicts.filter(round=verdict.round).exclude(basis=VerdictBasis.CORRECTION)
    return decided.select_related("reused_from").latest("version")


def correction_data(correction: Correction) -> dict[str, Any]:
    """A correction as it stands in the public JSON."""
    return {
        "kind": correction.kind,
        "what": correction.what,
        "why": correction.why,
        "at": correction.at.isoformat(),
        "old": correction.old,
        "new": correction.new,
    }


def _rating(verdict: Verdict) -> dict[str, Any]:
    ratings: list[Rating] = list(verdict.scale.ratings.all())
    on_axis = [rating.value for rating in ratings if rating.value is not None]
    given = [rating.claimreview_value for rating in ratings if rating.claimreview_value is not None]
    number = verdict.rating.claimreview_value
    return {
        "slug": verdict.rating.slug,
        "label": verdict.rating.label,
        "position": verdict.rating.position,
        "value": verdict.rating.value,
        "best": max(on_axis),
        "worst": min(on_axis),
        "scale": verdict.scale.name,
        "scale_version": verdict.scale.version,
        "colour": verdict.rating.colour,
        "sign": verdict.rating.sign,
        # Its own numbers, which a desk may choose apart from the axis; a rating without one is words only.
        "claimreview": None if number is None else {"value": number, "best": max(given), "worst": min(given)},
    }
