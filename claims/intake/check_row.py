"""A fact-check that somebody else published, as an entry of ClaimReview states it."""

import hashlib
from dataclasses import dataclass
from datetime import date

from claims.intake.claim_row import ClaimRow
from claims.intake.ratings import NormalisedRating

_LONGEST_ADDRESS_IN_ID = 180


@dataclass(slots=True)
class CheckRow:
    """An entry of ClaimReview. "" and None mean unknown.

    ``publisher`` is a name, ``publisher_site`` the host of ``url`` without www. ``rating_text`` is as written;
    ``value`` lies on ``worst`` to ``best`` where these are known. ``claim_date`` is an ISO day, month or year.
    ``notes`` say in sentences what was changed so that it could be kept.
    """

    number: int
    line: int
    url: str
    claim_text: str
    publisher: str = ""
    publisher_site: str = ""
    claimant: str = ""
    rating_text: str = ""
    value: float | None = None
    worst: float | None = None
    best: float | None = None
    normalised: NormalisedRating = NormalisedRating.UNKNOWN
    language: str = ""
    claim_date: str = ""
    published_on: date | None = None
    title: str = ""
    appearances: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def as_claim(check: CheckRow, *, language: str = "en") -> ClaimRow:
    """What was claimed, without what others made of it. ``language`` is for an entry that names none.

    Its external id is the address of the check with a digest of the claim: one page may check several.
    """
    digest = hashlib.sha256(f"{check.url}\n{check.claim_text}".encode()).hexdigest()[:16]
    return ClaimRow(
        check.number,
        check.line,
        check.claim_text,
        claimants=(check.claimant,) if check.claimant else (),
        said_on=check.claim_date,
        language=check.language or language,
        url=check.appearances[0] if check.appearances else "",
        external_id=f"{check.url[:_LONGEST_ADDRESS_IN_ID]}#{digest}",
    )
