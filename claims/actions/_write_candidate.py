"""Writing what an extractor said of a claim: shared by the first reading of a document and by later ones."""

from typing import Any

from claims.actions._read_document import Ran
from claims.actions._write_claim import write_figure, write_links
from claims.actions.claim_parts import WORDS_LIMIT, Link, Number
from claims.actions.edit_claim import as_data
from claims.actions.link_duplicate import link_duplicate
from claims.extraction.as_json import to_json
from claims.extraction.candidate import Candidate
from claims.models import Claim, ClaimState, Document, Reading
from factcheck.core.errors import Invalid
from factcheck.core.models import User
from factcheck.core.text import around
from factcheck.core.words import print_of, searched, words_of

_NAME_LIMIT = 40


def write_candidate(document: Document, candidate: Candidate, *, ran: list[Ran], by: User) -> bool:
    """Add a claim for a candidate unless its very span is one already; whether it was added.

    Must run inside a transaction.
    """
    claim, is_new = Claim.objects.get_or_create(
        document=document,
        start=candidate.start,
        end=candidate.end,
        defaults={"language": document.language, "topic": document.topic, **fields_of(document, candidate, ran)},
    )
    if is_new:
        link_duplicate(claim, by=by)
        _write_parts(claim, candidate)
        Reading.objects.create(claim=claim, **_reading_of(claim, candidate, ran))
    return is_new


def rewrite_claim(
    claim: Claim, document: Document, candidate: Candidate, *, ran: list[Ran], by: User
) -> dict[str, Any]:
    """Make a claim that nobody touched what an extractor says of it now; what was changed, before and after.

    The caller holds the claim's lock. One of which the extractor says the same is not written at all.
    """
    reading = Reading.objects.filter(claim=claim).first()
    if reading is not None and not reading.is_gone and reading.said == said_of(candidate):
        return {}
    before = _as_data(claim)
    was_known_by = claim.fingerprint
    for name, value in fields_of(document, candidate, ran).items():
        setattr(claim, name, value)
    claim.state = ClaimState.UNDECIDED
    _write_parts(claim, candidate)
    Reading.objects.update_or_create(claim=claim, defaults=_reading_of(claim, candidate, ran))
    after = _as_data(claim)
    changed = {key: {"before": before[key], "after": after[key]} for key in after if after[key] != before[key]}
    if not changed:
        return {}
    claim.version += 1
    claim.save()
    Reading.objects.filter(claim=claim).update(left_at=claim.version)
    if claim.fingerprint != was_known_by:
        claim.duplicate_of = None
        claim.save(update_fields=["duplicate_of"])
        link_duplicate(claim, by=by)
    return changed


def _as_data(claim: Claim) -> dict[str, Any]:
    span = {name: getattr(claim, name) for name in ("start", "end", "quote", "worth", "reasons")}
    return {**as_data(claim), **span, "kind": str(claim.kind), "state": str(claim.state)}


def fields_of(document: Document, candidate: Candidate, ran: list[Ran]) -> dict[str, Any]:
    """The columns of a claim that an extractor says."""
    prefix, suffix = around(document.text, candidate.start, candidate.end)
    words = words_of(candidate.text)
    as_of = candidate.as_of.value if candidate.as_of else ""
    has_figure = candidate.quantity is not None
    return {
        "start": candidate.start,
        "end": candidate.end,
        "quote": candidate.text,
        "prefix": prefix,
        "suffix": suffix,
        "text": candidate.text,
        "kind": candidate.kind,
        "said_on": as_of,
        "place": "" if has_figure else candidate.place or "",
        "worth": candidate.score,
        "reasons": [reason[:60] for reason in candidate.reasons],
        "fingerprint": print_of(words),
        "words": searched(words),
        "extractor": "+".join(each.name for each in ran)[:_NAME_LIMIT],
    }


def _write_parts(claim: Claim, candidate: Candidate) -> None:
    """Write who said a claim and its figure over what was there."""
    write_links(
        claim,
        [
            Link(speaker.name, speaker.cue, speaker.stance, speaker.anonymous, speaker.start, speaker.end)
            for speaker in candidate.speakers
            if speaker.name.strip()
        ],
    )
    try:
        write_figure(claim, _number(candidate))
    except Invalid:
        # A number beyond what a figure can hold stays in the quote; the claim is not lost for it.
        claim.figures.all().delete()


def _reading_of(claim: Claim, candidate: Candidate, ran: list[Ran]) -> dict[str, Any]:
    return {
        "extractors": [each.name[:_NAME_LIMIT] for each in ran],
        "configs": [each.config for each in ran],
        "said": said_of(candidate),
        "left_at": claim.version,
        "is_gone": False,
    }


def said_of(candidate: Candidate) -> dict[str, Any]:
    """What an extractor said of one claim, as JSON values: without what counts candidates of its own run."""
    return {name: value for name, value in to_json(candidate).items() if name != "part_of"}


def _number(candidate: Candidate) -> Number | None:
    quantity = candidate.quantity
    if quantity is None:
        return None
    return Number(
        value=quantity.value,
        unit=quantity.unit,
        bound=quantity.bound,
        value_max=quantity.value_max,
        place=candidate.place or "",
        as_of=candidate.as_of.value if candidate.as_of else "",
        nature=quantity.nature,
        denominator=quantity.denominator[: WORDS_LIMIT["denominator"]],
        per=quantity.per[: WORDS_LIMIT["per"]],
        since=quantity.since[: WORDS_LIMIT["since"]],
    )
