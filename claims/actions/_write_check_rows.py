"""Fact-checks of others into their table, a batch at a time, by COPY."""

import json
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from math import isfinite
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from claims.actions._seen_rows import remember_seen, seen
from claims.actions._written import Written
from claims.actions.resolve_parties import resolve_parties
from claims.intake.check_refusal import refusal, said_in, site_of
from claims.intake.check_row import CheckRow
from claims.intake.ratings import NormalisedRating
from claims.models import ExternalCheck, Import, ImportRow, PartyKind, RowOutcome
from factcheck.core.copy_text import NULL, cell
from factcheck.core.copying import copy_lines
from factcheck.core.words import fingerprint, searched, words_of

# Two imports that bring the same checks at the same time write in turns, so that the later one finds them known.
_LINE = 0x636865636B  # "check"

_CHECK = (
    "url", "site", "title", "publisher_id", "claim_text", "claimant_name", "rating_text", "rating", "value", "worst",
    "best", "language", "said_on", "published_on", "fingerprint", "words", "imported_in_id", "row_number", "added_at",
)  # fmt: skip
_ROW = ("work_id", "number", "line", "outcome", "column", "reason", "cells", "claim_id", "row_key")
# Two arrays, since thousands of parameters take longer to be written than to be looked up.
_FIND = """
    SELECT id, url, fingerprint, published_on, rating_text, rating, value, worst, best
    FROM claims_externalcheck JOIN unnest(%s::text[], %s::text[]) AS sent (url, fingerprint) USING (url, fingerprint)
"""
_REVISE = """
    UPDATE claims_externalcheck AS kept
    SET rating_text = new.text, rating = new.rating, value = new.value, worst = new.worst, best = new.best,
        published_on = coalesce(new.published_on, kept.published_on)
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::float8[], %s::float8[], %s::float8[], %s::date[])
        AS new (id, text, rating, value, worst, best, published_on)
    WHERE kept.id = new.id
"""


class _Rating(NamedTuple):
    text: str
    normalised: str
    value: float | None
    worst: float | None
    best: float | None

    @property
    def words(self) -> str:
        """For a sentence: the text in quotation marks, else the number, else what it means."""
        if self.text:
            return f"“{self.text}”"
        if self.value is not None:
            return f"{self.value:g}" + (f" of {self.best:g}" if self.best is not None else "")
        return "no rating" if self.normalised == NormalisedRating.UNKNOWN else self.normalised.replace("_", " ")


@dataclass(slots=True)
class _Check:
    """A check as it will stand: one that is here (`pk`), or the first row of the file that brings it."""

    rating: _Rating
    published_on: date | None
    pk: int | None = None
    row: CheckRow | None = None
    is_revised: bool = False


@dataclass
class _Batch:
    """What a batch comes to. `met` are checks by address and fingerprint of the claim."""

    met: dict[tuple[str, str], _Check]
    noted: list[tuple[CheckRow, RowOutcome, str]] = field(default_factory=list)
    added: int = 0
    known: int = 0

    @property
    def new(self) -> list[tuple[CheckRow, str, _Check]]:
        return [(check.row, words, check) for (_, words), check in self.met.items() if check.row is not None]

    @property
    def revised(self) -> list[tuple[int, _Check]]:
        return [(check.pk, check) for check in self.met.values() if check.is_revised and check.pk is not None]


def write_check_rows(work: Import, rows: list[CheckRow], *, keep: bool) -> Written:
    """Write rows of an import as fact-checks of others, inside the caller's transaction, which holds the import's lock.

    A check is known when one of the same claim, folded, at the same address is here. When the row rates it otherwise
    the check takes that rating, unless the row was published earlier, and the row is written down with both; so is an
    added one of which something had to be changed to be kept. Without `keep` all is told apart and counted, and nothing
    written but what was noted. Rows that cannot be kept come back refused.
    """
    if keep:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LINE])
    done = Written()
    taken = []
    for row in rows:
        bad = refusal(row)
        if bad is None:
            taken.append((row, fingerprint(row.claim_text)))
        else:
            done.refused.append(bad)
    batch = _Batch(_here(taken))
    earlier = {} if keep else _seen(taken)
    for row, words in taken:
        _take(batch, row, words, earlier)
    done.added, done.known = batch.added, batch.known
    _note(work, batch.noted)
    if keep:
        _copy_checks(work, batch)
        _revise(batch)
    else:
        remember_seen([(_key(row.url, words), _digest(check.rating), row.number) for row, words, check in batch.new])
    return done


