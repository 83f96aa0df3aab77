"""Where the figures of a topic come from: the sources of its reviews, what they were taken from, their origins."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from claims.independence import Count
from claims.models import Attribution, DerivationState, Topic
from factcheck.core.models import User
from reviews.models import Evidence, EvidenceStance
from reviews.queries.derivations import seen_evidence
from reviews.queries.independence import ELSEWHERE, Ground, called, ground, source_key
from reviews.queries.origin_words import note, origins_told

MOST = 1_000  # pieces of evidence that are looked at, newest first


@dataclass(frozen=True)
class TopicSource:
    """One source, whoever named it, with the claims for and against which it was gathered."""

    key: str
    title: str
    url: str
    publisher: str
    anonymous: bool
    corroborates: list[int]
    disputes: list[int]
    context: list[int]


@dataclass(frozen=True)
class TakenFrom:
    """`source` was taken from `of`: shown, or only alleged. `from_source` is its key where it is a source, else ""."""

    source: str
    from_source: str
    of: str
    shown: bool
    basis: str


@dataclass(frozen=True)
class TopicOrigins:
    """The sources of a topic's reviews as a person may see them, by title, and the origins they come to.

    `count` is of all of them together, `origins` names each; `by_claim` has the counts for each claim.
    """

    sources: list[TopicSource]
    derivations: list[TakenFrom]
    count: Count
    origins: list[dict[str, Any]]
    note: str
    by_claim: list[dict[str, Any]]


def topic_origins(person: User, topic: Topic) -> TopicOrigins:
    """The origins behind the claims of a topic, from the evidence that a person may see in each current round.

    In a blind round that is their own alone. Queries grow with the length of the longest chain, and with nothing else.
    """
    evidence = list(
        seen_evidence(person)
        .filter(review__claim__topic=topic, round=F("review__round"))
        .select_related("source__publisher", "review")
        .order_by("-added_at", "pk")[:MOST]
    )
    found = ground(evidence, person=person)
    used = {source_key(item.source) for item in evidence}
    count = found.count(used)
    known = found.known()
    return TopicOrigins(
        sources=_sources(evidence),
        derivations=[
            TakenFrom(
                source=found.ends(one)[0],
                from_source=found.ends(one)[1] if one.from_source_id else "",
                of=called(one) or ELSEWHERE,
                shown=one.state == DerivationState.SHOWN,
                basis=one.basis,
            )
            for one in found.named
        ],
        count=count,
        origins=origins_told(count, known, claimant_counts=True),
        note=note(count, found.count(()), known),
        by_claim=_by_claim(evidence, found),
    )


def _sources(evidence: list[Evidence]) -> list[TopicSource]:
    by_key: dict[str, list[Evidence]] = {}
    for item in evidence:
        by_key.setdefault(source_key(item.source), []).append(item)
    made = []
    for key, items in by_key.items():
        source = items[0].source
        publisher = source.publisher

        def claims(stance: EvidenceStance, items: list[Evidence] = items) -> list[int]:
            return sorted({item.review.claim_id for item in items if item.stance == stance})

        made.append(
            TopicSource(
                key=key,
                title=source.title,
                url=source.url,
                publisher=publisher.name if publisher else "",
                anonymous=bool(publisher and publisher.is_anonymous),
                corroborates=claims(EvidenceStance.CORROBORATES),
                disputes=claims(EvidenceStance.DISPUTES),
                context=claims(EvidenceStance.CONTEXT),
            )
        )
    return sorted(made, key=lambda one: (one.title, one.key))


def _by_claim(evidence: list[Evidence], found: Ground) -> list[dict[str, Any]]:
    """How many origins corroborate and dispute each claim, the claimant's own not among those that corroborate."""
    by_claim: dict[int, list[Evidence]] = {}
    for item in evidence:
        by_claim.setdefault(item.review.claim_id, []).append(item)
    last = Attribution.objects.filter(claim__in=by_claim).order_by("claim_id", "position")
    claimant = dict(last.values_list("claim_id", "party_id"))
    told = []
    for claim, items in sorted(by_claim.items()):
        own = {str(claimant[claim])} if claimant.get(claim) else set()
        count = {
            stance: found.count(
                {source_key(item.source) for item in items if item.stance == stance},
                claimants=own,
                count_claimant=stance is EvidenceStance.DISPUTES,
            )
            for stance in (EvidenceStance.CORROBORATES, EvidenceStance.DISPUTES)
        }
        told.append(
            {
                "claim": claim,
                "review": items[0].review_id,
                "corroborating": count[EvidenceStance.CORROBORATES].least,
                "corroborating_most": count[EvidenceStance.CORROBORATES].most,
                "disputing": count[EvidenceStance.DISPUTES].least,
                "disputing_most": count[EvidenceStance.DISPUTES].most,
            }
        )
    return told
