"""What people made of what extractors said: the desk's own training data, read in the order of the documents."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Greatest, Substr

from claims.access import visible_claims, visible_documents
from claims.extraction.as_json import from_json
from claims.extraction.pair import pairs
from claims.models import Claim, ClaimState, Figure, Import, ImportState
from factcheck.core.capabilities import Can
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from factcheck.core.permissions import require

# Documents that are read together, while they hold no more claims than memory should: at least one.
_DOCUMENTS, _CLAIMS = 200, 2_000
CONTEXT = 200  # code points before and after a quote
_DECIDED = (EventKind.CLAIM_KEPT, EventKind.CLAIM_DROPPED, EventKind.CLAIM_MERGED)
_ACTS = (*_DECIDED, EventKind.CLAIM_UNDECIDED, EventKind.CLAIM_UNMERGED, EventKind.CLAIM_EDITED, EventKind.CLAIM_ADDED)
# What an extractor says and a person can say otherwise; topic, tags and wishes are the desk's own.
_FIELDS = ("text", "speakers", "figure", "said_on", "place")


class Outcome(StrEnum):
    """What a person made of a claim that an extractor found, or that it should have found."""

    KEPT = "kept"
    EDITED = "edited"
    DROPPED = "dropped"
    MERGED = "merged"
    MISSED = "missed"


@dataclass(frozen=True)
class CorrectionAsk:
    """What is asked for; None and "" ask for nothing. `extractor` is "rules" or "rules 1"."""

    since: datetime | None = None
    extractor: str = ""
    document_id: int | None = None


@dataclass(frozen=True)
class Correction:
    """One claim of a document: what the extractor said (None for a missed one), what a person made of it (None for a
    dropped one), and which fields differ. `instead_of` is the dropped claim at whose place a person added this one.
    Offsets are code points of the document's text."""

    claim: Claim
    outcome: Outcome
    extractors: list[dict[str, str]]
    said: dict[str, Any] | None
    made: dict[str, Any] | None
    changed: list[str]
    at: datetime
    before: str
    after: str
    instead_of: int | None = None


def corrections(by: User, ask: CorrectionAsk) -> Iterator[Correction]:
    """The corrections that exist for a person, by document and place in it; a few documents in memory at a time.

    A claim in a topic or document that is hidden from them is not there. Raises NotAllowed.
    """
    require(by, Can.TRIAGE)
    return _corrections(by, ask)


def _corrections(by: User, ask: CorrectionAsk) -> Iterator[Correction]:
    documents = visible_documents(by).order_by("id")
    if ask.document_id is not None:
        documents = documents.filter(pk=ask.document_id)
    held = documents.annotate(held=Count("claims")).values_list("pk", "held")
    last = 0
    while rows := list(held.filter(pk__gt=last)[:_DOCUMENTS]):
        keys: list[int] = []
        claims = 0
        for pk, count in rows:
            if keys and claims + count > _CLAIMS:
                break
            keys.append(pk)
            claims += count
        last = keys[-1]
        yield from _of_documents(by, keys, ask)


def _of_documents(by: User, keys: list[int], ask: CorrectionAsk) -> Iterator[Correction]:
    claims = list(_worked_on(by, keys))
    events: dict[int, list[Event]] = defaultdict(list)
    told = Event.objects.filter(claim_id__in=[claim.pk for claim in claims], kind__in=_ACTS, by__isnull=False)
    for event in told.order_by("id"):
        if event.claim_id is not None:
            events[event.claim_id].append(event)
    readers = _readers(keys)
    found = [_correction(claim, events[claim.pk], readers) for claim in claims if events[claim.pk]]
    known = [each for each in found if each is not None]
    replaced = _replaced(known)
    for each in known:
        if ask.since is not None and each.at < ask.since:
            continue
        if ask.extractor and not any(_is_by(reader["name"], ask.extractor) for reader in each.extractors):
            continue
        yield Correction(**{**each.__dict__, "instead_of": replaced.get(each.claim.pk)})


def _worked_on(by: User, keys: list[int]) -> QuerySet[Claim]:
    changed = Q(extractor="") | ~Q(state=ClaimState.UNDECIDED) | Q(version__gt=1)
    rows = visible_claims(by).filter(changed, document__in=keys, imported_in__isnull=True)
    first = Greatest(F("start") - CONTEXT, 0)
    # Cut out by the database: a document may be long.
    before = Substr("document__text", first + 1, F("start") - first)
    rows = rows.annotate(before=before, after=Substr("document__text", F("end") + 1, CONTEXT))
    rows = rows.select_related("document", "reading").defer("document__text")
    return rows.prefetch_related("attributions", "figures").order_by("document_id", "start", "id")


def _readers(keys: list[int]) -> dict[int, list[dict[str, str]]]:
    """Who read each document last: what a person adds there, these extractors missed."""
    works = Import.objects.filter(document__in=keys, state=ImportState.DONE).order_by("document_id", "-id")
    rows = works.distinct("document_id").values_list("document_id", "guess")
    return {document_id: _named(guess.get("extractors", [])) for document_id, guess in rows if document_id}


