"""For what reasons published reviews are to be looked at again now."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Now, TruncDate

from claims.models import Snapshot
from factcheck.core.events import EventKind
from factcheck.core.models import Event
from factcheck.core.text import fold
from reviews.models import Comeback, ComebackCause, Evidence, Publication, PublicationStatus, Verdict
from reviews.workflow import State


@dataclass(frozen=True)
class Reason:
    """Why one review is to be looked at again. `key` names the day, the claim or the copy; each works once."""

    review_id: int
    cause: ComebackCause
    key: str
    words: str


@dataclass(frozen=True)
class Measured:
    """A number in a claim: what is counted where, and as of when (ISO, as precise as it is known)."""

    value: Decimal
    value_max: Decimal | None
    unit: str
    place: str
    as_of: str

    @property
    def words(self) -> str:
        upper = f" to {self.value_max.normalize():,f}" if self.value_max is not None else ""
        return f"{self.value.normalize():,f}{upper} {self.unit} as of {self.as_of}"


def reasons() -> Iterator[Reason]:
    """Every reason that has come up for a review that is published now and has not come back for it."""
    yield from _days_that_came()
    yield from _newer_figures()
    yield from _changed_sources()
    yield from _changed_originals()


def public_now() -> QuerySet[Publication]:
    """What stands in public: current publications that are not retractions."""
    return Publication.objects.filter(is_current=True).exclude(status=PublicationStatus.RETRACTED)


def is_newer(known: Measured, found: Measured) -> bool:
    """Whether a number is a later one of the same measure, and another.

    Dates are compared as far as both are known: the same month is not later than a day in it.
    """
    length = min(len(known.as_of), len(found.as_of))
    return (
        length > 0
        and found.as_of[:length] > known.as_of[:length]
        and fold(found.unit) == fold(known.unit)
        and fold(found.place) == fold(known.place)
        and (found.value, found.value_max) != (known.value, known.value_max)
    )


def _days_that_came() -> Iterator[Reason]:
    cause = ComebackCause.REVIEW_DATE
    done = Comeback.objects.filter(
        review=OuterRef("review"), cause=cause, key=Cast(OuterRef("verdict__review_by"), CharField())
    )
    due = public_now().filter(review__state=State.PUBLISHED, verdict__review_by__lte=TruncDate(Now()))
    for review_id, day in due.exclude(Exists(done)).values_list("review_id", "verdict__review_by"):
        if day is not None:
            yield Reason(review_id, cause, day.isoformat(), f"The day to look again has come: {day.day} {day:%B %Y}.")


# Without a topic only the place says that two numbers are of one story. A document of a restricted topic would be told
# of to people for whom it does not exist.
_FIGURES = """
SELECT r.id, c1.id, p.name,
    f0.value, f0.value_max, f0.unit, coalesce(nullif(f0.place, ''), c0.place),
    coalesce(nullif(f0.as_of, ''), nullif(c0.as_of, ''), c0.said_on),
    f1.value, f1.value_max, f1.unit, coalesce(nullif(f1.place, ''), c1.place),
    coalesce(nullif(f1.as_of, ''), nullif(c1.as_of, ''), c1.said_on)
FROM reviews_review r
JOIN claims_claim c0 ON c0.id = r.claim_id
JOIN LATERAL (
    SELECT party_id FROM claims_attribution WHERE claim_id = c0.id ORDER BY position DESC LIMIT 1
) said ON true
JOIN claims_party p ON p.id = said.party_id AND NOT p.is_anonymous
JOIN claims_figure f0 ON f0.claim_id = c0.id
JOIN claims_attribution a1 ON a1.party_id = p.id AND a1.claim_id <> c0.id AND NOT EXISTS (
    SELECT 1 FROM claims_attribution inner_one
    WHERE inner_one.claim_id = a1.claim_id AND inner_one.position > a1.position
)
JOIN claims_claim c1 ON c1.id = a1.claim_id AND c1.state = 'kept' AND c1.topic_id IS NOT DISTINCT FROM c0.topic_id
JOIN claims_figure f1 ON f1.claim_id = c1.id
LEFT JOIN claims_document d ON d.id = c1.document_id
LEFT JOIN claims_topic t ON t.id = d.topic_id
WHERE r.state = 'published'
    AND (c0.topic_id IS NOT NULL OR coalesce(nullif(f0.place, ''), c0.place) <> '')
    AND (t.id IS NULL OR NOT t.is_restricted OR t.id = c0.topic_id)
    AND NOT EXISTS (
        SELECT 1 FROM reviews_comeback k
        WHERE k.review_id = r.id AND k.cause = 'newer_figure' AND k.key = c1.id::text
    )