def _take(batch: _Batch, row: CheckRow, words: str, earlier: dict[str, tuple[str, int]]) -> None:
    rating = _rating_of(row)
    check = batch.met.get((row.url, words))
    if check is not None:
        batch.known += 1
        if rating == check.rating:
            return
        if row.published_on and check.published_on and row.published_on < check.published_on:
            reason = f"It is older than what is here and rates it {rating.words}. It was left at {check.rating.words}."
        else:
            reason = f"The rating changed from {check.rating.words} to {rating.words}."
            check.rating, check.is_revised = rating, True
            check.published_on = row.published_on or check.published_on
        batch.noted.append((row, RowOutcome.KNOWN, reason))
    elif (before := earlier.get(_key(row.url, words))) is not None:
        batch.known += 1
        digest, number = before
        if digest != _digest(rating):
            reason = f"Row {number} of the file rates the same claim otherwise. This says {rating.words}."
            batch.noted.append((row, RowOutcome.KNOWN, reason))
    else:
        batch.added += 1
        batch.met[row.url, words] = _Check(rating, row.published_on, row=row)
        if row.notes:
            batch.noted.append((row, RowOutcome.ADDED, " ".join(row.notes)))


def _here(taken: list[tuple[CheckRow, str]]) -> dict[tuple[str, str], _Check]:
    """Those of the checks that are in the table."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [[row.url for row, _ in taken], [words for _, words in taken]])
        return {
            (url, words): _Check(_Rating(text, rating, value, worst, best), day, pk=pk)
            for pk, url, words, day, text, rating, value, worst, best in cursor.fetchall()
        }


def _seen(taken: list[tuple[CheckRow, str]]) -> dict[str, tuple[str, int]]:
    """Digest of the rating and number of rows that earlier batches of a dry run would have added."""
    return {key: (digest, number) for key, digest, number in seen([_key(row.url, words) for row, words in taken], [])}


def _copy_checks(work: Import, batch: _Batch) -> None:
    new = batch.new
    names = list(dict.fromkeys(row.publisher for row, _, _ in new if row.publisher))
    publishers = resolve_parties(names, kind=PartyKind.OUTLET)
    end = f"{work.pk}\t%s\t{timezone.now().isoformat()}"
    lines = []
    for row, words, check in new:
        rating = check.rating
        cells = (
            cell(row.url), cell(site_of(row)), cell(row.title), publishers.get(row.publisher, NULL),
            cell(row.claim_text), cell(row.claimant), cell(rating.text), rating.normalised, _number(rating.value),
            _number(rating.worst), _number(rating.best), cell(row.language), row.claim_date, check.published_on or NULL,
            words, cell(searched(f"{words_of(row.claim_text)} {words_of(row.title)}".strip())), end % row.number,
        )  # fmt: skip
        lines.append("\t".join(map(str, cells)))
    copy_lines(ExternalCheck._meta.db_table, _CHECK, lines)


def _revise(batch: _Batch) -> None:
    if not (revised := batch.revised):
        return
    ratings = [check.rating for _, check in revised]
    with connection.cursor() as cursor:
        cursor.execute(
            _REVISE,
            [
                [pk for pk, _ in revised],
                *map(list, zip(*ratings, strict=True)),
                [check.published_on for _, check in revised],
            ],
        )


def _note(work: Import, noted: list[tuple[CheckRow, RowOutcome, str]]) -> None:
    lines = [
        f"{work.pk}\t{row.number}\t{row.line}\t{outcome}\t\t{cell(reason)}\t"
        f"{cell(json.dumps(said_in(row), ensure_ascii=False))}\t{NULL}\t"
        for row, outcome, reason in noted
    ]
    copy_lines(ImportRow._meta.db_table, _ROW, lines)


def _rating_of(row: CheckRow) -> _Rating:
    """The rating with a value only where it lies on its scale, as the table demands."""
    value, worst, best = _finite(row.value), _finite(row.worst), _finite(row.best)
    if value is not None and ((worst is not None and value < worst) or (best is not None and value > best)):
        value = None
    return _Rating(row.rating_text, row.normalised.value, value, worst, best)


def _finite(number: float | None) -> float | None:
    return float(number) if number is not None and isfinite(number) else None


def _key(url: str, words: str) -> str:
    return blake2b(f"{url}\0{words}".encode(), digest_size=16).hexdigest()


def _digest(rating: _Rating) -> str:
    return blake2b(repr(tuple(rating)).encode(), digest_size=16).hexdigest()


def _number(value: float | None) -> str:
    return NULL if value is None else repr(value)
