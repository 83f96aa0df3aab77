"""What is here already of a claim or a text, with what the desk made public of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q

from claims.models import Claim
from claims.queries.matches import Match, MatchKind, find_matches
from factcheck.core.permissions import Person
from reviews.models import Publication

KINDS = (MatchKind.VERDICT, MatchKind.CLAIM, MatchKind.CHECK)


@dataclass(frozen=True)
class Known:
    """A match; of a claim with a public verdict, whose `match.kind` is then "verdict", its current publication."""

    match: Match
    publication: Publication | None = None


def known_of(
    person: Person,
    asked: Claim | str,
    limit: int = 10,
    *,
    kinds: Iterable[MatchKind] = KINDS,
    language: str = "",
    least: float = 0.0,
) -> list[Known]:
    """What `find_matches` finds, and the public verdict on each claim that has one; retracted ones say so.

    `kinds` with "verdict" and without "claim" finds only claims with a public verdict. Nothing is shown of reviews
    that are under way: a verdict is what everybody may read. One query more than `find_matches` makes.
    """
    kinds = set(kinds)
    sought = {MatchKind.CLAIM if kind is MatchKind.VERDICT else kind for kind in kinds}
    is_public = Exists(Publication.objects.filter(review__claim=OuterRef("pk"), is_current=True))
    among = Q()
    if MatchKind.VERDICT not in kinds:
        among = ~Q(is_public)
    elif MatchKind.CLAIM not in kinds:
        among = Q(is_public)
    matches = find_matches(person, asked, limit, kinds=sought, language=language, least=least, among=among)
    claims = [match.target.pk for match in matches if isinstance(match.target, Claim)]
    current = Publication.objects.filter(review__claim__in=claims, is_current=True).order_by("sequence")
    public = {publication.review.claim_id: publication for publication in current.select_related("review")}
    found = []
    for match in matches:
        publication = public.get(match.target.pk) if isinstance(match.target, Claim) else None
        found.append(Known(replace(match, kind=MatchKind.VERDICT) if publication else match, publication))
    return found