def _named(ran: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [
        {"name": f"{each['id']} {each['version']}", "config": each["config"]} for each in ran if not each["problem"]
    ]


def _is_by(name: str, asked: str) -> bool:
    return name == asked or name.partition(" ")[0] == asked


def _correction(claim: Claim, events: list[Event], readers: dict[int, list[dict[str, str]]]) -> Correction | None:
    outcome = _outcome(claim, events)
    if outcome is None:
        return None
    now = _now(claim)
    said = None if outcome is Outcome.MISSED else _said(claim, events, now)
    reading = getattr(claim, "reading", None)
    if outcome is Outcome.MISSED:
        by = readers.get(claim.document_id or 0, [])
    elif reading is not None:
        by = [
            {"name": name, "config": config} for name, config in zip(reading.extractors, reading.configs, strict=True)
        ]
    else:
        by = [{"name": claim.extractor, "config": ""}]
    return Correction(
        claim=claim,
        outcome=outcome,
        extractors=by,
        said=said,
        made=None if outcome is Outcome.DROPPED else now,
        changed=[name for name in _FIELDS if said is not None and said[name] != now[name]],
        at=events[-1].at,
        before=getattr(claim, "before", ""),
        after=getattr(claim, "after", ""),
    )


def _outcome(claim: Claim, events: list[Event]) -> Outcome | None:
    kinds = {event.kind for event in events}
    if not claim.extractor:
        is_missed = claim.added_by_id is not None and claim.state != ClaimState.DROPPED
        return Outcome.MISSED if is_missed else None
    if claim.state == ClaimState.MERGED:
        return Outcome.MERGED
    if claim.state == ClaimState.DROPPED and EventKind.CLAIM_DROPPED in kinds:
        return Outcome.DROPPED
    if any(event.kind == EventKind.CLAIM_EDITED and not event.data.keys().isdisjoint(_FIELDS) for event in events):
        return Outcome.EDITED
    return Outcome.KEPT if claim.state == ClaimState.KEPT else None


def _now(claim: Claim) -> dict[str, Any]:
    figure = next(iter(claim.figures.all()), None)
    return {
        "text": claim.text,
        "speakers": [{"name": link.name, "cue": link.cue, "stance": link.stance} for link in claim.attributions.all()],
        "figure": None if figure is None else _figure(figure),
        "said_on": claim.said_on,
        "place": figure.place if figure else claim.place,
        "kind": claim.kind,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    names = ("bound", "unit", "as_of", "nature", "denominator", "per", "since")
    upper = None if figure.value_max is None else _number(figure.value_max)
    return {"value": _number(figure.value), "value_max": upper, **{name: getattr(figure, name) for name in names}}


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _said(claim: Claim, events: list[Event], now: dict[str, Any]) -> dict[str, Any]:
    """What the extractor said; where that was not kept, what the claim was before people's first edits."""
    reading = getattr(claim, "reading", None)
    if reading is not None and reading.said:
        return _of_candidate(reading.said)
    said = dict(now)
    for event in reversed(events):
        if event.kind == EventKind.CLAIM_EDITED:
            said |= {name: event.data[name]["before"] for name in _FIELDS if name in event.data}
    return {**said, "worth": claim.worth, "reasons": claim.reasons, "read_by": {}}


def _of_candidate(data: dict[str, Any]) -> dict[str, Any]:
    candidate = from_json(data)
    quantity, as_of = candidate.quantity, candidate.as_of.value if candidate.as_of else ""
    figure = None
    if quantity is not None:
        figure = {
            "value": _number(quantity.value),
            "value_max": None if quantity.value_max is None else _number(quantity.value_max),
            "bound": quantity.bound,
            "unit": quantity.unit,
            "as_of": as_of,
            "nature": quantity.nature,
            "denominator": quantity.denominator,
            "per": quantity.per,
            "since": quantity.since,
        }
    return {
        "text": candidate.text,
        "speakers": [{"name": link.name, "cue": link.cue, "stance": link.stance} for link in candidate.speakers],
        "figure": figure,
        "said_on": as_of,
        "place": candidate.place or "",
        "kind": candidate.kind,
        "worth": candidate.score,
        "reasons": list(candidate.reasons),
        "read_by": dict(candidate.read_by),
    }


def _replaced(found: list[Correction]) -> dict[int, int]:
    """Which dropped claim stood where a person added one: a span that was set right."""
    replaced: dict[int, int] = {}
    by_document: dict[int | None, list[Correction]] = defaultdict(list)
    for each in found:
        by_document[each.claim.document_id].append(each)
    for of_one in by_document.values():
        missed = [each.claim for each in of_one if each.outcome is Outcome.MISSED]
        dropped = [each.claim for each in of_one if each.outcome is Outcome.DROPPED]
        together = pairs([_span(each) for each in missed], [_span(each) for each in dropped])
        replaced |= {missed[at].pk: dropped[other].pk for at, other in together.items()}
    return replaced


def _span(claim: Claim) -> tuple[int, int]:
    return claim.start or 0, claim.end or 0
