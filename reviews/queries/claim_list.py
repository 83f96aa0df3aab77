"""The desk's claims as the list shows them: each with its review, where it came from and what repeats it."""

from dataclasses import dataclass, field

from claims.models import Claim
from claims.queries.checks import checks_of_claims
from claims.queries.claims import ClaimAsk, Repeats, claims_page, repeats_of
from factcheck.core.permissions import Person
from reviews.access import visible_reviews
from reviews.queries.triage import Card, latest_by_claim

_LONGEST_SHOWN = 600  # code points of a claim in a list; alone it is shown whole


@dataclass(frozen=True)
class ListedCard(Card):
    """A claim among others. `sees_import` and `sees_original` say whether it may be led to from here."""

    repeats: Repeats = field(default_factory=Repeats)
    is_alone: bool = False
    sees_import: bool = False
    sees_original: bool = False
    is_listed: bool = True

    @property
    def is_cut(self) -> bool:
        return not self.is_alone and len(self.quote) > _LONGEST_SHOWN

    @property
    def shown(self) -> int:
        """How many code points of the claim are shown."""
        return _LONGEST_SHOWN if self.is_cut else len(self.quote)

    @property
    def web_address(self) -> str:
        """Where it was said. Anything but a web address would be a script that somebody sent in."""
        return self.claim.url if self.claim.url.lower().startswith(("https://", "http://")) else ""


@dataclass(frozen=True)
class ClaimList:
    """One page of cards. `newer` and `older` are the ids to go on from, None at an end."""

    cards: list[ListedCard] = field(default_factory=list)
    newer: int | None = None
    older: int | None = None


def claim_list(person: Person, ask: ClaimAsk, *, before: int | None = None, after: int | None = None) -> ClaimList:
    """A page of the claims that fit, as far as a person may see them. The number of queries is constant."""
    page = claims_page(person, ask, before=before, after=after)
    cards = cards_of(person, page.claims, is_alone=ask.claim_id is not None)
    return ClaimList(cards, page.newer, page.older)


def cards_of(person: Person, claims: list[Claim], *, is_alone: bool = False) -> list[ListedCard]:
    """A card for each claim of `claims_page`."""
    reviews = latest_by_claim(visible_reviews(person).filter(claim__in=[claim.pk for claim in claims]))
    checks = checks_of_claims(person, claims)
    repeats = repeats_of(person, claims)
    return [
        ListedCard(
            claim,
            claim.pk,
            reviews.get(claim.pk),
            checks.get(claim.pk, []),
            repeats=repeats.get(claim.pk, Repeats()),
            is_alone=is_alone,
            sees_import=claim.sees_import,  # type: ignore[attr-defined]  # annotated
            sees_original=claim.sees_original,  # type: ignore[attr-defined]
        )
        for claim in claims
    ]
