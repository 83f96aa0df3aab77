"""What the table of others' fact-checks cannot hold, and what a refusal repeats of a row."""

from urllib.parse import urlsplit

from claims.intake.check_row import CheckRow
from claims.intake.rows import BadRow
from factcheck.core.text import UnstorableText, refuse_unstorable

# An entry of the index on address and fingerprint must fit into a third of a page of PostgreSQL's.
URL_BYTES = 2_000
_LONGEST = {"claimant": 300, "rating": 300, "site": 255, "title": 500, "language": 12}


def said_in(row: CheckRow) -> dict[str, str]:
    """What a row says, by field, without what it leaves out."""
    said = {
        "url": row.url,
        "claim": row.claim_text,
        "claimant": row.claimant,
        "claim_date": row.claim_date,
        "rating": row.rating_text,
        "value": _plain(row.value),
        "worst": _plain(row.worst),
        "best": _plain(row.best),
        "publisher": row.publisher,
        "site": site_of(row),
        "published_on": row.published_on.isoformat() if row.published_on else "",
        "title": row.title,
        "language": row.language,
        "appearances": " ".join(row.appearances),
    }
    return {name: value for name, value in said.items() if value}


def site_of(row: CheckRow) -> str:
    """The site as stated, else that of the address without "www."; "" for an address that names none."""
    if row.publisher_site:
        return row.publisher_site
    try:
        return (urlsplit(row.url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def refusal(row: CheckRow) -> BadRow | None:
    """Why a row cannot be kept as it was sent, if it cannot."""
    try:
        refuse_unstorable(
            f"{row.url}{row.claim_text}{row.claimant}{row.rating_text}{row.publisher}{row.publisher_site}{row.title}"
            f"{row.language}{''.join(row.appearances)}"
        )
    except UnstorableText as unstorable:
        # Nothing of it is repeated: a report could hold it no more than a check.
        return BadRow(row.number, row.line, f"It holds {unstorable.what}, which cannot be stored. Remove it.")
    if not row.claim_text.strip():
        return _bad(row, "claim", "There is no claim in it. A check needs the words that were checked.")
    if not row.url.startswith(("https://", "http://")):
        received = f"{row.url[:100]} is no address" if row.url else "There is no address"
        return _bad(row, "url", f"{received}. Name the page of the check, beginning with https:// or http://.")
    if (size := len(row.url.encode())) > URL_BYTES:
        return _bad(row, "url", f"The address has {size:,} bytes; at most {URL_BYTES:,} are kept.")
    given = {
        "claimant": row.claimant,
        "rating": row.rating_text,
        "site": site_of(row),
        "title": row.title,
        "language": row.language,
    }
    for name, longest in _LONGEST.items():
        if len(given[name]) > longest:
            return _bad(row, name, f"It has {len(given[name]):,} characters; at most {longest} are kept. Shorten it.")
    return None


def _bad(row: CheckRow, column: str, reason: str) -> BadRow:
    return BadRow(row.number, row.line, reason, column=column, cells=said_in(row))


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
