"""A published verdict is corrected, in public and with the reason."""

from datetime import date
from typing import Any

from django.db import transaction

from factcheck.core.errors import Fault, Invalid, NotAllowed
from factcheck.core.models import User
from reviews.access import review_for
from reviews.actions._citations import refuse_unknown_of_round
from reviews.actions._cited import cited_in_public
from reviews.actions._move import move, require_step
from reviews.actions._release import public_verdict, refuse_silence, write_publication
from reviews.actions.submit_assessment import refuse_bad_finding
from reviews.eligibility import may_publish
from reviews.models import (
    AttributionFinding,
    Correction,
    CorrectionKind,
    Publication,
    PublicationStatus,
    Verdict,
    VerdictBasis,
)
from reviews.workflow import Step


@transaction.atomic
def correct(
    review_id: int,
    *,
    by: User,
    what: str,
    why: str,
    kind: CorrectionKind = CorrectionKind.CORRECTION,
    rationale: str | None = None,
    as_of: date | None = None,
    attribution: AttributionFinding | None = None,
    expected_version: int | None = None,
) -> Publication:
    """Publish a corrected version: `what` was wrong and `why` it changes are shown with it.

    The rating is not changed here: another rating takes another round (`reopen`); nor is the rationale of a reused
    verdict. `rationale` cites evidence by its keys on the desk. Raises Invalid when nothing is said, nothing would
    change, or something is cited in vain.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.CORRECT, by=by)
    if not may_publish(by, review):
        raise NotAllowed("You are this verdict's only reviewer: another editor corrects it.")
    refuse_silence(what, why)
    if kind is CorrectionKind.RETRACTION:
        raise Invalid(Fault("To withdraw a verdict, retract it.", "/kind"))
    old = public_verdict(review)
    changes = _changes(old, rationale=rationale, as_of=as_of, attribution=attribution)
    if "rationale" in changes and old.reused_from_id is not None:
        raise Invalid(
            Fault(
                "The rationale is that of the verdict which this one was taken from. Correct that one, or look at this "
                "claim again.",
                "/rationale",
            )
        )
    if not changes:
        raise Invalid(Fault("Nothing would change: correct the rationale, the as-of date or the attribution.", ""))
    refuse_bad_finding(rationale if rationale is not None else old.rationale, as_of or old.as_of)
    if "rationale" in changes:
        refuse_unknown_of_round(review, old.round, rationale=changes["rationale"][1])
        # Readers know evidence by its keys in the publication, which are the same before and after.
        changes["rationale"] = tuple(cited_in_public(old, words) for words in changes["rationale"])
    new = Verdict.objects.create(
        review=review, version=review.verdicts.count() + 1, round=old.round, basis=VerdictBasis.CORRECTION,
        scale=old.scale, rating=old.rating, review_by=old.review_by, decided_by=by, reason=why.strip(),
        attribution=attribution or old.attribution, as_of=as_of or old.as_of,
        rationale=old.rationale if rationale is None else rationale.strip(), reused_from=old.reused_from,
    )  # fmt: skip
    new.assessments.set(old.assessments.all())
    publication = write_publication(
        new,
        by=by,
        status=PublicationStatus.CORRECTED,
        correction=Correction(
            kind=kind,
            what=what.strip(),
            why=why.strip(),
            old={name: before for name, (before, _) in changes.items()},
            new={name: after for name, (_, after) in changes.items()},
        ),
    )
    data = {"publication": publication.pk, "version": publication.version, "kind": kind, "changes": changes}
    move(review, Step.CORRECT, by=by, data=data)
    return publication


def _changes(
    old: Verdict, *, rationale: str | None, as_of: date | None, attribution: AttributionFinding | None
) -> dict[str, tuple[Any, ...]]:
    changes: dict[str, tuple[Any, ...]] = {}
    if rationale is not None and rationale.strip() != old.rationale:
        changes["rationale"] = (old.rationale, rationale.strip())
    if as_of is not None and as_of != old.as_of:
        changes["as_of"] = (old.as_of.isoformat(), as_of.isoformat())
    if attribution is not None and attribution != old.attribution:
        changes["attribution"] = (old.attribution, attribution.value)
    return changes
