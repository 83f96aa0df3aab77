"""What the rules look at to propose derivations: kept texts and links, parties, and what was said already."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from claims.models import Alias, Attribution, Claim, Derivation, Snapshot, Source
from claims.proposing import Matter, Named, Outgoing, Page
from claims.proposing.propose import Edge
from claims.queries.networks import network_of
from reviews.access import is_blind
from reviews.models import Evidence, Review
from reviews.queries.independence import source_key
from reviews.queries.snapshots import links_in

MOST_SOURCES = 200  # of one group; each text is compared with each other


@dataclass(frozen=True)
class Group:
    """Sources whose texts may be compared: who sees one of them in the review sees all.

    `rows` are the sources by what makes two rows one: where several people brought the same, the first with a copy.
    `copies` are the copies whose texts were read.
    """

    review: Review
    rows: dict[str, Source]
    copies: dict[str, Snapshot]
    pages: list[Page]
    parties: list[Named]
    matter: Matter
    known: set[Edge]


def group_of(review: Review, *, owner_id: int | None) -> Group | None:
    """What a review's current round has to look at, of everybody once it is in; in a blind one of `owner_id` alone.

    None where there is nothing. Parties are those whom the claim, its story, and the group itself name: whom others
    name in their own evidence of a blind round shows nowhere.
    """
    evidence = Evidence.objects.filter(review=review, round=review.round, withdrawn_at__isnull=True)
    if is_blind(review):
        if owner_id is None:
            return None
        evidence = evidence.filter(added_by=owner_id)
    used = [each.source for each in evidence.select_related("source__publisher").order_by("added_at", "pk")]
    every = list({source.pk: source for source in used}.values())[:MOST_SOURCES]
    copies = {source.pk: copy for source in every if (copy := _copy_of(source)) is not None}
    rows: dict[str, Source] = {}
    for source in sorted(every, key=lambda source: source.pk not in copies):
        rows.setdefault(source_key(source), source)
    if not copies:
        return None
    return Group(
        review=review,
        rows=rows,
        copies={key: copies[source.pk] for key, source in rows.items() if source.pk in copies},
        pages=[_page(key, source, copies.get(source.pk)) for key, source in rows.items()],
        parties=_parties(review.claim, every),
        matter=_matter(review.claim),
        known=_known(every),
    )


def _copy_of(source: Source) -> Snapshot | None:
    """The newest copy with a text or, where none has one, the newest."""
    newest = source.snapshots.defer("headers").order_by("-taken_at", "-id")
    return newest.exclude(text="").first() or newest.first()


def _page(key: str, source: Source, copy: Snapshot | None) -> Page:
    found = links_in(copy) if copy is not None else None
    addresses = {source.url}
    if source.url and copy is not None:
        # What was handed in for a source without an address lies at none.
        addresses |= {copy.final_url, found.own if found else ""}
    return Page(
        key=key,
        text=copy.text if copy is not None else "",
        publisher=str(source.publisher_id) if source.publisher_id else None,
        published_on=source.published_on,
        addresses=frozenset(addresses - {""}),
        links=tuple(Outgoing(*link) for link in found.links) if found else (),
    )


def _parties(claim: Claim, sources: Sequence[Source]) -> list[Named]:
    of_story = Q(claim=claim)
    if claim.document_id is not None:
        of_story |= Q(claim__document=claim.document_id)
    if claim.topic_id is not None:
        # A topic may hold a file's hundred thousand claims; those that are worked on tell its story.
        of_story |= Q(claim__topic=claim.topic_id, claim__reviews__isnull=False) & (
            Q(claim__document__topic__isnull=True) | Q(claim__document__topic=claim.topic_id)
        )
    spoken = Attribution.objects.filter(of_story, party__isnull=False).values_list("party", flat=True)
    claimants = {party for party in claim.attributions.values_list("party", flat=True) if party is not None}
    published = {source.publisher_id for source in sources if source.publisher_id is not None}
    keys = set(spoken.distinct()) | network_of(claimants) | published
    names: dict[int, list[str]] = {}
    for alias in Alias.objects.filter(party__in=keys, party__is_anonymous=False).order_by("party", "pk"):
        names.setdefault(alias.party_id, []).append(alias.name)
    return [Named(str(party), tuple(called)) for party, called in names.items()]


def _matter(claim: Claim) -> Matter:
    figures = {value for each in claim.figures.all() for value in (each.value, each.value_max) if value is not None}
    return Matter(tuple(sorted(figures)), tuple(words for words in (claim.text, claim.quote) if words))


def _known(sources: Sequence[Source]) -> set[Edge]:
    keys = {source.pk: source_key(source) for source in sources}
    said = Derivation.objects.filter(source__in=keys).select_related("from_source")
    return {
        (
            keys[each.source_id],
            source_key(each.from_source) if each.from_source is not None else None,
            str(each.from_party_id) if each.from_party_id is not None else None,
        )
        for each in said
    }
