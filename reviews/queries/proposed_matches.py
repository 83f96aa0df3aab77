"""What was checked before of what a claim says: claims of the desk, with their public verdicts, and checks of others.

Nothing here comes from the work in a round: a colleague's shows in none of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from claims.access import visible_checks, visible_claims
from claims.matching.compare import Relation
from claims.models import Claim, ExternalCheck, Figure, MatchDismissal
from claims.queries.matches import Match, MatchKind, find_matches
from factcheck.core.permissions import Person
from reviews.models import Publication, PublicationStatus

SHOWN = 5
# Below these nothing is near enough to be worth a look. One that only shares words must share more of them.
_LEAST = 0.25
_LEAST_RELATED = 0.45
_LOOKED_AT = 30


@dataclass(frozen=True)
class Proposed:
    """One thing that may be the same, why, and the public verdict on it, if it is a claim of the desk that has one."""

    match: Match
    publication: Publication | None = None

    @property
    def relation(self) -> str:
        return self.match.relation.value

    @property
    def is_same(self) -> bool:
        return self.match.relation in (Relation.SAME_WORDS, Relation.SAME_FIGURE)

    @property
    def claim(self) -> Claim | None:
        return self.match.target if isinstance(self.match.target, Claim) else None

    @property
    def check(self) -> ExternalCheck | None:
        return self.match.target if isinstance(self.match.target, ExternalCheck) else None

    @property
    def figure(self) -> Figure | None:
        return next(iter(self.claim.figures.all()), None) if self.claim else None


def proposed_matches(person: Person, claim: Claim, *, limit: int = SHOWN) -> list[Proposed]:
    """What is worth a look beside a claim, the nearest first, without what people dismissed or merged.

    A constant number of queries, and a bounded number of rows that are looked at.
    """
    found = find_matches(person, claim, _LOOKED_AT, least=_LEAST)
    gone = dismissed_of(claim)
    claims = {row.other_id if row.claim_id == claim.pk else row.claim_id for row in gone if row.other_id is not None}
    claims.add(claim.merged_into_id or claim.pk)
    checks = {row.check_found_id for row in gone}
    near = [match for match in found if match.relation != Relation.RELATED or match.score >= _LEAST_RELATED]
    passed = {MatchKind.CHECK: checks}
    kept = [match for match in near if match.target.pk not in passed.get(match.kind, claims)][:limit]
    public = _public([match.target.pk for match in kept if isinstance(match.target, Claim)])
    return [Proposed(match, public.get(match.target.pk) if isinstance(match.target, Claim) else None) for match in kept]


def dismissed_of(claim: Claim) -> list[MatchDismissal]:
    """What people said is no match of a claim, newest first."""
    of_claim = Q(claim=claim) | Q(other=claim)
    return list(MatchDismissal.objects.filter(of_claim).order_by("-id"))


def seen_dismissals(person: Person, claim: Claim) -> list[MatchDismissal]:
    """What was said to be no match of a claim, newest first, as far as a person sees what it is about."""
    of_claim = Q(claim=claim, other__in=visible_claims(person)) | Q(other=claim, claim__in=visible_claims(person))
    rows = MatchDismissal.objects.filter(of_claim | Q(claim=claim, check_found__in=visible_checks(person)))
    return list(rows.select_related("claim", "other", "check_found", "dismissed_by").order_by("-id"))


def _public(claim_ids: Iterable[int]) -> dict[int, Publication]:
    """The public verdicts on claims that are not withdrawn, by the claim's number."""
    current = Publication.objects.filter(is_current=True, review__claim__in=list(claim_ids))
    rows = current.exclude(status=PublicationStatus.RETRACTED).select_related("review").order_by("sequence")
    return {row.review.claim_id: row for row in rows}