ORDER BY r.id, c1.id, f0.position, f1.position
"""


def _newer_figures() -> Iterator[Reason]:
    told: set[tuple[int, int]] = set()
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    for review_id, claim_id, name, *numbers in rows:
        known, found = Measured(*numbers[:5]), Measured(*numbers[5:])
        if (review_id, claim_id) in told or not is_newer(known, found):
            continue
        told.add((review_id, claim_id))
        words = f"{name} announced a newer figure: {found.words} (claim {claim_id}), after {known.words}."
        yield Reason(review_id, ComebackCause.NEWER_FIGURE, str(claim_id), words)


def _changed_sources() -> Iterator[Reason]:
    cause = ComebackCause.SOURCE_CHANGED
    public = public_now().filter(review__state=State.PUBLISHED)
    rounds = dict(public.values_list("review_id", "verdict__round"))
    events = Event.objects.filter(kind=EventKind.SOURCE_CHANGED, review_id__in=public.values("review_id"))
    done = set(Comeback.objects.filter(cause=cause).values_list("review_id", "key"))
    for event in events.order_by("id"):
        review_id, key = int(event.review_id or 0), str(event.data["snapshot"])
        # What a later round has looked at since is no news.
        if (review_id, key) not in done and event.data["round"] == rounds[review_id]:
            done.add((review_id, key))
            yield Reason(review_id, cause, key, str(event.data["words"]))


def _changed_originals() -> Iterator[Reason]:
    """Reused verdicts whose original was corrected, replaced or withdrawn since."""
    cause = ComebackCause.REUSED_CHANGED
    reused = public_now().filter(review__state=State.PUBLISHED, verdict__reused_from__is_current=False)
    sources = dict(reused.values_list("review_id", "verdict__reused_from__review"))
    now = {
        each.review_id: each
        for each in Publication.objects.filter(review__in=set(sources.values()), is_current=True).select_related(
            "correction"
        )
    }
    done = set(Comeback.objects.filter(cause=cause, review__in=sources).values_list("review_id", "key"))
    for review_id, source_id in sorted(sources.items()):
        changed = now.get(source_id)
        if changed is None or (review_id, str(changed.pk)) in done:
            continue
        did = "withdrawn" if changed.status == PublicationStatus.RETRACTED else "changed"
        why = f": {changed.correction.why}" if hasattr(changed, "correction") else "."
        words = f"The verdict that this one was taken from, on claim {changed.body['claim']['id']}, was {did}{why}"
        yield Reason(review_id, cause, str(changed.pk), words)


@dataclass(frozen=True)
class Citation:
    """What the public verdict of a review cites of a source, and how the source read then and reads now."""

    review_id: int
    claim_id: int
    round: int
    title: str
    quotes: tuple[str, ...]
    then: Snapshot
    now: Snapshot


def citations_of(source_id: Any) -> list[Citation]:
    """Each public verdict that rests on a source of which there is a later copy with a text."""
    found = []
    for publication in public_now().filter(_cites(source_id)).select_related("review", "verdict"):
        cited = Evidence.objects.filter(
            review=publication.review, round=publication.verdict.round, source=source_id, withdrawn_at__isnull=True
        ).select_related("source")
        reached = Verdict.objects.filter(review=publication.review, round=publication.verdict.round)
        when = reached.earliest("decided_at").decided_at
        copies = Snapshot.objects.filter(source=source_id).exclude(text="").order_by("-taken_at", "-id")
        now = copies.filter(taken_at__gt=when).first()
        then = copies.filter(taken_at__lte=when).first() or copies.last()
        if now is None or then is None or then.pk == now.pk:
            continue
        evidence = list(cited)
        found.append(
            Citation(
                review_id=publication.review_id,
                claim_id=publication.review.claim_id,
                round=publication.verdict.round,
                title=evidence[0].source.title,
                quotes=tuple(item.quote for item in evidence if item.quote),
                then=then,
                now=now,
            )
        )
    return found


def cited_sources() -> QuerySet[Evidence]:
    """The evidence on which public verdicts rest."""
    rests = public_now().filter(review=OuterRef("review"), verdict__round=OuterRef("round"))
    return Evidence.objects.filter(Exists(rests), withdrawn_at__isnull=True)


def _cites(source_id: Any) -> Exists:
    return Exists(
        Evidence.objects.filter(
            review=OuterRef("review"), round=OuterRef("verdict__round"), source=source_id, withdrawn_at__isnull=True
        )
    )
